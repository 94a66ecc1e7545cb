"""Values that a tool printed line by line below several labels: each given back to its label.

Where a page is printed column by column, the labels of two cells come first and then both values in one run of lines.
They are in one order, so the run is cut into as many parts as labels wait for words, where each part looks like the
value of its label and no other cut does as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from bangolin.loader.form.definition import Form, Item, plain
from bangolin.loader.sources.text import Line, Page

_WRAPPED = 3
_LONGEST_RUN = 8
_HEADING = re.compile(r"^(?:\d{1,2}\.|[ⅠⅡⅢⅣⅤⅥ]|(?:システム|委託事項|提供先|移転先)\d{1,2}|リスク)")
_SIGNS = re.compile(r"^[\[\]()<]|^\d{1,2}\)")


@dataclass
class _Label:
    """A label that waits for words: the indexes of its lines and the items that it may stand for."""

    lines: list[int]
    items: tuple[Item, ...]


@dataclass
class _Page:
    """What is known of a page: ``waiting`` labels without words, ``given`` ones with the index behind their words,
    ``early`` runs of words that no label waited for; then what is printed in front of a line, behind which line words
    go on, and which lines went elsewhere.
    """

    lines: Sequence[Line]
    waiting: list[_Label] = field(default_factory=list)
    given: list[tuple[_Label, int]] = field(default_factory=list)
    early: list[tuple[int, int]] = field(default_factory=list)
    moved: dict[int, str] = field(default_factory=dict)
    more: dict[int, list[int]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)


def with_values_beside(pages: Sequence[Page], form: Form) -> tuple[Page, ...]:
    """The pages with each value of such a run behind its own label."""
    return tuple(Page(page.number, tuple(_mended(page.lines, form))) for page in pages)


def _mended(lines: Sequence[Line], form: Form) -> Iterator[Line]:
    page = _Page(lines)
    at = 0
    while at < len(lines):
        at = _read(page, at, form)
    _close_block(page)
    for at, line in enumerate(lines):
        if at in page.moved:
            yield Line(line.number, "")
            yield Line(line.number, f" {page.moved[at]}")
        if at not in page.gone:
            yield line
        yield from (lines[other] for other in page.more.get(at, ()))


def _read(page: _Page, at: int, form: Form) -> int:
    """Read the label, the run of words or the line of signs that starts here; where the next one starts."""
    text = plain(page.lines[at].text)
    if len(text) < 2 or _SIGNS.match(text):
        return at + 1
    taken, items = _label(page.lines, at, form)
    if taken:
        if any(item.kind in ("text", "names", "date") for item in items):
            page.waiting.append(_Label(list(range(at, at + taken)), items))
        return at + taken
    if _HEADING.match(text):
        _close_block(page)
        return at + 1
    end = _end(page.lines, at)
    _give(page, at, end)
    return end


def _close_block(page: _Page) -> None:
    """Give early runs to labels that came behind them; then nothing waits any more."""
    page.waiting.sort(key=lambda one: one.items[0].number or 0)
    for start, end in page.early:
        count = end - start
        lines = page.lines[start:end]
        fitting = [
            labels
            for labels in (page.waiting[at : at + count] for at in range(len(page.waiting) - count + 1))
            if all(_looks(label, plain(line.text)) for label, line in zip(labels, lines, strict=True))
        ]
        if len(fitting) == 1:
            _put(page, fitting[0], range(start, end))
            page.waiting = [one for one in page.waiting if one not in fitting[0]]
    page.waiting, page.given, page.early = [], [], []


def _give(page: _Page, at: int, end: int) -> None:
    """Give a run of words to the labels that wait, or to the label that it goes on with."""
    if at and any(at - 1 in one.lines for one in page.waiting):
        page.waiting = []
        return
    cut = _cut(page.waiting, page.lines[at:end])
    words = plain("".join(line.text for line in page.lines[at:end]))
    label = next((one for one in page.waiting if _fits(one, words)), None)
    before = next((one for one in reversed(page.given[:-1]) if _looks(one[0], words)), None)
    if cut:
        _put(page, page.waiting, [at + start for start in cut])
        page.waiting = []
    elif label:
        page.waiting.remove(label)
        page.given.append((label, end - 1))
    elif before and not _fits(page.given[-1][0], words):
        page.more.setdefault(before[1], []).extend(range(at, end))
        page.gone.update(range(at, end))
    elif page.waiting:
        page.waiting.pop(0)
    elif end - at > 1:
        page.early.append((at, end))


def _put(page: _Page, labels: Sequence[_Label], starts: Iterable[int]) -> None:
    """Print these labels in front of these lines."""
    for label, start in zip(labels, starts, strict=True):
        page.moved[start] = "".join(page.lines[other].text.strip() for other in label.lines)
        page.gone.update(label.lines)


def _label(lines: Sequence[Line], at: int, form: Form) -> tuple[int, tuple[Item, ...]]:
    """How many lines from here on are one label, and its items."""
    text = ""
    for taken in range(1, _WRAPPED + 1):
        if at + taken > len(lines) or not lines[at + taken - 1].text.strip():
            break
        text += plain(lines[at + taken - 1].text)
        if text in _items(form):
            return taken, _items(form)[text]
    return 0, ()


@cache
def _items(form: Form) -> dict[str, tuple[Item, ...]]:
    """The labels of a form, with and without their numbers, in the spelling of comparison."""
    found: dict[str, tuple[Item, ...]] = {}
    for item in form.items:
        for label in item.labels:
            spelled = plain(label)
            for key in {spelled, f"{item.number or ''}{spelled}"}:
                if "{n}" not in key:
                    found[key] = (*found.get(key, ()), item)
    return found


def _end(lines: Sequence[Line], at: int) -> int:
    """Where a run of words ends: at an empty line or a line of signs."""
    end = at + 1
    while end < len(lines) and plain(lines[end].text) and not _SIGNS.match(plain(lines[end].text)):
        end += 1
    return end


def _cut(waiting: Sequence[_Label], lines: Sequence[Line]) -> tuple[int, ...]:
    """Where the value of each label starts in a run of lines; nothing where it cannot be told."""
    if len(waiting) < 2 or not len(waiting) <= len(lines) <= _LONGEST_RUN:
        return ()
    ways: list[tuple[int, ...]] = []
    for inner in combinations(range(1, len(lines)), len(waiting) - 1):
        starts, ends = (0, *inner), (*inner, len(lines))
        parts = [
            plain("".join(line.text for line in lines[start:end])) for start, end in zip(starts, ends, strict=True)
        ]
        if all(_fits(label, part) for label, part in zip(waiting, parts, strict=True)):
            ways.append(starts)
    if len(ways) > 1:
        ways = [way for way in ways if all(lines[start - 1].text.rstrip().endswith("。") for start in way[1:])]
    return ways[0] if len(ways) == 1 else ()


def _looks(label: _Label, words: str) -> bool:
    """Whether words look like a value of the label, which says what its values look like."""
    return any(item.looks and re.search(item.looks, words) for item in label.items)


def _fits(label: _Label, words: str) -> bool:
    """Whether nothing speaks against these words as a value of the label."""
    return any(not item.looks or re.search(item.looks, words) for item in label.items)
