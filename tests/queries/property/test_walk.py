"""On random flows the walk equals a plain NetworkX oracle, and forward and backward agree."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from bangolin.queries.flow import Flow
from bangolin.queries.walk import State, Terms, Walked, added, answer, walk
from hypothesis import given, settings
from hypothesis import strategies as st
from walks.drawn import ASSESSMENTS, PLACES, flow_lists
from walks.oracle import answers, of_flows

NUMBER = "個人番号"
starts = st.builds(
    lambda place, assessment: State(place, assessment, NUMBER), *map(st.sampled_from, (PLACES, ASSESSMENTS))
)


def costs(walked: Walked) -> dict[tuple[str, str], tuple[int, ...]]:
    return {(state.place, state.assessment): cost for state, cost in walked.costs.items()}


@given(flow_lists(), starts, st.booleans())
def test_walk_equals_the_oracle(flows: list[Flow], start: State, backward: bool) -> None:
    walked = walk(flows, [start], Terms(backward=backward))
    assert costs(walked) == dict(answers(of_flows(flows, backward), (start.place, start.assessment)))


@given(flow_lists(), starts)
def test_forward_and_backward_give_the_same_answer(flows: list[Flow], start: State) -> None:
    ahead = walk(flows, [start], Terms())
    for state, cost in ahead.costs.items():
        if not cost[0]:
            back = walk(flows, [state], Terms(backward=True))
            assert back.costs[start] == cost


@given(flow_lists(), starts)
def test_backward_reaches_nothing_that_forward_does_not(flows: list[Flow], start: State) -> None:
    back = walk(flows, [start], Terms(backward=True))
    for state, cost in back.costs.items():
        if not cost[0]:
            assert walk(flows, [state], Terms()).costs[start] == cost


@given(flow_lists(), starts)
def test_each_way_is_a_way_and_costs_what_is_said(flows: list[Flow], start: State) -> None:
    walked = walk(flows, [start], Terms())
    for state, cost in walked.costs.items():
        here, total = (start.place, start.assessment), (0, 0, 0, 0, 0)
        for flow in walked.way(state):
            assert (flow.source, flow.assessment) == here
            assert not total[0]
            here, total = (flow.target, flow.assessment), added(total, flow.strength, flow.kind)
        assert here == (state.place, state.assessment)
        assert total == cost


@given(flow_lists(), starts)
def test_among_equals_the_smallest_flow_id_leads(flows: list[Flow], start: State) -> None:
    walked = walk(flows, [start], Terms())
    for state, step in walked.steps.items():
        equals = [
            flow.id
            for flow in flows
            if flow.walked
            and (flow.target, flow.assessment) == (state.place, state.assessment)
            and (before := walked.costs.get(State(flow.source, flow.assessment, NUMBER))) is not None
            and not before[0]
            and added(before, flow.strength, flow.kind) == walked.costs[state]
        ]
        assert step.flow is not None
        assert step.flow.id == min(equals)


@given(flow_lists(), starts)
def test_a_trace_stays_with_its_assessment(flows: list[Flow], start: State) -> None:
    assert {state.assessment for state in walk(flows, [start], Terms()).costs} == {start.assessment}


@given(flow_lists(), starts)
def test_what_is_excluded_names_every_bar_that_was_met(flows: list[Flow], start: State) -> None:
    walked = walk(flows, [start], Terms())
    reached = {(state.place, state.assessment) for state, cost in walked.costs.items() if not cost[0]}
    for state, cost in walked.costs.items():
        if answer(cost)[0] == "excluded":
            into = {flow.id for flow in flows if _bars(flow, state, reached)}
            assert into == {flow.id for flow in walked.barred[state]}
            assert into


def _bars(flow: Flow, state: State, reached: Iterable[tuple[str, str]]) -> bool:
    enters = (flow.target, flow.assessment) == (state.place, state.assessment)
    return flow.walked and enters and flow.strength == "barred" and (flow.source, flow.assessment) in reached


@given(flow_lists(), starts, st.sampled_from(PLACES))
def test_avoided_places_are_as_if_they_were_not_there(flows: list[Flow], start: State, avoided: str) -> None:
    walked = walk(flows, [start], Terms(avoid=frozenset({avoided})))
    rest = [flow for flow in flows if avoided not in (flow.target,)]
    assert costs(walked) == costs(walk(rest, [start], Terms()))


@given(flow_lists(), starts, st.sampled_from(PLACES))
def test_via_is_a_way_to_and_a_way_from(flows: list[Flow], start: State, passed: str) -> None:
    terms = Terms(via=(frozenset({passed}),))
    begin = start._replace(passed=terms.passing(start.place))
    walked = walk(flows, [begin], terms)
    found = {
        state.place: cost for state, cost in walked.costs.items() if state.passed == terms.complete and not cost[0]
    }
    plainly = walk(flows, [start], Terms())
    first = plainly.costs.get(State(passed, start.assessment, NUMBER))
    expected: dict[str, tuple[int, ...]] = {}
    if first is not None and not first[0]:
        onward = walk(flows, [State(passed, start.assessment, NUMBER)], Terms())
        for state, cost in onward.costs.items():
            if not cost[0]:
                expected[state.place] = tuple(one + two for one, two in zip(first, cost, strict=True))
    assert found == expected


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None)
@given(flow_lists(most=80), starts, st.booleans())
def test_walk_equals_the_oracle_at_length(flows: list[Flow], start: State, backward: bool) -> None:
    walked = walk(flows, [start], Terms(backward=backward))
    assert costs(walked) == dict(answers(of_flows(flows, backward), (start.place, start.assessment)))
