"""What is in each loaded edition: counts from the graph, and what its document leaves open."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st
from bangolin.ui.reading import cited, yes_or_no
from bangolin.ui.table import Table
from bangolin.ui.texts import text, word
from bangolin.ui.web.frame import show_table

MOST_CARDS = 24
"""So many editions are shown as cards."""
COUNTED = (
    "systems",
    "files",
    "departments",
    "delegations",
    "provisions",
    "transfers",
    "record_items",
    "flows",
)


def counts(edition: Mapping[str, Any]) -> dict[str, int]:
    """Numbers of things of an edition, as they are kept with it."""
    found: dict[str, int] = json.loads(edition.get("contents") or "{}")
    return found


def gaps(edition: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What an edition's document leaves open."""
    found: list[dict[str, Any]] = json.loads(edition.get("gaps") or "[]")
    return found


def card(edition: Mapping[str, Any], numbers: Mapping[str, int], language: str) -> str:
    """One edition as HTML; all names are escaped."""
    checked = text(language, "document.checked" if edition["checked"] else "document.unchecked")
    force = text(language, "document.in_force" if edition["in_force"] else "document.old")
    rows = "".join(
        f"<div><dt>{escape(text(language, f'count.{name}'))}</dt><dd>{numbers.get(name, 0)}</dd></div>"
        for name in COUNTED
    )
    published = edition["published"] or text(language, "document.undated")
    stated = (edition["form"], published, edition["source"])
    badge = f'<span class="bangolin-badge{"" if edition["checked"] else " open"}">{escape(checked)}</span>'
    return (
        f'<article class="bangolin-card"><h3>{escape(edition["body"] or "")}</h3><div>{escape(edition["title"] or "")}'
        f'</div><p class="muted">{escape("　".join(part for part in stated if part))}</p>{badge}'
        f'<span class="bangolin-badge">{escape(force)}</span>'
        f'<dl>{rows}</dl><p class="muted">{escape(text(language, "gap.title"))}：{len(gaps(edition))}</p></article>'
    )


def gap_rows(edition: Mapping[str, Any], language: str) -> tuple[tuple[str, int, str, str], ...]:
    """The gaps of an edition as rows of kind, weight, message and citation."""
    message = "message" if language == "ja" else "message_en"
    return tuple(
        (
            word(language, "gap", gap["kind"]),
            int(gap.get("weight") or 1),
            gap.get(message) or gap["message"],
            cited(gap.get("evidence"), language),
        )
        for gap in gaps(edition)
    )


def show_editions(found: Sequence[Mapping[str, Any]], language: str) -> None:
    """Editions as cards; of many, a table instead: its rows are searched, and a page of them drawn at a time."""
    if len(found) <= MOST_CARDS:
        cards = "".join(card(edition, counts(edition), language) for edition in found)
        st.html(f'<div class="bangolin-cards">{cards}</div>')
        return
    columns = ("assessment", "published", "in_force", "checked", *COUNTED)
    rows = tuple(
        (
            edition["edition"],
            edition["published"] or text(language, "document.undated"),
            yes_or_no(edition["in_force"], language),
            yes_or_no(edition["checked"], language),
            *(counts(edition).get(name, 0) for name in COUNTED),
        )
        for edition in found
    )
    show_table(Table("editions", text(language, "page.documents"), columns, rows))
