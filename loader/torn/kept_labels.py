"""The labels in the left column of a page that keeps its columns, over as many lines as they were wrapped to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from bangolin.loader.form.definition import Form, Item, plain

_BLOCK = re.compile(r"^(?:システム|委託事項|提供先|移転先)\d{1,2}$")
_HEADING = re.compile(
    r"^\d{1,2}\.|^\(別添|^[ⅠⅡⅢⅣⅤⅥIV]|^リスク\d{0,2}:|^(?:システム|委託事項|提供先|移転先)\d{1,2}[~ー]"
)
_NUMBER = re.compile(r"^\d{1,2}\.")
_BLANKS = re.compile(r"[ 　]+")
_MOST_ROWS, _FEWEST_SIGNS, _SIDE = 7, 4, 3
_KINDS = {"option": "option", "ticks": "ticks", "heading": "heading"}


class Printed(Protocol):
    """A printed line with its two columns."""

    @property
    def left(self) -> str: ...
    @property
    def right(self) -> str: ...
    @property
    def whole(self) -> bool: ...
    @property
    def parted(self) -> bool: ...


@dataclass(frozen=True)
class Label:
    """A label, the rows it is printed on, and the items it may stand for (none: a block's, or one the form lacks)."""

    text: str
    rows: tuple[int, ...]
    items: tuple[Item, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """What its value may be: text, option, ticks, heading, unknown."""
        other = "text" if _BLOCK.match(plain(self.text)) else "unknown"
        return tuple(sorted({_KINDS.get(item.kind, "text") for item in self.items})) or (other,)

    @property
    def first(self) -> int:
        """Its first row."""
        return self.rows[0]

    @property
    def last(self) -> int:
        """Its last row."""
        return self.rows[-1]


@cache
def items_of_labels(form: Form) -> dict[str, tuple[Item, ...]]:
    """The items of each label of a form, in the spelling of comparison, with and without its number."""
    found: dict[str, tuple[Item, ...]] = {}
    for item in form.items:
        for label in item.labels:
            for key in {plain(label), f"{item.number or ''}{plain(label)}"}:
                if "{n}" not in label:
                    found[key] = (*found.get(key, ()), item)
    return found


@cache
def is_of_label(text: str, form: Form) -> bool:
    """Whether words are a label of the form or a part of one."""
    said = plain(text)
    return _is_part(said, form) or any(
        _is_part(plain(part), form) and len(part) > 2 for part in _BLANKS.split(text)[1:]
    )


@cache
def _is_part(said: str, form: Form) -> bool:
    return bool(_BLOCK.match(said)) or (len(said) > 1 and any(said in key for key in items_of_labels(form)))


def is_heading(text: str) -> bool:
    """Whether a line starts as headings of sections, parts, risks and of ranges of blocks do."""
    return bool(_HEADING.match(plain(text)))


def starts_anew(left: str) -> bool:
    """Whether words of the left column are a heading, or at least no remnant of a narrow cell."""
    return is_heading(left) or len(plain(left)) >= _FEWEST_SIGNS


def labels_of(rows: Sequence[Printed], form: Form) -> list[Label]:
    """The labels of a page from top to bottom: those of the form, and others that stand beside words."""
    known: list[Label] = []
    at = 0
    while at < len(rows):
        label = None if rows[at].whole else _label(rows, at, form)
        known += [label] if label else []
        at = label.last + 1 if label else at + 1
    taken = {row for label in known for row in range(label.first, label.last + 1)}
    if not known:
        return []
    return sorted([*known, *_unknown(rows, taken, form)], key=lambda label: label.rows)


def _label(rows: Sequence[Printed], at: int, form: Form) -> Label | None:
    """The label that starts on a row: alone, behind the words of a wider cell, or over several rows. A numbered
    heading is one where its value stands beside it.
    """
    if _NUMBER.match(plain(rows[at].left)) and not rows[at].right:
        return None
    for start in _starts(rows[at].left):
        found = _spelled(rows, at, start, form)
        if found:
            return found
    return None


def _starts(left: str) -> list[str]:
    """The words of the left column, whole and without the first ones: those may be of a cell beside."""
    parts = _BLANKS.split(left)
    return [" ".join(parts[start:]) for start in range(len(parts)) if plain(parts[start])]


def _spelled(rows: Sequence[Printed], at: int, start: str, form: Form) -> Label | None:
    """The label that begins with some words of a row and goes on below; signs of a cell beside it do not count."""
    keys = items_of_labels(form)
    text, used = start, [at]
    best: Label | None = None
    for row in range(at, min(at + _MOST_ROWS, len(rows))):
        if row > at:
            if rows[row].whole:
                break
            part = next((one for one in _starts(rows[row].left) if _begins(text + one, form)), None)
            if part is None and len(plain(rows[row].left)) > _SIDE:
                break
            if part is None:
                used += [row] if rows[row].left and not plain(rows[row].left) else []
                continue
            text += part
            used.append(row)
        said = _NUMBER.sub("", plain(text))
        if said in keys or (row == at and _BLOCK.match(said)):
            best = Label(text, tuple(used), keys.get(said, ()))
        elif not _begins(text, form):
            break
    return best


def _begins(text: str, form: Form) -> bool:
    """Whether words begin a label of the form."""
    said = _NUMBER.sub("", plain(text))
    return any(key.startswith(said) for key in items_of_labels(form))


def _unknown(rows: Sequence[Printed], taken: set[int], form: Form) -> list[Label]:
    """Labels that the definition does not name: words of the left column beside those of the right one."""
    found: list[list[int]] = []
    for at, row in enumerate(rows):
        if at in taken or row.whole or not row.left or is_heading(row.left):
            continue
        if found and found[-1][-1] == at - 1 and not row.parted:
            found[-1].append(at)
        else:
            found.append([at])
    labels = [Label("".join(rows[at].left for at in group), tuple(group)) for group in found]
    return [
        label
        for label in labels
        if any(rows[at].right for at in label.rows)
        and len(plain(label.text)) >= _FEWEST_SIGNS
        and not _is_part(plain(label.text), form)
    ]
