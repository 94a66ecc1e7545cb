"""The rows of the change history (変更箇所): what was printed before and after, by item of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bangolin.loader.form.folding import folded
from bangolin.loader.form.items import Span
from bangolin.loader.sources.rows import Cell, Row

COLUMNS = {"day": "変更日", "item": "項目", "before": "変更前の記載", "after": "変更後の記載", "when": "提出時期"}
"""The columns of the table by their headings; 変更日 and 項目 may head the same words in other orders."""


NEAR = 0.5
"""Points by which a ruled cell may begin left of its heading."""


@dataclass(frozen=True)
class Change:
    """One row: the day and the item as printed (None where they are torn away), the words before and after.

    ``span`` is where the words after stand.
    """

    item: str | None
    before: str
    after: str
    span: Span
    day: str | None = None


def changes_of_rows(rows: Sequence[Row]) -> Iterator[Change]:
    """The changes of a table of cells, each row of which has a day, an item and the words before and after."""
    heads: dict[str, float] = {}
    for row in rows:
        named = {key: _place(cell) for cell in row.cells for key, head in COLUMNS.items() if _heads(cell, head)}
        if {"item", "before", "after"} <= set(named):
            heads = named
            continue
        cells = {_column(cell, heads): cell for cell in row.cells} if heads else {}
        if "after" in cells and "before" in cells:
            after = cells["after"]
            day, item = cells.get("day"), cells.get("item")
            yield Change(
                item.text if item else None,
                cells["before"].text,
                after.text,
                after.span(after.text),
                day.text if day else None,
            )


def _heads(cell: Cell, head: str) -> bool:
    return re.sub(r"\s", "", folded(cell.text).text) == head


def _column(cell: Cell, heads: dict[str, float]) -> str | None:
    """The heading that a cell stands under: the last that begins at its place or left of it."""
    left = [(place, key) for key, place in heads.items() if place <= _place(cell) + NEAR]
    return max(left)[1] if left else None


def _place(cell: Cell) -> float:
    """Where a cell begins: in points on a page, else by its column."""
    return cell.box[0] if cell.box else cell.column
