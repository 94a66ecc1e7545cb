"""Ticks away from their labels: as many ticks as marks, and nothing guessed."""

from __future__ import annotations

from bangolin.loader.facts.records import System
from bangolin.loader.torn.shapes import layings
from torn_snippets import OVERVIEW, torn

REST = "[ ] 情報提供ネットワークシステム\n\n[ ] 住民基本台帳ネットワークシステム [ ] 既存住民基本台帳システム\n\n[ ] その他 （ ）\n\n"


def system(ticks: str) -> System:
    page = f"""
 システム1

 ①システムの名称 架空税システム

 ③他のシステムとの接続

{ticks}
"""
    return torn(page).systems[0]


def test_a_mark_behind_a_label_belongs_to_the_next_box_of_the_row() -> None:
    found = system(
        "[ ] 情報提供ネットワークシステム [ ○\n\n] 庁内連携システム\n\n[ ] 宛名システム等 [\n\n] 税務システム"
    )
    assert found.connections == ("庁内連携システム",)
    assert found.uncertain == ()


def test_without_a_mark_left_nothing_is_ticked() -> None:
    found = system("[ ] 情報提供ネットワークシステム\n\n[\n\n] 庁内連携システム\n\n[\n\n] 税務システム")
    assert found.connections == ()
    assert found.uncertain == ()


def test_as_many_marks_as_boxes_tick_them_all() -> None:
    found = system(REST + "[ ○\n\n] 庁内連携システム\n\n[ ○\n\n] 税務システム\n\n[ ] 宛名システム等")
    assert found.connections == ("庁内連携システム", "税務システム")


def test_a_mark_that_could_be_two_boxes_is_uncertain() -> None:
    found = system(REST + "[ ○\n\n[\n\n] 庁内連携システム\n\n] 税務システム\n\n[ ] 宛名システム等")
    assert found.connections == ()
    assert found.uncertain == ("庁内連携システム", "税務システム")


def test_filled_brackets_are_ticked() -> None:
    found = system(
        "[ ] 宛名システム等\n\n[ ○\n\n] その他 （\n住民記録システム、団体内連携\n基盤\n\n）\n\n[\n\n] 税務システム"
    )
    assert found.connections == ("その他",)
    assert found.other_connections == ("住民記録システム", "団体内連携基盤")


def test_the_reason_for_an_item_says_that_it_is_recorded() -> None:
    page = """
 主な記録項目　※

] 個人番号 ] 個人番号対応符号

[ ○

[

 その妥当性
・個人番号：対象者を特定するため。
"""
    assert torn(OVERVIEW.rstrip("\n") + "\n" + page).files[0].main_items == ("個人番号",)


def test_a_pair_of_boxes_fits_only_a_row_of_two() -> None:
    ways = layings([1, 2, 1], [(True, False), (False,), (False,)])
    assert ways == [((False,), (True, False), (False,))]


def test_pieces_that_do_not_fit_say_nothing() -> None:
    assert layings([1, 1], [(True, False)]) == []


def test_brackets_inside_the_brackets_of_a_box_are_part_of_its_words() -> None:
    found = system("[ ○ ] その他 （ 資格確認システム、架空総合（架空集約）システム ）")
    assert found.other_connections == ("資格確認システム", "架空総合（架空集約）システム")


def test_words_below_an_open_bracket_end_before_the_sign_that_closes_it() -> None:
    found = system("[ ○ ] その他 （ 資格確認システム、架空台帳シ\nステム ）")
    assert found.other_connections == ("資格確認システム", "架空台帳システム")


def test_words_left_open_by_a_bracket_belong_to_the_ticked_box_that_is_closed_elsewhere() -> None:
    rest = "[ ] 宛名システム等 [ ] 税務システム\n\n[ ○ ] その他\n）\n"
    found = system(f"（ 灯台管理システム、航路情報基盤\n\n[ ] 庁内連携システム\n\n{rest}")
    assert found.connections == ("その他",)
    assert found.other_connections == ("灯台管理システム", "航路情報基盤")
