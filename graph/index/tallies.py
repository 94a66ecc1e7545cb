"""Sums over all assessments as one pass over the rows: who sees, by kind and answer, and how many people that is."""

from __future__ import annotations

from typing import Any

import numpy as np
from bangolin.graph.index.arrays import FlowArrays, UInt32
from bangolin.graph.index.codes import CODE_BITS, CODES
from bangolin.graph.index.compiled import compiled
from bangolin.graph.index.search import Layout
from bangolin.graph.index.traits import DEPARTMENT, GENERIC, ORGANIZATION, OUTSIDE
from numpy.typing import NDArray

REACHES, DATA, LINK, BARRED, NOWHERE = range(5)
"""What an answer is: reaches; may reach because of data, of link; excluded; no way stated."""

Classes = NDArray[np.uint8]


def classes(cost: NDArray[Any], layout: Layout) -> Classes:
    """The answer that each packed cost stands for (never ``BARRED``: bars are no costs)."""
    found = np.full(len(cost), NOWHERE, np.uint8)
    link = cost >> int(layout.shifts[2])
    data = (cost >> int(layout.shifts[1])) & ((1 << int(layout.shifts[2] - layout.shifts[1])) - 1)
    known = (cost >= 0) & (cost < np.iinfo(layout.type).max)
    found[known] = np.where(link[known] > 0, LINK, np.where(data[known] > 0, DATA, REACHES))
    return found


def viewers(
    arrays: FlowArrays,
    words: UInt32,
    views: NDArray[np.int8],
    grouped: NDArray[np.uint8],
    reached: tuple[Classes, Classes],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of viewers, counted, and groups of people by their band.

    ``words``: of the backward rows, with the codes of what is followed. ``views``: by code what a flow makes of the department or body that it leads to (a kind, -1: nothing); for departments
    inside the body RECIPIENT counts as 0. ``grouped``: by code whether its group is of people. ``reached``: for each
    vertex the answer from the files that list the field, and from those where it is only ticked (at best DATA).
    Returns counts by kind, answer (0 to 3) and outside (0, 1), and by band the number of groups that are not excluded.
    """
    counts = np.zeros((SOURCE + 1, BARRED + 1, 2), np.int64)
    bands = np.zeros(int(arrays.people.max(initial=0)) + 1, np.int64)
    back = arrays.backward
    most = int(np.diff(back.rows[: 2 * len(arrays.place) + 1 : 2]).max(initial=0)) + 1
    _viewers(
        arrays.first_vertex, back.rows, words, arrays.position, arrays.traits, arrays.group, arrays.people,
        views, grouped, *reached, np.zeros((3, most), np.int64), counts, bands,
    )  # fmt: skip
    return counts, bands


RECIPIENT, SOURCE = 3, 5
SEES = DEPARTMENT | ORGANIZATION
_LAST, _SHIFT = np.uint32(CODES - 1), np.uint32(CODE_BITS)


@compiled
def _viewers(  # type: ignore[no-untyped-def]
    first, rows, words, position, traits, group, people, views, grouped, listed, ticked, row, counts, bands
):  # fmt: skip
    told = np.zeros(65_536, np.int64)  # the last assessment, counted from 1, that has told of a group number
    for assessment in range(len(first) - 1):
        for vertex in range(first[assessment], first[assessment + 1]):
            if not traits[vertex] & SEES:
                continue
            inside = traits[vertex] & DEPARTMENT and not traits[vertex] & OUTSIDE
            many = 0  # rows of this place: (kind and group), answer, position of the best flow
            for at in range(rows[2 * vertex], rows[2 * vertex + 2]):
                code = words[at] & _LAST
                kind = views[code]
                source = words[at] >> _SHIFT
                answer = _answer(listed[source], ticked[source], code % 4)
                if kind < 0 or answer == NOWHERE:
                    continue
                if inside and kind == RECIPIENT:
                    kind = 0
                key = kind * 65_536 + group[position[at]]
                place = 0
                while place < many and row[0, place] != key:
                    place += 1
                if place == many:
                    many += 1
                    row[0, place], row[1, place], row[2, place] = key, answer, at
                elif answer < row[1, place]:
                    row[1, place], row[2, place] = answer, at
            outside = 1 if traits[vertex] & OUTSIDE else 0
            for place in range(many):
                answer, at = row[1, place], row[2, place]
                if answer == BARRED and traits[vertex] & GENERIC:
                    continue
                counts[row[0, place] // 65_536, answer, outside] += 1
                here = group[position[at]]
                if answer < BARRED and here and grouped[words[at] & _LAST] and told[here] != assessment + 1:
                    told[here] = assessment + 1
                    bands[people[position[at]]] += 1


@compiled
def _answer(listed, ticked, strength):  # type: ignore[no-untyped-def]
    """The best answer over a flow of this strength: data only, at best, from files where the field is ticked."""
    found = NOWHERE
    if listed < NOWHERE:
        found = max(listed, strength)
    if ticked < NOWHERE:
        found = min(found, max(ticked, strength, DATA))
    return found


def sources(
    arrays: FlowArrays, words: UInt32, acquired: NDArray[np.uint8], listed: NDArray[np.bool_], ticked: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Who had the field before the file, by answer and outside. ``words``: of the forward rows; ``acquired``: by code whether a flow is an acquisition;
    ``listed``, ``ticked``: the files that are asked for.
    """
    counts = np.zeros((BARRED + 1, 2), np.int64)
    most = int(np.diff(arrays.forward.rows[: 2 * len(arrays.place) + 1 : 2]).max(initial=0)) + 1
    scratch = np.zeros((2, most), np.int64)
    _sources(arrays.forward.rows, words, arrays.traits, arrays.group, acquired, listed, ticked, scratch, counts)
    return counts


@compiled
def _sources(rows, words, traits, group, acquired, listed, ticked, row, counts):  # type: ignore[no-untyped-def]
    for vertex in range(len(traits)):
        if not traits[vertex] & SEES:
            continue
        many = 0
        for at in range(rows[2 * vertex], rows[2 * vertex + 2]):
            code = words[at] & _LAST
            file = words[at] >> _SHIFT
            if not acquired[code] or not (listed[file] or ticked[file]):
                continue
            answer = code % 4
            if ticked[file] and answer == REACHES:
                answer = DATA
            place = 0
            while place < many and row[0, place] != group[at]:
                place += 1
            if place == many:
                many += 1
                row[0, place], row[1, place] = group[at], answer
            else:
                row[1, place] = min(row[1, place], answer)
        for place in range(many):
            if not (row[1, place] == BARRED and traits[vertex] & GENERIC):
                counts[row[1, place], 1 if traits[vertex] & OUTSIDE else 0] += 1
