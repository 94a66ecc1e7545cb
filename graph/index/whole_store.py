"""Reading a whole store into arrays: a few statements, whose rows become numbers as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
from bangolin.graph.index.arrays import Int64, build
from bangolin.graph.index.blocks import flow_of, subjects_of
from bangolin.graph.index.chains import Chain, chain_of, gathered
from bangolin.graph.index.columns import Columns
from bangolin.graph.index.flat import Gathered, blocks_of
from bangolin.graph.index.identity import number_of
from bangolin.graph.index.index import TravelIndex, as_index
from bangolin.graph.index.numbering import Growing, Numbering
from bangolin.graph.index.pivots import pivots
from bangolin.graph.index.said import said_by_file
from bangolin.graph.index.statements import BODIES, CHAINS, FILES, FLOWS, ITEMS, LINKED, PARTS, PLACES
from bangolin.graph.index.traits import FILE, traits_of

T = TypeVar("T")
Row = dict[str, Any]
Loads = Mapping[str, tuple[str, str]]
SOURCES = ("list", "main")


class Streams(Protocol):
    """What reading needs of a store."""

    @property
    def beside(self) -> Path:
        """A folder beside the store."""

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of a statement."""

    def stream(self, text: str, parameters: Mapping[str, Any], take: Callable[[Iterator[Row]], T]) -> T:
        """What a function makes of rows while they come."""


def read_index(store: Streams, loads: Loads) -> TravelIndex:
    """Read everything. ``loads``: of each assessment the edition in force, and which load brought it."""
    keys = sorted(loads)
    editions = {loads[key][0]: number for number, key in enumerate(keys)}
    numbering, groups = Numbering(), Growing(fresh={"": 0})
    body = np.full(len(keys), -1, np.int32)
    for row in store.read(BODIES):
        body[editions[row["edition"]]] = numbering.place(row["body"])
    named = store.stream(PLACES, {}, lambda rows: _named(rows, editions, numbering))
    flows, carrying = store.stream(FLOWS, {}, lambda rows: _flows(rows, editions, numbering, groups))
    files = _files(store, editions, numbering)
    items = store.stream(ITEMS, {}, lambda rows: _items(rows, editions, numbering))
    exchanged = _pivots(store, editions, numbering, carrying)
    chains = store.stream(CHAINS, {}, lambda rows: gathered(_chains(rows, editions), len(keys), numbering))
    found = Gathered(body, named, flows, files, items, exchanged, list(numbering.places.fresh), list(groups.fresh))
    index = as_index(lambda places: build(blocks_of(found), places), keys, numbering, chains)
    return index.read_from(loads)


def _named(rows: Iterator[Row], editions: Mapping[str, int], numbering: Numbering) -> Columns:
    """Of each place: assessment, place, traits."""
    columns = Columns(3)
    for row in rows:
        traits = traits_of(row["kind"], row["outside"], row["generic"])
        columns.add(editions[row["edition"]], numbering.place(row["place"]), traits)
    return columns


Carrying = tuple[Columns, tuple[tuple[str, ...], ...]]


def _flows(
    rows: Iterator[Row], editions: Mapping[str, int], numbering: Numbering, groups: Growing
) -> tuple[Columns, Carrying]:
    """Of each flow in force: assessment, identity, source, target, code, medium, marks, group, people, said; and of steps
    that carry identifiers: assessment, source, target, number of what is carried.
    """
    columns, steps = Columns(10), Columns(4)
    carried: dict[tuple[str, ...], int] = {}
    for row in rows:
        assessment = editions.get(row["edition"])
        if assessment is not None:
            flow = flow_of(row, row["source"], row["target"])
            ends = numbering.place(flow.source), numbering.place(flow.target)
            people = groups.number(flow.group), numbering.band(flow.people)
            medium, said = numbering.medium(flow.media), numbering.said.number(flow.said)
            columns.add(assessment, number_of(flow.id), *ends, flow.code, medium, flow.marks, *people, said)
            if row["kind"] == "step" and row["carries"]:
                steps.add(assessment, *ends, carried.setdefault(tuple(row["carries"]), len(carried)))
    return columns, (steps, tuple(carried))


def _files(store: Streams, editions: Mapping[str, int], numbering: Numbering) -> Columns:
    """Of each file: assessment, place, traits, band of persons."""
    columns = Columns(4)
    for row in store.read(FILES):
        for file, people in subjects_of(str(row["files"] or "[]")).items():
            columns.add(editions[row["edition"]], numbering.place(file), FILE, numbering.band(people))
    return columns


def _items(rows: Iterator[Row], editions: Mapping[str, int], numbering: Numbering) -> Columns:
    """Of each file with items: assessment, place, number of what it says. Until all have come, a row is six numbers."""
    columns, words = Columns(6), Growing()
    for row in rows:
        assessment = editions.get(row["edition"])
        if assessment is not None:
            kind = SOURCES.index(row["source"]), int(bool(row["uncertain"]))
            name, concept = words.number(str(row["name"])), words.number(str(row["concept"]))
            columns.add(assessment, numbering.place(row["file"]), *kind, name, concept)
    texts = list(words.fresh)
    table = columns.rows(by=2)
    found = Columns(3)
    for part in np.split(table, _changes(table[:, :2])):
        if len(part):
            items = ((texts[a], SOURCES[s], bool(u), texts[c]) for s, u, a, c in part[:, 2:].tolist())
            found.add(int(part[0, 0]), int(part[0, 1]), numbering.items.number(said_by_file(items)))
    return found


def _pivots(store: Streams, editions: Mapping[str, int], numbering: Numbering, carrying: Carrying) -> Columns:
    """Of each pivot: assessment, place, identifier before, identifier after."""
    linked: dict[int, list[Row]] = {}
    for row in store.read(LINKED):
        if row["edition"] in editions:
            linked.setdefault(editions[row["edition"]], []).append(row)
    parts: dict[int, list[tuple[str, str]]] = {}
    for row in store.read(PARTS):
        if row["edition"] in editions:
            parts.setdefault(editions[row["edition"]], []).append((row["part"], row["whole"]))
    places, (steps, carried) = list(numbering.places.fresh), carrying
    table = steps.rows(by=1)
    columns = Columns(4)
    for number in sorted(linked):  # without links nothing is tied to the number, and nothing exchanged
        low, high = np.searchsorted(table[:, 0], (number, number + 1))
        rows = [
            {"source": places[source], "target": places[target], "carries": carried[one]}
            for source, target, one in table[low:high, 1:].tolist()
        ]
        for place, before, after in pivots(linked[number], rows, parts.get(number, ())):
            identifiers = numbering.identifier(before), numbering.identifier(after)
            columns.add(number, numbering.place(place), *identifiers)
    return columns


def _chains(rows: Iterator[Row], editions: Mapping[str, int]) -> Iterator[tuple[int, Chain]]:
    """Chains in force with the number of their assessment."""
    return ((editions[row["edition"]], chain_of(row)) for row in rows if row["edition"] in editions)


def _changes(rows: Int64) -> Int64:
    """Where rows differ from the row before."""
    return np.flatnonzero((rows[1:] != rows[:-1]).any(axis=1)) + 1
