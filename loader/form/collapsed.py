"""Rows of the form that OCR put into one cell: 「⑦再委託の有無 [再委託する] ⑧再委託の許諾方法 …」 taken apart again."""

from __future__ import annotations

import re
from dataclasses import replace

from bangolin.loader.form.definition import Form
from bangolin.loader.form.folding import folded
from bangolin.loader.form.labels import Label, Place, find_label
from bangolin.loader.sources.rows import Cell, Row

_CIRCLED = re.compile(r"(?:(?<=^)|(?<=[\s\]］]))[①-⑳]")
_LINE = re.compile(r"(?<=\n)(?=[^\n]{4,30}(?:\n|$))")
_LONGEST_LABEL, _LONGEST_CELL = 80, 8000


def parted_rows(row: Row, form: Form, place: Place) -> list[Row]:
    """The row, and a row of its own for each label that stands further on in one of its cells."""
    rows: list[Row] = []
    kept: list[Cell] = []
    for cell in row.cells:
        starts = _starts(cell, form, place)
        kept.append(replace(cell, text=cell.text[: starts[0]].strip()) if starts else cell)
        for start, end in zip(starts, [*starts, len(cell.text)][1:], strict=True):
            rows.append(Row((replace(cell, text=cell.text[start:end].strip(), lines=()),), row.line))
    first = Row(tuple(cell for cell in kept if cell.text), row.line)
    return [one for one in (first, *rows) if one.cells]


def _starts(cell: Cell, form: Form, place: Place) -> list[int]:
    """Where in a cell labels of the same block start, behind its first words."""
    if len(cell.text) < 12 or len(cell.text) > _LONGEST_CELL:
        return []
    at = {found.start() for found in _CIRCLED.finditer(cell.text)} | {
        found.start() for found in _LINE.finditer(cell.text)
    }
    at -= {0}
    if not at or _label_at(cell, 0, form, place, whole=True):
        return []
    return sorted(start for start in at if _label_at(cell, start, form, place, whole=False))


def _label_at(cell: Cell, start: int, form: Form, place: Place, whole: bool) -> Label | None:
    """The label of an item of this very block that starts there, with the number that is printed."""
    text = cell.text[start : start + _LONGEST_LABEL]
    numbered = "①" <= text[0] <= "⑳"
    part = replace(cell, text=text if numbered or whole else text.split("\n")[0])
    label = find_label(part, folded(part.text), form, place, whole_only=whole or not numbered)
    if label is None or label.ordinal is not None:
        return None
    if whole:
        return label
    same_block = label.item.block == place.block and re.match(r"[Ⅰ-Ⅵ]\.(\d+)", label.item.place)
    same_number = not numbered or label.item.number == ord(text[0]) - 0x245F
    return label if same_block and int(same_block[1]) == place.number and same_number else None
