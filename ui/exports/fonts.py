"""The Japanese font that goes into PDF files: Noto Sans JP (SIL Open Font License 1.1), cut down to the signs in use.

The packaged font has cubic outlines, which ReportLab does not embed; the signs in use are turned into quadratic ones.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from functools import lru_cache

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from pylopdf_fonts_jp import sans_path
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as PdfFont

ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "…・、。「」（）→－—／　"


def font_for(texts: Iterable[str]) -> str:
    """Register a font that holds every sign of the texts; returns its name in ReportLab."""
    return _registered("".join(sorted(set(ALWAYS).union(*map(set, texts)))))


@lru_cache(maxsize=8)
def _registered(signs: str) -> str:
    name = "NotoSansJP-" + hashlib.sha256(signs.encode()).hexdigest()[:8]
    pdfmetrics.registerFont(PdfFont(name, io.BytesIO(truetype(signs, name))))
    return name


@lru_cache(maxsize=8)
def truetype(signs: str, name: str) -> bytes:
    """A TrueType font with the outlines of these signs; the same signs give the same bytes.

    ReportLab takes two fonts of one PostScript name for the same, so each cut carries its own name.
    """
    font = TTFont(sans_path(), recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = []
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "BASE", "VORG", "vhea", "vmtx"]
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(text=signs)
    cutter.subset(font)
    _quadratic(font)
    for platform in ((3, 1, 0x409), (1, 0, 0)):
        font["name"].setName(name, 6, *platform)
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def _quadratic(font: TTFont) -> None:
    """Replace cubic (CFF) by quadratic (glyf) outlines, in place."""
    order = font.getGlyphOrder()
    outlines = font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    del font["CFF "]
    font["loca"] = newTable("loca")
    table = font["glyf"] = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    for name in order:
        glyphs[name].recalcBounds(table)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyphs[name], "xMin", 0))
    _profile(font, len(order))


def _profile(font: TTFont, count: int) -> None:
    profile = font["maxp"] = newTable("maxp")
    profile.tableVersion = 0x00010000
    profile.numGlyphs = count
    for name in (
        "maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
        "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints",
        "maxCompositeContours", "maxComponentDepth",
    ):  # fmt: skip
        setattr(profile, name, 1 if name == "maxZones" else 0)
    font["post"].formatType = 3.0
    font["post"].extraNames, font["post"].mapping = [], {}
    font.sfntVersion = "\x00\x01\x00\x00"
