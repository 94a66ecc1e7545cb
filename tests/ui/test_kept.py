"""What the app keeps of answers goes when other data are loaded, and stays while they are the same."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st
from bangolin.ui.asking import Asked
from bangolin.ui.web import frame, session
from streamlit.testing.v1 import AppTest


def test_answers_and_tables_of_earlier_data_are_let_go() -> None:
    made: list[int] = []

    @st.cache_resource(show_spinner=False)
    def kept(number: int) -> int:
        made.append(number)
        return number

    assert {session._answered, frame._kept_tables} <= set(session.KEPT)
    session.KEPT.append(kept)
    try:
        for state, count in (("first", 1), ("first", 1), ("second", 2), ("second", 2), ("first", 3)):
            session.forget_earlier(state)
            assert kept(7) == 7
            assert len(made) == count
    finally:
        session.KEPT.remove(kept)


def test_a_picture_stays_while_its_answer_says_the_same_whatever_was_loaded_meanwhile() -> None:
    answer = {"places": [], "flows": [], "cypher": [{"parameters": {"scope": ["one"]}}]}
    asked = Asked("trace", {"place": "x"}, answer)
    wider = Asked("trace", {"place": "x"}, {**answer, "cypher": [{"parameters": {"scope": ["one", "two"]}}]})
    assert session.content_of(asked) == session.content_of(wider)
    assert session.content_of(asked) != session.content_of(Asked("trace", {"place": "y"}, answer))
    assert session.content_of(asked) != session.content_of(Asked("trace", {"place": "x"}, {**answer, "gaps": [1]}))
    assert frame._picture not in session.KEPT


def _show_a_large_page() -> None:
    from bangolin.ui.web.framed import framed

    framed("<!DOCTYPE html><style>p { color: #123456; }</style>" + "字" * 100_000, 400)


def test_a_page_in_a_frame_is_not_kept_as_an_address() -> None:
    urlsplit("https://example.org/#kept")
    shown = AppTest.from_function(_show_a_large_page).run()
    assert not shown.exception
    assert urlsplit.cache_info().currsize == 0  # type: ignore[attr-defined]
