"""The smallest set of flows whose removal cuts A from B (minimum cut, NetworkX).

Only flows that people can stop count: not part, office, hold, held, same_business. Flows that the law provides for
(provisions, transfers, flows with a legal basis) weigh so much that they are kept where there is any other way to cut;
they are shown apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
from bangolin.graph.schema.kinds import STOPPABLE
from bangolin.queries import gaps, many
from bangolin.queries.flow import Flow, flow_as_dict
from bangolin.queries.followed import MY_NUMBER
from bangolin.queries.frontier import gather, prove
from bangolin.queries.names import Match
from bangolin.queries.reader import Reader, Reads
from bangolin.queries.reviewed import share
from bangolin.queries.scope import Scope, detailed, scope
from bangolin.queries.starts import find_places, named_places, narrowed
from bangolin.queries.trace import as_parameters, start_as_dict
from bangolin.queries.walk import State, Terms, walk

ID = "cut"
TITLE = {"ja": "どの流れを止めれば届かないか", "en": "Which flows to stop"}
STATUTORY = frozenset({"provision", "transfer"})
_SOURCE, _SINK = "\x00source", "\x00sink"


@dataclass(frozen=True)
class Parameters:
    """From where to where, within some assessments."""

    start: str
    end: str
    assessment: tuple[str, ...] = ()


def ask(store: Reads, parameters: Parameters | Mapping[str, Any]) -> dict[str, Any]:
    """The flows to stop (``flows``), the statutory flows on ways between that stay (``kept``). ``possible`` is false
    where a way leads only over flows that nobody can stop (``standing`` is one such way); ``reached`` is false where
    there is no way to cut.
    """
    asked = as_parameters(Parameters, parameters)
    reader = Reader(store)
    loaded = scope(reader, asked.assessment)
    start, end = (find_places(reader, loaded, name) for name in (asked.start, asked.end))
    counted = _counted(store, loaded, start, end)
    if counted:
        start, end = ([one for one in some if one.place.assessment in counted.listed] for some in (start, end))
    within = detailed(reader, narrowed(loaded, start))
    places = named_places(reader, within)
    flows = gather(reader, within.keys, [_state(match) for match in start], Terms())
    between = _between(flows, start, end)
    weight = statutory_weight(between)
    stopped = minimum_cut(between, [m.place.ident for m in start], [m.place.ident for m in end], weight)
    proved = prove(reader, within.keys, stopped or ())
    kept = [flow for flow in between if is_statutory(flow) and flow not in (stopped or ())]
    assert len(proved) == len(stopped or ())
    keys = {key for flow in between for key in (flow.source, flow.target)}
    concerned = [edition for edition in within.editions if edition.assessment in {flow.assessment for flow in between}]
    answer = {
        "from": [start_as_dict(match) for match in start],
        "to": [start_as_dict(match) for match in end],
        "reached": bool(between),
        "possible": stopped is not None,
        "flows": [flow_as_dict(flow, flow.strength) for flow in stopped or ()],
        "standing": [flow_as_dict(flow, flow.strength) for flow in _standing(between, start, end)],
        "kept": [flow_as_dict(flow, flow.strength) for flow in kept],
        "gaps": gaps.settled((*gaps.stored(concerned, keys), *gaps.of_flows(between, places))),
        "review": share([flow_as_dict(flow, flow.strength) for flow in between], within.editions),
        "engine": "cypher",
        "cypher": reader.ran,
    }
    return many.added(answer, counted)


def _counted(store: Reads, loaded: Scope, start: Sequence[Match], end: Sequence[Match]) -> many.Counted | None:
    """In how many assessments there is a way to cut, and which are listed, where the travel index answers."""
    indexed = many.by_index(store, loaded)
    if indexed is None:
        return None
    from bangolin.graph.index.from_store import travel_index
    from bangolin.queries import tallied

    ends = ([match.place.ident for match in some] for some in (start, end))
    return tallied.joined(travel_index(indexed), *ends)


def _state(match: Match) -> State:
    return State(match.place.key, match.place.assessment, MY_NUMBER)


def _between(flows: Sequence[Flow], start: Sequence[Match], end: Sequence[Match]) -> list[Flow]:
    """Flows on some way from the start to the end: reached from the one, and reaching the other."""
    ahead = walk(flows, [_state(match) for match in start], Terms()).costs
    back = walk(flows, [_state(match) for match in end], Terms(backward=True)).costs
    after = {(state.place, state.assessment) for state, cost in ahead.items() if not cost[0]}
    before = {(state.place, state.assessment) for state, cost in back.items() if not cost[0]}
    return [
        flow
        for flow in flows
        if flow.walked
        and flow.strength != "barred"
        and (flow.source, flow.assessment) in after
        and (flow.target, flow.assessment) in before
    ]


def _standing(flows: Sequence[Flow], start: Sequence[Match], end: Sequence[Match]) -> list[Flow]:
    """One way from start to end over flows that nobody can stop, if there is one."""
    fixed = [flow for flow in flows if flow.kind not in STOPPABLE]
    walked = walk(fixed, [_state(match) for match in start], Terms())
    ends = [_state(match) for match in end if _state(match) in walked.costs]
    return walked.way(min(ends, key=lambda state: (walked.costs[state], state))) if ends else []


def is_statutory(flow: Flow) -> bool:
    """Whether the law provides for a flow."""
    return flow.kind in STATUTORY or bool(flow.legal_basis)


def statutory_weight(flows: Sequence[Flow]) -> int:
    """More than all other flows together, so that a statutory flow is stopped only where nothing else will do."""
    return len(flows) + 1


def minimum_cut(
    flows: Sequence[Flow], starts: Sequence[tuple[str, str]], ends: Sequence[tuple[str, str]], statutory: int
) -> list[Flow] | None:
    """The flows of a minimum cut by id; None where no set of stoppable flows cuts."""
    if set(starts) & set(ends):
        return None
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from((_SOURCE, _SINK))
    for flow in sorted(flows, key=lambda one: one.id):
        ends_of = ((flow.source, flow.assessment), (flow.target, flow.assessment))
        known = graph.get_edge_data(*ends_of, default={"capacity": 0})["capacity"]
        graph.add_edge(*ends_of, capacity=known + _weight(flow, statutory))
    graph.add_edges_from(((_SOURCE, start) for start in starts), capacity=float("inf"))
    graph.add_edges_from(((end, _SINK) for end in ends), capacity=float("inf"))
    try:
        _, (inside, _) = nx.minimum_cut(graph, _SOURCE, _SINK)
    except nx.NetworkXUnbounded:
        return None
    crossing = [
        flow
        for flow in flows
        if (flow.source, flow.assessment) in inside and (flow.target, flow.assessment) not in inside
    ]
    return sorted(crossing, key=lambda flow: flow.id)


def _weight(flow: Flow, statutory: int) -> float:
    if flow.kind not in STOPPABLE:
        return float("inf")
    return statutory if is_statutory(flow) else 1
