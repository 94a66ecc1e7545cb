"""Fetching flows: of a few editions all at once, else level by level, each asking for all flows out of the places that
were newly reached.

Barred flows come too; they are recorded and not followed. One statement serves both engines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

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
WHOLE = (
    "MATCH (p)-[f:FLOWS_TO]->(q) WHERE f.edition IN $scope "
    "RETURN p.key AS source, q.key AS target, f.edition AS edition, properties(f) AS flow ORDER BY f.id"
)
"""Without labels at the ends, so that both engines look into their index of editions: a place that thousands of editions
name is not looked through."""
FEW = 25
"""Of so many editions all flows are fetched at once, some 200 an edition: the statement is the proof of every way."""
FOUND = (
    "UNWIND $places AS place MATCH (p:Place)-[f:FLOWS_TO]->(q:Place) WHERE p.key = place.key AND f.id IN place.ids "
    "RETURN p.key AS source, q.key AS target, properties(f) AS flow"
)
FEW_TO_READ = 100
"""The same of a reader that remembers what it read of an edition."""
Handovers = Callable[[Sequence[State]], list[Flow]]


def gather(
    reader: Reader, editions: Sequence[str], starts: Sequence[State], terms: Terms, handovers: Handovers | None = None
) -> list[Flow]:
    """All flows that leave a place the walk can come to (in a backward walk: that lead to one); of a few editions all
    that they state.

    ``handovers`` gives, for newly reached states, the hops into other assessments (only with ``--across``).
    """
    if handovers is None and len(editions) <= (FEW_TO_READ if reader.remembers else FEW):
        return all_flows(reader, editions) if starts else []
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


def all_flows(reader: Reader, editions: Sequence[str]) -> list[Flow]:
    """All flows that some editions state, in the order of their ids."""
    each = reader.of_each("all flows of the editions", WHOLE, list(editions), flows_from_rows)
    return sorted((flow for flows in each for flow in flows), key=lambda flow: flow.id)


def flows_from_rows(rows: Sequence[Mapping[str, Any]]) -> tuple[Flow, ...]:
    """Flows, each from its row."""
    return tuple(map(flow_from_row, rows))


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
    """The flows of cited ways, fetched anew from the store by the places they leave and their ids; those of a few editions
    were all fetched for this very answer and are not asked for twice.
    """
    flows = {flow.id: flow for flow in cited}
    wanted = {name: flow.source for name, flow in flows.items()}
    if not wanted:
        return []
    if any(one["text"] == WHOLE and one["parameters"]["scope"] == list(editions) for one in reader.ran):
        return [flows[name] for name in sorted(flows)]
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
