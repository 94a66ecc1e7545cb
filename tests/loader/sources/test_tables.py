"""Texts with cells: which line is which row, and what is clean in a cell."""

from __future__ import annotations

import pytest
from bangolin.loader.sources.tables import has_cells, rows_of_text


def _rows(text: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows_of_text(text)]


@pytest.mark.parametrize(
    "text",
    [
        "①事務の名称\t架空の事務\n②事務の内容\t二行目",
        "| ①事務の名称 | 架空の事務 |\n|---|---|\n| ②事務の内容 | 二行目 |",
        "<table><tr><td>①事務の名称</td><td>架空の事務</td></tr><tr><td>②事務の内容</td><td>二行目</td></tr></table>",
        "<table>\n<tr><th>①事務の名称</th><td>架空の事務\n<tr><td>②事務の内容<td>二行目\n</table>",
        "<p>①事務の名称</p>\t<p>架空の事務</p>\n---\t---\n②事務の内容\t<div><b>二行目</b></div>",
        "## ①事務の名称\t架空の事務\n- 3 -\nPage 4\n②事務の内容\t**二行目**",
    ],
)
def test_a_table_is_rows_of_cells_however_it_is_written(text: str) -> None:
    assert _rows(text) == [["①事務の名称", "架空の事務"], ["②事務の内容", "二行目"]]


def test_rows_know_the_line_they_stand_on() -> None:
    rows = rows_of_text("一行目\n\n<table>\n<tr><td>甲</td>\n<td>乙</td></tr></table>\n|丙|丁|")
    assert [[cell.line for cell in row.cells] for row in rows] == [[1], [4, 5], [6, 6]]


def test_headings_in_angle_brackets_are_words_and_not_tags() -> None:
    assert _rows("①保管場所\t<p><架空システムにおける措置></p><p>施錠する。</p>") == [
        ["①保管場所", "<架空システムにおける措置>\n施錠する。"]
    ]


def test_a_heading_of_measures_inside_a_line_stands_on_a_line_of_its_own() -> None:
    assert _rows("場所\t＜運用における措置＞ 施錠する。") == [["場所", "＜運用における措置＞\n施錠する。"]]


def test_a_nested_table_that_is_printed_again_is_read_once() -> None:
    nested = "<p>[2年]</p><table><tr><td>1) 1年</td><td>2) 2年</td></tr><tr><td>3) 3年</td></tr></table>"
    text = f"期間\t{nested}\t1) 1年\t2) 2年\t3) 3年\n1) 1年\t2) 2年\t\n3) 3年\t\t\nその妥当性\t定めによる。"
    assert _rows(text) == [["期間", "[2年]\n1) 1年\n2) 2年\n3) 3年"], ["その妥当性", "定めによる。"]]


def test_form_controls_become_marks_that_keep_what_was_drawn() -> None:
    controls = '<input type="checkbox" checked/> 紙 [<input type="checkbox"/>] 専用線 <input type="radio"> 電子メール'
    assert _rows(f"方法\t{controls}") == [["方法", "[◉] 紙 [□] 専用線 [◌] 電子メール"]]


def test_a_text_without_cells_is_told_from_one_with_some() -> None:
    torn = "\n".join(["①事務の名称", "架空の事務", "＜選択肢＞"] * 20)
    assert not has_cells(torn)
    assert has_cells(torn + "\n甲\t乙" * 10)


def test_rows_of_a_form_among_many_plain_lines_are_seen() -> None:
    plain = "架空の事務を行う。\n" * 400
    assert has_cells(plain + "①システムの名称\t甲システム\n" * 8)
    assert not has_cells(plain + "1\t甲システム\n" * 8)


def test_labels_in_bold_with_colons_are_cells() -> None:
    text = "# Ⅰ　基本情報\n- **①事務の名称**: 架空の事務\n"
    assert has_cells(text * 5)
    assert _rows(text)[1] == ["- ①事務の名称: 架空の事務"]
