"""Documents: what is loaded, with counts and gaps."""

from __future__ import annotations

import streamlit as st
from bangolin.ui.table import Table
from bangolin.ui.texts import text
from bangolin.ui.web import address
from bangolin.ui.web.boxes import one_of
from bangolin.ui.web.contents import gap_rows, show_editions
from bangolin.ui.web.frame import head, problems, say, show_table, something_loaded
from bangolin.ui.web.session import editions, language

PAGE = "documents"
DEFAULTS: address.State = {"edition": ""}


def result() -> None:
    """Cards of all editions, then the gaps of the chosen one."""
    spoken, loaded = language(), editions()
    say(text(spoken, "sentence.documents", count=len({edition["assessment"] for edition in loaded})))
    show_editions(loaded, spoken)
    address.follow(PAGE, DEFAULTS)
    keys = [edition["edition"] for edition in loaded]
    if st.session_state.get("documents edition") not in keys:
        st.session_state["documents edition"] = keys[0]
    chosen = one_of(st, "gap.title", keys, key="documents edition")
    address.write(PAGE, DEFAULTS)
    edition = next(edition for edition in loaded if edition["edition"] == chosen)
    show_table(
        Table("gaps", text(spoken, "gap.title"), ("kind", "weight", "message", "citation"), gap_rows(edition, spoken))
    )


head(PAGE)
if something_loaded():
    with problems():
        result()
