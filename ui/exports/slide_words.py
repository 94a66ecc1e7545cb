"""Words on slides: text boxes, faces, colours; and the measures of a slide."""

from __future__ import annotations

from typing import Any

from bangolin.ui.exports.cells import plain
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

WIDTH, HEIGHT = 1190.55, 841.89  # A3 landscape, in points
TOP, SIDE, FOOT = 96.0, 36.0, 44.0
FACE, SPACING = "Yu Gothic", 1.3
"""The face, and the distance of lines by their size: stated, since faces differ in what they take."""


def add_words(
    slide: Any, words: str, x: float, y: float, width: float, height: float, size: float,
    colour: str = "#1a1f29", *, bold: bool = False, align: Any = PP_ALIGN.LEFT,
) -> Any:  # fmt: skip
    box = slide.shapes.add_textbox(Pt(x), Pt(y), Pt(width), Pt(height))
    fill_text(box.text_frame, [words], size, colour, bold, align)
    return box


def fill_text(frame: Any, lines: list[str], size: float, colour: str, bold: bool, align: Any) -> None:
    """Lines as paragraphs, one face and size."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Pt(3)
    frame.margin_top = frame.margin_bottom = Pt(1)
    for number, line in enumerate(part for words in lines for part in str(plain(words)).split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.line_spacing = align, Pt(size * SPACING)
        run = paragraph.add_run()
        run.text = line
        set_face(run, size, colour, bold)


def set_face(run: Any, size: float, colour: str, bold: bool) -> None:
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FACE
    run.font.color.rgb = colour_of(colour)
    properties = run._r.get_or_add_rPr()
    east = properties.makeelement(qn("a:ea"), {"typeface": FACE})
    properties.append(east)


def colour_of(value: str) -> RGBColor:
    red, green, blue = bytes.fromhex(value.lstrip("#"))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]
