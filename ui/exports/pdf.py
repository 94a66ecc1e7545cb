"""PDF: a cover with the answers, one page a picture, reasons and gaps, and an annexe with every row; A4 and A3."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import partial
from typing import Any

from bangolin.ui.drawings.drawing import Drawing
from bangolin.ui.exports.flowing import CELL, MARGIN, PAPERS, flow, words_in
from bangolin.ui.exports.fonts import font_for
from bangolin.ui.exports.pack import Pack, digests
from bangolin.ui.exports.painting import Painter, painted_size, words_of
from bangolin.ui.exports.story import parts
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

FOOT, HEAD = 46.0, 40.0
SMALL, NUMBERS = 8.5, 120.0
"""Size of what stands on every page, and the room for version and page number, in points."""
GREY, RED = "#4f5b6b", "#b3261e"


def pdf_bytes(pack: Pack) -> bytes:
    """The pack as one PDF document."""
    told = parts(pack)
    font = font_for(words_in(pack, told))
    pages: dict[int, int] = {}
    out = io.BytesIO()
    document = BaseDocTemplate(
        out, pagesize=landscape(A4), title=pack.title, author="Bangolin", subject=pack.disclaimer, invariant=1,
        lang=pack.language, creator=f"Bangolin {pack.version}",
    )  # fmt: skip
    on_page = partial(_furniture, pack=pack, font=font)
    document.addPageTemplates([_template(name, size, on_page) for name, size in PAPERS.items()])
    made = partial(_Numbered, pack=pack, font=font, pages=pages, initialFontName=font)
    document.build(flow(pack, told, font, pages), canvasmaker=made)
    return out.getvalue()


def picture_pdf(drawing: Drawing, language: str, disclaimer: str) -> bytes:
    """One picture alone, at full size, with legend and sentence: what PNG files are made from."""
    font = font_for([*words_of(drawing, language), disclaimer])
    width, height = painted_size(drawing)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height + 24), invariant=1, initialFontName=font)
    painter = Painter(canvas, font, height + 24)
    painter.paint(drawing, language)
    painter.words(22, height + 12, disclaimer, 10, GREY)
    canvas.save()
    return out.getvalue()


def _template(name: str, size: tuple[float, float], on_page: Any) -> PageTemplate:
    frame = Frame(MARGIN, FOOT, size[0] - 2 * MARGIN, size[1] - FOOT - HEAD, 0, 0, 0, 0)
    return PageTemplate(name, [frame], onPage=on_page, pagesize=size)


def _furniture(canvas: Any, _document: Any, *, pack: Pack, font: str) -> None:
    """What stands on every page: title, mark, date, sentence, version, digests."""
    width, height = canvas._pagesize
    boxed = stringWidth(pack.mark, font, SMALL) + 20 if pack.mark else 0.0
    canvas.setFont(font, SMALL)
    canvas.setFillColor(GREY)
    canvas.drawString(MARGIN, height - 24, pack.title)
    canvas.drawRightString(width - MARGIN - (boxed + 8 if boxed else 0), height - 24, pack.date)
    if boxed:
        canvas.setStrokeColor(RED)
        canvas.setFillColor(RED)
        canvas.rect(width - MARGIN - boxed, height - 29, boxed, 15, stroke=1, fill=0)
        canvas.drawCentredString(width - MARGIN - boxed / 2, height - 25, pack.mark)
    room = width - 2 * MARGIN - NUMBERS
    canvas.setFillColor(GREY)
    canvas.setFont(font, min(SMALL, SMALL * room / stringWidth(pack.disclaimer, font, SMALL)))
    canvas.drawString(MARGIN, 26, pack.disclaimer)
    canvas.setFont(font, 6.5)
    canvas.drawString(MARGIN, 14, digests(pack))


class _Numbered(Canvas):  # type: ignore[misc]
    """Writes `page / pages`, the pages of the contents, and the outline, once the last page is set."""

    def __init__(self, *arguments: Any, pack: Pack, font: str, pages: Mapping[int, int], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._held: list[dict[str, Any]] = []
        self._pack, self._face, self._pages = pack, font, pages
        self.headings: list[tuple[str, int]] = []
        self.wanted: list[tuple[int, float, float]] = []

    def showPage(self) -> None:  # noqa: N802 - the name that ReportLab calls
        self._held.append(dict(self.__dict__))
        self.headings, self.wanted = [], []
        self._startPage()

    def save(self) -> None:
        for number, page in enumerate(self._held, start=1):
            self.__dict__.update(page)
            self.setFont(self._face, SMALL)
            self.setFillColor(GREY)
            words = f"Bangolin {self._pack.version}　{number} / {len(self._held)}"
            self.drawRightString(self._pagesize[0] - MARGIN, 26, words)
            self.setFont(self._face, CELL)
            for part, x, y in self.wanted:
                self.drawRightString(x, y, str(self._pages[part]))
            for heading, level in self.headings:
                self.bookmarkPage(heading)
                self.addOutlineEntry(heading, heading, level)
            Canvas.showPage(self)
        Canvas.save(self)
