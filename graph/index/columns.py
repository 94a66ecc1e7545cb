"""Rows of whole numbers while they come: eight bytes each, whatever their count."""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray


class Columns:
    """Columns of signed 64-bit numbers of the same length."""

    def __init__(self, count: int) -> None:
        self._columns = tuple(array("q") for _ in range(count))

    def add(self, *values: int) -> None:
        """Add one row."""
        for column, value in zip(self._columns, values, strict=True):
            column.append(value)

    def column(self, number: int) -> NDArray[np.int64]:
        """One column."""
        return np.array(self._columns[number], np.int64)

    def rows(self, by: int) -> NDArray[np.int64]:
        """All as a table, sorted by its first ``by`` columns (0: as they came)."""
        table = np.stack([self.column(number) for number in range(len(self._columns))], axis=1)
        return table[np.lexsort(tuple(table[:, number] for number in range(by - 1, -1, -1)))] if by else table
