"""Text that carries cells: OCR output with HTML fragments, tab-separated rows, Markdown tables.

The rows of such a text are the rows of the printed form, so that label and value of an item share a row. What OCR
models make of a printed form is messy in known ways: a nested table stands inside one cell and is repeated below,
a printed circle becomes a radio button, a heading in angle brackets looks like a tag. ``rows_of_text`` makes rows of
clean cells out of all of them; ``boxes`` of a cell (see ``bangolin.loader.form.ticks``) read the marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bangolin.loader.sources.markup import clean_fragment, rows_of_markup
from bangolin.loader.sources.rows import Cell, Row

_MARKDOWN = re.compile(r"^\s*\|.*\|\s*$")
_STRESS = re.compile(r"^#{1,6}\s+|\*\*|__(?=\S)|(?<=\S)__")
_TEX = re.compile(
    r"\$?\s*\\(?:bigcirc|circ|bigodot|odot|bullet|checkmark|square|Box|boxtimes|boxdot|blacksquare)\b\s*\$?"
)
_CIRCLED = re.compile(r"\$?\\textcircled\s*\{\s*(1\d|20|[1-9])\s*\}\$?")
_TEX_OFF = re.compile(r"square\b|Box\b")
_MEASURE = re.compile(r"[<＜〈][^<>＜＞〈〉\n]{2,60}措置[>＞〉]")
_PAGE = re.compile(
    r"[-―—=*\s]*(?:page|p\.)\s*\d{1,3}[-―—=:*\s]*|[-―—\s]*\d{1,3}\s*[/／]\s*\d{1,3}[-―—\s]*|[-―—]\s*\d{1,3}\s*[-―—]"
    r"|\d{1,3}\s*(?:ページ|頁)",
    re.IGNORECASE,
)
_RULE = re.compile(r"^[\s|:+\-―—_=]*$")
_TABLE = re.compile(r"<(/?)table\b", re.IGNORECASE)
_MARKED_UP = re.compile(
    r"\t|<(?:p|br|td|tr|table|input|div|li|ul|ol)\b[^>]*>|^\s*\|.*\|\s*$|\*\*[^*]+\*\*|^#{1,6} ",
    re.IGNORECASE | re.MULTILINE,
)
_LABELLED = re.compile(r"\s*\|?\s*[①-⑳][^\t|]{2,40}[\t|]")
_FEWEST_MARKED, _FEWEST_LABELLED = 5, 8


@dataclass(frozen=True)
class _Line:
    number: int
    text: str


def has_cells(text: str) -> bool:
    """Whether the lines of a text are rows of cells: a tenth of them, or some that start with labels of a form."""
    said = [line for line in text.splitlines() if line.strip()]
    if sum(1 for line in said if _LABELLED.match(line)) >= _FEWEST_LABELLED:
        return True
    marked = sum(1 for line in said if _MARKED_UP.search(line))
    return marked >= _FEWEST_MARKED and marked * 10 >= len(said)


def rows_of_text(text: str) -> tuple[Row, ...]:
    """The rows of a text with cells, in reading order.

    Args:
        text: the whole document; line numbers count its ``\\n``.

    Returns:
        one row a line that says anything (several for a line that holds a whole HTML table), each cell with the
        1-based number of its line. A line without separators is a row of one cell. Rows that repeat the nested
        table of the row above them, or that only draw a rule, are left out.
    """
    rows: list[Row] = []
    for piece in _pieces(text):
        rows.extend(_rows_of_piece(piece))
    return tuple(_without_repeats(rows))


def _pieces(text: str) -> list[_Line]:
    """Lines; those of one HTML table that spans several lines are kept together."""
    pieces: list[_Line] = []
    open_tables = 0
    for number, line in enumerate(text.split("\n"), 1):
        line = _without_tex(line.rstrip("\r"))
        if open_tables > 0:
            pieces[-1] = _Line(pieces[-1].number, pieces[-1].text + "\n" + line)
        else:
            pieces.append(_Line(number, line))
        open_tables += sum(-1 if found[1] else 1 for found in _TABLE.finditer(line))
        open_tables = max(open_tables, 0)
    return pieces


def _rows_of_piece(piece: _Line) -> list[Row]:
    if not piece.text.strip() or _PAGE.fullmatch(piece.text.strip()):
        return []
    if _RULE.match(piece.text):
        return _dash(piece)
    if _MARKDOWN.match(piece.text) and "\n" not in piece.text:
        return [_row(piece.text.strip()[1:-1].split("|"), piece.number)]
    if "\n" in piece.text or (_TABLE.search(piece.text) and "\t" not in piece.text):
        return rows_of_markup(piece.text, piece.number)
    return [_row(piece.text.split("\t"), piece.number)]


def _dash(piece: _Line) -> list[Row]:
    """A line of dashes is a rule of Markdown; one dash alone in a row is a value (「該当なし」)."""
    if re.fullmatch(r"\s*[-―—]\t*\s*", piece.text):
        return [_row(piece.text.split("\t"), piece.number)]
    return []


def _row(fields: list[str], line: int) -> Row:
    cells = (Cell(_words(field), line=line, column=column) for column, field in enumerate(fields))
    return Row(tuple(cell for cell in cells if cell.text), line)


def _words(field: str) -> str:
    """A field's words; headings of measures inside it stand on lines of their own."""
    words = _MEASURE.sub(lambda heading: f"\n{heading[0]}\n", clean_fragment(_unstressed(field)))
    return "\n".join(line.strip() for line in words.split("\n") if line.strip())


def _unstressed(field: str) -> str:
    """A field without the signs with which Markdown sets off headings."""
    return _STRESS.sub("", field.strip())


def _without_tex(line: str) -> str:
    """A line with boxes and circles as signs where they are written in TeX."""
    if "textcircled" in line:
        line = _CIRCLED.sub(lambda number: chr(0x245F + int(number[1])), line)
    return _TEX.sub(lambda sign: "[□]" if _TEX_OFF.search(sign[0]) else "[○]", line) if "\\" in line else line


def _without_repeats(rows: list[Row]) -> list[Row]:
    """Drops what an OCR model printed again: cells of a row, then rows below, that a cell already holds."""
    kept: list[Row] = []
    nested = ""
    for row in rows:
        cells, whole = _first_printings(row)
        if nested and row.cells and all(_squeezed(cell.text) in nested for cell in row.cells):
            continue
        nested = whole
        if cells:
            kept.append(Row(cells, row.line))
    return kept


def _first_printings(row: Row) -> tuple[tuple[Cell, ...], str]:
    """The cells of a row without those that an earlier cell with a nested table holds, and that cell's text."""
    kept: list[Cell] = []
    whole = ""
    for cell in row.cells:
        if whole and _squeezed(cell.text) in whole:
            continue
        kept.append(cell)
        if cell.text.count("\n") >= 2:
            whole = _squeezed(cell.text)
    return tuple(kept), whole if len(kept) < len(row.cells) else ""


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
