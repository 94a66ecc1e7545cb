"""What the card of a place or a flow says: plain fields and citations, as data that a page fills in as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bangolin.ui.drawings.scene import Record, Scene, name_of, source_id, target_id
from bangolin.ui.drawings.styles import answer_style, kind_of
from bangolin.ui.texts import text, word

Card = dict[str, Any]


def citation(evidence: Record, language: str) -> dict[str, str]:
    """One piece of evidence as item, place in the document and the words themselves."""
    where = [f"{text(language, f'column.{name}')} {evidence[name]}" for name in ("page", "line") if evidence.get(name)]
    if evidence.get("cell"):
        where.append(str(evidence["cell"]))
    return {
        "assessment": evidence.get("assessment") or "",
        "item": evidence.get("item") or "",
        "where": "、".join(where) if language == "ja" else ", ".join(where),
        "words": evidence.get("text") or "",
    }


def citations(evidence: Sequence[Record] | None, language: str) -> list[dict[str, str]]:
    """All pieces of evidence, without repetitions."""
    found: list[dict[str, str]] = []
    for piece in evidence or ():
        if (cited := citation(piece, language)) not in found:
            found.append(cited)
    return found


def stated(value: object, language: str) -> str:
    """A value as words; a missing one reads as not stated."""
    if isinstance(value, list | tuple):
        value = "、".join(map(str, value)) if language == "ja" else ", ".join(map(str, value))
    missing = value in (None, "", "not stated")
    return text(language, "card.not_stated") if missing else str(value)


def place_cards(scene: Scene, language: str) -> dict[str, Card]:
    """The card of every place by its id."""
    reached: dict[str, list[Record]] = {}
    for id in sorted(scene.ways | scene.blocked):
        if id in scene.flows:
            reached.setdefault(target_id(scene.flows[id]), []).append(scene.flows[id])
    return {id: _place_card(place.record, reached.get(id, ()), language) for id, place in scene.places.items()}


def _place_card(record: Record, reached: Sequence[Record], language: str) -> Card:
    answer = answer_style(record["answer"], record.get("because"))
    rows = [(text(language, "card.what"), word(language, "kind", kind_of(record["kind"])))]
    if record.get("organization"):
        rows.append((text(language, "column.organization"), record["organization"]))
    rows.append((text(language, "column.assessment"), record["assessment"]))
    rows.append((text(language, "card.answer"), text(language, f"answer.{answer}")))
    rows.append((text(language, "card.because"), text(language, f"answer_help.{answer}")))
    evidence = list(record.get("evidence") or ()) or [piece for flow in reached for piece in flow["evidence"]]
    return {
        "title": record["name"],
        "key": record["key"],
        "answer": answer,
        "rows": rows,
        "evidence": citations(evidence, language),
    }


def flow_cards(scene: Scene, language: str) -> dict[str, Card]:
    """The card of every flow by its id."""
    names = {id: place.name for id, place in scene.places.items()}
    return {id: _flow_card(flow, names, language) for id, flow in scene.flows.items()}


def _flow_card(flow: Record, names: Mapping[str, str], language: str) -> Card:
    ends = names.get(source_id(flow), name_of(flow["source"])), names.get(target_id(flow), name_of(flow["target"]))
    fields: Mapping[str, Any] = {
        "card.what": word(language, "flow", flow["kind"]),
        "card.number": word(language, "strength", flow["strength"]),
        "card.carries": stated(flow.get("carries"), language),
        "card.medium": stated(flow.get("media"), language),
        "card.network": stated(flow.get("network"), language),
        "card.protection": stated(flow.get("protection"), language),
        "card.basis": stated(flow.get("legal_basis"), language),
    }
    return {
        "title": f"{ends[0]} → {ends[1]}",
        "ends": list(ends),
        "rows": [(text(language, key), value) for key, value in fields.items()],
        "evidence": citations(flow["evidence"], language),
    }
