"""Plain text of a document: from bytes to numbered lines and pages.

Line numbers are those that editors and ``grep -n`` show: only line feeds end a line, never form feeds.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from bangolin.loader.problems import DocumentError

_CODECS = ("utf-8-sig", "cp932", "euc_jp")
_PAGE_GAP = 3
_ENOUGH, _FEW, _PARAGRAPH = 40, 0.02, 240
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-－―ー]?\s*(\d{1,3})\s*[-－―ー]?|(\d{1,3})\s*[/／]\s*\d{1,3}|(?:Page\s*)?(\d{1,3})\s*(?:ページ|頁|:))\s*"
)


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
    """The text of a document. ``digest`` is the SHA-256 of the bytes it was read from, in hexadecimal."""

    title: str
    digest: str
    lines: tuple[Line, ...]
    pages: tuple[Page, ...]


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
    return len(filled) >= _ENOUGH and close <= _FEW * len(filled) and narrow


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
    """Pages by form feeds; without any, by runs of empty lines; without those, by lines that count up."""
    if any("\f" in line for line in raw):
        starts = [0, *(at for at, line in enumerate(raw) if "\f" in line and at)]
    else:
        starts = _starts_by_gaps(raw)
        if len(starts) < len(raw) / 400:
            starts = sorted({*starts, *_starts_by_numbers(raw)})
    ends = [*starts[1:], len(lines)]
    return tuple(
        Page(number, lines[start:end]) for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )


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
    """Where a printed page number, each one more than the last, ends a page."""
    starts, last = [], 0
    for at, line in enumerate(raw):
        found = _PAGE_NUMBER.fullmatch(line)
        number = int(next(group for group in found.groups() if group)) if found else 0
        if number and number in (last + 1, last + 2):
            last = number
            starts.append(at + 1)
    return [start for start in starts if start < len(raw)]
