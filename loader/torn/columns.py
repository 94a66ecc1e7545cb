"""Text that keeps the page's columns (``pdftotext -layout``): labels in a left column, values in a right one.

A label stands at half the height of its cell, so the first lines of a value come before it. The cells of a page follow
each other without gaps: where one ends the next begins, and the label's height tells where each one ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.sources.text import Line, Page

_INDENT = re.compile(r"^ {8,40}(?=\S)")
_BRACKETS = re.compile(r"[（(](?P<words>[^（()）]*)[）)][ 　]*$")
_WORDS = re.compile(r"\S+(?: \S+)*$")
_NO_WORDS = re.compile(r"^\d{1,2}\)|[\[\]<>]|選択肢")
_FEWEST_INDENTED = 3
_GAP = re.compile(r" {2,}")
_CONTINUES = re.compile(r"^(?:[2-9]|1[0-9])\)")
_SHARE = 0.15
_LABEL_LINES = 3
_BLOCK = re.compile(r"^(?:システム|委託事項|提供先|移転先)\d{1,2}$")


@dataclass
class _Row:
    """One printed line: what stands in the left column and in the right one; ``whole``: it crosses both."""

    line: Line
    left: str = ""
    right: str = ""
    whole: bool = False


@dataclass
class _Label:
    """A label on some rows."""

    text: str
    first: int
    last: int
    rows: list[int] = field(default_factory=list)


def keeps_columns(pages: Sequence[Page]) -> bool:
    """Whether a text keeps the columns of its pages by runs of blanks."""
    counts = [
        (sum(1 for line in page.lines if line.text.strip()), sum(1 for line in page.lines if _INDENT.match(line.text)))
        for page in pages
    ]
    counts = [(filled, indented) for filled, indented in counts if indented >= _FEWEST_INDENTED]
    filled, indented = sum(filled for filled, _ in counts), sum(indented for _, indented in counts)
    return filled > 20 and indented >= _SHARE * filled


def in_order(page: Page, form: Form) -> Page:
    """The page with each label before its value, one cell after the other."""
    column = _value_column(page)
    if column is None:
        return page
    filled = [line for line in page.lines if line.text.strip()]
    rows = [_row(line, column) for line in _with_brackets_filled(filled)]
    keys = label_keys(form)
    lines: list[Line] = []
    start = 0
    for at in range(len(rows) + 1):
        if at == len(rows) or _parts(rows, at, keys):
            lines += _cells(rows[start:at], keys)
            if at < len(rows):
                lines += [Line(rows[at].line.number, ""), rows[at].line, Line(rows[at].line.number, "")]
            start = at + 1
    return Page(page.number, tuple(lines))


def _with_brackets_filled(lines: Sequence[Line]) -> list[Line]:
    """Lines whose brackets hold nothing, with the words that stand half a line above and below inside of them."""
    found = list(lines)
    for at in range(1, len(lines) - 1):
        brackets = _BRACKETS.search(lines[at].text)
        above, below = _words_behind(lines[at - 1], brackets), _words_behind(lines[at + 1], brackets)
        if brackets and above and below:
            words = above[0].strip() + brackets["words"].strip() + below[0].strip()
            start = brackets.start() + 1
            found[at] = Line(lines[at].number, f"{lines[at].text[:start]}{words}{brackets[0].rstrip()[-1]}")
            for other, taken in ((at - 1, above), (at + 1, below)):
                found[other] = Line(lines[other].number, lines[other].text[: taken.start()])
    return [line for line in found if line.text.strip()]


def _words_behind(line: Line, brackets: re.Match[str] | None) -> re.Match[str] | None:
    """The words of a line that stand where brackets on the next line are open; nothing else but a label beside."""
    found = _WORDS.search(line.text.rstrip())
    inside = brackets and found and brackets.start() <= found.start() < brackets.end()
    if not inside or not found or _NO_WORDS.search(plain(line.text)):
        return None
    return found


def label_keys(form: Form) -> frozenset[str]:
    """All labels of a form in the spelling of comparison, with and without their numbers."""
    found: set[str] = set()
    for item in form.items:
        for label in item.labels:
            if "{n}" not in label:
                found |= {plain(label), f"{item.number or ''}{plain(label)}"}
    return frozenset(found)


def _value_column(page: Page) -> int | None:
    """Where the right column starts: the usual indent of the lines without a label."""
    indents = Counter(len(match[0]) for line in page.lines if (match := _INDENT.match(line.text)))
    if not indents:
        return None
    column, count = min(indents.most_common(3), key=lambda pair: (pair[1] < 2, pair[0]))
    return column if count >= 2 else None


def _row(line: Line, column: int) -> _Row:
    text = line.text
    if len(text) <= column:
        return _Row(line, left=text.strip())
    left, right = text[:column], text[column:]
    if left and left[-1] != " " and right[:1] not in ("", " "):
        return _Row(line, left=text.strip(), whole=True)
    return _Row(line, left=_closed(left), right=_closed(right))


def _closed(text: str) -> str:
    return _GAP.sub(" ", text.strip())


def _parts(rows: Sequence[_Row], at: int, keys: frozenset[str]) -> bool:
    """Whether a row parts cells: it crosses the columns, or is a heading of the left column that no label is."""
    row = rows[at]
    if row.whole:
        return plain(row.left) not in keys
    return bool(row.left) and not row.right and bool(re.match(r"^\d{1,2}[.．]|^[(（]別添|^[ⅠⅡⅢⅣⅤⅥ]", row.left))


def _cells(rows: Sequence[_Row], keys: frozenset[str]) -> Iterator[Line]:
    labels = _labels(rows, keys)
    if not labels:
        for row in rows:
            yield Line(row.line.number, row.line.text.strip())
        return
    start = 0
    for at, label in enumerate(labels):
        end = _end(rows, labels, at, start)
        yield Line(rows[label.first].line.number, "")
        yield Line(rows[label.first].line.number, f" {label.text}")
        for place in range(start, end + 1):
            text = rows[place].right or ("" if place in label.rows else _words(rows[place]))
            if text:
                yield Line(rows[place].line.number, text)
        start = end + 1


def _words(row: _Row) -> str:
    return "" if len(plain(row.left)) <= 4 else row.left


def _end(rows: Sequence[_Row], labels: Sequence[_Label], at: int, start: int) -> int:
    """The last row of a cell: as far below the label as its first row is above it."""
    if at + 1 == len(labels):
        return len(rows) - 1
    label, following = labels[at], labels[at + 1]
    middle = label.first + label.last - start
    least, most = label.last, following.first - 1
    candidates = [row for row in range(middle - 1, middle + 2) if least <= row <= most] or [
        min(max(middle, least), most)
    ]
    return min(candidates, key=lambda row: (_goes_on(rows, row + 1), abs(row - middle)))


def _goes_on(rows: Sequence[_Row], at: int) -> int:
    """How unlikely a cell starts at this row: a list of options goes on there; it surely starts with its head."""
    right = plain(rows[at].right)
    if right.startswith("<選択肢") or right.endswith("選択肢>"):
        return 0
    if _CONTINUES.match(right):
        return 3
    return 2 if at and plain(rows[at - 1].right).endswith("選択肢>") else 1


def _labels(rows: Sequence[_Row], keys: frozenset[str]) -> list[_Label]:
    found: list[_Label] = []
    at = 0
    while at < len(rows):
        label = _label(rows, at, keys)
        if label:
            _take_sign(label, rows)
            found.append(label)
        at = label.last + 1 if label else at + 1
    return found


def _take_sign(label: _Label, rows: Sequence[_Row]) -> None:
    """Make a ※ that the print put on a row below its label part of the label."""
    for at in range(label.last + 1, min(label.last + 3, len(rows))):
        if rows[at].left and not plain(rows[at].left):
            label.last = at
            label.rows.append(at)
        elif rows[at].left:
            return


def _label(rows: Sequence[_Row], at: int, keys: frozenset[str]) -> _Label | None:
    """The label that starts on a row: alone, behind the words of a wider cell, or over several rows."""
    if not rows[at].left:
        return None
    text, used = "", []
    for end in range(at, min(at + _LABEL_LINES * 2, len(rows))):
        part = rows[end].left
        if not part:
            if not text:
                return None
            continue
        text += part
        used.append(end)
        if plain(text) in keys or (end == at and _BLOCK.match(plain(text))):
            return _Label(text, at, end, used)
        if end == at and (tail := _tail(part, keys)):
            return _Label(tail, at, at, used)
        if not any(key.startswith(plain(text)) for key in keys):
            return None
    return None


def _tail(left: str, keys: frozenset[str]) -> str | None:
    """A label behind other words of the left column."""
    parts = left.split(" ")
    for start in range(1, len(parts)):
        text = " ".join(parts[start:])
        if plain(text) in keys:
            return text
    return None
