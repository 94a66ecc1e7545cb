"""Words between brackets that need several lines, in a text that keeps the columns of its pages.

They are a field of their own, centred on the line of the brackets: as many of their lines stand above it as below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bangolin.loader.form.definition import plain
from bangolin.loader.sources.text import Line

_BRACKETS = re.compile(r"[（(](?P<words>[^（()）]*)[）)][ 　]*$")
_WORDS = re.compile(r"\S+(?:[ 　]\S+)*$")
_NO_WORDS = re.compile(r"^\d{1,2}\)|[\[\]<>]|選択肢")
_MOST = 6


def with_brackets_filled(lines: Sequence[Line]) -> list[Line]:
    """The filled lines of a page, the words above and below open brackets inside of them."""
    found = [line for line in lines if line.text.strip()]
    for at in range(len(found)):
        brackets = _BRACKETS.search(found[at].text)
        reach = _reach(found, at, brackets) if brackets else 0
        if brackets and reach:
            above = [_words(found[other], brackets) for other in range(at - reach, at)]
            below = [_words(found[other], brackets) for other in range(at + 1, at + reach + 1)]
            words = "".join([*above, brackets["words"].strip(), *below])
            start = brackets.start() + 1
            text = f"{found[at].text[:start]}{words}{brackets[0].rstrip()[-1]}"
            for other in (*range(at - reach, at), *range(at + 1, at + reach + 1)):
                kept = _WORDS.sub("", found[other].text.rstrip())
                found[other] = Line(found[other].number, kept)
            found[at] = Line(found[at].number, text)
    return [line for line in found if line.text.strip()]


def _reach(lines: Sequence[Line], at: int, brackets: re.Match[str]) -> int:
    """How many lines above and below hold words of the field: as many here as there."""
    for far in range(1, _MOST + 1):
        sides = (at - far, at + far)
        if min(sides) < 0 or max(sides) >= len(lines) or not all(_words(lines[one], brackets) for one in sides):
            return far - 1
    return _MOST


def _words(line: Line, brackets: re.Match[str]) -> str:
    """The words of a line that stand where brackets on another line are open; nothing else but a label beside."""
    found = _WORDS.search(line.text.rstrip())
    inside = found and brackets.start() <= found.start() < brackets.end()
    return found[0] if found and inside and not _NO_WORDS.search(plain(line.text)) else ""
