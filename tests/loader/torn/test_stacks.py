"""Labels one under the other and then their values, names in front of the text of the next item, broken options."""

from __future__ import annotations

import pytest
from torn_snippets import OVERVIEW, torn

SHORT = "form3-r06-10"
LONG = "港湾の施設を利用する届出の受付から使用料の算定及び収納までの記録を一元的に管理し、"


def delegation(*values: str) -> str:
    """The labels of a 委託事項 of form 3, then values."""
    labels = ["委託事項1", "①委託内容", "②委託先における取扱者数", "③委託先名"]
    labels += ["④再委託の有無", "⑤再委託の許諾方法", "⑥再委託事項"]
    return "\n".join([*labels, *values])


def test_values_under_a_stack_of_labels_go_to_each_of_them() -> None:
    page = delegation(
        "届出の入力",
        "届出書の記載内容の入力業務",
        "[10人未満]",
        "＜選択肢＞",
        "1)10人未満 2)10人以上50人未満",
        "株式会社架空入力センター",
        "[再委託する]",
        "＜選択肢＞ 1)再委託する 2)再委託しない",
        "書面により申請を受けて承諾する。",
        "印刷業務の一部",
    )
    found = torn(OVERVIEW, page, form=SHORT).delegations[0]
    assert (found.title, found.content, found.contractors) == (
        "届出の入力",
        "届出書の記載内容の入力業務",
        ("株式会社架空入力センター",),
    )
    assert (found.handlers, found.redelegated, found.consent) == ("10人未満", True, "書面により申請を受けて承諾する。")
    assert (found.redelegation_matter, found.uncertain) == ("印刷業務の一部", ())
    assert found.evidence["contractors[0]"].line == found.evidence["handlers"].line + 3


def test_labels_of_a_stack_without_a_value_stay_empty() -> None:
    page = delegation("届出の入力", "届出書の入力業務", "[10人未満]", "株式会社架空入力センター", "[再委託しない]")
    found = torn(OVERVIEW, page, form=SHORT).delegations[0]
    assert (found.title, found.contractors, found.redelegated) == ("届出の入力", ("株式会社架空入力センター",), False)
    assert (found.consent, found.redelegation_matter) == (None, None)


def test_a_line_that_two_labels_might_have_is_uncertain() -> None:
    page = delegation(
        "届出の入力", "入力業務", "[10人未満]", "株式会社架空入力センター", "[再委託する]", "業務の一部につき書面で"
    )
    found = torn(OVERVIEW, page, form=SHORT).delegations[0]
    assert {"consent", "redelegation_matter"} & set(found.uncertain)
    assert found.contractors == ("株式会社架空入力センター",)


def test_full_lines_of_a_stack_go_on() -> None:
    page = "\n".join(
        [
            *("システム1", "①システムの名称", "②システムの機能", "③他のシステムとの接続", "架空港湾システム"),
            *("１ 届出機能", LONG, LONG, LONG, "記録する。", "[ ]情報提供ネットワークシステム [○]庁内連携システム"),
            *("[ ]住民基本台帳ネットワークシステム [ ]既存住民基本台帳システム", "[○]その他（料金基盤）"),
        ]
    )
    found = torn(page, form=SHORT).systems[0]
    assert (found.name, found.functions) == ("架空港湾システム", ("届出機能",))
    assert found.connections == ("庁内連携システム", "その他")


@pytest.mark.parametrize("text", ["・届出を受け付ける。", "届出を受け付けるシステムである。", "１．届出機能"])
def test_text_between_a_name_and_the_next_label_is_not_part_of_the_name(text: str) -> None:
    page = "\n".join(
        ["システム1", "①システムの名称", "架空港湾システム", text, LONG, LONG, LONG, "②システムの機能", "記録する。"]
    )
    assert torn(page, form=SHORT).systems[0].name == "架空港湾システム"


def test_a_short_name_below_a_name_stays_with_it() -> None:
    page = "システム1\n①システムの名称\n架空港湾システム\n（以下「港湾システム」という。）\n②システムの機能\n届出を記録する。"
    found = torn(page, form=SHORT).systems[0]
    assert (found.name, found.aliases) == ("架空港湾システム", ("港湾システム",))


def test_text_behind_a_name_is_not_part_of_it_where_no_label_follows() -> None:
    page = "②システムの機能\n③他のシステムとの接続\n[ ]税務システム\nシステム1\n①システムの名称\n架空港湾システム\n１．届出機能\n届出を記録する。"
    assert torn(page, form=SHORT).systems[0].name == "架空港湾システム"


def test_a_name_over_two_full_lines_stays_whole() -> None:
    page = "\n".join(
        ["システム1", "①システムの名称", LONG[:-1] + "る", "システム", "②システムの機能", LONG, LONG, LONG]
    )
    assert torn(page, form=SHORT).systems[0].name == LONG[:-1] + "るシステム"


def test_options_and_labels_that_the_print_breaks_are_joined() -> None:
    page = """
②対象となる本人の数
[1万人未満]
＜選択肢＞ 1)1万人未満 2)1万人以上10万人未満 3)10万人以上100万人未満 4)100万人以
上1,000万人未満 5)1,000万人以上
③対象となる本人の範囲
届出をした者
主な記録項目
・識別情報
[○] 個人番号 [ ] 個人番号対応符号 [○] その他識別情報（内部番
号）
・業務関係情報
[ ] 雇用・労働関係情報 [ ] 年金関係情報 [○] 学校・
教育関係情報
"""
    (file,) = torn(OVERVIEW, page, form=SHORT).files
    assert (file.subject_count, file.subjects) == ("1万人未満", "届出をした者")
    assert file.main_items == ("個人番号", "その他識別情報（内部番号）", "学校・教育関係情報")


def test_rows_of_boxes_under_two_labels_stay_apart() -> None:
    page = """
①入手元　※
②入手方法
[○]本人又は本人の代理人
[ ]評価実施機関内の他部署（ ）
[ ]行政機関・独立行政法人等（ ）
[ ]地方公共団体・地方独立行政法人（ ）
[ ]民間事業者（ ）
[○]その他（架空港湾協会）
[○]紙 [ ]電子記録媒体（フラッシュメモリを除く。） [ ]フラッシュメモリ
[ ]電子メール [ ]専用線 [ ]庁内連携システム
[ ]情報提供ネットワークシステム
[ ]その他（ ）
"""
    (acquisition,) = torn(OVERVIEW, page, form=SHORT).acquisition
    assert [(one.category, one.names) for one in acquisition.sources] == [
        ("本人又は本人の代理人", ()),
        ("その他", ("架空港湾協会",)),
    ]
    assert (acquisition.methods, acquisition.other_methods) == (("紙",), ())


def test_two_offices_and_a_law_under_their_labels_are_told_by_what_they_are() -> None:
    page = "移転先1\n①法令上の根拠\n②移転先における用途\n港湾部管理課\n港湾部東係\n架空市港湾条例第２条\n使用料の算定に関する事務"
    (transfer,) = torn(OVERVIEW, page, form=SHORT).transfers
    assert (transfer.recipients, transfer.legal_basis) == (("港湾部管理課", "港湾部東係"), "架空市港湾条例第２条")
    assert (transfer.purpose, transfer.uncertain) == ("使用料の算定に関する事務", ())


def test_words_behind_an_option_belong_to_the_label_below_them() -> None:
    page = """
委託事項1
届出の入力
①委託内容
届出書の入力業務
②委託先における取扱者数
[10人未満]
＜選択肢＞ 1)10人未満 2)10人以上50人未満
株式会社架空入力センター
③委託先名
④再委託の有無
[再委託しない]
"""
    (found,) = torn(OVERVIEW, page, form=SHORT).delegations
    assert (found.handlers, found.contractors, found.uncertain) == ("10人未満", ("株式会社架空入力センター",), ())
