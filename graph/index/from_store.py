"""The index of a store: read once, kept beside it under the graph's version, one assessment exchanged at a time."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
from bangolin.graph.index.arrays import Blocks, Int64, build
from bangolin.graph.index.blocks import Block, Numbering, flow_of
from bangolin.graph.index.columns import Columns
from bangolin.graph.index.disk import open_saved, save, saved_head
from bangolin.graph.index.identity import number_of
from bangolin.graph.index.index import TravelIndex, updated

T = TypeVar("T")
Row = dict[str, Any]
EXCHANGED = 25  # more changed assessments than these: read everything anew

VERSION = "MATCH (g:Graph {key: 'graph'}) RETURN g.version AS version"
EDITIONS = (
    "MATCH (e:Edition) WHERE e.in_force = true "
    "RETURN e.assessment AS assessment, e.key AS edition, e.loaded AS loaded ORDER BY assessment"
)
BODIES = (
    "MATCH (e:Edition)-[b:ASSESSED_BY]->(o:Organization) WHERE e.in_force = true RETURN e.key AS edition, o.key AS body"
)
FILES = "MATCH (e:Edition) WHERE e.in_force = true RETURN e.key AS edition, e.files AS files"
PLACES = (
    "MATCH (e:Edition)-[n:NAMES]->(p:Place) WHERE e.in_force = true RETURN e.key AS edition, p.key AS place, "
    "coalesce(n.kind, p.kind) AS kind, n.outside AS outside, n.generic AS generic"
)
LISTED = (
    "MATCH (e:Edition)-[:NAMES]->(p:File)-[r:RECORDS]->(x:Field) WHERE e.in_force = true AND r.edition = e.key "
    "AND x.source = 'list' RETURN DISTINCT e.key AS edition, p.key AS file"
)
NUMBERED = (
    "MATCH (p:File)-[r:RECORDS]->(x:Field)-[m:MEANS]->(c:Concept) WHERE x.name CONTAINS '番' OR c.key = $concept "
    "RETURN r.edition AS edition, p.key AS file, x.name AS name, x.source AS source, x.uncertain AS uncertain, "
    "c.name AS concept"
)
_FLOW = (
    "f.edition AS edition, p.key AS source, q.key AS target, f.id AS id, f.kind AS kind, f.strength AS strength, "
    "f.walked AS walked, f.media AS media, f.network AS network, f.exact AS exact, f.denied AS denied, "
    "f.data AS data, f.group AS group, f.people AS people"
)
FLOWS = f"MATCH (p:Place)-[f:FLOWS_TO]->(q:Place) RETURN {_FLOW}"
ONE_BODY = BODIES.replace("e.in_force = true", "e.key = $edition")
ONE_PLACES = PLACES.replace("e.in_force = true", "e.key = $edition")
ONE_FLOWS = (
    "MATCH (e:Edition)-[:NAMES]->(p:Place)-[f:FLOWS_TO]->(q:Place) "
    f"WHERE e.key = $edition AND f.edition = $edition RETURN {_FLOW}"
)


class Streams(Protocol):
    """What reading needs of a store."""

    @property
    def beside(self) -> Path:
        """A folder beside the store."""

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of a statement."""

    def stream(self, text: str, parameters: Mapping[str, Any], take: Callable[[Iterator[Row]], T]) -> T:
        """What a function makes of rows while they come."""


def travel_index(store: Streams) -> TravelIndex:
    """The index of what is in force now: opened, brought up to date, or read anew."""
    return _at(_Kept(store), store.beside, _version(store))


class _Kept:
    """A store as something that can be the key of a cache: all are alike, the folder and the version tell."""

    def __init__(self, store: Streams) -> None:
        self.store = store

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept)

    def __hash__(self) -> int:
        return 0


@functools.lru_cache(maxsize=2)
def _at(kept: _Kept, beside: Path, version: str) -> TravelIndex:
    folder = beside / "travel-index"
    found = open_saved(folder, version)
    if found is None:
        found = _brought_up(kept.store, folder) or read_index(kept.store)
        save(found, folder, version)
        found = open_saved(folder, version) or found
    return found


def _version(store: Streams) -> str:
    rows = store.read(VERSION)
    return str(rows[0]["version"]) if rows else "0"


def _loads(store: Streams) -> dict[str, tuple[str, str]]:
    """Of each assessment the edition in force and which load brought it."""
    return {row["assessment"]: (row["edition"], str(row["loaded"])) for row in store.read(EDITIONS)}


def _brought_up(store: Streams, folder: Path) -> TravelIndex | None:
    """The saved index with what changed since exchanged; None where there is none or too much changed."""
    head = saved_head(folder)
    index = open_saved(folder, str(head["version"])) if head else None
    if index is None:
        return None
    loads = _loads(store)
    changed = sorted(key for key in {*loads, *index.loads} if loads.get(key) != index.loads.get(key))
    if len(changed) > EXCHANGED:
        return None
    for key in changed:
        index = updated(index, key, _block(store, key, loads[key][0]) if key in loads else None)
    return replace(index, loads=loads)


def _block(store: Streams, assessment: str, edition: str) -> Block:
    """One assessment, read from its edition on."""
    given = {"edition": edition}
    bodies = store.read(ONE_BODY, given)
    places = [str(row["place"]) for row in store.read(ONE_PLACES, given)]
    flows = {row["id"]: flow_of(row, row["source"], row["target"]) for row in store.read(ONE_FLOWS, given)}
    return Block(
        assessment,
        str(bodies[0]["body"]) if bodies else None,
        tuple(sorted(set(places))),
        tuple(flows[name] for name in sorted(flows)),
    )


def read_index(store: Streams) -> TravelIndex:
    """Read everything: three statements, whose rows become numbers as they come."""
    loads = _loads(store)
    keys = sorted(loads)
    edition_numbers = {loads[key][0]: number for number, key in enumerate(keys)}
    numbering = Numbering.empty()
    body = np.full(len(keys), -1, np.int32)
    for row in store.read(BODIES):
        body[edition_numbers[row["edition"]]] = numbering.place(row["body"])
    named = store.stream(PLACES, {}, lambda rows: _named(rows, edition_numbers, numbering))
    flows = store.stream(FLOWS, {}, lambda rows: _flows(rows, edition_numbers, numbering))
    places, media = numbering.finished()
    blocks = _blocks(len(keys), body, named, flows, list(numbering.fresh))
    return TravelIndex(build(blocks, len(places)), tuple(keys), places, media, loads)


def _named(rows: Iterator[Row], editions: Mapping[str, int], numbering: Numbering) -> Columns:
    columns = Columns(2)
    for row in rows:
        columns.add(editions[row["edition"]], numbering.place(row["place"]))
    return columns


def _flows(rows: Iterator[Row], editions: Mapping[str, int], numbering: Numbering) -> Columns:
    """Of each flow in force: assessment, identity, source, target, code, medium."""
    columns = Columns(6)
    for row in rows:
        assessment = editions.get(row["edition"])
        if assessment is not None:
            flow = flow_of(row, row["source"], row["target"])
            ends = numbering.place(flow.source), numbering.place(flow.target)
            columns.add(assessment, number_of(flow.id), *ends, flow.code, numbering.medium(flow.media))
    return columns


def _blocks(count: int, body: Any, named: Columns, flows: Columns, keys: list[str]) -> Blocks:
    """Blocks from columns: places of an assessment by their keys, flows by their ids."""
    rank = np.empty(len(keys), np.int64)
    rank[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    by_rank = np.argsort(rank)
    assessment, identity, source, target, code, medium = (flows.column(number) for number in range(6))
    width = max(len(keys), 1)

    def vertex_code(where: Int64, place: Int64) -> Int64:
        return where * width + rank[place]

    everything = [vertex_code(named.column(0), named.column(1))]
    everything += [vertex_code(assessment, source), vertex_code(assessment, target)]
    vertices = np.unique(np.concatenate(everything))
    first_vertex = np.searchsorted(vertices, np.arange(count + 1) * width)
    order = np.lexsort((identity, assessment))
    shift = first_vertex[assessment]
    ends = [np.searchsorted(vertices, vertex_code(assessment, end)) - shift for end in (source, target)]
    return Blocks(
        first_vertex=first_vertex.astype(np.int64),
        first_flow=np.searchsorted(assessment[order], np.arange(count + 1)).astype(np.int64),
        body=body,
        place=by_rank[vertices % width].astype(np.int32),
        source=ends[0][order].astype(np.int32),
        target=ends[1][order].astype(np.int32),
        code=code[order].astype(np.uint8),
        identity=identity[order].astype(np.uint64),
        medium=medium[order].astype(np.int32),
    )
