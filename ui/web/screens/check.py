"""Checks: contradictions inside the documents, and accepting a finding with a reason."""

from __future__ import annotations

import dataclasses
import datetime

import streamlit as st
from bangolin.loader.guard import contains_my_number
from bangolin.ui.acting import accept
from bangolin.ui.texts import text
from bangolin.ui.web import address
from bangolin.ui.web.boxes import assessments_box, one_of
from bangolin.ui.web.contents import MOST_CARDS
from bangolin.ui.web.frame import head, problems, show_tables, something_loaded, told
from bangolin.ui.web.session import ask, editions_in_force, language, store
from bangolin.ui.web.sign_in import person
from bangolin.ui.web.views import answer_views

PAGE = "check"
DEFAULTS: address.State = {"assessment": [], "all": False}


def boxes() -> None:
    """The boxes that narrow the checks."""
    spoken = language()
    among, every = st.columns([6, 2], vertical_alignment="bottom")
    assessments_box("check assessment", among)
    every.toggle(text(spoken, "label.all_findings"), key="check all")


def result() -> None:
    """Sentence, findings, rules, and the form that accepts one."""
    spoken = language()
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    asked = ask(
        "check",
        {"assessment": st.session_state["check assessment"], "as_of": today, "language": spoken},
        by_decisions=True,
    )
    told(asked)
    open_ones = [finding for finding in asked.answer["findings"] if not finding["accepted"]]
    shown = asked
    if not st.session_state["check all"]:
        shown = dataclasses.replace(asked, answer={**asked.answer, "findings": open_ones})
    answer_views(
        asked,
        PAGE,
        {
            "label.findings": lambda: show_tables(shown, ["findings"]),
            "label.rules": ["rules"],
            "label.accept": lambda: acceptance(open_ones),
            "gap.title": ["gaps"],
        },
        cited=shown,
    )


def acceptance(open_ones: list[dict[str, str]]) -> None:
    """Accept one finding: which, why, and until when."""
    spoken = language()
    if st.session_state.pop("check done", False):
        st.success(text(spoken, "label.accepted_done"))
    if not open_ones:
        st.info(text(spoken, "empty.findings"))
        return
    if not person().may("decide"):
        st.info(text(spoken, "sign_in.no_decision"))
        return
    with st.form("accept", border=True, clear_on_submit=True):
        finding = one_of(
            st,
            "label.choose_finding",
            open_ones,
            key=None,
            format_func=lambda finding: f"{finding['id']}　{finding['assessment'].split('/')[0]}　{finding['message']}",
        )
        reason = st.text_input(text(spoken, "label.reason"))
        until = st.date_input(text(spoken, "label.until"), value=None)
        if st.form_submit_button(text(spoken, "label.accept"), type="primary"):
            if not reason.strip():
                st.error(text(spoken, "problem.reason"))
            elif contains_my_number(reason):
                st.error(text(spoken, "problem.number"))
            else:
                accept(store(), finding, person(), reason.strip(), until.isoformat() if until else None)
                st.session_state["check done"] = True
                st.rerun()


head(PAGE)
if something_loaded():
    address.follow(PAGE, DEFAULTS)
    boxes()
    if address.write(PAGE, DEFAULTS):
        if len(editions_in_force()) > MOST_CARDS and not st.session_state["check assessment"]:
            st.info(text(language(), "empty.check_many"), icon=":material/fact_check:")
        else:
            with problems():
                result()
