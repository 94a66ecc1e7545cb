"""Pictures on slides: native shapes and glued connectors that people can move and edit."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from bangolin.ui.drawings.drawing import LEADING, LETTER, Drawing, Line, Thing
from bangolin.ui.drawings.legend import LEGEND_HEIGHT, legend_entries
from bangolin.ui.drawings.shapes import mark_size, marker_width
from bangolin.ui.drawings.styles import kind_style, line_style, styles
from bangolin.ui.exports.cells import plain
from bangolin.ui.exports.slide_words import FOOT, HEIGHT, SIDE, TOP, WIDTH, add_words, colour_of, fill_text, set_face
from bangolin.ui.texts import word
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

SHAPES = {
    "pill": MSO_SHAPE.FLOWCHART_TERMINATOR,
    "round": MSO_SHAPE.ROUNDED_RECTANGLE,
    "cut": MSO_SHAPE.OCTAGON,
    "box": MSO_SHAPE.RECTANGLE,
    "sheet": MSO_SHAPE.SNIP_1_RECTANGLE,
    "hexagon": MSO_SHAPE.HEXAGON,
}
DASHES = {"reaches": MSO_LINE.SOLID, "data": MSO_LINE.LONG_DASH, "link": MSO_LINE.ROUND_DOT, "excluded": MSO_LINE.DASH}
SIGNS = {"reaches": "●", "data": "◐", "link": "○", "excluded": "✕"}


def paint_picture(slide: Any, drawing: Drawing, language: str) -> None:
    wide, tall = max(drawing.width, 900.0), drawing.height + LEGEND_HEIGHT
    scale = min(1.15, (WIDTH - 2 * SIDE) / wide, (HEIGHT - TOP - FOOT) / tall)
    for number, band in enumerate(drawing.bands):
        _band(slide, band.title, band.x, min(band.width, drawing.width - band.x), drawing.height, number, scale)
    order = {thing.id: _thing(slide, thing, language, scale) for thing in drawing.things}
    things = drawing.thing
    for line in drawing.lines:
        _line(slide, line, order, things, scale)
    for line in drawing.lines:
        _marker(slide, line, scale)
    _legend(slide, drawing, language, scale)


def _at(x: float, y: float, scale: float) -> tuple[Pt, Pt]:
    return Pt(SIDE + x * scale), Pt(TOP + y * scale)


def _band(slide: Any, title: str, x: float, width: float, height: float, number: int, scale: float) -> None:
    left, top = _at(x, 0, scale)
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, top, Pt(width * scale), Pt(height * scale))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour_of(styles()["band"][number % 2])
    shape.line.fill.background()
    shape.shadow.inherit = False
    shape.name = f"zone {title}"
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    fill_text(shape.text_frame, [title], 13 * scale, styles()["muted"], True, PP_ALIGN.CENTER)


def _thing(slide: Any, thing: Thing, language: str, scale: float) -> Any:
    look = kind_style(thing.kind)
    left, top = _at(thing.x, thing.y, scale)
    shape = slide.shapes.add_shape(SHAPES[look["shape"]], left, top, Pt(thing.width * scale), Pt(thing.height * scale))
    if look["shape"] == "cut":
        shape.adjustments[0] = 0.14
    if look["shape"] == "hexagon":
        shape.adjustments[0] = 0.12
    shape.name = thing.label
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour_of(styles()["paper"] if thing.note else look["fill"])
    shape.line.color.rgb = colour_of(styles()["start"] if thing.start else look["border"])
    shape.line.width = Pt(3 * scale if thing.start else 1.4 * scale)
    shape.shadow.inherit = False
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    kind = f"{SIGNS[thing.answer]} {thing.note or word(language, 'kind', thing.kind)}"
    fill_text(frame, [kind], 9 * scale, look["border"], False, PP_ALIGN.LEFT)
    for line in thing.lines:
        paragraph = frame.add_paragraph()
        paragraph.line_spacing = Pt(LEADING * scale)
        run = paragraph.add_run()
        run.text = str(plain(line))
        set_face(run, (LETTER - 1.5) * scale, styles()["ink"], thing.start)
    return shape


def _line(slide: Any, line: Line, shapes: dict[str, Any], things: dict[str, Thing], scale: float) -> None:
    """A chain of glued connectors that passes the columns in between through small bends, behind no box."""
    forward = line.points[-1][0] >= line.points[0][0]
    level = things[line.source].x != things[line.target].x
    ends = [(shapes[line.source], _site(things[line.source], right=forward or not level))]
    for number, point in enumerate(line.points[1:-1], start=1):
        ends.append((_bend(slide, f"bend {line.number}.{number}", point, scale), 3 if forward else 1))
    ends.append((shapes[line.target], _site(things[line.target], right=not forward or not level)))
    hops = list(pairwise(zip(line.points, ends, strict=True)))
    for number, ((start, (begin, site)), (end, (finish, last))) in enumerate(hops, start=1):
        straight = not level or start[1] == end[1]
        kind = MSO_CONNECTOR.STRAIGHT if straight else MSO_CONNECTOR.CURVE
        connector = slide.shapes.add_connector(kind, *_at(*start, scale), *_at(*end, scale))
        connector.name = f"flow {line.number}" if number == len(hops) else f"flow {line.number} ({number})"
        # Glued by the private calls: the public ones also move the ends, to sites that only rectangles have.
        connector._connect_begin_to(begin, site)
        connector._connect_end_to(finish, last if number == len(hops) else 1 if forward else 3)
        _stroke(connector, line, scale, head=line.both and number == 1, tail=number == len(hops))


def _bend(slide: Any, name: str, point: tuple[float, float], scale: float) -> Any:
    left, top = _at(point[0] - 0.5, point[1] - 0.5, scale)
    bend = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, top, Pt(scale), Pt(scale))
    bend.name = name
    bend.fill.background()
    bend.line.fill.background()
    bend.shadow.inherit = False
    return bend


def _stroke(connector: Any, line: Line, scale: float, *, head: bool, tail: bool) -> None:
    style = line_style(line.style)
    connector.line.color.rgb, connector.line.width = colour_of(style["colour"]), Pt(style["width"] * scale)
    connector.line.dash_style = DASHES[line.style]
    drawn = connector.line._get_or_add_ln()
    for wanted, tag in ((head, "a:headEnd"), (tail, "a:tailEnd")):
        if wanted:
            drawn.append(drawn.makeelement(qn(tag), {"type": "triangle"}))


def _site(thing: Thing, *, right: bool) -> int:
    """Number of the connection site at a side: a shape's sites are counted from its own first corner."""
    sites = {"hexagon": (0, 3), "cut": (0, 5)}.get(kind_style(thing.kind)["shape"], (3, 1))
    return sites[0 if right else 1]


def _marker(slide: Any, line: Line, scale: float) -> None:
    x, y = line.marker
    wide = marker_width(line.marked)
    left, top = _at(x - wide / 2, y - 8.5, scale)
    form = MSO_SHAPE.OVAL if wide == 17 else MSO_SHAPE.FLOWCHART_TERMINATOR
    shape = slide.shapes.add_shape(form, left, top, Pt(wide * scale), Pt(17 * scale))
    shape.name = f"number {line.number}"
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour_of("#ffffff")
    shape.line.color.rgb, shape.line.width = colour_of(line_style(line.style)["colour"]), Pt(1.1 * scale)
    shape.shadow.inherit = False
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    fill_text(frame, [line.marked], mark_size(line.marked) * scale, styles()["ink"], False, PP_ALIGN.CENTER)
    frame.word_wrap = False
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _legend(slide: Any, drawing: Drawing, language: str, scale: float) -> None:
    for entry in legend_entries(drawing, language):
        y = drawing.height + entry.y
        if entry.group == "line":
            style = line_style(entry.id)
            begin, end = _at(entry.x, y - 4, scale), _at(entry.x + 40, y - 4, scale)
            sample = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *begin, *end)
            sample.line.color.rgb, sample.line.width = colour_of(style["colour"]), Pt(style["width"] * scale)
            sample.line.dash_style = DASHES[entry.id]
        elif entry.group == "kind":
            look = kind_style(entry.id)
            left, top = _at(entry.x, y - 12, scale)
            box = slide.shapes.add_shape(SHAPES[look["shape"]], left, top, Pt(26 * scale), Pt(15 * scale))
            box.fill.solid()
            box.fill.fore_color.rgb, box.line.color.rgb = colour_of(look["fill"]), colour_of(look["border"])
            box.shadow.inherit = False
        words = f"{SIGNS[entry.id]} {entry.words}" if entry.group == "line" else entry.words
        x = entry.x + entry.indent - (18 if entry.group == "line" else 0)
        add_words(slide, words, SIDE + x * scale, TOP + (y - 15) * scale, 900 * scale if entry.group == "note" else
               (len(words) * 12.5 + 20) * scale, 18 * scale, 10.5 * scale)  # fmt: skip
