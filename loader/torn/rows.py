"""Rows of boxes of which the brackets stand above the labels, row by row: 「[ ○ [」 「[ [ ○」 「] A ] B」 「] C ] D」.

As many rows of brackets as rows of labels right below, each with as many boxes: the first belongs to the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from bangolin.loader.torn.cells import Cell
from bangolin.loader.torn.signs import Sign


def join_rows(cells: Sequence[Cell]) -> None:
    """Put the brackets of such rows in front of their labels; signs of ``cells`` are moved."""
    runs = [(kind, list(run)) for kind, run in groupby(cells, key=_kind)]
    for (kind, above), (other, below) in pairwise(runs):
        if (kind[0], other[0]) == ("brackets", "labels") and kind[1] == other[1]:
            boxes, labels = [_boxes(cell) for cell in above], [_labels(cell) for cell in below]
            if [len(row) for row in boxes] == [len(row) for row in labels]:
                for one, cell in zip(above, below, strict=True):
                    cell.signs = tuple(_joined(_boxes(one), cell.signs))
                    one.signs = ()


def _kind(cell: Cell) -> tuple[str, int]:
    """Whether a cell is a row of opening brackets with their marks, or one of labels without any, and its chunk."""
    kinds = [sign.kind for sign in cell.signs]
    if kinds and kinds[0] == "[" and set(kinds) <= {"[", "mark"}:
        return "brackets", cell.chunk
    outside = kinds[: kinds.index("(")] if "(" in kinds else kinds
    paired = outside[::2] == ["]"] * (len(outside) // 2) and outside[1::2] == ["label"] * (len(outside) // 2)
    return ("labels" if outside and len(outside) % 2 == 0 and paired else "", cell.chunk)


def _labels(cell: Cell) -> list[Sign]:
    return [sign for sign in cell.signs if sign.kind == "label"]


def _boxes(cell: Cell) -> list[list[Sign]]:
    """The opening brackets of a row, each with its mark."""
    found: list[list[Sign]] = []
    for sign in cell.signs:
        if sign.kind == "[":
            found.append([sign])
        else:
            found[-1].append(sign)
    return found


def _joined(boxes: Sequence[Sequence[Sign]], row: Sequence[Sign]) -> list[Sign]:
    """The signs of a row of labels with a box of its own in front of each closing bracket."""
    left = list(boxes)
    found: list[Sign] = []
    for sign in row:
        if sign.kind == "]" and left:
            found += left.pop(0)
        found.append(sign)
    return found
