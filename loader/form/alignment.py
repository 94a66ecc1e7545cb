"""Gives the values of a block to its items where they no longer stand beside their labels.

OCR lets values slide down a row, and loses labels. An option, a row of ticks and free words can each only be the
value of some items, and neither items nor values change their order: so the values of one block are given to its
items by the cheapest monotone assignment, in which a run of values that slid together costs little more than one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

PieceKind = Literal["option", "ticks", "text"]
_SLIDE, _SLIDE_ON, _FARTHEST = 1.5, 0.3, 2
_LOST_LABEL, _OTHER_REGION, _WRONG_KIND = 1.0, 3.0, 4.0
_MOST = 2_500
_EMPTY = {"option": 0.5, "ticks": 0.5, "text": 0.8}


@dataclass(frozen=True)
class Slot:
    """An item of a block that can take values. ``region``: the index of its printed label, None where it is lost."""

    kind: PieceKind | None
    accepts: frozenset[str]
    region: int | None


@dataclass(frozen=True)
class Piece:
    """A value: the region it is printed in, its kind, and what it is (of which options or boxes)."""

    region: int
    kind: PieceKind
    fits: frozenset[str]


@dataclass(frozen=True)
class _Path:
    cost: float
    slots: tuple[int, ...]
    slide: int


def assign(slots: Sequence[Slot], pieces: Sequence[Piece]) -> tuple[int, ...]:
    """For each value the index of the item it belongs to.

    Args:
        slots: the items of one block in the form's order.
        pieces: the values in reading order. Where there are more than any block of the form has, each stays where it
            is printed.
    """
    beside = _beside(slots, pieces)
    if beside is not None:
        return beside
    if len(slots) * len(pieces) > _MOST:
        at = {slot.region: index for index, slot in enumerate(slots) if slot.region is not None}
        return tuple(at[piece.region] for piece in pieces)
    served = frozenset(
        piece.region
        for piece in pieces
        for slot in slots
        if slot.region == piece.region and (slot.kind is None or takes(slot, piece))
    )
    paths: dict[tuple[int, int], _Path] = {(-1, 0): _Path(0.0, (), 0)}
    for piece in pieces:
        paths = _extended(paths, piece, slots, pieces, served)
    ends = (_Path(path.cost + _skipped(slots, last, len(slots)), path.slots, 0) for (last, _), path in paths.items())
    return min(ends, key=lambda path: (path.cost, path.slots)).slots


def takes(slot: Slot, piece: Piece) -> bool:
    """Whether a value can be the item's."""
    if slot.kind != piece.kind:
        return False
    return piece.kind == "text" or bool(slot.accepts & piece.fits)


def _beside(slots: Sequence[Slot], pieces: Sequence[Piece]) -> tuple[int, ...] | None:
    """Each value with the label it is printed behind, where that can be for all of them."""
    at = {slot.region: index for index, slot in enumerate(slots) if slot.region is not None}
    if all(piece.region in at and takes(slots[at[piece.region]], piece) for piece in pieces):
        return tuple(at[piece.region] for piece in pieces)
    return None


def _extended(
    paths: dict[tuple[int, int], _Path],
    piece: Piece,
    slots: Sequence[Slot],
    pieces: Sequence[Piece],
    served: frozenset[int],
) -> dict[tuple[int, int], _Path]:
    further: dict[tuple[int, int], _Path] = {}
    for (last, slide), path in paths.items():
        for index in range(max(last, 0), len(slots)):
            step = _step(slots, index, piece, slide, served)
            if step is None:
                continue
            cost, now = step
            cost += path.cost + _skipped(slots, last, index) + _twice(path, index, piece, pieces)
            known = further.get((index, now))
            slots_so_far = (*path.slots, index)
            if known is None or (cost, slots_so_far) < (known.cost, known.slots):
                further[(index, now)] = _Path(cost, slots_so_far, now)
    return further


def _step(
    slots: Sequence[Slot], index: int, piece: Piece, slide: int, served: frozenset[int]
) -> tuple[float, int] | None:
    """Cost of giving a value to an item, and by how many rows it slid; None where it is too far.

    Words beside a label that has no other value are no value of a lost label.
    """
    slot = slots[index]
    cost = 0.0 if takes(slot, piece) else _WRONG_KIND
    if slot.region is None:
        guess = piece.kind == "text" and piece.region not in served
        return cost + _LOST_LABEL + (_WRONG_KIND if guess else 0.0), 0
    now = piece.region - slot.region
    if abs(now) > _FARTHEST:
        return None
    if now == 0:
        return cost, 0
    return cost + (_SLIDE_ON if now == slide else _SLIDE * abs(now)), now


def _twice(path: _Path, index: int, piece: Piece, pieces: Sequence[Piece]) -> float:
    """Cost of a second value for an item, unless it is more of the same words."""
    if not path.slots or path.slots[-1] != index:
        return 0.0
    before = pieces[len(path.slots) - 1]
    same = before.region == piece.region and before.kind == piece.kind == "text"
    return 0.0 if same else _OTHER_REGION


def _skipped(slots: Sequence[Slot], last: int, index: int) -> float:
    """Cost of printed items that get nothing."""
    return sum(
        _EMPTY[slot.kind] for slot in slots[last + 1 : index] if slot.region is not None and slot.kind is not None
    )
