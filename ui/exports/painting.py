"""A drawing painted onto a PDF page; PNG pictures are made from the same painting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from bangolin.ui.drawings.drawing import BASELINE, INSET, LEADING, LETTER, Drawing, Line, Point, Thing
from bangolin.ui.drawings.legend import LEGEND_HEIGHT, legend_entries
from bangolin.ui.drawings.routes import cross_of
from bangolin.ui.drawings.shapes import arrow_head, mark_size, marker_width, outline
from bangolin.ui.drawings.styles import kind_style, line_style, styles
from bangolin.ui.texts import word


class Painter:
    """Paints in the drawing's own coordinates (origin top left) onto a ReportLab canvas."""

    def __init__(self, canvas: Any, font: str, height: float) -> None:
        self.canvas, self.font, self.height = canvas, font, height

    def paint(self, drawing: Drawing, language: str) -> None:
        """The picture and its legend below it."""
        for number, band in enumerate(drawing.bands):
            width = min(band.width, drawing.width - band.x)
            self.rectangle(band.x, 0, width, drawing.height, 0, styles()["band"][number % 2], None, 0)
            self.words(band.x + width / 2, 24, band.title, 13, styles()["muted"], "middle")
        for line in drawing.lines:
            self.line(line)
        for thing in drawing.things:
            self.thing(thing, language)
        for line in drawing.lines:
            self.marker(line)
        self.legend(drawing, language)

    def words(self, x: float, y: float, words: str, size: float, colour: str, anchor: str = "start") -> None:
        """One line of text at its baseline."""
        self.canvas.setFont(self.font, size)
        self.canvas.setFillColor(colour)
        draw = self.canvas.drawCentredString if anchor == "middle" else self.canvas.drawString
        draw(x, self.height - y, words)

    def rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        radius: float,
        fill: str,
        border: str | None,
        thick: float,
    ) -> None:
        """A box with rounded corners."""
        self.canvas.setFillColor(fill)
        if border:
            self.canvas.setStrokeColor(border)
            self.canvas.setLineWidth(thick)
        self.canvas.roundRect(x, self.height - y - height, width, height, radius, stroke=int(bool(border)), fill=1)

    def polygon(self, points: Sequence[Point], fill: str, border: str, thick: float) -> None:
        """A closed outline."""
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], self.height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self.height - y)
        path.close()
        self.canvas.setFillColor(fill)
        self.canvas.setStrokeColor(border)
        self.canvas.setLineWidth(thick)
        self.canvas.drawPath(path, stroke=1, fill=1)

    def stroke(self, points: Iterable[Point], colour: str, thick: float, dash: Sequence[float] = ()) -> None:
        """A line through points: level curves where a segment both rises and runs."""
        points = list(points)
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], self.height - points[0][1])
        for (x1, y1), (x2, y2) in pairwise(points):
            if x1 == x2 or y1 == y2:
                path.lineTo(x2, self.height - y2)
            else:
                middle = (x1 + x2) / 2
                path.curveTo(middle, self.height - y1, middle, self.height - y2, x2, self.height - y2)
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(thick)
        self.canvas.setDash(*((list(dash), 0) if dash else ([], 0)))
        self.canvas.drawPath(path, stroke=1, fill=0)
        self.canvas.setDash([], 0)

    def line(self, line: Line) -> None:
        """A routed line with its heads; a cross where the number is barred."""
        style = line_style(line.style)
        self.stroke(line.points, style["colour"], style["width"], style["dash"])
        heads = [(line.points[-1], line.points[-2])] + ([(line.points[0], line.points[1])] if line.both else [])
        for tip, before in heads:
            self.polygon(arrow_head(tip, before), style["colour"], style["colour"], 0.5)
        if line.style == "excluded":
            self.cross(*cross_of(line.points), 4.5, style["colour"], 2.4)

    def cross(self, x: float, y: float, r: float, colour: str, thick: float) -> None:
        """A ✕."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(thick)
        self.canvas.line(x - r, self.height - (y - r), x + r, self.height - (y + r))
        self.canvas.line(x + r, self.height - (y - r), x - r, self.height - (y + r))

    def marker(self, line: Line) -> None:
        """The number of a line in its circle."""
        x, y = line.marker
        self.canvas.setFillColor("#ffffff")
        self.canvas.setStrokeColor(line_style(line.style)["colour"])
        self.canvas.setLineWidth(1.1)
        wide = marker_width(line.marked)
        self.canvas.roundRect(x - wide / 2, self.height - y - 8.5, wide, 17, 8.5, stroke=1, fill=1)
        self.words(x, y + 3, line.marked, mark_size(line.marked), styles()["ink"], "middle")

    def thing(self, thing: Thing, language: str) -> None:
        """A box with its kind, sign and name."""
        style = kind_style(thing.kind)
        if thing.folded:
            for shift in (7.0, 3.5):
                behind = replace(thing, x=thing.x + shift, width=thing.width - 2 * shift, y=thing.y + shift)
                self.outline(behind, style["border"], 1.0)
        thick = 3.0 if thing.start else 0.9 if thing.note else 1.4
        self.outline(thing, styles()["start"] if thing.start else style["border"], thick)
        self.words(thing.x + INSET, thing.y + 15, thing.note or word(language, "kind", thing.kind), 10, style["border"])
        self.sign(thing.answer, thing.x + thing.width - 17, thing.y + 12)
        for number, words in enumerate(thing.lines):
            self.words(thing.x + INSET, thing.y + BASELINE + LEADING * number, words, LETTER, styles()["ink"])

    def outline(self, thing: Thing, border: str, thick: float) -> None:
        """The outline of a thing's kind."""
        fill = styles()["paper"] if thing.note else kind_style(thing.kind)["fill"]
        _, detail = outline(thing)
        if isinstance(detail, tuple):
            self.polygon(detail, fill, border, thick)
        else:
            self.rectangle(thing.x, thing.y, thing.width, thing.height, detail, fill, border, thick)

    def sign(self, answer: str, x: float, y: float) -> None:
        """The answer as a sign: full disc, half disc, ring, cross."""
        colour, r = line_style(answer)["colour"], 4.5
        if answer == "excluded":
            self.cross(x, y, r, colour, 2.2)
            return
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(1.4)
        self.canvas.setFillColor(colour if answer == "reaches" else "#ffffff")
        self.canvas.circle(x, self.height - y, r, stroke=1, fill=1)
        if answer == "data":
            self.canvas.setFillColor(colour)
            self.canvas.wedge(x - r, self.height - y - r, x + r, self.height - y + r, 90, 180, stroke=0, fill=1)

    def legend(self, drawing: Drawing, language: str) -> None:
        """The legend below the picture."""
        for entry in legend_entries(drawing, language):
            y = drawing.height + entry.y
            if entry.group == "line":
                style = line_style(entry.id)
                self.stroke([(entry.x, y - 4), (entry.x + 34, y - 4)], style["colour"], style["width"], style["dash"])
                head = arrow_head((entry.x + 40, y - 4), (entry.x, y - 4), 7)
                self.polygon(head, style["colour"], style["colour"], 0.5)
                self.sign(entry.id, entry.x + 53, y - 4)
            elif entry.group == "kind":
                sample = Thing("", "", (), entry.id, "", "reaches", False, entry.x, y - 12, 26, 15)
                self.outline(sample, kind_style(entry.id)["border"], 1.3)
            self.words(entry.x + entry.indent, y, entry.words, 11, styles()["ink"])


def painted_size(drawing: Drawing) -> tuple[float, float]:
    """Width and height of a picture with its legend, in points at full size."""
    return max(drawing.width, 900.0), drawing.height + LEGEND_HEIGHT


def words_of(drawing: Drawing, language: str) -> list[str]:
    """Every text in a picture, for the font."""
    words = [line for thing in drawing.things for line in thing.lines]
    words += [thing.note or word(language, "kind", thing.kind) for thing in drawing.things]
    words += [line.marked for line in drawing.lines]
    words += [band.title for band in drawing.bands]
    return words + [entry.words for entry in legend_entries(drawing, language)]
