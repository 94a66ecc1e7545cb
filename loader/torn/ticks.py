"""Which boxes are ticked, decided over a page: as many ticks as marks.

What a piece of text shows of a box counts at once. What is left is decided by the form's grid (an opening bracket
behind a label belongs to the next box of its row), by the words in a box's brackets, by the count of the marks that
no label took, and by the shape of the rows. Where two readings stay possible a box is open (None).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bangolin.loader.form.definition import Form, Item, plain
from bangolin.loader.form.items import ItemValue, Span, Tick
from bangolin.loader.torn.blocks import Block, Wanted
from bangolin.loader.torn.boxes import BoxPiece, LoosePiece, Pieces
from bangolin.loader.torn.matching import cheapest
from bangolin.loader.torn.shapes import Pattern, layings


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
    looks: str | None = None
    counted: bool = False
    soft: bool = False
    why: str | None = None
    words: list[Span] = field(default_factory=list)


Key = tuple[str, Block]
Usual = dict[tuple[str, str], tuple[int, int]]
BY_SHAPE = "the only place on the page that the pieces of its row fit, or the usual one of the document"
_UNUSED = 3.0
_LIKELY = 8.0
_METHODS = (".methods",)


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
    usual = _usual(boxes)
    for page, here in _by_page(boxes).items():
        loose = [piece for piece in pieces.loose if piece.cell.page == page] + spare.get(page, [])
        _decide_page(here, loose, stated, usual)
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
        Box(item, place, box.label, row, column, box.brackets or box.count, looks=box.looks, counted=box.count)
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
            box = right.pop(0) if right else _closed_below(index, pieces, placed, boxes)
            if box is None or box.ticked is not None:
                spare[piece.cell.page].append(LoosePiece(piece.cell, [marked]))
            elif marked:
                box.ticked, box.why = True, "the mark stands at the end of the box to the left"
            else:
                box.soft = True
    return spare


def _closed_below(index: int, pieces: Pieces, placed: dict[int, Wanted], boxes: dict[Key, list[Box]]) -> Box | None:
    """The box whose label closes the bracket in the line right below, where the print breaks the rows elsewhere."""
    if index + 1 == len(pieces.boxes):
        return None
    piece, following = pieces.boxes[index], pieces.boxes[index + 1]
    place, below = placed.get(index), placed.get(index + 1)
    if not place or not below or (place.item, place.block) != (below.item, below.block):
        return None
    if following.cell.order != piece.cell.order + 1 or following.shown != "none":
        return None
    return next((box for box in boxes[(place.item, place.block)] if box.piece is following), None)


def _by_page(boxes: dict[Key, list[Box]]) -> dict[int, list[Box]]:
    """The boxes by the page where they are printed; one without a label of its own is where its grid is."""
    pages: dict[int, list[Box]] = defaultdict(list)
    for grid in boxes.values():
        known = [box.piece.cell.page for box in grid if box.piece]
        for box in grid:
            pages[box.piece.cell.page if box.piece else known[0]].append(box)
    return dict(sorted(pages.items()))


def _decide_page(
    boxes: list[Box], loose: list[LoosePiece], stated: dict[tuple[str, int], set[str]], usual: Usual
) -> None:
    loose = _give_words(boxes, loose)
    _swap_named(boxes)
    marks = sum(sum(piece.boxes) for piece in loose)
    unknown = [box for box in boxes if box.ticked is None]
    for box in unknown:
        if box.words and box.brackets:
            box.ticked, box.why, marks = True, "its brackets are filled", marks - 1
    for box in [box for box in unknown if box.ticked is None]:
        if marks > 0 and box.label in stated.get((box.item.id, box.place.block.file), ()):
            box.ticked, box.why, marks = True, "the document gives the reason for recording it", marks - 1
    if _settled(unknown, marks):
        return
    decide_by_shape(boxes, loose, marks, usual)
    marks -= sum(1 for box in unknown if box.ticked and box.why == BY_SHAPE)
    for box in unknown:
        if box.ticked is None and box.brackets and not any(piece.words for piece in loose):
            box.ticked, box.why = False, "its brackets are empty"
    _settled(unknown, marks)


def _settled(boxes: list[Box], marks: int) -> bool:
    """Settle the open boxes where the count of marks leaves no choice."""
    rest = [box for box in boxes if box.ticked is None]
    if marks <= 0:
        _settle(rest, False, "no mark is left on the page")
    elif marks == len(rest):
        _settle(rest, True, "as many marks are left on the page as boxes")
    return marks <= 0 or marks == len(rest)


def _usual(boxes: dict[Key, list[Box]]) -> Usual:
    """How often a box is ticked where the document shows it beyond doubt: ticked, of all, by item and label."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for grid in boxes.values():
        if any(box.ticked for box in grid):
            for box in grid:
                if box.ticked is not None:
                    counts[(box.item.id, box.label)][0] += box.ticked
                    counts[(box.item.id, box.label)][1] += 1
    return {key: (ticked, whole) for key, (ticked, whole) in counts.items()}


def _give_words(boxes: list[Box], loose: list[LoosePiece]) -> list[LoosePiece]:
    """Give words that were torn out of brackets to the boxes whose brackets they fit; the pieces that are left."""
    pieces = [piece for piece in loose if piece.words]
    waiting = [box for box in boxes if box.brackets and not box.words and box.ticked is not False and not box.counted]
    if not pieces or not waiting:
        return loose
    costs = [[_misfit(piece, box) for box in waiting] + [_UNUSED] * len(pieces) for piece in pieces]
    taken = []
    for piece, column, row in zip(pieces, cheapest(costs), costs, strict=True):
        if column < len(waiting) and row[column] < _UNUSED:
            box = waiting[column]
            box.words = list(piece.words)
            if box.ticked is None:
                box.ticked, box.why = True, "its brackets are filled"
            taken.append(piece)
    return [piece for piece in loose if piece not in taken]


def _swap_named(boxes: list[Box]) -> None:
    """Of two boxes of one label, the ticked one is the one whose brackets are filled."""
    for box in boxes:
        if not box.ticked or box.words or not box.brackets or not box.piece or box.counted:
            continue
        for other in boxes:
            named = other.label == box.label and other.item != box.item and other.words and other.piece
            if named and other.piece and other.piece.shown == "none" and not other.piece.words:
                box.piece, other.piece = other.piece, box.piece
                box.ticked, other.ticked = None, True
                break


def _misfit(piece: LoosePiece, box: Box) -> float:
    """How little words fit the brackets of a box: by what such words hold, then by distance."""
    text = plain("".join(span.text for span in piece.words))
    like = 1.0 if not box.looks else 0.0 if re.search(box.looks, text) else 2.0
    distance = min(abs(piece.cell.order - box.piece.cell.order) * 0.04, 1.5) if box.piece else 1.0
    closed = 0.0 if box.piece and (box.piece.bracket or box.ticked) else 0.8
    return like + distance + closed


def _settle(boxes: list[Box], ticked: bool, why: str) -> None:
    for box in boxes:
        box.ticked, box.why = ticked, why


def decide_by_shape(boxes: list[Box], loose: list[LoosePiece], marks: int, usual: Usual) -> None:
    """Decide rows of methods, of which each place has at least one: by the shapes of the pieces, then by what is usual.

    Only where nothing else of the page could own the marks.
    """
    rows = _open_rows(boxes)
    unknown = [box for row in rows for box in row]
    if not unknown or not all(box.item.id.endswith(_METHODS) for box in unknown) or marks <= 0:
        return
    pieces: list[Pattern] = [tuple(piece.boxes) for piece in loose if piece.boxes]
    ways = layings([len(row) for row in rows], pieces)
    grids = {(box.item.id, box.place.block) for box in unknown}
    known = {(box.item.id, box.place.block) for box in boxes if box.ticked}
    scored: dict[frozenset[int], float] = {}
    for way in ways:
        ticked = [
            box for row, pattern in zip(rows, way, strict=True) for box, tick in zip(row, pattern, strict=True) if tick
        ]
        owners = {(box.item.id, box.place.block) for box in ticked}
        if grids - known <= owners:
            scored[frozenset(id(box) for box in ticked)] = _chance(unknown, ticked, usual)
    _take_likely(unknown, scored)


def _open_rows(boxes: list[Box]) -> list[list[Box]]:
    """Runs of open boxes side by side; a box whose opening bracket was seen without a mark is not open."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda one: (one.item.id, one.place.block.order, one.row, one.column)):
        if box.ticked is not None or box.soft:
            continue
        last = rows[-1][-1] if rows else None
        same = last and (last.item, last.place.block, last.row, last.column + 1) == (
            box.item,
            box.place.block,
            box.row,
            box.column,
        )
        if same:
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows


def _chance(unknown: list[Box], ticked: list[Box], usual: Usual) -> float:
    """How likely these ticks are by what the document shows elsewhere."""
    chance = 1.0
    chosen = {id(box) for box in ticked}
    for box in unknown:
        often, whole = usual.get((box.item.id, box.label), (0, 0))
        share = (often + 0.5) / (whole + 1)
        if box.brackets and not box.words:
            share = min(share, 0.1)
        chance *= share if id(box) in chosen else 1 - share
    return chance


def _take_likely(unknown: list[Box], scored: dict[frozenset[int], float]) -> None:
    """Settle each box on which all likely ways agree."""
    if not scored:
        return
    best = max(scored.values())
    likely = [ticks for ticks, chance in scored.items() if chance * _LIKELY >= best]
    for box in unknown:
        values = {id(box) in ticks for ticks in likely}
        if len(values) == 1:
            box.ticked, box.why = values.pop(), BY_SHAPE


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
