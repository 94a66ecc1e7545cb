"""The index says what the walk over fetched flows says: same states, same costs, same ways, same bars."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from bangolin.graph.index.codes import NUMBERS
from bangolin.graph.index.conditions import Conditions, flow_positions
from bangolin.graph.index.identity import id_of
from bangolin.graph.index.index import TravelIndex, index_of
from bangolin.graph.index.passing import run
from bangolin.graph.index.search import WIDE, Search
from bangolin.graph.index.ways import Ways
from bangolin.graph.schema.kinds import STANDS
from bangolin.queries.flow import Flow
from bangolin.queries.walk import State, Terms, Walked, walk

sys.path.insert(0, str(Path(__file__).parent))
from drawn import Drawn, drawn

MEDIUM = "専用線"
Found = dict[tuple[str, str], tuple[int, int, int, int]]


def by_index(search: Search, index: TravelIndex, starts: list[tuple[str, str]], conditions: Conditions) -> Found:
    vertices = np.array([index.vertex(*start) for start in starts], np.int32)
    reach = search.run(vertices, conditions)
    counts = reach.layout.counts(reach.costs)
    return {
        index.keys(int(vertex)): tuple(map(int, count))
        for vertex, count in zip(reach.vertices, counts, strict=True)
        if vertex < reach.places
    }


def by_walk(graph: Drawn, starts: list[tuple[str, str]], across: bool, terms: Terms) -> Walked:
    flows = [*graph.flows, *(graph.handovers(terms.backward) if across else [])]
    return walk(flows, [State(*start, "個人番号") for start in starts], terms)


def reached(walked: Walked) -> Found:
    return {(state.place, state.assessment): cost[1:] for state, cost in walked.costs.items() if cost[0] == 0}


def bars(walked: Walked) -> set[str]:
    return {flow.id for flows in walked.barred.values() for flow in flows}


def a_question(graph: Drawn, seed: int) -> list[tuple[str, str]]:
    dice = random.Random(seed)
    everything = [(place, one) for one, places in sorted(graph.places.items()) for place in places]
    return dice.sample(everything, dice.choice((1, 1, 3)))


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize("across", [False, True])
def test_states_costs_ways_and_bars_are_those_of_the_walk(across: bool, backward: bool) -> None:
    for seed in range(60):
        graph = drawn(seed)
        index = index_of(graph.blocks())
        starts = a_question(graph, seed)
        search = Search(index.arrays)
        found = by_index(search, index, starts, Conditions(backward=backward, across=across))
        walked = by_walk(graph, starts, across, Terms(backward=backward))
        assert found == reached(walked)
        reach = search.run(np.array([index.vertex(*start) for start in starts], np.int32), search.conditions)
        met = flow_positions(index.arrays, reach.barred, backward)
        assert {id_of(int(number)) for number in index.arrays.identity[met]} == bars(walked)
        ways = Ways(search, index.keys)
        for place, assessment in found:
            hops = [hop.flow for hop in ways.way(index.vertex(place, assessment) or 0)]
            assert hops == [flow.id for flow in walked.way(State(place, assessment, "個人番号"))]


def test_conditions_are_those_of_the_walk() -> None:
    for seed in range(40):
        graph = drawn(seed, flows=24)
        index = index_of(graph.blocks())
        starts = a_question(graph, seed)
        dice = random.Random(seed)
        kinds = set(dice.sample(sorted(NUMBERS), 12))
        avoid = "jp/共通1"

        def admits(flow: Flow, kinds: set[str] = kinds) -> bool:
            if not flow.walked or (flow.kind not in kinds and flow.kind != "handover"):
                return False
            return flow.kind in STANDS or flow.kind == "handover" or MEDIUM in flow.media

        open_media = np.array([MEDIUM in media for media in index.media], np.uint8)
        conditions = Conditions(across=True, kinds=kinds, media=open_media, avoid=index.vertices(avoid))
        for backward in (False, True):
            search = Search(index.arrays)
            found = by_index(search, index, starts, replace(conditions, backward=backward))
            terms = Terms(admits=admits, avoid=frozenset([avoid]), backward=backward)
            walked = by_walk(graph, starts, True, terms)
            assert found == reached(walked)
            ways = Ways(search, index.keys)
            for place, assessment in found:
                hops = [hop.flow for hop in ways.way(index.vertex(place, assessment) or 0)]
                assert hops == [flow.id for flow in walked.way(State(place, assessment, "個人番号"))]


def test_one_search_leaves_nothing_for_the_next() -> None:
    graph = drawn(7)
    index = index_of(graph.blocks())
    search = Search(index.arrays)
    avoiding = Conditions(across=True, avoid=index.vertices("jp/共通0"))
    for seed in range(20):
        starts = a_question(graph, seed)
        for conditions in (avoiding, Conditions(across=True), Conditions(backward=True)):
            fresh = by_index(Search(index.arrays), index, starts, conditions)
            assert by_index(search, index, starts, conditions) == fresh


def test_long_ways_are_counted_in_wider_costs() -> None:
    graph = chain(700)
    index = index_of(graph.blocks())
    search = Search(index.arrays)
    start = [("assessment:団体0/0/00000", "団体0/0")]
    found = by_index(search, index, start, Conditions())
    assert search.layout is WIDE
    assert found == reached(by_walk(graph, start, False, Terms()))
    assert max(count[3] for count in found.values()) == 700


def chain(length: int) -> Drawn:
    """Places one behind the other, alternately named and data."""
    key = "団体0/0"
    places = tuple(f"assessment:{key}/{number:05d}" for number in range(length + 1))
    flows = tuple(
        Flow(f"step-{number:014x}", one, other, "step", ("named", "data")[number % 2], key)
        for number, (one, other) in enumerate(pairwise(places))
    )
    return Drawn(flows, {key: "org/団体0"}, {key: places})


@pytest.mark.parametrize("backward", [False, True])
def test_ways_that_must_pass_places_are_those_of_the_walk(backward: bool) -> None:
    some = 0
    for seed in range(60):
        graph = drawn(seed, flows=22)
        index = index_of(graph.blocks())
        starts = a_question(graph, seed)
        via = ("jp/共通0", "jp/共通1", "org/団体0")[: 1 + seed % 3]
        conditions = Conditions(backward=backward, across=True, avoid=index.vertices("jp/共通2"))
        vertices = np.array([index.vertex(*start) for start in starts], np.int32)
        layers = run(index, vertices, conditions, [index.vertices(place) for place in via])
        terms = Terms(via=tuple(map(frozenset, zip(via))), avoid=frozenset(["jp/共通2"]), backward=backward)
        walked = walk(
            [*graph.flows, *graph.handovers(backward)],
            [State(*start, "個人番号", terms.passing(start[0])) for start in starts],
            terms,
        )
        whole = {state: cost for state, cost in walked.costs.items() if state.passed == terms.complete and not cost[0]}
        counts = layers.search.layout.counts(layers.cost(layers.complete)[layers.reached])
        found = zip(layers.reached.tolist(), counts.tolist(), strict=True)
        assert {index.keys(vertex): tuple(count) for vertex, count in found} == {
            state[:2]: cost[1:] for state, cost in whole.items()
        }
        for vertex in layers.reached.tolist():
            hops = [hop.flow for hop in layers.way(vertex)]
            assert hops == [flow.id for flow in walked.way(State(*index.keys(vertex), "個人番号", terms.complete))]
        some += len(whole)
    assert some > 300
