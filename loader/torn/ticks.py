"""Which boxes are ticked, decided over a page: as many ticks as marks.

What a piece of text shows of a box counts at once. What is left is decided by the form's grid (an opening bracket
behind a label belongs to the next box of its row), by the words in a box's brackets, by the count of the marks that
no label took, and by the shape of the rows. Where two readings stay possible a box is open (None).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bangolin.loader.form.definition import Form, Item
from bangolin.loader.form.items import ItemValue, Span, Tick
from bangolin.loader.torn.blocks import Block, Wanted
from bangolin.loader.torn.boxes import BoxPiece, LoosePiece, Pieces


@dataclass
class Box:
    """One box of one grid of the document: what is known of it."""

    item: Item
    place: Wanted
    label: str
    row: int
    column: int
    brackets: bool
    piece: BoxPiece | None = None
    ticked: bool | None = None
    soft: bool = False
    why: str | None = None
    words: list[Span] = field(default_factory=list)


Key = tuple[str, Block]


def decide(
    form: Form, pieces: Pieces, placed: dict[int, Wanted], stated: dict[tuple[str, int], set[str]]
) -> list[ItemValue]:
    """The tick rows of some pages.

    Args:
        pieces: what the text shows of boxes.
        placed: the place of each label of a box, by its index in ``pieces.boxes``.
        stated: labels that the document itself names as recorded, by item and file.
    """
    boxes = _boxes(form, pieces, placed)
    spare = _take_neighbours(boxes, pieces, placed)
    for page, here in _by_page(boxes).items():
        loose = [piece for piece in pieces.loose if piece.cell.page == page] + spare.get(page, [])
        _decide_page(here, loose, stated)
    return _values(boxes)


def _boxes(form: Form, pieces: Pieces, placed: dict[int, Wanted]) -> dict[Key, list[Box]]:
    """All boxes of every grid that at least one label was found of."""
    found: dict[Key, list[Box]] = {}
    for index, piece in enumerate(pieces.boxes):
        place = placed.get(index)
        if place is None:
            continue
        item = form.item(place.item)
        grid = found.setdefault((place.item, place.block), _grid(item, place))
        for box in grid:
            if box.label == piece.label and box.piece is None:
                box.piece = piece
                box.words = list(piece.words)
                if piece.shown != "none":
                    box.ticked = piece.shown == "ticked"
                break
    return found


def _grid(item: Item, place: Wanted) -> list[Box]:
    return [
        Box(item, place, box.label, row, column, box.brackets or box.count)
        for row, boxes in enumerate(item.grid)
        for column, box in enumerate(boxes)
    ]


def _take_neighbours(
    boxes: dict[Key, list[Box]], pieces: Pieces, placed: dict[int, Wanted]
) -> dict[int, list[LoosePiece]]:
    """Give what opens behind a label to the next boxes of its row; what has no next box is loose on its page."""
    spare: dict[int, list[LoosePiece]] = defaultdict(list)
    for index, piece in enumerate(pieces.boxes):
        place = placed.get(index)
        grid = boxes[(place.item, place.block)] if place else []
        own = next((box for box in grid if box.piece is piece), None)
        right = [box for box in grid if own and box.row == own.row and box.column > own.column]
        for marked in piece.behind:
            box = right.pop(0) if right else None
            if box is None or box.ticked is not None:
                spare[piece.cell.page].append(LoosePiece(piece.cell, [marked]))
            elif marked:
                box.ticked, box.why = True, "the mark stands at the end of the box to the left"
            else:
                box.soft = True
    return spare


def _by_page(boxes: dict[Key, list[Box]]) -> dict[int, list[Box]]:
    """The boxes by the page where they are printed; one without a label of its own is where its grid is."""
    pages: dict[int, list[Box]] = defaultdict(list)
    for grid in boxes.values():
        known = [box.piece.cell.page for box in grid if box.piece]
        for box in grid:
            pages[box.piece.cell.page if box.piece else known[0]].append(box)
    return dict(sorted(pages.items()))


def _decide_page(boxes: list[Box], loose: list[LoosePiece], stated: dict[tuple[str, int], set[str]]) -> None:
    marks = sum(sum(piece.boxes) for piece in loose)
    unknown = [box for box in boxes if box.ticked is None]
    for box in unknown:
        if box.words and box.brackets:
            box.ticked, box.why, marks = True, "its brackets are filled", marks - 1
    for box in [box for box in unknown if box.ticked is None]:
        if marks > 0 and box.label in stated.get((box.item.id, box.place.block.file), ()):
            box.ticked, box.why, marks = True, "the document gives the reason for recording it", marks - 1
    rest = [box for box in unknown if box.ticked is None]
    if marks <= 0:
        _settle(rest, False, "no mark is left on the page")
    elif marks == len(rest):
        _settle(rest, True, "as many marks are left on the page as boxes")


def _settle(boxes: list[Box], ticked: bool, why: str) -> None:
    for box in boxes:
        box.ticked, box.why = ticked, why


def _values(boxes: dict[Key, list[Box]]) -> list[ItemValue]:
    found = []
    for (item, block), grid in boxes.items():
        ticks = tuple(
            Tick(box.label, box.ticked, tuple(box.words), box.piece.at if box.piece else _near(grid)) for box in grid
        )
        found.append(
            ItemValue(
                item,
                block=block.number,
                file=block.file,
                ticks=ticks,
                confidence="derived" if any(box.why for box in grid) else "certain",
                reason=next((box.why for box in grid if box.why), None),
            )
        )
    return found


def _near(grid: Sequence[Box]) -> Span | None:
    return next((Span("", box.piece.at.line) for box in grid if box.piece), None)
