"""Pages of a text that lost them: cut where the form starts one, so that what a page prints stays together.

A tool prints the heading of a section anywhere on its page, so a page starts with the first label that only its own
section has, behind the last one of the section before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.form.sections import headings
from bangolin.loader.sources.text import Line, Page
from bangolin.loader.torn.cells import labels
from bangolin.loader.torn.whole_blocks import ends_between, owners

_LINES_A_PAGE, _FIRST_OF_FILE = 150, "1.特定個人情報ファイル名"
_SIGNS = {"I": "Ⅰ", "II": "Ⅱ", "III": "Ⅲ"}
_FEWEST_LABELS, _SHORTEST = 3, 4
_AMONG_BOXES = ("・識別情報", "・連絡先等情報", "・業務関係情報")
_NUMBER = re.compile(r"^\d+\.?")
_FIRST_PARTS = ("Ⅱ.1.", "Ⅱ.2.")


def with_pages_found(pages: Sequence[Page], form: Form) -> tuple[Page, ...]:
    """Pages where the text lost them: each section, and each file's part of one, starts a page; else as they are."""
    if not _are_lost(pages):
        return tuple(pages)
    found: list[tuple[Line, ...]] = []
    current = "cover"
    for page in pages:
        opened = _opened(page, form, current)
        found += _parts(page, form, current, opened)
        current = opened[-1][1] if opened else current
    return tuple(Page(number, lines) for number, lines in enumerate(found, start=1))


def _are_lost(pages: Sequence[Page]) -> bool:
    """Whether the text has far fewer pages than its lines fill."""
    return len(pages) < sum(len(page.lines) for page in pages) / _LINES_A_PAGE


def _opened(page: Page, form: Form, current: str) -> list[tuple[int, str]]:
    """The headings of sections on a page, without those that stand earlier in the form than what is open."""
    order = [section.id for section in form.sections]
    found: list[tuple[int, str]] = []
    for at, name in headings(page, form):
        before = found[-1][1] if found else current
        later = before not in order or name not in order or order.index(name) >= order.index(before)
        if later or (name == "II" and before == "record items"):
            found.append((at, name))
    return found


def _parts(page: Page, form: Form, current: str, opened: Sequence[tuple[int, str]]) -> Iterator[tuple[Line, ...]]:
    """The lines of each page.

    Args:
        current: the section that is open where the lines start.
        opened: the headings of sections among them.
    """
    names = {0: current}
    for at, _ in headings(page, form):
        name = dict(opened).get(at, names[max(names)])
        before = max(names)
        first = _first_of_page(page.lines, before, at, *_telling(form, name))
        names[_with_boxes(page.lines, before, first, form) if name == "II" and first < at else first] = name
    for at in _files_behind_the_first(page, sorted(names)):
        before = max(one for one in names if one <= at)
        names[_first_of_page(page.lines, before, at, *_telling_of_files(form))] = names[before]
    starts = set(names)
    for start, end in pairwise([*sorted(names), len(page.lines)]):
        if names[start] == "II":
            starts |= {start + at for at in ends_between(page.lines[start:end], form)}
    for start, end in pairwise([*sorted(starts), len(page.lines)]):
        yield page.lines[start:end]


def _files_behind_the_first(page: Page, starts: Sequence[int]) -> Iterator[int]:
    """The headings of files, without the first of each section."""
    files = [at for at, line in enumerate(page.lines) if plain(line.text) == _FIRST_OF_FILE]
    for start, end in pairwise([*starts, len(page.lines)]):
        yield from [at for at in files if start <= at < end][1:]


def _first_of_page(lines: Sequence[Line], start: int, at: int, own: tuple[str, ...], others: tuple[str, ...]) -> int:
    """Where the page of a heading starts: at the heading, or at the labels of its own that are printed above it.

    Args:
        start: where the page before starts.
        own: labels that only what the heading opens has.
        others: labels that only what stands before it has.
    """
    words = [_NUMBER.sub("", plain(line.text)) for line in lines[start:at]]
    last = max((index for index, text in enumerate(words) if text.startswith(others)), default=-1)
    mine = [index for index, text in enumerate(words) if index > last and text.startswith(own)]
    if len(mine) < _FEWEST_LABELS:
        return at
    first = start + mine[0]
    while first > start + last + 1 and lines[first - 1].text.strip():
        first -= 1
    return first


def _with_boxes(lines: Sequence[Line], start: int, first: int, form: Form) -> int:
    """Where the lines of section Ⅱ start: at its first label, or at its boxes and their signs above it.

    Args:
        start: where the page before starts; its last label ends what may belong to it.
        first: the line of the first label.
    """
    others = _telling(form, "II")[1]
    words = [_NUMBER.sub("", plain(line.text)) for line in lines[start:first]]
    least = start + max((at for at, text in enumerate(words) if text.startswith(others)), default=-1) + 1
    boxed = [at for at in range(least, first) if _is_boxed(lines[at].text, form)]
    above = first = min([first, *boxed])
    while boxed and above > least and (not (text := plain(lines[above - 1].text)) or _is_of_boxes(text)):
        above -= 1
        first = above if text else first
    return first


def _is_boxed(text: str, form: Form) -> bool:
    """Whether a line prints boxes that only section Ⅱ has."""
    owning = owners(text, form)
    return bool(owning) and all(form.item(item).place.startswith("Ⅱ.") for item in owning)


def _is_of_boxes(text: str) -> bool:
    """Whether a line starts with a sign of boxes, or is one of the words that the form prints among them."""
    return text[0] in "[]()○" or text in _AMONG_BOXES


@cache
def _telling(form: Form, section: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Labels and headings that only this section prints, and labels that only others do."""
    sign = _SIGNS.get(section, section)
    own = _labels(form, (f"{sign}.",))
    others = _labels(form, tuple(f"{one}." for one in _SIGNS.values() if one != sign))
    elsewhere = {words for other in _SIGNS if other != section for words in labels(form, other).headings}
    headed = set(labels(form, section).headings) - elsewhere if section in _SIGNS else set()
    return _sorted((own - others) | headed), _sorted(others - own)


@cache
def _telling_of_files(form: Form) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Labels that only the first parts of a file's section print, and those that only its later parts do."""
    first = _labels(form, _FIRST_PARTS)
    later = {
        plain(label)
        for item in form.items
        if item.place.startswith("Ⅱ.") and not item.place.startswith(_FIRST_PARTS)
        for label in item.labels
    }
    return _sorted(first - later), _sorted(later - first)


def _labels(form: Form, places: tuple[str, ...]) -> set[str]:
    return {plain(label) for item in form.items if item.place.startswith(places) for label in item.labels}


def _sorted(found: set[str]) -> tuple[str, ...]:
    return tuple(sorted(label for label in found if len(label) >= _SHORTEST and "{" not in label))
