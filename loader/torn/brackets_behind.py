"""Round brackets that a tool printed behind a whole grid of boxes, given to their boxes.

The boxes of an item stand one below the other, and behind them as many brackets as these boxes want, in the form's order:
``[ ○ ] 行政機関・独立行政法人等``, ``[ ○ ] 民間事業者``, then ``（ 日本年金機構``, ``）``, ``（ 医療機関``, ``）``. Where their numbers differ,
nothing is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.sources.text import Line
from bangolin.loader.torn.bracket_words import bracketed_labels

_BOX = re.compile(r"^\[○?\]?$|^(?:\[○?)?\](?P<label>\S.*)$")
_OPENED = re.compile(r"^[\s　]*[（(]")
_CLOSED = re.compile(r"[）)][\s　]*$")
_FEWEST = 2
_MOST_LINES = 6


def with_brackets_behind(lines: Sequence[Line], form: Form) -> Iterator[Line]:
    """The lines with each bracket that stands behind a grid of boxes on the line of its box.

    Args:
        lines: the lines of a page.
        form: tells which boxes have brackets for words.
    """
    filled = [at for at, line in enumerate(lines) if line.text.strip()]
    given: dict[int, str] = {}
    gone: set[int] = set()
    at = 0
    while at < len(filled):
        end, wanting = _boxes(lines, filled, at, form)
        groups = _brackets(lines, filled, end) if len(wanting) >= _FEWEST else []
        if len(groups) == len(wanting):
            given.update({box: _words(lines, group) for box, group in zip(wanting, groups, strict=True)})
            gone.update(other for group in groups for other in group)
        at = max(end, at + 1)
    for at, line in enumerate(lines):
        if at in given:
            yield Line(line.number, f"{line.text.rstrip()} （{given[at]}）")
        elif at not in gone:
            yield line


def _boxes(lines: Sequence[Line], filled: Sequence[int], at: int, form: Form) -> tuple[int, list[int]]:
    """Where the run of boxes ends that starts here, and the lines of those that want words in brackets."""
    wanting = []
    while at < len(filled) and (found := _BOX.match(plain(lines[filled[at]].text))):
        if found["label"] in bracketed_labels(form):
            wanting.append(filled[at])
        at += 1
    return at, wanting


def _brackets(lines: Sequence[Line], filled: Sequence[int], at: int) -> list[list[int]]:
    """The lines of each round bracket of the run of brackets that starts here."""
    groups: list[list[int]] = []
    while at < len(filled) and _OPENED.match(lines[filled[at]].text):
        group = [filled[at]]
        while not _CLOSED.search(lines[group[-1]].text) and len(group) < _MOST_LINES and at + 1 < len(filled):
            at += 1
            group.append(filled[at])
        if not _CLOSED.search(lines[group[-1]].text):
            return []
        groups.append(group)
        at += 1
    return groups


def _words(lines: Sequence[Line], group: Sequence[int]) -> str:
    text = "".join(lines[at].text.strip() for at in group)
    return re.sub(r"^[（(][\s　]*|[\s　]*[）)]$", "", text)
