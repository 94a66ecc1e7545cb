"""Delegations: who is entrusted with what, and to whom it is passed on, as a tree, a picture and a table."""

from __future__ import annotations

import streamlit as st
from bangolin.ui.asking import Asked
from bangolin.ui.texts import text
from bangolin.ui.web import address
from bangolin.ui.web.cited import originals
from bangolin.ui.web.frame import (
    head,
    problems,
    show_cypher,
    show_picture,
    show_tables,
    something_loaded,
    take_away,
    told,
)
from bangolin.ui.web.session import ask, editions_in_force, language
from bangolin.ui.web.tree import tree_of_chains
from bangolin.ui.web.views import views

PAGE = "delegations"
DEFAULTS: address.State = {"contractor": "", "assessment": []}


def boxes() -> None:
    """The boxes that make the question."""
    spoken = language()
    name, among = st.columns([3, 3])
    name.text_input(text(spoken, "label.contractor"), key="delegations contractor")
    among.multiselect(
        text(spoken, "label.assessment"),
        sorted({edition["body"] for edition in editions_in_force()}),
        key="delegations assessment",
        placeholder=text(spoken, "label.all_assessments"),
    )


def result(asked: Asked) -> None:
    """Sentence, tree and everything beside it."""
    spoken = language()
    told(asked)
    if not asked.answer["chains"]:
        st.info(text(spoken, "empty.result"))
        return
    views(
        PAGE,
        {
            "label.tree": lambda: _tree(asked),
            "label.diagram": lambda: show_picture(asked, PAGE),
            "label.chains": lambda: show_tables(asked, ["chains"]),
            "gap.title": lambda: show_tables(asked, ["gaps"]),
            "label.originals": lambda: originals(asked, PAGE),
            "label.cypher": lambda: show_cypher(asked),
            "label.download": lambda: take_away(asked, PAGE),
        },
    )


def _tree(asked: Asked) -> None:
    st.html(tree_of_chains(asked.answer, language()))


head(PAGE)
if something_loaded():
    address.follow(PAGE, DEFAULTS)
    boxes()
    if address.write(PAGE, DEFAULTS):
        with problems():
            chosen = {name: st.session_state[f"delegations {name}"] for name in DEFAULTS}
            result(ask(PAGE, chosen))
