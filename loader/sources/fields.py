"""Words between brackets that need more than one line.

In a form printed from a workbook the words inside 「（ … ）」 and 「[ … ]」 are a field of their own, centred on the
line of its brackets: its first lines stand above that line, its last ones below. They belong between the brackets,
however the lines of the cell would be read.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from bangolin.loader.sources.glyphs import Glyph

_PAIRS = {"（": "）", "(": ")", "[": "]", "［": "］"}
_SIGNS = frozenset("[]［］（）()○〇◯☑☐■□✓")
_WIDEST_TICK, _APART, _NEXT_LINE, _SLACK = 3.6, 0.8, 1.9, 2.0
Line = list[Glyph]


def gathered(lines: Sequence[Line]) -> list[Line]:
    """The lines of a cell (from the top, each from left to right) with such words between their brackets."""
    kept = [list(line) for line in lines]
    for number in range(len(kept)):
        for left, right in _fields(kept[number]):
            above = _taken(kept, range(number - 1, -1, -1), kept[number], left, right)
            below = _taken(kept, range(number + 1, len(kept)), kept[number], left, right)
            if above or below:
                kept[number] = _joined(kept[number], left, list(reversed(above)), below)
    return [line for line in kept if line]


def _fields(line: Line) -> list[tuple[float, float]]:
    """Left and right end of each bracketed field of a line that is wider than a tick's."""
    found: list[tuple[float, float]] = []
    stack: list[Glyph] = []
    for glyph in line:
        if glyph.sign in _PAIRS:
            stack.append(glyph)
        elif stack and glyph.sign == _PAIRS[stack[-1].sign]:
            opening = stack.pop()
            if glyph.x0 - opening.x1 > _WIDEST_TICK * glyph.height:
                found.append((opening.x1, glyph.x0))
    return found


def _taken(lines: list[Line], numbers: range, line: Line, left: float, right: float) -> list[Line]:
    """The words of neighbouring lines, one after another, that stand inside the field; they leave their lines."""
    found: list[Line] = []
    before = line[0].middle[1]
    for number in numbers:
        near = [glyph for glyph in lines[number] if abs(glyph.middle[1] - before) <= _NEXT_LINE * glyph.height]
        words = _inside(lines[number], left, right) if near else None
        if not words:
            break
        found.append(words)
        before = words[0].middle[1]
        lines[number] = [glyph for glyph in lines[number] if glyph not in words]
    return found


def _inside(line: Line, left: float, right: float) -> Line | None:
    """The one run of words of a line inside a field; None where it has signs of ticks or runs out of the field."""
    runs = [run for run in _runs(line) if run[-1].x1 > left and run[0].x0 < right]
    if len(runs) != 1:
        return None
    run = runs[0]
    at = line.index(run[0])
    behind_sign = at > 0 and line[at - 1].sign in _SIGNS
    whole = run[0].x0 >= left - _SLACK and run[-1].x1 <= right + _SLACK
    own_field = run[0].sign in _PAIRS or any(glyph.sign in "[［○" for glyph in run)
    return run if whole and not behind_sign and not own_field else None


def _runs(line: Line) -> Iterator[Line]:
    start = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or line[at].x0 - line[at - 1].x1 > _APART * line[at].height:
            yield line[start:at]
            start = at


def _joined(line: Line, left: float, above: list[Line], below: list[Line]) -> Line:
    """The line with the words of its neighbours behind the opening bracket, in the order of reading."""
    opening = next(at for at, glyph in enumerate(line) if glyph.x1 == left) + 1
    closing = _closing(line, opening)
    middle = itertools.chain(*above, line[opening:closing], *below)
    return [*line[:opening], *middle, *line[closing:]]


def _closing(line: Line, opening: int) -> int:
    depth = 1
    for at in range(opening, len(line)):
        depth += (line[at].sign in _PAIRS) - (line[at].sign in _PAIRS.values())
        if depth == 0:
            return at
    return len(line)
