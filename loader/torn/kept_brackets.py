"""Words between brackets that need several lines, in a text that keeps the columns of its pages.

They are a field of their own, centred on the line of the brackets: as many of their lines stand above it as below, or
one more on either side. All lines of a field but the last one are full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bangolin.loader.form.definition import plain
from bangolin.loader.sources.text import Line
from bangolin.loader.torn.widths import printed_width

_BRACKETS = re.compile(r"[（(](?P<words>[^（()）]*)[）)][ 　]*$")
_WORDS = re.compile(r"\S+(?:[ 　]\S+)*$")
_NO_WORDS = re.compile(r"^\d{1,2}\)|[\[\]<>]|選択肢")
_MOST, _FULL = 6, 0.7


def with_brackets_filled(lines: Sequence[Line]) -> list[Line]:
    """The filled lines of a page, the words above and below open brackets inside of them."""
    found = [line for line in lines if line.text.strip()]
    for at in range(len(found)):
        brackets = _BRACKETS.search(found[at].text)
        first, last = _field(found, at, brackets) if brackets else (at, at)
        if not brackets or first == last:
            continue
        above = [_words(found[other], brackets) for other in range(first, at)]
        below = [_words(found[other], brackets) for other in range(at + 1, last + 1)]
        words = "".join([*above, brackets["words"].strip(), *below])
        for other in (*range(first, at), *range(at + 1, last + 1)):
            found[other] = Line(found[other].number, _WORDS.sub("", found[other].text.rstrip()))
        text = f"{found[at].text[: brackets.start() + 1]}{words}{brackets[0].rstrip()[-1]}"
        found[at] = Line(found[at].number, text)
    return [line for line in found if line.text.strip()]


def _field(lines: Sequence[Line], at: int, brackets: re.Match[str]) -> tuple[int, int]:
    """The first and last line of the words of a field."""
    above, below = _reach(lines, at, -1, brackets), _reach(lines, at, 1, brackets)
    first, last = at - min(above, below), at + min(above, below)
    if not brackets["words"].strip():
        return first, last
    if above > below and _is_full(_words(lines[first - 1], brackets), brackets):
        return first - 1, last
    said = brackets["words"].strip() if last == at else _words(lines[last], brackets)
    return first, last + (below > above and _is_full(said, brackets))


def _reach(lines: Sequence[Line], at: int, step: int, brackets: re.Match[str]) -> int:
    """How many lines on one side stand where the brackets are open."""
    far = 0
    while far < _MOST and 0 <= (other := at + step * (far + 1)) < len(lines) and _words(lines[other], brackets):
        far += 1
    return far


def _is_full(words: str, brackets: re.Match[str]) -> bool:
    return printed_width(words) >= _FULL * printed_width(brackets["words"])


def _words(line: Line, brackets: re.Match[str]) -> str:
    """The words of a line that stand where brackets on another line are open; nothing else but a label beside."""
    found = _WORDS.search(line.text.rstrip())
    inside = found and brackets.start() <= found.start() < brackets.end()
    return found[0] if found and inside and not _NO_WORDS.search(plain(line.text)) else ""
