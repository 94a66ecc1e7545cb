"""Plain text of a document: from bytes to numbered lines and pages.

Line numbers are those that editors and ``grep -n`` show: only line feeds end a line, never form feeds.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from bangolin.loader.problems import DocumentError

_CODECS = ("utf-8-sig", "cp932", "euc_jp")
_PAGE_GAP = 3
_ENOUGH, _FEW, _OWN, _PARAGRAPH = 40, 0.02, 0.1, 240
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-－―ー]?\s*(\d{1,3})\s*[-－―ー]?|(\d{1,3})\s*[/／]\s*\d{1,3}|(?:Page\s*)?(\d{1,3})\s*(?:ページ|頁|:))\s*"
)
_MARK = re.compile(r"\s*(?:Page\s*(?P<page>\d{1,3})\s*[:：]|[(（](?P<bare>\d{1,3})[)）]\s*$)")
_OF_TOTAL = re.compile(r"\s*(\d{1,3})\s*[/／]\s*(\d{1,3})\s*(?:ページ|頁)?\s*")
_FEWEST_TOTALS = 4
_FEWEST_NUMBERS, _LINES_A_NUMBER = 3, 400
_FEWEST_MARKS, _SHORTEST_PAGE, _CLOSE, _LONGEST_PAGES = 8, 5, 0.2, 8


@dataclass(frozen=True)
class Line:
    """One line: 1-based number in the source, and its text without line end and form feed."""

    number: int
    text: str


@dataclass(frozen=True)
class Page:
    """The lines of one printed page; ``number`` counts the pages of the text from 1."""

    number: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Document:
    """The text of a document. ``digest`` is the SHA-256 of the bytes it was read from, in hexadecimal.

    ``doubtful``: the numbers of lines that may belong to another cell than the one they were put into.
    """

    title: str
    digest: str
    lines: tuple[Line, ...]
    pages: tuple[Page, ...]
    doubtful: frozenset[int] = frozenset()


def read_text(data: bytes, title: str) -> Document:
    """Decode a text file and find its pages.

    Raises DocumentError where the bytes are no text or the text is empty.
    """
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DocumentError(
            "文書に文字がありません。画像だけの PDF であれば、文字認識（OCR）をかけてから読み込んでください。",
            "The document holds no text; if it is a scanned PDF, run OCR on it first.",
        )
    raw = text.removesuffix("\n").split("\n")
    numbered = list(enumerate(raw, start=1))
    if _is_double_spaced(raw):
        numbered = [one for one, kept in zip(numbered, _single_spaced(raw), strict=True) if kept]
    lines = tuple(Line(number, line.replace("\f", "")) for number, line in numbered)
    return Document(title, hashlib.sha256(data).hexdigest(), lines, _pages([line for _, line in numbered], lines))


def _is_double_spaced(raw: list[str]) -> bool:
    """Whether an empty line was put behind every line, empty ones too; paragraphs on a line each have them anyway."""
    filled = [at for at, line in enumerate(raw[:-1]) if line.strip()]
    close = sum(1 for at in filled if raw[at + 1].strip())
    wide = sum(len(raw[at]) for at in filled if len(raw[at]) > _PARAGRAPH)
    narrow = wide <= _FEW * sum(len(raw[at]) for at in filled)
    empty = [other - at - 1 for at, other in pairwise(filled)]
    own = sum(1 for run in empty if run >= 3)  # the text's own empty lines; with a line for a paragraph they part pages
    if len(filled) < _ENOUGH or close > _FEW * len(filled) or not narrow:
        return False
    return own >= _OWN * len(empty) or bool(_marks(raw))


def _single_spaced(raw: list[str]) -> list[bool]:
    """Which lines stay: of a run of 2n + 1 empty lines n do."""
    kept, empty = [], 0
    for line in raw:
        empty = 0 if line.strip() else empty + 1
        kept.append(bool(line.strip()) or empty % 2 == 0)
    return kept


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    for codec in _CODECS:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise DocumentError(
        "文字として読めないファイルです。UTF-8 か Shift_JIS のテキスト、PDF、Excel、HTML を指定してください。",
        "The file is not readable as text; give UTF-8 or Shift_JIS text, PDF, Excel or HTML.",
    )


def _pages(raw: list[str], lines: tuple[Line, ...]) -> tuple[Page, ...]:
    """Pages by form feeds; without any, by marks of a viewer, by runs of empty lines, by lines that count up."""
    marks = _marks(raw)
    if any("\f" in line for line in raw):
        starts = [0, *(at for at, line in enumerate(raw) if "\f" in line and at)]
    elif marks:
        lines = tuple(
            replace(line, text=_MARK.sub("", line.text)) if at in marks else line for at, line in enumerate(lines)
        )
        starts = sorted({0, *marks, *_starts_by_gaps(raw)})
    else:
        starts = _starts_by_gaps(raw)
        if len(starts) < len(raw) / 400:
            starts = sorted({*starts, *_starts_by_numbers(raw)})
    ends = [*starts[1:], len(lines)]
    return tuple(
        Page(number, lines[start:end]) for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def _marks(raw: list[str]) -> set[int]:
    """Lines with the mark that a viewer puts before each page, 「(1)」 or 「Page 1:」, where these count the pages."""
    found: list[int] = []
    for at, line in enumerate(raw):
        mark = _MARK.match(line)
        if mark and int(mark["page"] or mark["bare"]) == len(found) + 1:
            found.append(at)
    between = [after - before for before, after in pairwise([*found, len(raw)])]
    close = sum(1 for lines in between if lines < _SHORTEST_PAGE)
    regular = len(found) >= _FEWEST_MARKS and close <= _CLOSE * len(found)
    return set(found) if regular and max(between) <= _LONGEST_PAGES * len(raw) / len(found) else set()


def _starts_by_gaps(raw: list[str]) -> list[int]:
    starts, empty = [0], 0
    for at, line in enumerate(raw):
        if line:
            if empty >= _PAGE_GAP and at > empty:
                starts.append(at)
            empty = 0
        else:
            empty += 1
    return starts


def _starts_by_numbers(raw: list[str]) -> list[int]:
    """Where a printed page number ends a page: 「3 / 58」 of one total, else numbers that count on one by one."""
    starts = [at + 1 for at in _of_a_total(raw)]
    last = 0
    for at, line in enumerate([] if starts else raw):
        found = _PAGE_NUMBER.fullmatch(line)
        number = int(next(group for group in found.groups() if group)) if found else 0
        if number and number in (last + 1, last + 2):
            last = number
            starts.append(at + 1)
    if len(starts) < max(_FEWEST_NUMBERS, len(raw) / _LINES_A_NUMBER):
        return []  # counts and numbers of items that happen to stand alone
    return [start for start in starts if start < len(raw)]


def _of_a_total(raw: list[str]) -> list[int]:
    """Lines 「n / total」 of the commonest total, in which n grows; some pages may have lost theirs."""
    found = [(at, int(one[1]), int(one[2])) for at, line in enumerate(raw) if (one := _OF_TOTAL.fullmatch(line))]
    totals = Counter(total for _, _, total in found)
    usual = max(totals, key=lambda total: (totals[total], total), default=0)
    grown = _longest_growing([(at, number) for at, number, total in found if total == usual and number <= total])
    return grown if len(grown) >= max(_FEWEST_TOTALS, usual / 3) else []


def _longest_growing(found: list[tuple[int, int]]) -> list[int]:
    """The lines of the longest run of growing numbers: a number printed out of its place is none of them."""
    best: list[list[int]] = []
    for at, (line, number) in enumerate(found):
        before = [best[other] for other in range(at) if found[other][1] < number]
        best.append([*max(before, key=len, default=[]), line])
    return max(best, key=len, default=[])
