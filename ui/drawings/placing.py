"""Boxes and lines put on the page: columns given, order, heights and routes found. The same input gives the same place."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bangolin.ui.drawings.columns import Link, bends, ordered
from bangolin.ui.drawings.drawing import BASELINE, LEADING, Band, Point
from bangolin.ui.drawings.heights import settle
from bangolin.ui.drawings.routes import Box, routes
from bangolin.ui.drawings.styles import zones
from bangolin.ui.texts import text

WIDTH, GAP_X, GAP_Y, MARGIN, HEAD = 162.0, 60.0, 14.0, 22.0, 36.0
BEND = 12.0


@dataclass(frozen=True)
class Places:
    """Where everything stands: boxes by id, points by link, the left edge of each column, the size of the whole."""

    boxes: Mapping[str, Box]
    points: Mapping[Link, tuple[Point, ...]]
    left: Sequence[float]
    width: float
    height: float


def tallness(lines: int) -> float:
    """Height of a box with so many lines of name."""
    return BASELINE + LEADING * (lines - 1) + 12


def placed(column: Mapping[str, int], tall: Mapping[str, float], links: Sequence[Link]) -> Places:
    """Place boxes of given columns and heights, whose ids stand in the order to begin with, and route their links."""
    layers = ordered(column, links, list(tall))
    centre = settle(layers, defaultdict(lambda: BEND, tall), _beside(links, column), GAP_Y)
    left = [MARGIN + (WIDTH + GAP_X) * index for index in range(len(layers))]
    boxes = {
        id: Box(left[column[id]], round(HEAD + MARGIN + centre[id] - tall[id] / 2, 2), WIDTH, tall[id]) for id in tall
    }
    shifted = {id: value + HEAD + MARGIN for id, value in centre.items()}
    points = routes(links, column, boxes, shifted)
    bottom = max([box.y + box.height for box in boxes.values()] + [y for line in points.values() for _, y in line])
    right = max([left[-1] + WIDTH] + [x for line in points.values() for x, _ in line])
    return Places(boxes, points, left, round(right + MARGIN, 2), round(bottom + MARGIN, 2))


def bands(zone_at: Mapping[int, str], left: Sequence[float], language: str) -> tuple[Band, ...]:
    """The stripe of each trust zone, from the zone of every column."""
    found = []
    for zone in zones():
        here = sorted(index for index, name in zone_at.items() if name == zone)
        if here:
            x = left[here[0]] - GAP_X / 2 if here[0] else 0.0
            end = left[here[-1]] + WIDTH + (GAP_X / 2 if here[-1] < len(left) - 1 else MARGIN + GAP_X)
            found.append(Band(zone, text(language, f"zone.{zone}"), x, end - x))
    return tuple(found)


def _beside(links: Iterable[Link], column: Mapping[str, int]) -> dict[str, list[str]]:
    beside: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if column[link.source] == column[link.target]:
            continue
        chain = [link.source, *(link.over(index) for index in bends(column, link)), link.target]
        for one, other in itertools.pairwise(chain):
            beside[one].append(other)
            beside[other].append(one)
    return beside
