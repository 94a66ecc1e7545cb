"""Hops into another assessment (``handover``): only with ``--across``, only where one names the other's body or both
are the same body's, and only at a place that both name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from bangolin.queries.flow import Evidence, Flow, evidence_of
from bangolin.queries.names import Named
from bangolin.queries.scope import Scope
from bangolin.queries.walk import State

BODIES = (
    "MATCH (e:Edition)-[b:ASSESSED_BY]->(o:Organization) WHERE b.edition IN $scope "
    "RETURN e.assessment AS assessment, o.key AS body ORDER BY assessment"
)
MEETINGS = (
    "MATCH (p:Place)-[f:FLOWS_TO]->(q:Place) WHERE f.edition IN $scope "
    "AND f.kind IN ['step', 'delegation', 'sub_delegation', 'provision', 'transfer', 'acquisition'] "
    "AND (p.key IN $bodies OR q.key IN $bodies) "
    "RETURN DISTINCT f.assessment AS assessment, p.key AS source, q.key AS target ORDER BY assessment, source, target"
)


def joined(bodies: Mapping[str, str], meetings: Sequence[Mapping[str, str]]) -> set[tuple[str, str]]:
    """Pairs of assessments that data may pass between, both ways. ``bodies``: key of the body by assessment."""
    pairs: set[tuple[str, str]] = set()
    for one, body in bodies.items():
        named = {row["source"] for row in meetings if row["assessment"] == one}
        named |= {row["target"] for row in meetings if row["assessment"] == one}
        for other, their in bodies.items():
            if one != other and (body == their or their in named):
                pairs |= {(one, other), (other, one)}
    return pairs


def handovers(
    states: Sequence[State],
    places: Mapping[tuple[str, str], Named],
    pairs: set[tuple[str, str]],
    scope: Scope,
    backward: bool,
) -> list[Flow]:
    """The handovers at newly reached states."""
    found: dict[str, Flow] = {}
    for state in states:
        for other in sorted(scope.of_assessment):
            ends = (state.assessment, other)
            if ends in pairs and (state.place, other) in places:
                source, target = (other, state.assessment) if backward else ends
                flow = handover(state.place, source, target, places, scope)
                found[flow.id] = flow
    return [found[name] for name in sorted(found)]


def handover(place: str, source: str, target: str, places: Mapping[tuple[str, str], Named], scope: Scope) -> Flow:
    """The hop at a place (key) from one assessment into another (keys)."""
    name = hashlib.sha256(f"{place}\x1f{source}\x1f{target}".encode()).hexdigest()[:14]
    cites: list[Evidence] = []
    for assessment in (source, target):
        cites += evidence_of(places[(place, assessment)].evidence)[:1]
    return Flow(
        id=f"handover-{name}",
        source=place,
        target=place,
        kind="handover",
        strength="link",
        assessment=source,
        into=target,
        edition=scope.of_assessment[source].key,
        evidence=json.dumps(cites, ensure_ascii=False),
    )
