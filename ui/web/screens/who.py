"""Who can see: everyone whom a record item reaches, each with item, line and words."""

from __future__ import annotations

import dataclasses

import streamlit as st
from bangolin.ui.asking import Asked
from bangolin.ui.texts import text
from bangolin.ui.web import address
from bangolin.ui.web.boxes import assessments_box, one_of, some_of
from bangolin.ui.web.frame import head, problems, show_picture, show_table, something_loaded, tables_of, told
from bangolin.ui.web.session import ask, field_names, language
from bangolin.ui.web.views import FLOWS_AND_GAPS, answer_views

PAGE = "who"
DEFAULTS: address.State = {"field": "個人番号", "assessment": [], "kind": [], "answer": []}
KINDS = ("department", "contractor", "subcontractor", "recipient", "operator", "source")
ANSWERS = ("reaches", "data", "link", "excluded")


def boxes() -> None:
    """The boxes that make the question and narrow its table."""
    spoken = language()
    field, among, kinds, answers = st.columns([3, 3, 3, 3])
    one_of(field, "label.field", field_names(), key="who field", accept_new_options=True)
    assessments_box("who assessment", among)
    some_of(
        kinds, "label.kinds", KINDS, key="who kind", hint="label.all",
        format_func=lambda kind: text(spoken, f"kind.{kind}"),
    )  # fmt: skip
    some_of(
        answers, "label.answers", ANSWERS, key="who answer", hint="label.all",
        format_func=lambda answer: text(spoken, f"answer_short.{answer}"),
    )  # fmt: skip


def viewers(asked: Asked) -> None:
    """The table of viewers, of the chosen kinds and answers only."""
    spoken = language()
    (table,) = tables_of(asked, ["viewers"])
    kinds = {text(spoken, f"kind.{kind}") for kind in st.session_state.get("who kind") or ()}
    answers = {text(spoken, f"answer.{answer}") for answer in st.session_state.get("who answer") or ()}
    kind, answer = table.columns.index("kind"), table.columns.index("answer")
    rows = tuple(
        row for row in table.rows if (not kinds or row[kind] in kinds) and (not answers or row[answer] in answers)
    )
    show_table(dataclasses.replace(table, rows=rows), height=560)


def result(asked: Asked) -> None:
    """Sentence, table, picture and everything beside them."""
    told(asked)
    answer_views(
        asked,
        PAGE,
        {
            "label.viewers": lambda: viewers(asked),
            "label.diagram": lambda: show_picture(asked, PAGE),
            "label.groups": ["groups"],
            **FLOWS_AND_GAPS,
        },
    )


head(PAGE)
if something_loaded():
    address.follow(PAGE, DEFAULTS)
    boxes()
    if address.write(PAGE, DEFAULTS):
        with problems():
            chosen = {"field": st.session_state["who field"] or "個人番号",
                      "assessment": st.session_state["who assessment"]}  # fmt: skip
            result(ask(PAGE, chosen))
