"""PPTX: the pack as slides, in the order of the printed one, with native shapes, connectors and tables."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from bangolin.ui.drawings.lettering import text_width
from bangolin.ui.drawings.styles import styles
from bangolin.ui.exports.fixed import fixed
from bangolin.ui.exports.pack import Pack, digests
from bangolin.ui.exports.slide_pictures import paint_picture
from bangolin.ui.exports.slide_tables import CELL, add_table, rows_by_slide, tallness
from bangolin.ui.exports.slide_words import FOOT, HEIGHT, SIDE, TOP, WIDTH, add_words, colour_of
from bangolin.ui.exports.story import Part, answers, how_to_read, parts
from bangolin.ui.exports.widths import column_widths, lines_of
from bangolin.ui.texts import text
from pptx import Presentation
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

COVER_LETTER = 11.0
Block = tuple[str, str, list[Sequence[Any]], bool]
"""A block of the cover: title, sentence, rows of a table, and whether the first of them is its head."""


def pptx_bytes(pack: Pack) -> bytes:
    """The pack as one presentation, in the order of the printed one."""
    show = Presentation()
    show.slide_width, show.slide_height = Pt(WIDTH), Pt(HEIGHT)
    show.core_properties.title, show.core_properties.author = pack.title, f"Bangolin {pack.version}"
    show.core_properties.last_modified_by = "Bangolin"
    told = parts(pack)
    sheets = [list(rows_by_slide(part.table, pack.language)) if part.table else [] for part in told]
    _cover(show, pack, told, [max(1, len(pages)) for pages in sheets])
    for part, pages in zip(told, sheets, strict=True):
        if part.picture:
            slide = _slide(show, pack, part.heading)
            add_words(slide, part.words, SIDE, 58, WIDTH - 2 * SIDE, 34, 14)
            paint_picture(slide, part.picture, pack.language)
        for number, rows in enumerate(pages, start=1):
            _table_slide(show, pack, part, (number, len(pages)), rows)
    for slide in show.slides:
        _without_theme(slide)
    out = io.BytesIO()
    show.save(out)
    return fixed(out.getvalue(), pack.date)


def _without_theme(slide: Any) -> None:
    """Drop the theme's style of shapes and connectors: it adds shadows that nobody asked for."""
    for shape in slide.shapes:
        for style in shape._element.findall(qn("p:style")):
            shape._element.remove(style)


def _slide(show: Any, pack: Pack, title: str) -> Any:
    slide = show.slides.add_slide(show.slide_layouts[6])
    add_words(slide, title, SIDE, 22, WIDTH - 320, 34, 22, styles()["start"], bold=True)
    date = WIDTH - SIDE - _mark_width(pack) - 90
    add_words(slide, pack.date, date, 26, 80, 24, 12, styles()["muted"], align=PP_ALIGN.RIGHT)
    if pack.mark:
        wide = _mark_width(pack)
        box = add_words(slide, pack.mark, WIDTH - SIDE - wide, 24, wide, 26, 13, "#b3261e", align=PP_ALIGN.CENTER)
        box.line.color.rgb, box.line.width = colour_of("#b3261e"), Pt(1.2)
    small = min(10.0, 10.0 * (WIDTH - 320) / text_width(pack.disclaimer, 10.0))
    add_words(slide, pack.disclaimer, SIDE, HEIGHT - 36, WIDTH - 280, 16, small, styles()["muted"])
    add_words(slide, digests(pack), SIDE, HEIGHT - 20, WIDTH - 300, 14, 7, styles()["muted"])
    foot = f"Bangolin {pack.version}　{len(show.slides)}"
    add_words(slide, foot, WIDTH - 236, HEIGHT - 32, 200, 20, 10, styles()["muted"], align=PP_ALIGN.RIGHT)
    return slide


def _mark_width(pack: Pack) -> float:
    return text_width(pack.mark, 13) + 24 if pack.mark else 0.0


def _cover(show: Any, pack: Pack, told: Sequence[Part], lengths: Sequence[int]) -> None:
    """Answers with their numbers, then how to read them and where everything stands; as many slides as that takes."""
    blocks: list[Block] = []
    for title, sentence, table in answers(pack):
        blocks.append((title, sentence, [table.heads(pack.language), *table.rows] if table else [], True))
    blocks.append((text(pack.language, "export.how"), "", list(how_to_read(pack.language)), False))
    starts = list(accumulate(lengths, initial=0))[:-1]
    front = len(_fitted([*blocks, _contents(pack, told, starts)]))
    blocks.append(_contents(pack, told, [start + front for start in starts]))
    for group in _fitted(blocks):
        slide, y = _slide(show, pack, pack.title), 66.0
        for title, sentence, cells, head in group:
            add_words(slide, f"{title}\n{sentence}".strip(), SIDE, y, WIDTH - 2 * SIDE, 40, 14, styles()["start"])
            y += _head_height(sentence)
            if cells:
                add_table(slide, cells, y, COVER_LETTER, head=head, filled=False)
                y += tallness(cells, COVER_LETTER) + 14


def _contents(pack: Pack, told: Sequence[Part], starts: Sequence[int]) -> Block:
    rows: list[Sequence[Any]] = [(part.heading, start + 1) for part, start in zip(told, starts, strict=True)]
    return text(pack.language, "export.contents"), "", rows, False


def _head_height(sentence: str) -> float:
    """Room for a title and its sentence."""
    lines = len(lines_of(sentence, WIDTH - 2 * SIDE, 14)) if sentence else 0
    return 26 + 18.2 * lines


def _fitted(blocks: Sequence[Block]) -> list[list[Any]]:
    """Blocks of the cover by slide; a block longer than a slide goes over several."""
    slides: list[list[Any]] = [[]]
    y = 66.0
    for title, sentence, cells, head in blocks:
        while True:
            room = int((HEIGHT - FOOT - y - _head_height(sentence) - 14) / (COVER_LETTER * 1.9))
            if room < min(len(cells), 4) and slides[-1]:
                slides.append([])
                y = 66.0
                continue
            taken, cells = cells[:room], cells[room:]
            slides[-1].append((title, sentence, taken, head))
            y += _head_height(sentence) + tallness(taken, COVER_LETTER) + 14
            if not cells:
                break
    return slides


def _table_slide(show: Any, pack: Pack, part: Part, page: tuple[int, int], rows: Sequence[tuple[Any, ...]]) -> None:
    slide = _slide(show, pack, part.heading)
    number, pages = page
    counted = text(pack.language, "label.page", page=number, pages=pages) if pages > 1 else ""
    words = "　".join(each for each in (part.words if number == 1 else "", part.note, counted) if each)
    add_words(slide, words, SIDE, 60, WIDTH - 2 * SIDE, 26, 11)
    assert part.table is not None
    if not part.table.rows:
        add_words(slide, text(pack.language, "export.none"), SIDE, TOP, 400, 26, 12)
        return
    heads = part.table.heads(pack.language)
    widths = column_widths([heads, *part.table.rows], WIDTH - 2 * SIDE, CELL)
    add_table(slide, [heads, *rows], TOP, CELL, widths=widths)
