"""With identifiers that are exchanged at pivots the walk equals the oracle on (place, assessment, identifier)."""

from __future__ import annotations

from bangolin.queries.flow import Flow
from bangolin.queries.walk import Hop, State, Terms, walk
from hypothesis import given
from hypothesis import strategies as st
from walks.drawn import ASSESSMENTS, PLACES, flow_lists
from walks.oracle import BASE, answers, of_flows

NAMES = ("個人番号", "宛名番号", "符号")
pivots = st.frozensets(st.tuples(*map(st.sampled_from, (PLACES, ASSESSMENTS, NAMES, NAMES))), max_size=12)
tables = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(("named", "data", "link", "barred"))),
    st.sampled_from(("named", "data", "link", "barred")),
)


@given(flow_lists(), pivots, tables, st.sampled_from(PLACES), st.sampled_from(ASSESSMENTS), st.booleans())
def test_walk_with_pivots_equals_the_oracle(
    flows: list[Flow],
    exchanged: frozenset[tuple[str, str, str, str]],
    table: dict[tuple[str, str], str],
    place: str,
    assessment: str,
    backward: bool,
) -> None:
    def strength(identifier: str, flow: Flow) -> str:
        return table.get((identifier, flow.strength), flow.strength)

    terms = Terms(
        hops=lambda identifier, flow: (Hop(strength(identifier, flow), identifier),),
        pivots=lambda p, a, i: tuple(sorted(y for q, b, x, y in exchanged if (q, b, x) == (p, a, i))),
        backward=backward,
    )
    walked = walk(flows, [State(place, assessment, NAMES[0])], terms)
    found = {(state.place, state.assessment, state.identifier): cost for state, cost in walked.costs.items()}
    assert found == _expected(flows, exchanged, strength, (place, assessment, NAMES[0]), backward)


def _expected(flows, exchanged, strength, start, backward):  # type: ignore[no-untyped-def]
    edges = []
    for flow in flows:
        for source, target, _, kind in of_flows([flow], backward):
            edges += [((*source, name), (*target, name), strength(name, flow), kind) for name in NAMES]
    nodes = [((p, a, x), (p, a, y), "pivot", "") for p, a, x, y in exchanged]
    return answers([*edges, *nodes], start)


def test_the_base_is_larger_than_any_way() -> None:
    assert 40 * len(NAMES) < BASE
