"""Labels printed one under the other, and then their values one under the other: ① ② ③ value value value.

No empty line parts the values, so all of them seem to be words of the last label. Labels and values keep their order,
so giving lines to labels is an alignment: an option stands at a label that offers it, a row of boxes at a label that
prints them, words where they look like the value of the label. A line as wide as the text goes on on the next line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bangolin.loader.form.definition import Form, Item, plain
from bangolin.loader.form.items import Span
from bangolin.loader.torn.cells import Cell
from bangolin.loader.torn.values import SINGLE, Given, label_items, shape
from bangolin.loader.torn.widths import full_width, is_full

_EMPTY, _NO_OPTION = 2.0, 1.0
_NEVER = 20.0
_SIGNS_INSIDE = 1.0
_BREAK, _BREAK_OF_ONE, _BREAK_OF_NAMES, _BREAK_OF_LONG = 0.6, 1.5, 0.3, 0.0
_CUT_IN_A_LINE = 0.8
_SENTENCE = 1.5
_FOREIGN = 0.5
_MARGIN = 0.35
_MOST = 80
_SENTENCE_ENDS = re.compile(r"(?:である|ある|する|れる|いる|いない|ない|った)。|^[・○■●◆(]|^\d{1,2}[.)]|^[①-⑳]")


@dataclass(frozen=True)
class _Unit:
    """A line of a stack's values: words, or a cell of signs."""

    span: Span | None = None
    signs: Cell | None = None
    full: bool = False


def unstacked(cells: Sequence[Cell], form: Form) -> dict[int, Given]:
    """Give the lines behind stacked labels to each of them; by order of the label, how its words were found.

    The words and signs of ``cells`` are moved.
    """
    width = full_width(span.text for cell in cells for span in cell.spans)
    found: dict[int, Given] = {}
    for stack, behind in _stacks(cells):
        units = _units(stack[-1], behind, width)
        given = dict(_give(stack, units, form)) if units and len(units) <= _MOST else {}
        for cell in behind if given else ():
            cell.kind = "heading" if cell.kind == "text" else cell.kind
        found.update(given)
    return found


def _stacks(cells: Sequence[Cell]) -> Iterator[tuple[list[Cell], list[Cell]]]:
    """Labels right behind each other, with the signs and loose words behind the last one up to the next label."""
    at = 0
    while at < len(cells):
        end = at + 1
        while end < len(cells) and _is_bare(cells[end - 1]) and _goes_on(cells[end - 1], cells[end]):
            end += 1
        stop = end
        while stop < len(cells) and cells[stop].kind in ("signs", "text") and cells[stop].chunk == cells[end - 1].chunk:
            stop += 1
        if end - at > 1:
            yield list(cells[at:end]), list(cells[end:stop])
        at = max(stop, at + 1)


def _is_bare(cell: Cell) -> bool:
    return cell.kind in ("label", "block") and not cell.spans


def _goes_on(cell: Cell, other: Cell) -> bool:
    return other.kind == "label" and (other.chunk, other.page) == (cell.chunk, cell.page) and other.line > cell.line


def _units(last: Cell, behind: Sequence[Cell], width: int) -> list[_Unit]:
    spans = [*last.spans, *(span for cell in behind if cell.kind == "text" for span in cell.spans)]
    words = [_Unit(span, full=is_full(span.text, width)) for span in spans]
    signs = [_Unit(signs=cell) for cell in behind if cell.kind == "signs"]
    found = sorted([*words, *signs], key=_line)
    return found if found and all(_line(unit) > last.line for unit in found[-1:]) else []


def _line(unit: _Unit) -> int:
    return (unit.span.line if unit.span else unit.signs.line if unit.signs else 0) or 0


Ways = list[list[list[float]]]


def _give(stack: Sequence[Cell], units: Sequence[_Unit], form: Form) -> Iterator[tuple[int, Given]]:
    costs = [
        [[_cost(label, units[a:b], units[b : b + 1], form) if b >= a else _NEVER for b in range(len(units) + 1)]
         for a in range(len(units) + 1)]
        for label in stack
    ]  # fmt: skip
    total, cuts = _cheapest(costs)
    if total >= _NEVER or _leaves_alone(cuts):
        return
    sure = [_is_sure(costs, at, cuts, total) for at in range(len(stack))]
    stack[-1].spans.clear()
    for at, (label, (start, end)) in enumerate(zip(stack, pairwise(cuts), strict=True)):
        own = units[start:end]
        label.spans.extend(unit.span for unit in own if unit.span)
        for unit in own:
            if unit.signs:
                unit.signs.label = label
        if label.spans:
            yield label.order, Given(label, label, at == len(stack) - 1 and start == 0, sure[at])


def _leaves_alone(cuts: Sequence[int]) -> bool:
    """Whether all stays with the last label."""
    return cuts[-2] == 0


def _cheapest(costs: Ways) -> tuple[float, list[int]]:
    """The least cost, and where the units of each label start, and the last end."""
    count = len(costs[0]) - 1
    best: list[tuple[float, list[int]]] = [(0.0 if at == 0 else _NEVER * 9, [0]) for at in range(count + 1)]
    for table in costs:
        best = [
            min(
                ((best[a][0] + table[a][b], [*best[a][1], b]) for a in range(b + 1)),
                key=lambda way: (round(way[0], 6), way[1]),
            )
            for b in range(count + 1)
        ]
    return best[count]


def _is_sure(costs: Ways, at: int, cuts: Sequence[int], total: float) -> bool:
    """Whether every way that gives this label other lines is clearly dearer."""
    start, end = cuts[at], cuts[at + 1]
    table = [list(row) for row in costs[at]]
    table[start][end] = _NEVER * 9
    without, _ = _cheapest([*costs[:at], table, *costs[at + 1 :]])
    return without - total > _MARGIN


def _cost(label: Cell, units: Sequence[_Unit], following: Sequence[_Unit], form: Form) -> float:
    """How unlikely it is that a label has these lines."""
    items = label_items(label, form)
    return min((_cost_of(item, units, following) for item in items), default=_NEVER if _words(units) else 0.0)


def _words(units: Sequence[_Unit]) -> list[Span]:
    return [unit.span for unit in units if unit.span]


def _cost_of(item: Item, units: Sequence[_Unit], following: Sequence[_Unit]) -> float:
    words = _words(units)
    if item.kind == "heading":
        return _NEVER if units else 0.0
    if item.kind == "option":
        options = [sign.text for unit in units if unit.signs for sign in unit.signs.signs if sign.kind == "option"]
        foreign = sum(1 for option in options if option not in _options(item))
        return _NEVER if words or foreign else _NO_OPTION * (abs(len(options) - 1))
    shown = [kind for unit in units if unit.signs for kind in (sign.kind for sign in unit.signs.signs)]
    if item.kind == "ticks":
        return _cost_of_boxes(item, units, bool(words) or "option" in shown)
    if "option" in shown or "label" in shown:
        return _NEVER
    signs = _SIGNS_INSIDE * sum(1 for unit in units if unit.signs)
    return signs + (_cost_of_words(item, units, following) if words else _EMPTY)


def _options(item: Item) -> set[str]:
    return {spelled for option in item.options for spelled in (plain(option), plain(option).split("(")[0])}


def _cost_of_boxes(item: Item, units: Sequence[_Unit], strange: bool) -> float:
    known = {plain(label) for box in item.boxes for label in (box.label, *box.also)}
    known |= {label.split("(")[0] for label in known}
    signs = [sign for unit in units if unit.signs for sign in unit.signs.signs]
    labels = [sign.text for sign in signs if sign.kind == "label"]
    if strange or any(label not in known for label in labels) or len(set(labels)) < len(labels):
        return _NEVER
    return 0.0 if labels else _NO_OPTION


def _cost_of_words(item: Item, units: Sequence[_Unit], following: Sequence[_Unit]) -> float:
    words = Cell("text", 0, 0, 0, 0, spans=_words(units))
    cost = shape(item, words) + _FOREIGN * _foreign(item, units)
    short = not item.long and (item.kind == "names" or item.id.endswith((".name", ".title", ".recipient")))
    if short and _SENTENCE_ENDS.search(words.text):
        cost += _SENTENCE
    cost += sum(_pause(item) for one, other in pairwise(units) if one.span and other.span and not one.full)
    cut = units[-1].full and bool(following and following[0].span)
    return cost + (_CUT_IN_A_LINE if cut else 0.0)


def _foreign(item: Item, units: Sequence[_Unit]) -> int:
    """How many paragraphs of a value do not look like it, where another does."""
    if item.long or not item.looks:
        return 0
    parts = [""]
    for unit in units:
        parts[-1] += plain(unit.span.text) if unit.span else ""
        parts += [] if unit.full else [""]
    return sum(1 for part in parts if part and not re.search(item.looks, part)) if len(parts) > 2 else 0


def _pause(item: Item) -> float:
    """How unlikely it is that a value goes on behind a line that is not full."""
    if item.long or item.kind == "names":
        return _BREAK_OF_LONG if item.long else _BREAK_OF_NAMES
    return _BREAK_OF_ONE if item.kind == "date" or item.id.endswith(SINGLE) else _BREAK
