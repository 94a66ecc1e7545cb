"""A cut cuts, and nothing smaller does."""

from __future__ import annotations

import itertools

from bangolin.graph.schema.kinds import STOPPABLE
from bangolin.queries.cut import is_statutory, minimum_cut, statutory_weight
from bangolin.queries.flow import Flow
from bangolin.queries.walk import State, Terms, walk
from hypothesis import given
from walks.drawn import flow_lists

START, END = ("a", "甲"), ("b", "甲")


def open_flows(flows: list[Flow]) -> list[Flow]:
    return [flow for flow in flows if flow.walked and flow.strength != "barred" and flow.assessment == "甲"]


def reaches(flows: list[Flow]) -> bool:
    found = walk(flows, [State(*START, "個人番号")], Terms()).costs
    return State(*END, "個人番号") in found


def cost(flows: list[Flow], statutory: int) -> int:
    return sum(statutory if is_statutory(flow) else 1 for flow in flows)


@given(flow_lists(most=14))
def test_a_cut_cuts_and_is_minimal(flows: list[Flow]) -> None:
    walkable = open_flows(flows)
    weight = statutory_weight(walkable)
    found = minimum_cut(walkable, [START], [END], weight)
    stoppable = [flow for flow in walkable if flow.kind in STOPPABLE]
    if found is None:
        assert reaches([flow for flow in walkable if flow not in stoppable])
        return
    assert not reaches([flow for flow in walkable if flow not in found])
    assert all(flow.kind in STOPPABLE for flow in found)
    for size in range(min(len(found), 3)):
        for fewer in itertools.combinations(stoppable, size):
            if cost(list(fewer), weight) < cost(found, weight):
                assert reaches([flow for flow in walkable if flow not in fewer])
