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
MOST = 20  # so many assessments stand in the tree at once; a string here would be shown on the page
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
            "label.concentration": ["concentration"],
            "gap.title": ["gaps"],
        },
    )


def _tree(asked: Asked) -> None:
    """The tree; of many assessments some at a time, in the order of their keys."""
    among = sorted({chain["assessment"] for chain in asked.answer["chains"]})
    pages = -(-len(among) // MOST)
    page = st.pagination(pages, key=f"delegations page of {pages}") if pages > 1 else 1
    shown = frozenset(among[MOST * (page - 1) : MOST * page])
    chains = [chain for chain in asked.answer["chains"] if chain["assessment"] in shown]
    if pages > 1:
        st.caption(text(language(), "rows.assessments", shown=len(shown), count=len(among)))
    st.html(tree_of_chains({"chains": chains}, language()))


head(PAGE)
if something_loaded():
    address.follow(PAGE, DEFAULTS)
    boxes()
    if address.write(PAGE, DEFAULTS):
        with problems():
            chosen = {name: st.session_state[f"delegations {name}"] for name in DEFAULTS}
            result(ask(PAGE, chosen))
