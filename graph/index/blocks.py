"""What one assessment gives to the index, as texts and as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from bangolin.graph.index.arrays import Blocks, Int32, UInt8, UInt64
from bangolin.graph.index.codes import code_of
from bangolin.graph.index.identity import number_of
from bangolin.graph.index.texts import Texts, extended, texts
from bangolin.graph.rows import EditionGraph

Media = tuple[str, ...]


@dataclass(frozen=True)
class BlockFlow:
    """One flow: its id, keys of its ends, its code, its media and network."""

    id: str
    source: str
    target: str
    code: int
    media: Media


@dataclass(frozen=True)
class Block:
    """One assessment: its key, the key of its body's place (None: not told), keys of its places, and its flows."""

    assessment: str
    body: str | None
    places: tuple[str, ...]
    flows: tuple[BlockFlow, ...]


def flow_of(properties: Mapping[str, Any], source: str, target: str) -> BlockFlow:
    """A flow from the properties of its edge."""
    walked = properties.get("walked") is not False
    media = (*(properties.get("media") or ()), properties.get("network") or "")
    code = code_of(str(properties["kind"]), str(properties["strength"]), walked)
    return BlockFlow(str(properties["id"]), source, target, code, media if any(media) else ())


def block_of(graph: EditionGraph) -> Block:
    """The block of an edition's rows."""
    flows = [
        flow_of(edge.properties, edge.source[1], edge.target[1]) for edge in graph.edges if edge.type == "FLOWS_TO"
    ]
    body = next((edge.target[1] for edge in graph.edges if edge.type == "ASSESSED_BY"), None)
    places = tuple(node.key for node in graph.nodes if node.place)
    return Block(graph.assessment, body, places, tuple(flows))


@dataclass
class Numbering:
    """Numbers of places and media while blocks are taken; known ones keep theirs."""

    known: Texts
    media: dict[Media, int]
    fresh: dict[str, int]

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

    def finished(self) -> tuple[Texts, tuple[Media, ...]]:
        """All places and media by number."""
        return extended(self.known, list(self.fresh)), tuple(self.media)


@dataclass(frozen=True)
class Taken:
    """A block in numbers; of each flow, by id: ends (counted in the block), code, identity, medium."""

    body: int
    place: Int32
    source: Int32
    target: Int32
    code: UInt8
    identity: UInt64
    medium: Int32


def taken(block: Block, numbering: Numbering) -> Taken:
    """A block in numbers. Places stand in the order of their keys, flows in that of their ids."""
    keys = sorted({*block.places, *(flow.source for flow in block.flows), *(flow.target for flow in block.flows)})
    at = {key: position for position, key in enumerate(keys)}
    flows = sorted(block.flows, key=lambda flow: flow.id)
    return Taken(
        body=-1 if block.body is None else numbering.place(block.body),
        place=_array((numbering.place(key) for key in keys), np.int32),
        source=_array((at[flow.source] for flow in flows), np.int32),
        target=_array((at[flow.target] for flow in flows), np.int32),
        code=_array((flow.code for flow in flows), np.uint8),
        identity=_array((number_of(flow.id) for flow in flows), np.uint64),
        medium=_array((numbering.medium(flow.media) for flow in flows), np.int32),
    )


def _array(values: Iterable[int], kind: Any) -> Any:
    return np.fromiter(values, kind)


def as_blocks(found: Sequence[Taken]) -> Blocks:
    """Blocks one behind the other, in the order given (that of the keys of their assessments)."""

    def joined(name: str, kind: Any) -> Any:
        return np.concatenate([np.empty(0, kind), *(getattr(one, name) for one in found)]).astype(kind, copy=False)

    return Blocks(
        first_vertex=np.cumsum([0, *(len(one.place) for one in found)], dtype=np.int64),
        first_flow=np.cumsum([0, *(len(one.source) for one in found)], dtype=np.int64),
        body=_array((one.body for one in found), np.int32),
        place=joined("place", np.int32),
        source=joined("source", np.int32),
        target=joined("target", np.int32),
        code=joined("code", np.uint8),
        identity=joined("identity", np.uint64),
        medium=joined("medium", np.int32),
    )
