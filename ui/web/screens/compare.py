"""Compare: ways that appeared, vanished or became shorter between two editions."""

from __future__ import annotations

from functools import partial

import streamlit as st
from bangolin.ui.texts import text
from bangolin.ui.web import address
from bangolin.ui.web.cited import originals
from bangolin.ui.web.frame import head, problems, show_cypher, show_tables, something_loaded, take_away, told
from bangolin.ui.web.session import ask, editions, language
from bangolin.ui.web.views import views

PAGE = "compare"
DEFAULTS: address.State = {"a": "", "b": ""}


def result() -> None:
    """Sentence and the tables of changes."""
    asked = ask(PAGE, {name: st.session_state[f"compare {name}"] for name in DEFAULTS})
    told(asked)
    changes = ("appeared", "vanished", "shorter", "sets")
    views(
        PAGE,
        {
            **{f"label.{table}": partial(show_tables, asked, [table]) for table in changes},
            "label.originals": lambda: originals(asked, PAGE),
            "label.cypher": lambda: show_cypher(asked),
            "label.download": lambda: take_away(asked, PAGE),
        },
    )


head(PAGE)
if something_loaded():
    address.follow(PAGE, DEFAULTS)
    keys = [edition["edition"] for edition in editions()]
    for column, (name, label) in zip(st.columns(2), (("a", "label.first"), ("b", "label.second")), strict=True):
        column.selectbox(text(language(), label), keys, key=f"compare {name}", index=None)
    if address.write(PAGE, DEFAULTS):
        if st.session_state["compare a"] and st.session_state["compare b"]:
            with problems():
                result()
        else:
            st.info(text(language(), "empty.compare"), icon=":material/compare_arrows:")
