"""What the words of a region hold: options of the items of its block, rows of ticks, free words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bangolin.loader.form.alignment import Piece
from bangolin.loader.form.boxes import TickRow, find_ticks
from bangolin.loader.form.choices import Choice, find_choice, find_misspelled, printed_lists
from bangolin.loader.form.definition import Box, Form, Item
from bangolin.loader.form.regions import Region
from bangolin.loader.form.words import Words, words_of

_LONGEST_TICK_ROW = 5_000
_NOTHING = re.compile(r"[\[\]()〔〕件]*")
_EDITION = re.compile(r"\[?(?:平成|令和)(?:\d{1,2}|元)年\d{1,2}月様式[1-4]\]?")
COUNT = re.compile(r"[(\[]?(\d{1,4})[)\]]?件")


@dataclass(frozen=True)
class Found:
    """A value taken out of a region: its words, and the option or boxes that were recognised in them."""

    words: Words
    intervals: tuple[tuple[int, int], ...]
    choice: Choice | None = None
    ticks: TickRow | None = None


@dataclass(frozen=True)
class Looks:
    """What values can look like: the lists of the whole form, and lists and grids of the items of one block."""

    all_lists: tuple[tuple[str, ...], ...]
    lists: tuple[tuple[str, ...], ...]
    grids: tuple[tuple[str, tuple[Box, ...]], ...]


def looks_of(items: Iterable[Item], form: Form) -> Looks:
    """What the values of some items of a form can look like."""
    known = tuple(items)
    return Looks(
        all_lists=tuple(sorted({item.options for item in form.items if item.options})),
        lists=tuple(sorted({item.options for item in known if item.options})),
        grids=tuple(sorted({grid_name(item.boxes): item.boxes for item in known if item.grid}.items())),
    )


def pieces_of(at: int, region: Region, looks: Looks) -> list[tuple[Piece, Found]]:
    """What the cells of a region hold: options of the items of the block, rows of ticks, free words."""
    words = words_of(region.cells)
    if not words.folded.text:
        return []
    taken = printed_lists(words.folded.text, looks.all_lists)
    found: list[tuple[int, Piece, Found]] = []
    for start, ticks, fits in _tick_rows(words, looks):
        found.append((start, Piece(at, "ticks", fits), Found(words, ((ticks.start, ticks.end),), ticks=ticks)))
        taken.append((ticks.start, ticks.end))
    own = region.label.item.options if region.label else ()
    for options, choice in _choices(words, taken, looks.lists, own):
        fits = frozenset({"/".join(options)})
        found.append((choice.start, Piece(at, "option", fits), Found(words, ((choice.start, choice.end),), choice)))
        taken.append((choice.start, choice.end))
    left = _left_over(words, taken)
    if left:
        found.append((left[0][0], Piece(at, "text", frozenset()), Found(words, left)))
    return [(piece, value) for _, piece, value in sorted(found, key=lambda one: (one[0], one[1].kind))]


def _tick_rows(words: Words, looks: Looks) -> list[tuple[int, TickRow, frozenset[str]]]:
    """The row of ticks of a region, if any, with the grids that explain most of its boxes."""
    if len(words.folded.text) > _LONGEST_TICK_ROW:
        return []
    rows = {name: row for name, grid in looks.grids if (row := find_ticks(words.folded, grid))}
    if not rows:
        return []
    most = max(len(row.boxes) for row in rows.values())
    best = {name: row for name, row in rows.items() if len(row.boxes) == most}
    row = next(iter(best.values()))
    return [(row.start, row, frozenset(best))]


def _choices(
    words: Words, taken: list[tuple[int, int]], lists: Iterable[tuple[str, ...]], own: tuple[str, ...]
) -> list[tuple[tuple[str, ...], Choice]]:
    """The options chosen from any of the lists; where there is none, what is nearly one of the item's own."""
    found = [(options, choice) for options in sorted(lists) if (choice := _choice(words, taken, options))]
    slip = None if found or not own else find_misspelled(words.folded.text, own)
    return [(own, slip)] if slip else found


def _choice(words: Words, taken: list[tuple[int, int]], options: tuple[str, ...]) -> Choice | None:
    """The chosen option of a list outside of what is already taken."""
    left = _gaps(len(words.folded.text), taken)
    for start, end in left:
        text = words.folded.text[start:end]
        choice = find_choice(COUNT.sub("", text), options) if len(left) == 1 else None
        choice = find_choice(text, options) or choice
        if choice:
            return replace(choice, start=start + choice.start, end=min(end, start + choice.end))
    return None


def _left_over(words: Words, taken: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    text = words.folded.text
    taken = [*taken, *(found.span() for found in _EDITION.finditer(text))]
    return tuple(
        (start, end) for start, end in _gaps(len(text), taken) if not _NOTHING.fullmatch(COUNT.sub("", text[start:end]))
    )


def _gaps(length: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    gaps, last = [], 0
    for start, end in sorted(taken):
        if start > last:
            gaps.append((last, start))
        last = max(last, end)
    return [*gaps, (last, length)] if last < length else gaps


def grid_name(boxes: Sequence[Box]) -> str:
    """A name for a grid of boxes, the same for grids that are alike."""
    return "/".join(box.label for box in boxes)
