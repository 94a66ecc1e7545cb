"""What a picture consists of: placed things, routed lines and zone bands. Lengths are in points, origin top left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Point = tuple[float, float]

LETTER, LEADING, BASELINE, INSET = 13.0, 17.0, 33.0, 13.0
"""Size of a thing's name, distance of its lines, first baseline below the top, and blank at the left, in points."""


@dataclass(frozen=True)
class Thing:
    """One box: a place, or several places folded into one. `x` and `y` are its top left corner.

    `note` stands where the kind does, on boxes that another picture shows in full.
    """

    id: str
    label: str
    lines: tuple[str, ...]
    kind: str
    zone: str
    answer: str
    start: bool
    x: float
    y: float
    width: float
    height: float
    members: tuple[Mapping[str, Any], ...] = ()
    note: str = ""

    @property
    def folded(self) -> bool:
        """Whether several places stand behind this box."""
        return len(self.members) > 1


@dataclass(frozen=True)
class Line:
    """One drawn arrow: all flows between two things; `points` run from the source's side to the target's side.

    `label` stands in place of the number on a line that gathers several.
    """

    number: int
    source: str
    target: str
    style: str
    both: bool
    points: tuple[Point, ...]
    marker: Point
    flows: tuple[str, ...]
    label: str = ""

    @property
    def marked(self) -> str:
        """What stands on the line."""
        return self.label or str(self.number)


@dataclass(frozen=True)
class Band:
    """The column of one trust zone."""

    zone: str
    title: str
    x: float
    width: float


@dataclass(frozen=True)
class Drawing:
    """A finished picture. `left_out` counts the places that the limit kept out; `gathered` ones have joined lines."""

    title: str
    width: float
    height: float
    bands: tuple[Band, ...] = ()
    things: tuple[Thing, ...] = ()
    lines: tuple[Line, ...] = ()
    left_out: int = 0
    shown: int = 0
    legend: tuple[tuple[str, str, str], ...] = field(default=())
    gathered: bool = False

    @property
    def thing(self) -> dict[str, Thing]:
        """Things by id."""
        return {thing.id: thing for thing in self.things}
