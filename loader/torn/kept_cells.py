"""The cells of a page whose text keeps its columns (``pdftotext -layout``): labels in a left column, values in a right one.

A label stands at half the height of its cell, so the first lines of a value come before it. The cells of a page follow
each other without gaps: the lines between two headings are cut into as many runs as there are labels, where labels
stand in the middle of their runs, each run holds what its item can hold, and no cut parts what goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.sources.text import Line, Page
from bangolin.loader.torn.display_columns import counted_by_signs
from bangolin.loader.torn.kept_labels import Label, labels_of, starts_anew
from bangolin.loader.torn.kept_rows import Row, rows_of, value_column
from bangolin.loader.torn.widths import full_width, is_full

_MOST = 0.8
_OFF_CENTRE, _FREE, _SLIGHT, _LOWER = 1.2, 0.5, 0.2, 0.1
_PARTED, _GOES_ON, _WRAPPED, _HEAD = 0.3, 3.0, 1.5, 0.5
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
class _Best:
    """The cheapest way to cut the rows up to and with ``end``; ``before``: the last row of the cell before."""

    cost: float
    ends: tuple[int, ...]


def with_cells_in_order(pages: Sequence[Page], form: Form) -> tuple[Page, ...]:
    """The pages of a text that keeps their columns, with each label before its value, one cell after the other."""
    spread = counted_by_signs(pages)
    read = [_rows(page, form) for page in spread]
    lines: dict[int, list[Line]] = {}
    for _, run in groupby(zip(spread, read, strict=True), key=lambda pair: bool(pair[1])):
        for number, line in _ordered([row for _, rows in run for row in rows], form):
            lines.setdefault(number, []).append(line)
    return tuple(
        Page(page.number, tuple(lines.get(page.number, ()))) if rows else page
        for page, rows in zip(spread, read, strict=True)
    )


def _rows(page: Page, form: Form) -> list[Row]:
    """The rows of a page of labels and values; none for other pages."""
    column = value_column(page, form)
    rows = rows_of(page, column) if column is not None else []
    beside = sum(1 for row in rows if not row.left)
    return rows if beside > _MOST * len(rows) or labels_of(rows, form) else []


def _ordered(rows: Sequence[Row], form: Form) -> Iterator[tuple[int, Line]]:
    """The lines of some pages that follow each other, each with the number of its page; cells may go over a page."""
    labels = labels_of(rows, form)
    full = full_width(row.line.text for row in rows)
    of_label = {row for label in labels for row in label.rows}
    start = 0
    for at in range(len(rows) + 1):
        if at < len(rows) and (at in of_label or not _parts(rows[at])):
            continue
        inside = [label for label in labels if start <= label.first and label.last < at]
        yield from _cells(rows, start, at, inside, full)
        yield from _alone(rows[at]) if at < len(rows) else ()
        start = at + 1


def _parts(row: Row) -> bool:
    """Whether a row without a label parts cells: it crosses the columns, or stands in the left one alone."""
    return row.whole or (bool(row.left) and not row.right and starts_anew(row.left))


def _alone(row: Row) -> Iterator[tuple[int, Line]]:
    number = row.line.number
    yield from ((row.page, line) for line in (Line(number, ""), Line(number, row.line.text), Line(number, "")))


def _cells(rows: Sequence[Row], start: int, end: int, labels: Sequence[Label], full: int) -> Iterator[tuple[int, Line]]:
    """The lines of the cells between two rows that part them."""
    if not labels:
        yield from ((row.page, Line(row.line.number, row.line.text.strip())) for row in rows[start:end])
        return
    first = start
    for label, last in zip(labels, _ends(rows, start, end, labels, full), strict=True):
        number = rows[label.first].line.number
        yield from ((rows[first].page, line) for line in (Line(number, ""), Line(number, f" {label.text}")))
        for at in range(first, last + 1):
            text = rows[at].right or (rows[at].left if at not in label.rows and len(rows[at].left) > 4 else "")
            if text:
                yield rows[at].page, Line(rows[at].line.number, text)
        first = last + 1


def _ends(rows: Sequence[Row], start: int, end: int, labels: Sequence[Label], full: int) -> tuple[int, ...]:
    """The last row of each cell, in the cheapest way to cut."""
    best: dict[int, _Best] = {start - 1: _Best(0.0, ())}
    for label, following in pairwise([*labels, None]):
        assert label is not None
        ends = range(label.last, following.first) if following else range(end - 1, end)
        best = {
            last: min(
                (_with_cell(rows, label, one, before, last, full) for before, one in best.items()),
                key=lambda one: (one.cost, one.ends),
            )
            for last in ends
        }
    return min(best.values(), key=lambda one: (one.cost, one.ends)).ends


def _with_cell(rows: Sequence[Row], label: Label, best: _Best, before: int, last: int, full: int) -> _Best:
    inside = rows[before + 1 : last + 1]
    below = label.first + label.last - (before + 1 + last)
    off = abs(below) / 2
    cost = (
        best.cost
        + _SLIGHT * off
        + (_LOWER if below > 0 else 0.0)
        + _OFF_CENTRE * max(0.0, off - _FREE)
        + min(_holds(inside, kind) for kind in label.kinds)
        + _out_of_grid(inside, label)
    )
    cost += _cut(rows, last, full) if last + 1 < len(rows) else 0.0
    return _Best(cost, (*best.ends, last))


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


def _cut(rows: Sequence[Row], last: int, full: int) -> float:
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
