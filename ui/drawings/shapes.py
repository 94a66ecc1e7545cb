"""Outlines of the kinds of things, as polygons or rounded boxes, shared by every writer."""

from __future__ import annotations

from bangolin.ui.drawings.drawing import Point, Thing
from bangolin.ui.drawings.lettering import text_width
from bangolin.ui.drawings.styles import kind_style

CORNER = 7.0
MARK = 8.5


def outline(thing: Thing) -> tuple[str, float | tuple[Point, ...]]:
    """`("round", radius)` for a box with rounded corners, or `("polygon", points)`."""
    shape = kind_style(thing.kind)["shape"]
    x, y, right, bottom = thing.x, thing.y, thing.x + thing.width, thing.y + thing.height
    if shape == "pill":
        return "round", min(thing.height / 2, 22.0)
    if shape == "round":
        return "round", CORNER
    if shape == "cut":
        cut = min(9.0, thing.height / 4)
        return "polygon", (
            (x + cut, y), (right - cut, y), (right, y + cut), (right, bottom - cut),
            (right - cut, bottom), (x + cut, bottom), (x, bottom - cut), (x, y + cut),
        )  # fmt: skip
    if shape == "sheet":
        fold = min(12.0, thing.height / 2.5)
        return "polygon", ((x, y), (right - fold, y), (right, y + fold), (right, bottom), (x, bottom))
    if shape == "hexagon":
        tip, middle = min(9.0, thing.height / 2.5), (y + bottom) / 2
        return "polygon", ((x, middle), (x + tip, y), (right - tip, y), (right, middle), (right - tip, bottom),
                           (x + tip, bottom))  # fmt: skip
    return "round", 1.5


def arrow_head(tip: Point, before: Point, size: float = 8.0) -> tuple[Point, Point, Point]:
    """A level arrow head that ends at `tip`, coming from the side of `before`."""
    back = -size if before[0] < tip[0] or (before[0] == tip[0]) else size
    return (tip, (tip[0] + back, tip[1] - size * 0.48), (tip[0] + back, tip[1] + size * 0.48))


def marker_width(words: str) -> float:
    """Width of the disc or pill on a line, in points; its height is 17."""
    return max(17.0, text_width(words, MARK) + 9.0 if len(words) > 3 or not words.isdigit() else 17.0)


def mark_size(words: str) -> float:
    """Size of the letters in it."""
    return 7.0 if words.isdigit() and len(words) > 2 else MARK
