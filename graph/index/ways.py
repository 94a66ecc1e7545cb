"""Ways on demand: from a vertex back along edges that its cost is made of, to a start."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from bangolin.graph.index.arrays import Adjacency
from bangolin.graph.index.codes import CODE_BITS, CODES, prices
from bangolin.graph.index.conditions import words_for
from bangolin.graph.index.identity import DIGITS, id_of
from bangolin.graph.index.search import Search
from numpy.typing import NDArray

Keys = Callable[[int], tuple[str, str]]


@dataclass(frozen=True)
class WayHop:
    """One hop of a way: the id of the flow, and the vertices it leads from and to (in the order of the walk)."""

    flow: str
    before: int
    after: int


def handover_id(place: str, source: str, target: str) -> str:
    """The id of a handover: ``place`` in the assessment ``source`` to the same in ``target`` (keys)."""
    return f"handover-{hashlib.sha256(chr(31).join((place, source, target)).encode()).hexdigest()[:DIGITS]}"


class Ways:
    """Ways of the last search. ``keys`` gives (place key, assessment key) of a vertex, to make ids of handovers."""

    def __init__(self, search: Search, keys: Keys) -> None:
        arrays, conditions = search.arrays, search.conditions
        self.search, self.keys = search, keys
        self.back: Adjacency = arrays.forward if conditions.backward else arrays.backward
        self.never = np.iinfo(search.layout.type).max
        self.price = prices(search.layout.adds, conditions.kinds)
        self.words = words_for(arrays, replace(conditions, backward=not conditions.backward))

    def way(self, vertex: int) -> list[WayHop]:
        """The hops of the best way to a vertex, from a start; empty for a start."""
        hops: list[WayHop] = []
        while self.search.cost[vertex] > 0:
            hop = self._last(vertex)
            if hop is None:
                break
            hops.append(hop)
            vertex = hop.before
        return hops[::-1]

    def _last(self, vertex: int) -> WayHop | None:
        """The last hop of the best way to a vertex: the smallest flow id among equals."""
        return self.last(vertex, self.search.cost, int(self.search.cost[vertex]))

    def last(self, vertex: int, costs: NDArray[Any], total: int) -> WayHop | None:
        """The hop with the smallest flow id that makes a vertex cost ``total``, where the vertices before it cost
        ``costs``; None where there is none.
        """
        found = self._flow(vertex, costs, total)
        if not self.search.conditions.across:
            return found
        hops = (found, *self._handovers(vertex, costs, total))
        return min((hop for hop in hops if hop), key=lambda hop: hop.flow, default=None)

    def _tight(self, vertex: int, part: int, costs: NDArray[Any], total: int) -> list[tuple[int, int]]:
        """(position, vertex before) of the edges of a row that a cost is made of."""
        low, high = self.back.rows[2 * vertex + part], self.back.rows[2 * vertex + 2 + part]
        row = self.words[low:high]
        before = (row >> np.uint32(CODE_BITS)).astype(np.int64)
        price = self.price[row & np.uint32(CODES - 1)]
        cost = costs[before].astype(np.int64)
        fits = (price >= 0) & (cost >= 0) & (cost < self.never) & (cost + price == total)
        return [(int(low) + int(at), int(before[at])) for at in np.flatnonzero(fits)]

    def _flow(self, vertex: int, costs: NDArray[Any], total: int) -> WayHop | None:
        tight = self._tight(vertex, 0, costs, total)
        if not tight:
            return None
        position, before = tight[0]
        arrays = self.search.arrays
        forward = position if self.search.conditions.backward else int(arrays.position[position])
        return WayHop(id_of(int(arrays.identity[forward])), before, vertex)

    def _handovers(self, vertex: int, costs: NDArray[Any], total: int) -> list[WayHop]:
        """The handovers that a cost is made of, each through its hub."""
        here = self.keys(vertex)
        hops = []
        for _, hub in self._tight(vertex, 1, costs, total):
            for _, before in self._tight(hub, 1, costs, int(costs[hub])):
                there = self.keys(before)
                ends = (here[1], there[1]) if self.search.conditions.backward else (there[1], here[1])
                hops.append(WayHop(handover_id(here[0], *ends), before, vertex))
        return hops
