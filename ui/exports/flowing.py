"""The parts of a pack as what ReportLab sets: cover with contents, pictures, tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from bangolin.ui.drawings.drawing import Drawing
from bangolin.ui.exports.cells import plain
from bangolin.ui.exports.pack import Pack, digests
from bangolin.ui.exports.painting import Painter, painted_size, words_of
from bangolin.ui.exports.story import Part, answers, how_to_read
from bangolin.ui.exports.widths import column_widths
from bangolin.ui.table import Table
from bangolin.ui.texts import text
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    LongTable,
    NextPageTemplate,
    PageBreak,
    Paragraph,
    Spacer,
    TableStyle,
)

MARGIN, SMALLEST = 36.0, 0.62
PAPERS = {"a4": landscape(A4), "a3": landscape(A3), "a3 upright": A3}
ABOVE = 150.0
"""What stands above and below a picture, in points."""
WIDTH = landscape(A4)[0] - 2 * MARGIN
CELL = 7.4
BLUE, INK, LINE = "#12355b", "#1a1f29", "#c9d0d9"
Styles = Mapping[str, ParagraphStyle]


class _Heading(Paragraph):  # type: ignore[misc]
    """A heading that notes its page and goes into the outline."""

    def __init__(self, words: str, style: ParagraphStyle, mark: tuple[int, int], pages: dict[int, int]) -> None:
        super().__init__(escape(words), style)
        self.words, self.mark, self.pages = words, mark, pages

    def draw(self) -> None:
        number, level = self.mark
        self.pages.setdefault(number, self.canv.getPageNumber())
        if self.words not in {words for words, _ in self.canv.headings}:
            self.canv.headings.append((self.words, level))
        super().draw()


class _PageOf(Flowable):  # type: ignore[misc]
    """Room for the page of a part; the page is written there once the last one is set."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 2.5 * CELL, CELL + 2

    def draw(self) -> None:
        self.canv.wanted.append((self.number, *self.canv.absolutePosition(2.5 * CELL, 2)))


class _Picture(Flowable):  # type: ignore[misc]
    """A drawing scaled to the frame."""

    def __init__(self, drawing: Drawing, font: str, language: str) -> None:
        super().__init__()
        self.drawing, self.font, self.language = drawing, font, language

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        wide, tall = painted_size(self.drawing)
        self.scale = min(1.0, width / wide, (height - 2) / tall)
        return wide * self.scale, tall * self.scale

    def draw(self) -> None:
        self.canv.saveState()
        self.canv.scale(self.scale, self.scale)
        Painter(self.canv, self.font, painted_size(self.drawing)[1]).paint(self.drawing, self.language)
        self.canv.restoreState()


def flow(pack: Pack, told: Sequence[Part], font: str, pages: dict[int, int]) -> list[Flowable]:
    """Everything in its order; `pages` takes the page of each part."""
    styles = _styles(font)
    story = _cover(pack, told, styles)
    for number, part in enumerate(told):
        story += _part(part, number, pack, styles, font, pages)
    return story


def words_in(pack: Pack, told: Sequence[Part]) -> list[str]:
    """Every text of the pack, for the font."""
    words = [pack.title, pack.date, pack.mark, pack.disclaimer, digests(pack), text(pack.language, "export.none")]
    words += [text(pack.language, f"export.{name}") for name in ("answer", "how", "contents")]
    words += [word for pair in how_to_read(pack.language) for word in pair]
    for title, sentence, table in answers(pack):
        words += [title, sentence, *_cells(table, pack.language)]
    for part in told:
        words += [part.heading, part.words, part.note, *_cells(part.table, pack.language)]
        words += words_of(part.picture, pack.language) if part.picture else []
    return words


def _cells(table: Table | None, language: str) -> list[str]:
    if table is None:
        return []
    return [table.title, *table.heads(language), *(str(plain(cell)) for row in table.rows for cell in row)]


def _styles(font: str) -> Styles:
    def style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
        return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, wordWrap="CJK", **more)

    return {
        "title": style("title", 22, 30, textColor=BLUE, spaceAfter=6),
        "heading": style("heading", 14, 19, textColor=BLUE, spaceBefore=12, spaceAfter=4),
        "small": style("small", 11, 15, textColor=BLUE, spaceBefore=9, spaceAfter=3),
        "body": style("body", 10.5, 16, textColor=INK, spaceAfter=5),
        "note": style("note", 8, 11, textColor="#4f5b6b", spaceAfter=3),
        "cell": style("cell", CELL, 9.4, textColor=INK),
        "head": style("head", CELL, 9.4, textColor="#ffffff"),
    }


def _cover(pack: Pack, told: Sequence[Part], styles: Styles) -> list[Flowable]:
    """Answers first, then how to read them, then where everything stands."""
    story: list[Flowable] = [_paragraph(pack.title, styles["title"])]
    for title, sentence, table in answers(pack):
        story.append(_paragraph(title, styles["small"]))
        story.append(_paragraph(sentence, styles["body"]))
        if table:
            story.append(_grid([table.heads(pack.language), *table.rows], styles, WIDTH, filled=False))
    story.append(_paragraph(text(pack.language, "export.how"), styles["small"]))
    story.append(_grid(how_to_read(pack.language), styles, WIDTH, head=False, filled=False))
    story.append(_paragraph(text(pack.language, "export.contents"), styles["small"]))
    rows = [(part.heading, _PageOf(number)) for number, part in enumerate(told)]
    story.append(_grid(rows, styles, WIDTH, head=False, filled=False))
    return story


def _part(part: Part, number: int, pack: Pack, styles: Styles, font: str, pages: dict[int, int]) -> Iterator[Flowable]:
    if part.fresh:
        yield NextPageTemplate(_paper(part.picture) if part.picture else "a4")
        yield PageBreak()
    yield CondPageBreak(0 if part.picture else 110)
    yield _Heading(part.heading, styles["heading"], (number, part.level), pages)
    if part.words:
        yield _paragraph(part.words, styles["body"])
    if part.picture:
        yield _Picture(part.picture, font, pack.language)
        return
    if part.note:
        yield _paragraph(part.note, styles["note"])
    if part.table and part.table.rows:
        yield _grid([part.table.heads(pack.language), *part.table.rows], styles, WIDTH)
    else:
        yield _paragraph(text(pack.language, "export.none"), styles["cell"])
    yield Spacer(1, 2)


def _paper(drawing: Drawing) -> str:
    """A4 while letters stay readable there, else A3; upright where the picture is larger so."""
    wide, tall = painted_size(drawing)
    scale = {
        name: min((size[0] - 2 * MARGIN) / wide, (size[1] - ABOVE) / tall) for name, size in PAPERS.items()
    }  # fmt: skip
    large = ("a3", "a3 upright")
    return "a4" if scale["a4"] >= SMALLEST else max(large, key=lambda name: round(scale[name], 2))


def _grid(
    rows: Sequence[Sequence[object]], styles: Styles, width: float, *, head: bool = True, filled: bool = True
) -> Flowable:
    cells = [
        [_paragraph(cell, styles["head" if head and number == 0 else "cell"]) for cell in row]
        for number, row in enumerate(rows)
    ]
    grid = LongTable(
        cells,
        column_widths(_texts(rows), width, CELL, filled=filled),
        repeatRows=int(head),
        splitInRow=1,
        hAlign="LEFT",
    )
    look: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
        ("TOPPADDING", (0, 0), (-1, -1), 1.6), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2),
        ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 5),
    ]  # fmt: skip
    grid.setStyle(TableStyle([*look, ("BACKGROUND", (0, 0), (-1, 0), BLUE)] if head else look))
    return grid


def _texts(rows: Sequence[Sequence[object]]) -> list[list[object]]:
    return [["000" if isinstance(cell, Flowable) else cell for cell in row] for row in rows]


def _paragraph(words: object, style: ParagraphStyle) -> Flowable:
    if isinstance(words, Flowable):
        return words
    return Paragraph(escape(str(plain(words))).replace("\n", "<br/>"), style)
