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
from bangolin.ui.web.session import loaded, store

MOST_CARDS = 24
"""So many editions are shown as cards."""
COUNTED = {
    "systems": "MATCH (e:Edition)-[n:NAMES]->(p:System) RETURN n.edition AS edition, count(DISTINCT p.key) AS number",
    "files": "MATCH (e:Edition)-[n:NAMES]->(p:File) RETURN n.edition AS edition, count(DISTINCT p.key) AS number",
    "departments": (
        "MATCH (e:Edition)-[n:NAMES]->(p:Department) RETURN n.edition AS edition, count(DISTINCT p.key) AS number"
    ),
    "delegations": "MATCH (d:Delegation) RETURN d.edition AS edition, count(DISTINCT d.key) AS number",
    "provisions": "MATCH (d:Provision) RETURN d.edition AS edition, count(DISTINCT d.key) AS number",
    "transfers": "MATCH (d:Transfer) RETURN d.edition AS edition, count(DISTINCT d.key) AS number",
    "record_items": (
        "MATCH (p:File)-[r:RECORDS]->(x:Field) WHERE x.source = 'list' "
        "RETURN r.edition AS edition, count(DISTINCT x.key) AS number"
    ),
    "flows": "MATCH (p:Place)-[f:FLOWS_TO]->(q:Place) RETURN f.edition AS edition, count(DISTINCT f.id) AS number",
}


@st.cache_data(show_spinner=False, max_entries=10)
def _counted(state: str) -> dict[str, dict[str, int]]:
    del state
    found: dict[str, dict[str, int]] = {}
    for name, statement in COUNTED.items():
        for row in store().read(statement, {}):
            found.setdefault(row["edition"], {})[name] = row["number"]
    return found


def counts() -> dict[str, dict[str, int]]:
    """Numbers of things by edition."""
    return _counted(loaded())


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
    numbers = counts()
    if len(found) <= MOST_CARDS:
        cards = "".join(card(edition, numbers.get(edition["edition"], {}), language) for edition in found)
        st.html(f'<div class="bangolin-cards">{cards}</div>')
        return
    columns = ("assessment", "published", "in_force", "checked", *COUNTED)
    rows = tuple(
        (
            edition["edition"],
            edition["published"] or text(language, "document.undated"),
            yes_or_no(edition["in_force"], language),
            yes_or_no(edition["checked"], language),
            *(numbers.get(edition["edition"], {}).get(name, 0) for name in COUNTED),
        )
        for edition in found
    )
    show_table(Table("editions", text(language, "page.documents"), columns, rows))
