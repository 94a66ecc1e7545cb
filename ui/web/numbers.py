"""The form for a document that was stopped by what looks like a 個人番号: where it stands, and that it is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from bangolin.loader.guard import Numbers
from bangolin.loader.problems import DocumentError
from bangolin.ui.texts import text
from bangolin.ui.web.boxes import some_of
from bangolin.ui.web.cited import escaped
from bangolin.ui.web.frame import problems
from bangolin.ui.web.session import language
from bangolin.ui.web.sign_in import person


def ask_about_numbers(numbers: Numbers, key: str, confirm: Callable[[Sequence[str], str], None]) -> None:
    """Positions with the masked words around them, and the form that says of them that they are no 個人番号."""
    spoken = language()
    places = {str(one): one for one in numbers.positions}
    for one in numbers.positions:
        st.markdown(f"- **{escaped(one.japanese if spoken == 'ja' else one.english)}**　{escaped(one.words)}")
    if not person().may("decide"):
        st.info(text(spoken, "sign_in.no_decision"))
        return
    with st.form(f"{key} numbers"):
        chosen = some_of(
            st,
            "label.number_positions",
            list(places),
            format_func=lambda name: places[name].japanese if spoken == "ja" else places[name].english,
            key=f"{key} positions",
        )
        why = st.text_input(text(spoken, "label.why"), key=f"{key} why")
        st.caption(text(spoken, "label.number_help"))
        if st.form_submit_button(text(spoken, "label.not_a_number"), type="primary"):
            if not chosen or not why.strip():
                st.error(text(spoken, "problem.positions"))
                return
            with problems():
                try:
                    confirm(chosen, why.strip())
                except DocumentError as error:
                    st.error(error.japanese if spoken == "ja" else error.english)
