"""Cut: the fewest flows that have to be stopped so that no stated way leads from one place to another."""

from __future__ import annotations

import streamlit as st
from bangolin.ui.texts import text
from bangolin.ui.web import address
from bangolin.ui.web.cited import originals
from bangolin.ui.web.frame import head, problems, show_cypher, show_tables, something_loaded, take_away, told
from bangolin.ui.web.session import ask, editions_in_force, language, place_names
from bangolin.ui.web.views import views

PAGE = "cut"
DEFAULTS: address.State = {"start": "", "end": "", "assessment": []}


def boxes() -> None:
    """The boxes that make the question."""
    spoken = language()
    for column, (name, label) in zip(st.columns(3), (("start", "label.start"), ("end", "label.to")), strict=False):
        column.selectbox(
            text(spoken, label), place_names(), key=f"cut {name}", index=None, accept_new_options=True,
            help=text(spoken, "label.start_help"),
        )  # fmt: skip
    st.multiselect(
        text(spoken, "label.assessment"),
        sorted({edition["body"] for edition in editions_in_force()}),
        key="cut assessment",
        placeholder=text(spoken, "label.all_assessments"),
    )


def result() -> None:
    """Sentence, the flows to stop, those that the law keeps, and everything beside them."""
    asked = ask(PAGE, {name: st.session_state[f"cut {name}"] for name in DEFAULTS})
    told(asked)
    views(
        PAGE,
        {
            "label.cut": lambda: show_tables(asked, ["flows"]),
            "label.kept": lambda: show_tables(asked, ["kept"]),
            "gap.title": lambda: show_tables(asked, ["gaps"]),
            "label.originals": lambda: originals(asked, PAGE),
            "label.cypher": lambda: show_cypher(asked),
            "label.download": lambda: take_away(asked, PAGE),
        },
    )


head(PAGE)
if something_loaded():
    address.follow(PAGE, DEFAULTS)
    boxes()
    if address.write(PAGE, DEFAULTS):
        if st.session_state["cut start"] and st.session_state["cut end"]:
            with problems():
                result()
        else:
            st.info(text(language(), "empty.cut"), icon=":material/content_cut:")
