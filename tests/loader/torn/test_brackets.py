"""Tick rows that a tool printed as columns of brackets and columns of labels."""

from __future__ import annotations

from bangolin.loader.form.definition import read_form
from bangolin.loader.sources.text import read_text
from bangolin.loader.torn.brackets import with_boxes_joined

FORM = read_form("form4-r06-10")
# Columns of two rows, as such a tool prints three systems: without some, a text is not taken for one in columns.
COLUMNS = "[\n[ ○\n\n] 住民基本台帳ネットワークシステム\n] 宛名システム等\n\n" * 3


def joined(text: str) -> list[str]:
    pages = with_boxes_joined(read_text((COLUMNS + text).encode(), "snippet.txt").pages, FORM)
    found = [line.text for page in pages for line in page.lines if line.text.strip()]
    return found[6:]


def test_a_column_of_labels_takes_the_column_of_brackets_above_it() -> None:
    text = "[ ○\n[\n\n] 電子メール\n] フラッシュメモリ\n"
    assert joined(text) == ["[ ○ ] 電子メール", "[ ] フラッシュメモリ"]


def test_what_opened_last_closes_first() -> None:
    text = "[\n\n[ ○\n\n] フラッシュメモリ\n\n] 庁内連携システム\n"
    assert joined(text) == ["[ ○ ] フラッシュメモリ", "[ ] 庁内連携システム"]


def test_a_bracket_behind_a_label_opens_the_next_box_of_the_row() -> None:
    text = "[\n[\n\n] 電子メール [ ○\n] フラッシュメモリ\n\n] 電子記録媒体（フラッシュメモリを除く。）\n"
    assert joined(text) == [
        "[ ] 電子メール ",
        "[ ] フラッシュメモリ",
        "[ ○ ] 電子記録媒体（フラッシュメモリを除く。）",
    ]


def test_labels_below_their_brackets_come_up_with_their_words() -> None:
    text = "[ ○\n[\n\n]\n]\n\n] 紙\n\n地方公共団体・地方独立行政法人\n（架空県\n民間事業者 （\n\n）\n）\n"
    found = joined(text)
    assert found[:3] == ["[ ○ ] 地方公共団体・地方独立行政法人 （架空県", "[ ] 民間事業者 （", "] 紙"]


def test_marks_in_a_column_of_their_own_stand_in_the_empty_brackets() -> None:
    text = "[\n[\n\n○\n○\n\n] 電子メール\n] フラッシュメモリ\n"
    assert joined(text) == ["[ ○ ] 電子メール", "[ ○ ] フラッシュメモリ"]


def test_the_bracket_of_an_option_is_none_of_a_box() -> None:
    text = "[ ○\n\n[ 1年\n\n] 1） 1年未満\n\n] 紙\n"
    assert joined(text) == ["[ 1年", "] 1） 1年未満", "[ ○ ] 紙"]


def test_two_brackets_that_differ_are_not_guessed() -> None:
    text = "[ ○\n\n[\n\n庁舎\n\n] 電子メール\n] 専用線\n"
    assert joined(text) == ["[ ○", "[", "庁舎", "] 電子メール", "] 専用線"]


def test_words_of_brackets_go_to_the_boxes_that_want_some_in_order() -> None:
    text = "[ ○ ] その他\n\n[ ] その他\n\n（受付端末\n\n）\n\n（\n\n）\n"
    assert joined(text) == ["[ ○ ] その他 （受付端末）", "[ ] その他 （）"]


def test_a_text_whose_rows_are_not_in_columns_stays_as_it_is() -> None:
    pages = read_text("[ ○\n\n] 電子メール\n\n[\n\n] 紙\n".encode(), "snippet.txt").pages
    assert with_boxes_joined(pages, FORM) == pages


def test_wrapped_words_of_a_ticked_box_end_before_the_next_heading() -> None:
    text = "[ ○ ] その他\n\n（\n\n受付サーバー、番号連携サー\nバー\n\nシステム5\n\n）\n"
    assert joined(text) == ["[ ○ ] その他 （受付サーバー、番号連携サーバー）", "システム5"]
