"""HTML, whole pages and the fragments that OCR models leave in cells, as rows of clean cells.

Only names of HTML elements are tags: 「<運用における措置>」 and 「<選択肢>」 are words of the form and stay.
A form control becomes a mark in brackets: ``[◉]`` ticked, ``[□]`` an empty check box, ``[◌]`` an empty radio button
(which an OCR model also writes for a printed circle: the reader of ticks decides by the whole row).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from bangolin.loader.sources.rows import Cell, Row


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BREAKING = _names(
    "address article aside blockquote br caption center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol option p pre section ul"
)
_TABULAR = _names("table tbody td tfoot th thead tr")
_INLINE = _names(
    "a abbr b body button cite code col colgroup del em font html i img input ins label link mark meta rp rt ruby s "
    "select small span strong sub sup title u var wbr"
)
_SKIPPED = _names("head noscript script style template")
_NAMES = _BREAKING | _TABULAR | _INLINE | _SKIPPED
_TAG_START = re.compile(r"<(?!/?(?:" + "|".join(sorted(_NAMES)) + r")(?:[\s/>]|$)|!--|!DOCTYPE)", re.IGNORECASE)
_CONTROL = re.compile(r"[\[［]?\s*<input\b([^>]*)>\s*[\]］]?", re.IGNORECASE)


@dataclass
class _OpenCell:
    """A cell (or the page itself) that is being read: words, each with its line, and rows of tables inside it."""

    line: int
    content: list[tuple[int, str] | Row] = field(default_factory=list)

    def add(self, line: int, words: str) -> None:
        if not self.says():
            self.line = line
        self.content.append((line, words))

    def says(self) -> bool:
        return any(isinstance(one, Row) or one[1].strip() for one in self.content)

    def has_rows(self) -> bool:
        return any(isinstance(one, Row) for one in self.content)

    def text(self) -> str:
        """All words, rows of inner tables on lines of their own."""
        parts = (_line_of(one) if isinstance(one, Row) else one[1] for one in self.content)
        return _tidy("".join(parts))

    def rows(self) -> list[Row]:
        """What the cell of a layout table holds: each line of words a row, and the rows of its tables."""
        rows: list[Row] = []
        start, words = self.line, ""
        for one in [*self.content, (self.line, "\n")]:
            if isinstance(one, Row) or one[1] == "\n":
                text = _tidy(words)
                rows += [Row((Cell(text, line=start),), start)] if text else []
                words = ""
                rows += [one] if isinstance(one, Row) else []
            else:
                start = start if words else one[0]
                words += one[1]
        return rows


@dataclass
class _OpenTable:
    rows: list[Row] = field(default_factory=list)
    cells: list[_OpenCell] = field(default_factory=list)
    open: bool = False


def clean_fragment(fragment: str) -> str:
    """The words of one cell: tags gone, controls as marks, one line break where the markup breaks the line."""
    if "<" not in fragment and "&" not in fragment:
        return _tidy(fragment)
    return "\n".join(cell.text for row in rows_of_markup(fragment) for cell in row.cells)


def rows_of_markup(markup: str, first_line: int = 1) -> list[Row]:
    """Rows of an HTML text: each table row one, each paragraph outside of tables one with a single cell.

    Args:
        markup: HTML; broken markup is read as browsers do, as far as it goes.
        first_line: 1-based line of the document at which it starts.
    """
    reader = _Reader(first_line)
    reader.feed(_TAG_START.sub("&lt;", _CONTROL.sub(_mark, markup)))
    reader.close()
    return reader.finish()


class _Reader(HTMLParser):
    """Collects rows. Tables may stand in cells: rows of a layout table's cell are rows of the page."""

    def __init__(self, first_line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.first_line = first_line
        self.rows: list[Row] = []
        self.tables: list[_OpenTable] = []
        self.paragraph = _OpenCell(first_line)
        self.skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _SKIPPED:
            self.skipping += 1
        elif tag == "table":
            self._break()
            self.tables.append(_OpenTable())
        elif tag == "tr" and self.tables:
            self._end_row()
        elif tag in ("td", "th") and self.tables:
            self.tables[-1].cells.append(_OpenCell(self._line()))
            self.tables[-1].open = True
        elif tag in _BREAKING:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipping = max(0, self.skipping - 1)
        elif tag == "table" and self.tables:
            self._end_table()
        elif tag == "tr" and self.tables:
            self._end_row()
        elif tag in ("td", "th") and self.tables:
            self.tables[-1].open = False
        elif tag in _BREAKING:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self.skipping and data.strip():
            self._cell().add(self._line(), re.sub(r"\s+", " ", data))

    def finish(self) -> list[Row]:
        while self.tables:
            self._end_table()
        self._break()
        return self.rows

    def _line(self) -> int:
        return self.first_line + self.getpos()[0] - 1

    def _cell(self) -> _OpenCell:
        return self.tables[-1].cells[-1] if self.tables and self.tables[-1].open else self.paragraph

    def _break(self) -> None:
        """Ends a line of a cell, or a paragraph of the page."""
        if self.tables and self.tables[-1].open:
            self.tables[-1].cells[-1].content.append((self._line(), "\n"))
        else:
            self.rows += self.paragraph.rows()
            self.paragraph = _OpenCell(self._line())

    def _end_row(self) -> None:
        table = self.tables[-1]
        said = [(column, cell) for column, cell in enumerate(table.cells) if cell.says()]
        if len(said) == 1 and said[0][1].has_rows():
            table.rows += said[0][1].rows()
        elif said:
            cells = tuple(Cell(cell.text(), cell.line, column) for column, cell in said)
            table.rows.append(Row(cells, said[0][1].line))
        table.cells, table.open = [], False

    def _end_table(self) -> None:
        self._end_row()
        rows = self.tables.pop().rows
        if self.tables and self.tables[-1].open:
            self.tables[-1].cells[-1].content += rows
        else:
            self._break()
            self.rows += rows


def _line_of(row: Row) -> str:
    return "\n" + " ".join(cell.text for cell in row.cells) + "\n"


def _mark(control: re.Match[str]) -> str:
    attributes = control[1].lower()
    kind = re.search(r"type\s*=\s*[\"']?(\w+)", attributes)
    if kind and kind[1] not in ("checkbox", "radio"):
        return " "
    if re.search(r"\bchecked\b(?!\s*=\s*[\"']?false)", attributes):
        return " [◉] "
    return " [◌] " if kind and kind[1] == "radio" else " [□] "


def _tidy(text: str) -> str:
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
