"""What is pressed inside a picture and has to be answered around it: the place of a citation in the document.

The picture lives in a frame of its own; it says what was pressed, and neither it nor the question is made anew.
"""

from __future__ import annotations

from typing import Any

import streamlit as st
from bangolin.ui.asking import Asked
from bangolin.ui.drawings.cards import citation
from bangolin.ui.web.cited import citations_of, show
from bangolin.ui.web.session import language

HEAR = """
export default function (component) {
  const hear = (event) => {
    const told = event.origin === window.location.origin && event.data;
    if (told && told.bangolin === "original") component.setTriggerValue("cited", told.cited);
  };
  window.addEventListener("message", hear);
  return () => window.removeEventListener("message", hear);
}
"""


@st.cache_resource(show_spinner=False)
def _ear() -> Any:
    return st.components.v2.component("bangolin_pressed", js=HEAR)


@st.fragment
def hear_pressed(asked: Asked, page: str) -> None:
    """Show the place of a citation once its button in the picture is pressed; what no answer cites is not looked up."""
    wanted = _ear()(key=f"{page} pressed", on_cited_change=lambda: None).cited
    if not wanted:
        return
    spoken = language()
    found = next((one for one in citations_of(asked.answer) if citation(one.evidence, spoken) == dict(wanted)), None)
    if found is not None:
        show(found)
