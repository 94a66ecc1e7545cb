"""The ruled lines of a PDF page, whatever drew them: strokes, frames, thin filled boxes."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from bangolin.loader.sources.glyphs import Point, shown

_THIN = 2.5
_STRAIGHT = 1.0
_SHORTEST = 3.0
_DEEPEST = 4
Matrix = tuple[float, float, float, float, float, float]
_AS_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True)
class Ruling:
    """A straight line from ``start`` to ``end`` along one axis, at ``at`` of the other (points)."""

    upright: bool
    at: float
    start: float
    end: float


def rulings_of(page: pypdfium2.PdfPage) -> list[Ruling]:
    """All horizontal and vertical lines of a page, dots and dashes of one line joined."""
    place = shown(page)
    found: list[Ruling] = []
    count = pdfium.FPDFPage_CountObjects(page.raw)
    for index in range(count):
        for outline in _outlines(pdfium.FPDFPage_GetObject(page.raw, index), _AS_IS, 0):
            found += _lines([place(*point) for point in outline])
    return [line for line in _joined(found) if line.end - line.start >= _SHORTEST]


def _outlines(drawn: pdfium.FPDF_PAGEOBJECT, outer: Matrix, depth: int) -> Iterator[list[Point]]:
    """The outlines of a drawn thing as points of the page; drawings inside drawings too."""
    matrix = _times(_matrix(drawn), outer)
    kind = pdfium.FPDFPageObj_GetType(drawn)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        for index in range(pdfium.FPDFFormObj_CountObjects(drawn)):
            yield from _outlines(pdfium.FPDFFormObj_GetObject(drawn, index), matrix, depth + 1)
    elif kind == pdfium.FPDF_PAGEOBJ_PATH and _is_drawn(drawn):
        yield from _path(drawn, matrix)


def _is_drawn(path: pdfium.FPDF_PAGEOBJECT) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    known = pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    return not known or bool(fill.value or stroke.value)


def _path(path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[list[Point]]:
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(_moved(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _lines(outline: list[Point]) -> Iterator[Ruling]:
    """The straight edges of an outline; a thin box is one line along its middle."""
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if x1 - x0 <= _THIN or y1 - y0 <= _THIN:
        if y1 - y0 > x1 - x0:
            yield Ruling(True, (x0 + x1) / 2, y0, y1)
        else:
            yield Ruling(False, (y0 + y1) / 2, x0, x1)
        return
    for (ax, ay), (bx, by) in itertools.pairwise(outline):
        if abs(ax - bx) <= _STRAIGHT < abs(ay - by):
            yield Ruling(True, (ax + bx) / 2, min(ay, by), max(ay, by))
        elif abs(ay - by) <= _STRAIGHT < abs(ax - bx):
            yield Ruling(False, (ay + by) / 2, min(ax, bx), max(ax, bx))


def _joined(lines: list[Ruling]) -> list[Ruling]:
    """Lines that go on in one another (dots, dashes, edges of neighbouring cells) as one."""
    joined: list[Ruling] = []
    for line in sorted(lines, key=lambda one: (one.upright, round(one.at), one.start, one.end)):
        last = joined[-1] if joined else None
        level = last is not None and last.upright == line.upright and round(last.at) == round(line.at)
        if last is not None and level and line.start <= last.end + _THIN + 1:
            joined[-1] = Ruling(last.upright, last.at, last.start, max(last.end, line.end))
        else:
            joined.append(line)
    return joined


def _matrix(drawn: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, ctypes.byref(matrix)):
        return _AS_IS
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


def _moved(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
