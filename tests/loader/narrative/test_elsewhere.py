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


def test_the_number_itself_is_believed_as_what_is_moved() -> None:
    (flow,) = told("・医療機関から個人番号を架空市が受領する。")
    assert flow.carries_my_number is True
    assert {one.confidence for one in flow.evidence.values()} == {"derived"}


def test_a_step_without_the_number_does_not_hide_one_with_it() -> None:
    (flow,) = told("・住民から個人番号を架空市が受領する。")
    assert (flow.source, flow.target, flow.carries_my_number) == ("住民", "架空市", True)


def test_the_system_of_a_heading_acts_up_to_the_next_heading() -> None:
    words = (
        "<月組サーバー・ソフトウェアにおける措置>\n・情報照会者から調査票を受領する。\n"
        "<その他の措置>\n・医療機関から調査票を受領する。"
    )
    flows = facts_of(steps=STEPS + PASSED, measures=words).flows
    ends = [(flow.source, flow.target) for flow in flows if flow.section == "III"]
    assert ends == [("情報照会者", "月組サーバー"), ("医療機関", "架空市")]


PASSED = "\n③架空市は、月組サーバーに申請書を登録する。"
