"""What stands behind boxes in a text that a tool printed column by column: labels below their brackets, words in （ ）.

A page opens as many round brackets behind boxes as boxes want some, both in the form's order. A closing bracket has a
line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.sources.text import Line

_BOX = re.compile(r"^\[○?\]")
_OPENED = re.compile(r"^[\s　]*[（(][\s　]*(?P<words>[^）)]*)$")
_CLOSED = re.compile(r"^\)件?$")
_NO_WORDS = re.compile(r"^[\[\]()<]|^\d{1,2}[).]|^(?:システム|委託事項|提供先|移転先)\d{1,2}$")


def labels_below(lines: Sequence[Line], bare: Sequence[int], form: Form) -> dict[int, list[int]]:
    """The lines that hold the labels of brackets without any: by the index of the bracket's line.

    Args:
        lines: the lines of a page.
        bare: indexes of lines that hold nothing but a closing bracket, one below the other.
    """
    below = range(bare[-1] + 1, len(lines))
    for labels in _columns(form, len(bare)):
        found: list[int] = []
        for label in labels:
            start = found[-1] + 1 if found else below.start
            at = next((at for at in range(start, below.stop) if _is_label(lines[at].text, label)), None)
            if at is None:
                break
            found.append(at)
        if len(found) == len(bare):
            return {one: _with_bracket(lines, at) for one, at in zip(bare, found, strict=True)}
    return {}


@cache
def _columns(form: Form, count: int) -> tuple[tuple[str, ...], ...]:
    """Labels that stand one below the other in the form, so many at a time."""
    found = []
    for item in form.items:
        labels = [plain(row[0].label) if len(row) == 1 else "" for row in item.grid]
        slices = [tuple(labels[at : at + count]) for at in range(len(labels) - count + 1)]
        found += [one for one in slices if all(one)]
    return tuple(dict.fromkeys(found))


def _is_label(text: str, label: str) -> bool:
    words = plain(text)
    return words == label or words.startswith(label + "(")


def _with_bracket(lines: Sequence[Line], at: int) -> list[int]:
    """A label's line, and the next one where that opens the label's bracket."""
    opens = at + 1 < len(lines) and "(" not in plain(lines[at].text) and _OPENED.match(lines[at + 1].text)
    return [at, at + 1] if opens else [at]


def with_words(lines: Sequence[Line], form: Form) -> Iterator[Line]:
    """The lines with the words of round brackets on the line of their box; one that has none to give stays."""
    taken = _taken(lines, form)
    gone = {at for words in taken.values() for at in words}
    for at, line in enumerate(lines):
        if at in taken:
            words = "".join(_inside(lines[other].text) for other in taken[at])
            yield Line(line.number, f"{line.text.rstrip()} （{words}{_end(lines[taken[at][-1]].text)}")
        elif at not in gone:
            yield line


def _taken(lines: Sequence[Line], form: Form) -> dict[int, list[int]]:
    """For each box that wants a bracket: the lines from the opening bracket to the closing one."""
    wanting: list[int] = []
    found: dict[int, list[int]] = {}
    closing: list[int] = []
    for at, line in enumerate(lines):
        if _wants_bracket(line.text, form):
            wanting.append(at)
        elif _OPENED.match(line.text) and wanting:
            box = wanting.pop(0)
            found[box] = [at, *_more(lines, at, "○" in lines[box].text)]
            closing.append(box)
        elif _CLOSED.match(plain(line.text)) and closing:
            found[closing.pop(0)].append(at)
    return {box: parts for box, parts in found.items() if len(parts) > 1}


def _wants_bracket(text: str, form: Form) -> bool:
    """Whether a line ends with the label of a box that has brackets for words or a count."""
    words = plain(text)
    return bool(_BOX.match(words)) and words[words.rfind("]") + 1 :] in bracketed_labels(form)


@cache
def bracketed_labels(form: Form) -> frozenset[str]:
    """The labels of all boxes of a form that have brackets for words or a count."""
    return frozenset(plain(box.label) for item in form.items for box in item.boxes if box.brackets or box.count)


def _more(lines: Sequence[Line], at: int, ticked: bool) -> list[int]:
    """The run of lines that stands in a bracket which opens on a line of its own: closed right behind it, or wrapped
    words behind a ticked box.
    """
    if plain(lines[at].text) != "(":
        return []
    filled = [other for other in range(at + 1, len(lines)) if lines[other].text.strip()]
    run = [other for count, other in enumerate(filled) if other == filled[0] + count]
    words = list(takewhile(lambda other: not _CLOSED.match(plain(lines[other].text)), run))
    if not words or any(_NO_WORDS.match(plain(lines[other].text)) for other in words):
        return []
    after = filled[len(words) : len(words) + 1]
    closed = bool(after) and bool(_CLOSED.match(plain(lines[after[0]].text)))
    return words if closed or (ticked and len(words) > 1) else []


def _inside(text: str) -> str:
    return re.sub(r"^[\s　]*[（(][\s　]*|[\s　]*[）)][\s　]*件?$", "", text).strip()


def _end(text: str) -> str:
    return "）件" if plain(text).endswith("件") else "）"
