"""The views of one answer as tabs: only the one that is open is made, and opening another asks nothing anew.

Which one is open stands in the address (``view``, by the last word of its text key): a link opens it, Back goes back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st
from bangolin.ui.asking import Asked
from bangolin.ui.texts import text
from bangolin.ui.web.cited import originals
from bangolin.ui.web.frame import show_cypher, show_tables, take_away
from bangolin.ui.web.session import language

View = Callable[[], object]
FLOWS_AND_GAPS: Mapping[str, Sequence[str]] = {"label.flows": ["flows"], "gap.title": ["gaps"]}


def answer_views(
    asked: Asked,
    page: str,
    own: Mapping[str, View | Sequence[str]],
    *,
    first: str | None = None,
    cited: Asked | None = None,
) -> None:
    """A page's own views of an answer, then those of every answer: citations, the Cypher that ran, files.

    ``own`` maps the text key of a title to what fills the view, or to the ids of the tables that do; ``cited`` is the
    answer whose citations are listed, where that is not the whole one.
    """
    made = {name: view if callable(view) else partial(show_tables, asked, view) for name, view in own.items()}
    views(
        page,
        {
            **made,
            "label.originals": lambda: originals(cited or asked, page),
            "label.cypher": lambda: show_cypher(asked),
            "label.download": lambda: take_away(asked, page),
        },
        first,
    )


@st.fragment
def views(page: str, makers: Mapping[str, View], first: str | None = None) -> None:
    """One tab a view; `makers` maps the text key of its title to what fills it, `first` is the one that opens."""
    titles = {_word(name): text(language(), name) for name in makers}
    usual = _word(first or next(iter(makers)))
    key = f"{page} view {language()} {first or ''}"
    _follow(page, key, titles, usual)
    for tab, make in zip(
        st.tabs(list(titles.values()), key=key, on_change=lambda: _write(page, key, titles, usual)),
        makers.values(),
        strict=True,
    ):
        if tab.open:
            with tab:
                make()


def _word(name: str) -> str:
    """What a view is called in the address: ``label.flows`` is ``flows``, ``gap.title`` is ``gap``."""
    group, _, last = name.partition(".")
    return group if last == "title" else last


def _follow(page: str, key: str, titles: Mapping[str, str], usual: str) -> None:
    """Open what the address names, unless it was we who wrote it."""
    named = st.query_params.get("view")
    if key not in st.session_state or st.session_state.get(f"{page} view written", named) != named:
        st.session_state[key] = titles.get(named or usual, titles[usual])
    st.session_state[f"{page} view written"] = named


def _write(page: str, key: str, titles: Mapping[str, str], usual: str) -> None:
    """Put the view that was opened into the address; the usual one needs no word."""
    opened = next((word for word, title in titles.items() if title == st.session_state[key]), usual)
    if opened != usual:
        st.query_params["view"] = opened
    elif "view" in st.query_params:
        del st.query_params["view"]
    st.session_state[f"{page} view written"] = st.query_params.get("view")
