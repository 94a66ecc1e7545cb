"""Lines as the page printed them, whatever a tool made of them."""

from __future__ import annotations

from bangolin.loader.form.definition import read_form
from bangolin.loader.sources.text import Document, Page, read_text
from bangolin.loader.torn.kept_cells import with_cells_in_order
from bangolin.loader.torn.mending import mended

FORM = read_form("form4-r06-10")


def document(text: str) -> Document:
    return mended(read_text(text.encode(), "snippet.txt"), FORM)


def words(found: Document) -> list[str]:
    return [line.text.strip() for line in found.lines if line.text.strip()]


def test_signs_on_lines_of_their_own_join_their_labels() -> None:
    text = "③他のシステムとの接続\n[\n○\n]\n庁内連携システム\n[\n]\nその他\n（\n）\n"
    assert words(document(text)) == ["③他のシステムとの接続", "[ ○ ] 庁内連携システム", "[ ] その他 （ ）"]


def test_signs_of_a_word_set_upright_beside_labels_are_dropped() -> None:
    text = "再　⑦再委託の有無　※\n委 ⑧再委託の許諾方法\n託　⑨再委託事項\n再 ⑦の手続のとおり\n"
    assert words(document(text)) == ["⑦再委託の有無　※", "⑧再委託の許諾方法", "⑨再委託事項", "再 ⑦の手続のとおり"]


def test_numbers_that_count_the_pages_are_dropped() -> None:
    text = "\f".join(f"本文その{sign}\n記載\n{number}\n" for number, sign in enumerate("甲乙丙丁戊", start=1))
    assert not any(word.isdigit() for word in words(document(text)))


def test_a_running_head_is_dropped() -> None:
    text = "\f".join(
        f"架空市 全項目評価書 {number}ページ\n本文その{sign}\n" for number, sign in enumerate("甲乙丙丁", 1)
    )
    assert words(document(text)) == [f"本文その{sign}" for sign in "甲乙丙丁"]


def test_a_label_at_half_the_height_of_its_cell_comes_before_its_value() -> None:
    column = " " * 24
    rows = [
        f"{column}[ 甲 ] 1） 甲",
        f"②対象となる本人の数{' ' * 14}2） 乙",
        f"{column}3） 丙",
        f"⑤保有開始日{' ' * 18}平成29年2月11日",
    ]
    page = read_text("\n".join(rows).encode(), "snippet.txt").pages[0]
    found = [
        line.text.strip()
        for line in with_cells_in_order([Page(1, page.lines)], FORM).pages[0].lines
        if line.text.strip()
    ]
    assert found.index("②対象となる本人の数") < found.index("[ 甲 ] 1） 甲")
    assert found.index("3） 丙") < found.index("⑤保有開始日")


def test_words_around_a_bracket_of_one_line_stand_in_it() -> None:
    column, inside = " " * 20, " " * 36
    rows = [
        f"①システムの名称{' ' * 13}共通基盤サーバー",
        f"{column}[     ] 宛名システム等",
        f"{inside}住宅台帳サーバー、口座振替サー",
        f"{column}[ ○   ] その他   （{' ' * 40}）",
        f"{inside}バー",
        f"{column}[     ] 税務システム",
    ]
    page = read_text("\n".join(rows).encode(), "snippet.txt").pages[0]
    found = [line.text.replace(" ", "") for line in with_cells_in_order([Page(1, page.lines)], FORM).pages[0].lines]
    assert "[○]その他（住宅台帳サーバー、口座振替サーバー）" in found


def test_a_sign_below_a_label_is_no_part_of_the_next_one() -> None:
    column = " " * 24
    rows = [
        f"{column}（甲）",
        "権利利益に影響を与え得る決定",
        f"{column}支給の決定",
        "※",
        f"⑨使用開始日{' ' * 18}平成29年2月11日",
    ]
    page = read_text("\n".join(rows).encode(), "snippet.txt").pages[0]
    found = [
        line.text.strip()
        for line in with_cells_in_order([Page(1, page.lines)], FORM).pages[0].lines
        if line.text.strip()
    ]
    assert found[-2:] == ["⑨使用開始日", "平成29年2月11日"]


def test_a_page_number_before_the_last_lines_is_dropped() -> None:
    pages = [f"本文その{sign}\n記載\n\n{number}\n" for number, sign in enumerate("甲乙丙丁", start=1)]
    assert "5" not in words(document("\f".join([*pages, "本文その戊\n\n5\n\n）\n"])))


def test_a_label_that_goes_on_below_its_neighbour_is_whole() -> None:
    assert words(document("②保管期 期間\n間\nその妥当性\n")) == ["②保管期間 期間", "その妥当性"]


def test_a_bullet_is_no_part_of_a_box() -> None:
    found = words(document("[\n[\n[\n・業務関係情報\n] 国税関係情報\n"))
    assert "・業務関係情報" in found
