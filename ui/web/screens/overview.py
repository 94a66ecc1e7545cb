"""Overview: what is loaded, how sure it is, what is open, and where to begin."""

from __future__ import annotations

from collections import Counter

import streamlit as st
from bangolin.ui.texts import text, word
from bangolin.ui.web.contents import MOST_CARDS, gaps, show_editions
from bangolin.ui.web.frame import head, problems, say, something_loaded, told
from bangolin.ui.web.session import ask, editions_in_force, language


def tour() -> None:
    """Three steps for people who are here for the first time."""
    spoken = language()
    with st.container(border=True):
        st.markdown(f"**{text(spoken, 'tour.title')}**")
        for column, (step, page) in zip(
            st.columns(3), (("one", "who"), ("two", "trace"), ("three", "pack")), strict=True
        ):
            column.write(text(spoken, f"tour.{step}"))
            column.page_link(f"screens/{page}.py", label=text(spoken, f"page.{page}"), icon=":material/arrow_forward:")


def result() -> None:
    """The loaded assessments, one answer, what is open, and findings."""
    spoken, loaded = language(), editions_in_force()
    say(text(spoken, "sentence.documents", count=len(loaded)))
    show_editions(loaded, spoken)
    st.markdown(f"##### {text(spoken, 'page.who')}：個人番号")
    told(ask("who", {"field": "個人番号"}))
    open_ends, findings = st.columns(2)
    with open_ends:
        st.markdown(f"##### {text(spoken, 'gap.title')}")
        kinds = Counter(gap["kind"] for edition in loaded for gap in gaps(edition))
        for kind, number in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])):
            st.markdown(f"- {word(spoken, 'gap', kind)}：**{number}**")
    with findings:
        st.markdown(f"##### {text(spoken, 'page.check')}")
        if len(loaded) <= MOST_CARDS:
            told(ask("check", {}))
        else:
            st.caption(text(spoken, "empty.many"))
        st.page_link("screens/check.py", label=text(spoken, "page.check"), icon=":material/arrow_forward:")


head("overview")
if something_loaded():
    with problems():
        tour()
        result()
