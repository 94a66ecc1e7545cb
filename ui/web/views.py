"""The views of one answer as tabs: only the one that is open is made, and opening another asks nothing anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st
from bangolin.ui.texts import text
from bangolin.ui.web.session import language


@st.fragment
def views(page: str, makers: Mapping[str, Callable[[], None]], first: str | None = None) -> None:
    """One tab a view; `makers` maps the text key of its title to what fills it, `first` is the one that opens."""
    titles = [text(language(), name) for name in makers]
    opening = text(language(), first or next(iter(makers)))
    key = f"{page} view {language()} {first or ''}"
    for tab, make in zip(st.tabs(titles, default=opening, key=key, on_change="rerun"), makers.values(), strict=True):
        if tab.open:
            with tab:
                make()
