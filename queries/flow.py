"""Flows as questions read them from the store."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Evidence = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Flow:
    """One ``FLOWS_TO`` edge (fields as in graph/schema/edges.py). ``into`` is the assessment it leads into, which is
    its own but for a handover.
    """

    id: str
    source: str
    target: str
    kind: str
    strength: str
    assessment: str
    edition: str = ""
    my_number: str = "not stated"
    carries: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    network: str = ""
    protection: str = "not stated"
    legal_basis: str = ""
    evidence: str = "[]"
    confidence: str = "certain"
    note: str = ""
    denied: str = ""
    walked: bool = True
    exact: bool = False
    file: str = ""
    statement: str = ""
    label: str = ""
    scope: str = ""
    tier: int = 0
    group: str = ""
    people: str = ""
    asked: bool = True
    into: str = field(default="")

    @property
    def target_assessment(self) -> str:
        """The assessment that it leads into."""
        return self.into or self.assessment


_LISTS = ("carries", "data", "media")
_TEXTS = (
    "id",
    "kind",
    "strength",
    "assessment",
    "edition",
    "my_number",
    "network",
    "protection",
    "legal_basis",
    "evidence",
    "confidence",
    "note",
    "denied",
    "file",
    "statement",
    "label",
    "scope",
    "group",
    "people",
)


def flow_from_row(row: Mapping[str, Any]) -> Flow:
    """A flow from ``source`` and ``target`` (keys) and ``flow`` (the edge's properties)."""
    properties: Mapping[str, Any] = row["flow"]
    values: dict[str, Any] = {name: properties.get(name) or "" for name in _TEXTS}
    values |= {name: tuple(properties.get(name) or ()) for name in _LISTS}
    values["walked"] = properties.get("walked") is not False
    values["exact"] = properties.get("exact") is True
    values["asked"] = properties.get("asked") is not False
    values["tier"] = int(properties.get("tier") or 0)
    return Flow(source=row["source"], target=row["target"], **values)


@functools.lru_cache(maxsize=20_000)
def _parsed(text: str) -> tuple[Evidence, ...]:
    return tuple(json.loads(text or "[]"))


def evidence_of(text: str) -> list[Evidence]:
    """Evidence from its JSON text, each a dictionary of its own."""
    return [dict(one) for one in _parsed(text)]


def flow_as_dict(flow: Flow, strength: str) -> dict[str, Any]:
    """A flow as answers print it; ``strength`` is that for what is followed."""
    return {
        "id": flow.id,
        "source": flow.source,
        "target": flow.target,
        "kind": flow.kind,
        "strength": strength,
        "my_number": flow.my_number,
        "carries": list(flow.carries),
        "media": list(flow.media),
        "network": flow.network or None,
        "protection": flow.protection,
        "legal_basis": flow.legal_basis or None,
        "assessment": flow.assessment,
        "edition": flow.edition,
        "evidence": evidence_of(flow.evidence),
        "data": list(flow.data),
        "label": flow.label or None,
        "note": flow.note or None,
        "confidence": flow.confidence,
        "walked": flow.walked,
    }
