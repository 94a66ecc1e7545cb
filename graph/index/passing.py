"""Searches whose ways must pass some places: one search a set of places already passed, each begun where others end.

A *layer* is what has been passed, a bit for each condition. A search of a layer does not enter places that would add a
bit: they are starts of the layer with that bit, at the cost at which they are entered. So each layer is one search over
the same arrays, and nothing is copied but costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from bangolin.graph.index.arrays import Int32
from bangolin.graph.index.codes import CODE_BITS, CODES
from bangolin.graph.index.conditions import Conditions, flow_positions
from bangolin.graph.index.index import TravelIndex
from bangolin.graph.index.search import WIDE, Layout, Reach, Search
from bangolin.graph.index.ways import WayHop, Ways
from numpy.typing import NDArray

Costs = NDArray[Any]


@dataclass
class Layers:
    """What searches found, layer by layer: costs of all vertices (a copy) and the reach, by what has been passed."""

    index: TravelIndex
    search: Search
    bits: NDArray[np.int64]
    complete: int
    costs: dict[int, Costs] = field(default_factory=dict)
    reaches: dict[int, Reach] = field(default_factory=dict)
    ways: Ways | None = None

    @property
    def reached(self) -> Int32:
        """The places (not hubs) that ways reach which have passed everything, in the order of costs."""
        last = self.reaches.get(self.complete)
        return np.empty(0, np.int32) if last is None else last.vertices[last.own]

    def cost(self, layer: int) -> Costs:
        """The costs of all vertices in a layer; the largest number everywhere where nothing came so far."""
        never = np.iinfo(self.search.layout.type).max
        found = self.costs.get(layer)
        return np.full(self.index.arrays.vertices, never, self.search.layout.type) if found is None else found

    def bars(self) -> list[tuple[int, Int32]]:
        """By layer the barred flows that were met (positions in the forward rows)."""
        backward = self.search.conditions.backward
        return [
            (layer, flow_positions(self.index.arrays, reach.barred, backward))
            for layer, reach in sorted(self.reaches.items())
        ]

    def hops(self, wanted: Iterable[tuple[int, int]]) -> Iterator[WayHop]:
        """The hops of the best ways to some vertices in some layers."""
        for vertex, layer in wanted:
            yield from self.way(vertex, layer)

    def way(self, vertex: int, layer: int | None = None) -> list[WayHop]:
        """The hops of the best way to a vertex, from a start; among equal last hops the one that has passed less before."""
        hops: list[WayHop] = []
        here = self.complete if layer is None else layer
        while here in self.costs and 0 < self.costs[here][vertex] < self.ways_of.never:
            total = int(self.costs[here][vertex])
            hops_here = []
            for before in sorted(self.costs):
                if before | int(self.bits[vertex]) == here and (
                    hop := self.ways_of.last(vertex, self.costs[before], total)
                ):
                    hops_here.append((hop.flow, before, hop))
            if not hops_here:
                break
            _, here, hop = min(hops_here, key=lambda one: one[:2])
            hops.append(hop)
            vertex = hop.before
        return hops[::-1]

    @property
    def ways_of(self) -> Ways:
        """How ways are found, in the rows of the last search."""
        if self.ways is None:
            self.ways = Ways(self.search, self.index.keys)
        return self.ways


def run(index: TravelIndex, starts: Int32, conditions: Conditions, via: Sequence[Int32]) -> Layers:
    """Search from ``starts``; every way must pass one of the vertices of each of ``via``, in any order."""
    found = _run(index, starts, conditions, via, Search(index.arrays))
    return found or _run(index, starts, conditions, via, Search(index.arrays, WIDE)) or _raise()


def _raise() -> Layers:
    raise OverflowError("a way is too long to be counted")


def _run(
    index: TravelIndex, starts: Int32, conditions: Conditions, via: Sequence[Int32], search: Search
) -> Layers | None:
    """The same at one width of costs; None where a way is too long for it."""
    layout: Layout = search.layout
    bits = bits_of(index, via)
    found = Layers(index, search, bits, (1 << len(via)) - 1)
    special = np.flatnonzero(bits).astype(np.int32)
    begins: dict[int, dict[int, int]] = {}
    for vertex in starts.tolist():
        begins.setdefault(int(bits[vertex]), {})[vertex] = 0
    for layer in sorted(range(found.complete + 1), key=lambda one: (one.bit_count(), one)):
        begun = begins.get(layer, {})
        if not begun:
            continue
        closed = special[(bits[special] | layer) != layer]
        never_entered = closed if conditions.avoid is None else np.union1d(closed, conditions.avoid)
        first = np.array(sorted(begun), np.int32)
        costs = np.array([begun[vertex] for vertex in first.tolist()], np.int64)
        there = replace(conditions, avoid=never_entered.astype(np.int32) if len(never_entered) else None)
        found.reaches[layer] = search.run(first, there, costs)
        if search.layout is not layout:
            return None
        found.costs[layer] = search.cost.copy()
        open_to = closed if conditions.avoid is None else np.setdiff1d(closed, conditions.avoid)
        for vertex in open_to.tolist():
            cost = entered(found.ways_of, found.costs[layer], vertex)
            if cost is not None:
                into = begins.setdefault(layer | int(bits[vertex]), {})
                into[vertex] = min(into.get(vertex, cost), cost)
    return found


def bits_of(index: TravelIndex, via: Sequence[Int32]) -> NDArray[np.int64]:
    """What each vertex meets of the conditions: a bit for each of ``via``."""
    bits = np.zeros(index.arrays.vertices, np.int64)
    for number, vertices in enumerate(via):
        bits[vertices] |= 1 << number
    return bits


def entered(ways: Ways, costs: Costs, vertex: int) -> int | None:
    """The least cost at which a vertex that is closed is entered from where others cost ``costs``; None where it is not."""
    low, high = ways.back.rows[2 * vertex], ways.back.rows[2 * vertex + 2]
    parts = [ways.words[low:high]]
    if ways.search.conditions.across:
        parts.append(ways.words[ways.back.rows[2 * vertex + 1] : ways.back.rows[2 * vertex + 3]])
    row = np.concatenate(parts)
    cost = costs[(row >> np.uint32(CODE_BITS)).astype(np.int64)].astype(np.int64)
    price = ways.price[row & np.uint32(CODES - 1)]
    fits = (price >= 0) & (cost >= 0) & (cost < ways.never)
    return int((cost + price)[fits].min()) if fits.any() else None
