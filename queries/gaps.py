"""What the documents leave open beside an answer, so that an empty answer is never mistaken for safety."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bangolin.queries.flow import Flow, evidence_of
from bangolin.queries.names import Named
from bangolin.queries.scope import Edition

Gap = dict[str, Any]
ORDER = (
    "left-out",
    "annex-absent",
    "unnamed-sub-contractor",
    "count-mismatch",
    "no-protection",
    "items-unknown",
    "handed-nothing-over",
    "generic-name",
    "uncertain",
    "not-asked",
)


def gap(kind: str, japanese: str, english: str, evidence: Sequence[dict[str, Any]], weight: int = 1) -> Gap:
    """One gap as answers print it. ``weight``: how many things it leaves open (recipients, hops, boxes, flows)."""
    return {"kind": kind, "weight": weight, "message": japanese, "message_en": english, "evidence": list(evidence)}


def _as_stored(row: Mapping[str, Any]) -> Gap:
    return gap(row["kind"], row["message"], row["message_en"], row["evidence"], int(row.get("weight") or 1))


def stored(editions: Iterable[Edition], places: set[str]) -> list[Gap]:
    """Gaps of the editions that touch the places of an answer, or the whole document."""
    found = []
    for edition in editions:
        for row in edition.gaps:
            about = set(row.get("about") or ())
            if not about or about & places:
                found.append(_as_stored(row))
    return found


def of_document(edition: Edition) -> list[Gap]:
    """Gaps of the document as a whole, of no place and no statement."""
    return [_as_stored(row) for row in edition.gaps if not row.get("about") and not row.get("statement")]


def about_statement(edition: Edition, key: str) -> list[Gap]:
    """Gaps of one statement."""
    return [_as_stored(row) for row in edition.gaps if row.get("statement") == key]


def of_flows(flows: Sequence[Flow], places: dict[tuple[str, str], Named]) -> list[Gap]:
    """Hops out of the body without a stated protection, and flows whose reading nobody has settled."""
    found = []
    open_hops = [flow for flow in flows if _leaves_unprotected(flow, places)]
    if open_hops:
        cites = [evidence_of(flow.evidence)[0] for flow in open_hops if evidence_of(flow.evidence)]
        found.append(
            gap(
                "no-protection",
                f"外部へ出る流れ {len(open_hops)} 件は、保護の方法が記載されていない",
                f"{len(open_hops)} hops out of the body state no protection",
                cites,
                len(open_hops),
            )
        )
    unsure = [flow for flow in flows if flow.confidence == "uncertain"]
    derived = [flow for flow in flows if flow.confidence == "derived"]
    if unsure or derived:
        cites = [evidence_of(flow.evidence)[0] for flow in (*unsure, *derived) if evidence_of(flow.evidence)]
        found.append(
            gap(
                "uncertain",
                f"この回答の流れ {len(flows)} 件のうち、不確か {len(unsure)} 件、推定 {len(derived)} 件",
                f"of {len(flows)} flows in this answer {len(unsure)} are uncertain and {len(derived)} are derived",
                cites,
                len(unsure) + len(derived),
            )
        )
    return found


def _leaves_unprotected(flow: Flow, places: dict[tuple[str, str], Named]) -> bool:
    if flow.kind not in ("step", "connection") or flow.protection != "not stated" or flow.network:
        return False
    source = places.get((flow.source, flow.assessment))
    target = places.get((flow.target, flow.target_assessment))
    return bool(source and target and target.outside and not source.outside)


def generic(names: Iterable[tuple[Named, Sequence[Flow]]]) -> list[Gap]:
    """Places that stand for nobody in particular, met behind a bar only."""
    return [
        gap(
            "generic-name",
            f"「{place.name}」は一般的な名称のため、除外とは言えない",
            f"{place.name} stands for nobody in particular, so that it cannot be called excluded",
            [evidence for flow in flows for evidence in evidence_of(flow.evidence)],
        )
        for place, flows in names
    ]


def settled(found: Iterable[Gap]) -> list[Gap]:
    """Gaps in a fixed order, each once: by kind, the weightiest first."""
    unique: dict[tuple[str, str], Gap] = {}
    for one in found:
        unique.setdefault((one["kind"], one["message"]), one)
    return sorted(unique.values(), key=lambda one: (ORDER.index(one["kind"]), -one["weight"], one["message"]))
