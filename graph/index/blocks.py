"""What one assessment gives to the index, as texts and as numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from bangolin.graph.index.arrays import Blocks, Int32, UInt8, UInt16, UInt64
from bangolin.graph.index.codes import code_of
from bangolin.graph.index.identity import number_of
from bangolin.graph.index.texts import Texts, extended, texts
from bangolin.graph.index.traits import files_of, marks_of, places_of
from bangolin.graph.rows import EditionGraph

Media = tuple[str, ...]
MOST_BANDS = 65_535


@dataclass(frozen=True)
class BlockFlow:
    """One flow: its id, keys of its ends, its code, its media and network, its marks (graph/index/traits.py), the key
    of its group of people and the band of that.
    """

    id: str
    source: str
    target: str
    code: int
    media: Media
    marks: int = 0
    group: str = ""
    people: str = ""


@dataclass(frozen=True)
class Block:
    """One assessment: its key, the key of its body's place (None: not told), keys of its places, and its flows.

    ``traits`` (graph/index/traits.py; 0 where there are none) and ``subjects`` (band, of files) by key of a place.
    """

    assessment: str
    body: str | None
    places: tuple[str, ...]
    flows: tuple[BlockFlow, ...]
    traits: Mapping[str, int] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)


def flow_of(properties: Mapping[str, Any], source: str, target: str) -> BlockFlow:
    """A flow from the properties of its edge."""
    walked = properties.get("walked") is not False
    media = (*(properties.get("media") or ()), properties.get("network") or "")
    code = code_of(str(properties["kind"]), str(properties["strength"]), walked)
    group, people = str(properties.get("group") or ""), str(properties.get("people") or "")
    known = media if any(media) else ()
    return BlockFlow(str(properties["id"]), source, target, code, known, marks_of(properties), group, people)


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
    for file, bits in files_of(graph, subjects).items():
        traits[file] = traits.get(file, 0) | bits
    return Block(graph.assessment, body, places, tuple(flows), traits, subjects)


def subjects_of(files: str) -> dict[str, str]:
    """Bands of persons (as printed, blank where none is) by key of the file, from an edition's files (JSON)."""
    return {str(file["key"]): str(file.get("subject_count") or "") for file in json.loads(files)}


@dataclass
class Numbering:
    """Numbers of places, media and bands while blocks are taken; known ones keep theirs."""

    known: Texts
    media: dict[Media, int]
    fresh: dict[str, int]
    bands: dict[str, int] = field(default_factory=lambda: {"": 0})

    @classmethod
    def empty(cls) -> Numbering:
        """Nothing numbered yet; no media is number 0."""
        return cls(texts(()), {(): 0}, {})

    def place(self, key: str) -> int:
        """The number of a place."""
        if key in self.fresh:
            return self.fresh[key]
        number = self.known.number(key) if len(self.known) else None
        if number is None:
            number = self.fresh[key] = len(self.known) + len(self.fresh)
        return number

    def medium(self, media: Media) -> int:
        """The number of media and network."""
        return self.media.setdefault(media, len(self.media))

    def band(self, text: str) -> int:
        """The number of a band of people. Raises OverflowError where there are more than the form can have."""
        number = self.bands.setdefault(text, len(self.bands))
        if number > MOST_BANDS:
            raise OverflowError(f"more than {MOST_BANDS} bands of people")
        return number

    def finished(self) -> tuple[Texts, tuple[Media, ...]]:
        """All places and media by number."""
        return extended(self.known, list(self.fresh)), tuple(self.media)


@dataclass(frozen=True)
class Taken:
    """A block in numbers; of each place, by key, and of each flow, by id, as in ``Blocks``."""

    body: int
    place: Int32
    traits: UInt8
    subjects: UInt16
    source: Int32
    target: Int32
    code: UInt8
    identity: UInt64
    medium: Int32
    marks: UInt8
    group: UInt16
    people: UInt16


def taken(block: Block, numbering: Numbering) -> Taken:
    """A block in numbers. Places stand in the order of their keys, flows in that of their ids."""
    keys = sorted({*block.places, *(flow.source for flow in block.flows), *(flow.target for flow in block.flows)})
    at = {key: position for position, key in enumerate(keys)}
    flows = sorted(block.flows, key=lambda flow: flow.id)
    groups = {name: number for number, name in enumerate(sorted({"", *(flow.group for flow in flows)}))}
    return Taken(
        body=-1 if block.body is None else numbering.place(block.body),
        place=_array((numbering.place(key) for key in keys), np.int32),
        traits=_array((block.traits.get(key, 0) for key in keys), np.uint8),
        subjects=_array((numbering.band(block.subjects.get(key, "")) for key in keys), np.uint16),
        source=_array((at[flow.source] for flow in flows), np.int32),
        target=_array((at[flow.target] for flow in flows), np.int32),
        code=_array((flow.code for flow in flows), np.uint8),
        identity=_array((number_of(flow.id) for flow in flows), np.uint64),
        medium=_array((numbering.medium(flow.media) for flow in flows), np.int32),
        marks=_array((flow.marks for flow in flows), np.uint8),
        group=_array((groups[flow.group] for flow in flows), np.uint16),
        people=_array((numbering.band(flow.people) for flow in flows), np.uint16),
    )


def _array(values: Iterable[int], kind: Any) -> Any:
    return np.fromiter(values, kind)


COLUMNS: Mapping[str, Any] = {
    "place": np.int32,
    "traits": np.uint8,
    "subjects": np.uint16,
    "source": np.int32,
    "target": np.int32,
    "code": np.uint8,
    "identity": np.uint64,
    "medium": np.int32,
    "marks": np.uint8,
    "group": np.uint16,
    "people": np.uint16,
}


def as_blocks(found: Sequence[Taken]) -> Blocks:
    """Blocks one behind the other, in the order given (that of the keys of their assessments)."""

    def joined(name: str, kind: Any) -> Any:
        return np.concatenate([np.empty(0, kind), *(getattr(one, name) for one in found)]).astype(kind, copy=False)

    return Blocks(
        first_vertex=np.cumsum([0, *(len(one.place) for one in found)], dtype=np.int64),
        first_flow=np.cumsum([0, *(len(one.source) for one in found)], dtype=np.int64),
        body=_array((one.body for one in found), np.int32),
        **{name: joined(name, kind) for name, kind in COLUMNS.items()},
    )
