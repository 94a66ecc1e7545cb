"""Chosen options given to their labels: an option fits only labels that offer it, the nearest of the page first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.form.items import Span
from bangolin.loader.torn.cells import Cell, labels
from bangolin.loader.torn.matching import cheapest

_NEVER, _EMPTY = 1000.0, 400.0
_MUCH_NEARER = 3.0


@dataclass(frozen=True)
class Chosen:
    """An option with the place where it is printed; ``sure`` unless another label of the page might have it."""

    option: str
    span: Span
    sure: bool


def give_options(cells: Sequence[Cell], form: Form) -> dict[int, Chosen]:
    """The chosen option of each label that has one, by the order of the label."""
    found: dict[int, Chosen] = {}
    for _, group in groupby(cells, key=lambda cell: cell.page):
        page = list(group)
        values = [(cell, sign) for cell in page for sign in cell.signs if sign.kind == "option"]
        wanting = [cell for cell in page if cell.kind == "label" and _options(cell, form)]
        if not values or not wanting:
            continue
        costs = [[_cost(label, cell, sign.text, form) for cell, sign in values] for label in wanting]
        chosen = cheapest([[*row, *([_EMPTY] * len(wanting))] for row in costs])
        for at, label in enumerate(wanting):
            if chosen[at] < len(values) and costs[at][chosen[at]] < _EMPTY:
                cell, sign = values[chosen[at]]
                near = _is_nearest(at, chosen[at], costs, wanting)
                sure = cell.label is label or near or _is_only(label, wanting, sign.text, values_of(values), form)
                found[label.order] = Chosen(_options(label, form)[sign.text], sign.span, sure)
    return found


def options_without_label(
    cells: Sequence[Cell], form: Form, section: str, given: Mapping[int, Chosen]
) -> list[tuple[str, int, Chosen]]:
    """Chosen options that no label took and one item alone offers, where its page prints no label of it.

    Items of blocks are left out: nothing tells which block they stand in.

    Returns:
        The item's id, the page, and the option with its place.
    """
    offering: dict[str, set[str]] = {}
    for one in (item for items in labels(form, section).items.values() for item in items):
        for option in one.options:
            offering.setdefault(plain(option), set()).add(one.id)
    taken = {id(chosen.span) for chosen in given.values()}
    printed = {(cell.page, item) for cell in cells if cell.kind == "label" for item in cell.items}
    found = []
    for cell in cells:
        for sign in cell.signs:
            ids = offering.get(sign.text, set()) if sign.kind == "option" and id(sign.span) not in taken else set()
            item = form.item(next(iter(ids))) if len(ids) == 1 else None
            if item and not item.block and (cell.page, item.id) not in printed:
                option = next(option for option in item.options if plain(option) == sign.text)
                found.append((item.id, cell.page, Chosen(option, sign.span, True)))
    return found


def _is_nearest(at: int, column: int, costs: Sequence[Sequence[float]], wanting: Sequence[Cell]) -> bool:
    """Whether no label of another wording stands about as near to the option."""
    own = costs[at][column]
    others = [row[column] for row, label in zip(costs, wanting, strict=True) if label.name != wanting[at].name]
    return all(own * _MUCH_NEARER <= other for other in others)


def values_of(values: Sequence[tuple[Cell, object]]) -> list[str]:
    """The options of a page, as plain text."""
    return [getattr(sign, "text", "") for _, sign in values]


def _options(label: Cell, form: Form) -> dict[str, str]:
    """The options that a label offers: plain spelling -> as the form prints it."""
    found: dict[str, str] = {}
    for item in label.items:
        for option in form.item(item).options:
            found[plain(option)] = option
            found.setdefault(plain(option).split("(")[0], option)
    return found


def _cost(label: Cell, cell: Cell, option: str, form: Form) -> float:
    if option not in _options(label, form):
        return _NEVER
    if cell.label is label:
        return -1.0
    distance = abs(cell.order - label.order)
    return float(distance if cell.order > label.order else distance * 1.5)


def _is_only(label: Cell, wanting: Sequence[Cell], option: str, values: Sequence[str], form: Form) -> bool:
    """Whether no other kind of label could have this option, or all of them have the same one."""
    offers = set(_options(label, form))
    rivals = [other for other in wanting if other.name != label.name and option in _options(other, form)]
    others = {value for value in values if value in offers}
    return not rivals or len(others) == 1
