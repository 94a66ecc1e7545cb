"""How values of an answer read as words of a cell, the same on the screen and in every export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bangolin.ui.drawings.cards import citation
from bangolin.ui.drawings.styles import answer_style
from bangolin.ui.texts import text, word

Record = Mapping[str, Any]
Cell = str | int | float | bool | None


def cited(evidence: Sequence[Record] | None, language: str) -> str:
    """Evidence as one line: item, place in the document, words."""
    parts = []
    for piece in evidence or ():
        found = citation(piece, language)
        words = f"「{found['words']}」" if found["words"] else ""
        part = " ".join(part for part in (found["item"], found["where"], words) if part)
        if part not in parts:
            parts.append(part)
    return " ／ ".join(parts)


def answer_words(record: Record, language: str) -> str:
    """What the documents say of one record: its `answer`, with what makes it no more than a `may reach`."""
    return text(language, f"answer.{answer_style(record['answer'], record.get('because'))}")


def identifiers_words(place: Record, flows: Mapping[str, Record], language: str) -> str | None:
    """The identifiers that can be at a place, the surest first, each with its answer; one alone by its name.

    An excluded one has the place in the document that stops it.
    """
    found = place.get("identifiers") or []
    if len(found) < 2:
        return place.get("identifier")
    ranked = sorted(found, key=lambda one: _RANKS.index(one["answer"]))
    return listed([_identifier(one, flows, language) for one in ranked], language)


_RANKS = ("reaches", "may reach", "excluded", "no way stated")


def _identifier(one: Record, flows: Mapping[str, Record], language: str) -> str:
    parts = [word(language, "answer_short", one["answer"])]
    stops = [piece for id in one.get("blocked_by") or () if id in flows for piece in flows[id]["evidence"]]
    if stops:
        where = citation(stops[0], language)
        parts.append(" ".join(part for part in (where["item"], where["where"]) if part))
    return f"{one['name']}（{' '.join(parts)}）"


def noted(flow: Record, language: str) -> str:
    """What is to be said beside a flow: that by law its network carries codes in place of the number."""
    return word(language, "note", flow["note"]) if flow.get("note") else ""


def yes_or_no(value: object, language: str) -> str:
    """A truth value as a word."""
    return text(language, "label.yes_" if value else "label.no_")


def listed(value: object, language: str) -> str:
    """Several values on one line; empty for what is not stated."""
    if isinstance(value, list | tuple):
        return ("、" if language == "ja" else ", ").join(map(str, value))
    return "" if value in (None, "not stated") else str(value)


def head_count(group: Record, language: str) -> str:
    """The band of people of a group, `least–most`; an open end stays empty."""
    people = group.get("people") or {}
    least, most = people.get("min"), people.get("max")
    if least is None and most is None:
        return text(language, "card.not_stated")
    ends = ["" if end is None else f"{end:,}" for end in (least, most)]
    return "–".join(ends)


def redelegated(value: object, language: str) -> str:
    """再委託の有無 as words."""
    name = {True: "yes", False: "no"}.get(value, "unknown") if isinstance(value, bool) else "unknown"
    return text(language, f"tree.redelegated_{name}")


def kinds_of_flow(kinds: Sequence[str], language: str) -> str:
    """Kinds of flows as words."""
    return listed([word(language, "flow", kind) for kind in kinds], language)


def item_names(fields: Sequence[Record], language: str) -> str:
    """Items as words: all names where they are few, else how many and the first ones."""
    names = list(dict.fromkeys(str(field["name"]) for field in fields))
    words = listed(names[:12], language)
    return words if len(names) <= 12 else text(language, "label.and_more", words=words, count=len(names))


def rule_title(title: Any, language: str) -> str:
    """The title of a check in a language, whether it has one or several."""
    return str(title.get(language) or title.get("ja")) if isinstance(title, Mapping) else str(title)


def acceptance(accepted: Any) -> str:
    """Reason, person and day of an accepted finding; empty for an open one."""
    if not accepted:
        return ""
    parts = [accepted.get(name) for name in ("reason", "why", "who", "until")] if isinstance(accepted, Mapping) else []
    return "　".join(str(part) for part in parts if part) or "○"


def plain(value: Any) -> Cell:
    """A value of any shape as one plain cell."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Mapping):
        if "name" in value:
            return str(value["name"])
        if "ja" in value:
            return str(value["ja"])
        return "、".join(f"{key}: {plain(inner)}" for key, inner in value.items() if inner not in (None, [], ""))
    if isinstance(value, list | tuple):
        return "、".join(str(plain(inner)) for inner in value)
    return str(value)
