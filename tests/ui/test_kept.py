"""What the app keeps of answers goes when other data are loaded, and stays while they are the same."""

from __future__ import annotations

import streamlit as st
from bangolin.ui.web import frame, session


def test_answers_pictures_and_tables_of_earlier_data_are_let_go() -> None:
    made: list[int] = []

    @st.cache_resource(show_spinner=False)
    def kept(number: int) -> int:
        made.append(number)
        return number

    assert {session._answered, frame._picture, frame._kept_tables} <= set(session.KEPT)
    session.KEPT.append(kept)
    try:
        for state, count in (("first", 1), ("first", 1), ("second", 2), ("second", 2), ("first", 3)):
            session.forget_earlier(state)
            assert kept(7) == 7
            assert len(made) == count
    finally:
        session.KEPT.remove(kept)
