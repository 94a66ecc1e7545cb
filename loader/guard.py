"""The guard against real 個人番号: Bangolin keeps statements about systems, never the numbers of people.

A 個人番号 has twelve digits, the last of which checks the others (平成26年総務省令第85号第5条). The guard finds such
numbers in a document or in words that somebody typed, and tells where they stand, never which they are: neither the
digits nor a hash of them leave this module (twelve digits are few enough to try all).

One in ten random numbers of twelve digits passes the check, so an officer may confirm that one is no 個人番号. What is
kept of that is the digest of the file and the position of the number in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from bangolin.loader.problems import DocumentError

MASK = "*" * 12

_HYPHENS = r"\-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe63\uff0d\u30fc\uff70\u2500"
_BLANKS = " \t\u00a0\u2002-\u200a\u202f\u205f\u3000"
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_GAP = f"[{_BLANKS}]{{0,2}}[{_HYPHENS}]?[{_BLANKS}]{{0,2}}"
_BREAK = rf"[{_BLANKS}]?\r?\n[{_BLANKS}]?"
# Twelve digits in one piece, broken once at the end of a line (or into three lines of four), or each apart (texts with a
# blank between all signs); or three groups of four with a sign between them. More breaks are columns of item numbers.
_IN_ONE_PIECE = re.compile(r"(?<!\d)\d{12}(?!\d)")
_OVER_A_BREAK = re.compile(rf"(?<!\d)(?=(\d{{4}}{_BREAK}\d{{4}}{_BREAK}\d{{4}}|\d{{1,11}}{_BREAK}\d{{1,11}})(?!\d))\d")
_EACH_APART = re.compile(rf"(?<!\d)(?<!\d[{_BLANKS}])\d(?:[{_BLANKS}]\d){{11}}(?![{_BLANKS}]?\d)")
_IN_GROUPS = re.compile(rf"(?<!\d)(?=\d{{4}}\D)\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)")
_GROUP_BEFORE = re.compile(rf"(?<!\d)\d{{4}}(?=[{_BLANKS}{_HYPHENS}]){_GAP}$")
_GROUP_AFTER = re.compile(rf"(?=[{_BLANKS}{_HYPHENS}]){_GAP}\d{{4}}(?!\d)")
_HASH = re.compile(r"[0-9a-fA-F]{32,}")
_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


Kind = Literal["text", "page", "cell", "name", "value"]


@dataclass(frozen=True)
class Passage:
    """Some text of a document: all (``text``), a page of a PDF (``page`` 3), a cell (``cell`` 様式４!B12), its ``name``,
    or a ``value`` of a facts file (document.title).
    """

    text: str
    kind: Kind = "text"
    name: str = ""


@dataclass(frozen=True)
class Position:
    """Where a number stands: its passage, and line and column (both 1-based) in it. Never the number.

    ``words`` are those around it with every number masked: shown to who has to judge, never kept.
    """

    kind: Kind
    name: str
    line: int
    column: int
    words: str = field(default="", compare=False)

    def __str__(self) -> str:
        """The form in which a confirmation keeps it, such as ``text:12:5`` or ``cell:様式４!B12:1:3``."""
        return ":".join(part for part in (self.kind, self.name, str(self.line), str(self.column)) if part)

    @property
    def japanese(self) -> str:
        """For a message: 12行目, 3ページ4行目, セル様式４!B12, 値document.title, ファイル名."""
        words = {"page": f"{self.name}ページ{self.line}行目", "cell": f"セル{self.name}", "name": "ファイル名"}
        return (words | {"value": f"値{self.name}"}).get(self.kind, f"{self.line}行目")

    @property
    def english(self) -> str:
        """For a message: line 12, page 3 line 4, cell 様式４!B12, value document.title, the file name."""
        words = {"page": f"page {self.name} line {self.line}", "cell": f"cell {self.name}", "name": "the file name"}
        return (words | {"value": f"value {self.name}"}).get(self.kind, f"line {self.line}")


@dataclass(frozen=True)
class Numbers:
    """What stopped a document: the SHA-256 of the file, and where the numbers stand that nobody has confirmed."""

    digest: str
    positions: tuple[Position, ...]


class MyNumberFoundError(DocumentError):
    """A document holds what is a valid 個人番号 by its check digit. ``positions`` are those nobody has confirmed."""

    def __init__(self, positions: tuple[Position, ...], digest: str = "") -> None:
        super().__init__(
            f"個人番号とみられる12桁の数字（{MASK}）が{_list(p.japanese for p in positions)}にあるため、"
            "読み込みを止めました。文書から取り除くか、個人番号でなければ、理由を付けてその旨を確認してください"
            "（bangolin review FILE --not-a-number 位置 --reason 理由）。",
            f"loading was stopped because what looks like a 個人番号 ({MASK}) stands at "
            f"{_list(p.english for p in positions)}: remove it, or confirm with a reason that it is none "
            "(bangolin review FILE --not-a-number POSITION --reason REASON)",
        )
        self.positions = positions
        self.numbers = Numbers(digest, positions)


def is_my_number(digits: str) -> bool:
    """Whether twelve digits (of any script) end in the right check digit.

    The check digit is 0 where r ≤ 1, else 11 − r, with r = Σ P(n)·Q(n) mod 11 over the first eleven digits counted from
    the right, Q = 2…7 for n = 1…6 and 2…6 for n = 7…11 (平成26年総務省令第85号第5条).
    """
    values = [int(digit) for digit in digits]
    if len(values) != 12:
        return False
    rest = sum(value * weight for value, weight in zip(values[:11], _WEIGHTS, strict=True)) % 11
    return values[11] == (0 if rest <= 1 else 11 - rest)


def my_number_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end (offsets in characters) of every valid 個人番号 in a text, in order.

    Found are twelve digits, half or full width, that are no part of a longer run; also in groups of four with blanks
    or hyphens between them, broken once at the end of a line or into three lines of four, and with a blank after every digit.
    """
    plain, places = _without_invisible(text)
    hashes = [match.span() for match in _HASH.finditer(plain)]
    spans = {
        (places[start], places[end - 1] + 1)
        for start, end in _candidates(plain)
        if not any(first <= start and end <= last for first, last in hashes)
        and is_my_number("".join(filter(str.isdecimal, plain[start:end])))
    }
    return tuple(sorted(spans))


def contains_my_number(text: str) -> bool:
    """Whether typed words hold a 個人番号: to be asked before they reach address, log, history or query."""
    return bool(my_number_spans(text))


def mask_my_numbers(text: str) -> str:
    """The text with every valid 個人番号 replaced by asterisks, for messages that repeat what came in.

    A masked number can uncover one that was part of a longer row of groups: it is masked as well.
    """
    while spans := my_number_spans(text):
        for start, end in reversed(spans):
            text = text[:start] + MASK + text[end:]
    return text


def find_my_numbers(passages: Iterable[Passage]) -> tuple[Position, ...]:
    """The positions of all 個人番号 in a document's passages, in their order."""
    return tuple(_position(passage, span) for passage in passages for span in my_number_spans(passage.text))


def refuse_my_numbers(
    passages: Iterable[Passage], digest: str, allowed: Collection[tuple[str, str]] = frozenset()
) -> None:
    """Stop the load of a document that holds a 個人番号.

    ``digest`` is the SHA-256 of the file, ``allowed`` the confirmed (digest, position) pairs, the position as
    ``str(Position)``. Raises MyNumberFoundError with every position that is not among them.
    """
    found = tuple(place for place in find_my_numbers(passages) if (digest, str(place)) not in allowed)
    if found:
        raise MyNumberFoundError(found, digest)


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_IN_ONE_PIECE, _EACH_APART):
        yield from (match.span() for match in pattern.finditer(text))
    yield from (match.span(1) for match in _OVER_A_BREAK.finditer(text))
    start = 0
    while match := _IN_GROUPS.search(text, start):
        if not _GROUP_BEFORE.search(text, max(0, match.start() - 10), match.start()) and not _GROUP_AFTER.match(
            text, match.end()
        ):
            yield match.span()
        start = match.start() + 1


def _without_invisible(text: str) -> tuple[str, list[int]]:
    places = [place for place, sign in enumerate(text) if sign not in _INVISIBLE]
    return "".join(text[place] for place in places), places


def _position(passage: Passage, span: tuple[int, int]) -> Position:
    before = passage.text[: span[0]]
    line, column = before.count("\n") + 1, span[0] - before.rfind("\n")
    return Position(passage.kind, mask_my_numbers(passage.name), line, column, _around(passage.text, span))


def _around(text: str, span: tuple[int, int], most: int = 30) -> str:
    """The words of a number's line that stand next to it, numbers masked."""
    start = max(text.rfind("\n", 0, span[0]) + 1, 0)
    end = text.find("\n", span[1])
    before = mask_my_numbers(text[start : span[0]])[-most:]
    after = mask_my_numbers(text[span[1] : end if end >= 0 else len(text)])[:most]
    return " ".join(f"{before}{MASK}{after}".split())


def _list(words: Iterable[str], most: int = 5) -> str:
    items = list(dict.fromkeys(words))
    return "、".join(items[:most]) + ("…" if len(items) > most else "")
