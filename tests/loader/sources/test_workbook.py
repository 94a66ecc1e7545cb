"""Workbooks: cells with their addresses, dates as they are shown, broken files refused."""

from __future__ import annotations

import datetime
import io

import pytest
from bangolin.loader.problems import DocumentError
from bangolin.loader.sources.xlsx import rows_of_workbook
from openpyxl import Workbook


def _saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_merged_range_is_one_cell_at_its_corner() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "様式４ (2)"
    sheet["B3"], sheet["F3"] = "①事務の名称", "架空の\n事務"
    sheet.merge_cells("B3:E9")
    (row,) = rows_of_workbook(_saved(book))
    assert [(cell.text, cell.address) for cell in row.cells] == [
        ("①事務の名称", "様式４ (2)!B3"),
        ("架空の\n事務", "様式４ (2)!F3"),
    ]


def test_hidden_sheets_and_empty_cells_are_left_out() -> None:
    book = Workbook()
    book.create_sheet("選択肢")["A1"] = "30万人以上"
    book["選択肢"].sheet_state = "hidden"
    assert rows_of_workbook(_saved(book)) == ()


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [('[$-411]ggge"年"m"月"d"日"', "令和元年5月7日"), ("yyyy/m/d", "2019年5月7日")],
)
def test_a_date_is_read_as_it_is_shown(number_format: str, shown: str) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = datetime.datetime(2019, 5, 7)
    sheet["A1"].number_format = number_format
    (row,) = rows_of_workbook(_saved(book))
    assert row.cells[0].text == shown


def test_numbers_have_no_decimal_point_of_their_own() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = 26.0
    assert rows_of_workbook(_saved(book))[0].cells[0].text == "26"


def test_what_is_no_workbook_is_refused_with_a_sentence() -> None:
    with pytest.raises(DocumentError, match="Excel"):
        rows_of_workbook(b"PK\x03\x04 broken")
