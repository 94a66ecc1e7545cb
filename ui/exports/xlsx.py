"""XLSX: a cover and one sheet a table, set up for print; every text is stored as text, so nothing is a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from bangolin.ui.drawings.lettering import text_width
from bangolin.ui.exports.cells import plain
from bangolin.ui.exports.facts import about
from bangolin.ui.exports.fixed import fixed
from bangolin.ui.exports.pack import Pack
from bangolin.ui.table import Table
from bangolin.ui.texts import text
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

FACE = "Yu Gothic"
HEAD = PatternFill("solid", fgColor="12355B")
LINE = Border(bottom=Side(style="thin", color="C9D0D9"))
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def xlsx_bytes(pack: Pack) -> bytes:
    """The pack's tables as one workbook."""
    book = Workbook()
    cover = book.worksheets[0]
    cover.title = text(pack.language, "export.contents")
    _cover(cover, pack)
    for number, (title, table) in enumerate(_tables(pack), start=1):
        _sheet(book.create_sheet(sheet_name(number, title)), table, pack)
    out = io.BytesIO()
    book.save(out)
    return fixed(out.getvalue(), pack.date)


def _tables(pack: Pack) -> Iterator[tuple[str, Table]]:
    for sheet in pack.sheets:
        for table in sheet.tables:
            yield table.title, table


def sheet_name(number: int, title: str) -> str:
    """A name that a workbook takes: numbered, at most 31 signs, none of the forbidden ones."""
    return f"{number} {FORBIDDEN.sub(' ', title)}"[:31]


def _cover(sheet: Worksheet, pack: Pack) -> None:
    rows = [(pack.title, ""), (pack.disclaimer, ""), ("", ""), *about(pack), ("", "")]
    for number, (title, _) in enumerate(_tables(pack), start=1):
        rows.append((sheet_name(number, title), ""))
    for row, pair in enumerate(rows, start=1):
        for column, words in enumerate(pair, start=1):
            _write(sheet, row, column, words)
    sheet["A1"].font = Font(name=FACE, size=16, bold=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 100
    _print_setup(sheet, pack)


def _sheet(sheet: Worksheet, table: Table, pack: Pack) -> None:
    for column, head in enumerate(table.heads(pack.language), start=1):
        cell = _write(sheet, 1, column, head)
        cell.font, cell.fill = Font(name=FACE, bold=True, color="FFFFFF"), HEAD
    for row, cells in enumerate(table.rows, start=2):
        for column, words in enumerate(cells, start=1):
            _write(sheet, row, column, words).border = LINE
    for column, width in enumerate(_widths(table, pack.language), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    if table.columns:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.print_title_rows = "1:1"
    _print_setup(sheet, pack)


def _widths(table: Table, language: str) -> list[float]:
    columns = [[head] for head in table.heads(language)]
    for row in table.rows:
        for column, cell in zip(columns, row, strict=True):
            column.append(str(plain(cell)))
    return [min(60.0, max(7.0, max(text_width(words, 2.0) for words in column) + 3)) for column in columns]


def _write(sheet: Worksheet, row: int, column: int, words: object):  # type: ignore[no-untyped-def]
    value = plain(words)
    cell = sheet.cell(row=row, column=column)
    cell.value = value if value != "" else None
    if isinstance(value, str) and value != "":
        cell.data_type = "s"
    cell.font = Font(name=FACE, size=10)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _print_setup(sheet: Worksheet, pack: Pack) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    head, foot = HeaderFooterItem(), HeaderFooterItem()
    head.left.text = _header(pack.title)
    head.right.text = _header(" ".join(part for part in (pack.mark, pack.date) if part))
    foot.left.text = _header(pack.disclaimer)
    foot.right.text = "&P / &N"
    sheet.oddHeader, sheet.oddFooter = head, foot


def _header(words: str) -> str:
    return words.replace("&", "&&")
