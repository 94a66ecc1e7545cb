"""Flows as the rules draft them, and how strength bends to what is unsure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bangolin.graph.rows import EdgeRow
from bangolin.loader.graph.cite import Citation, evidence_json
from bangolin.loader.names.resolve import PlaceName

NOT_STATED = "not stated"


@dataclass(frozen=True)
class Draft:
    """One flow of one edition before it is a row. Fields are those of ``FLOWS_TO`` (see graph/schema/edges.py);
    ``strength`` is for the 個人番号; ``discriminator`` tells apart flows that are otherwise alike.
    """

    kind: str
    source: PlaceName
    target: PlaceName
    strength: str
    citations: tuple[Citation, ...]
    my_number: str = NOT_STATED
    carries: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    network: str = ""
    protection: str = NOT_STATED
    legal_basis: str = ""
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
    discriminator: tuple[str, ...] = field(default=())


def settled(draft: Draft) -> Draft:
    """Weaken what is unsure: neither an uncertain nor a derived fact bars, an uncertain one never names."""
    unsure = draft.confidence != "certain"
    if (draft.strength == "barred" and unsure) or (draft.strength == "named" and draft.confidence == "uncertain"):
        return replace(draft, strength="data")
    return draft


def flow_rows(drafts: Sequence[Draft], assessment: str, edition: str) -> list[EdgeRow]:
    """Rows of the drafts: ids from content, alike flows joined with the evidence of all."""
    joined: dict[str, Draft] = {}
    for draft in drafts:
        if draft.source.key == draft.target.key:
            continue
        flow_id = _flow_id(draft, edition)
        before = joined.get(flow_id)
        joined[flow_id] = replace(before, citations=before.citations + draft.citations) if before else draft
    return [_row(flow_id, draft, assessment, edition) for flow_id, draft in sorted(joined.items())]


def _flow_id(draft: Draft, edition: str) -> str:
    parts = [
        edition,
        draft.kind,
        draft.source.key,
        draft.target.key,
        draft.strength,
        draft.label,
        *draft.data,
        "|",
        *draft.media,
        draft.network,
        draft.statement,
        *draft.discriminator,
    ]
    return f"{draft.kind}-{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:14]}"


def _row(flow_id: str, draft: Draft, assessment: str, edition: str) -> EdgeRow:
    return EdgeRow(
        type="FLOWS_TO",
        id=flow_id,
        source=(draft.source.kind, draft.source.key),
        target=(draft.target.kind, draft.target.key),
        properties={
            "id": flow_id,
            "kind": draft.kind,
            "strength": draft.strength,
            "my_number": draft.my_number,
            "carries": list(draft.carries),
            "data": list(draft.data),
            "media": list(draft.media),
            "network": draft.network,
            "protection": draft.protection,
            "legal_basis": draft.legal_basis,
            "assessment": assessment,
            "edition": edition,
            "evidence": evidence_json(draft.citations),
            "confidence": draft.confidence,
            "note": draft.note,
            "denied": draft.denied,
            "walked": draft.walked,
            "exact": draft.exact,
            "file": draft.file,
            "statement": draft.statement,
            "label": draft.label,
            "scope": draft.scope,
            "tier": draft.tier,
            "group": draft.group,
            "people": draft.people,
            "asked": draft.asked,
        },
    )
