"""Searches that follow an identifier and whatever it is exchanged for: one layer an identifier, joined by pivots.

A state is a vertex with an identifier. Each identifier has words of its own, since a flow may take one along and bar
another; its layer is searched from where pivots lead into it, on from what it cost before, until nothing gets cheaper.
Places that must be passed make layers of layers, as in graph/index/passing.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from bangolin.graph.index.arrays import Int32, UInt8, UInt32
from bangolin.graph.index.conditions import Conditions, flow_positions, words_for
from bangolin.graph.index.index import TravelIndex
from bangolin.graph.index.passing import Costs, bits_of, entered
from bangolin.graph.index.search import Search
from bangolin.graph.index.ways import WayHop, Ways
from numpy.typing import NDArray

Layer = tuple[int, int]
"""Number of an identifier, and what has been passed."""
CodesOf = Callable[[str], UInt8 | None]
Begins = tuple[Int32, NDArray[np.int64]]
"""Vertices, and what they cost."""


@dataclass
class LinkedLayers:
    """What was found: costs of all vertices by layer, and barred flows met (positions in the forward rows). ``names``:
    identifiers by number, the one that is followed first; ``pivots``: (vertex, before, after), by vertex, in the direction of
    the walk; ``bits``, ``complete``: what places meet of the conditions, and all of it.
    """

    index: TravelIndex
    search: Search
    names: tuple[str, ...]
    pivots: NDArray[np.int64]
    bits: NDArray[np.int64]
    complete: int
    costs: dict[Layer, Costs] = field(default_factory=dict)
    barred: dict[Layer, Int32] = field(default_factory=dict)
    words: dict[int, UInt32] = field(default_factory=dict)
    ways: dict[int, Ways] = field(default_factory=dict)

    def cost(self, passed: int) -> Costs:
        """The least cost of each vertex with any identifier; the largest number where nothing came, -1 where closed."""
        never = np.iinfo(self.search.layout.type).max
        found = np.full(self.index.arrays.vertices, never, self.search.layout.type)
        for (_, there), costs in self.costs.items():
            if there == passed:
                np.minimum(found, np.where(costs < 0, never, costs), out=found)
        return found

    @property
    def reached(self) -> Int32:
        """The places that ways reach which have passed everything, in the order of costs."""
        whole = self.cost(self.complete)[: len(self.index.arrays.place)]
        found = np.flatnonzero(whole < np.iinfo(self.search.layout.type).max)
        return np.asarray(found[np.argsort(whole[found], kind="stable")], np.int32)

    def bars(self) -> list[tuple[int, Int32]]:
        """By what has been passed the barred flows that were met with any identifier (positions in the forward rows)."""
        return [(passed, positions) for (_, passed), positions in sorted(self.barred.items(), key=lambda one: one[0])]

    def hops(self, wanted: Iterable[tuple[int, int]]) -> Iterator[WayHop]:
        """The hops of the best ways to (vertex, passed), with every identifier that comes there; where it may have been
        exchanged, those of each identifier that it can have been.
        """
        never = np.iinfo(self.search.layout.type).max
        waiting = [(vertex, layer) for vertex, passed in wanted for layer in self.costs if layer[1] == passed]
        seen: set[tuple[int, Layer]] = set()
        while waiting:
            vertex, (identifier, passed) = one = waiting.pop()
            total = int(self.costs[identifier, passed][vertex])
            if one in seen or not 0 <= total < never:
                continue
            seen.add(one)
            waiting += [(vertex, layer) for layer in self._before_pivot(vertex, identifier, passed, total)]
            hop = self._last(vertex, identifier, passed, total) if total else None
            if hop is not None:
                yield hop[2]
                waiting.append((hop[2].before, (identifier, hop[1])))

    def _before_pivot(self, vertex: int, identifier: int, passed: int, total: int) -> list[Layer]:
        low, high = np.searchsorted(self.pivots[:, 0], (vertex, vertex + 1))
        layers = [(before, passed) for _, before, after in self.pivots[low:high].tolist() if after == identifier]
        return [layer for layer in layers if layer in self.costs and int(self.costs[layer][vertex]) == total]

    def _last(self, vertex: int, identifier: int, passed: int, total: int) -> tuple[str, int, WayHop] | None:
        """The last hop, and what had been passed before it: the smallest flow id among equals."""
        found = []
        for before in sorted(there for one, there in self.costs if one == identifier):
            if before | int(self.bits[vertex]) == passed:
                hop = self.ways[identifier].last(vertex, self.costs[identifier, before], total)
                if hop is not None:
                    found.append((hop.flow, before, hop))
        return min(found, key=lambda one: one[:2], default=None)


def run(
    index: TravelIndex, starts: Int32, conditions: Conditions, via: Sequence[Int32], codes_of: CodesOf, first: str
) -> LinkedLayers:
    """Search from ``starts`` with the identifier ``first``. ``codes_of``: what each flow is for an identifier; ``via`` as in
    graph/index/passing.py. Raises OverflowError where a way is too long to be counted.
    """
    search = Search(index.arrays)
    names = tuple(dict.fromkeys((first, *index.identifiers)))
    numbers = np.array([names.index(name) for name in index.identifiers], np.int64)
    table = _pivots(index, numbers, conditions.backward)
    while True:  # a search that had no room has made more
        found = LinkedLayers(index, search, names, table, bits_of(index, via), (1 << len(via)) - 1)
        if _Walk(found, conditions, codes_of).settle(starts):
            return found


def _pivots(index: TravelIndex, numbers: NDArray[np.int64], backward: bool) -> NDArray[np.int64]:
    pivots = index.arrays.pivots
    before, after = (numbers[one] if len(one) else np.empty(0, np.int64) for one in (pivots.before, pivots.after))
    ends = (after, before) if backward else (before, after)
    table = np.stack([pivots.vertex.astype(np.int64), *ends], axis=1)
    return np.asarray(table[np.lexsort((table[:, 2], table[:, 1], table[:, 0]))])


@dataclass
class _Walk:
    """One attempt at one width of costs."""

    found: LinkedLayers
    conditions: Conditions
    codes_of: CodesOf

    def settle(self, starts: Int32) -> bool:
        """Search all layers; whether there was room."""
        found = self.found
        special = np.flatnonzero(found.bits).astype(np.int32)
        begins: dict[Layer, dict[int, int]] = {}
        for vertex in starts.tolist():
            begins.setdefault((0, int(found.bits[vertex])), {})[vertex] = 0
        for passed in sorted(range(found.complete + 1), key=lambda one: (one.bit_count(), one)):
            closed = special[(found.bits[special] | passed) != passed]
            here = {layer: one for layer, one in begins.items() if layer[1] == passed}
            if not here:
                continue
            if not self._to_the_end(passed, here, closed):
                return False
            avoided = () if self.conditions.avoid is None else self.conditions.avoid
            for identifier in sorted(one for one, there in found.costs if there == passed):
                for vertex in np.setdiff1d(closed, avoided).tolist():
                    cost = entered(found.ways[identifier], found.costs[identifier, passed], vertex)
                    if cost is not None:
                        into = begins.setdefault((identifier, passed | int(found.bits[vertex])), {})
                        into[vertex] = min(into.get(vertex, cost), cost)
        return True

    def _to_the_end(self, passed: int, begun: dict[Layer, dict[int, int]], closed: Int32) -> bool:
        """Go from identifier to identifier until no pivot makes anything cheaper."""
        waiting: dict[int, Begins] = {}
        at_start = self._exchanged_at_start(begun)
        for identifier, where in at_start.items():
            vertices = np.array(sorted(where), np.int32)
            waiting[identifier] = vertices, np.array([where[one] for one in vertices.tolist()], np.int64)
        while waiting:
            identifier = min(waiting)
            vertices, costs = waiting.pop(identifier)
            if (identifier, passed) not in self.found.costs:
                self._open((identifier, passed), closed, at_start.get(identifier, {}))
            if not self._search((identifier, passed), vertices, costs):
                return False
            for other in self._others(identifier):
                if (cheaper := self._cheaper(identifier, other, passed)) is not None:
                    waiting[other] = _both(waiting.get(other), cheaper)
        return True

    def _exchanged_at_start(self, begun: dict[Layer, dict[int, int]]) -> dict[int, dict[int, int]]:
        """Where layers begin, with what is exchanged right there: those vertices are open even if they are to be avoided."""
        found = {identifier: dict(where) for (identifier, _), where in begun.items()}
        waiting = [(identifier, vertex) for identifier, where in found.items() for vertex in where]
        while waiting:
            identifier, vertex = waiting.pop()
            low, high = np.searchsorted(self.found.pivots[:, 0], (vertex, vertex + 1))
            for _, before, after in self.found.pivots[low:high].tolist():
                cost, known = found[identifier][vertex], found.setdefault(after, {})
                if before == identifier and cost < known.get(vertex, cost + 1):
                    known[vertex] = cost
                    waiting.append((after, vertex))
        return found

    def _open(self, layer: Layer, closed: Int32, begins: Iterable[int]) -> None:
        """A layer in which nothing has come anywhere yet."""
        found, search = self.found, self.found.search
        costs = np.full(found.index.arrays.vertices, np.iinfo(search.layout.type).max, search.layout.type)
        never_entered = closed if self.conditions.avoid is None else np.union1d(closed, self.conditions.avoid)
        costs[np.setdiff1d(never_entered, list(begins)).astype(np.int64)] = -1
        found.costs[layer], found.barred[layer] = costs, np.empty(0, np.int32)
        if layer[0] not in found.words:
            search.conditions = replace(self.conditions, codes=self.codes_of(found.names[layer[0]]))
            found.words[layer[0]] = words_for(found.index.arrays, search.conditions)
            found.ways[layer[0]] = Ways(search, found.index.keys)

    def _search(self, layer: Layer, vertices: Int32, costs: NDArray[np.int64]) -> bool:
        """Go on in a layer from some vertices; whether there was room."""
        found = self.found
        found.search.conditions = self.conditions
        gone = found.search.further(found.words[layer[0]], vertices, costs, found.costs[layer])
        if gone is None:
            return False
        positions = flow_positions(found.index.arrays, gone[1], self.conditions.backward)
        found.barred[layer] = np.union1d(found.barred[layer], positions).astype(np.int32)
        return True

    def _others(self, identifier: int) -> list[int]:
        others: list[int] = np.unique(self.found.pivots[self.found.pivots[:, 1] == identifier, 2]).tolist()
        return others

    def _cheaper(self, identifier: int, other: int, passed: int) -> Begins | None:
        """Vertices that another identifier reaches for less by an exchange, and what they cost then; None where none do."""
        found, table = self.found, self.found.pivots
        vertices = table[(table[:, 1] == identifier) & (table[:, 2] == other), 0]
        never = np.iinfo(found.search.layout.type).max
        costs: NDArray[Any] = found.costs[identifier, passed][vertices].astype(np.int64)
        known = found.costs.get((other, passed))
        fits = (costs >= 0) & (costs < (never if known is None else known[vertices]))
        return (vertices[fits].astype(np.int32), costs[fits]) if fits.any() else None


def _both(one: Begins | None, other: Begins) -> Begins:
    return other if one is None else (np.concatenate([one[0], other[0]]), np.concatenate([one[1], other[1]]))
