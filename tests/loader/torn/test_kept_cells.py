"""Pages that keep their columns: where cells end, and what is not sure."""

from __future__ import annotations

from bangolin.loader.form.definition import read_form
from bangolin.loader.sources.text import Line, Page
from bangolin.loader.torn.kept_cells import Ordered, with_cells_in_order

FORM = read_form("form4-r06-10")
VALUES = 26


def ordered(*rows: tuple[str, str]) -> Ordered:
    """One page of such rows."""
    return pages_ordered(list(rows))


def pages_ordered(*pages: list[tuple[str, str]]) -> Ordered:
    """Pages of (words of the left column, words of the right one); nothing in both is an empty line."""
    number, made = 0, []
    for at, rows in enumerate(pages, start=1):
        lines = []
        for left, right in rows:
            number += 1
            lines.append(Line(number, f"{left.ljust(VALUES) if right else left}{right}"))
        made.append(Page(at, tuple(lines)))
    return with_cells_in_order(made, FORM)


def words(found: Ordered) -> list[str]:
    return [line.text.replace(" ", "") for page in found.pages for line in page.lines if line.text.strip()]


def test_lines_go_to_the_label_in_whose_middle_they_stand() -> None:
    found = ordered(
        ("①システムの名称", "架空システム"),
        *[("", "１　登録"), ("", "２　検索"), ("②システムの機能", "３　集計"), ("", "４　帳票"), ("", "５　認証")],
        *[("", "[ ○ ] 情報提供ネットワークシステム"), ("③他のシステムとの接続", "[   ] 宛名システム等")],
        ("", "[   ] その他 （ ）"),
    )
    at = words(found).index("②システムの機能")
    assert words(found)[at + 1] == "１　登録"
    assert words(found)[at + 6 : at + 8] == ["③他のシステムとの接続", "[○]情報提供ネットワークシステム"]
    assert not found.doubtful


def test_signs_of_a_cell_beside_are_no_part_of_labels() -> None:
    found = ordered(
        ("⑥委託先名", "架空データ株式会社"),
        *[("再　⑦再委託の有無", "＜選択肢＞"), ("", "[ 再委託する ]    1） 再委託する"), ("", "2） 再委託しない")],
        *[("委　⑧再委託の許諾方", "書面で許諾する。"), ("託　法", ""), ("　　⑨再委託事項", "印刷の一部")],
    )
    assert [one.replace("　", "") for one in words(found)] == [
        *[
            "⑥委託先名",
            "架空データ株式会社",
            "⑦再委託の有無",
            "＜選択肢＞",
            "[再委託する]1）再委託する",
            "2）再委託しない",
        ],
        *["⑧再委託の許諾方法", "書面で許諾する。", "⑨再委託事項", "印刷の一部"],
    ]


def test_a_cell_goes_on_at_the_top_of_the_next_page() -> None:
    found = pages_ordered(
        [("⑤保有開始日", "平成28年1月1日"), ("", "届出を受け付け、"), ("②システムの機能", "台帳に登録し、")],
        [
            ("", "結果を通知する。"),
            ("", ""),
            ("⑥委託先名", "架空データ株式会社"),
            ("", ""),
            ("⑧使用方法", "審査する。"),
        ],
    )
    assert found.pages[1].lines[0].text == "結果を通知する。"


def test_columns_by_width_are_columns_too() -> None:
    rows = [("⑤保有開始日", "平成28年1月1日"), ("⑥委託先名", "架空データ株式会社"), ("", "架空印刷株式会社")] * 6
    lines = []
    for number, (left, right) in enumerate(rows, start=1):
        lines.append(Line(number, left + " " * (VALUES - 2 * len(left)) + right))
    found = words(with_cells_in_order([Page(1, tuple(lines))], FORM))
    assert found == ["⑤保有開始日", "平成28年1月1日", "⑥委託先名", "架空データ株式会社", "架空印刷株式会社"] * 6


def test_a_line_that_two_cells_may_hold_is_in_doubt() -> None:
    """One line between two labels that stand on lines of their own, each with one line on its other side."""
    found = ordered(
        ("", "架空一社"), ("⑥委託先名", ""), ("", "架空二社"), ("⑤委託先名の確認方法", ""), ("", "架空三社")
    )
    assert found.doubtful == {3}
