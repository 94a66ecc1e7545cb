"""Values that left their labels are given back by kind and order."""

from __future__ import annotations

from bangolin.loader.form.alignment import Piece, Slot, assign

NUMBERS, METHODS, AGAIN = frozenset({"numbers"}), frozenset({"methods"}), frozenset({"again"})
NONE: frozenset[str] = frozenset()
BLOCK = (
    Slot("option", NUMBERS, 0),
    Slot("ticks", METHODS, 1),
    Slot("text", NONE, 2),
    Slot("text", NONE, 3),
    Slot("option", AGAIN, 4),
    Slot("text", NONE, 5),
)


def test_values_beside_their_labels_stay_there() -> None:
    kinds = [("option", NUMBERS), ("ticks", METHODS), ("text", NONE), ("text", NONE), ("option", AGAIN), ("text", NONE)]
    pieces = [Piece(at, kind, fits) for at, (kind, fits) in enumerate(kinds)]  # type: ignore[arg-type]
    assert assign(BLOCK, pieces) == (0, 1, 2, 3, 4, 5)


def test_values_that_slid_down_one_row_go_up_again() -> None:
    pieces = [
        Piece(0, "option", NUMBERS),
        Piece(2, "ticks", METHODS),
        Piece(3, "text", NONE),
        Piece(4, "text", NONE),
        Piece(5, "text", NONE),
    ]
    assert assign(BLOCK, pieces) == (0, 1, 2, 3, 5)


def test_an_option_without_a_label_goes_to_the_item_whose_label_is_lost() -> None:
    slots = (Slot("option", AGAIN, 0), Slot("option", NUMBERS, None), Slot("text", NONE, 1))
    pieces = [Piece(0, "option", AGAIN), Piece(0, "option", NUMBERS), Piece(1, "text", NONE)]
    assert assign(slots, pieces) == (0, 1, 2)


def test_an_empty_item_stays_empty() -> None:
    pieces = [
        Piece(0, "option", NUMBERS),
        Piece(1, "ticks", METHODS),
        Piece(3, "text", NONE),
        Piece(4, "option", AGAIN),
    ]
    assert assign(BLOCK, pieces) == (0, 1, 3, 4)
