"""Rows of ticks whose marks all stand away from their labels: which boxes the pieces of a page can be.

A piece ``[ ○ [`` is two boxes side by side, the left one ticked: it fits only where two boxes of one row are open.
All ways to lay the pieces on the rows are compared; a box is decided where the likely ways agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

Pattern = tuple[bool, ...]
_WAYS = 20_000


def layings(widths: Sequence[int], pieces: Sequence[Pattern]) -> list[tuple[Pattern, ...]]:
    """All ways to lay pieces on rows so that every piece lies inside one row and every box is covered.

    Brackets may be lost: boxes that no piece covers count as empty. The ways with the fewest of them are returned,
    each as one pattern of ticks a row; none where the pieces do not fit or the ways are too many.

    Args:
        widths: how many boxes of each row are open.
        pieces: ticks of the boxes of each piece, from left to right.
    """
    kinds = tuple(sorted(Counter(pieces).items()))
    search = _Search(tuple(widths))
    best = search.fewest_lost(0, kinds)
    if best is None:
        return []
    found: list[tuple[Pattern, ...]] = []
    for way in search.ways(0, kinds, best):
        found.append(way)
        if len(found) > _WAYS:
            return []
    return sorted(set(found))


Kinds = tuple[tuple[Pattern, int], ...]


class _Search:
    def __init__(self, widths: tuple[int, ...]) -> None:
        self.widths = widths
        self.fewest_lost = cache(self._fewest_lost)

    def _fewest_lost(self, row: int, kinds: Kinds) -> int | None:
        """The fewest boxes left uncovered from this row on; None where marked pieces or pairs would be left over."""
        if row == len(self.widths):
            left = [(pattern, count) for pattern, count in kinds if count and (len(pattern) > 1 or any(pattern))]
            return None if left else 0
        found = [
            lost + rest
            for _, left, lost in _rows(self.widths[row], kinds)
            if (rest := self.fewest_lost(row + 1, left)) is not None
        ]
        return min(found, default=None)

    def ways(self, row: int, kinds: Kinds, budget: int) -> Iterator[tuple[Pattern, ...]]:
        """All ways with exactly this many uncovered boxes."""
        if row == len(self.widths):
            yield ()
            return
        for pattern, left, lost in _rows(self.widths[row], kinds):
            rest = self.fewest_lost(row + 1, left)
            if rest is not None and lost + rest <= budget:
                for more in self.ways(row + 1, left, budget - lost):
                    yield (pattern, *more)


def _rows(width: int, kinds: Kinds) -> Iterator[tuple[Pattern, Kinds, int]]:
    """Ways to fill one row: its ticks, the pieces left, and how many boxes stay uncovered."""
    if width == 0:
        yield (), kinds, 0
        return
    for pattern, left, lost in _rows(width - 1, kinds):
        yield (False, *pattern), left, lost + 1
    for at, (piece, count) in enumerate(kinds):
        if count and len(piece) <= width:
            remaining = (*kinds[:at], (piece, count - 1), *kinds[at + 1 :])
            for pattern, left, lost in _rows(width - len(piece), remaining):
                yield (*piece, *pattern), left, lost
