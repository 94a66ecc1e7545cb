"""The pages of a text that keeps its columns (``pdftotext -layout``): labels in a left column, values in a right one.

A label stands at half the height of its cell, so the first lines of a value come before it. The cells of a page follow
each other without gaps: the lines between two headings are cut into as many runs as there are labels, and each run is
printed anew, its label first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bangolin.loader.form.definition import Form
from bangolin.loader.sources.text import Line, Page
from bangolin.loader.torn.display_columns import counted_by_signs
from bangolin.loader.torn.kept_cuts import MARGIN, Cut, Stand, Stretch, cheapest_cut, differing
from bangolin.loader.torn.kept_labels import labels_of, starts_anew
from bangolin.loader.torn.kept_rows import Row, rows_of, value_column
from bangolin.loader.torn.widths import full_width

_MOST, _COVER = 0.8, "表紙"
_STANDS: tuple[Stand, ...] = ("middle", "below middle", "top")


@dataclass(frozen=True)
class Ordered:
    """Pages with each label before its value, one cell after the other; ``doubtful``: the numbers of lines that may
    belong to the cell above or below.
    """

    pages: tuple[Page, ...]
    doubtful: frozenset[int] = frozenset()


def with_cells_in_order(pages: Sequence[Page], form: Form) -> Ordered:
    """The pages of a text that keeps their columns, its cells put in order."""
    spread = counted_by_signs(pages)
    read = [_rows(page, form) for page in spread]
    runs = groupby(zip(spread, read, strict=True), key=lambda pair: bool(pair[1]))
    stretches = [one for _, run in runs for one in _stretches([row for _, rows in run for row in rows], form)]
    ways = [[cheapest_cut(one, stand) if one.labels else Cut((), 0.0) for one in stretches] for stand in _STANDS]
    cuts = min(ways, key=_cost)
    others = [way for way in ways if _cost(way) < _cost(cuts) + MARGIN]
    lines: dict[int, list[Line]] = {}
    doubtful: set[int] = set()
    for at, (stretch, cut) in enumerate(zip(stretches, cuts, strict=True)):
        rows = cut.doubtful.union(*(differing(cut, other[at]) for other in others))
        doubtful |= {stretch.rows[row].line.number for row in rows}
        for number, line in _printed(stretch, cut):
            lines.setdefault(number, []).append(line)
    ordered = (
        Page(page.number, tuple(lines.get(page.number, ()))) if rows else page
        for page, rows in zip(spread, read, strict=True)
    )
    return Ordered(tuple(ordered), frozenset(doubtful))


def _cost(way: Sequence[Cut]) -> float:
    return sum(cut.cost for cut in way)


def _rows(page: Page, form: Form) -> list[Row]:
    """The rows of a page of labels and values; none for other pages and for covers, which have a reader of their own."""
    column = value_column(page, form)
    rows = rows_of(page, column) if column is not None else []
    beside = sum(1 for row in rows if not row.left)
    inside = [item for label in labels_of(rows, form) for item in label.items if item.place != _COVER]
    return rows if beside > _MOST * len(rows) or inside else []


def _stretches(rows: Sequence[Row], form: Form) -> Iterator[Stretch]:
    """The runs of rows between two that part cells, on pages that follow each other: cells may go over a page."""
    labels = labels_of(rows, form)
    full = full_width(row.line.text for row in rows)
    of_label = {row for label in labels for row in label.rows}
    start = 0
    for at in range(len(rows) + 1):
        if at < len(rows) and (at in of_label or not _parts(rows[at])):
            continue
        yield Stretch(rows, start, at, [one for one in labels if start <= one.first and one.last < at], full)
        start = at + 1


def _parts(row: Row) -> bool:
    """Whether a row without a label parts cells: it crosses the columns, or stands in the left one alone."""
    return row.whole or (bool(row.left) and not row.right and starts_anew(row.left))


def _printed(stretch: Stretch, cut: Cut) -> Iterator[tuple[int, Line]]:
    """The lines of a stretch and of the row that ends it, each with the number of its page."""
    yield from _cells(stretch, cut)
    if stretch.end < len(stretch.rows):
        row = stretch.rows[stretch.end]
        number = row.line.number
        yield from ((row.page, line) for line in (Line(number, ""), Line(number, row.line.text), Line(number, "")))


def _cells(stretch: Stretch, cut: Cut) -> Iterator[tuple[int, Line]]:
    rows, first = stretch.rows, stretch.start
    if not stretch.labels:
        yield from ((row.page, Line(row.line.number, row.line.text.strip())) for row in rows[first : stretch.end])
        return
    for label, last in zip(stretch.labels, cut.ends, strict=True):
        number = rows[label.first].line.number
        yield from ((rows[first].page, line) for line in (Line(number, ""), Line(number, f" {label.text}")))
        for at in range(first, last + 1):
            text = rows[at].right or (rows[at].left if at not in label.rows and len(rows[at].left) > 4 else "")
            if text:
                yield rows[at].page, Line(rows[at].line.number, text)
        first = last + 1
