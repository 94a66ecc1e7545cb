"""Compare: ways that appeared, vanished or became shorter between two editions."""

from __future__ import annotations

import streamlit as st
from bangolin.ui.texts import text
from bangolin.ui.web import address
from bangolin.ui.web.boxes import one_of
from bangolin.ui.web.frame import head, problems, something_loaded, told
from bangolin.ui.web.session import ask, editions, language
from bangolin.ui.web.views import answer_views

PAGE = "compare"
DEFAULTS: address.State = {"a": "", "b": ""}


def result() -> None:
    """Sentence and the tables of changes."""
    asked = ask(PAGE, {name: st.session_state[f"compare {name}"] for name in DEFAULTS})
    told(asked)
    changes = ("appeared", "vanished", "shorter", "sets")
    answer_views(asked, PAGE, {**{f"label.{table}": [table] for table in changes}, "gap.title": ["gaps"]})


head(PAGE)
if something_loaded():
    address.follow(PAGE, DEFAULTS)
    keys = [edition["edition"] for edition in editions()]
    for column, (name, label) in zip(st.columns(2), (("a", "label.first"), ("b", "label.second")), strict=True):
        one_of(column, label, keys, key=f"compare {name}", index=None)
    if address.write(PAGE, DEFAULTS):
        if st.session_state["compare a"] and st.session_state["compare b"]:
            with problems():
                result()
        else:
            st.info(text(language(), "empty.compare"), icon=":material/compare_arrows:")
