"""Moves told in II and III: both ends known, the sender printed, always uncertain, never what a step tells already."""

from __future__ import annotations

from bangolin.loader.facts.records import Flow
from told import facts_of

STEPS = "①住民が申請書を架空市に提出する。\n②架空市は、医療機関に決定通知書を送付する。"


def told(measures: str) -> list[Flow]:
    """The flows that Ⅲ tells beside the two steps."""
    return [flow for flow in facts_of(steps=STEPS, measures=measures).flows if flow.section == "III"]


def test_a_move_between_known_ends_is_told_and_uncertain() -> None:
    (flow,) = told("・医療機関から個人番号を記載した届書を架空市が受領する。")
    assert (flow.source, flow.target) == ("医療機関", "架空市")
    assert {one.confidence for one in flow.evidence.values()} == {"uncertain"}


def test_what_a_step_tells_is_not_told_again() -> None:
    assert told("・住民から申請書を架空市が受領する。") == []


def test_a_sender_nobody_else_names_is_left_out() -> None:
    assert told("・税務署から申告書を架空市が受領する。") == []


def test_an_act_is_no_data() -> None:
    assert told("・医療機関から架空市に対し通信の暗号化を提供する。") == []
