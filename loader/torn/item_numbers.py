"""Numbers of record items that touch their names: 「1．宛名番号」, 「(2)氏名」, 「③住所」, several in a line or not.

A list that runs on over the lines breaks inside its names: 「… 7．住」 and 「所　8．性別」.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from bangolin.loader.sources.text import Line, Page
from bangolin.loader.torn.widths import full_width, is_full

_CIRCLED = "①-⑳㉑-㉟㊱-㊿"
_GLUED = re.compile(
    rf"(?:(?<=^)|(?<=[\s　、，])|(?<=・))(?:(?P<bare>\d{{1,3}})[.．、:：)）](?=[^\s　\d])"
    rf"|[(（](?P<bracketed>\d{{1,3}})[)）][\s　]*(?=\S)|(?P<circled>[{_CIRCLED}])[\s　]*(?=\S))"
)
_AT_END = re.compile(rf"(?<=[\s　、，])[(（]?(?:\d{{1,3}}[.．:：)）]?|[{_CIRCLED}])[\s　]*$")
_BULLET = re.compile(r"(?:(?<=^)|(?<=[\s　]))[・･•▪](?=\S)")
_HEADING = re.compile(r"^[＜<【《〈［\[●○◎■◆□◇▼※]")
_FEWEST_IN_A_RUN = 2


def with_numbers_apart(pages: Sequence[Page]) -> list[Page]:
    """The pages with a blank behind the numbers of items, where they count on from line to line.

    A number that does not is that of a heading, and stays.
    """
    return [Page(page.number, tuple(_apart(page.lines))) for page in pages]


def with_names_whole(pages: Sequence[Page]) -> list[Page]:
    """The pages with the rest of a name that the end of a line breaks moved up to its beginning.

    It is a rest where the number behind it counts on from the line above, or, without a number, where the line above
    is full.
    """
    width = full_width(line.text for page in pages for line in page.lines)
    return [Page(page.number, tuple(_whole(page.lines, width))) for page in pages]


def _whole(lines: Sequence[Line], width: int) -> list[Line]:
    found: list[Line] = []
    full = False
    for line in lines:
        if found:
            found[-1], line = _with_number(found[-1], line)
        rest, following = _broken(found[-1].text, full, line.text, width) if found else (0, "")
        full = is_full(line.text, width)
        if rest:
            found[-1] = Line(found[-1].number, found[-1].text.rstrip() + line.text[:rest].strip())
            if following.strip(" 　"):
                found.append(Line(line.number, following))
        else:
            found.append(line)
    return found


def _with_number(above: Line, line: Line) -> tuple[Line, Line]:
    """The two lines with the number of an item that the end of the first line parts from its name moved down to it."""
    tail = _AT_END.search(above.text)
    before = list(_GLUED.finditer(above.text, 0, tail.start())) if tail else []
    if tail is None or len(before) < _FEWEST_IN_A_RUN:
        return above, line
    whole = tail[0].strip(" 　") + line.text.lstrip(" 　")
    number = _GLUED.match(whole)
    if number is None or int(_plain(number)) != int(_plain(before[-1])) + 1:
        return above, line
    return Line(above.number, above.text[: tail.start()]), Line(line.number, whole)


def _broken(above: str, full: bool, text: str, width: int) -> tuple[int, str]:
    """How many signs of a line are the rest of the last name above it, and what stands behind; 0 for none.

    Args:
        above: the line above, without the rest of a name that it begins with.
        full: whether that line is as wide as the text.
    """
    sign = _BULLET if _BULLET.match(above) else _GLUED
    before = list(sign.finditer(above))
    if len(before) < _FEWEST_IN_A_RUN or not text.strip() or _HEADING.match(text.strip()):
        return 0, ""
    first = sign.search(text)
    if first is None:
        return (len(text), "") if full and not is_full(text, width) else (0, "")
    counts_on = full if sign is _BULLET else int(_plain(first)) == int(_plain(before[-1])) + 1
    return (first.start(), text[first.start() :]) if text[: first.start()].strip(" 　・") and counts_on else (0, "")


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
