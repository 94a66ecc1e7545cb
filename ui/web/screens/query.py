"""Query: read-only Cypher on the graph, with the schema beside it and the limits shown."""

from __future__ import annotations

from functools import cache, partial
from html import escape
from typing import Any

import streamlit as st
from bangolin.graph.schema import EDGES, NODES
from bangolin.queries.console.ask import ROWS, SECONDS
from bangolin.ui.texts import text
from bangolin.ui.web import address
from bangolin.ui.web.frame import head, problems, show_tables, something_loaded, take_away, told
from bangolin.ui.web.session import ask, language

PAGE = "query"
SAVED = {
    "contractors": (
        "MATCH (f:File)-[d:FLOWS_TO]->(o:Organization) WHERE d.kind = 'delegation' "
        "RETURN o.name AS name, count(DISTINCT d.assessment) AS assessments ORDER BY assessments DESC, name LIMIT 50"
    ),
    "kinds": (
        "MATCH (p:Place)-[f:FLOWS_TO]->(q:Place) "
        "RETURN f.kind AS kind, f.strength AS strength, count(f) AS flows ORDER BY flows DESC, kind, strength"
    ),
    "shared": (
        "MATCH (e:Edition)-[n:NAMES]->(p:Place) WITH p.name AS name, count(DISTINCT n.assessment) AS assessments "
        "WHERE assessments > 1 RETURN name, assessments ORDER BY assessments DESC, name LIMIT 100"
    ),
    "barred": (
        "MATCH (p:Place)-[f:FLOWS_TO]->(q:Place) WHERE f.strength = 'barred' "
        "RETURN p.name AS source, q.name AS target, f.assessment AS assessment, f.evidence AS evidence LIMIT 100"
    ),
}
DEFAULTS: address.State = {"cypher": SAVED["contractors"]}


@cache
def schema(spoken: str) -> str:
    """Labels and edge types with their properties, derived from the declaration of the graph, as HTML that folds."""
    kinds = [(f"(:{one.label})", one) for one in NODES] + [(f"[:{one.type}]", one) for one in EDGES]
    parts = [
        f"<details><summary><code>{escape(name)}</code>　{escape(_words(kind, spoken))}</summary>"
        f"<ul>{''.join(map(partial(_property, spoken), kind.properties))}</ul></details>"
        for name, kind in kinds
    ]
    return f'<div class="bangolin-schema"><h3>{escape(text(spoken, "label.schema"))}</h3>{"".join(parts)}</div>'


def _property(spoken: str, one: Any) -> str:
    return f"<li><code>{escape(one.name)}</code> {escape(_words(one, spoken))}</li>"


def _words(declared: Any, spoken: str) -> str:
    return str(declared.japanese if spoken == "ja" else declared.english)


def saved() -> None:
    """Put a saved query into the box."""
    chosen = st.session_state.get("query saved")
    if chosen:
        st.session_state["query cypher"] = SAVED[chosen]


def result() -> None:
    """The rows, and whether they were cut."""
    spoken = language()
    asked = ask(PAGE, {"cypher": st.session_state["query cypher"]})
    told(asked)
    cut = asked.answer["truncated"]
    if cut:
        st.warning(text(spoken, "problem.truncated", limit=", ".join(f"{name} {n}" for name, n in cut.items())))
    show_tables(asked)
    take_away(asked, PAGE)


head(PAGE)
if something_loaded():
    address.follow(PAGE, DEFAULTS)
    box, side = st.columns([7, 3])
    with box:
        spoken = language()
        st.pills(
            text(spoken, "label.saved"), list(SAVED), key="query saved", on_change=saved,
            format_func=lambda name: text(spoken, f"saved.{name}"),
        )  # fmt: skip
        st.text_area("Cypher", key="query cypher", height=130)
        st.caption(text(spoken, "label.limits", rows=f"{ROWS:,}", seconds=SECONDS))
        st.button(text(spoken, "label.run"), type="primary")
        if address.write(PAGE, DEFAULTS) and st.session_state["query cypher"]:
            with problems():
                result()
    with side, st.container(height=620):
        st.html(schema(language()))
