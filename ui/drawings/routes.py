"""Lines from thing to thing: where they dock, how they bend, and where their numbers stand."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bangolin.ui.drawings.columns import Link, bends
from bangolin.ui.drawings.drawing import Point

MARKER = 8.5
CROSS = 15.0
LANE, LANES = 9.0, 5


@dataclass(frozen=True)
class Box:
    """The rectangle of a thing."""

    x: float
    y: float
    width: float
    height: float

    def near(self, point: Point, distance: float) -> bool:
        """Whether a point lies inside or within a distance of the box."""
        return (
            self.x - distance < point[0] < self.x + self.width + distance
            and self.y - distance < point[1] < self.y + self.height + distance
        )


def routes(
    links: Sequence[Link], column: Mapping[str, int], boxes: Mapping[str, Box], centre: Mapping[str, float]
) -> dict[Link, tuple[Point, ...]]:
    """Points of every line. A segment with both a rise and a run is drawn as a curve that leaves and enters level."""
    docks = _docks(links, column, boxes, centre)
    left = {column[id]: box.x for id, box in boxes.items()}
    width = next(iter(boxes.values())).width if boxes else 0.0
    lanes: dict[int, list[tuple[int, float, float]]] = defaultdict(list)
    found: dict[Link, tuple[Point, ...]] = {}
    for link in links:
        start, end = docks[link, "source"], docks[link, "target"]
        if column[link.source] == column[link.target]:
            at = start[0] + 13 + LANE * _lane(lanes[column[link.source]], start[1], end[1])
            found[link] = (start, (at, start[1]), (at, end[1]), end)
            continue
        points = [start]
        forward = column[link.source] < column[link.target]
        for index in bends(column, link):
            y = centre[link.over(index)]
            sides = (left[index], left[index] + width)
            points.extend((x, y) for x in (sides if forward else reversed(sides)))
        found[link] = (*points, end)
    return found


def _lane(taken: list[tuple[int, float, float]], start: float, end: float) -> int:
    """The first of five lanes beside a column that is free between two heights; the last where none is."""
    top, bottom = min(start, end) - 4, max(start, end) + 4
    busy = {lane for lane, high, low in taken if high < bottom and top < low}
    lane = next((lane for lane in range(LANES) if lane not in busy), LANES - 1)
    taken.append((lane, top, bottom))
    return lane


@dataclass(frozen=True)
class Marked:
    """A line to mark: its points, whether a ✕ stands before its head, the width of what is written on it."""

    points: tuple[Point, ...]
    barred: bool = False
    width: float = 2 * MARKER


def markers(lines: Sequence[Marked], boxes: Iterable[Box]) -> list[Point]:
    """Where the number of each line stands: on the line, free of boxes, of other numbers and of every ✕."""
    walls = list(boxes)
    taken = [(*cross_of(line.points), 2 * MARKER) for line in lines if line.barred]
    found: list[Point] = []
    for line in lines:
        free = (spot for spot in _spots(line.points) if _clear(spot, line.width, taken, walls))
        spot = next(free, None) or _middle(list(_spots(line.points)))
        taken.append((*spot, line.width))
        found.append(spot)
    return found


def cross_of(points: Sequence[Point]) -> Point:
    """Where the ✕ of a barred line stands: just before its head."""
    (before, _), (x, y) = points[-2:]
    return (x - CROSS if before <= x else x + CROSS, y)


def curve(start: Point, end: Point, share: float) -> Point:
    """A point on the segment between two points, level at both ends; `share` runs from 0 to 1."""
    (left, top), (right, bottom) = start, end
    middle = (left + right) / 2
    one, two, three, four = _weights(share)
    x = one * left + two * middle + three * middle + four * right
    y = one * top + two * top + three * bottom + four * bottom
    return (round(x, 2), round(y, 2))


@cache
def _weights(share: float) -> tuple[float, float, float, float]:
    rest = 1 - share
    return (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)


def _spots(points: Sequence[Point]) -> Iterator[Point]:
    """Where a number may stand on a line, the best first; worked out one by one, since the first mostly fits."""
    for start, end in reversed(list(itertools.pairwise(points))):
        for share in range(72, 10, -6):
            yield curve(start, end, share / 100)


def _middle(spots: Sequence[Point]) -> Point:
    return spots[len(spots) // 2]


def _clear(spot: Point, width: float, taken: Sequence[tuple[float, float, float]], walls: Sequence[Box]) -> bool:
    if any(wall.near(spot, width / 2 + 1) for wall in walls):
        return False
    return all(abs(spot[0] - x) > (width + other) / 2 + 2 or abs(spot[1] - y) > 2 * MARKER + 1 for x, y, other in taken)


def _docks(
    links: Sequence[Link], column: Mapping[str, int], boxes: Mapping[str, Box], centre: Mapping[str, float]
) -> dict[tuple[Link, str], Point]:
    """Each line's own point on the side of a box, spread from top to bottom in the order of the other ends."""
    sides: dict[tuple[str, bool], list[tuple[float, int, Link, str]]] = defaultdict(list)
    for number, link in enumerate(links):
        passed = bends(column, link)
        ends = (
            ("source", link.source, link.over(passed[0]) if passed else link.target, link.target),
            ("target", link.target, link.over(passed[-1]) if passed else link.source, link.source),
        )
        for end, here, beside, other in ends:
            right = column[other] >= column[here]
            sides[here, right].append((centre[beside], number, link, end))
    docks = {}
    for (id, right), ends_here in sides.items():
        box = boxes[id]
        for index, (_, _, link, end) in enumerate(sorted(ends_here, key=lambda item: item[:2])):
            y = box.y + box.height * (index + 1) / (len(ends_here) + 1)
            docks[link, end] = (round(box.x + (box.width if right else 0), 2), round(y, 2))
    return docks
