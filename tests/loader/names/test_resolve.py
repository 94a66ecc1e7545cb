"""Names of one document: what is one place, in which scope, and why."""

from __future__ import annotations

from typing import Any

import pytest
from bangolin.loader.names.decided import Action, NameDecision
from bangolin.loader.names.resolve import Names, resolve
from made_up import facts, step, system


def names(**parts: Any) -> Names:
    return resolve(facts(**parts), "架空市/1")


@pytest.mark.parametrize("name", ["架空市", "架空市長", "本市", "当市", "市", "評価実施機関"])
def test_the_assessor_under_its_names(name: str) -> None:
    place = names(flows=[step(name, "乙装置")]).place(name)
    assert place.key == "org/架空市"
    assert place.assessor


def test_a_society_is_the_assessor_under_its_names() -> None:
    found = resolve(facts(body="架空健康保険組合"), "架空健康保険組合/1")
    assert found.place("当組合").key == "org/架空健康保険組合"


def test_one_body_under_five_names() -> None:
    spelled = ["神奈川県国民健康保険団体連合会", "国保連合会", "国保団体連合会", "国保連", "神奈川県国保連合会"]
    found = names(flows=[step("甲装置", name) for name in spelled])
    assert {found.place(name).key for name in spelled} == {"pref:神奈川県/国民健康保険団体連合会"}


def test_a_union_without_a_known_prefecture_stays_with_its_assessment() -> None:
    assert names(flows=[step("甲装置", "国保連合会")]).place("国保連合会").key == "assessment:架空市/1/国保連合会"


def test_two_systems_under_one_name_stay_two() -> None:
    same = [{"names": ["中間サーバー", "医療保険者等向け中間サーバー等"], "basis": "alias", "line": 5}]
    systems = [system("中間サーバー"), system("医療保険者等向け中間サーバー等", 2)]
    found = names(systems=systems, same_as=same)
    assert found.place("中間サーバー").key != found.place("医療保険者等向け中間サーバー等").key


def test_a_system_whose_alias_is_on_the_national_list_is_that_system() -> None:
    found = names(systems=[system("中間サーバー等", aliases=["医療保険者等向け中間サーバー等"])])
    assert found.place("中間サーバー等").key == "jp/医療保険者等向け中間サーバー等"
    assert found.place("中間サーバー等").name == "中間サーバー等"


def test_what_the_document_calls_the_same_is_one_place_and_says_why() -> None:
    same = [{"names": ["甲装置", "甲"], "basis": "stated", "line": 5}]
    place = names(same_as=same, flows=[step("甲", "乙装置")]).place("甲")
    assert place.name == "甲装置"
    assert [(merge.name, merge.rule, merge.line) for merge in place.merges] == [("甲", "stated-same", 5)]


def test_what_is_the_same_as_data_or_law_joins_no_places() -> None:
    same = [{"names": ["甲装置", "乙装置"], "kind": "data", "line": 5}]
    found = names(same_as=same, flows=[step("甲装置", "乙装置")])
    assert found.place("甲装置").key != found.place("乙装置").key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("情報提供ネットワークシステム", "jp/情報提供ネットワークシステム"),
        ("住基ネット", "jp/住民基本台帳ネットワークシステム"),
        ("支払基金", "jp/社会保険診療報酬支払基金"),
        ("株式会社 架空電算", "org/架空電算"),
        ("架空電算（株）", "org/架空電算"),
        ("横浜市長", "org/横浜市"),
        ("市区町村", "assessment:架空市/1/市区町村"),
        ("各業務システム", "assessment:架空市/1/各業務システム"),
        ("転出元市", "assessment:架空市/1/転出元市"),
        ("窓口端末", "assessment:架空市/1/窓口端末"),
        ("架空給付システム", "body:架空市/架空給付システム"),
    ],
)
def test_scopes(name: str, key: str) -> None:
    assert names(flows=[step("甲装置", name)]).place(name).key == key


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("架空連携サーバー", "System"),
        ("データセンター", "Site"),
        ("被保険者", "PersonGroup"),
        ("情報照会者", "Organization"),
        ("架空広域ネットワーク", "Network"),
        ("資格履歴ファイル", "File"),
        ("架空機構", "Organization"),
        ("保険年金課", "Department"),
    ],
)
def test_kinds_by_ending(name: str, kind: str) -> None:
    assert names(flows=[step("甲装置", name)]).place(name).kind == kind


def said(action: Action, first: str, second: str, when: str = "2026-04-01") -> NameDecision:
    return NameDecision(action, first, second, "officer", when, "確認")


def test_parted_names_stay_two_though_the_list_says_one() -> None:
    spelled = ["国保連合会", "神奈川県国民健康保険団体連合会"]
    made = facts(flows=[step("甲装置", name) for name in spelled])
    found = resolve(made, "架空市/1", [said("part", *spelled)])
    assert found.place(spelled[0]).key == "pref:神奈川県/国民健康保険団体連合会"
    assert found.place(spelled[1]).key == "assessment:架空市/1/神奈川県国民健康保険団体連合会"


def test_the_assessor_keeps_its_key_when_a_name_is_parted_from_it() -> None:
    made = facts(flows=[step("架空市長", "架空市")])
    found = resolve(made, "架空市/1", [said("part", "架空市長", "架空市")])
    assert {found.place("架空市").key, found.place("架空市長").key} >= {"org/架空市"}
    assert found.place("架空市").key != found.place("架空市長").key


def test_two_systems_of_the_form_are_one_where_an_officer_says_so() -> None:
    made = facts(systems=[system("甲装置"), system("乙装置", 2)])
    assert resolve(made, "架空市/1").place("甲装置") != resolve(made, "架空市/1").place("乙装置")
    found = resolve(made, "架空市/1", [said("join", "甲装置", "乙装置")])
    assert found.place("甲装置") == found.place("乙装置")


def test_the_order_of_decisions_changes_nothing_and_the_latest_counts() -> None:
    made = facts(flows=[step("甲装置", "乙装置"), step("丙装置", "丁装置")])
    given = [
        said("join", "甲装置", "乙装置"),
        said("part", "乙装置", "甲装置", "2026-04-02"),
        said("join", "乙装置", "丙装置"),
    ]
    one, two = resolve(made, "架空市/1", given), resolve(made, "架空市/1", reversed(given))
    spelled = ("甲装置", "乙装置", "丙装置", "丁装置")
    assert [one.place(name) for name in spelled] == [two.place(name) for name in spelled]
    assert one.place("乙装置") == one.place("丙装置") != one.place("甲装置")
