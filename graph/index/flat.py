"""Blocks from what was read of a whole store, in whatever order it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from bangolin.graph.index.arrays import Blocks, Int32, Int64
from bangolin.graph.index.columns import Columns


@dataclass(frozen=True)
class Gathered:
    """Rows of a store as numbers, assessments counted in the order of their keys: the body of each; ``named`` and ``files``
    (assessment, place, traits; files also a band), ``flows`` (graph/index/whole_store.py), ``items`` (assessment, place,
    number), ``pivots`` (assessment, place, identifiers); keys of ``places`` and ``groups`` by number.
    """

    body: Int32
    named: Columns
    flows: Columns
    files: Columns
    items: Columns
    pivots: Columns
    places: Sequence[str]
    groups: Sequence[str]


@dataclass(frozen=True)
class _Vertices:
    """Vertices by (assessment, place in the order of keys): ``codes``, sorted; ``rank`` of each place by key."""

    codes: Int64
    rank: Int64
    width: int

    def at(self, where: Int64, place: Int64) -> Int64:
        """The numbers of vertices."""
        return np.searchsorted(self.codes, where * self.width + self.rank[place])

    def known(self, rows: Int64) -> Int64:
        """Those of some rows (assessment, place, …) whose place the assessment names."""
        codes = rows[:, 0] * self.width + self.rank[rows[:, 1]]
        return np.asarray(rows[np.isin(codes, self.codes)])


def blocks_of(found: Gathered) -> Blocks:
    """Blocks: places of an assessment by their keys, flows by their ids, pivots by place and identifiers."""
    count = len(found.body)
    assessment, identity, source, target, code, medium, marks, group, people, said = map(found.flows.column, range(10))
    rank = ranks(found.places)
    vertices = _vertices(found, rank, (assessment, source, target))
    bounds = np.arange(count + 1)
    first_vertex = np.searchsorted(vertices.codes, bounds * vertices.width)
    order = np.lexsort((identity, assessment))
    ends = [vertices.at(assessment, one) - first_vertex[assessment] for one in (source, target)]
    exchanged = vertices.known(found.pivots.rows(by=0))
    pivot = vertices.at(exchanged[:, 0], exchanged[:, 1])
    in_order = np.lexsort((pivot, exchanged[:, 0]))
    return Blocks(
        first_vertex=first_vertex.astype(np.int64),
        first_flow=np.searchsorted(assessment[order], bounds).astype(np.int64),
        first_pivot=np.searchsorted(exchanged[in_order, 0], bounds).astype(np.int64),
        body=found.body,
        place=np.argsort(rank)[vertices.codes % vertices.width].astype(np.int32),
        **_of_vertices(found, vertices),
        source=ends[0][order].astype(np.int32),
        target=ends[1][order].astype(np.int32),
        code=code[order].astype(np.uint8),
        identity=identity[order].astype(np.uint64),
        medium=medium[order].astype(np.int32),
        marks=marks[order].astype(np.uint8),
        group=_numbered(assessment, ranks(found.groups)[group], len(found.groups))[order],
        people=people[order].astype(np.uint16),
        said=said[order].astype(np.int32),
        pivot=(pivot - first_vertex[exchanged[:, 0]])[in_order].astype(np.int32),
        pivot_before=exchanged[in_order, 2].astype(np.uint16),
        pivot_after=exchanged[in_order, 3].astype(np.uint16),
    )


def ranks(keys: Sequence[str]) -> Int64:
    """The place of each key in the order of keys."""
    rank = np.empty(len(keys), np.int64)
    rank[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
    return rank


def _vertices(found: Gathered, rank: Int64, ends: tuple[Int64, Int64, Int64]) -> _Vertices:
    width = max(len(rank), 1)
    where, source, target = ends
    pairs = [(one.column(0), one.column(1)) for one in (found.named, found.files)]
    codes = [one * width + rank[place] for one, place in (*pairs, (where, source), (where, target))]
    return _Vertices(np.unique(np.concatenate(codes)), rank, width)


def _of_vertices(found: Gathered, vertices: _Vertices) -> dict[str, Any]:
    """Traits, bands of subjects and what files say."""
    count = len(vertices.codes)
    traits, subjects, items = np.zeros(count, np.uint8), np.zeros(count, np.uint16), np.zeros(count, np.int32)
    for one in (found.named, found.files):
        np.bitwise_or.at(traits, vertices.at(one.column(0), one.column(1)), one.column(2).astype(np.uint8))
    subjects[vertices.at(found.files.column(0), found.files.column(1))] = found.files.column(3)
    said = vertices.known(found.items.rows(by=0))
    items[vertices.at(said[:, 0], said[:, 1])] = said[:, 2]
    return {"traits": traits, "subjects": subjects, "items": items}


def _numbered(assessment: Int64, group: Int64, width: int) -> Any:
    """Groups numbered anew within each assessment, from 1 in the order of their keys; 0 stays what it is."""
    codes = assessment * width + group
    known = np.unique(codes[group > 0])
    own = np.searchsorted(known, codes) - np.searchsorted(known, assessment * width) + 1
    return np.where(group > 0, own, 0).astype(np.uint16)
