"""A PDF with text as rows of cells: characters by their places, cells by the ruled lines around them.

Whatever draws the rulings (lines, frames, thin filled boxes), the page becomes a grid of elementary fields; fields
that no ruling parts are one cell, so that merged cells come out whole. Words outside of any frame are rows of their
own. Units are points, from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pypdfium2
from bangolin.loader.problems import DocumentError
from bangolin.loader.sources.fields import gathered
from bangolin.loader.sources.glyphs import Glyph, glyphs_of
from bangolin.loader.sources.grid import Grid, grid_of
from bangolin.loader.sources.rows import Cell, Row
from bangolin.loader.sources.rulings import rulings_of
from PIL import ImageDraw

_PAGE_NUMBER = re.compile(
    r"[-ー―－\s]*(?:page)?\s*\d{1,3}\s*(?:[/／]\s*\d{1,3})?\s*(?:ページ|頁)?[-ー―－\s]*", re.IGNORECASE
)
_SAME_LINE, _BLANK, _COLUMN_GAP, _SAME_ROW = 0.5, 0.9, 1.8, 3.0
_FULL, _NEAR_EDGE, _NEAR_SHARE = 1.1, 2.5, 0.12
_SCALE, _MOST_PIXELS = 2.0, 2400.0
_CLOSED = frozenset("）)]］")


def rows_of_pdf(data: bytes) -> tuple[Row, ...]:
    """All rows of all pages; cells carry page (1-based) and box (x0, top, x1, bottom).

    Raises DocumentError where the PDF cannot be opened or has no text.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(
            "PDF を開けません（壊れているか、パスワードで保護されています）。",
            "The PDF cannot be opened: it is broken or protected by a password.",
        ) from error
    try:
        pages = [_rows_of_page(document[index], index + 1) for index in range(len(document))]
    finally:
        document.close()
    if not any(pages):
        raise DocumentError(
            "PDF に文字がありません（画像だけの PDF）。文字認識（OCR）をかけてから読み込んでください。",
            "The PDF holds pictures only and no text: run OCR on it first.",
        )
    return tuple(row for page in _without_running_lines(pages) for row in page)


def page_image(path: Path, page: int, box: Sequence[float] | None = None) -> bytes:
    """A picture (PNG) of a page, with a cited cell marked.

    Args:
        path: the PDF.
        page: its page, 1-based.
        box: x0, top, x1, bottom in points; None marks nothing.

    A page larger than A4 is drawn smaller, 2400 pixels long at most: its size is the document's word.

    Raises IndexError where the PDF has no such page.
    """
    document = pypdfium2.PdfDocument(path)
    try:
        if not 1 <= page <= len(document):
            raise IndexError(f"page {page} of a PDF of {len(document)} pages")
        shown = document[page - 1]
        scale = min(_SCALE, _MOST_PIXELS / max(*shown.get_size(), 1.0))
        picture = shown.render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()
    if box is not None:
        x0, top, x1, bottom = (value * scale for value in box)
        frame = (x0 - 3, top - 3, x1 + 3, bottom + 3)
        ImageDraw.Draw(picture, "RGBA").rectangle(frame, outline=(200, 30, 30, 255), width=4, fill=(255, 210, 0, 60))
    target = io.BytesIO()
    picture.save(target, format="PNG")
    return target.getvalue()


def _rows_of_page(page: pypdfium2.PdfPage, number: int) -> list[Row]:
    glyphs = glyphs_of(page)
    grid = grid_of(rulings_of(page))
    inside: dict[int, list[Glyph]] = {}
    outside: list[Glyph] = []
    for glyph in glyphs:
        cell = grid.cell_at(*glyph.middle)
        if cell is None:
            outside.append(glyph)
        else:
            inside.setdefault(cell, []).append(glyph)
    cells = [_cell_of(glyphs, number, grid.box(cell)) for cell, glyphs in sorted(inside.items())]
    return _in_rows([*cells, *_loose_cells(outside, number, grid)])


def _cell_of(glyphs: Iterable[Glyph], page: int, box: tuple[float, ...]) -> Cell:
    """A cell; printed lines that fill it to its right edge go on in the next one."""
    lines = gathered(list(_lines(glyphs)))
    edge = max((line[-1].x1 for line in lines), default=0.0)
    texts: list[str] = []
    frames: list[tuple[float, ...]] = []
    full = False
    for line in lines:
        if full:
            texts[-1] += _text(line)
            frames[-1] = _around(frames[-1], _frame(line))
        else:
            texts.append(_text(line))
            frames.append(_frame(line))
        last = line[-1]
        near = max(_NEAR_EDGE * last.height, _NEAR_SHARE * (box[2] - box[0]))
        full = edge - last.x1 < _FULL * last.height and box[2] - last.x1 < near and last.sign not in _CLOSED
    return Cell("\n".join(texts), page=page, box=box, lines=tuple(frames))


def _around(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _loose_cells(glyphs: Iterable[Glyph], page: int, grid: Grid) -> Iterator[Cell]:
    """Words outside of frames: one cell a line, cut at wide gaps."""
    for line in _lines(glyphs):
        start = 0
        for at in range(1, len(line) + 1):
            if at == len(line) or _gap(line[at - 1], line[at]) > _COLUMN_GAP or grid.parts(line[at - 1], line[at]):
                piece = line[start:at]
                yield Cell(_text(piece), page=page, box=_frame(piece), lines=(_frame(piece),))
                start = at


def _lines(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Characters in lines, from the top, each from left to right."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: (one.middle[1], one.x0)):
        if not line and not glyph.sign.strip():
            continue
        if line and abs(glyph.middle[1] - line[0].middle[1]) > _SAME_LINE * max(glyph.height, line[0].height):
            yield sorted(line, key=lambda one: (one.x0, one.sign))
            line = []
        line.append(glyph)
    if line:
        yield sorted(line, key=lambda one: (one.x0, one.sign))


def _text(line: Sequence[Glyph]) -> str:
    """The words of a line: one blank for each wide gap or run of typed blanks, none where all signs are set apart."""
    text = line[0].sign
    for before, glyph in itertools.pairwise(line):
        text += (" " if _gap(before, glyph) > _BLANK else "") + glyph.sign
    text = re.sub(r"\s+", " ", text).strip()
    return text.replace(" ", "") if text.count(" ") * 2 >= len(text) - 1 > 6 else text


def _gap(before: Glyph, after: Glyph) -> float:
    """The blank between two characters, in heights of a character."""
    return (after.x0 - before.x1) / max(before.height, after.height, 1.0)


def _frame(line: Sequence[Glyph]) -> tuple[float, ...]:
    edges = (
        min(g.x0 for g in line),
        min(g.top for g in line),
        max(g.x1 for g in line),
        max(g.bottom for g in line),
    )
    return tuple(round(edge, 1) for edge in edges)


def _in_rows(cells: Sequence[Cell]) -> list[Row]:
    """Cells whose tops are level are one row."""
    rows: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda one: (_box(one)[1], _box(one)[0])):
        if rows and abs(_box(cell)[1] - _box(rows[-1][0])[1]) <= _SAME_ROW:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [Row(tuple(sorted(row, key=lambda one: _box(one)[0]))) for row in rows]


def _box(cell: Cell) -> tuple[float, ...]:
    return cell.box or (0.0, 0.0, 0.0, 0.0)


def _without_running_lines(pages: list[list[Row]]) -> list[list[Row]]:
    """Pages without the headers, footers and page numbers that stand, outside of frames, on several of them."""
    edges = [{_unnumbered(row) for row in (*page[:1], *page[-1:]) if _is_loose(row)} for page in pages]
    often = {text for text, times in Counter(text for edge in edges for text in edge).items() if times >= 3}
    return [
        [row for at, row in enumerate(page) if not (at in (0, len(page) - 1) and _is_running(row, often))]
        for page in pages
    ]


def _is_running(row: Row, often: set[str]) -> bool:
    if not _is_loose(row):
        return False
    text = "".join(cell.text for cell in row.cells)
    return bool(_PAGE_NUMBER.fullmatch(text)) or _unnumbered(row) in often


def _is_loose(row: Row) -> bool:
    """Whether a row is one line outside of frames."""
    return len(row.cells) == 1 and row.cells[0].lines == (row.cells[0].box,)


def _unnumbered(row: Row) -> str:
    return re.sub(r"\d+", "0", "".join(cell.text for cell in row.cells))


def share_in_frames(rows: Iterable[Row]) -> float:
    """The share of a document's characters that stand in ruled cells; pages without rulings have no cells to read."""
    framed = loose = 0
    for row in rows:
        for cell in row.cells:
            if cell.lines == (cell.box,):
                loose += len(cell.text)
            else:
                framed += len(cell.text)
    return framed / max(framed + loose, 1)
