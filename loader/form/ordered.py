"""Text that is printed in the form's order: every label is followed by its value.

Such text comes from HTML pages, from people who copied a form, and from tools that follow the order of the print. It
is read as rows of one cell a line, by the reader of documents with cells; what the tool has cut apart (boxes with a
sign a line, labels over two lines, numbers above their items) is put together before.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bangolin.loader.form.assemble import Reading
from bangolin.loader.form.definition import Form, Item, plain
from bangolin.loader.form.entries import joined
from bangolin.loader.form.reading import read_rows, sections_of
from bangolin.loader.form.regions import Region, find_regions
from bangolin.loader.form.sections import Section, sections
from bangolin.loader.sources.rows import Cell, Row
from bangolin.loader.sources.text import Document, Line, Page
from bangolin.loader.torn.annexes import count_changes, listed_recipients
from bangolin.loader.torn.cover import read_cover

_BLANKS = " \t\u3000"
_PAGE_NUMBER = re.compile(r"[-－―ー]?\s*(\d{1,3})\s*(?:[/／]\s*\d{1,3}|ページ|頁)?\s*[-－―ー]?")
_SIDE_BY_SIDE = re.compile(r"(評価書番号|\d{1,6})\s+(評価書名|\S.*評価書)")
_BLOCK = re.compile(r"(システム|委託事項|提供先|移転先)(\d{1,2})(?=[\s　]|$)")
_GROUPS = frozenset({"再委託", "再委", "再", "委", "託", "委託", "使用の主体", "保管期間"})
_HEADER = frozenset({"番号", "番号項目名", "項目名", "記録項目", "No", "No."})
_LIST = plain("＜選択肢＞")
_NUMBER = re.compile(r"[①-⑳\d(]{0,4}[.)]?")
_LONGEST_LABEL = 4
_FEWEST_LABELS = 12
_IN_PLACE = 0.95
_IN_THEIR_PLACES = 0.8
_MOST_JOINED = 12


def read_ordered(document: Document, form: Form) -> Reading | None:
    """What a text states that follows the form's order; None where values do not stand behind their labels."""
    rows = rows_in_order(document, form)
    body = [row for part in sections_of(rows, form) if part.id in ("cover", "I", "II", "III") for row in part.rows]
    regions = find_regions(body, form)
    if not (_in_order(regions) and _blocks_printed(rows) <= _blocks_read(regions) and _ratings_read(rows, regions)):
        return None
    _, reading = read_rows(rows)
    cut = sections(document, form)
    cover = read_cover(_cover_lines(cut), form)
    known = {value.item for value in cover}
    values = (*cover, *(value for value in reading.values if value.item not in known))
    changes = next((section for section in cut if section.id == "changes"), None)
    names = {plain(joined(value.spans) or "") for value in values if value.item == "file.name"} | _HEADER
    items = tuple(item for item in reading.record_items if item.no or plain(item.name or "") not in names)
    return replace(
        reading, values=values, record_items=items, changes_count=count_changes(changes), listed=listed_recipients(cut)
    )


def _cover_lines(cut: Sequence[Section]) -> list[Line]:
    """The lines before ①事務の名称."""
    front = [line for section in cut if section.id in ("cover", "I") for line in section.lines]
    cover = itertools.takewhile(lambda line: "事務の名称" not in plain(line.text)[:8], front)
    return [part for line in cover for part in _cover_parts(line)]


def _cover_parts(line: Line) -> list[Line]:
    """Number and name of the assessment stand side by side: a line that holds both is two."""
    found = _SIDE_BY_SIDE.fullmatch(line.text.strip(_BLANKS))
    return [replace(line, text=found[1]), replace(line, text=found[2])] if found else [line]


def rows_in_order(document: Document, form: Form) -> list[Row]:
    """One row a line, mended; ``Row.line`` is the first of the lines that were put together."""
    lines = [replace(line, text=line.text.strip(_BLANKS)) for line in _without_page_numbers(document)]
    kept = [line for line in lines if line.text and plain(line.text) not in _GROUPS]
    mended = _with_whole_labels(_with_whole_boxes(kept), form)
    return [_row(line, form) for line in mended]


def _row(line: Line, form: Form) -> Row:
    """A line as one cell, or as two where a label without number and its value stand in it."""
    label, _, value = line.text.partition(" ")
    if value and plain(label) in _labels(form):
        value = value.removeprefix("※").strip(_BLANKS)
        cells = (Cell(label, line=line.number), Cell(value, line=line.number, column=1))
        return Row(cells if value else cells[:1], line.number)
    return Row((Cell(line.text, line=line.number),), line.number)


def _in_order(regions: Sequence[Region]) -> bool:
    """Whether nearly all options and tick rows stand behind their own label, and nearly no bracket elsewhere."""
    asked = [region for region in regions if region.label and region.label.item.kind in ("option", "ticks")]
    fit = [region for region in asked if _holds_its_value(region)]
    brackets = sum(map(_brackets, regions))
    return (
        len(asked) >= _FEWEST_LABELS
        and len(fit) >= _IN_PLACE * len(asked)
        and sum(map(_brackets, fit)) >= _IN_THEIR_PLACES * brackets
    )


def _blocks_printed(rows: Sequence[Row]) -> set[tuple[str, int]]:
    """The blocks whose marks (委託事項3) start a line."""
    found = (_BLOCK.match(row.cells[0].text) for row in rows)
    return {(mark[1], int(mark[2])) for mark in found if mark}


def _blocks_read(regions: Sequence[Region]) -> set[tuple[str, int]]:
    return {
        (place.block, place.ordinal) for place in (region.place for region in regions) if place.block and place.ordinal
    }


def _ratings_read(rows: Sequence[Row], regions: Sequence[Region]) -> bool:
    """Whether the items that the form prints many times were found as often as their labels are printed."""
    items = {region.label.item.id: region.label.item for region in regions if region.label}
    for item in (item for item in items.values() if item.repeats):
        labels = tuple(plain(label) for label in item.labels)
        printed = sum(plain(row.cells[0].text).startswith(labels) for row in rows)
        if printed > sum(region.label is not None and region.label.item == item for region in regions):
            return False
    return any(item.repeats for item in items.values())


def _brackets(region: Region) -> int:
    return plain("".join(cell.text for cell in region.cells)).count("[")


def _holds_its_value(region: Region) -> bool:
    assert region.label is not None
    item: Item = region.label.item
    text = plain("".join(cell.text for cell in region.cells))
    opened, closed = text.count("["), text.count("]")
    if item.kind == "option":
        return opened == closed == 1
    return opened == closed == len(item.boxes)


def _without_page_numbers(document: Document) -> Iterator[Line]:
    """All lines but the numbers of the pages at their top or foot: they count as the pages do."""
    edges = {number: shift for page in document.pages for number, shift in _edges(page)}
    usual = Counter(edges.values()).most_common(1)
    yield from (line for line in document.lines if not usual or edges.get(line.number) != usual[0][0])


def _edges(page: Page) -> Iterator[tuple[int, int]]:
    """Line number of the first and last line of a page that are numbers, and how far those are from the page's."""
    filled = [line for line in page.lines if line.text.strip()]
    for line in (*filled[:1], *filled[-1:]):
        found = _PAGE_NUMBER.fullmatch(line.text.strip(_BLANKS))
        if found:
            yield line.number, int(found[1]) - page.number


def _with_whole_boxes(lines: Iterable[Line]) -> Iterator[Line]:
    """Joins the signs of a box, its label and the words in its brackets, and a number with the item under it."""
    open_line: Line | None = None
    joined = 0
    for line in lines:
        if open_line is not None and joined < _MOST_JOINED and _goes_on(open_line.text, line.text):
            open_line, joined = replace(open_line, text=f"{open_line.text} {line.text}"), joined + 1
            continue
        if open_line is not None:
            yield open_line
        open_line, joined = line, 0
    if open_line is not None:
        yield open_line


def _goes_on(text: str, following: str) -> bool:
    """Whether a line is a piece of the box or the numbered item that the text before it begins."""
    if text.isdigit():
        return not following[:1].isdigit() and not following.startswith(("[", "＜", "（", "］", "]"))
    if not text.startswith("["):
        return False
    spelled, after = plain(text), plain(following)
    if spelled.count("[") > spelled.count("]"):
        return True
    if spelled.endswith("]"):
        return not after.startswith(("[", _LIST))
    if spelled.count("(") > spelled.count(")"):
        return not after.startswith("[")
    return (after.startswith("(") and not after.startswith("(別") and spelled.count("[") == 1) or after == "件"


def _with_whole_labels(lines: Iterable[Line], form: Form) -> Iterator[Line]:
    """Joins the lines of a label that is printed over several."""
    kept = list(lines)
    at = 0
    while at < len(kept):
        count = _lines_of_label(kept, at, form)
        text = "".join(line.text for line in kept[at : at + count])
        yield replace(kept[at], text=text)
        at += count


def _lines_of_label(lines: Sequence[Line], at: int, form: Form) -> int:
    """How many lines from here on spell one label; 1 where they do not."""
    known = _labels(form)
    first = _bare(lines[at].text)
    if not first or first in known or not any(label.startswith(first) for label in known):
        return 1
    spelled = first
    for count in range(2, min(_LONGEST_LABEL, len(lines) - at) + 1):
        spelled += plain(lines[at + count - 1].text)
        if spelled in known:
            return count
        if not any(label.startswith(spelled) for label in known):
            return 1
    return 1


def _bare(text: str) -> str:
    """A label without the number in front."""
    spelled = plain(text)
    return spelled[len(_NUMBER.match(spelled)[0]) :]  # type: ignore[index]


def _labels(form: Form) -> frozenset[str]:
    """All labels of the form, spelled for comparison."""
    return _spelled(tuple(label for item in form.items for label in item.labels))


@functools.cache
def _spelled(labels: tuple[str, ...]) -> frozenset[str]:
    return frozenset(plain(label) for label in labels)
