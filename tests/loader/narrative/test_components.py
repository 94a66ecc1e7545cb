"""Parts told by what a thing is made up of, what forms a group, where something is kept; names of groups and of wholes."""

from __future__ import annotations

import pytest
from told import facts_of


def parts(measures: str = "", **given: str) -> set[tuple[str | None, str | None]]:
    return {(one.part, one.whole) for one in facts_of(measures=measures, **given).parts}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "・月組基盤は、町が設けたものであり、受付用の受付サーバと台帳データベースとで成り立つ。",
            {("受付サーバ", "月組基盤"), ("台帳データベース", "月組基盤")},
        ),
        ("・名簿は、月組システムを組み立てている機器のうち名簿サーバに置く。", {("名簿サーバ", "月組システム")}),
        (
            "・名簿は、月組システムの構成要素のうち町村名簿サーバ（以下「町村NS」という。）において管理する。",
            {("町村NS", "月組システム")},
        ),
        (
            "・「窓口系システム」とは、税務システム、福祉システムその他の庁内にあるシステムを総称していう。",
            {("税務システム", "窓口系システム"), ("福祉システム", "窓口系システム")},
        ),
        ("・星組センターのサーバ室に置く。", {("星組センターのサーバ室", "星組センター")}),
        ("・庁舎3階サーバ室に置く。", {("サーバ室", "庁舎")}),
        (
            "・月組基盤並びに集計端末及び受付端末（以下この二つの端末を「町端末」という。）を点検する。",
            {("集計端末", "町端末"), ("受付端末", "町端末")},
        ),
        (
            "・月組システムの委託区画及び副本区画は、町が使う。",
            {("委託区画", "月組システム"), ("副本区画", "月組システム")},
        ),
    ],
)
def test_what_a_thing_is_made_up_of(text: str, pairs: set[tuple[str, str]]) -> None:
    assert parts(text) == pairs


def test_the_box_is_a_part_of_what_its_text_names_and_its_stores_are_parts_of_it() -> None:
    functions = "国が運営する月組ポータルの一部であり、「すいすい届出」の名で案内されている。\n１　届出を受付データベースに蓄える。"
    facts = facts_of(functions=functions, system="届出機能システム")
    assert {(one.part, one.whole) for one in facts.parts} == {
        ("届出機能システム", "月組ポータル"),
        ("受付データベース", "届出機能システム"),
    }
    assert ("届出機能システム", "すいすい届出") in [one.names for one in facts.same_as]


def test_a_partition_that_another_system_owns_is_none_of_the_box() -> None:
    functions = "１　名簿を委託区画に登録する。"
    assert ("委託区画", "架空管理システム") in parts(functions=functions)
    assert parts("・月組サーバーの委託区画に保存する。", functions=functions) == {("委託区画", "月組サーバー")}


def test_a_bare_word_is_named_with_its_clause() -> None:
    found = facts_of(measures="・町が契約するデータセンター（以下「共同DC」という。）に置く。").same_as
    assert [one.names for one in found] == [("町が契約するデータセンター", "共同DC")]


def test_an_adjective_clause_is_no_part() -> None:
    assert parts("・月組システムの置かれた環境は、町が見る。") == set()


def test_a_law_is_named_apart_from_the_bylaw_before_it() -> None:
    text = "・架空市記録条例及び個人の記録の取扱いに関する法律（以下「記録法」という。）による。"
    assert [one.names for one in facts_of(measures=text).same_as] == [("個人の記録の取扱いに関する法律", "記録法")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("※みどり県医療連合会を、以下「医療連」という。", ("みどり県医療連合会", "医療連")),
        ("・確認は、みどり県医療連合会（以下「医療連」という。）に委託する。", ("みどり県医療連合会", "医療連")),
        ("・また県医療連合会（以下「医療連」という。）に委託する。", ("県医療連合会", "医療連")),
    ],
)
def test_a_place_written_in_hiragana_belongs_to_the_name(text: str, names: tuple[str, str]) -> None:
    assert [one.names for one in facts_of(measures=text).same_as] == [names]


def test_things_of_one_sort_are_named_together() -> None:
    found = facts_of(measures="・甲目税、乙目税（普通割）、丙目税（以下「架空税」という。）を扱う。").same_as
    assert [one.names for one in found] == [("甲目税、乙目税（普通割）、丙目税", "架空税")]
    found = facts_of(measures="・申込台帳、丙目税（以下「架空税」という。）を扱う。").same_as
    assert [one.names for one in found] == [("丙目税", "架空税")]


def test_a_company_has_a_short_name_that_ends_like_no_body() -> None:
    facts = facts_of(measures="・株式会社トモベ（以下「トモベ」という。）に送る。\n・トモベには個人番号を渡さない。")
    assert [one.kind for one in facts.same_as] == ["body"]
    assert [one.who for one in facts.denials] == ["トモベ"]
