"""Tables for paper: rows that say the same are put together, columns that say nothing are left out. No word is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bangolin.ui.exports.cells import plain
from bangolin.ui.reading import Cell
from bangolin.ui.table import Table
from bangolin.ui.texts import text, texts

BOTH = "⇄ "
JOINT = " ／ "
FEWEST = 4
"""Rows from which on a column that always says the same goes above the table."""
SHARED = ("number", "source", "kind", "strength", "my_number", "assessment")
"""What the flows of one fan have in common."""
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Condensed:
    """A table with fewer rows and columns, and the sentence that says what stands for all of them."""

    table: Table
    note: str


def condensed(table: Table, language: str) -> Condensed:
    """The table as it is printed: equal rows once with all their citations, both ways as one, one row a fan of targets."""
    rows, columns = list(table.rows), table.columns
    rows = _merged(rows, columns)
    if {"source", "target"} <= set(columns):
        rows = _both_ways(rows, columns)
    kept, constant = _columns(rows, columns)
    rows, columns = [tuple(row[at] for at in kept) for row in rows], tuple(columns[at] for at in kept)
    if {"source", "target", "citation"} <= set(columns):
        rows, columns = _fans(rows, columns, language)
    notes = [text(language, "export.constant", column=_head(name, language), value=value) for name, value in constant]
    if len(rows) < len(table.rows):
        notes.insert(0, text(language, "export.condensed", rows=len(table.rows), shown=len(rows)))
    return Condensed(replace(table, columns=columns, rows=tuple(rows)), " ".join(notes))


def _head(column: str, language: str) -> str:
    return texts(language).get(f"column.{column}", column)


def _merged(rows: Sequence[Row], columns: Sequence[str]) -> list[Row]:
    """Rows that differ in their citation only become one, with each citation once."""
    if "citation" not in columns:
        return list(rows)
    at = columns.index("citation")
    together: dict[Row, list[Cell]] = {}
    for row in rows:
        together.setdefault((*row[:at], None, *row[at + 1 :]), []).append(row[at])
    return [(*key[:at], _cited(cells), *key[at + 1 :]) for key, cells in together.items()]


def _cited(cells: Sequence[Cell]) -> str:
    pieces = [piece for cell in cells for piece in str(cell or "").split(JOINT)]
    return JOINT.join(piece for piece in dict.fromkeys(pieces) if piece)


def _both_ways(rows: Sequence[Row], columns: Sequence[str]) -> list[Row]:
    """A row and its way back, alike in all but the citation, become one with ⇄ before its target."""
    source, target, cited = (columns.index(name) for name in ("source", "target", "citation"))
    done: dict[Row, int] = {}
    kept: list[Row] = []
    for row in rows:
        rest = tuple(cell for at, cell in enumerate(row) if at not in (source, target, cited))
        back = done.pop((row[target], row[source], *rest), None)
        if back is None:
            done[row[source], row[target], *rest] = len(kept)
            kept.append(row)
        else:
            first = kept[back]
            changed = {target: f"{BOTH}{first[target]}", cited: _cited([first[cited], row[cited]])}
            kept[back] = tuple(changed.get(at, cell) for at, cell in enumerate(first))
    return kept


def _columns(rows: Sequence[Row], columns: Sequence[str]) -> tuple[list[int], list[tuple[str, str]]]:
    """Columns to keep, and those that say one thing in every row, with it; empty ones are neither."""
    kept, constant = [], []
    for at, name in enumerate(columns):
        values = {str(plain(row[at])) for row in rows}
        if values == {""}:
            continue
        if len(values) == 1 and len(rows) >= FEWEST and name not in ("name", "source", "target", "citation", "message"):
            constant.append((name, values.pop()))
        else:
            kept.append(at)
    return kept, constant


def _fans(rows: Sequence[Row], columns: Sequence[str], language: str) -> tuple[list[Row], tuple[str, ...]]:
    """Rows of one source, kind and strength become one that lists each target with its details and citation."""
    shared = [at for at, name in enumerate(columns) if name in SHARED]
    details = [at for at, name in enumerate(columns) if name not in (*SHARED, "target", "citation")]
    target, cited = columns.index("target"), columns.index("citation")
    fans: dict[Row, list[str]] = {}
    for row in rows:
        told = [f"{_head(columns[at], language)}：{row[at]}" for at in details if row[at]]
        lines = fans.setdefault(tuple(row[at] for at in shared), [])
        lines.append("　".join(str(part) for part in (row[target], *told, row[cited]) if part))
    return [(*key, "\n".join(lines)) for key, lines in fans.items()], (
        *(columns[at] for at in shared),
        "target_citation",
    )
