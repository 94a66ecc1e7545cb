"""PDF: a cover page, one page a picture, the tables with their citations; A4, pictures on A3 where A4 is too small."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from bangolin.ui.drawings.drawing import Drawing
from bangolin.ui.exports.cells import plain
from bangolin.ui.exports.facts import about
from bangolin.ui.exports.fonts import font_for
from bangolin.ui.exports.pack import Pack, Sheet, figures
from bangolin.ui.exports.painting import Painter, painted_size, words_of
from bangolin.ui.table import Table
from bangolin.ui.texts import text
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    LongTable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)

MARGIN, FOOT, HEAD = 36.0, 40.0, 40.0
SMALLEST = 0.62
WIDE = frozenset({"citation", "words", "message", "carries", "consent", "title", "legal_basis", "protection"})
NARROW = frozenset({"number", "hops", "tier", "outside", "scope", "redelegated", "checked", "found", "severity"})


def pdf_bytes(pack: Pack) -> bytes:
    """The pack as one PDF document."""
    font = font_for(_words(pack))
    out = io.BytesIO()
    document = BaseDocTemplate(
        out, pagesize=landscape(A4), title=pack.title, author="Bangolin", subject=pack.disclaimer, invariant=1,
        lang=pack.language, creator=f"Bangolin {pack.version}",
    )  # fmt: skip
    on_page = partial(_furniture, pack=pack, font=font)
    document.addPageTemplates([_template("a4", landscape(A4), on_page), _template("a3", landscape(A3), on_page)])
    document.build(_story(pack, font), canvasmaker=partial(_Numbered, pack=pack, font=font, initialFontName=font))
    return out.getvalue()


def picture_pdf(drawing: Drawing, language: str, disclaimer: str) -> bytes:
    """One picture alone, at full size, with legend and sentence: what PNG files are made from."""
    font = font_for([*words_of(drawing, language), disclaimer])
    width, height = painted_size(drawing)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height + 24), invariant=1, initialFontName=font)
    painter = Painter(canvas, font, height + 24)
    painter.paint(drawing, language)
    painter.words(22, height + 12, disclaimer, 10, "#4f5b6b")
    canvas.save()
    return out.getvalue()


def _template(name: str, size: tuple[float, float], on_page: Any) -> PageTemplate:
    frame = Frame(MARGIN, FOOT, size[0] - 2 * MARGIN, size[1] - FOOT - HEAD, 0, 0, 0, 0)
    return PageTemplate(name, [frame], onPage=on_page, pagesize=size)


def _furniture(canvas: Any, _document: Any, *, pack: Pack, font: str) -> None:
    """What stands on every page: title, mark, date, sentence, version."""
    width, height = canvas._pagesize
    canvas.setFont(font, 8.5)
    canvas.setFillColor("#4f5b6b")
    canvas.drawString(MARGIN, height - 24, pack.title)
    canvas.drawRightString(width - MARGIN - (70 if pack.mark else 0), height - 24, pack.date)
    if pack.mark:
        canvas.setStrokeColor("#b3261e")
        canvas.setFillColor("#b3261e")
        canvas.rect(width - MARGIN - 62, height - 29, 62, 15, stroke=1, fill=0)
        canvas.drawCentredString(width - MARGIN - 31, height - 25, pack.mark)
    canvas.setFillColor("#4f5b6b")
    canvas.drawString(MARGIN, 20, pack.disclaimer)


class _Numbered(Canvas):  # type: ignore[misc]
    """Writes `page / pages` once the number of pages is known."""

    def __init__(self, *arguments: Any, pack: Pack, font: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._held: list[dict[str, Any]] = []
        self._pack, self._face = pack, font

    def showPage(self) -> None:  # noqa: N802 - the name that ReportLab calls
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._held, start=1):
            self.__dict__.update(page)
            self.setFont(self._face, 8.5)
            self.setFillColor("#4f5b6b")
            words = f"Bangolin {self._pack.version}　{number} / {len(self._held)}"
            self.drawRightString(self._pagesize[0] - MARGIN, 20, words)
            Canvas.showPage(self)
        Canvas.save(self)


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


def _words(pack: Pack) -> list[str]:
    words = [pack.title, pack.date, pack.mark, pack.disclaimer, text(pack.language, "export.none")]
    words += [part for pair in about(pack) for part in pair]
    for sheet in pack.sheets:
        words += [sheet.title, sheet.sentence]
        words += [
            word
            for drawing in figures(sheet, pack.language)
            for word in [drawing.title, *words_of(drawing, pack.language)]
        ]
        for table in sheet.tables:
            words += [
                table.title,
                *table.heads(pack.language),
                *(str(plain(cell)) for row in table.rows for cell in row),
            ]
    return words


def _styles(font: str) -> dict[str, ParagraphStyle]:
    def style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
        return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, wordWrap="CJK", **more)

    return {
        "title": style("title", 22, 30, textColor="#12355b", spaceAfter=10),
        "heading": style("heading", 14, 19, textColor="#12355b", spaceAfter=4),
        "table": style("table", 11, 15, textColor="#12355b", spaceBefore=10, spaceAfter=4),
        "body": style("body", 10.5, 16, textColor="#1a1f29", spaceAfter=6),
        "cell": style("cell", 7.6, 10.2, textColor="#1a1f29"),
        "head": style("head", 7.6, 10.2, textColor="#ffffff"),
    }


def _story(pack: Pack, font: str) -> list[Flowable]:
    styles = _styles(font)
    story: list[Flowable] = [Spacer(1, 40), _paragraph(pack.title, styles["title"])]
    story.append(_paragraph(pack.disclaimer, styles["body"]))
    story.append(_grid([tuple(pair) for pair in about(pack)], (0.16, 0.84), styles, landscape(A4)[0], head=False))
    for sheet in pack.sheets:
        story.extend(_sheet(sheet, pack, styles, font))
    return story


def _sheet(sheet: Sheet, pack: Pack, styles: dict[str, ParagraphStyle], font: str) -> list[Flowable]:
    story: list[Flowable] = []
    for drawing in figures(sheet, pack.language):
        story += [NextPageTemplate(_paper(drawing)), PageBreak(), _paragraph(drawing.title, styles["heading"])]
        story += [_paragraph(sheet.sentence, styles["body"]), _Picture(drawing, font, pack.language)]
    story += [NextPageTemplate("a4"), PageBreak(), _paragraph(sheet.title, styles["heading"])]
    story.append(_paragraph(sheet.sentence, styles["body"]))
    for table in sheet.tables:
        story.append(_paragraph(table.title, styles["table"]))
        story.append(_table(table, pack, styles))
    return story


def _paper(drawing: Drawing) -> str:
    """A4 while letters stay readable there, else A3."""
    wide, tall = painted_size(drawing)
    width, height = landscape(A4)[0] - 2 * MARGIN, landscape(A4)[1] - HEAD - FOOT - 60
    return "a4" if min(width / wide, height / tall) >= SMALLEST else "a3"


def _table(table: Table, pack: Pack, styles: dict[str, ParagraphStyle]) -> Flowable:
    if not table.rows:
        return _paragraph(text(pack.language, "export.none"), styles["cell"])
    shares = [2.4 if column in WIDE else 0.6 if column in NARROW else 1.2 for column in table.columns]
    shares = [1.9 if column == "name" else share for column, share in zip(table.columns, shares, strict=True)]
    shares = [5.0 if column == "citation" else share for column, share in zip(table.columns, shares, strict=True)]
    rows = [table.heads(pack.language), *table.rows]
    return _grid(rows, [share / sum(shares) for share in shares], styles, landscape(A4)[0], head=True)


def _grid(
    rows: Sequence[Sequence[Any]],
    shares: Sequence[float],
    styles: dict[str, ParagraphStyle],
    page: float,
    *,
    head: bool,
) -> Flowable:
    cells = [
        [_paragraph(cell, styles["head" if head and number == 0 else "cell"]) for cell in row]
        for number, row in enumerate(rows)
    ]
    grid = LongTable(cells, [share * (page - 2 * MARGIN) for share in shares], repeatRows=int(head), splitInRow=1)
    look = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.4, "#c9d0d9"),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
            ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 6)]  # fmt: skip
    if head:
        look.append(("BACKGROUND", (0, 0), (-1, 0), "#12355b"))
    grid.setStyle(TableStyle(look))
    return grid


def _paragraph(words: object, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(str(plain(words))).replace("\n", "<br/>"), style)
