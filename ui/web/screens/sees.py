"""What can Y see: everything that one contractor, department or system sees, and what a breach of it exposes."""

from __future__ import annotations

import streamlit as st
from bangolin.ui.texts import text
from bangolin.ui.web import address
from bangolin.ui.web.cited import originals
from bangolin.ui.web.frame import head, problems, show_cypher, show_tables, something_loaded, take_away, told
from bangolin.ui.web.session import ask, editions_in_force, language, place_names
from bangolin.ui.web.views import views

PAGE = "sees"
DEFAULTS: address.State = {"name": "", "assessment": [], "breach": False}


def boxes() -> None:
    """The boxes that make the question."""
    spoken = language()
    name, among, breach = st.columns([4, 4, 2], vertical_alignment="bottom")
    name.selectbox(
        text(spoken, "label.name"), place_names(), key="sees name", index=None, accept_new_options=True,
        help=text(spoken, "label.start_help"),
    )  # fmt: skip
    among.multiselect(
        text(spoken, "label.assessment"),
        sorted({edition["body"] for edition in editions_in_force()}),
        key="sees assessment",
        placeholder=text(spoken, "label.all_assessments"),
    )
    breach.toggle(text(spoken, "label.breach"), key="sees breach")


def result() -> None:
    """Sentence, table and everything beside it."""
    question, table = ("breach", "exposed") if st.session_state["sees breach"] else ("sees", "bodies")
    asked = ask(question, {"name": st.session_state["sees name"], "assessment": st.session_state["sees assessment"]})
    told(asked)
    views(
        PAGE,
        {
            "label.seen" if question == "sees" else "label.exposed": lambda: show_tables(asked, [table, "onward"]),
            "label.flows": lambda: show_tables(asked, ["flows"]),
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
        if st.session_state["sees name"]:
            with problems():
                result()
        else:
            st.info(text(language(), "empty.name"), icon=":material/manage_search:")
