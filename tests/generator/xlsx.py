"""The assessment as a workbook of narrow columns and merged cells, as the official form is."""

from __future__ import annotations

import datetime
import functools
import io
import re
import zipfile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from generator.layout import COLUMNS, Band, Piece, bands_of
from generator.paper import Sheet

THIN = Side(style="thin")
CENTRED = Alignment(wrap_text=True, vertical="center")
WHEN = datetime.datetime(2026, 1, 1)


def print_xlsx(sheets: tuple[Sheet, ...], form_number: int) -> bytes:
    """The workbook; sheets are called 様式４, 様式４ (2), … as the official ones. Same sheets, same bytes."""
    book = Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = WHEN
    name = f"様式{'４' if form_number == 4 else '３'}"
    for number, sheet in enumerate(sheets, 1):
        _write(book.create_sheet(name if number == 1 else f"{name} ({number})"), sheet)
    out = io.BytesIO()
    book.save(out)
    return _without_times(out.getvalue())


def _write(page: Worksheet, sheet: Sheet) -> None:
    for column in range(1, COLUMNS + 2):
        page.column_dimensions[get_column_letter(column)].width = 2
    top = 2
    for band in bands_of(sheet):
        for piece in band.pieces:
            _cell(page, piece, top)
        _frame(page, band, top)
        for row, lines in enumerate(band.heights()):
            page.row_dimensions[top + row].height = 13.5 * lines
        top += band.rows


def _cell(page: Worksheet, piece: Piece, top: int) -> None:
    first, last = piece.column + 2, piece.column + piece.width + 1
    above, below = top + piece.row, top + piece.row + piece.height - 1
    cell = page.cell(above, first, piece.words or None)
    cell.alignment = CENTRED
    if (first, above) != (last, below):
        page.merge_cells(start_row=above, start_column=first, end_row=below, end_column=last)


def _frame(page: Worksheet, band: Band, top: int) -> None:
    """Rules around each frame of the band."""
    bottom = top + band.rows - 1
    for first, last in band.frames:
        for row in range(top, bottom + 1):
            for column in range(first + 2, last + 2):
                sides = (column == first + 2, column == last + 1, row == top, row == bottom)
                if any(sides):
                    page.cell(row, column).border = _border(*sides)


@functools.cache
def _border(left: bool, right: bool, top: bool, bottom: bool) -> Border:
    names = {"left": left, "right": right, "top": top, "bottom": bottom}
    return Border(**{name: THIN for name, drawn in names.items() if drawn})


def _without_times(data: bytes) -> bytes:
    """The same archive with one fixed time on every part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2026-01-01T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(part.filename, WHEN.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
