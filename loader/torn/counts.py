"""Printed counts of II-4 and II-5: （ N ） 件 beside 委託する, 提供を行っている and 移転を行っている."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bangolin.loader.form.items import ItemValue, Span, Tick
from bangolin.loader.torn.cells import Cell
from bangolin.loader.torn.options import Chosen

_DIGITS = re.compile(r"^\(?(\d{1,3})\)?$")


def delegation_count(cells: Sequence[Cell], options: dict[int, Chosen]) -> ItemValue | None:
    """委託の有無 with its number of 件: a number in brackets on the page of the label, no other box in its line."""
    label = next((cell for cell in cells if "delegation.count" in cell.items), None)
    if label is None:
        return None
    chosen = options.get(label.order)
    page = [cell for cell in cells if cell.page == label.page]
    option = chosen.option if chosen else None
    numbers = [span for cell in page if _is_count(cell, label, option) for span in _numbers(cell)]
    numbers += [cell.spans[0] for cell in page if cell.kind == "text" and _DIGITS.match(cell.text)]
    near = sorted(numbers, key=lambda span: abs((span.line or 0) - label.line))[:1]
    return ItemValue("delegation.count", spans=tuple(near), option=option)


def _is_count(cell: Cell, label: Cell, option: str | None) -> bool:
    kinds = {sign.kind for sign in cell.signs}
    beside = any(sign.kind == "option" and sign.text == option for sign in cell.signs)
    others = {"label", "mark"} if beside or cell.label is label else {"label", "[", "mark"}
    return "count" in kinds and not kinds & others


def _numbers(cell: Cell) -> list[Span]:
    return [sign.span for sign in cell.signs if sign.kind == "count" and sign.text.isdigit()]


def disclosure_counts(value: ItemValue, cells: Sequence[Cell]) -> ItemValue:
    """提供・移転の有無 with its numbers.

    The row reads ［ ］提供を行っている（ n ）件 ［ ］移転を行っている（ m ）件. A number in the
    label's own brackets is that label's; a mark behind an open bracket without a number says that the bracket is empty and the next box
    ticked; a number that is left belongs to the ticked box that has none.
    """
    ticks = {tick.label: tick for tick in value.ticks}
    give, move = ticks["提供を行っている"], ticks["移転を行っている"]
    pages = {cell.page for cell in cells if any(sign.span.line == _line(give, move) for sign in cell.signs)}
    here = [cell for cell in cells if cell.page in pages and cell.signs]
    if any(_is_empty_bracket_then_mark(cell) for cell in here):
        move, give = replace(move, ticked=True), replace(give, ticked=bool(give.ticked and _closed(give, here)))
    give, loose = _own_number(give, here, [])
    move, loose = _own_number(move, here, loose)
    give, move = _number_behind(give, here), _number_behind(move, here)
    waiting = [tick for tick in (give, move) if tick.ticked is not False and not tick.words]
    ticked = [tick for tick in waiting if tick.ticked] or waiting
    for tick, span in zip(ticked, loose, strict=False):
        if tick.label == give.label:
            give = replace(give, words=(span,), ticked=True)
        else:
            move = replace(move, words=(span,), ticked=True)
    kept = {give.label: give, move.label: move}
    return replace(value, ticks=tuple(kept.get(tick.label, tick) for tick in value.ticks))


def _line(*ticks: Tick) -> int | None:
    return next((tick.at.line for tick in ticks if tick.at), None)


def _is_empty_bracket_then_mark(cell: Cell) -> bool:
    kinds = [sign.kind for sign in cell.signs]
    return "label" not in kinds and kinds[:2] == ["(", "mark"]


def _closed(tick: Tick, cells: Sequence[Cell]) -> bool:
    """Whether the label's own line shows its mark."""
    for cell in cells:
        kinds = [sign.kind for sign in cell.signs]
        for at, sign in enumerate(cell.signs):
            if sign.kind == "label" and tick.at and sign.span == tick.at:
                return kinds[max(0, at - 2) : at] == ["mark", "]"]
    return False


def _number_behind(tick: Tick, cells: Sequence[Cell]) -> Tick:
    """A ticked box whose brackets are open at the end of its line, with the number that the next piece begins with."""
    for cell, following in pairwise(cells):
        kinds = [sign.kind for sign in following.signs]
        last = cell.signs[-2:]
        open_ended = [sign.kind for sign in last] == ["label", "("] and tick.at and last[0].span == tick.at
        if (
            open_ended
            and kinds[:2] == ["count", ")"]
            and following.signs[0].text.isdigit()
            and tick.ticked is not False
        ):
            return replace(tick, words=(following.signs[0].span,), ticked=True)
    return tick


def _own_number(tick: Tick, cells: Sequence[Cell], loose: list[Span]) -> tuple[Tick, list[Span]]:
    """The number in the label's own brackets; a number without the opening bracket is nobody's yet."""
    for cell in cells:
        for at, sign in enumerate(cell.signs):
            if sign.kind != "label" or not tick.at or sign.span != tick.at:
                continue
            rest = cell.signs[at + 1 :]
            number = next((one for one in rest if one.kind == "count" and one.text.isdigit()), None)
            if number and rest[0].kind == "(":
                return replace(tick, words=(number.span,)), loose
            if number:
                return replace(tick, words=()), [*loose, number.span]
    return replace(tick, words=()), loose
