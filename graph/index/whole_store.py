"""Reading a whole store into arrays: a few statements, whose rows become numbers as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
from bangolin.graph.index.arrays import Blocks, Int64, build
from bangolin.graph.index.blocks import Numbering, flow_of, subjects_of
from bangolin.graph.index.columns import Columns
from bangolin.graph.index.identity import number_of
from bangolin.graph.index.index import TravelIndex
from bangolin.graph.index.statements import BODIES, FILES, FLOWS, LISTED, NUMBERED, PLACES
from bangolin.graph.index.traits import FILE, TICKED, recorded_in, traits_of

T = TypeVar("T")
Row = dict[str, Any]
Loads = Mapping[str, tuple[str, str]]


class Streams(Protocol):
    """What reading needs of a store."""

    @property
    def beside(self) -> Path:
        """A folder beside the store."""

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of a statement."""

    def stream(self, text: str, parameters: Mapping[str, Any], take: Callable[[Iterator[Row]], T]) -> T:
        """What a function makes of rows while they come."""


class _Groups:
    """Groups of people, numbered as they come."""

    def __init__(self) -> None:
        self.numbers = {"": 0}

    def number(self, key: str) -> int:
        return self.numbers.setdefault(key, len(self.numbers))

    def ranks(self) -> Int64:
        """The rank of each among all, by its key; the blank one is 0."""
        rank = np.empty(len(self.numbers), np.int64)
        rank[[self.numbers[key] for key in sorted(self.numbers)]] = np.arange(len(self.numbers))
        return rank


def read_index(store: Streams, loads: Loads) -> TravelIndex:
    """Read everything. ``loads``: of each assessment the edition in force, and which load brought it."""
    keys = sorted(loads)
    editions = {loads[key][0]: number for number, key in enumerate(keys)}
    numbering, groups = Numbering.empty(), _Groups()
    body = np.full(len(keys), -1, np.int32)
    for row in store.read(BODIES):
        body[editions[row["edition"]]] = numbering.place(row["body"])
    named = store.stream(PLACES, {}, lambda rows: _named(rows, editions, numbering))
    flows = store.stream(FLOWS, {}, lambda rows: _flows(rows, editions, numbering, groups))
    files = _files(store, editions, numbering)
    places, media = numbering.finished()
    blocks = _blocks((len(keys), body), named, flows, files, (list(numbering.fresh), groups.ranks()))
    return TravelIndex(build(blocks, len(places)), tuple(keys), places, media, tuple(numbering.bands), dict(loads))


def _named(rows: Iterator[Row], editions: Mapping[str, int], numbering: Numbering) -> Columns:
    """Of each place: assessment, place, traits."""
    columns = Columns(3)
    for row in rows:
        traits = traits_of(row["kind"], row["outside"], row["generic"])
        columns.add(editions[row["edition"]], numbering.place(row["place"]), traits)
    return columns


def _flows(rows: Iterator[Row], editions: Mapping[str, int], numbering: Numbering, groups: _Groups) -> Columns:
    """Of each flow in force: assessment, identity, source, target, code, medium, marks, group, people."""
    columns = Columns(9)
    for row in rows:
        assessment = editions.get(row["edition"])
        if assessment is not None:
            flow = flow_of(row, row["source"], row["target"])
            ends = numbering.place(flow.source), numbering.place(flow.target)
            people = groups.number(flow.group), numbering.band(flow.people)
            medium = numbering.medium(flow.media)
            columns.add(assessment, number_of(flow.id), *ends, flow.code, medium, flow.marks, *people)
    return columns


def _files(store: Streams, editions: Mapping[str, int], numbering: Numbering) -> Columns:
    """Of each file: assessment, place, traits, band of persons."""
    known: dict[str, list[str]] = {}
    items: dict[str, list[Row]] = {}
    for row in store.read(LISTED):
        known.setdefault(row["edition"], []).append(row["file"])
    for text in NUMBERED:
        for row in store.read(text):
            items.setdefault(row["edition"], []).append(row)
    columns = Columns(4)
    for row in store.read(FILES):
        edition = row["edition"]
        records = recorded_in(known.get(edition, ()), items.get(edition, ()))
        for file, people in subjects_of(str(row["files"] or "[]")).items():
            traits = FILE | records.get(file, TICKED)
            columns.add(editions[edition], numbering.place(file), traits, numbering.band(people))
    return columns


def _blocks(
    bodies: tuple[int, Any], named: Columns, flows: Columns, files: Columns, keys: tuple[list[str], Int64]
) -> Blocks:
    """Blocks from columns: places of an assessment by their keys, flows by their ids."""
    count, body = bodies
    rank = np.empty(len(keys[0]), np.int64)
    rank[sorted(range(len(rank)), key=keys[0].__getitem__)] = np.arange(len(rank))
    by_rank = np.argsort(rank)
    assessment, identity, source, target, code, medium, marks, group, people = map(flows.column, range(9))
    width = max(len(rank), 1)

    def vertex_code(where: Int64, place: Int64) -> Int64:
        return where * width + rank[place]

    named_codes, file_codes = (vertex_code(one.column(0), one.column(1)) for one in (named, files))
    ends_codes = [vertex_code(assessment, source), vertex_code(assessment, target)]
    vertices = np.unique(np.concatenate([named_codes, file_codes, *ends_codes]))
    first_vertex = np.searchsorted(vertices, np.arange(count + 1) * width)
    order = np.lexsort((identity, assessment))
    shift = first_vertex[assessment]
    ends = [np.searchsorted(vertices, one) - shift for one in ends_codes]
    traits, subjects = np.zeros(len(vertices), np.uint8), np.zeros(len(vertices), np.uint16)
    np.bitwise_or.at(traits, np.searchsorted(vertices, named_codes), named.column(2).astype(np.uint8))
    np.bitwise_or.at(traits, np.searchsorted(vertices, file_codes), files.column(2).astype(np.uint8))
    subjects[np.searchsorted(vertices, file_codes)] = files.column(3)
    return Blocks(
        first_vertex=first_vertex.astype(np.int64),
        first_flow=np.searchsorted(assessment[order], np.arange(count + 1)).astype(np.int64),
        body=body,
        place=by_rank[vertices % width].astype(np.int32),
        traits=traits,
        subjects=subjects,
        source=ends[0][order].astype(np.int32),
        target=ends[1][order].astype(np.int32),
        code=code[order].astype(np.uint8),
        identity=identity[order].astype(np.uint64),
        medium=medium[order].astype(np.int32),
        marks=marks[order].astype(np.uint8),
        group=_numbered(assessment, keys[1][group], len(keys[1]))[order],
        people=people[order].astype(np.uint16),
    )


def _numbered(assessment: Int64, group: Int64, width: int) -> Any:
    """Groups numbered anew within each assessment, from 1 in the order of their keys; 0 stays what it is."""
    codes = assessment * width + group
    known = np.unique(codes[group > 0])
    own = np.searchsorted(known, codes) - np.searchsorted(known, assessment * width) + 1
    return np.where(group > 0, own, 0).astype(np.uint16)
