"""Who runs a system because work on it is delegated: contractors by titles, sub-contractors by what is given on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bangolin.loader.facts.records import Delegation, Redelegate
from bangolin.loader.narrative.delegated import delegated
from bangolin.loader.narrative.places import lexicon
from told import facts_of


def run(matter: str, *redelegates: str | Redelegate, title: str = "月組システムの運用及び保守") -> set[tuple[str, str]]:
    one = Delegation(title=title, contractors=("甲野会社",), redelegation_matter=matter, redelegates=redelegates)
    facts = replace(facts_of(), delegations=(one,))
    return {(each.operator or "", each.of or "") for each in delegated(facts, lexicon([]))}


@pytest.mark.parametrize(
    ("matter", "of"),
    [
        ("データセンターの設備の保守を、乙野会社に再委託する。", "データセンター"),
        ("星組サーバーの機器の点検（乙野会社）", "星組サーバー"),
        ("甲野会社は、星組サーバーの運用を乙野会社に再委託する。", "星組サーバー"),
        ("夜間の監視（再委託先：乙野会社）", "月組システム"),
        ("データベースの保守（再委託先：乙野会社）", "月組システム"),
    ],
)
def test_a_sub_contractor_runs_what_is_given_on(matter: str, of: str) -> None:
    assert run(matter, "乙野会社") == {("甲野会社", "月組システム"), ("乙野会社", of)}


def test_who_is_given_a_part_of_a_part_is_not_said_to_run_the_whole() -> None:
    assert run("夜間の監視", Redelegate("丙野会社", tier=3)) == {("甲野会社", "月組システム")}


def test_what_is_delegated_again_is_quoted() -> None:
    matter = "名簿の管理（乙野会社から再々委託する「星組サーバーの運用・保守業務」を含む）"
    assert ("乙野会社", "星組サーバー") in run(matter, title="名簿の整理")


def test_of_several_contractors_each_has_what_the_text_says() -> None:
    text = "・月組システムの運用保守は甲野会社に、星組システムの運用保守は乙野会社に委託する。"
    title = "月組システム及び星組システムの運用保守"
    facts = facts_of(measures=text)
    one = Delegation(title=title, contractors=("甲野会社", "乙野会社"))
    found = delegated(replace(facts, delegations=(one,)), lexicon([]), facts.operators)
    assert {(each.operator, each.of) for each in found} == {
        ("甲野会社", "月組システム"),
        ("乙野会社", "星組システム"),
    }
