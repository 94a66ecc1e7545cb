"""What strengths and exchanges depend on beside flows (queries/followed.py), read out of the travel index for some places."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from bangolin.graph.index.arrays import Int32
from bangolin.graph.index.index import TravelIndex
from bangolin.graph.index.said import sections
from bangolin.queries.followed import Documents, FileFields


def told(index: TravelIndex, vertices: Int32, backward: bool) -> Documents:
    """What files say of their items, and where identifiers are exchanged (in a backward walk: the other way round; a part of
    a place that does counts as one that does).
    """
    return Documents(fields=dict(_fields(index, vertices)), links=_links(index, vertices, backward))


def _fields(index: TravelIndex, vertices: Int32) -> Iterable[tuple[tuple[str, str], FileFields]]:
    for vertex in vertices[index.arrays.items[vertices] > 0].tolist():
        known, concepts, listed, main = sections(index.items[int(index.arrays.items[vertex])])
        yield index.keys(vertex), FileFields(listed, concepts, bool(known), main)


def _links(index: TravelIndex, vertices: Int32, backward: bool) -> dict[tuple[str, str], dict[str, frozenset[str]]]:
    pivots, names = index.arrays.pivots, index.identifiers
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    some = np.flatnonzero(np.isin(pivots.vertex, vertices))
    rows = zip(*(column[some].tolist() for column in (pivots.vertex, pivots.before, pivots.after)), strict=True)
    for vertex, before, after in rows:
        place, assessment = index.keys(vertex)
        here, there = (after, before) if backward else (before, after)
        found.setdefault((assessment, names[here]), {}).setdefault(names[there], set()).add(place)
    return {ident: {name: frozenset(places) for name, places in row.items()} for ident, row in found.items()}
