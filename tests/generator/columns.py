"""The sheets as text of a fixed pitch, a kanji as wide as two letters: columns stand where widths say."""

from __future__ import annotations

import unicodedata

from generator.layout import Band, Style, bands_of
from generator.paper import Sheet

LINES_A_PAGE = 64


def text_in_columns(sheets: tuple[Sheet, ...], style: Style) -> str:
    """The whole document; each sheet begins a page, pages are parted by form feeds and numbered."""
    pages: list[list[str]] = []
    for sheet in sheets:
        pages.append([])
        for number, band in enumerate(bands_of(sheet, style)):
            lines = [*_lines(band, style), *([""] if number % 3 == 2 else [])]
            if len(pages[-1]) + len(lines) > LINES_A_PAGE and pages[-1]:
                pages.append([])
            pages[-1] += lines
    return "\f".join("\n".join([*page, "", " " * 58 + str(number), ""]) for number, page in enumerate(pages, 1))


def _lines(band: Band, style: Style) -> list[str]:
    """The lines of some cells side by side, what is lower than its cell in the middle of it or at its top."""
    heights = band.heights()
    placed: list[list[tuple[int, str]]] = [[] for _ in range(sum(heights))]
    for piece in band.pieces:
        words = piece.printed_lines
        above = sum(heights[: piece.row])
        room = sum(heights[piece.row : piece.row + piece.height])
        for at, line in enumerate(words):
            if line.strip():
                placed[above + (0 if style.on_top else (room - len(words)) // 2) + at].append(
                    (2 * piece.column + 1, line)
                )
    return [_line(sorted(one)) for one in placed]


def _line(placed: list[tuple[int, str]]) -> str:
    text = ""
    for start, words in placed:
        text += " " * max(start - _width(text), 1) + words
    return text


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "FWA" else 1 for sign in text)
