"""The travel index of a graph: its arrays, and what their numbers stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from bangolin.graph.index.arrays import FlowArrays, Int32, build
from bangolin.graph.index.blocks import Block, Numbering, as_blocks, taken
from bangolin.graph.index.splice import replaced
from bangolin.graph.index.texts import Texts


@dataclass(frozen=True)
class TravelIndex:
    """``assessments`` (keys, sorted) and ``places`` (keys) number what stands in ``arrays``; ``media`` lists the media
    and the network of each number, number 0 being none, ``bands`` the bands of people likewise. ``loads``, where it was read from a store:
    of each assessment the key of the edition in force and the number of its load.
    """

    arrays: FlowArrays
    assessments: tuple[str, ...]
    places: Texts
    media: tuple[tuple[str, ...], ...]
    bands: tuple[str, ...] = ("",)
    loads: Mapping[str, tuple[str, str]] = field(default_factory=dict)

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


def index_of(blocks: Iterable[Block]) -> TravelIndex:
    """An index of assessments."""
    numbering = Numbering.empty()
    ordered = sorted(blocks, key=lambda block: block.assessment)
    flat = as_blocks([taken(block, numbering) for block in ordered])
    places, media = numbering.finished()
    keys, bands = tuple(block.assessment for block in ordered), tuple(numbering.bands)
    return TravelIndex(build(flat, len(places)), keys, places, media, bands)


def updated(index: TravelIndex, assessment: str, block: Block | None) -> TravelIndex:
    """The index with one assessment replaced, added, or (None) taken out; the others' rows are moved, not made anew."""
    media_known = {media: number for number, media in enumerate(index.media)}
    bands_known = {band: number for number, band in enumerate(index.bands)}
    numbering = Numbering(index.places, media_known, {}, bands_known)
    new = taken(block, numbering) if block else None
    places, media = numbering.finished()
    arrays, keys = replaced(index.arrays, index.assessments, assessment, new, len(places))
    return TravelIndex(arrays, keys, places, media, tuple(numbering.bands))
