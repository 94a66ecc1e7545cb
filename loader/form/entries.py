"""The entries of one cell: words joined over line breaks, and cells that name several bodies cut into single names.

A line of a cell ends where the cell is full, so a break may stand inside a word; a break is the end of an entry only
where the words say so: a bullet follows, or an office's ending stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bangolin.loader.form.items import Span

_BULLET = re.compile(r"^[\s　]*(?:[・･○●◯〇■□◆◇*]|[(（]?[0-9０-９]{1,2}[)）.．](?=\D)|[①-⑳])[\s　]*")
_OFFICE = re.compile(r"(?:課|室|部|局|係|署|所|館|センター|チーム|グループ|班|支所|出張所|事務局|委員会|庁|機構|本部)$")
_LOWEST = re.compile(r"(?:課|室|係|署|所|館|センター|支所|出張所|班)$")
_NEXT_DEPARTMENT = re.compile(
    r"^[^、，,・\s　（(]{2,8}[部局][^、，,\s　（(]{1,16}(?:課|室|係|署|所|館|センター|班)(?=$|[、，,・\s　（(])"
)
_COMPANY_END = re.compile(
    r"(?:株式会社|有限会社|合同会社|財団法人|社団法人|連合会|組合|協会|機構|法人|基金|企業体|共同体|センター)$"
)
_COMPANY_START = re.compile(
    r"^(?:株式会社|有限会社|合同会社|[(（]株[)）]|(?:一般|公益|特定非営利活動|地方独立行政|独立行政)?(?:社団|財団)?法人)(?=\S)"
)
_COMPANY = re.compile(r"会社|法人|[(（]株[)）]")
_NOTHING = re.compile(r"^[-－―ー‐–—・\s　]*$|^(?:な\s*し|無し|該当なし|特になし)[。.]?$")
_NOTE = re.compile(r"[（(][^（()）]*[)）]$")
_FULL = 0.7
_OPEN, _CLOSE = "（(「『【［[〔", "）)」』】］]〕"


@dataclass(frozen=True)
class Entry:
    """One name of a cell and the words it was read from."""

    text: str
    span: Span


def joined(spans: Sequence[Span]) -> str | None:
    """The words of a cell as one text: lines are joined, a bullet keeps its line; None where it says nothing."""
    text = ""
    for span in spans:
        part = span.text.strip()
        if not part:
            continue
        if not text:
            text = part
        elif _BULLET.match(part):
            text += "\n" + part
        else:
            text += _seam(text, part) + part
    return None if not text or _NOTHING.match(text) else text


def entries(spans: Sequence[Span], *, offices: bool) -> tuple[Entry, ...]:
    """The single names of a cell.

    Args:
        spans: the lines of the cell in reading order.
        offices: whether the cell names offices of the assessor: then a blank or ・ behind an office's ending parts
            names; names of other bodies may hold blanks.
    """
    found: list[Entry] = []
    for line in _whole_lines(spans, offices):
        for text, span in _cut(line, offices):
            name = _cleaned(text)
            if name and not _NOTHING.match(name):
                found.append(Entry(name, span))
    return tuple(found)


def names_nothing(text: str) -> bool:
    """Whether a cell's words only say that there is nothing (－, なし)."""
    return bool(_NOTHING.match(text.strip()))


Characters = list[tuple[str, Span]]


def _whole_lines(spans: Sequence[Span], offices: bool) -> Iterator[Characters]:
    """Lines as the assessor wrote them: pieces that the width of the cell broke are joined again.

    Where names are parted by 、, a break parts them only behind a line that is clearly shorter than the cell is wide.
    """
    current: Characters = []
    longest = max((len(span.text.strip()) for span in spans), default=0)
    enumerated = any("、" in re.sub(r"[（(][^（）()]*[）)]", "", span.text) for span in spans)
    last = 0
    for span in spans:
        text = span.text.strip()
        if not text or text.startswith("※"):
            continue
        may_end = not enumerated or last < _FULL * longest
        last = len(text)
        before = "".join(c for c, _ in current)
        ends = (may_end or (offices and _starts_department(before, text))) and _ends_entry(before, text, offices)
        if current and (_BULLET.match(text) or ends):
            yield current
            current = []
        seam = _seam("".join(c for c, _ in current[-1:]), text) if current else ""
        current += [(char, span) for char in seam + text]
    if current:
        yield current


def _starts_department(before: str, after: str) -> bool:
    """Whether an office's name is over: what stands in a department has none below it (「X部Y課」, then 「Z部W室」)."""
    return bool(_LOWEST.search(before) and _NEXT_DEPARTMENT.match(after))


def _ends_entry(before: str, after: str, offices: bool) -> bool:
    if _depth(before) > 0 or after[0] in _CLOSE + "、，,及又":
        return False
    if after[0] in _OPEN:
        return False
    if offices:
        return bool(_OFFICE.search(before))
    return bool(_COMPANY_END.search(before)) or bool(_COMPANY_START.match(after) and _COMPANY.search(before))


def _depth(text: str) -> int:
    return sum(text.count(sign) for sign in _OPEN) - sum(text.count(sign) for sign in _CLOSE)


def _seam(before: str, after: str) -> str:
    """What the break between two lines stood for: a blank between Latin words, nothing in Japanese."""
    latin = re.compile(r"[A-Za-z0-9]")
    return " " if latin.match(before[-1:]) and latin.match(after[:1]) else ""


def _cut(line: Characters, offices: bool) -> Iterator[tuple[str, Span]]:
    depth, start = 0, 0
    for at, (char, _) in enumerate(line):
        depth = max(0, depth + (char in _OPEN) - (char in _CLOSE))
        before = "".join(c for c, _ in line[start:at])
        if depth == 0 and _parts(char, before, offices):
            yield from _entry(line[start:at])
            start = at + 1
    yield from _entry(line[start:])


def _parts(char: str, before: str, offices: bool) -> bool:
    if char in "、，,;；":
        return True
    if char in "・･/／":
        return bool(_OFFICE.search(before)) if offices else char in "/／" and bool(_COMPANY_END.search(before))
    return char in " 　\t" and offices and bool(_OFFICE.search(_NOTE.sub("", before)))


def _entry(characters: Characters) -> Iterator[tuple[str, Span]]:
    text = "".join(char for char, _ in characters)
    filled = [span for char, span in characters if char.strip() and not _BULLET.match(char)]
    if text.strip() and filled:
        yield text, filled[0]


def _cleaned(text: str) -> str:
    """A name without its bullet, the sentence mark, and 等 notes in brackets that begin with ※."""
    text = _BULLET.sub("", text.strip())
    if not re.search(r"\w", text):
        return ""
    return re.sub(r"[（(]※[^（）()]*[）)]", "", text).strip(" 　。．、")


_BODY = re.compile(
    r"(?:課|室|部|局|係|署|所|館|センター|チーム|グループ|班|庁|会|長|知事|組合|協会|機構|基金|大臣|市|町|村|区|県|府|都|道)(?:等)?$"
)


def bodies(found: Sequence[Entry]) -> tuple[Entry, ...]:
    """Single bodies: names joined by 又は are parted where each part is a body; () where not all entries are bodies."""
    parted = [part for entry in found for part in _either(entry)]
    bare = [re.sub(r"[（(][^（）()]*[）)]", "", entry.text) for entry in parted]
    return tuple(parted) if len(parted) > 1 and all(_BODY.search(name) for name in bare) else ()


def _either(entry: Entry) -> list[Entry]:
    parts = [part.strip("、 　") for part in re.split(r"又は|若しくは|または|もしくは", entry.text)]
    whole = len(parts) > 1 and all(part and _depth(part) == 0 and _BODY.search(part) for part in parts)
    return [Entry(part, entry.span) for part in parts] if whole else [entry]
