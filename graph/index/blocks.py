"""What one assessment gives to the index, as texts and as numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from bangolin.graph.index.arrays import Blocks, Int32, UInt8, UInt16, UInt64
from bangolin.graph.index.chains import Chain, Chains, chains_in, gathered
from bangolin.graph.index.codes import code_of
from bangolin.graph.index.identity import number_of
from bangolin.graph.index.numbering import Media, Numbering
from bangolin.graph.index.pivots import Pivot, pivots_of
from bangolin.graph.index.said import said_by_file, said_by_flow
from bangolin.graph.index.traits import FILE, items_of, marks_of, places_of
from bangolin.graph.rows import EditionGraph


@dataclass(frozen=True)
class BlockFlow:
    """One flow: its id, keys of its ends, its code, its media and network, its marks (graph/index/traits.py), the key
    of its group of people and the band of that, and what it says (graph/index/said.py).
    """

    id: str
    source: str
    target: str
    code: int
    media: Media
    marks: int = 0
    group: str = ""
    people: str = ""
    said: str = ""


@dataclass(frozen=True)
class Block:
    """One assessment: its key, the key of its body's place (None: not told), keys of its places, and its flows.

    ``traits`` (graph/index/traits.py; 0 where there are none), ``subjects`` (band) and ``items`` (what a file says) by key of
    a place; ``pivots`` as in graph/index/pivots.py, ``chains`` as in graph/index/chains.py.
    """

    assessment: str
    body: str | None
    places: tuple[str, ...]
    flows: tuple[BlockFlow, ...]
    traits: Mapping[str, int] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)
    pivots: tuple[Pivot, ...] = ()
    chains: tuple[Chain, ...] = ()


def flow_of(properties: Mapping[str, Any], source: str, target: str) -> BlockFlow:
    """A flow from the properties of its edge."""
    walked = properties.get("walked") is not False
    media = (*(properties.get("media") or ()), properties.get("network") or "")
    code = code_of(str(properties["kind"]), str(properties["strength"]), walked)
    group, people = str(properties.get("group") or ""), str(properties.get("people") or "")
    known = media if any(media) else ()
    said = said_by_flow(properties.get("carries") or (), properties.get("data") or ())
    return BlockFlow(str(properties["id"]), source, target, code, known, marks_of(properties), group, people, said)


def block_of(graph: EditionGraph) -> Block:
    """The block of an edition's rows."""
    flows = [
        flow_of(edge.properties, edge.source[1], edge.target[1]) for edge in graph.edges if edge.type == "FLOWS_TO"
    ]
    body = next((edge.target[1] for edge in graph.edges if edge.type == "ASSESSED_BY"), None)
    places = tuple(node.key for node in graph.nodes if node.place)
    edition = next((node.properties for node in graph.nodes if node.label == "Edition"), {})
    subjects = subjects_of(str(edition.get("files") or "[]"))
    traits = places_of(graph)
    for file in subjects:
        traits[file] = traits.get(file, 0) | FILE
    items = {file: said_by_file(found) for file, found in items_of(graph).items()}
    stated = pivots_of(graph), chains_in(graph)
    return Block(graph.assessment, body, places, tuple(flows), traits, subjects, items, *stated)


def subjects_of(files: str) -> dict[str, str]:
    """Bands of persons (as printed, blank where none is) by key of the file, from an edition's files (JSON)."""
    return {str(file["key"]): str(file.get("subject_count") or "") for file in json.loads(files)}


@dataclass(frozen=True)
class Taken:
    """A block in numbers; of each place, by key, of each flow, by id, and of pivots, as in ``Blocks``; its ``chains``."""

    body: int
    place: Int32
    traits: UInt8
    subjects: UInt16
    items: Int32
    source: Int32
    target: Int32
    code: UInt8
    identity: UInt64
    medium: Int32
    marks: UInt8
    group: UInt16
    people: UInt16
    said: Int32
    pivot: Int32
    pivot_before: UInt16
    pivot_after: UInt16
    chains: Chains


def taken(block: Block, numbering: Numbering) -> Taken:
    """A block in numbers. Places stand in the order of their keys, flows in that of their ids."""
    keys = sorted({*block.places, *(flow.source for flow in block.flows), *(flow.target for flow in block.flows)})
    at = {key: position for position, key in enumerate(keys)}
    flows = sorted(block.flows, key=lambda flow: flow.id)
    exchanged = [(at[key], *map(numbering.identifier, pair)) for key, *pair in sorted(block.pivots) if key in at]
    groups = {name: number for number, name in enumerate(sorted({"", *(flow.group for flow in flows)}))}
    return Taken(
        body=-1 if block.body is None else numbering.place(block.body),
        place=_array((numbering.place(key) for key in keys), np.int32),
        traits=_array((block.traits.get(key, 0) for key in keys), np.uint8),
        subjects=_array((numbering.band(block.subjects.get(key, "")) for key in keys), np.uint16),
        items=_array((numbering.items.number(block.items.get(key, "")) for key in keys), np.int32),
        source=_array((at[flow.source] for flow in flows), np.int32),
        target=_array((at[flow.target] for flow in flows), np.int32),
        code=_array((flow.code for flow in flows), np.uint8),
        identity=_array((number_of(flow.id) for flow in flows), np.uint64),
        medium=_array((numbering.medium(flow.media) for flow in flows), np.int32),
        marks=_array((flow.marks for flow in flows), np.uint8),
        group=_array((groups[flow.group] for flow in flows), np.uint16),
        people=_array((numbering.band(flow.people) for flow in flows), np.uint16),
        said=_array((numbering.said.number(flow.said) for flow in flows), np.int32),
        pivot=_array((one for one, _, _ in exchanged), np.int32),
        pivot_before=_array((before for _, before, _ in exchanged), np.uint16),
        pivot_after=_array((after for _, _, after in exchanged), np.uint16),
        chains=gathered(((0, chain) for chain in block.chains), 1, numbering),
    )


def _array(values: Iterable[int], kind: Any) -> Any:
    return np.fromiter(values, kind)


COLUMNS: Mapping[str, Any] = {
    "place": np.int32,
    "traits": np.uint8,
    "subjects": np.uint16,
    "items": np.int32,
    "source": np.int32,
    "target": np.int32,
    "code": np.uint8,
    "identity": np.uint64,
    "medium": np.int32,
    "marks": np.uint8,
    "group": np.uint16,
    "people": np.uint16,
    "said": np.int32,
    "pivot": np.int32,
    "pivot_before": np.uint16,
    "pivot_after": np.uint16,
}


def as_blocks(found: Sequence[Taken]) -> Blocks:
    """Blocks one behind the other, in the order given (that of the keys of their assessments)."""

    def joined(name: str, kind: Any) -> Any:
        return np.concatenate([np.empty(0, kind), *(getattr(one, name) for one in found)]).astype(kind, copy=False)

    return Blocks(
        first_vertex=np.cumsum([0, *(len(one.place) for one in found)], dtype=np.int64),
        first_flow=np.cumsum([0, *(len(one.source) for one in found)], dtype=np.int64),
        first_pivot=np.cumsum([0, *(len(one.pivot) for one in found)], dtype=np.int64),
        body=_array((one.body for one in found), np.int32),
        **{name: joined(name, kind) for name, kind in COLUMNS.items()},
    )
