"""The cells that ruled lines make of a page.

All rulings cut the page into elementary fields; fields with no ruling between them are one cell. What is connected
with the edge of the page lies in no frame and is no cell.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from bangolin.loader.sources.glyphs import Glyph
from bangolin.loader.sources.rulings import Ruling

_SNAP = 2.0
_COVERED = 0.8


@dataclass(frozen=True)
class Grid:
    """``xs`` and ``ys`` are the edges of the fields; ``cells[row][column]`` the cell of a field, None outside."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int | None, ...], ...]
    boxes: tuple[tuple[float, float, float, float], ...]

    def cell_at(self, x: float, y: float) -> int | None:
        """The cell at a point, None outside of all frames."""
        column, row = bisect.bisect_right(self.xs, x) - 1, bisect.bisect_right(self.ys, y) - 1
        if not (0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1):
            return None
        return self.cells[row][column]

    def box(self, cell: int) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom of a cell."""
        return self.boxes[cell]

    def parts(self, before: Glyph, after: Glyph) -> bool:
        """Whether a frame lies between two characters outside of frames."""
        column = bisect.bisect_right(self.xs, before.middle[0]) - 1
        end = bisect.bisect_right(self.xs, after.middle[0]) - 1
        row = bisect.bisect_right(self.ys, before.middle[1]) - 1
        if not 0 <= row < len(self.cells):
            return False
        return any(cell is not None for cell in self.cells[row][max(column, 0) : max(end, 0)])


def grid_of(rulings: Sequence[Ruling]) -> Grid:
    """The cells between the rulings of a page."""
    upright = [line for line in rulings if line.upright]
    level = [line for line in rulings if not line.upright]
    xs = _snapped([line.at for line in upright])
    ys = _snapped([line.at for line in level])
    if len(xs) < 2 or len(ys) < 2:
        return Grid((), (), (), ())
    right = _walls(upright, xs, ys)
    below = _walls(level, ys, xs)
    return _numbered(xs, ys, _unions(xs, ys, right, below))


def _snapped(values: list[float]) -> tuple[float, ...]:
    """Sorted, values closer than the snap as one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _SNAP:
            kept.append(value)
    return tuple(kept)


def _nearest(values: Sequence[float], value: float) -> int:
    at = bisect.bisect_left(values, value)
    return min((i for i in (at - 1, at) if 0 <= i < len(values)), key=lambda i: abs(values[i] - value))


def _walls(lines: list[Ruling], across: Sequence[float], along: Sequence[float]) -> set[tuple[int, int]]:
    """(index of the edge across, index of the field along) of all stretches that a ruling covers."""
    covered: dict[tuple[int, int], float] = {}
    for line in lines:
        edge = _nearest(across, line.at)
        first = max(bisect.bisect_right(along, line.start) - 1, 0)
        for field in range(first, len(along) - 1):
            if along[field] >= line.end:
                break
            shared = min(line.end, along[field + 1]) - max(line.start, along[field])
            covered[(edge, field)] = covered.get((edge, field), 0.0) + max(shared, 0.0)
    return {key for key, length in covered.items() if length >= _COVERED * (along[key[1] + 1] - along[key[1]])}


def _unions(
    xs: Sequence[float], ys: Sequence[float], right: set[tuple[int, int]], below: set[tuple[int, int]]
) -> list[list[int]]:
    """For each field (with a border of fields around the page) the first field it is connected with."""
    columns, rows = len(xs) + 1, len(ys) + 1
    parent = list(range(columns * rows))

    def find(field: int) -> int:
        while parent[field] != field:
            parent[field] = parent[parent[field]]
            field = parent[field]
        return field

    def join(one: int, other: int) -> None:
        a, b = find(one), find(other)
        parent[max(a, b)] = min(a, b)

    for row in range(rows):
        for column in range(columns):
            field = row * columns + column
            if column + 1 < columns and (column, row - 1) not in right:
                join(field, field + 1)
            if row + 1 < rows and (row, column - 1) not in below:
                join(field, field + columns)
    return [[find(row * columns + column) for column in range(columns)] for row in range(rows)]


def _numbered(xs: tuple[float, ...], ys: tuple[float, ...], roots: list[list[int]]) -> Grid:
    numbers: dict[int, int] = {}
    boxes: list[tuple[float, float, float, float]] = []
    cells: list[tuple[int | None, ...]] = []
    for row in range(len(ys) - 1):
        line: list[int | None] = []
        for column in range(len(xs) - 1):
            root = roots[row + 1][column + 1]
            if root == 0:
                line.append(None)
                continue
            field = (round(xs[column], 1), round(ys[row], 1), round(xs[column + 1], 1), round(ys[row + 1], 1))
            if root not in numbers:
                numbers[root] = len(boxes)
                boxes.append(field)
            at = numbers[root]
            known = boxes[at]
            boxes[at] = (min(known[0], field[0]), known[1], max(known[2], field[2]), max(known[3], field[3]))
            line.append(at)
        cells.append(tuple(line))
    return Grid(xs, ys, tuple(cells), tuple(boxes))
