"""Tick rows that a tool took apart into columns of brackets and columns of labels, put together.

``pdftotext`` without options prints a cell column by column: the opening brackets of two rows with their marks, then
what stands behind them (``] 電子メール`` and ``] フラッシュメモリ``). Columns are nested: what opened last closes first. So a
page is read with a stack of columns, and a column of labels takes the brackets on top where there are as many. A
bracket at the end of a line opens the next box of the form's row. What is left on a page is joined where no choice is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Literal

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.sources.text import Line, Page
from bangolin.loader.torn.bracket_words import labels_below, with_words
from bangolin.loader.torn.signs import MARKS, alphabet

_MARK = re.compile(rf"^[{MARKS}]$")
_OPENER = re.compile(rf"^\[[{MARKS}]?$")
_TRAILING = re.compile(rf"[\[［][\s　]*[{MARKS}]?[\s　]*$")
_CHOSEN = re.compile(r"^\[([^\[\]]{2,})$")
_ENTRY = re.compile(r"^\]\d{1,2}\)")
_CLOSING = re.compile(r"^[\s　]*[\]］][\s　]*")
_BOX = re.compile(rf"^\[[{MARKS}]?\]")
_FEWEST_COLUMNS = 3

RunKind = Literal["open", "close", "chosen", "entry", "box", "mark"]


@dataclass
class _Piece:
    """One bracket: the index of its line, its mark (of an opening one), the label that a closing one has behind it and an
    opening one at the end of a line (``behind``) has before it.
    """

    at: int
    marked: bool = False
    label: str = ""
    behind: _Piece | None = None


@dataclass
class _Run:
    """Lines of one kind, one below the other in a run of filled lines."""

    kind: RunKind
    pieces: list[_Piece] = field(default_factory=list)


@dataclass
class _Found:
    """Which label has which bracket, by the index of their lines."""

    pairs: dict[int, _Piece] = field(default_factory=dict)
    open: list[_Piece] = field(default_factory=list)
    closed: list[_Piece] = field(default_factory=list)
    bare: list[list[int]] = field(default_factory=list)
    marks: set[int] = field(default_factory=set)
    columns: int = 0
    torn: int = 0


def with_boxes_joined(pages: Sequence[Page], form: Form) -> tuple[Page, ...]:
    """The pages with each box on the line of its label; texts that are not printed in columns come back as they are."""
    found = [_matched(_runs(page.lines, form), form) for page in pages]
    columns, torn = sum(one.columns for one in found), sum(one.torn for one in found)
    if columns < _FEWEST_COLUMNS or torn > columns:
        return tuple(pages)
    return tuple(
        Page(page.number, tuple(with_words(tuple(_joined(page.lines, one, form)), form)))
        for page, one in zip(pages, found, strict=True)
    )


def _runs(lines: Sequence[Line], form: Form) -> list[_Run]:
    """The brackets of a page, column by column; a bracket at the end of a line is a column of its own."""
    runs: list[_Run] = []
    apart = True
    for at, line in enumerate(lines):
        text = plain(line.text)
        if not text:
            apart = True
            continue
        kind, piece = _read(at, text, form)
        if kind is None or piece is None:
            apart = True
            continue
        if apart or runs[-1].kind != kind or kind in ("chosen", "entry", "box"):
            runs.append(_Run(kind))
        runs[-1].pieces.append(piece)
        apart = False
    return runs


def _read(at: int, text: str, form: Form) -> tuple[RunKind | None, _Piece | None]:
    """What a line is; labels of boxes are kept in the spelling of comparison."""
    if _MARK.match(text):
        return "mark", _Piece(at)
    if _OPENER.match(text):
        return "open", _Piece(at, marked=len(text) > 1)
    if _ENTRY.match(text):
        return "entry", _Piece(at)
    if text == "]" or (text[0] == "]" and _label(text[1:], form)):
        return "close", _Piece(at, label=_label(text[1:], form), behind=_behind(at, text, form))
    if (found := _CHOSEN.match(text)) and _starts_option(found[1], form):
        return "chosen", _Piece(at)
    if _BOX.match(text):
        return "box", _Piece(at, behind=_behind(at, text, form))
    return None, None


def _behind(at: int, text: str, form: Form) -> _Piece | None:
    """The bracket that opens at the end of a line, behind a label."""
    found = _TRAILING.search(text)
    if not found or not text[: found.start()].strip("[]"):
        return None
    before = text[: found.start()]
    return _Piece(at, marked=found[0][-1] in MARKS, label=_label(before[before.rfind("]") + 1 :], form))


def _label(text: str, form: Form) -> str:
    """The label of a box that a text starts with."""
    return next((label for label in _labels(form) if text.startswith(label)), "")


@cache
def _labels(form: Form) -> tuple[str, ...]:
    return tuple(sorted(alphabet(form).labels, key=lambda label: (-len(label), label)))


def _starts_option(text: str, form: Form) -> bool:
    return any(option.startswith(text) or text.startswith(option) for option in alphabet(form).options)


@cache
def _neighbours(form: Form) -> dict[str, frozenset[str]]:
    """Each label of a box with those that the form prints to its right."""
    found: dict[str, set[str]] = {}
    for item in form.items:
        for row in item.grid:
            for left, right in pairwise(row):
                for label in (left.label, *left.also):
                    names = {plain(name) for name in (right.label, *right.also)}
                    found.setdefault(plain(label), set()).update(names | {name.split("(")[0] for name in names})
    return {label: frozenset(names) for label, names in found.items()}


def _matched(runs: Sequence[_Run], form: Form) -> _Found:
    """Which label of a page has which bracket."""
    found, stack, waiting = _Found(), list[_Run](), 0
    behind: list[_Piece] = []
    for at, run in enumerate(runs):
        beside = bool(stack) and at > 0 and stack[-1] is runs[at - 1]
        if run.kind == "open":
            stack.append(run)
        elif run.kind == "chosen" and waiting:
            waiting -= 1
        elif run.kind == "chosen":
            stack.append(run)
        elif run.kind == "entry":
            waiting += not _close_option(stack, beside)
        elif run.kind == "close":
            _close(run, stack, behind, found, beside, form)
        elif run.kind == "mark":
            _mark(run, [one for one in runs[:at] if one.kind == "open"], found)
        behind += [piece.behind for piece in run.pieces if piece.behind]
    left = [piece for run in stack if run.kind == "open" for piece in run.pieces]
    if len(left) == len(found.closed) and len({piece.marked for piece in left}) == 1:
        found.pairs.update({closed.at: piece for closed, piece in zip(found.closed, left, strict=True)})
    return found


def _mark(run: _Run, opened: Sequence[_Run], found: _Found) -> None:
    """Marks in a column of their own stand in the last brackets that opened, if all of these were printed empty."""
    last = opened[-1].pieces if opened else []
    if len(last) == len(run.pieces) > 1 and not any(piece.marked for piece in last):
        for piece in last:
            piece.marked = True
        found.marks.update(piece.at for piece in run.pieces)


def _close_option(stack: list[_Run], beside: bool) -> bool:
    """Take the bracket that a list of options closes off the stack; False where it is not open yet."""
    top = stack[-1] if stack else None
    if beside and top and (top.kind == "chosen" or (len(top.pieces) == 1 and not top.pieces[0].marked)):
        stack.pop()
        return True
    chosen = next((run for run in reversed(stack) if run.kind == "chosen"), None)
    if chosen:
        stack.remove(chosen)
    return bool(chosen)


def _close(run: _Run, stack: list[_Run], behind: list[_Piece], found: _Found, beside: bool, form: Form) -> None:
    """Give a column of labels its brackets: those right above it, those at the ends of lines, those opened last."""
    pieces = run.pieces
    if not (beside and stack[-1].kind == "open" and len(stack[-1].pieces) == len(pieces)):
        pieces = _without_neighbours(pieces, behind, found, form)
    top = next((one for one in reversed(stack) if one.kind == "open"), None)
    if not pieces:
        return
    if top and len(top.pieces) == len(pieces):
        found.pairs.update({closed.at: piece for closed, piece in zip(pieces, top.pieces, strict=True)})
        found.columns += beside and len(pieces) > 1
        found.bare += [[piece.at for piece in pieces]] if not any(piece.label for piece in pieces) else []
        stack.remove(top)
    else:
        found.closed += pieces
        found.torn += beside


def _without_neighbours(pieces: list[_Piece], behind: list[_Piece], found: _Found, form: Form) -> list[_Piece]:
    """The labels that no bracket at the end of a line opens; the others get theirs."""
    rest = []
    for closed in pieces:
        own = [piece.behind for piece in pieces if piece.behind and piece.at < closed.at]
        fitting = [one for one in [*behind, *own] if closed.label in _neighbours(form).get(one.label, ())]
        taken = {id(one) for one in found.pairs.values()}
        opener = next((one for one in reversed(fitting) if id(one) not in taken), None)
        if opener:
            found.pairs[closed.at] = opener
        else:
            rest.append(closed)
    return rest


def _joined(lines: Sequence[Line], found: _Found, form: Form) -> Iterator[Line]:
    """The lines with each bracket in front of its label."""
    openers = {piece.at for piece in found.pairs.values()}
    below = {at: others for bare in found.bare for at, others in labels_below(lines, bare, form).items()}
    moved = {other for others in below.values() for other in others}
    for at, line in enumerate(lines):
        text = _TRAILING.sub("", line.text) if at in openers else line.text
        if at in moved or at in found.marks or (at in openers and not text.strip()):
            continue
        if at in found.pairs:
            box = "[ ○ ] " if found.pairs[at].marked else "[ ] "
            text = _CLOSING.sub(box, text)
            text += " ".join(lines[other].text.strip() for other in below.get(at, ()))
        yield line if text == line.text else Line(line.number, text)
