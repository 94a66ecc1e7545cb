"""The travel index of a graph: its arrays, and what their numbers stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from bangolin.graph.index.arrays import FlowArrays, Int32, build
from bangolin.graph.index.blocks import Block, as_blocks, taken
from bangolin.graph.index.chains import Chains, exchanged, joined, none
from bangolin.graph.index.numbering import Growing, Media, Numbering
from bangolin.graph.index.splice import replaced
from bangolin.graph.index.texts import Texts, texts
from bangolin.graph.index.traits import FILE


@dataclass(frozen=True)
class TravelIndex:
    """``assessments`` (keys, sorted) and ``places`` (keys) number what stands in ``arrays``; ``media`` lists the media
    and the network of each number, number 0 being none, ``bands`` the bands of people likewise, ``said`` and ``items`` what
    flows and files say, ``names`` of files and bodies as printed in ``chains``; ``identifiers`` those that are exchanged. ``loads``, where it was read from a store: of each assessment
    the key of the edition in force and the number of its load.
    """

    arrays: FlowArrays
    assessments: tuple[str, ...]
    places: Texts
    media: tuple[Media, ...]
    bands: tuple[str, ...] = ("",)
    said: Texts = field(default_factory=lambda: texts([""]))
    items: Texts = field(default_factory=lambda: texts([""]))
    identifiers: tuple[str, ...] = ()
    chains: Chains = field(default_factory=lambda: none(0))
    names: Texts = field(default_factory=lambda: texts([""]))
    loads: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def read_from(self, loads: Mapping[str, tuple[str, str]]) -> TravelIndex:
        """The same, with what it was read from."""
        return replace(self, loads=dict(loads))

    def keys(self, vertex: int) -> tuple[str, str]:
        """Keys of the place and the assessment of a vertex (of a place, not of a hub)."""
        number = int(np.searchsorted(self.arrays.first_vertex, vertex, side="right")) - 1
        return self.places[int(self.arrays.place[vertex])], self.assessments[number]

    def vertices(self, place: str) -> Int32:
        """The vertices of a place, one in each assessment that names it."""
        number = self.places.number(place)
        if number is None:
            return np.empty(0, np.int32)
        low, high = self.arrays.first_copy[number], self.arrays.first_copy[number + 1]
        return np.asarray(self.arrays.copies[low:high])

    def vertex(self, place: str, assessment: str) -> int | None:
        """The vertex of a place in one assessment."""
        number = bisect_left(self.assessments, assessment)
        if number == len(self.assessments) or self.assessments[number] != assessment:
            return None
        low, high = (int(self.arrays.first_vertex[number + one]) for one in range(2))
        copies = self.vertices(place)
        at = int(np.searchsorted(copies, low))
        return int(copies[at]) if at < len(copies) and copies[at] < high else None

    def is_file(self, place: str, assessment: str) -> bool:
        """Whether a place is one of the files of an assessment."""
        vertex = self.vertex(place, assessment)
        return vertex is not None and bool(self.arrays.traits[vertex] & FILE)

    def vertices_of(self, idents: Iterable[tuple[str, str]]) -> Int32:
        """The vertices of (place, assessment) pairs that it knows, place by place, each once."""
        wanted: dict[str, set[str]] = {}
        for place, assessment in idents:
            wanted.setdefault(place, set()).add(assessment)
        found = [np.empty(0, np.int32)]
        for place in sorted(wanted):
            copies = self.vertices(place)
            numbers = self.arrays.assessment(copies).tolist()
            found.append(copies[np.array([self.assessments[one] in wanted[place] for one in numbers], np.bool_)])
        return np.concatenate(found)


def _kept(index: TravelIndex) -> Numbering:
    """The numbers of an index, to be gone on with."""
    return Numbering(
        Growing(index.places),
        Growing(index.said),
        Growing(index.items),
        Growing(index.names),
        {media: number for number, media in enumerate(index.media)},
        {band: number for number, band in enumerate(index.bands)},
        {name: number for number, name in enumerate(index.identifiers)},
    )


def index_of(blocks: Iterable[Block]) -> TravelIndex:
    """An index of assessments."""
    numbering = Numbering()
    ordered = sorted(blocks, key=lambda block: block.assessment)
    found = [taken(block, numbering) for block in ordered]
    flat, chains = as_blocks(found), joined([one.chains for one in found])
    return as_index(lambda places: build(flat, places), [block.assessment for block in ordered], numbering, chains)


def as_index(
    arrays: Callable[[int], FlowArrays], assessments: Iterable[str], numbering: Numbering, chains: Chains
) -> TravelIndex:
    """An index from arrays, which are made once it is known how many places there are, and from what is numbered."""
    places = numbering.places.finished()
    return TravelIndex(
        arrays(len(places)),
        tuple(assessments),
        places,
        tuple(numbering.media),
        tuple(numbering.bands),
        numbering.said.finished(),
        numbering.items.finished(),
        tuple(numbering.identifiers),
        chains,
        numbering.names.finished(),
    )


def updated(index: TravelIndex, assessment: str, block: Block | None) -> TravelIndex:
    """The index with one assessment replaced, added, or (None) taken out; the others' rows are moved, not made anew."""
    numbering = _kept(index)
    new = taken(block, numbering) if block else None
    keys = list(index.assessments)
    at = bisect_left(keys, assessment)
    known = assessment in keys[at : at + 1]
    keys[at : at + known] = [assessment] if block else []
    chains = exchanged(index.chains, at, at + known, new.chains if new else none(0))

    def arrays(places: int) -> FlowArrays:
        return replaced(index.arrays, index.assessments, assessment, new, places)

    return as_index(arrays, keys, numbering, chains)
