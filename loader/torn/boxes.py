"""The boxes of tick rows in torn lines of signs: each label with what its own piece of text says of its mark.

A row ``[ ○ ] A [ ] B`` may be cut anywhere: ``[ ○ ] A [`` and ``] B``, or ``[ ○ [`` and ``] A ] B``. What a piece
shows of a box is kept as it is: the mark with its label, an opening bracket behind the label to its left, or
brackets and marks without any label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from bangolin.loader.form.items import Span
from bangolin.loader.torn.cells import Cell
from bangolin.loader.torn.signs import Sign

_END = re.compile(r"[\s　]*[)）][\s　]*$")
Shown = Literal["ticked", "empty", "open", "none"]


@dataclass
class BoxPiece:
    """A label of a box where it is printed.

    ``shown``: the mark of the box, as far as its piece shows it: ``ticked``, ``empty`` (closed brackets), ``none``
    (the piece starts behind the mark). ``behind``: what opens behind the label and has no label in this piece: one
    truth value (marked or not) a box, for the boxes to its right. ``words`` stand in the brackets behind the label;
    ``bracket`` tells whether the brackets are open at the end of the piece.
    """

    label: str
    cell: Cell
    at: Span
    shown: Shown
    behind: list[bool] = field(default_factory=list)
    words: list[Span] = field(default_factory=list)
    bracket: bool = False


@dataclass
class LoosePiece:
    """Brackets and marks without a label: one truth value (marked or not) a box; with words in brackets, if any."""

    cell: Cell
    boxes: list[bool]
    lone_mark: bool = False
    words: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Pieces:
    """All that a run of cells shows of boxes."""

    boxes: list[BoxPiece]
    loose: list[LoosePiece]


def read_pieces(cells: Sequence[Cell], printed: dict[str, str]) -> Pieces:
    """The pieces of all lines of signs.

    Args:
        cells: pieces of text.
        printed: plain label of a box -> label as the form prints it.
    """
    found = Pieces([], [])
    for cell in cells:
        if cell.bracketed:
            spans = [Span(span.text.strip("　 ()（）"), span.line) for span in cell.spans]
            found.loose.append(LoosePiece(cell, [], words=[span for span in spans if span.text]))
        if cell.signs and not any(sign.kind in ("option", "entry") for sign in cell.signs):
            _read_line(cell, printed, found)
    return found


def _read_line(cell: Cell, printed: dict[str, str], found: Pieces) -> None:
    line = list(cell.signs)
    labels = [at for at, sign in enumerate(line) if sign.kind == "label"]
    if not labels:
        _read_loose(cell, line, found)
        return
    starts = [_start(line, at, labels) for at in labels]
    before = line[: starts[0]]
    if any(sign.kind in ("[", "mark") for sign in before):
        _read_loose(cell, before, found)
    for index, at in enumerate(labels):
        end = starts[index + 1] if index + 1 < len(labels) else len(line)
        rest = line[at + 1 : end]
        piece = BoxPiece(printed[line[at].text], cell, line[at].span, _shown(line[starts[index] : at]))
        _read_rest(piece, rest)
        if index + 1 == len(labels):
            piece.words += _without_end(cell.spans) if piece.bracket else cell.spans
        found.boxes.append(piece)


def _without_end(spans: Sequence[Span]) -> list[Span]:
    """Lines below an open bracket, without the sign that closes it."""
    found = [Span(_END.sub("", span.text), span.line) if _closes(span.text) else span for span in spans]
    return [span for span in found if span.text]


def _closes(text: str) -> bool:
    return len(re.findall("[)）]", text)) > len(re.findall("[(（]", text))


def _start(line: list[Sign], at: int, labels: list[int]) -> int:
    """Where the box of a label begins: its closing bracket, with the mark and the opening bracket before it."""
    start = at - 1
    least = max((label + 1 for label in labels if label < at), default=0)
    if start - 1 >= least and line[start - 1].kind == "mark":
        start -= 1
    if start - 1 >= least and line[start - 1].kind == "[":
        start -= 1
    return start


def _shown(box: list[Sign]) -> Shown:
    kinds = [sign.kind for sign in box]
    if "mark" in kinds:
        return "ticked"
    return "empty" if "[" in kinds else "none"


def _read_rest(piece: BoxPiece, rest: list[Sign]) -> None:
    """What stands behind a label: its brackets with words, then boxes that open."""
    depth = 0
    opened: list[Sign] = []
    glued = False
    for at, sign in enumerate(rest):
        if sign.kind == "(" and not depth:
            depth, piece.bracket = 1, True
        elif depth and (depth > 1 or _is_closed_inside(rest[at:])) and sign.kind in ("(", ")"):
            depth += 1 if sign.kind == "(" else -1
            glued = _glue(piece, sign)
        elif sign.kind == ")" and depth:
            depth, piece.bracket = 0, False
        elif glued and sign.kind in ("text", "option"):
            glued = _glue(piece, sign) and depth > 1
        elif sign.kind in ("[", "mark"):
            opened.append(sign)
        elif sign.kind in ("text", "count", "option") and (depth or sign.kind == "count"):
            piece.words.append(sign.span)
    piece.behind = _opened(opened)


def _is_closed_inside(rest: Sequence[Sign]) -> bool:
    """Whether a bracket inside of brackets opens here, and both are closed on this line."""
    kinds = [sign.kind for sign in rest]
    return kinds[0] == "(" and kinds.count(")") > kinds.count("(")


def _glue(piece: BoxPiece, sign: Sign) -> bool:
    """Add a sign to the words before it."""
    last = piece.words.pop() if piece.words else Span("", sign.span.line)
    piece.words.append(Span(last.text + sign.span.text, last.line))
    return True


def _opened(found: list[Sign]) -> list[bool]:
    """Boxes that open one after the other: ``[ ○ [`` is a marked one and an unmarked one."""
    boxes: list[bool] = []
    last = ""
    for sign in found:
        if sign.kind == "[":
            boxes.append(False)
        elif boxes and last == "[":
            boxes[-1] = True
        else:
            boxes.append(True)
        last = sign.kind
    return boxes


def _read_loose(cell: Cell, line: list[Sign], found: Pieces) -> None:
    kinds = [sign.kind for sign in line]
    words = [sign.span for sign in line if sign.kind == "text"] + cell.spans
    boxes = [] if _is_empty_pair(kinds) else _opened([sign for sign in line if sign.kind in ("[", "mark")])
    lone = kinds.count("mark") == 1 and "[" not in kinds
    if boxes or words:
        found.loose.append(LoosePiece(cell, boxes, lone, words))


def _is_empty_pair(kinds: Sequence[str]) -> bool:
    """``[ ]``: brackets whose option was torn out."""
    return kinds == ["[", "]"]
