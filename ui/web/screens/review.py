"""Review: what was read, held against the words of the document; a person says whether it is right."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st
from bangolin.graph.loading import facts_json
from bangolin.loader.facts import Facts, facts_from_dict
from bangolin.loader.guard import contains_my_number
from bangolin.loader.review import Item, items
from bangolin.ui.acting import correct
from bangolin.ui.table import Table
from bangolin.ui.texts import text, word
from bangolin.ui.web import address
from bangolin.ui.web.boxes import one_of
from bangolin.ui.web.cited import Cited, choose
from bangolin.ui.web.frame import head, problems, say, show_table, something_loaded
from bangolin.ui.web.naming import names
from bangolin.ui.web.session import editions, language, loaded, look_again, store
from bangolin.ui.web.sign_in import person
from bangolin.ui.web.views import views

PAGE = "review"
DEFAULTS: address.State = {"edition": ""}
ACTIONS = ("accept", "reject", "correct")
MOST = 400


@st.cache_data(show_spinner=False, max_entries=8)
def facts_of(state: str, edition: str) -> Facts:
    """The facts that the store holds of an edition."""
    del state
    return facts_from_dict(json.loads(facts_json(store(), edition)))


def table(found: list[Item]) -> Table:
    """Values with the words they were read from, the least sure first."""
    spoken = language()
    rows = tuple(
        (
            word(spoken, "confidence", item.confidence),
            item.form_item,
            item.line,
            str(item.value),
            item.words,
            word(spoken, "reason", item.reason),
        )
        for item in found
    )
    return Table(
        "values", text(spoken, "label.facts"), ("confidence", "item", "line", "value", "words", "reason"), rows
    )


def places(found: list[Item], edition: str, assessment: str) -> list[Cited]:
    """Where each value stands in the document."""
    return [
        Cited(
            str(item.value),
            {"assessment": assessment, "item": item.form_item, "text": item.words}
            | {name: getattr(item, name) for name in ("page", "line", "cell", "box")},
            edition,
        )
        for item in found
    ]


def decide(facts: Facts, found: list[Item]) -> None:
    """Say of one value that it is right, wrong, or what it should be."""
    spoken = language()
    with st.form("decide"):
        item = one_of(
            st,
            "label.uncertain",
            found,
            key=None,
            format_func=lambda item: f"{item.form_item or ''}　{item.value}　{item.path}",
        )
        action = st.radio(
            text(spoken, "label.decide"),
            ACTIONS,
            horizontal=True,
            format_func=lambda one: text(spoken, f"action.{one}"),
        )
        value = st.text_input(text(spoken, "label.corrected"))
        why = st.text_input(text(spoken, "label.why"))
        if st.form_submit_button(text(spoken, "label.keep_decision"), type="primary"):
            if not why.strip() or (action == "correct" and not value.strip()):
                st.error(text(spoken, "problem.reason"))
            elif contains_my_number(why) or contains_my_number(value):
                st.error(text(spoken, "problem.number"))
            else:
                with problems():
                    keep(facts, item, action, value.strip() or None, why.strip())
                    st.session_state["review done"] = True
                    st.rerun()


def keep(facts: Facts, item: Item, action: str, value: str | None, why: str) -> None:
    """Write the decision, bound to path and words, and load the facts again with it."""
    decided = {"path": item.path, "words": item.words, "action": action, "value": value}
    try:
        correct(store(), facts, person(), decided, why)
    finally:
        look_again()


def choose_edition() -> dict[str, Any]:
    """The edition whose facts are looked through."""
    address.follow(PAGE, DEFAULTS)
    known = {edition["edition"]: edition for edition in editions()}
    if st.session_state.get("review edition") not in known:
        st.session_state["review edition"] = next(iter(known))
    chosen = one_of(st, "column.edition", list(known), key="review edition")
    address.write(PAGE, DEFAULTS)
    return known[chosen]


def result(edition: dict[str, Any]) -> None:
    """How much there is to look at, and the views of it."""
    held = facts_of(loaded(), edition["edition"])
    values = items(held)
    unsure = [item for item in values if item.confidence != "certain"]
    if st.session_state.pop("review done", False):
        st.success(text(language(), "label.decided"))
    say(text(language(), "sentence.review", count=len(values), unsure=len(unsure)))
    views(
        PAGE,
        {
            "label.facts": lambda: show_table(table(values[:MOST]), height=560),
            "label.originals": lambda: choose(places(values, edition["edition"], edition["assessment"]), PAGE),
            "label.decide": lambda: decide(held, values),
            "label.names": lambda: names(held, edition["assessment"]),
        },
    )


head(PAGE)
if something_loaded():
    with problems():
        result(choose_edition())
