"""The assessment as a PDF with ruled cells and an embedded Japanese font."""

from __future__ import annotations

import functools
import io
from pathlib import Path

import pylopdf_fonts_jp
from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont as Font
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from generator.layout import COLUMNS, USUAL, Band, Style, bands_of
from generator.paper import Sheet

SIZE = 7.6
UNIT = 8.2
LINE = 11.0
LEFT = (A4[0] - COLUMNS * UNIT) / 2
TOP = A4[1] - 48
BOTTOM = 52
FONT = "Made"


def print_pdf(sheets: tuple[Sheet, ...], style: Style = USUAL) -> bytes:
    """The whole document; each sheet begins a page. Same sheets, same bytes."""
    _register()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    page = 1
    for sheet in sheets:
        top = TOP
        for band in bands_of(sheet, style):
            height = sum(band.heights()) * LINE + 4
            if top - height < BOTTOM and top < TOP:
                page = _end_page(canvas, page)
                top = TOP
            _draw(canvas, band, top, style)
            top -= height
        page = _end_page(canvas, page)
    canvas.save()
    return out.getvalue()


def _end_page(canvas: Canvas, page: int) -> int:
    canvas.setFont(FONT, SIZE)
    canvas.drawCentredString(A4[0] / 2, 30, str(page))
    canvas.showPage()
    return page + 1


def _draw(canvas: Canvas, band: Band, top: float, style: Style) -> None:
    heights = [lines * LINE for lines in band.heights()]
    heights[0] += 2
    heights[-1] += 2
    tops = [top - sum(heights[:row]) for row in range(len(heights) + 1)]
    canvas.setLineWidth(0.5)
    canvas.setFont(FONT, SIZE)
    for first, last in band.frames:
        canvas.rect(LEFT + first * UNIT, tops[-1], (last - first) * UNIT, top - tops[-1])
    for piece in band.pieces:
        above, below = tops[piece.row], tops[piece.row + piece.height]
        if piece.ruled:
            canvas.rect(LEFT + piece.column * UNIT, below, piece.width * UNIT, above - below)
            if len(band.frames) == 1 and piece.column:
                canvas.rect(
                    LEFT + (piece.column + piece.width) * UNIT, below, (COLUMNS - style.label) * UNIT, above - below
                )
        lines = piece.printed_lines
        spare = 0.0 if style.on_top else (above - below - len(lines) * LINE) / 2
        start = above - spare - LINE + 2.4
        for number, words in enumerate(lines):
            if words.strip():
                canvas.drawString(LEFT + piece.column * UNIT + 1.5, start - number * LINE, words)


@functools.cache
def _register() -> None:
    pdfmetrics.registerFont(TTFont(FONT, io.BytesIO(_true_type(_signs()))))


def _signs() -> str:
    """All signs that the made-up world can print: those of the generator's own source."""
    texts = (path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("*.py")))
    marks = [*map(chr, range(32, 127)), *map(chr, range(0x2460, 0x2474)), *"０１２３４５６７８９"]
    return "".join(sorted({*"".join(texts), *marks} - {"\n"}))


def _true_type(signs: str) -> bytes:
    """A TrueType font of these signs, from the OpenType font of the package (outlines made quadratic)."""
    options = subset.Options(layout_features=[], notdef_outline=True, glyph_names=True)
    font = Font(pylopdf_fonts_jp.sans_path())
    picker = subset.Subsetter(options)
    picker.populate(text=signs)
    picker.subset(font)
    order, shapes = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        shapes[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(font.getBestCmap())
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics({name: (font["hmtx"][name][0], getattr(table[name], "xMin", 0)) for name in order})
    builder.setupHorizontalHeader(ascent=font["hhea"].ascent, descent=font["hhea"].descent)
    builder.setupNameTable({"familyName": FONT, "styleName": "Regular", "psName": FONT})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()
