"""A workbook of the official form (様式3, 様式4) as rows of cells, each with its address.

A merged range is one cell, at its upper left corner. Hidden sheets (lists of options) are left out; words in drawings
and text boxes are not in cells and are not read.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import TYPE_CHECKING

import openpyxl
from bangolin.loader.problems import DocumentError
from bangolin.loader.sources.rows import Cell, Row
from openpyxl.utils.exceptions import InvalidFileException

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_ERAS = ((datetime.date(2019, 5, 1), "令和", 2018), (datetime.date(1989, 1, 8), "平成", 1988))
_ERA_FORMAT = re.compile(r"gg|\be+\b|ee?\"?年", re.IGNORECASE)
_MOST_ROWS = 200_000
_MOST_CELLS = 20_000_000


def rows_of_workbook(data: bytes) -> tuple[Row, ...]:
    """All rows of the visible sheets, in the order of the sheets; ``address`` is ``シート名!B12``.

    Raises DocumentError where the bytes are no workbook that can be opened.
    """
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, SyntaxError) as error:
        raise DocumentError(
            "Excel ファイルが壊れているか、.xlsx 形式ではないため開けません。",
            "The workbook is broken or is no .xlsx file and cannot be opened.",
        ) from error
    try:
        return tuple(row for sheet in book.worksheets if sheet.sheet_state == "visible" for row in _rows(sheet))
    finally:
        book.close()


def _rows(sheet: Worksheet) -> list[Row]:
    rows: list[Row] = []
    seen = 0
    # else every row is as wide as one cell far away; the sheets of a book that is only read have it
    sheet.reset_dimensions()  # type: ignore[attr-defined]
    for line in sheet.iter_rows():
        seen += len(line)
        if len(rows) >= _MOST_ROWS or seen > _MOST_CELLS:
            raise DocumentError(
                f"シート「{sheet.title}」が大きすぎます（上限 {_MOST_ROWS:,} 行、{_MOST_CELLS:,} 欄）。",
                f"Sheet {sheet.title} is too large (at most {_MOST_ROWS:,} rows and {_MOST_CELLS:,} cells).",
            )
        cells = tuple(cell for one in line if one.value is not None and (cell := _cell(sheet.title, one)))
        if cells:
            rows.append(Row(cells))
    return rows


def _cell(sheet: str, one: SheetCell | MergedCell) -> Cell | None:
    text = "\n".join(line.strip() for line in _text(one).splitlines() if line.strip())
    return Cell(text, column=one.column or 0, address=f"{sheet}!{one.coordinate}") if text else None


def _text(one: SheetCell | MergedCell) -> str:
    value = one.value
    if isinstance(value, datetime.datetime | datetime.date):
        return _date(value, str(getattr(one, "number_format", "") or ""))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("_x000D_", "\n")


def _date(value: datetime.datetime | datetime.date, number_format: str) -> str:
    """A date as the cell shows it: in Japanese years where its format asks for them."""
    day = value.date() if isinstance(value, datetime.datetime) else value
    if _ERA_FORMAT.search(number_format):
        for start, era, offset in _ERAS:
            if day >= start:
                year = day.year - offset
                return f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"
