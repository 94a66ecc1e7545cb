"""Words that were torn from their labels, given back: over a whole page, by what values of an item look like.

A page prints each label once a block and each value at most once, so giving words to labels is an assignment. Words
right behind a label are its value unless another label of the page needs them more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bangolin.loader.form.definition import Form, Item, plain
from bangolin.loader.torn.cells import Cell
from bangolin.loader.torn.matching import cheapest

_BLOCK_ITEM = {
    "システム": "system.name",
    "委託事項": "delegation.title",
    "提供先": "provision.recipient",
    "移転先": "transfer.recipient",
}
_EMPTY = 2.0
_STEP, _FARTHEST = 0.05, 1.2
_UNLIKE, _LIKE = 2.0, -0.8
_MARGIN = 0.35
_CROSSED = 0.2
_LOST = 0.5
_RUNNING = 1.5
_UNUSED_BLOCK = 0.9
_OTHER_BLOCK = 0.5
_NOT_GIVEN_ON = "再委託しない"
_OF_RE_DELEGATION = frozenset({"delegation.consent", "delegation.matter"})
_SHORT = 120
SINGLE = (".name", ".title", ".started", ".held_since")


@dataclass(frozen=True)
class Given:
    """Words given to a label: whether another reading would be about as good."""

    label: Cell
    words: Cell
    beside: bool
    sure: bool


def give_values(cells: Sequence[Cell], form: Form) -> dict[int, Given]:
    """Move words without a label onto the labels of their page; by order of the label, how they were found."""
    found: dict[int, Given] = {}
    for _, group in groupby(cells, key=lambda cell: cell.page):
        page = list(group)
        for given in _page(page, form):
            given.label.spans.extend(given.words.spans)
            found[given.label.order] = given
        _continue_long_values(page, found, form)
    return found


def label_items(cell: Cell, form: Form) -> list[Item]:
    """The items that a label or the heading of a block may stand for."""
    if cell.kind == "block" and cell.name != "システム":
        return [form.item(_BLOCK_ITEM[cell.name])]
    return [form.item(item) for item in cell.items]


def _page(page: list[Cell], form: Form) -> list[Given]:
    words = [cell for cell in page if cell.kind == "text" and not cell.bracketed and not _is_fragment(cell)]
    empty = [cell for cell in page if _wants_words(cell, form)]
    if not words or not empty:
        return []
    paired = _paired(page, {id(label) for label in empty}, {id(one) for one in words}, form)
    costs = [[_cost(label, one, page, form, paired.get(id(label)) is one) for one in words] for label in empty]
    table = [[*row, *([_EMPTY] * len(empty))] for row in costs]
    chosen = cheapest(table)
    found: list[Given] = []
    for at, label in enumerate(empty):
        if chosen[at] < len(words):
            one = words[chosen[at]]
            beside = _follows(label, one, page)
            pair = (costs[at][chosen[at]], _LOST if beside else 0.0)
            sure = _is_sure(at, chosen[at], table, pair, lambda way: _crossings(empty, words, way))
            found.append(Given(label, one, beside, sure))
            one.kind = "heading"
    return found


def _is_sure(
    row: int,
    column: int,
    table: list[list[float]],
    cost: tuple[float, float],
    crossed: Callable[[list[int]], int],
) -> bool:
    """Whether the assignment without this pair is clearly dearer, or clearly more out of order.

    Args:
        cost: of the pair, and of leaving its words to no label at all.
    """
    chosen = cheapest(table)
    without = [list(one) for one in table]
    without[row][column] = 50.0
    other = cheapest(without)
    gain = _total(without, other) - _total(table, chosen) + (0.0 if column in other else cost[1])
    return gain + _CROSSED * max(0, crossed(other) - crossed(chosen)) > _MARGIN or cost[0] <= 0


def _total(table: list[list[float]], chosen: list[int]) -> float:
    return sum(table[row][column] for row, column in enumerate(chosen))


def _crossings(labels: Sequence[Cell], words: Sequence[Cell], chosen: list[int]) -> int:
    """How many pairs of labels have their words in the other order."""
    pairs = [(labels[at].order, words[to].order) for at, to in enumerate(chosen) if to < len(words)]
    return sum(
        1 for at, one in enumerate(pairs) for other in pairs[at + 1 :] if (one[0] < other[0]) != (one[1] < other[1])
    )


def _wants_words(cell: Cell, form: Form) -> bool:
    if cell.spans or cell.kind not in ("label", "block"):
        return False
    return any(item.kind in ("text", "names", "date") for item in label_items(cell, form))


def _is_fragment(cell: Cell) -> bool:
    """Clipped ghosts of a line that the next page prints whole: a few characters with holes."""
    raw = "".join(span.text for span in cell.spans)
    pieces = re.split(r"[\s　]+", raw.strip())
    return (
        len(plain(raw)) < 2 or raw.strip().isdigit() or (len(pieces) >= 4 and all(len(piece) <= 4 for piece in pieces))
    )


def _paired(page: list[Cell], empty: set[int], words: set[int], form: Form) -> dict[int, Cell]:
    """Labels in a row and then not more words in a row: a column of labels beside one of values, in order."""
    found: dict[int, Cell] = {}
    labels: list[Cell] = []
    values: list[Cell] = []

    def close() -> None:
        if 1 < len(values) <= len(labels):
            found.update(
                {id(labels[at]): value for at, value in zip(_rising(labels, values, form), values, strict=True)}
            )
        labels.clear()
        values.clear()

    for cell in page:
        if values and (cell.kind in ("label", "block") or id(cell) in empty):
            close()
        if id(cell) in empty:
            labels.append(cell)
        elif id(cell) in words:
            values.append(cell)
        elif cell.signs and any(sign.kind in ("label", "mark") for sign in cell.signs):
            close()
    close()
    return found


def _rising(labels: list[Cell], values: list[Cell], form: Form) -> list[int]:
    """Which label each value belongs to, if both keep their order: those that fit best, of equal ones the last."""
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {}
    for at in range(len(values) - 1, -1, -1):
        for label in range(len(labels) - (len(values) - at), -1, -1):
            fit = min(shape(item, values[at]) for item in label_items(labels[label], form))
            rest = best.get((at + 1, label + 1), (0.0, ()))
            taken = (fit + rest[0], (label, *rest[1]))
            later = best.get((at, label + 1))
            best[(at, label)] = later if later and later[0] <= taken[0] else taken
    return list(best[(0, 0)][1])


def _cost(label: Cell, words: Cell, page: list[Cell], form: Form, paired: bool) -> float:
    """How unlikely it is that these words are the value of this label; 0 is as good as beside it."""
    items = label_items(label, form)
    unlike = min(shape(item, words) for item in items)
    unlike += _UNUSED_BLOCK if _is_unused(items, page) or _is_not_given_on(label, page) else 0.0
    unlike += _OTHER_BLOCK if _is_in_another_block(label, words, page) else 0.0
    if _follows(label, words, page):
        return unlike + (0.0 if words.order > label.order else 0.5)
    if paired:
        return unlike + 0.3
    distance = abs(words.order - label.order) * _STEP
    return 0.9 + min(distance, _FARTHEST) + unlike


def _is_unused(items: list[Item], page: list[Cell]) -> bool:
    """Whether the items are of a 提供先 or 移転先 of which no label holds any words, while other labels of the page
    do: it may be empty.
    """
    blocks = {item.block for item in items}
    if not blocks or not blocks <= {"提供先", "移転先"} or not any(cell.spans for cell in page if cell.kind == "label"):
        return False
    kinds = {item.id.split(".")[0] for item in items}
    same = (cell for cell in page if cell.kind == "label" and any(one.split(".")[0] in kinds for one in cell.items))
    headings = (cell for cell in page if cell.kind == "block" and cell.name in blocks)
    return not any(cell.spans for cell in (*same, *headings))


def _is_not_given_on(label: Cell, page: list[Cell]) -> bool:
    """Whether a label asks about a 再委託 that its block says there is none of, on the line of 再委託の有無."""
    if not label.items or not _OF_RE_DELEGATION.issuperset(label.items):
        return False
    asked = [cell for cell in page if cell.order < label.order and "delegation.redelegated" in cell.items]
    said = [cell for cell in page if asked and cell.label is asked[-1]]
    return any(sign.kind == "option" and sign.text == _NOT_GIVEN_ON for cell in said for sign in cell.signs)


def _is_in_another_block(label: Cell, words: Cell, page: list[Cell]) -> bool:
    """Whether words for the heading of a block stand behind the heading of the block before it and before its own."""
    if label.kind != "block" or words.order > label.order:
        return False
    above = [cell for cell in page if cell.kind == "block" and cell.name == label.name and cell.order < words.order]
    return bool(above) and not above[-1].spans and above[-1].number == (label.number or 0) - 1


def shape(item: Item, words: Cell) -> float:
    """How unlike a value of the item these words are; 0 where nothing speaks for or against it."""
    text = words.text
    cost = 0.0
    if item.looks:
        cost += _LIKE if re.search(item.looks, text) else _UNLIKE
    if item.kind == "names" and ("。" in text or len(text) > 3 * _SHORT):
        cost += 1.5
    if item.kind == "date" and not re.search(r"年.*[月日]", text):
        cost += 3.0
    if not item.long and item.kind == "text" and len(text) > 4 * _SHORT:
        cost += 0.6
    if item.long and len(text) < _SHORT:
        cost += 0.6
    if item.id in _BLOCK_ITEM.values() and item.kind == "text" and re.match(r"[・○■●◆【<]|1[.)]", text):
        cost += _RUNNING
    if item.id == "system.name" and "。" in re.sub(r"\([^()]*\)", "", text):
        cost += _RUNNING
    return cost


def _follows(label: Cell, words: Cell, page: list[Cell]) -> bool:
    """Whether nothing stands between a label and words behind it but lists of options."""
    between = [cell for cell in page if label.order < cell.order < words.order]
    return words.order > label.order and all(_is_list(cell) for cell in between)


def _is_list(cell: Cell) -> bool:
    return bool(cell.signs) and all(sign.kind in ("entry", "text") for sign in cell.signs)


def _continue_long_values(page: list[Cell], found: dict[int, Given], form: Form) -> None:
    """Words that are left right behind the words of a label are more of the same cell."""
    owner: Cell | None = None
    taken = {id(given.words): given.label for given in found.values()}
    for cell in page:
        if id(cell) in taken:
            owner = taken[id(cell)]
        elif cell.kind in ("label", "block"):
            owner = cell if cell.spans else None
        elif (
            cell.kind == "text" and owner and not cell.bracketed and not _is_fragment(cell) and _may_go_on(owner, form)
        ):
            owner.spans.extend(cell.spans)
            cell.kind = "heading"
        elif cell.kind != "text":
            owner = owner if _is_list(cell) else None


def _may_go_on(label: Cell, form: Form) -> bool:
    return any(item.kind == "text" and not item.id.endswith(SINGLE) for item in label_items(label, form))


def left_over(cells: Iterable[Cell]) -> list[Cell]:
    """Words that no label took."""
    return [cell for cell in cells if cell.kind == "text"]
