"""Searches over one index: every vertex that can be reached, with the cost of its best way, in the order of answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from bangolin.graph.index.arrays import Adjacency, FlowArrays, Int32, Int64, UInt32
from bangolin.graph.index.codes import HOPS, prices
from bangolin.graph.index.conditions import Conditions, words_for
from bangolin.graph.index.kernel import DONE, NO_ROOM, PIECE, RUNS, TOO_LONG, walk
from numpy.typing import NDArray

PLAIN = Conditions()


class Layout(NamedTuple):
    """How counts share the bits of a cost: hops, no move, data, link end at these bits; the type that holds it."""

    shifts: Int64
    type: Any

    @property
    def adds(self) -> Int64:
        """What each hop adds to a cost (by the constants of graph/index/codes.py)."""
        hop = 1
        still, data, link = (1 << int(shift) for shift in self.shifts[:3])
        return np.array([hop, hop + still, hop + data, hop + data + still, hop + link, hop + link + still, 0], np.int64)

    def counts(self, costs: NDArray[Any]) -> Int64:
        """Costs as rows of (link, data, no move, hops)."""
        wide = np.asarray(costs, np.int64)
        starts = (0, *(int(shift) for shift in self.shifts[:3]))
        parts = [wide >> start & ((1 << int(end) - start) - 1) for start, end in zip(starts, self.shifts, strict=True)]
        return np.stack(parts[::-1], axis=-1)


NARROW = Layout(np.array([9, 16, 23, 30], np.int64), np.int32)
WIDE = Layout(np.array([20, 34, 48, 62], np.int64), np.int64)


@dataclass(frozen=True)
class Reach:
    """What one search found, in the order of costs: vertices (hubs too, from ``places`` on), and
    the positions of the barred flows that were met, in the rows that were walked. ``cost``: the packed costs of all vertices,
    as the search holds them until the next.
    """

    vertices: Int32
    cost: NDArray[Any]
    barred: Int32
    layout: Layout
    places: int

    @property
    def costs(self) -> NDArray[Any]:
        """The costs of the vertices; to be taken before the next search of the same ``Search``."""
        found: NDArray[Any] = self.cost[self.vertices]
        return found

    @property
    def own(self) -> NDArray[np.bool_]:
        """Which of the vertices are places, not hubs."""
        return self.vertices < self.places


@dataclass
class Search:
    """Reusable scratch for searches over one index. One object serves one search at a time; ``cost`` holds the costs of
    the last one until the next.
    """

    arrays: FlowArrays
    layout: Layout = NARROW
    cost: NDArray[Any] = field(init=False)
    conditions: Conditions = field(init=False, default=PLAIN)
    _touched: Int32 = field(init=False)
    _settled: Int32 = field(init=False)
    _later: Int32 = field(init=False)
    _room: int = field(init=False, default=1)

    def __post_init__(self) -> None:
        self._settled = np.empty(self.arrays.vertices, np.int32)
        self._later = np.empty(self.arrays.vertices, np.int32)
        self._take(self.layout)

    def _take(self, layout: Layout) -> None:
        """Lay out costs anew, and the scratch that depends on them."""
        self.layout = layout
        self.cost = np.full(self.arrays.vertices, np.iinfo(layout.type).max, layout.type)
        self._touched = np.empty(0, np.int32)
        pieces = self._room * (self.arrays.vertices // PIECE + 256)
        self._barred = np.empty(self._room * (self.arrays.flows // 2 + 256), np.int32)
        entries = pieces * PIECE
        self._pool = (np.empty(entries, np.int32), np.empty(entries, layout.type), np.empty(pieces, np.int64))
        self._runs = np.full((3, 4096 * self._room, RUNS), -1, np.int64)

    def run(self, starts: Int32, conditions: Conditions = PLAIN, costs: NDArray[Any] | None = None) -> Reach:
        """Search from ``starts``, which have ``costs`` (packed as the last search packed them; None: nothing).

        Raises OverflowError where a way has more than a million hops or 16,000 of one kind.
        """
        self.clear()
        self.conditions = conditions
        side = self.side
        words = words_for(self.arrays, conditions)
        avoid = None if conditions.avoid is None else np.setdiff1d(conditions.avoid, starts)
        given = np.zeros(len(starts), np.int64) if costs is None else np.asarray(costs, np.int64)
        order = np.argsort(given, kind="stable")
        while True:
            self._close(avoid)
            ended, count, met = walk(
                side.rows, words, conditions.across, starts[order], given[order], HOPS,
                prices(self.layout.adds, conditions.kinds), self.layout.shifts, self.cost,
                self._settled, self._later, self._barred, self._pool, self._runs,
            )  # fmt: skip
            if ended == DONE:
                break
            given = self._again(ended, given)
        found = self._settled[:count].copy()
        self._touched = found if avoid is None else np.concatenate([found, avoid])
        return Reach(found, self.cost, self._barred[:met].copy(), self.layout, len(self.arrays.place))

    def further(
        self, words: UInt32, starts: Int32, costs: NDArray[Any], cost: NDArray[Any]
    ) -> tuple[Int32, Int32] | None:
        """Go on with a search under the conditions of the last ``run``, over ``words`` and from the costs of all vertices that
        ``cost`` holds (changed): vertices that are reached for less than before, and barred flows met from them.

        None where the scratch was too small or a way too long: there is more room then, and everything has to begin anew.
        """
        order = np.argsort(costs, kind="stable")
        ended, count, met = walk(
            self.side.rows, words, self.conditions.across, starts[order], np.asarray(costs, np.int64)[order], HOPS,
            prices(self.layout.adds, self.conditions.kinds), self.layout.shifts, cost,
            self._settled, self._later, self._barred, self._pool, self._runs,
        )  # fmt: skip
        if ended != DONE:
            self._again(ended, np.empty(0, np.int64))
            return None
        return self._settled[:count].copy(), self._barred[:met].copy()

    def _close(self, vertices: Int32 | None) -> None:
        if vertices is not None:
            self.cost[vertices] = -1

    def _again(self, ended: int, given: Int64) -> Int64:
        """Make room for what did not fit; the costs of the starts in the new layout."""
        if ended == NO_ROOM:
            self._room *= 2
            self._take(self.layout)
            return given
        assert ended == TOO_LONG
        if self.layout is WIDE:
            raise OverflowError("a way is too long to be counted")
        counts = self.layout.counts(given)[:, ::-1]
        self._take(WIDE)
        starts = (0, *(int(shift) for shift in WIDE.shifts[:3]))
        return np.asarray(sum(counts[:, part] << start for part, start in enumerate(starts)), np.int64)

    @property
    def side(self) -> Adjacency:
        """The rows that the last search walked."""
        return self.arrays.backward if self.conditions.backward else self.arrays.forward

    def clear(self) -> None:
        """Forget the last search."""
        never = np.iinfo(self.layout.type).max
        if 8 * len(self._touched) > len(self.cost):
            self.cost.fill(never)  # one sweep is faster than many scattered writes
        else:
            self.cost[self._touched] = never
        self._touched = np.empty(0, np.int32)
