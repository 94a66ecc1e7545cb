"""The rows of the change history in torn text: runs of lines that say nearly the same are the words before and after.

A page of the history prints the day, the item, the words before and after, 事前 or 事後 and a reason in runs of lines with
empty lines between them, of which days and reasons often stand elsewhere on the page.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bangolin.loader.form.history import COLUMNS, Change
from bangolin.loader.form.items import Span
from bangolin.loader.form.sections import Section
from bangolin.loader.narrative.words import fold
from bangolin.loader.sources.text import Line, Page
from bangolin.loader.torn.cells import chunks

_DATE = re.compile(
    r"^\s*(?:(?:令和|平成)\s*(?:元|\d{1,2})|(?:19|20)\d\d)\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*|^\s*(?:19|20)\d\d([./-])\d{1,2}\1\d{1,2}(?!\d)"
)
_WHEN = re.compile(r"(?:^|[\s　])(?:事前|事後)(?=$|[\s　])")
_HEADS = re.compile(r"変更前の記載|変更後の記載|提出時期に係る|^[\s　]*変更日")
_ITEM = re.compile(r"^\(?(?:[IVⅠ-Ⅵ]{1,3}(?![A-Za-z])|別添|別紙|表紙|評価書名)(?!\d*\)?変更箇所)")
_ALIKE = 0.5
"""The share of neighbouring pairs of signs that two runs have in common to be words before and after."""
_VALUE = 80


@dataclass(frozen=True)
class _Run:
    """Lines that stand together, without day and reason; ``ends``: 事前 or 事後 stands behind them."""

    text: str
    lines: tuple[Line, ...]
    ends: bool

    @property
    def is_item(self) -> bool:
        return bool(_ITEM.match(self.text)) and not self.ends

    def span(self) -> Span:
        return Span("".join(line.text.strip() for line in self.lines), line=self.lines[0].number)


def changes_of_section(section: Section | None) -> Iterator[Change]:
    """The changes of the history's pages that can be told, in printed order."""
    for page in section.pages if section else ():
        if labelled := list(_labelled(page)):
            yield from labelled
            continue
        yield from _line_by_line(page)
        runs = _runs(page)
        for at, run in enumerate(runs):
            item = _item(runs, at)
            parts = _halves(run)
            if parts:
                yield Change(item, *parts, run.span())
            elif at and not run.is_item and _before(runs, at):
                yield Change(_item(runs, at - 1), runs[at - 1].text, run.text, run.span())


def _labelled(page: Page) -> Iterator[Change]:
    """The changes of a history that prints each value below the heading of its column."""
    heads = {head: key for key, head in COLUMNS.items()}
    rows: list[dict[str, list[Line]]] = []
    key = None
    for line in page.lines:
        words = _pressed(line.text)
        if words in heads or words.startswith("提出時期"):
            key = heads.get(words)
            rows += [{}] if key == "day" or not rows else []
        elif words and key and rows:
            rows[-1].setdefault(key, []).append(line)
    for row in rows:
        if {"item", "before", "after"} <= set(row):
            said = {key: "".join(_pressed(line.text) for line in lines) for key, lines in row.items()}
            words = "".join(line.text.strip() for line in row["after"])
            span = Span(words, line=row["after"][0].number)
            yield Change(said["item"], said["before"], said["after"], span, said.get("day"))


def _line_by_line(page: Page) -> Iterator[Change]:
    """The changes of a history that prints a cell a line, without empty lines: day, item, before, after, 事前 or 事後."""
    for chunk in chunks(page):
        kept: list[Line] | None = None
        day = ""
        for line in chunk:
            words = _pressed(line.text)
            if _DATE.match(line.text) and not _DATE.sub("", line.text).strip():
                kept, day = [], words
            elif words in ("事前", "事後"):
                yield from _of_lines(kept or [], day)
                kept = None
            elif kept is not None:
                kept.append(line)


def _of_lines(lines: Sequence[Line], day: str) -> Iterator[Change]:
    """One row: an item, then the words before and after, cut where both halves are most alike."""
    texts = [_pressed(line.text) for line in lines]
    if len(lines) < 3 or not _ITEM.match(texts[0]):
        return
    halves = [("".join(texts[1:at]), "".join(texts[at:]), at) for at in range(2, len(lines))]
    before, after, at = max(halves, key=lambda half: alike(half[0], half[1]))
    if len(lines) == 3 or alike(before, after) >= _ALIKE:
        words = "".join(line.text.strip() for line in lines[at:])
        yield Change(texts[0], before, after, Span(words, line=lines[at].number), day)


def _pressed(text: str) -> str:
    return "".join(fold(text).split())


def _runs(page: Page) -> list[_Run]:
    """The runs of a page; 事前 or 事後 that stands alone belongs to the run above it."""
    found: list[_Run] = []
    for chunk in chunks(page):
        kept: list[Line] = []
        ends = False
        for line in chunk:
            text = _DATE.sub("", line.text)
            when = _WHEN.search(text)
            if _HEADS.search(text):
                continue
            text = text[: when.start()] if when else text
            kept += [Line(line.number, text)] if text.strip() else []
            ends = when is not None
            if ends:
                break
        if kept:
            found.append(_Run(_pressed("".join(line.text for line in kept)), tuple(kept), ends))
        elif ends and found:
            found[-1] = replace(found[-1], ends=True)
    return found


def _item(runs: Sequence[_Run], at: int) -> str | None:
    """The item above a run: the last that is one, where nothing but words before stands between."""
    for run in reversed(runs[max(0, at - 2) : at]):
        if run.is_item:
            return run.text
        if run.ends:
            return None
    return None


def _halves(run: _Run) -> tuple[str, str] | None:
    """Words before and after that are printed on one line."""
    if not run.ends or len(run.lines) != 1:
        return None
    parts = [part for part in re.split(r" +", run.lines[0].text.strip(" ")) if part.strip()]
    words = [_pressed(part) for part in parts]
    return (words[0], words[1]) if len(words) == 2 and not _ITEM.match(words[0]) else None


def _before(runs: Sequence[_Run], at: int) -> bool:
    """Whether the run above holds the words before: it says nearly the same, or stands between item and 事前 or 事後."""
    above, run = runs[at - 1], runs[at]
    if above.is_item or above.ends or above.text == run.text:
        return False
    short = run.ends and len(run.text) <= _VALUE and at > 1 and runs[at - 2].is_item
    return short or alike(above.text, run.text) >= _ALIKE


def alike(one: str, other: str) -> float:
    """The share of neighbouring pairs of signs that two texts have in common, 0 to 1."""
    pairs = [{"".join(pair) for pair in itertools.pairwise(text)} for text in (one, other)]
    together = sum(map(len, pairs))
    return 2 * len(pairs[0] & pairs[1]) / together if together else 0.0
