"""PNG: the painted picture as pixels, twice the size of its points."""

from __future__ import annotations

import io

import pypdfium2
from bangolin.ui.drawings.drawing import Drawing
from bangolin.ui.exports.pdf import picture_pdf

SCALE = 2.0
MOST_PIXELS = 60_000_000


def png_bytes(drawing: Drawing, language: str, disclaimer: str) -> bytes:
    """One picture as PNG; a very large one is made smaller than twice its points, to at most 60 million pixels."""
    document = pypdfium2.PdfDocument(picture_pdf(drawing, language, disclaimer))
    try:
        page = document[0]
        width, height = page.get_size()
        scale = min(SCALE, (MOST_PIXELS / (width * height)) ** 0.5)
        image = page.render(scale=scale).to_pil()
    finally:
        document.close()
    out = io.BytesIO()
    image.save(out, "PNG", optimize=False)
    return out.getvalue()
