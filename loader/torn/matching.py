"""The cheapest one-to-one assignment (Hungarian method, after Jonker and Volgenant's shortest augmenting paths)."""

from __future__ import annotations

from collections.abc import Sequence

_FAR = float("inf")


def cheapest(costs: Sequence[Sequence[float]]) -> list[int]:
    """For each row the column it is given, so that the sum of costs is least.

    Args:
        costs: a matrix of n rows and m columns, n <= m, all finite.
    """
    rows, columns = len(costs), len(costs[0]) if costs else 0
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    given = [0] * (columns + 1)
    for row in range(1, rows + 1):
        given[0] = row
        _augment(costs, row_price, column_price, given)
    found = [-1] * rows
    for column in range(1, columns + 1):
        if given[column]:
            found[given[column] - 1] = column - 1
    return found


def _augment(
    costs: Sequence[Sequence[float]], row_price: list[float], column_price: list[float], given: list[int]
) -> None:
    """Grow the assignment by one row along the shortest alternating path from column 0."""
    columns = len(given) - 1
    least, before, used = [_FAR] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
    at = 0
    while given[at]:
        used[at] = True
        row, best, following = given[at], _FAR, 0
        for column in range(1, columns + 1):
            if used[column]:
                continue
            reduced = costs[row - 1][column - 1] - row_price[row] - column_price[column]
            if reduced < least[column]:
                least[column], before[column] = reduced, at
            if least[column] < best:
                best, following = least[column], column
        for column in range(columns + 1):
            if used[column]:
                row_price[given[column]] += best
                column_price[column] -= best
            else:
                least[column] -= best
        at = following
    while at:
        given[at] = given[before[at]]
        at = before[at]
