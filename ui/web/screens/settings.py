"""Settings: where the data are, which versions run, and what the app keeps."""

from __future__ import annotations

import os
from importlib.metadata import version

import streamlit as st
from bangolin.ui.table import Table
from bangolin.ui.texts import text
from bangolin.ui.web.frame import head, problems, show_table
from bangolin.ui.web.session import editions, language, store

head("settings")
with problems():
    spoken = language()
    about = store().describe()
    rows = (
        (text(spoken, "label.version"), f"Bangolin {version('bangolin')}"),
        ("Streamlit", version("streamlit")),
        (text(spoken, "label.store"), about["address"]),
        (text(spoken, "label.database"), f"{about['engine']} ({about['kind']})"),
        ("BANGOLIN_STORE", os.environ.get("BANGOLIN_STORE") or text(spoken, "card.not_stated")),
        (text(spoken, "page.documents"), str(len(editions()))),
        (text(spoken, "label.audit"), str(store().beside / "audit.jsonl")),
    )
    show_table(Table("settings", text(spoken, "page.settings"), ("field", "value"), rows))
    st.caption(text(spoken, "label.command_line"))
    st.code("bangolin load FILE …\nbangolin editions\nbangolin remove EDITION\nbangolin backup FILE\nbangolin verify")
