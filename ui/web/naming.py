"""The names of one assessment: which are one place and by which rule, and what an officer says of two of them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from bangolin.loader.facts import Facts
from bangolin.loader.guard import contains_my_number
from bangolin.loader.naming import Joined, NoNamesError, joined_names, name_decisions
from bangolin.ui.acting import decide_names
from bangolin.ui.table import Table
from bangolin.ui.texts import text, word
from bangolin.ui.web.boxes import one_of
from bangolin.ui.web.frame import problems, show_table
from bangolin.ui.web.session import language, loaded, look_again, store
from bangolin.ui.web.sign_in import person

ACTIONS = ("join", "part", "withdraw")
OFFICERS = ("officer", "officer-parted")
"""The rules under which stands what officers decided."""


def names(facts: Facts, assessment: str) -> None:
    """The table of names that are one place, and the form that joins two, parts two, or takes such a decision back."""
    spoken = language()
    joined = joined_names(facts, assessment, name_decisions(store(), assessment))
    if st.session_state.pop("names done", False):
        st.success(text(spoken, "label.names_decided"))
    st.caption(text(spoken, "label.names_help"))
    show_table(table(joined), height=360)
    if not person().may("decide"):
        st.info(text(spoken, "sign_in.no_decision"))
        return
    _form(assessment, joined)


def table(joined: Sequence[Joined]) -> Table:
    """Merges and decisions as rows: the two names, why they are one place or two, where the document says so, by whom."""
    spoken = language()
    columns = ("name", "same_as", "rule", "line", "who", "reason", "place")
    rows = tuple(
        (one.first, one.second, word(spoken, "name_rule", one.rule), one.line, one.who, one.why, one.place)
        for one in joined
    )
    return Table("names", text(spoken, "label.names"), columns, rows)


def _form(assessment: str, joined: Sequence[Joined]) -> None:
    spoken, written = language(), _written(loaded(), assessment)
    action = st.radio(
        text(spoken, "label.name_action"), ACTIONS, horizontal=True, key="names action",
        format_func=lambda one: text(spoken, f"name_action.{one}"),
    )  # fmt: skip
    decided = [one for one in joined if one.rule in OFFICERS]
    with st.form(f"names {action}"):
        first, second = _both(action, written, joined, decided)
        why = st.text_input(text(spoken, "label.why"), key=f"names {action} why")
        if st.form_submit_button(text(spoken, f"name_action.{action}"), type="primary"):
            _decide(assessment, action, first, second, why.strip())


def _both(
    action: str, written: list[str], joined: Sequence[Joined], decided: Sequence[Joined]
) -> tuple[str | None, str | None]:
    """The two names: any two to join; a pair that a rule joined to part; a pair that was decided to take back."""
    if action == "join":
        left, right = st.columns(2)
        return (
            one_of(left, "label.first_name", written, key="names join first", index=None),
            one_of(right, "label.second_name", written, key="names join second", index=None),
        )
    pairs = decided if action == "withdraw" else [one for one in joined if one.rule not in OFFICERS]
    pair = one_of(
        st, "label.name_pair", pairs, key=f"names {action} pair", index=None,
        format_func=lambda one: f"{one.first}　／　{one.second}",
    )  # fmt: skip
    return (pair.first, pair.second) if pair else (None, None)


def _decide(assessment: str, action: str, first: str | None, second: str | None, why: str) -> None:
    spoken = language()
    if not first or not second or not why:
        st.error(text(spoken, "problem.names"))
        return
    if contains_my_number(why):
        st.error(text(spoken, "problem.number"))
        return
    with problems():
        try:
            decide_names(store(), assessment, person(), action, first, second, why)
        except NoNamesError as error:
            st.error(error.japanese if spoken == "ja" else error.english)
            return
        finally:
            look_again()
        st.session_state["names done"] = True
        st.rerun()


@st.cache_data(show_spinner=False, max_entries=8)
def _written(state: str, assessment: str) -> list[str]:
    """Every name that an assessment writes for a place."""
    del state
    rows = store().read(
        "MATCH (:Edition)-[n:NAMES]->(:Place) WHERE n.assessment = $assessment RETURN n.name AS name, n.names AS names",
        {"assessment": assessment},
    )
    return sorted({name for row in rows for name in (row["name"], *(row["names"] or ())) if name})
