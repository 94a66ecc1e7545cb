"""Where cells end in a column of labels and a column of values.

A label stands in the middle of its cell (in some documents at its top), each cell holds what its item can hold, and no
cut parts what goes on. The cheapest way to cut is taken; rows that another cut would give to a neighbour at nearly the
same cost are in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bangolin.loader.form.definition import plain
from bangolin.loader.torn.kept_labels import Label
from bangolin.loader.torn.kept_rows import Row
from bangolin.loader.torn.widths import is_full

Stand = Literal["middle", "below middle", "top"]
_OFF, _FREE, _SLIGHT, _SIDE = 1.2, 0.5, 0.2, 0.2
_PARTED, _GOES_ON, _WRAPPED, _HEAD = 0.3, 3.0, 1.5, 0.5
MARGIN = 0.15
# What a line of each look costs in the cell of an item of each kind.
_COSTS = {
    "option": {"tick": 6.0, "list": 0.0, "bracket": 0.0, "words": 1.5},
    "ticks": {"tick": 0.0, "list": 6.0, "bracket": 6.0, "words": 0.3},
    "text": {"tick": 4.0, "list": 5.0, "bracket": 3.0, "words": 0.0},
    "heading": {"tick": 2.0, "list": 2.0, "bracket": 2.0, "words": 1.0},
    "unknown": {"tick": 0.5, "list": 0.5, "bracket": 0.5, "words": 0.0},
}
_TWICE, _NONE = 8.0, 3.0
_BACK, _OTHER, _END = 2.0, 0.5, 0.5
_LIST_HEAD = "＜選択肢"
_GOES_ON_WITH = re.compile(r"(?:[2-9]|1[0-9])[)）]")
_BULLET = re.compile(r"^[・※○●◎■◆▪＜【〈《①-⑳(（\[]|^[0-9０-９]{1,2}[　 ．.、)）]")


@dataclass(frozen=True)
class Cut:
    """The last row of each cell; what this way to cut costs; the rows that may as well belong to a neighbour."""

    ends: tuple[int, ...]
    cost: float
    doubtful: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Stretch:
    """The rows from ``start`` up to ``end`` (not included) with their labels; ``full`` is the width of a full line."""

    rows: Sequence[Row]
    start: int
    end: int
    labels: Sequence[Label]
    full: int

    def choices(self) -> Iterator[tuple[Label, range]]:
        """Each label with the rows that its cell may end with."""
        for label, following in pairwise([*self.labels, None]):
            assert label is not None
            yield label, range(label.last, following.first) if following else range(self.end - 1, self.end)


def cheapest_cut(stretch: Stretch, stand: Stand) -> Cut:
    """The cheapest way to cut a stretch that has a label or more."""
    best = {stretch.start - 1: Cut((), 0.0)}
    for label, ends in stretch.choices():
        best = {
            last: min(
                (
                    Cut((*one.ends, last), one.cost + _cell(stretch, label, before + 1, last, stand))
                    for before, one in best.items()
                ),
                key=lambda one: (one.cost, one.ends),
            )
            for last in ends
        }
    found = min(best.values(), key=lambda one: (one.cost, one.ends))
    return Cut(found.ends, found.cost, frozenset(_doubtful(stretch, found.ends, stand)))


def differing(one: Cut, other: Cut) -> frozenset[int]:
    """The rows that two ways to cut give to different cells."""
    pairs = zip(one.ends, other.ends, strict=True)
    return frozenset(row for end, last in pairs for row in range(min(end, last) + 1, max(end, last) + 1))


def _doubtful(stretch: Stretch, ends: tuple[int, ...], stand: Stand) -> Iterator[int]:
    starts = [stretch.start, *(end + 1 for end in ends)]
    choices = list(stretch.choices())
    for at, ((label, possible), (following, _)) in enumerate(pairwise(choices)):

        def cost(end: int, at: int = at, one: Label = label, other: Label = following) -> float:
            before = _cell(stretch, one, starts[at], end, stand)
            return before + _cell(stretch, other, end + 1, ends[at + 1], stand)

        least = cost(ends[at])
        for end in possible:
            if end != ends[at] and cost(end) < least + MARGIN:
                yield from differing(Cut((end,), 0.0), Cut((ends[at],), 0.0))


def _cell(stretch: Stretch, label: Label, first: int, last: int, stand: Stand) -> float:
    """How unlikely the cell of a label is to be these rows."""
    inside = stretch.rows[first : last + 1]
    cost = min(_holds(inside, kind) for kind in label.kinds) + _out_of_grid(inside, label)
    cost += _misplaced(label, first, last, stand)
    return cost + (_end(stretch.rows, last, stretch.full) if last + 1 < len(stretch.rows) else 0.0)


def _misplaced(label: Label, first: int, last: int, stand: Stand) -> float:
    """How far a label is from where labels of the document stand: of two lines in the middle they take one always."""
    if stand == "top":
        return _OFF * (label.first - first)
    below = label.first + label.last - (first + last)
    off = abs(below) / 2
    return (
        _SLIGHT * off
        + _OFF * max(0.0, off - _FREE)
        + (_SIDE if (below < 0 if stand == "below middle" else below > 0) else 0.0)
    )


def _holds(inside: Sequence[Row], kind: str) -> float:
    """How unlikely these lines are the value of an item of a kind."""
    looks = [row.look for row in inside if row.right]
    cost = sum(_COSTS[kind][look] for look in looks)
    if kind == "option":
        heads = sum(1 for row in inside if _LIST_HEAD in row.right)
        cost += _TWICE * (max(0, looks.count("bracket") - 1) + max(0, heads - 1))
    wanted = {"option": "bracket", "ticks": "tick"}.get(kind)
    return cost + (_NONE if wanted and wanted not in looks else 0.0)


def _out_of_grid(inside: Sequence[Row], label: Label) -> float:
    """How far rows of boxes are from those of the item: others, not in their order, the first or last one missing."""
    grids = [[plain(row[0].label) for row in item.grid] for item in label.items if item.grid]
    found = [plain(row.right).split("]", 1)[-1] for row in inside if row.look == "tick"]
    if not grids or not found:
        return 0.0
    return min(_distance(found, grid) for grid in grids)


def _distance(found: Sequence[str], grid: Sequence[str]) -> float:
    places = [next((at for at, label in enumerate(grid) if words.startswith(label[:4])), -1) for words in found]
    known = [place for place in places if place >= 0]
    back = sum(1 for before, after in pairwise(known) if after < before)
    ends = (known[:1] != [0]) + (known[-1:] != [len(grid) - 1])
    return _BACK * back + _OTHER * (len(places) - len(known)) + _END * ends


def _end(rows: Sequence[Row], last: int, full: int) -> float:
    """How unlikely a cell ends with this row and the next one starts another."""
    row, after = rows[last], rows[last + 1]
    cost = 0.0 if after.parted else _PARTED
    if after.right.startswith(_LIST_HEAD):
        cost -= _HEAD
    if _GOES_ON_WITH.match(after.right):
        cost += _GOES_ON
    wrapped = row.look == after.look == "words" and row.right and after.right and is_full(row.line.text, full)
    if wrapped and not _BULLET.match(after.right) and not row.right.endswith("。"):
        cost += _WRAPPED
    return cost
