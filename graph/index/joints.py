"""Handovers between assessments, as hubs instead of pairs.

A walk may go over from one assessment to another at a place that both name, where one names the other's body or both
are the same body's. As pairs these would be the square of a body's assessments; so each place p and body b have two
hubs: *to* the assessments of b at p, from all that name b or are b's own; and *from* the assessments of b at p, to
all that name b. Going over costs one link hop on entering a hub and nothing on leaving it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from bangolin.graph.index.codes import CODE_BITS, ENTER, LEAVE, NUMBERS, UNWALKED
from bangolin.graph.index.compiled import compiled


@dataclass(frozen=True)
class Joints:
    """Edges between vertices and hubs: ``source``, ``target`` (int32), ``code`` (uint8); hubs are numbered from the
    number of vertices on.
    """

    hubs: int
    source: Any
    target: Any
    code: Any


NAMING = np.zeros(UNWALKED // 4, np.uint8)
"""The kinds (by number) of flows whose ends an assessment *names*: recipients, sources, contractors."""
for _kind in ("step", "delegation", "sub_delegation", "provision", "transfer", "acquisition"):
    NAMING[NUMBERS[_kind]] = 1


def join(first_vertex: Any, body: Any, place: Any, flows: tuple[Any, Any], copied: tuple[Any, Any]) -> Joints:
    """The hubs of all places. ``flows``: where each forward row begins, and its words; ``copied``: where the vertices
    of each place begin, and they; the rest as in ``FlowArrays``. Assessments of one body are neighbours.
    """
    first_copy, copies = copied
    assessment = np.repeat(np.arange(len(body), dtype=np.int32), np.diff(first_vertex))
    met = _met(*flows, NAMING, len(place))
    first_named, named = _named(first_vertex, body, place, met)
    hubs, edges = _count(assessment, body, first_named, named, first_copy, copies)
    source, target = np.empty(edges, np.int32), np.empty(edges, np.int32)
    code = np.empty(edges, np.uint8)
    _fill(assessment, body, first_named, named, first_copy, copies, len(place), source, target, code)
    return Joints(hubs, source, target, code)


@compiled
def _met(first, words, naming, vertices):  # type: ignore[no-untyped-def]
    """Which vertices are an end of a flow that names its ends."""
    met = np.zeros(vertices, np.uint8)
    for vertex in range(vertices):
        for position in range(first[vertex], first[vertex + 1]):
            if naming[words[position] % UNWALKED // 4]:
                met[vertex] = met[words[position] >> CODE_BITS] = 1
    return met


@compiled
def _named(first_vertex, body, place, met):  # type: ignore[no-untyped-def]
    """For each assessment the other bodies with an assessment of their own that it names (places, as rows)."""
    most = max(_most(place), _most(body))
    is_body = np.zeros(most + 1, np.uint8)
    for number in body:
        if number >= 0:
            is_body[number] = 1
    first = np.zeros(len(body) + 1, np.int64)
    named = np.empty(0, np.int32)
    for turn in range(2):
        named = np.empty(first[-1], np.int32)
        count = 0
        for assessment in range(len(body)):
            for vertex in range(first_vertex[assessment], first_vertex[assessment + 1]):
                if met[vertex] and is_body[place[vertex]] and place[vertex] != body[assessment]:
                    if turn:
                        named[count] = place[vertex]
                    count += 1
            first[assessment + 1] = count
    return first, named


@compiled
def _most(numbers):  # type: ignore[no-untyped-def]
    most = 0
    for number in numbers:
        most = max(most, number)
    return most


@compiled
def _count(assessment, body, first_named, named, first_copy, copies):  # type: ignore[no-untyped-def]
    nothing = np.empty(0, np.int32)
    code = np.empty(0, np.uint8)
    return _each(assessment, body, first_named, named, first_copy, copies, 0, nothing, nothing, code, False)


@compiled
def _fill(  # type: ignore[no-untyped-def]
    assessment, body, first_named, named, first_copy, copies, vertices, source, target, code
):  # fmt: skip
    return _each(assessment, body, first_named, named, first_copy, copies, vertices, source, target, code, True)


@compiled
def _each(  # type: ignore[no-untyped-def]
    assessment, body, first_named, named, first_copy, copies, vertices, source, target, code, write
):  # fmt: skip
    """Go through the places; returns how many hubs and edges there are, and writes the edges if asked to."""
    most = _most(body)
    begin, end = np.zeros(most + 1, np.int64), np.zeros(most + 1, np.int64)  # the run of each body among the copies
    namers = np.zeros(most + 1, np.int64)
    into, out = np.full(most + 1, -1, np.int64), np.full(most + 1, -1, np.int64)
    hubs, edges = 0, 0
    for place in range(len(first_copy) - 1):
        low, high = first_copy[place], first_copy[place + 1]
        if high - low < 2:
            continue
        for at in range(low, high):
            owner = body[assessment[copies[at]]]
            if owner >= 0:
                if end[owner] <= low or begin[owner] < low:
                    begin[owner], namers[owner], into[owner], out[owner] = at, 0, -1, -1
                end[owner] = at + 1
        for at in range(low, high):
            number = assessment[copies[at]]
            for one in range(first_named[number], first_named[number + 1]):
                owner = named[one]
                if end[owner] > low:
                    namers[owner] += 1
        for at in range(low, high):
            number = assessment[copies[at]]
            owner = body[number]
            if owner >= 0 and (namers[owner] > 0 or end[owner] - begin[owner] > 1):
                if into[owner] < 0:
                    into[owner] = vertices + hubs
                    hubs += 1
                if write:
                    source[edges], target[edges], code[edges] = into[owner], copies[at], LEAVE
                edges += 1
                if end[owner] - begin[owner] > 1:
                    if write:
                        source[edges], target[edges], code[edges] = copies[at], into[owner], ENTER
                    edges += 1
                if namers[owner] > 0:
                    if out[owner] < 0:
                        out[owner] = vertices + hubs
                        hubs += 1
                    if write:
                        source[edges], target[edges], code[edges] = copies[at], out[owner], ENTER
                    edges += 1
        for at in range(low, high):
            number = assessment[copies[at]]
            for one in range(first_named[number], first_named[number + 1]):
                owner = named[one]
                if end[owner] > low:
                    if write:
                        source[edges], target[edges], code[edges] = copies[at], into[owner], ENTER
                        source[edges + 1], target[edges + 1], code[edges + 1] = out[owner], copies[at], LEAVE
                    edges += 2
    return hubs, edges
