"""Tables on slides: native ones, cut into slides by how tall their rows are; no cell is shortened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bangolin.ui.drawings.styles import styles
from bangolin.ui.exports.cells import plain
from bangolin.ui.exports.slide_words import FOOT, HEIGHT, SIDE, SPACING, TOP, WIDTH, colour_of, set_face
from bangolin.ui.exports.widths import column_widths, lines_of
from bangolin.ui.table import Table
from pptx.util import Pt

CELL = 8.5


def rows_by_slide(table: Table, language: str) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a table by slide, as many as are tall enough for one; a row taller than a slide goes on in the next."""
    widths = column_widths([table.heads(language), *table.rows], WIDTH - 2 * SIDE, CELL)
    room = HEIGHT - TOP - FOOT - 1.9 * CELL
    page: list[tuple[Any, ...]] = []
    left = room
    for row in table.rows:
        for piece in _row_pieces(row, widths, room):
            height = row_height(piece, widths)
            if page and height > left:
                yield page
                page, left = [], room
            page.append(piece)
            left -= height
    if page or not table.rows:
        yield page


def row_height(row: Sequence[Any], widths: Sequence[float]) -> float:
    lines = max(len(lines_of(cell, width, CELL)) for cell, width in zip(row, widths, strict=True))
    return lines * CELL * SPACING + 4


def _row_pieces(row: Sequence[Any], widths: Sequence[float], room: float) -> Iterator[tuple[Any, ...]]:
    """A row as it is, or cut at line ends where it is taller than a slide; its short cells are said again."""
    most = int((room - 4) / (CELL * SPACING))
    broken = [lines_of(cell, width, CELL) for cell, width in zip(row, widths, strict=True)]
    count = -(-max(map(len, broken)) // most)
    if count == 1:
        yield tuple(row)
        return
    for number in range(count):
        yield tuple(
            cell if len(lines) <= most else "\n".join(lines[number * most : (number + 1) * most])
            for cell, lines in zip(row, broken, strict=True)
        )


def tallness(cells: Sequence[Sequence[Any]], size: float) -> float:
    return len(cells) * size * 1.9


def add_table(
    slide: Any,
    cells: Sequence[Sequence[Any]],
    y: float,
    size: float,
    *,
    head: bool = True,
    filled: bool = True,
    widths: Sequence[float] = (),
) -> None:
    """A native table."""
    wide = list(widths) or column_widths(cells, WIDTH - 2 * SIDE, size, filled=filled)
    shape = slide.shapes.add_table(len(cells), len(wide), Pt(SIDE), Pt(y), Pt(sum(wide)), Pt(tallness(cells, size)))
    grid = shape.table
    grid.first_row = head
    for column, width in zip(grid.columns, wide, strict=True):
        column.width = Pt(width)
    for at, row in enumerate(cells):
        grid.rows[at].height = Pt(max(row_height(row, wide), size * 1.9 if size != CELL else 0.0))
        for column, words in enumerate(row):
            _cell(grid.cell(at, column), str(plain(words)), size, head=head and at == 0, striped=at % 2 == 0)


def _cell(cell: Any, words: str, size: float, *, head: bool, striped: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour_of("#12355b" if head else styles()["band"][1] if striped else "#ffffff")
    cell.margin_left = cell.margin_right = Pt(3)
    cell.margin_top = cell.margin_bottom = Pt(1.5)
    frame = cell.text_frame
    for number, line in enumerate(words.split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.line_spacing = Pt(size * SPACING)
        if not line:  # an empty cell is as tall as the letters that it would have
            paragraph._p.get_or_add_endParaRPr().set("sz", str(int(size * 100)))
            continue
        run = paragraph.add_run()
        run.text = line
        set_face(run, size, "#ffffff" if head else styles()["ink"], head)
