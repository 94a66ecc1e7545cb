"""What can Y see: everything that one contractor, department or system sees, and what a breach of it exposes."""

from __future__ import annotations

import streamlit as st
from bangolin.ui.texts import text
from bangolin.ui.web import address
from bangolin.ui.web.boxes import assessments_box, place_box
from bangolin.ui.web.frame import head, problems, something_loaded, told
from bangolin.ui.web.session import ask, language
from bangolin.ui.web.views import FLOWS_AND_GAPS, answer_views

PAGE = "sees"
DEFAULTS: address.State = {"name": "", "assessment": [], "breach": False}


def boxes() -> None:
    """The boxes that make the question."""
    name, among, breach = st.columns([4, 4, 2], vertical_alignment="bottom")
    place_box(name, "label.name", "sees name")
    assessments_box("sees assessment", among)
    breach.toggle(text(language(), "label.breach"), key="sees breach")


def result() -> None:
    """Sentence, table and everything beside it."""
    breached = st.session_state["sees breach"]
    question, title = ("breach", "label.exposed") if breached else ("sees", "label.seen")
    asked = ask(question, {"name": st.session_state["sees name"], "assessment": st.session_state["sees assessment"]})
    told(asked)
    answer_views(asked, PAGE, {title: ["exposed", "onward"] if breached else ["bodies"], **FLOWS_AND_GAPS})


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
