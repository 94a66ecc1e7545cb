"""All flows as compressed rows, forward and backward.

A vertex is a place within one assessment, since a flow belongs to the assessment that states it: the vertices of an
assessment are a block of their own, and only handovers join blocks. A row lists the edges of a vertex in the order of
their flow ids, so that "the smallest flow id" is the first that fits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from bangolin.graph.index.codes import CODE_BITS, MOST_VERTICES
from bangolin.graph.index.compiled import compiled
from bangolin.graph.index.joints import join
from numpy.typing import NDArray

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
UInt8 = NDArray[np.uint8]
UInt16 = NDArray[np.uint16]
UInt32 = NDArray[np.uint32]
UInt64 = NDArray[np.uint64]


@dataclass(frozen=True)
class Blocks:
    """Vertices and flows of all assessments, block by block, before they are rows.

    ``first_vertex``, ``first_flow``, ``first_pivot``: where each assessment's vertices, flows and pivots begin, and the end
    (int64, one more than assessments). ``body``: number of the place that is each assessment's body, -1 where it is not told.
    ``place``: number of each vertex's place; ``traits`` (graph/index/traits.py) and ``subjects`` (number of the band of
    persons that a file is about, 0: none) and ``items`` (number of what a file says, 0: nothing) of each vertex. Of each flow, by assessment and inside it by flow id:
    ``source``, ``target`` (vertices, counted from the first of the block), ``code``, ``identity`` (see
    graph/index/identity.py), ``medium`` (number of its media and network, 0: none), ``marks`` (graph/index/traits.py),
    ``group`` (number of its group of people within the assessment, from 1 in the order of their keys; 0: none) and
    ``people`` (number of the band of that group), ``said`` (number of what it says, 0: nothing). Of each
    pivot: the vertex (counted from the first of the block), the identifiers ``before`` and ``after``. Assessments stand in the order of their keys, so that those of a body
    are neighbours.
    """

    first_vertex: Int64
    first_flow: Int64
    first_pivot: Int64
    body: Int32
    place: Int32
    traits: UInt8
    subjects: UInt16
    items: Int32
    source: Int32
    target: Int32
    code: UInt8
    identity: UInt64
    medium: Int32
    marks: UInt8
    group: UInt16
    people: UInt16
    said: Int32
    pivot: Int32
    pivot_before: UInt16
    pivot_after: UInt16


@dataclass(frozen=True)
class Vertices:
    """What is kept of each vertex, as in Blocks."""

    place: Int32
    traits: UInt8
    subjects: UInt16
    items: Int32


@dataclass(frozen=True)
class Pivots:
    """Where identifiers are exchanged, by vertex: ``first``: where those of each assessment begin; ``before`` and ``after``:
    numbers of identifiers, in the direction of travel.
    """

    first: Int64
    vertex: Int32
    before: UInt16
    after: UInt16


@dataclass(frozen=True)
class Adjacency:
    """Rows of one direction.

    ``rows``: of vertex v at 2v where its flows begin in ``words``, at 2v + 1 where its joints begin (int32).
    ``words``: the vertex at the far end and the code (graph/index/codes.py), all flows, then all joints.
    """

    rows: Int32
    words: UInt32


@dataclass(frozen=True)
class FlowArrays:
    """The index. Vertices beyond ``len(place)`` are hubs of handovers (graph/index/joints.py).

    ``first_vertex``, ``body``, ``place``, ``traits``, ``subjects``, ``items``: as in Blocks. ``identity``, ``medium``, ``marks``,
    ``group``, ``people`` and ``said`` of each flow stand in the order of the forward rows; ``position`` gives for each backward
    one its place in the forward rows. ``copies``: the vertices of each place, those of place p at
    ``first_copy[p]:first_copy[p + 1]``, by assessment.
    """

    first_vertex: Int64
    body: Int32
    place: Int32
    traits: UInt8
    subjects: UInt16
    items: Int32
    identity: UInt64
    medium: Int32
    marks: UInt8
    group: UInt16
    people: UInt16
    said: Int32
    position: Int32
    first_copy: Int32
    copies: Int32
    forward: Adjacency
    backward: Adjacency
    pivots: Pivots

    @property
    def vertices(self) -> int:
        """How many vertices there are, hubs included."""
        return len(self.forward.rows) // 2 - 1

    @property
    def flows(self) -> int:
        """How many flows there are, without handovers."""
        return len(self.identity)

    def assessment(self, vertices: Int32) -> Int64:
        """The numbers of the assessments that vertices belong to."""
        return np.searchsorted(self.first_vertex, vertices, side="right") - 1

    def owner_of(self, positions: Int32) -> Int64:
        """The vertices whose forward rows hold these positions (of flows)."""
        return np.searchsorted(self.forward.rows[::2], positions, side="right") - 1


@dataclass(frozen=True)
class Flows:
    """Flows as rows of both directions before hubs join them: what a row begins with (``first``), ``words``; the rest
    as in FlowArrays.
    """

    forward_first: Int32
    forward: UInt32
    backward_first: Int32
    backward: UInt32
    identity: UInt64
    medium: Int32
    marks: UInt8
    group: UInt16
    people: UInt16
    said: Int32
    position: Int32


def build(blocks: Blocks, places: int) -> FlowArrays:
    """Rows of all blocks, and the hubs that join them. ``places``: how many places are numbered.

    Raises OverflowError where there are more vertices than a word can name.
    """
    return assemble(blocks.first_vertex, blocks.body, vertices_of(blocks), rows_of(blocks), pivots_of(blocks), places)


def vertices_of(blocks: Blocks) -> Vertices:
    """What is kept of the vertices."""
    return Vertices(blocks.place, blocks.traits, blocks.subjects, blocks.items)


def pivots_of(blocks: Blocks) -> Pivots:
    """Pivots with vertices counted over all blocks."""
    shift = np.repeat(blocks.first_vertex[:-1], np.diff(blocks.first_pivot)).astype(np.int32)
    return Pivots(blocks.first_pivot, blocks.pivot + shift, blocks.pivot_before, blocks.pivot_after)


def rows_of(blocks: Blocks) -> Flows:
    """Flows in rows of both directions."""
    shift = np.repeat(blocks.first_vertex[:-1], np.diff(blocks.first_flow)).astype(np.int32)
    source, target = blocks.source + shift, blocks.target + shift
    forward_first, order = grouped(source, len(blocks.place))
    backward_first, back_order = grouped(target, len(blocks.place))
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return Flows(
        forward_first,
        _words(target[order], blocks.code[order]),
        backward_first,
        _words(source[back_order], blocks.code[back_order]),
        blocks.identity[order],
        blocks.medium[order],
        blocks.marks[order],
        blocks.group[order],
        blocks.people[order],
        blocks.said[order],
        rank[back_order],
    )


def assemble(
    first_vertex: Int64, body: Int32, about: Vertices, flows: Flows, pivots: Pivots, places: int
) -> FlowArrays:
    """Join the rows by hubs. Raises OverflowError where there are more vertices than a word can name."""
    place = about.place
    first_copy, copies = grouped(place, places)
    joints = join(first_vertex, body, place, (flows.forward_first, flows.forward), (first_copy, copies))
    vertices = len(place) + joints.hubs
    if vertices > MOST_VERTICES:
        raise OverflowError(f"{vertices} places of assessments, but the index can number {MOST_VERTICES}")
    ends = (joints.source, joints.target, joints.code)
    return FlowArrays(
        first_vertex=first_vertex,
        body=body,
        place=place,
        traits=about.traits,
        subjects=about.subjects,
        items=about.items,
        identity=flows.identity,
        medium=flows.medium,
        marks=flows.marks,
        group=flows.group,
        people=flows.people,
        said=flows.said,
        position=flows.position,
        first_copy=first_copy,
        copies=copies,
        forward=_joined(flows.forward_first, flows.forward, *ends, vertices),
        backward=_joined(flows.backward_first, flows.backward, ends[1], ends[0], ends[2], vertices),
        pivots=pivots,
    )


def _words(far: Int32, code: UInt8) -> UInt32:
    """Edges as the walk reads them."""
    return far.astype(np.uint32) << np.uint32(CODE_BITS) | code


def _joined(first: Int32, words: UInt32, near: Int32, far: Int32, code: UInt8, vertices: int) -> Adjacency:
    return Adjacency(*_with_joints(first, words, near, far, code, vertices))


@compiled
def _with_joints(first, words, near, far, code, vertices):  # type: ignore[no-untyped-def]
    """Rows and words of flows and joints together; joints in the order in which they come."""
    flows = len(words)
    rows = np.zeros(2 * (vertices + 1), np.int32)
    for joint in range(len(near)):
        rows[2 * near[joint] + 3] += 1
    rows[1] = flows
    for vertex in range(vertices + 1):
        rows[2 * vertex] = first[vertex] if vertex < len(first) else flows
        if vertex:
            rows[2 * vertex + 1] += rows[2 * vertex - 1]
    at = rows[1::2].copy()
    everything = np.empty(flows + len(near), np.uint32)
    everything[:flows] = words
    for joint in range(len(near)):
        everything[at[near[joint]]] = np.uint32(far[joint]) << np.uint32(CODE_BITS) | np.uint32(code[joint])
        at[near[joint]] += 1
    return rows, everything


@compiled
def grouped(group, groups):  # type: ignore[no-untyped-def]
    """Where each group begins, and the numbers of its items in the order of the groups (a stable counting sort)."""
    first = np.zeros(groups + 1, np.int32)
    for number in group:
        first[number + 1] += 1
    for number in range(groups):
        first[number + 1] += first[number]
    at = first[:-1].copy()
    order = np.empty(len(group), np.int32)
    for item in range(len(group)):
        number = group[item]
        order[at[number]] = item
        at[number] += 1
    return first, order
