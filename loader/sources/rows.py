"""Rows of cells: what every document with cells (text tables, workbook, page with rulings) is read into."""

from __future__ import annotations

from dataclasses import dataclass

from bangolin.loader.form.items import Span


@dataclass(frozen=True)
class Cell:
    """One cell of the printed form.

    ``text`` has one line break for each that is printed inside the cell. Where it stands: ``line`` (1-based, text),
    ``page`` (1-based) and ``box`` (x0, top, x1, bottom in points; PDF), ``address`` (``シート名!B12``; workbook).
    ``column`` orders cells in their row; ``lines`` are, for a PDF, the boxes of the printed lines of ``text``.
    """

    text: str
    line: int | None = None
    column: int = 0
    page: int | None = None
    box: tuple[float, ...] | None = None
    address: str | None = None
    lines: tuple[tuple[float, ...], ...] = ()

    def span(self, text: str, printed_line: int = 0) -> Span:
        """Some words of this cell as evidence; ``printed_line`` is the 0-based line of the cell they stand in."""
        box = self.lines[printed_line] if printed_line < len(self.lines) else self.box
        return Span(text, line=self.line, page=self.page, box=box, cell=self.address)


@dataclass(frozen=True)
class Row:
    """Cells side by side, left to right, empty ones left out. ``line`` is the line of the row in a text."""

    cells: tuple[Cell, ...]
    line: int | None = None
