"""Walking by the travel index instead of level by level: what is reached, found in arrays, then fetched from the store.

The index says which places are reached at which cost and by which ways; the flows of those are fetched by their ids, and
the pure walk over them gives the answer. So an answer is the same whichever engine found it, but for what is left out of
one that is too long to list.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from bangolin.graph.index import linked, passing
from bangolin.graph.index.arrays import FlowArrays, Int32, Int64
from bangolin.graph.index.codes import CODE_BITS
from bangolin.graph.index.conditions import Conditions
from bangolin.graph.index.from_store import travel_index
from bangolin.graph.index.identity import id_of
from bangolin.graph.index.index import TravelIndex
from bangolin.graph.index.traits import OUTSIDE
from bangolin.graph.index.whole_store import Streams
from bangolin.queries.coded import codes_of, codes_of_any
from bangolin.queries.followed import MY_NUMBER, Documents
from bangolin.queries.told import told
from bangolin.queries.walk import State

Layers = passing.Layers | linked.LinkedLayers
LISTED = 300
"""So many places an answer lists at most; it says how many more there are."""
LISTED_STARTS = 10
"""A tenth of that are starts; others stand in the answer where a way begins with them."""
LISTED_LINKED = 3
"""Of linked identifiers a third of that, since each place comes with the ways of all identifiers that come there."""


@dataclass(frozen=True)
class Asked:
    """What the index is asked. ``assessments``: only in these (None: in all); ``aims`` are listed whatever their cost;
    ``opens`` says which media (with the network, as texts) are open (None: all); ``via``: sets of places (keys), one of
    each of which every way must pass; ``outside``: only places outside the body are wanted; ``across``: also
    into other assessments; ``follows``: the name of what is
    followed, or any item about the person (``mode`` ``any``), or also what it is exchanged for (``linked``).
    """

    starts: Sequence[State]
    aims: Sequence[tuple[str, str]]
    backward: bool
    kinds: frozenset[str]
    avoid: frozenset[str]
    via: Sequence[frozenset[str]]
    opens: Callable[[Sequence[str]], bool] | None
    assessments: frozenset[str] | None
    outside: bool = False
    across: bool = True
    follows: str = MY_NUMBER
    mode: str = "number"


@dataclass(frozen=True)
class Handover:
    """One hop from a place of one assessment to the same place in another (keys)."""

    place: str
    source: str
    target: str


@dataclass(frozen=True)
class Found:
    """What the index found: places to list (key, assessment), ids of flows by the key of the place they leave,
    handovers on the ways, how many wanted places were reached in all, and how many of them are left out; what strengths and
    exchanges at those places depend on.
    """

    places: frozenset[tuple[str, str]]
    flows: Mapping[str, str]
    handovers: tuple[Handover, ...]
    reached: int
    left_out: int
    documents: Documents


def find(store: Streams, asked: Asked) -> Found:
    """What is reached from the starts over all assessments."""
    return find_in(travel_index(store), asked)


def find_in(index: TravelIndex, asked: Asked) -> Found:
    """The same in an index that is at hand."""
    conditions = Conditions(
        backward=asked.backward,
        across=asked.across,
        kinds=asked.kinds or None,
        media=_open_media(index, asked),
        avoid=_closed(index, asked),
        codes=codes_of_any(index.arrays) if asked.mode == "any" else codes_of(index, asked.follows),
    )
    via = [_everywhere(index, places) for places in asked.via]
    starts = index.vertices_of([state[:2] for state in asked.starts])
    layers: Layers = (
        linked.run(index, starts, conditions, via, functools.partial(codes_of, index), asked.follows)
        if asked.mode == "linked"
        else passing.run(index, starts, conditions, via)
    )
    reached = layers.reached
    wanted = reached[index.arrays.traits[reached] & OUTSIDE > 0] if asked.outside else reached
    aims = index.vertices_of(asked.aims).tolist()
    bars, barred, before = _bars(layers)
    most = LISTED // LISTED_LINKED if asked.mode == "linked" else LISTED
    nearest = {*_nearest(wanted, starts, most), *_nearest(reached, starts, most)}
    listed = _with_ways(layers, [*sorted(nearest), *aims], before)
    kept = np.isin(_near(layers, bars), listed)
    between = np.concatenate([_between(index.arrays, listed), bars[kept]])
    return Found(
        frozenset(index.keys(vertex) for vertex in np.union1d(listed, barred[kept]).tolist()),
        _flows(index, between),
        tuple(_handovers(index, listed)) if asked.across else (),
        len(wanted),
        int(len(wanted) - np.isin(wanted, listed).sum()),
        told(index, np.union1d(listed, barred[kept]).astype(np.int32), asked.backward),
    )


def _nearest(reached: Int32, starts: Int32, most: int) -> list[int]:
    """The first of what is reached; where a name means many places, few of the starts themselves among them."""
    begun = np.isin(reached, starts)
    return [*reached[~begun][:most].tolist(), *reached[begun][: max(most // LISTED_STARTS, 1)].tolist()]


def _everywhere(index: TravelIndex, places: Iterable[str]) -> Int32:
    """The vertices of some places in all assessments."""
    return np.concatenate([np.empty(0, np.int32), *(index.vertices(place) for place in sorted(places))])


def _with_ways(layers: Layers, wanted: Iterable[int], before: Iterable[tuple[int, int]]) -> Int32:
    """Vertices with all that their ways pass, and the best ways to those too; ``before``: (vertex, layer) of vertices in
    front of a bar that no way leads around.
    """
    found: set[int] = set()
    fresh = {*wanted, *(vertex for vertex, _ in before)}
    fresh |= {end for hop in layers.hops(before) for end in (hop.before, hop.after)}
    while fresh := fresh - found:
        found |= fresh
        hops = layers.hops((vertex, layers.complete) for vertex in sorted(fresh))
        fresh = {end for hop in hops for end in (hop.before, hop.after)}
    return np.array(sorted(found), np.int32)


def _open_media(index: TravelIndex, asked: Asked) -> Any:
    if asked.opens is None:
        return None
    return np.array([asked.opens([text for text in media if text]) for media in index.media], np.uint8)


def _closed(index: TravelIndex, asked: Asked) -> Int32 | None:
    """Vertices that are not entered: of avoided places, and of assessments that the question is not about."""
    closed = [index.vertices(place) for place in sorted(asked.avoid)]
    if asked.assessments is not None:
        first = index.arrays.first_vertex
        out = [number for number, key in enumerate(index.assessments) if key not in asked.assessments]
        closed += [np.arange(first[number], first[number + 1], dtype=np.int32) for number in out]
    return np.unique(np.concatenate(closed)).astype(np.int32) if closed else None


def _between(arrays: FlowArrays, listed: Int32) -> Int32:
    """Positions (in the forward rows) of all flows between listed vertices."""
    rows = arrays.forward.rows
    found = [np.arange(rows[2 * vertex], rows[2 * vertex + 2], dtype=np.int32) for vertex in listed]
    positions = np.concatenate([np.empty(0, np.int32), *found])
    ends = (arrays.forward.words[positions] >> np.uint32(CODE_BITS)).astype(np.int32)
    return positions[np.isin(ends, listed)]


def _bars(layers: Layers) -> tuple[Int32, Int32, list[tuple[int, int]]]:
    """Barred flows into places that no way reaches which has passed everything (positions in the forward rows), those
    places, and, of bars at the last place to pass, the vertex in front and the layer it stands in (of a few).
    """
    never = np.iinfo(layers.search.layout.type).max
    whole = layers.cost(layers.complete)
    found, places, before = [np.empty(0, np.int32)], [np.empty(0, np.int32)], []
    for layer, positions in layers.bars():
        near, far = _ends(layers, positions)
        missed = (layers.bits[far] | layer == layers.complete) & (whole[far] == never)
        found.append(positions[missed])
        places.append(far[missed])
        if layer != layers.complete:
            before += [(vertex, layer) for vertex in near[missed].tolist()[:LISTED]]
    return np.concatenate(found), np.concatenate(places), before


def _ends(layers: Layers, positions: Int32) -> tuple[Int32, Int32]:
    """Where flows leave and where they lead to, in the direction of the walk."""
    arrays = layers.index.arrays
    source = arrays.owner_of(positions).astype(np.int32)
    target = (arrays.forward.words[positions] >> np.uint32(CODE_BITS)).astype(np.int32)
    return (target, source) if layers.search.conditions.backward else (source, target)


def _near(layers: Layers, positions: Int32) -> Int32:
    return _ends(layers, positions)[0]


def _flows(index: TravelIndex, positions: Int32) -> dict[str, str]:
    owners: Int64 = index.arrays.owner_of(positions)
    numbers = index.arrays.identity[positions].tolist()
    return {id_of(number): index.keys(vertex)[0] for number, vertex in zip(numbers, owners.tolist(), strict=True)}


def _handovers(index: TravelIndex, listed: Int32) -> Iterator[Handover]:
    """All handovers between listed vertices: through each hub that one enters, those that it leads to."""
    rows, words = index.arrays.forward.rows, index.arrays.forward.words

    def joined(vertex: int) -> Int32:
        row = words[rows[2 * vertex + 1] : rows[2 * vertex + 3]]
        return (row >> np.uint32(CODE_BITS)).astype(np.int32)

    leads: dict[int, Int32] = {}
    for vertex in listed.tolist():
        hubs = joined(vertex).tolist()
        for hub in hubs:
            if hub not in leads:
                leads[hub] = np.intersect1d(joined(hub), listed)
        place, source = index.keys(vertex)
        for after in sorted({after for hub in hubs for after in leads[hub].tolist()} - {vertex}):
            yield Handover(place, source, index.keys(after)[1])


def concerned(places: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The assessments that places stand in."""
    return frozenset(assessment for _, assessment in places)
