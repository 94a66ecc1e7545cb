"""Rows of boxes printed as brackets above labels or broken elsewhere than the form's, options without their label."""

from __future__ import annotations

import pytest
from torn_snippets import OVERVIEW, torn

SHORT = "form3-r06-10"


def connections(*rows: str) -> tuple[str, ...]:
    """The ticked connections of a system with these rows of boxes."""
    page = ["システム1", "①システムの名称 架空港湾システム", "②システムの機能", "届出を記録する。"]
    return torn("\n".join([*page, "③他のシステムとの接続", *rows]), form=SHORT).systems[0].connections


def test_rows_of_brackets_above_as_many_rows_of_labels_are_theirs_in_order() -> None:
    found = connections(
        *("[ ○ [", "[ [ ○", "[ ○ [ ○", "["),
        *(
            "] 情報提供ネットワークシステム ] 庁内連携システム",
            "] 住民基本台帳ネットワークシステム ] 既存住民基本台帳システム",
        ),
        *("] 宛名システム等 ] 税務システム", "] その他 （ ）"),
    )
    assert found == ("情報提供ネットワークシステム", "既存住民基本台帳システム", "宛名システム等", "税務システム")


def test_rows_of_another_shape_than_their_labels_tell_nothing() -> None:
    page = ["システム1", "①システムの名称 架空港湾システム", "③他のシステムとの接続", "[ ○ [", "[ [", "["]
    page += ["] 情報提供ネットワークシステム", "] 庁内連携システム ] 既存住民基本台帳システム", "] 宛名システム等"]
    (system,) = torn("\n".join(page), form=SHORT).systems
    assert system.connections == ()
    assert {"情報提供ネットワークシステム", "庁内連携システム", "既存住民基本台帳システム"} <= set(system.uncertain)


def test_a_bracket_at_the_end_of_a_row_belongs_to_the_label_that_closes_it() -> None:
    page = """
主な記録項目
・識別情報
[ ○ ] 個人番号 [ ] 個人番号対応符号 [ ] その他識別情報（内部番号）
・業務関係情報
[ ] 生活保護・社会福祉関係情報 [ ] 介護・高齢者福祉関係情報 [ ○
] 雇用・労働関係情報 [ ] 年金関係情報
"""
    (file,) = torn(OVERVIEW, page, form=SHORT).files
    assert (file.main_items, file.uncertain) == (("個人番号", "雇用・労働関係情報"), ())


def test_an_option_that_one_item_offers_needs_no_label() -> None:
    page = "＜選択肢＞\n[ 50項目以上100項目未満 ] 1） 10項目未満\n2） 10項目以上50項目未満"
    (file,) = torn(OVERVIEW, page, form=SHORT).files
    assert (file.item_count, file.evidence["item_count"].confidence) == ("50項目以上100項目未満", "derived")


@pytest.mark.parametrize("page", ["[ 10人未満 ]", "[ 10項目未満 ]\n[ 100項目以上 ]"])
def test_an_option_of_several_items_or_one_of_two_is_of_none(page: str) -> None:
    facts = torn(OVERVIEW, page, form=SHORT)
    assert [file.item_count for file in facts.files] in ([], [None])
    assert not [one for one in facts.use if one.user_count]


def test_words_right_below_a_label_that_none_else_needs_are_sure() -> None:
    page = " 移転先1 港湾課\n\n ③移転する情報\n\n船名及び総トン数\n\n ⑦時期・頻度 随時"
    (transfer,) = torn(OVERVIEW, page).transfers
    assert (transfer.information, transfer.uncertain) == ("船名及び総トン数", ())


@pytest.mark.parametrize("first", ["株式会社架空社", "一般財団法人みなと会"])
def test_contractors_below_each_other_are_two(first: str) -> None:
    page = f" 委託事項1 業務の委託\n\n ①委託内容 業務の処理\n\n ⑥委託先名\n\n{first}\n公益財団法人架空医療事務研究会"
    assert torn(OVERVIEW, page).delegations[0].contractors == (first, "公益財団法人架空医療事務研究会")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("保守の一部（再委託先　株式会社架空データ）", "株式会社架空データ"),
        ("保守の一部(株式会社はやて)及び受付", "株式会社はやて"),
    ],
)
def test_a_sub_contractor_is_named_behind_a_blank_or_in_brackets(words: str, name: str) -> None:
    page = (
        f" 委託事項1 業務の委託\n\n ①委託内容 業務の処理\n\n ⑦再委託の有無　※\n\n[ 再委託する ]\n\n ⑨再委託事項 {words}"
    )
    assert torn(OVERVIEW, page).delegations[0].redelegates == (name,)


def test_a_sign_alone_is_no_name() -> None:
    page = " 委託事項1 業務の委託\n\n ①委託内容 業務の処理\n\n ⑥委託先名\n\n株式会社架空社、\n）"
    assert torn(OVERVIEW, page).delegations[0].contractors == ("株式会社架空社",)
