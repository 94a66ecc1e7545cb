"""How wide the columns of a printed table are, and how many lines a cell takes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt

from bangolin.ui.drawings.lettering import text_width, wrap
from bangolin.ui.exports.cells import plain

PADDING = 10.0
"""Blank at both sides of a cell together, in points."""


def column_widths(rows: Sequence[Sequence[object]], total: float, size: float, *, filled: bool = True) -> list[float]:
    """Widths in points: narrow columns as they need, the others a share by how much they say.

    They sum up to `total`, or to less where everything fits and the table need not be `filled` up.
    """
    columns = list(zip(*([str(plain(cell)) for cell in row] for row in rows), strict=True))
    needs = [
        max(text_width(line, size) for cell in column for line in cell.split("\n")) + PADDING for column in columns
    ]
    if sum(needs) <= total:
        return [need * total / sum(needs) for need in needs] if filled else [need + 2 * PADDING for need in needs]
    amounts = [_amount([text_width(cell, size) for cell in column]) for column in columns]
    widths = [0.0] * len(columns)
    open_, left = list(range(len(columns))), total
    while True:
        share = {at: left * amounts[at] / sum(amounts[other] for other in open_) for at in open_}
        content = [at for at in open_ if needs[at] <= max(share[at], total / len(columns) / 2)]
        if not content or len(content) == len(open_):
            break
        for at in content:
            widths[at] = needs[at]
        left -= sum(needs[at] for at in content)
        open_ = [at for at in open_ if at not in content]
    for at in open_:
        widths[at] = share[at]
    return [width * total / sum(widths) for width in widths]


def _amount(cells: Sequence[float]) -> float:
    """How much room a column asks for: what it says in all, and its longest cell, which makes its row tall."""
    return sqrt(sum(cells) + max(cells) * len(cells) / 3)


def lines_of(cell: object, width: float, size: float) -> tuple[str, ...]:
    """A cell broken into lines of a column's width."""
    return _broken(str(plain(cell)), width - PADDING, size)


@lru_cache(maxsize=8192)
def _broken(cell: str, room: float, size: float) -> tuple[str, ...]:
    return tuple(line for words in cell.split("\n") for line in wrap(words, size, room, len(words) + 1))
