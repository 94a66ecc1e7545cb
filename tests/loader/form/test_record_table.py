"""The annex of record items: columns read downwards, groups, numbers, several files."""

from __future__ import annotations

from bangolin.loader.form.record_table import count_changes, record_items
from bangolin.loader.sources.tables import rows_of_text


def _items(text: str, *files: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(item.group, item.no, item.name) for item in record_items(rows_of_text(text), None, files)]


def test_columns_are_read_downwards_and_a_group_goes_on_in_the_next() -> None:
    text = "項目名\t\t項目名\t\n世帯情報\t\t3\t氏名\n1\t番号\t給付情報\t\n2\t住所\t4\t支給額"
    assert _items(text) == [
        ("世帯情報", "1", "番号"),
        ("世帯情報", "2", "住所"),
        ("世帯情報", "3", "氏名"),
        ("給付情報", "4", "支給額"),
    ]


def test_numbers_that_count_along_the_rows_are_read_along_them() -> None:
    assert [no for _, no, _ in _items("1\t番号\t2\t住所\n3\t氏名\t4\t性別\n5\t続柄\t6\t備考欄")] == list("123456")


def test_number_and_name_may_share_a_cell_and_cells_a_line() -> None:
    assert _items("1 番号\t3 氏名\n2 住所\t4 性別") == [
        (None, str(n), name) for n, name in enumerate(("番号", "住所", "氏名", "性別"), 1)
    ]
    assert [name for *_, name in _items("<p>1. 番号</p><p>2. 住所</p><p>3. 氏名</p>\t")] == ["番号", "住所", "氏名"]


def test_names_without_numbers_and_bracketed_groups() -> None:
    assert _items("＜世帯情報＞\t【給付情報】\n番号\t支給額\n住所\t支給日") == [
        ("世帯情報", None, "番号"),
        ("世帯情報", None, "住所"),
        ("給付情報", None, "支給額"),
        ("給付情報", None, "支給日"),
    ]


def test_a_number_without_a_name_and_a_footnote_are_no_items() -> None:
    assert _items("1\t番号\n2\t\n\t※番号は別に保管する。\n3\t氏名") == [(None, "1", "番号"), (None, "3", "氏名")]


def test_headings_that_name_a_file_say_whose_items_follow() -> None:
    rows = rows_of_text("甲情報ファイル\n番号\t項目名\n1\t氏名\n乙情報ファイル\n番号\t項目名\n1\t住所")
    found = record_items(rows, None, ("甲情報ファイル", "(2) 乙情報ファイル（架空システム）"))
    assert [(item.file, item.name) for item in found] == [
        ("甲情報ファイル", "氏名"),
        ("(2) 乙情報ファイル（架空システム）", "住所"),
    ]


def test_changes_are_counted_without_headings_that_come_again() -> None:
    head = "変更日\t項目\t変更前の記載\t変更後の記載"
    rows = rows_of_text(f"{head}\n令和2年1月1日\tⅠ\t甲\t乙\n\tⅡ\t丙\t丁\n{head}\n令和3年1月1日\tⅠ\t甲\t乙")
    assert count_changes(rows) == 3
