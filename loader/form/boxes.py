"""The boxes of a tick row where marks and labels stand in one run of words, as in cells: ``[○] 紙 [ ] 専用線``.

A mark belongs to the label behind it (in front of it where the run starts with a label and ends with a mark). What a
mark says is decided over the whole row, since OCR models draw the same printed sign in several ways.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bangolin.loader.form.definition import Box, plain
from bangolin.loader.form.folding import Folded

ON = frozenset("○〇◯●◎⦿✓✔☑☒レ■xXvV✗✘◉")
_WEAK_OFF = frozenset("□☐")
_RADIO_OFF = "◌"
_ALIKE = 0.8
_COUNT = re.compile(r"(\d{1,4})件")
_ROUND = frozenset("oO0°◦。丸")
_MARK = re.compile(r"[\[(]([^\[\]()]{0,2})[\])]|([○〇◯◌●◎⦿◉✓✔☑☒■□☐])")


@dataclass(frozen=True)
class ReadBox:
    """A box as it is printed: its label in the wording of the print, the sign of its mark (``""`` empty brackets, None
    no mark), words in the brackets behind its label with their places in the folded text.
    """

    box: Box
    label: str
    sign: str | None
    start: int
    end: int
    words: tuple[int, int] | None = None


@dataclass(frozen=True)
class TickRow:
    """All boxes that were found of a grid, from ``start`` to ``end`` of the folded text."""

    boxes: tuple[ReadBox, ...]
    start: int
    end: int


def find_ticks(words: Folded, grid: Sequence[Box]) -> TickRow | None:
    """The tick row of a grid in a run of words; None unless most of its boxes stand there with marks."""
    boxes = _paired(_tokens(words.text, grid))
    if _circles_only(boxes, grid):
        boxes = [replace(box, sign=box.sign or "") for box in boxes]
    if sum(box.sign is not None for box in boxes) * 2 <= len(grid):
        return None
    return TickRow(tuple(boxes), min(box.start for box in boxes), max(box.end for box in boxes))


def _circles_only(boxes: Sequence[ReadBox], grid: Sequence[Box]) -> bool:
    """Whether all labels stand there, some with a tick and the others with no mark at all: only ticks were printed."""
    signs = {box.sign for box in boxes}
    return len(boxes) == len(grid) >= 3 and None in signs and len(signs) > 1 and signs - {None} <= ON


def state(read: ReadBox, row: TickRow, words: Folded, may_be_empty: bool) -> tuple[bool | None, str | None]:
    """Whether a box is ticked (None: cannot be told) and, unless its sign alone says so, why.

    Args:
        may_be_empty: whether the form's item can be left without any tick.
    """
    filled = read.words is not None and bool(words.text[slice(*read.words)].strip("、・"))
    ticked, reason = _by_sign(read, row, may_be_empty)
    if filled and ticked is None:
        return True, "no readable mark, but the brackets behind the label are filled"
    if filled and ticked is False:
        return None, "the mark is empty, but the brackets behind the label are filled"
    return ticked, reason


def _by_sign(read: ReadBox, row: TickRow, may_be_empty: bool) -> tuple[bool | None, str | None]:
    signs = {box.sign for box in row.boxes if box.sign is not None}
    alike = len(signs) == 1 and len(row.boxes) >= 3
    if read.sign is None:
        return None, "no mark stands beside the label"
    if read.sign == _RADIO_OFF:
        drawn = bool(signs & ({""} | _WEAK_OFF))
        return (True, "a radio button among check boxes is a printed circle") if drawn else (None, "radio buttons only")
    if alike and (read.sign in _WEAK_OFF or (read.sign == "" and not may_be_empty)):
        return None, "all marks of the row are alike"
    if read.sign in ON:
        return True, None
    if read.sign == "" or read.sign in _WEAK_OFF:
        return False, None
    return None, "the mark cannot be read"


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    sign: str | None = None
    box: Box | None = None
    label: str = ""
    words: tuple[int, int] | None = None


def _tokens(text: str, grid: Sequence[Box]) -> list[_Token]:
    """Marks and labels from left to right; a label counts behind a mark, behind another label, or at the start."""
    labels = sorted((one for box in grid for one in _spellings(box)), key=lambda one: (-len(one[0]), one[0]))
    tokens: list[_Token] = []
    position = 0
    while position < len(text):
        token = _mark_at(text, position) or _label_at(text, position, labels)
        if token is None and tokens and tokens[-1].box is None and tokens[-1].end == position:
            token = _slip_at(text, position, labels)
        if token:
            tokens.append(token)
        position = token.end if token else position + 1
    return tokens


_Spelling = tuple[str, str, Box]


def _spellings(box: Box) -> list[_Spelling]:
    """How a label can be spelled (its brackets may be lost), with the wording and the box it stands for."""
    whole = [(plain(label), label, box) for label in (box.label, *box.also)]
    return whole + [(spelling.split("(")[0], label, box) for spelling, label, _ in whole if "(" in spelling]


def _mark_at(text: str, position: int) -> _Token | None:
    found = _MARK.match(text, position)
    if not found:
        return None
    sign = found[1] if found[1] is not None else found[2]
    if sign in _ROUND:
        sign = "○"
    if sign and sign not in ON and sign not in _WEAK_OFF and sign not in ("◌", "ー"):
        return None
    return _Token(position, found.end(), sign="" if sign == "ー" else sign)


def _label_at(text: str, position: int, labels: list[_Spelling]) -> _Token | None:
    for spelling, label, box in labels:
        if not text.startswith(spelling, position):
            continue
        end = position + len(spelling)
        inside = _brackets(text, end)
        own = box.brackets or box.count
        if inside and not own and inside[1] - inside[0] <= 2:
            inside = None  # the mark of the next box, in round brackets
        words = inside if own else None
        count = _COUNT.match(text, end) if box.count and not inside else None
        if count:
            return _Token(position, count.end(), box=box, label=label, words=count.span(1))
        return _Token(position, inside[1] + 1 if inside else end, box=box, label=label, words=words)
    return None


def _slip_at(text: str, position: int, labels: list[_Spelling]) -> _Token | None:
    """The words behind a mark, up to the next, that are the label of just one box but for a letter or two."""
    found = re.match(r"[^\[\]()○〇◯◌●◎◉✓✔☑☒■□☐]{4,40}", text[position:])
    if not found:
        return None
    alike = {
        box.label: (difflib.SequenceMatcher(None, spelling, found[0], autojunk=False).ratio(), label, box)
        for spelling, label, box in labels
    }
    near = [(label, box) for ratio, label, box in alike.values() if ratio >= _ALIKE]
    if len(near) != 1:
        return None
    return _Token(position, position + found.end(), box=near[0][1], label=near[0][0])


def _brackets(text: str, start: int) -> tuple[int, int] | None:
    """The inside of the brackets that open at ``start``; up to the end where they are never closed."""
    if not text.startswith("(", start):
        return None
    depth = 0
    for position in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[position], 0)
        if depth == 0:
            return start + 1, position
    return None


def _paired(tokens: list[_Token]) -> list[ReadBox]:
    """Each label once, with the mark beside it; a marked label is kept before an unmarked one of the same words."""
    behind = bool(tokens) and tokens[0].box is not None and tokens[-1].box is None and tokens[-1].sign is not None
    read: dict[str, ReadBox] = {}
    for index, token in enumerate(tokens):
        if token.box is None:
            continue
        other = index + 1 if behind else index - 1
        mark = tokens[other] if 0 <= other < len(tokens) and tokens[other].box is None else None
        sign = mark.sign if mark else None
        one = ReadBox(token.box, token.label, sign, _first(token, mark), _last(token, mark), token.words)
        known = read.get(token.box.label)
        if known is None or (known.sign is None and one.sign is not None):
            read[token.box.label] = one
    return list(read.values())


def _first(token: _Token, mark: _Token | None) -> int:
    return min(token.start, mark.start) if mark else token.start


def _last(token: _Token, mark: _Token | None) -> int:
    return max(token.end, mark.end) if mark else token.end
