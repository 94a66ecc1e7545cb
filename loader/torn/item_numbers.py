"""Numbers of record items that touch their names: 「1．宛名番号」, 「(2)氏名」, 「③住所」, several in a line or not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from bangolin.loader.sources.text import Line, Page

_CIRCLED = "①-⑳㉑-㉟㊱-㊿"
_GLUED = re.compile(
    rf"(?:(?<=^)|(?<=[\s　、，])|(?<=・))(?:(?P<bare>\d{{1,3}})[.．、:：)）](?=[^\s　\d])"
    rf"|[(（](?P<bracketed>\d{{1,3}})[)）][\s　]*(?=\S)|(?P<circled>[{_CIRCLED}])[\s　]*(?=\S))"
)


def with_numbers_apart(pages: Sequence[Page]) -> list[Page]:
    """The pages with a blank behind the numbers of items, where they count on from line to line.

    A number that does not is that of a heading, and stays.
    """
    return [Page(page.number, tuple(_apart(page.lines))) for page in pages]


def _apart(lines: Sequence[Line]) -> list[Line]:
    filled = [at for at, line in enumerate(lines) if line.text.strip()]
    numbers = {at: _numbers(lines[at].text) for at in filled}
    found = list(lines)
    for place, at in enumerate(filled):
        own = numbers[at]
        before = numbers[filled[place - 1]] if place else []
        after = numbers[filled[place + 1]] if place + 1 < len(filled) else []
        counts_on = bool(before and own and own[0] == before[-1] + 1) or bool(after and own and after[0] == own[-1] + 1)
        if counts_on or len(own) > 1:
            found[at] = Line(lines[at].number, _GLUED.sub(_with_blank, lines[at].text))
    return found


def _numbers(text: str) -> list[int]:
    """The numbers of the items that a line starts with; none where its first words have no number."""
    found = list(_GLUED.finditer(text))
    if not found or text[: found[0].start()].strip(" 　・"):
        return []
    return [int(_plain(match)) for match in found]


def _with_blank(match: re.Match[str]) -> str:
    return f" {_plain(match)} "


def _plain(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match["bare"] or match["bracketed"] or match["circled"])
