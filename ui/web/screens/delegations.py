"""Delegations: who is entrusted with what, and to whom it is passed on, as a tree, a picture and a table."""

from __future__ import annotations

import streamlit as st
from bangolin.ui.asking import Asked
from bangolin.ui.texts import text
from bangolin.ui.web import address
from bangolin.ui.web.boxes import assessments_box
from bangolin.ui.web.frame import head, problems, show_picture, something_loaded, told
from bangolin.ui.web.session import ask, language
from bangolin.ui.web.tree import tree_of_chains
from bangolin.ui.web.views import answer_views

PAGE = "delegations"
DEFAULTS: address.State = {"contractor": "", "assessment": []}


def boxes() -> None:
    """The boxes that make the question."""
    name, among = st.columns([3, 3])
    name.text_input(text(language(), "label.contractor"), key="delegations contractor")
    assessments_box("delegations assessment", among)


def result(asked: Asked) -> None:
    """Sentence, tree and everything beside it."""
    told(asked)
    if not asked.answer["chains"]:
        st.info(text(language(), "empty.result"))
        return
    answer_views(
        asked,
        PAGE,
        {
            "label.tree": lambda: _tree(asked),
            "label.diagram": lambda: show_picture(asked, PAGE),
            "label.chains": ["chains"],
            "gap.title": ["gaps"],
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
