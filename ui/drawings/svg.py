"""A Drawing as SVG text. Written by us, so that the same drawing always gives the same bytes; all names are escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from bangolin.ui.drawings.drawing import BASELINE, INSET, LEADING, LETTER, Drawing, Line, Point, Thing
from bangolin.ui.drawings.legend import LEGEND_HEIGHT, legend_entries
from bangolin.ui.drawings.routes import cross_of
from bangolin.ui.drawings.shapes import arrow_head, mark_size, marker_width, outline
from bangolin.ui.drawings.styles import kind_style, line_style, styles
from bangolin.ui.texts import disclaimer, word

FONT = "'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic UI','Meiryo',sans-serif"
FOOT = 26.0


def svg(drawing: Drawing, language: str = "ja", legend: bool = True) -> str:
    """The picture, with its legend and the sentence that every export carries."""
    height = drawing.height + (LEGEND_HEIGHT + FOOT if legend else 0)
    width = max(drawing.width, 900.0) if legend else drawing.width
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width)}" '
        f'height="{_n(height)}" font-family="{FONT}" role="img" aria-label={quoteattr(drawing.title or "diagram")}>'
    )
    parts = [head, f'<rect width="{_n(width)}" height="{_n(height)}" fill="{styles()["paper"]}"/>']
    parts += _bands(drawing)
    parts += [part for line in drawing.lines for part in _line(line)]
    parts += [part for thing in drawing.things for part in _thing(thing, language)]
    parts += [part for line in drawing.lines for part in _marker(line)]
    if legend:
        parts += _legend(drawing, language)
        parts.append(_text(22, height - 10, disclaimer(language), 10, styles()["muted"]))
    return "\n".join([*parts, "</svg>", ""])


def legend_svg(drawing: Drawing, language: str) -> str:
    """The legend alone, for pages that draw the picture another way."""
    flat = replace(drawing, height=0.0)
    parts = "".join(_legend(flat, language))
    box = f'viewBox="14 0 1180 {_n(LEGEND_HEIGHT)}" preserveAspectRatio="xMinYMid"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box} font-family="{FONT}">'
    return f"{head}{parts}</svg>"


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(x: float, y: float, words: str, size: float, colour: str, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{colour}" text-anchor="{anchor}"{weight}>'
        f"{escape(words)}</text>"
    )


def _bands(drawing: Drawing) -> Iterator[str]:
    for number, band in enumerate(drawing.bands):
        fill = styles()["band"][number % 2]
        yield (
            f'<rect x="{_n(band.x)}" y="0" width="{_n(min(band.width, drawing.width - band.x))}" '
            f'height="{_n(drawing.height)}" fill="{fill}"/>'
        )
        middle = band.x + min(band.width, drawing.width - band.x) / 2
        yield _text(middle, 24, band.title, 13, styles()["muted"], "middle", bold=True)


def path(points: Iterable[Point]) -> str:
    """The path data of a line: curves that leave and enter level, straight where a segment is level or upright."""
    points = list(points)
    parts = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for (x1, y1), (x2, y2) in pairwise(points):
        if x1 == x2 or y1 == y2:
            parts.append(f"L{_n(x2)} {_n(y2)}")
        else:
            middle = (x1 + x2) / 2
            parts.append(f"C{_n(middle)} {_n(y1)} {_n(middle)} {_n(y2)} {_n(x2)} {_n(y2)}")
    return "".join(parts)


def _line(line: Line) -> Iterator[str]:
    style = line_style(line.style)
    dash = f' stroke-dasharray="{" ".join(map(str, style["dash"]))}"' if style["dash"] else ""
    yield (
        f'<path d="{path(line.points)}" fill="none" stroke="{style["colour"]}" stroke-width="{style["width"]}"{dash}/>'
    )
    heads = [(line.points[-1], line.points[-2])] + ([(line.points[0], line.points[1])] if line.both else [])
    for tip, before in heads:
        yield _polygon(arrow_head(tip, before), style["colour"], style["colour"], 1)
    if line.style == "excluded":
        x, y = cross_of(line.points)
        yield (
            f'<path d="M{_n(x - 4.5)} {_n(y - 4.5)}L{_n(x + 4.5)} {_n(y + 4.5)}M{_n(x + 4.5)} {_n(y - 4.5)}'
            f'L{_n(x - 4.5)} {_n(y + 4.5)}" stroke="{style["colour"]}" stroke-width="2.4"/>'
        )


def _marker(line: Line) -> Iterator[str]:
    colour = line_style(line.style)["colour"]
    x, y = line.marker
    wide, words = marker_width(line.marked), line.marked
    if wide == 17:
        yield f'<circle cx="{_n(x)}" cy="{_n(y)}" r="8.5" fill="#ffffff" stroke="{colour}" stroke-width="1.1"/>'
    else:
        yield (
            f'<rect x="{_n(x - wide / 2)}" y="{_n(y - 8.5)}" width="{_n(wide)}" height="17" rx="8.5" fill="#ffffff" '
            f'stroke="{colour}" stroke-width="1.1"/>'
        )
    yield _text(x, y + 3, words, mark_size(words), styles()["ink"], "middle")


def _polygon(points: Iterable[Point], fill: str, stroke: str, width: float) -> str:
    at = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return f'<polygon points="{at}" fill="{fill}" stroke="{stroke}" stroke-width="{_n(width)}"/>'


def _thing(thing: Thing, language: str) -> Iterator[str]:
    style = kind_style(thing.kind)
    yield f"<g><title>{escape(thing.label)}</title>"
    if thing.folded:
        for shift in (7.0, 3.5):
            behind = replace(thing, x=thing.x + shift, width=thing.width - 2 * shift, y=thing.y + shift)
            yield _outline(behind, style["fill"], style["border"], 1.0)
    border = styles()["start"] if thing.start else style["border"]
    fill = styles()["paper"] if thing.note else style["fill"]
    yield _outline(thing, fill, border, 3.0 if thing.start else 0.9 if thing.note else 1.4)
    kind = thing.note or word(language, "kind", thing.kind)
    yield _text(thing.x + INSET, thing.y + 15, kind, 10, style["border"])
    yield from sign(thing.answer, thing.x + thing.width - 17, thing.y + 12)
    for number, words in enumerate(thing.lines):
        yield _text(
            thing.x + INSET, thing.y + BASELINE + LEADING * number, words, LETTER, styles()["ink"], bold=thing.start
        )
    yield "</g>"


def _outline(thing: Thing, fill: str, stroke: str, width: float) -> str:
    form, detail = outline(thing)
    if isinstance(detail, tuple):
        return _polygon(detail, fill, stroke, width)
    assert form == "round"
    return (
        f'<rect x="{_n(thing.x)}" y="{_n(thing.y)}" width="{_n(thing.width)}" '
        f'height="{_n(thing.height)}" rx="{_n(detail)}" fill="{fill}" stroke="{stroke}" stroke-width="{_n(width)}"/>'
    )


def sign(answer: str, x: float, y: float) -> Iterator[str]:
    """The answer as a sign: full disc, half disc, ring, cross."""
    colour = line_style(answer)["colour"]
    r = 4.5
    if answer == "excluded":
        yield (
            f'<path d="M{_n(x - r)} {_n(y - r)}L{_n(x + r)} {_n(y + r)}M{_n(x + r)} {_n(y - r)}'
            f'L{_n(x - r)} {_n(y + r)}" stroke="{colour}" stroke-width="2.2"/>'
        )
        return
    fill = colour if answer == "reaches" else "#ffffff"
    yield f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" fill="{fill}" stroke="{colour}" stroke-width="1.4"/>'
    if answer == "data":
        yield f'<path d="M{_n(x)} {_n(y - r)}A{_n(r)} {_n(r)} 0 0 0 {_n(x)} {_n(y + r)}Z" fill="{colour}"/>'


def _legend(drawing: Drawing, language: str) -> Iterator[str]:
    for entry in legend_entries(drawing, language):
        y = drawing.height + entry.y
        if entry.group == "line":
            style = line_style(entry.id)
            dash = f' stroke-dasharray="{" ".join(map(str, style["dash"]))}"' if style["dash"] else ""
            yield (
                f'<path d="M{_n(entry.x)} {_n(y - 4)}h34" stroke="{style["colour"]}" '
                f'stroke-width="{style["width"]}"{dash}/>'
            )
            tip = (entry.x + 40, y - 4)
            yield _polygon(arrow_head(tip, (entry.x, y - 4), 7), style["colour"], style["colour"], 1)
            yield from sign(entry.id, entry.x + 53, y - 4)
        elif entry.group == "kind":
            style = kind_style(entry.id)
            sample = Thing("", "", (), entry.id, "", "reaches", False, entry.x, y - 12, 26, 15)
            yield _outline(sample, style["fill"], style["border"], 1.3)
        yield _text(entry.x + entry.indent, y, entry.words, 11, styles()["ink"])
