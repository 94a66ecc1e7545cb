"""What Cypher's `*1..8` is asked, on arrays: the places within some hops of one, whatever the strength and the assessment."""

from __future__ import annotations

import numpy as np
from bangolin.graph.index.codes import CODE_BITS
from bangolin.graph.index.compiled import compiled
from bangolin.graph.index.index import TravelIndex
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

HOPS = 8


def place_graph(index: TravelIndex) -> csr_matrix:
    """Places and the flows between them, each pair once: the graph that the store holds."""
    arrays = index.arrays
    source = arrays.place[arrays.owner_of(np.arange(arrays.flows, dtype=np.int32))]
    target = arrays.place[(arrays.forward.words[: arrays.flows] >> np.uint32(CODE_BITS)).astype(np.int64)]
    count = len(index.places)
    return csr_matrix((np.ones(len(source), np.int32), (source, target)), (count, count))


def reach(graph: csr_matrix, start: int) -> int:
    """How many places the flows from one lead to within eight hops; the start counts where they lead back to it."""
    return int(_reach(graph.indptr, graph.indices, start, HOPS))


@compiled
def _reach(first: NDArray[np.int32], ends: NDArray[np.int32], start: int, hops: int):  # type: ignore[no-untyped-def]
    seen = np.zeros(len(first) - 1, np.uint8)
    queue = np.empty(len(first), np.int32)
    queue[0] = start
    begin, end, found, back = 0, 1, 0, False
    for _hop in range(hops):
        last = end
        for at in range(begin, last):
            for position in range(first[queue[at]], first[queue[at] + 1]):
                place = ends[position]
                if not seen[place]:
                    seen[place] = 1
                    found += 1
                    if place != start or back:
                        queue[end] = place
                        end += 1
                    back = back or place == start
        begin = last
    return found
