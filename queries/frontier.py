"""Fetching flows level by level: each level asks for all flows out of the places that were newly reached.

Barred flows come too; they are recorded and not followed. One statement serves both engines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from bangolin.queries.flow import Flow, flow_from_row
from bangolin.queries.reader import Reader
from bangolin.queries.walk import State, Terms, by_end, moves

FORWARD = (
    "MATCH (p:Place)-[f:FLOWS_TO]->(q:Place) WHERE p.key IN $frontier AND f.edition IN $scope "
    "RETURN p.key AS source, q.key AS target, properties(f) AS flow ORDER BY f.id"
)
BACKWARD = FORWARD.replace("p.key IN", "q.key IN")
PROOF = (
    "MATCH (p:Place)-[f:FLOWS_TO]->(q:Place) WHERE p.key IN $passed AND f.id IN $way AND f.edition IN $scope "
    "RETURN p.key AS source, q.key AS target, properties(f) AS flow ORDER BY f.id"
)
FOUND = (
    "UNWIND $places AS place MATCH (p:Place)-[f:FLOWS_TO]->(q:Place) WHERE p.key = place.key AND f.id IN place.ids "
    "RETURN p.key AS source, q.key AS target, properties(f) AS flow"
)
Handovers = Callable[[Sequence[State]], list[Flow]]


def gather(
    reader: Reader, editions: Sequence[str], starts: Sequence[State], terms: Terms, handovers: Handovers | None = None
) -> list[Flow]:
    """All flows that leave a place the walk can come to (in a backward walk: that lead to one).

    ``handovers`` gives, for newly reached states, the hops into other assessments (only with ``--across``).
    """
    fetched: dict[str, Flow] = {}
    asked: set[str] = set()
    reached: set[State] = set(starts)
    fresh = list(dict.fromkeys(starts))
    while fresh:
        frontier = sorted({state.place for state in fresh} - asked)
        asked.update(frontier)
        for flow in _level(reader, editions, frontier, terms.backward) + (handovers(fresh) if handovers else []):
            fetched[flow.id] = flow
        fresh = _next(fresh, list(fetched.values()), terms, reached)
    return [fetched[flow_id] for flow_id in sorted(fetched)]


def _level(reader: Reader, editions: Sequence[str], frontier: Sequence[str], backward: bool) -> list[Flow]:
    if not frontier:
        return []
    text = BACKWARD if backward else FORWARD
    rows = reader.run("flows out of the places newly reached", text, frontier=list(frontier), scope=list(editions))
    return [flow_from_row(row) for row in rows]


def _next(fresh: Sequence[State], flows: Sequence[Flow], terms: Terms, reached: set[State]) -> list[State]:
    """The states one hop on from fresh ones that were not reached before; pivots at a place count as the same level."""
    leaving = by_end(flows, terms.backward)
    waiting = list(fresh)
    found: list[State] = []
    while waiting:
        state = waiting.pop()
        for target, step in moves(state, leaving.get((state.place, state.assessment), ()), terms):
            if target in reached or step.strength == "barred":
                continue
            reached.add(target)
            (found if step.flow else waiting).append(target)
    return sorted(found)


def prove(reader: Reader, editions: Sequence[str], cited: Iterable[Flow]) -> list[Flow]:
    """The flows of cited ways, fetched anew from the store by the places they leave and their ids."""
    wanted = {flow.id: flow.source for flow in cited}
    if not wanted:
        return []
    passed = sorted(set(wanted.values()))
    rows = reader.run("the cited ways", PROOF, passed=passed, way=sorted(wanted), scope=list(editions))
    return [flow_from_row(row) for row in rows]


def fetched(reader: Reader, wanted: Mapping[str, str]) -> list[Flow]:
    """Flows by their ids, with the keys of the places they leave; place by place, since lists of ids are slow to search."""
    leaving: dict[str, list[str]] = {}
    for name in sorted(wanted):
        leaving.setdefault(wanted[name], []).append(name)
    if not leaving:
        return []
    places = [{"key": key, "ids": leaving[key]} for key in sorted(leaving)]
    rows = reader.run("flows that the index found", FOUND, places=places)
    return sorted((flow_from_row(row) for row in rows), key=lambda flow: flow.id)
