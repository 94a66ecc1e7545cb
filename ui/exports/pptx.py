"""PPTX: slides with native shapes and connectors that people can move and edit, and native tables."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from bangolin.ui.drawings.drawing import LETTER, Drawing, Line, Thing
from bangolin.ui.drawings.legend import LEGEND_HEIGHT, legend_entries
from bangolin.ui.drawings.shapes import mark_size, marker_width
from bangolin.ui.drawings.styles import kind_style, line_style, styles
from bangolin.ui.exports.cells import plain
from bangolin.ui.exports.facts import about
from bangolin.ui.exports.fixed import fixed
from bangolin.ui.exports.pack import Pack, Sheet, figures
from bangolin.ui.table import Table
from bangolin.ui.texts import text, word
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

WIDTH, HEIGHT = 1190.55, 841.89  # A3 landscape, in points
TOP, SIDE, FOOT = 96.0, 36.0, 40.0
ROWS = 16
FACE = "Yu Gothic"
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


def pptx_bytes(pack: Pack) -> bytes:
    """The pack as one presentation."""
    show = Presentation()
    show.slide_width, show.slide_height = Pt(WIDTH), Pt(HEIGHT)
    show.core_properties.title, show.core_properties.author = pack.title, f"Bangolin {pack.version}"
    show.core_properties.last_modified_by = "Bangolin"
    _cover(_slide(show, pack, pack.title), pack)
    for sheet in pack.sheets:
        for drawing in figures(sheet, pack.language):
            slide = _slide(show, pack, drawing.title)
            _words(slide, sheet.sentence, SIDE, 58, WIDTH - 2 * SIDE, 34, 14)
            _picture(slide, drawing, pack.language)
        for table in sheet.tables:
            for number, rows in _pages(table):
                _table_slide(show, pack, sheet, table, number, rows)
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
    _words(slide, title, SIDE, 22, WIDTH - 300, 34, 22, styles()["start"], bold=True)
    _words(slide, pack.date, WIDTH - 260, 26, 120, 24, 12, styles()["muted"], align=PP_ALIGN.RIGHT)
    if pack.mark:
        box = _words(slide, pack.mark, WIDTH - 130, 24, 94, 26, 13, "#b3261e", align=PP_ALIGN.CENTER)
        box.line.color.rgb, box.line.width = _colour("#b3261e"), Pt(1.2)
    _words(slide, pack.disclaimer, SIDE, HEIGHT - 32, WIDTH - 300, 20, 10, styles()["muted"])
    foot = f"Bangolin {pack.version}　{len(show.slides)}"
    _words(slide, foot, WIDTH - 236, HEIGHT - 32, 200, 20, 10, styles()["muted"], align=PP_ALIGN.RIGHT)
    return slide


def _cover(slide: Any, pack: Pack) -> None:
    lines = "\n".join(f"{name}：{value}" for name, value in about(pack))
    _words(slide, lines, SIDE, 110, WIDTH - 2 * SIDE, HEIGHT - 180, 13)


def _words(
    slide: Any, words: str, x: float, y: float, width: float, height: float, size: float,
    colour: str = "#1a1f29", *, bold: bool = False, align: Any = PP_ALIGN.LEFT,
) -> Any:  # fmt: skip
    box = slide.shapes.add_textbox(Pt(x), Pt(y), Pt(width), Pt(height))
    _fill_text(box.text_frame, [words], size, colour, bold, align)
    return box


def _fill_text(frame: Any, lines: list[str], size: float, colour: str, bold: bool, align: Any) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Pt(3)
    frame.margin_top = frame.margin_bottom = Pt(1)
    for number, line in enumerate(part for words in lines for part in str(plain(words)).split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run()
        run.text = line
        _face(run, size, colour, bold)


def _face(run: Any, size: float, colour: str, bold: bool) -> None:
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FACE
    run.font.color.rgb = _colour(colour)
    properties = run._r.get_or_add_rPr()
    east = properties.makeelement(qn("a:ea"), {"typeface": FACE})
    properties.append(east)


def _colour(value: str) -> RGBColor:
    red, green, blue = bytes.fromhex(value.lstrip("#"))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


def _picture(slide: Any, drawing: Drawing, language: str) -> None:
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
    shape.fill.fore_color.rgb = _colour(styles()["band"][number % 2])
    shape.line.fill.background()
    shape.shadow.inherit = False
    shape.name = f"zone {title}"
    shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    _fill_text(shape.text_frame, [title], 13 * scale, styles()["muted"], True, PP_ALIGN.CENTER)


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
    shape.fill.fore_color.rgb = _colour(styles()["paper"] if thing.note else look["fill"])
    shape.line.color.rgb = _colour(styles()["start"] if thing.start else look["border"])
    shape.line.width = Pt(3 * scale if thing.start else 1.4 * scale)
    shape.shadow.inherit = False
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    kind = f"{SIGNS[thing.answer]} {thing.note or word(language, 'kind', thing.kind)}"
    _fill_text(frame, [kind], 9 * scale, look["border"], False, PP_ALIGN.LEFT)
    for line in thing.lines:
        run = frame.add_paragraph().add_run()
        run.text = str(plain(line))
        _face(run, (LETTER - 1.5) * scale, styles()["ink"], thing.start)
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
    connector.line.color.rgb, connector.line.width = _colour(style["colour"]), Pt(style["width"] * scale)
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
    shape.fill.fore_color.rgb = _colour("#ffffff")
    shape.line.color.rgb, shape.line.width = _colour(line_style(line.style)["colour"]), Pt(1.1 * scale)
    shape.shadow.inherit = False
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _fill_text(frame, [line.marked], mark_size(line.marked) * scale, styles()["ink"], False, PP_ALIGN.CENTER)
    frame.word_wrap = False
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _legend(slide: Any, drawing: Drawing, language: str, scale: float) -> None:
    for entry in legend_entries(drawing, language):
        y = drawing.height + entry.y
        if entry.group == "line":
            style = line_style(entry.id)
            begin, end = _at(entry.x, y - 4, scale), _at(entry.x + 40, y - 4, scale)
            sample = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *begin, *end)
            sample.line.color.rgb, sample.line.width = _colour(style["colour"]), Pt(style["width"] * scale)
            sample.line.dash_style = DASHES[entry.id]
        elif entry.group == "kind":
            look = kind_style(entry.id)
            left, top = _at(entry.x, y - 12, scale)
            box = slide.shapes.add_shape(SHAPES[look["shape"]], left, top, Pt(26 * scale), Pt(15 * scale))
            box.fill.solid()
            box.fill.fore_color.rgb, box.line.color.rgb = _colour(look["fill"]), _colour(look["border"])
            box.shadow.inherit = False
        words = f"{SIGNS[entry.id]} {entry.words}" if entry.group == "line" else entry.words
        x = entry.x + entry.indent - (18 if entry.group == "line" else 0)
        _words(slide, words, SIDE + x * scale, TOP + (y - 15) * scale, 900 * scale if entry.group == "note" else
               (len(words) * 12.5 + 20) * scale, 18 * scale, 10.5 * scale)  # fmt: skip


def _pages(table: Table) -> Iterator[tuple[int, tuple[tuple[Any, ...], ...]]]:
    for number, start in enumerate(range(0, len(table.rows), ROWS), start=1):
        yield number, table.rows[start : start + ROWS]


def _table_slide(
    show: Any, pack: Pack, sheet: Sheet, table: Table, number: int, rows: tuple[tuple[Any, ...], ...]
) -> None:
    slide = _slide(show, pack, sheet.title)
    pages = -(-len(table.rows) // ROWS)
    heading = f"{table.title}　{text(pack.language, 'label.page', page=number, pages=pages)}"
    _words(slide, heading, SIDE, 58, WIDTH - 2 * SIDE, 26, 14)
    shape = slide.shapes.add_table(
        len(rows) + 1, len(table.columns), Pt(SIDE), Pt(TOP), Pt(WIDTH - 2 * SIDE), Pt(22 * (len(rows) + 1))
    )
    grid = shape.table
    shares = [4.0 if column == "citation" else 0.6 if column in ("number", "hops", "tier") else 1.2 for column in
              table.columns]  # fmt: skip
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = Pt(share / sum(shares) * (WIDTH - 2 * SIDE))
    for at, cells in enumerate([table.heads(pack.language), *rows]):
        for column, words in enumerate(cells):
            _cell(grid.cell(at, column), str(plain(words)), head=at == 0, striped=at % 2 == 0)


def _cell(cell: Any, words: str, *, head: bool, striped: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = _colour("#12355b" if head else styles()["band"][1] if striped else "#ffffff")
    cell.margin_left = cell.margin_right = Pt(3)
    cell.margin_top = cell.margin_bottom = Pt(1.5)
    run = cell.text_frame.paragraphs[0].add_run()
    run.text = words if len(words) <= 160 else words[:159] + "…"
    _face(run, 8.5, "#ffffff" if head else styles()["ink"], head)
