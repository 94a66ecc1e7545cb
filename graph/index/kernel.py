"""The walk itself, compiled: vertices are settled in the order of their costs, bucket by bucket, without a heap of
vertices.

A cost packs four counts into one integer: link hops, data hops, hops that are no move, all hops, the first in the
highest bits. A *bucket* holds all costs that differ only in hops. From one bucket an edge leads to itself or to one
of five others, so those are looked up once a bucket, never once an edge; what is pushed into them comes in the order
of hops, so that a bucket is the merge of at most six sorted runs, and inside it the walk is breadth first, level by
level.
"""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np
from bangolin.graph.index.codes import BARRED, CODE_BITS, CODES, FREE, PLAIN
from bangolin.graph.index.compiled import compiled, prefetch
from numba import int64, types, uint64
from numba.typed import Dict

DONE, TOO_LONG, NO_ROOM = range(3)
"""How a walk ended: well; a count outgrew its bits; the scratch was too small."""

PIECE = 128  # entries of one piece of a run
RUNS = 6  # five kinds of hop lead into a bucket; run 0 is of starts
_SLOTS, _IDLE, _USED, _SPARE, _MET = range(5)  # places in ``state``


FAR, NEAR, NEXT = 16, 8, 4  # how many vertices ahead rows, edges and costs are asked for
MOST = 12  # of so many edges a row costs are asked for
LAST = np.uint64(CODES - 1)  # the bits of a word that are its code
SHIFT = np.uint64(CODE_BITS)


@compiled
def walk(  # type: ignore[no-untyped-def]
    rows, edges, across, starts, start_costs, hop_of, prices, shifts, cost, settled, later, barred, pool, runs
):  # fmt: skip
    """Settle everything that ``starts`` reach.

    ``rows``: of each vertex two positions in ``edges``, where its edges inside its assessment begin and where those
    that join assessments begin (looked at if ``across``); each row ends where that of the next vertex begins.
    ``edges``: words. ``starts`` come with ``start_costs`` in ascending order. ``hop_of``, ``prices``: by code.
    ``shifts``: where the counts of hops, no-move, data and link hops end in a cost. ``cost``: the largest number
    everywhere, -1 where a vertex is closed. ``settled``, ``later``: scratch, one entry a vertex; ``barred``, ``pool``
    (vertices, costs, next pieces), ``runs`` (first piece, last piece, fill of each run of each slot): scratch.
    Returns how it ended, how many were settled, how many barred edges were met; the last two stand in the scratch.
    """
    never = np.iinfo(cost.dtype).max
    state = np.zeros(5, np.int64)
    state[_IDLE] = state[_SPARE] = -1
    slots = Dict.empty(types.int64, types.int64)
    waiting = [int64(0) for _ in range(0)]
    for number in range(len(starts)):
        there = start_costs[number]
        if there < cost[starts[number]]:
            cost[starts[number]] = there
            slot = _slot(slots, waiting, runs, state, there >> shifts[0])
            if slot < 0 or not _push(pool, runs, state, slot, 0, starts[number], there):
                return NO_ROOM, 0, 0
    count = 0
    out = np.empty(RUNS, np.int64)
    turn = np.empty((3, RUNS), np.int64)  # of each run: its piece, the place in it, the cost there
    while len(waiting) > 0:
        bucket = heappop(waiting)
        if _too_long(bucket, shifts):
            return TOO_LONG, count, state[_MET]
        slot = slots[bucket]
        del slots[bucket]
        out[:] = -1
        level = _open(pool, runs, slot, turn, never)
        longest = (bucket << shifts[0]) + (1 << shifts[0]) - 2
        queued = 0
        while level < never:
            if level > longest:
                return TOO_LONG, count, state[_MET]
            at = count
            for number in range(queued):
                if number + FAR < queued:
                    prefetch(cost, later[number + FAR])
                if cost[later[number]] == level:
                    settled[count] = later[number]
                    count += 1
            count = _merge(pool, runs, state, slot, turn, level, never, cost, settled, count)
            queued = 0
            while at < count:
                vertex = settled[at]
                at += 1
                if at + FAR < count:
                    _ask(rows, edges, across, cost, settled, at)
                low, high = rows[vertex * 2], rows[vertex * 2 + 2]
                for _side in range(2):
                    for position in range(uint64(low), uint64(high)):
                        word = uint64(edges[position])
                        code = word & LAST
                        price = prices[code]
                        target = word >> SHIFT
                        there = level + price
                        if price < 0:
                            if price == BARRED:
                                if state[_MET] == len(barred):
                                    return NO_ROOM, count, 0
                                barred[state[_MET]] = position
                                state[_MET] += 1
                            continue
                        if there >= cost[target]:
                            continue
                        cost[target] = there
                        hop = hop_of[code]
                        if hop == PLAIN:
                            later[queued] = target
                            queued += 1
                        elif hop == FREE:
                            settled[count] = target
                            count += 1
                        else:
                            to = out[hop]
                            if to < 0:
                                to = _slot(slots, waiting, runs, state, there >> shifts[0])
                                out[hop] = to
                            if to < 0 or not _push(pool, runs, state, to, hop, target, there):
                                return NO_ROOM, count, 0
                    if not across:
                        break
                    low, high = rows[vertex * 2 + 1], rows[vertex * 2 + 3]
            level = level + 1 if queued > 0 else min(turn[2])
        runs[1, slot, 0], state[_IDLE] = state[_IDLE], slot
    return DONE, count, state[_MET]


@compiled
def _ask(rows, edges, across, cost, settled, at):  # type: ignore[no-untyped-def]
    """Ask for the memory of vertices whose turn comes soon: walks through all of Japan are a third faster with it."""
    near, ahead = settled[at + NEAR] * 2, settled[at + NEXT] * 2
    prefetch(rows, settled[at + FAR] * 2)
    prefetch(edges, rows[near])
    for position in range(uint64(rows[ahead]), uint64(min(rows[ahead + 2], rows[ahead] + MOST))):
        prefetch(cost, edges[position] >> SHIFT)
    if across:
        prefetch(edges, rows[near + 1])
        for position in range(uint64(rows[ahead + 1]), uint64(min(rows[ahead + 3], rows[ahead + 1] + MOST))):
            prefetch(cost, edges[position] >> SHIFT)


@compiled
def _too_long(bucket, shifts):  # type: ignore[no-untyped-def]
    """Whether one more hop could spill a count of this bucket into the next."""
    for field in range(1, 4):
        width = shifts[field] - shifts[field - 1]
        if (bucket >> (shifts[field - 1] - shifts[0])) & ((1 << width) - 1) == (1 << width) - 1:
            return True
    return False


@compiled
def _slot(slots, waiting, runs, state, bucket):  # type: ignore[no-untyped-def]
    """The slot that holds the runs of a bucket; -1 where no slot is left."""
    bucket = int64(bucket)
    if bucket in slots:
        return slots[bucket]
    slot = state[_IDLE]
    if slot >= 0:
        state[_IDLE] = runs[1, slot, 0]
    else:
        slot = state[_SLOTS]
        if slot == runs.shape[1]:
            return int64(-1)
        state[_SLOTS] += 1
    runs[0, slot] = -1
    slots[bucket] = slot
    heappush(waiting, bucket)
    return slot


@compiled
def _push(pool, runs, state, slot, run, vertex, cost):  # type: ignore[no-untyped-def]
    """Append a vertex to a run of a slot; False where the pool is full."""
    if runs[0, slot, run] < 0 or runs[2, slot, run] == PIECE:
        piece = state[_SPARE]
        if piece >= 0:
            state[_SPARE] = pool[2][piece]
        else:
            piece = state[_USED]
            if piece == len(pool[2]):
                return False
            state[_USED] += 1
        if runs[0, slot, run] < 0:
            runs[0, slot, run] = piece
        else:
            pool[2][runs[1, slot, run]] = piece
        runs[1, slot, run], runs[2, slot, run] = piece, 0
    place = runs[1, slot, run] * PIECE + runs[2, slot, run]
    pool[0][place], pool[1][place] = vertex, cost
    runs[2, slot, run] += 1
    return True


@compiled
def _open(pool, runs, slot, turn, never):  # type: ignore[no-untyped-def]
    """Stand at the head of every run of a slot; the lowest cost there."""
    for run in range(RUNS):
        piece = runs[0, slot, run]
        turn[0, run], turn[1, run] = piece, 0
        turn[2, run] = never if piece < 0 else pool[1][piece * PIECE]
    return min(turn[2])


@compiled
def _merge(pool, runs, state, slot, turn, level, never, cost, settled, count):  # type: ignore[no-untyped-def]
    """Settle what the runs of a slot hold at this cost and nothing cheaper has reached since; give pieces back."""
    for run in range(RUNS):
        while turn[2, run] == level:
            piece, place = turn[0, run], turn[1, run]
            vertex = pool[0][piece * PIECE + place]
            prefetch(cost, pool[0][piece * PIECE + min(place + FAR, PIECE - 1)])
            if cost[vertex] == level:
                settled[count] = vertex
                count += 1
            place += 1
            last = piece == runs[1, slot, run]
            if place == (runs[2, slot, run] if last else PIECE):
                after = pool[2][piece]
                pool[2][piece] = state[_SPARE]
                state[_SPARE] = piece
                if last:
                    turn[2, run] = never
                    break
                piece, place = after, 0
            turn[0, run], turn[1, run] = piece, place
            turn[2, run] = pool[1][piece * PIECE + place]
    return count
