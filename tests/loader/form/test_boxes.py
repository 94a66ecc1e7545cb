"""Tick rows: which box a mark belongs to, and what a row of marks can tell."""

from __future__ import annotations

import pytest
from bangolin.loader.form.boxes import find_ticks, state
from bangolin.loader.form.definition import read_form
from bangolin.loader.form.folding import folded

FORM = read_form("form4-r06-10")


def _ticked(item: str, text: str, may_be_empty: bool = False) -> dict[str, bool | None]:
    words = folded(text)
    row = find_ticks(words, FORM.item(item).boxes)
    assert row is not None
    return {box.box.label: state(box, row, words, may_be_empty)[0] for box in row.boxes}


def _on(item: str, text: str) -> list[str]:
    return sorted(label for label, ticked in _ticked(item, text).items() if ticked)


@pytest.mark.parametrize(
    ("on", "off"),
    [
        ("[○]", "[]"),
        ("[ ◯ ]", "[　]"),
        ("☑", "☐"),
        ("■", "□"),
        ("✓", "□"),
        ("[x]", "[ ]"),
        ("(○)", "( )"),
        ("[O]", "[]"),
    ],
)
def test_all_shapes_of_marks_are_read(on: str, off: str) -> None:
    row = f"{off} 専用線 {on} 電子メール {off} 電子記録媒体（フラッシュメモリを除く。） {off} フラッシュメモリ "
    row += f"{on} 紙 {off} その他 （ ）"
    assert _on("delegation.methods", row) == ["紙", "電子メール"]


def test_marks_may_stand_behind_their_labels() -> None:
    row = "専用線 ☑ 電子メール ☐ 電子記録媒体（フラッシュメモリを除く。） ☐ フラッシュメモリ ☐ 紙 ☐ その他 ☐"
    assert _on("delegation.methods", row) == ["専用線"]


def test_a_longer_label_is_not_taken_for_a_shorter_one() -> None:
    row = "[○] 個人番号対応符号 [] 個人番号 [○] その他識別情報（内部番号） [] その他住民票関係情報 [] 国税関係情報 "
    row += "[] 地方税関係情報 [] 健康・医療関係情報 [] 医療保険関係情報 [] 年金関係情報 [] 災害関係情報 [] その他 ( )"
    assert _on("file.main_items", row) == ["その他識別情報（内部番号）", "個人番号対応符号"]


def test_words_in_brackets_are_no_labels() -> None:
    row = "[○] その他 （ 専用線、紙 ） [] 電子メール [] フラッシュメモリ [] 紙 [] 専用線"
    assert _on("delegation.methods", row) == ["その他"]


def test_empty_check_boxes_all_alike_tell_nothing() -> None:
    row = "[□] 専用線 [□] 電子メール [□] 電子記録媒体 [□] フラッシュメモリ [□] 紙 [□] その他 ( )"
    assert set(_ticked("delegation.methods", row).values()) == {None}


def test_filled_brackets_tell_where_the_mark_does_not() -> None:
    row = "[□] 専用線 [□] 電子メール [□] 電子記録媒体 [□] フラッシュメモリ [□] 紙 [□] その他 (架空の便)"
    assert _ticked("delegation.methods", row)["その他"] is True


def test_filled_brackets_against_an_empty_mark_stay_open() -> None:
    row = "[○] 専用線 [] 電子メール [] 電子記録媒体 [] フラッシュメモリ [] 紙 [] その他 (架空の便)"
    assert _ticked("delegation.methods", row)["その他"] is None


def test_a_radio_button_among_check_boxes_is_a_circle() -> None:
    mixed = "[◌] 専用線 [□] 電子メール [□] 電子記録媒体 [□] フラッシュメモリ [□] 紙 [□] その他 ()"
    alike = mixed.replace("□", "◌")
    assert _ticked("delegation.methods", mixed)["専用線"] is True
    assert set(_ticked("delegation.methods", alike).values()) == {None}


def test_a_system_may_be_connected_with_nothing() -> None:
    row = "[] 情報提供ネットワークシステム [] 庁内連携システム [] 住民基本台帳ネットワークシステム "
    row += "[] 既存住民基本台帳システム [] 宛名システム等 [] 税務システム [] その他 ()"
    assert set(_ticked("system.connections", row, may_be_empty=True).values()) == {False}
    assert set(_ticked("system.connections", row).values()) == {None}


def test_free_words_are_no_row_of_ticks() -> None:
    assert (
        find_ticks(folded("専用線又は電子メールで受け渡し、紙は使わない。"), FORM.item("delegation.methods").boxes)
        is None
    )


def test_where_only_ticks_are_printed_the_other_boxes_are_empty() -> None:
    row = "専用線 ○電子メール 電子記録媒体（フラッシュメモリを除く。） フラッシュメモリ ○紙 その他（ ）"
    assert _on("delegation.methods", row) == ["紙", "電子メール"]
    assert _ticked("delegation.methods", row)["専用線"] is False


def test_a_slip_of_a_letter_in_a_label_is_read() -> None:
    row = "[○] 情報提要ネットワークシステム [] 庁内連携システム [] 住民基本台帳ネットワークシステム "
    row += "[] 既存住民基本台帳システム [] 宛名システム等 [] 税務システム [] その他 ()"
    assert _on("system.connections", row) == ["情報提供ネットワークシステム"]
