"""The labels of a cell block one under the other, and then their values one under the other, without empty lines.

A PDF whose left column of labels is one text and whose right column of values another is taken out so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bangolin.loader.form.definition import forms, plain

_BLOCK = re.compile(r"^[ 　]*(?:システム|委託事項|提供先|移転先)\d+$")
_PARTING = re.compile(r"^[ 　]*(?:\S+\d+～\d+$|[１-９0-9]{1,2}．|（別添|[ⅠⅡⅢⅣⅤⅥ]　)")
_NOT_STACKED = re.compile(r"^[ 　]*(?:Ⅲ|Ⅳ|Ⅴ|Ⅵ|リスク|項目一覧)", re.MULTILINE)


def stacked(pages: list[str], most: int) -> str:
    """Pages with up to ``most`` labels in a stack; pages of risks stay."""
    return "\n\n\n\n".join(page if _NOT_STACKED.search(page) else "\n".join(_stacks(page, most)) for page in pages)


def _stacks(page: str, most: int) -> Iterator[str]:
    labels: list[str] = []
    values: list[str] = []
    known = _labels()
    for line in filter(str.strip, page.split("\n")):
        label, block = plain(line) in known, bool(_BLOCK.match(line))
        parts = bool(_PARTING.match(line))
        if parts or block or (label and len(labels) >= most):
            yield from (*labels, *values)
            labels, values = [], []
        if label or block:
            labels.append(line)
        elif labels and not parts:
            values.append(line)
        else:
            yield line
    yield from (*labels, *values)


def _labels() -> frozenset[str]:
    """The labels of all forms, with and without their numbers."""
    items = [item for form in forms() for item in form.items]
    return frozenset(
        plain(f"{number}{label}")
        for item in items
        for label in item.labels
        for number in ("", item.number or "")
        if "{n}" not in label
    )
