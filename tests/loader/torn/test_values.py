"""Words and options away from their labels."""

from __future__ import annotations

from bangolin.loader.torn.matching import cheapest
from torn_snippets import OVERVIEW, torn

USE = """
 使用部署

 使用者数

 ⑥使用目的　※

架空税の公平な課税のため

総務部税務課、市民部保険課

[ 50人以上100人未満 ] 1） 10人未満

 ⑨使用開始日 平成28年1月1日
"""


def test_words_go_to_the_label_whose_values_look_like_them() -> None:
    use = torn(OVERVIEW, USE).use[0]
    assert use.departments == ("総務部税務課", "市民部保険課")
    assert use.user_count == "50人以上100人未満"
    assert use.started == "平成28年1月1日"


def test_a_column_of_labels_beside_a_column_of_values_is_paired_in_order() -> None:
    page = " 委託事項1\n\n ①委託内容\n\n帳票の印刷\n\n帳票の印刷に関する業務\n\n ⑥委託先名\n\n株式会社架空"
    found = torn(OVERVIEW, page).delegations[0]
    assert (found.title, found.content, found.contractors) == (
        "帳票の印刷",
        "帳票の印刷に関する業務",
        ("株式会社架空",),
    )


def test_an_option_that_two_labels_offer_is_uncertain_away_from_them() -> None:
    page = """
 使用者数

 委託事項1 業務の委託

 ③委託先における取扱者数

100人以上500人未満

10人以上50人未満
"""
    facts = torn(OVERVIEW, page)
    assert "user_count" in facts.use[0].uncertain
    assert "handlers" in facts.delegations[0].uncertain


def test_the_cheapest_assignment_is_found() -> None:
    assert cheapest([[4, 1, 3], [2, 0, 5], [3, 2, 2]]) == [1, 0, 2]


def test_a_heading_and_the_label_of_its_value_share_a_line() -> None:
    page = """
②保管期間　期間　［　6年以上10年未満　］
＜選択肢＞
1) １年未満　　2) １年　　3) ２年
7) 6年以上10年未満　　8) 10年以上20年未満　　9) 20年以上

③消去方法　消去プログラムで消す。
"""
    (retention,) = torn(OVERVIEW, page).retention
    assert (retention.period, retention.erasure) == ("6年以上10年未満", "消去プログラムで消す。")


def test_text_right_below_the_label_of_a_name_is_not_the_name() -> None:
    page = """
 システム1

架空窓口サービス

 ①システムの名称

【届出をする者の機能】
　届出をオンラインで作り、送ることができるサービス

 ②システムの機能

 ③他のシステムとの接続
"""
    (system,) = torn(page).systems
    assert system.name == "架空窓口サービス"


def test_titles_behind_the_options_stay_in_their_block() -> None:
    options = "＜選択肢＞\n] 1） 再委託する 2） 再委託しない\n\n"
    first = f" 委託事項1\n\n ⑥委託先名 株式会社架空電算\n\n ⑦再委託の有無　※ [ 再委託する\n\n ⑧再委託の許諾方法 書面\n\n ⑨再委託事項 点検\n{options}料金システムの保守業務\n\n"
    second = (
        " 委託事項2\n\n ⑥委託先名 架空印刷株式会社\n\n ⑦再委託の有無　※ [ 再委託しない\n\n ⑧再委託の許諾方法\n\n"
        f" ⑨再委託事項\n{options}通知書の印刷業務\n"
    )
    one, two = torn(OVERVIEW, first + second).delegations
    assert (one.title, one.contractors) == ("料金システムの保守業務", ("株式会社架空電算",))
    assert (two.title, two.redelegation_matter) == ("通知書の印刷業務", None)


def test_a_department_above_begins_a_name_of_its_own() -> None:
    page = " 使用部署\n港湾部船舶課、港湾部料金室\n市民部北支所\n\n ⑨使用開始日 平成28年1月1日\n"
    assert torn(OVERVIEW, page).use[0].departments == ("港湾部船舶課", "港湾部料金室", "市民部北支所")
    broken = " 使用部署\n港湾部船舶課、港湾部船舶\n料金室\n\n ⑨使用開始日 平成28年1月1日\n"
    assert torn(OVERVIEW, broken).use[0].departments == ("港湾部船舶課", "港湾部船舶料金室")
