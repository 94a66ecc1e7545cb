"""Replacing the block of one assessment: the rows of all others are moved as they are, only hubs are made anew."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np
from bangolin.graph.index.arrays import FlowArrays, Flows, Int32, Pivots, UInt32, Vertices, assemble, pivots_of, rows_of
from bangolin.graph.index.blocks import Taken, as_blocks
from bangolin.graph.index.codes import CODE_BITS

VERTEX_COLUMNS = tuple(field.name for field in fields(Vertices))
FLOW_COLUMNS = ("identity", "medium", "marks", "group", "people", "said")


def replaced(arrays: FlowArrays, keys: Sequence[str], assessment: str, block: Taken | None, places: int) -> FlowArrays:
    """The arrays with one assessment replaced, added, or (None) taken out.

    ``keys``: those of the assessments in the arrays. ``places``: how many places are numbered now.
    """
    number = bisect_left(keys, assessment)
    known = number < len(keys) and keys[number] == assessment
    low, high = arrays.first_vertex[number], arrays.first_vertex[number + known]
    new = as_blocks([block] if block else [])
    more = len(new.place) - int(high - low)
    bounds = [low + len(new.place)] if block else []
    later = arrays.first_vertex[number + known + 1 :] + more
    first = np.concatenate([arrays.first_vertex[: number + 1], bounds, later]).astype(np.int64)
    return assemble(
        first,
        _spliced(arrays.body, number, number + known, new.body),
        Vertices(*(_spliced(getattr(arrays, name), low, high, getattr(new, name)) for name in VERTEX_COLUMNS)),
        _flows(arrays, int(low), int(high), rows_of(new), more),
        _pivots(arrays.pivots, (number, number + known), pivots_of(new), int(low), more),
        places,
    )


def _flows(arrays: FlowArrays, low: int, high: int, new: Flows, more: int) -> Flows:
    """Rows with those of the vertices from ``low`` to ``high`` replaced; later vertices move by ``more``."""
    begin, end = int(arrays.forward.rows[2 * low]), int(arrays.forward.rows[2 * high])
    shift = len(new.position) - (end - begin)
    vertices, flows = len(arrays.place), arrays.flows

    def first(rows: Int32, fresh: Int32) -> Int32:
        old = rows[: 2 * vertices + 1 : 2]
        return np.concatenate([old[:low], fresh[:-1] + begin, old[high:] + np.int32(shift)]).astype(np.int32)

    def words(old: UInt32, fresh: UInt32) -> UInt32:
        moved = (old[end:flows].astype(np.int64) + (more << CODE_BITS)).astype(np.uint32)
        return np.concatenate([old[:begin], fresh + np.uint32(low << CODE_BITS), moved])

    position = [arrays.position[:begin], new.position + begin, arrays.position[end:] + np.int32(shift)]
    columns = {name: _spliced(getattr(arrays, name), begin, end, getattr(new, name)) for name in FLOW_COLUMNS}
    return Flows(
        forward_first=first(arrays.forward.rows, new.forward_first),
        forward=words(arrays.forward.words, new.forward),
        backward_first=first(arrays.backward.rows, new.backward_first),
        backward=words(arrays.backward.words, new.backward),
        position=np.concatenate(position).astype(np.int32),
        **columns,
    )


def _pivots(old: Pivots, among: tuple[int, int], new: Pivots, low: int, more: int) -> Pivots:
    """Pivots with those of the assessments ``among`` (from, to) replaced; later vertices move by ``more``."""
    begin, end = int(old.first[among[0]]), int(old.first[among[1]])
    later = old.first[among[1] + 1 :] + (len(new.vertex) - (end - begin))
    bounds = new.first[1:] + begin
    return Pivots(
        np.concatenate([old.first[: among[0] + 1], bounds, later]).astype(np.int64),
        np.concatenate([old.vertex[:begin], new.vertex + np.int32(low), old.vertex[end:] + np.int32(more)]),
        _spliced(old.before, begin, end, new.before),
        _spliced(old.after, begin, end, new.after),
    )


def _spliced(old: Any, low: int, high: int, new: Any) -> Any:
    return np.concatenate([old[:low], new, old[high:]])
