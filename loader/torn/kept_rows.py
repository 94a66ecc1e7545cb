"""The lines of a page that keeps its columns, each parted where the column of values begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.sources.text import Line, Page
from bangolin.loader.torn.kept_brackets import with_brackets_filled
from bangolin.loader.torn.kept_labels import is_heading, is_of_label

Look = Literal["tick", "list", "bracket", "words"]
_RUN = re.compile(r"\S+(?:[ 　]\S+)*")
_LEFTMOST, _LEAST, _SHARE, _SLACK = 8, 2, 0.15, 1
_TICK = re.compile(r"\[[\s　]*[○〇◯☑✓■●レ]?[\s　]*\][\s　]*(?!\d{1,2}[)）])\S")
_ENTRY = re.compile(r"＜選択肢|[0-9]{1,2}[)）]")
_FAR = 8


@dataclass(frozen=True)
class Row:
    """A printed line: what stands in the left column and in the right one (from sign ``at`` on).

    ``whole``: it crosses both; ``parted``: an empty line or the end of a page stands before it.
    """

    page: int
    line: Line
    left: str = ""
    right: str = ""
    look: Look = "words"
    whole: bool = False
    parted: bool = False


def value_column(page: Page, form: Form) -> int | None:
    """Where the right column starts: the leftmost place at which lines usually begin that are no labels."""
    starts: Counter[int] = Counter()
    for line in page.lines:
        for run in () if is_heading(line.text) else _RUN.finditer(line.text):
            tells = len(plain(run[0])) > 1 or run[0] == "["
            if tells and run.start() >= _LEFTMOST and not is_of_label(run[0], form):
                starts[run.start()] += 1
    most = max(starts.values(), default=0)
    enough = max(min(_LEAST, most), _SHARE * most)  # of a page with few lines, the leftmost place
    return min((start for start, count in starts.items() if count >= enough), default=None)


def rows_of(page: Page, column: int) -> list[Row]:
    """The lines of a page that say anything."""
    filled = with_brackets_filled(page.lines)
    parted = {after.number for before, after in pairwise(page.lines) if after.text.strip() and not before.text.strip()}
    return [_row(page.number, line, column, at == 0 or line.number in parted) for at, line in enumerate(filled)]


def _row(page: int, line: Line, column: int, parted: bool) -> Row:
    runs = list(_RUN.finditer(line.text))
    left = [run for run in runs if run.start() < column - _SLACK]
    right = runs[len(left) :]
    if left and left[-1].end() > column:
        return Row(page, line, left=_said(left), whole=True, parted=parted)
    said = _said(right)
    return Row(page, line, _said(left), said, _look(said, right, column), parted=parted)


def _said(runs: Sequence[re.Match[str]]) -> str:
    return " ".join(run[0] for run in runs)


def _look(text: str, runs: Sequence[re.Match[str]], column: int) -> Look:
    if _TICK.match(text):
        return "tick"
    if text.startswith("["):
        return "bracket"
    return "list" if runs and _ENTRY.match(text) and runs[0].start() >= column + _FAR else "words"
