"""The characters of a PDF page with their places."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

_SAME_PLACE = 1.0
Point = tuple[float, float]


@dataclass(frozen=True)
class Glyph:
    """One character: edges in points from the upper left corner of the page."""

    sign: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> Point:
        """Its centre."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Its height, at least a point."""
        return max(self.bottom - self.top, 1.0)


def shown(page: pypdfium2.PdfPage) -> Callable[[float, float], Point]:
    """How a point of the page's own coordinates (from the lower left) is shown: from the upper left, turned."""
    left, bottom, right, top = page.get_cropbox()
    turned = page.get_rotation()
    if turned == 90:
        return lambda x, y: (y - bottom, x - left)
    if turned == 180:
        return lambda x, y: (right - x, y - bottom)
    if turned == 270:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def glyphs_of(page: pypdfium2.PdfPage) -> list[Glyph]:
    """All characters of a page, blanks that are typed too. What is printed twice on one place (bold) comes once."""
    place = shown(page)
    text_page = page.get_textpage()
    found: dict[tuple[str, int, int], Glyph] = {}
    try:
        for index in range(text_page.count_chars()):
            glyph = _glyph(text_page.raw, index, place)
            if glyph:
                key = (glyph.sign, round(glyph.x0 / _SAME_PLACE), round(glyph.top / _SAME_PLACE))
                found.setdefault(key, glyph)
    finally:
        text_page.close()
    return list(found.values())


def _glyph(text_page: pdfium.FPDF_TEXTPAGE, index: int, place: Callable[[float, float], Point]) -> Glyph | None:
    code = pdfium.FPDFText_GetUnicode(text_page, index)
    sign = chr(code) if 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
    if not sign or sign in "\u200b\ufeff\ufffe\uffff":
        return None
    if not sign.strip() and pdfium.FPDFText_IsGenerated(text_page, index):
        return None
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)):
        return None
    (ax, ay), (bx, by) = place(box.left, box.top), place(box.right, box.bottom)
    if ax == bx and ay == by:
        return None
    return Glyph(sign, min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
