"""Ends of pages inside of section Ⅱ, in a text that lost them: where no label of an earlier part follows and no block is open.

A page prints its labels in any order, but pages follow each other: behind the end of a page stand no labels of parts
that were over before it, and each label of a 委託事項, 提供先 or 移転先 has been printed as often as all others, where none of
them runs over the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from bangolin.loader.form.definition import Form, Item, plain
from bangolin.loader.sources.text import Line
from bangolin.loader.torn.cells import labels

_PART = re.compile(r"^([1-7])\.(.+)$")
_HEADING = re.compile(r"^(委託事項|提供先|移転先)\d{1,2}(?!\d|[~〜ー\-])")
_GROUPS = {"委託事項": "委託", "提供先": "提供", "移転先": "提供"}
_RANKS = {"委託": 4, "提供": 5}
_SHORTEST = 3


@dataclass(frozen=True)
class _Event:
    """A label or heading: the index of its line, the part it belongs to, what is counted of a block, its items."""

    at: int
    part: int
    counted: tuple[str, str] | None = None
    items: tuple[str, ...] = ()


def ends_between(lines: Sequence[Line], form: Form) -> Iterator[int]:
    """Indexes of lines that start a page, in the lines of one file's section Ⅱ.

    Args:
        lines: from the first line of the section to its last.
        form: whose labels and headings tell the parts and blocks.
    """
    events = [event for at, line in enumerate(lines) if (event := _event(at, plain(line.text), form))]
    lowest = _lowest_behind(events)
    expected = _expected(events)
    counts: Counter[tuple[str, str]] = Counter()
    highest, closed, seen = 0, True, set[str]()
    for event, following, least in zip(events, events[1:], lowest[1:], strict=False):
        highest = max(highest, event.part)
        counts[event.counted or ("", "")] += 1
        seen.update(event.items)
        before, closed = closed, highest <= least and _all_closed(counts, expected)
        if closed and (not before or highest < least in _RANKS.values()):
            yield _start_of_page(lines, event.at, following.at, seen, form)
            seen.clear()


def _lowest_behind(events: Sequence[_Event]) -> list[int]:
    """The first part that is printed from each event on."""
    found: list[int] = []
    for event in reversed(events):
        found.append(min(event.part, found[-1] if found else event.part))
    return found[::-1]


def _expected(events: Sequence[_Event]) -> dict[str, list[tuple[str, str]]]:
    """What each block of a kind prints once: what the section prints most often as many times."""
    totals = Counter(event.counted for event in events if event.counted)
    found: dict[str, list[tuple[str, str]]] = {}
    for group in _RANKS:
        own = {key: count for key, count in totals.items() if key[0] == group}
        usual = Counter(own.values()).most_common(1)
        found[group] = sorted(key for key, count in own.items() if usual and count == usual[0][0])
    return found


def _all_closed(counts: Counter[tuple[str, str]], expected: dict[str, list[tuple[str, str]]]) -> bool:
    return all(len({counts[key] for key in keys}) <= 1 for keys in expected.values())


def _start_of_page(lines: Sequence[Line], after: int, at: int, seen: Set[str], form: Form) -> int:
    """Where a page starts whose first label is at ``at``: with that, or with boxes of an item whose label is still to come."""
    for index in range(after + 1, at):
        owning = owners(lines[index].text, form)
        if owning and not owning & seen:
            at = index
            break
    first = at
    while first - 1 > after and lines[first - 1].text.strip():
        first -= 1
    return at if first == after + 1 else first  # what stands together with the label above is its value


_BOXED = re.compile(r"\]([^\[\]]{1,40})")


def owners(text: str, form: Form) -> set[str]:
    """The items that a line prints boxes of."""
    found = [match[1] for match in _BOXED.finditer(plain(text))]
    return {
        item.id for item in form.items for box in item.boxes if any(one.startswith(plain(box.label)) for one in found)
    }


def _event(at: int, text: str, form: Form) -> _Event | None:
    heading = _HEADING.match(text)
    if heading:
        group = _GROUPS[heading[1]]
        return _Event(at, _RANKS[group], (group, "heading"))
    part = _PART.match(text)
    if part and any(part[2].startswith(words) for words in labels(form, "II").headings):
        return _Event(at, int(part[1]))
    key = next((key for key in _keys(form) if text.startswith(key)), None)
    return _label(at, key, labels(form, "II").items[key]) if key else None


def _label(at: int, key: str, items: Sequence[Item]) -> _Event | None:
    parts = {int(item.place.split(".")[1]) for item in items}
    groups = {_GROUPS.get(item.block or "") for item in items}
    group = next(iter(groups)) if len(groups) == 1 else None
    if group and key[0].isdigit():
        return _Event(at, _RANKS[group], (group, key[0]), tuple(item.id for item in items))
    return (
        _Event(at, next(iter(parts)), None, tuple(item.id for item in items))
        if len(parts) == 1 and not any(groups)
        else None
    )


@cache
def _keys(form: Form) -> tuple[str, ...]:
    """The labels of section Ⅱ that are long enough to be told, long ones first."""
    return tuple(
        sorted((key for key in labels(form, "II").items if len(key) > _SHORTEST), key=lambda key: (-len(key), key))
    )
