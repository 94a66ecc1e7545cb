"""Cut: the fewest flows that have to be stopped so that no stated way leads from one place to another."""

from __future__ import annotations

import streamlit as st
from bangolin.ui.texts import text
from bangolin.ui.web import address
from bangolin.ui.web.boxes import assessments_box, place_box
from bangolin.ui.web.frame import head, problems, something_loaded, told
from bangolin.ui.web.session import ask, language
from bangolin.ui.web.views import answer_views

PAGE = "cut"
DEFAULTS: address.State = {"start": "", "end": "", "assessment": []}


def boxes() -> None:
    """The boxes that make the question."""
    start, end, among = st.columns(3)
    place_box(start, "label.start", "cut start")
    place_box(end, "label.to", "cut end")
    assessments_box("cut assessment", among)


def result() -> None:
    """Sentence, the flows to stop, those that the law keeps, and everything beside them."""
    asked = ask(PAGE, {name: st.session_state[f"cut {name}"] for name in DEFAULTS})
    told(asked)
    answer_views(asked, PAGE, {"label.cut": ["flows"], "label.kept": ["kept"], "gap.title": ["gaps"]})


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
