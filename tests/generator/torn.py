"""Torn text, as it comes out of PDFs of the form: blocks upside down, ticks and values away from their labels.

What is torn stays tellable by the form: as many marks as boxes, each kind of cell of a page's blocks in one order.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.clean import wrapped
from generator.layout import bands_of
from generator.paper import Box, Entry, Heading, Option, Printed, Sheet, Table, Text, Ticks

PAGE = 62
_BLOCK = re.compile(r"(システム|委託事項|提供先|移転先)\d+")


@dataclass
class _Page:
    """How one page is torn: drawn once, kept for all of its blocks."""

    reversed_blocks: bool
    upwards: bool
    torn_ticks: bool
    brackets_last: bool
    late: list[list[str]] = field(default_factory=list)


def torn_text(sheets: tuple[Sheet, ...], seed: int) -> str:
    """The whole document; pages are parted by three blank lines."""
    draw = random.Random(f"torn {seed}")
    pages = [page for sheet in sheets for page in _pages(sheet)]
    return "\n\n\n\n".join("\n".join(_page(page, draw)) for page in pages) + "\n"


def _pages(sheet: Sheet) -> Iterator[list[Printed]]:
    """What stands on each page: no entry is broken, long tables are."""
    page: list[Printed] = []
    height = 0
    for printed in sheet.printed:
        for part in _parts(printed):
            need = sum(sum(band.heights()) for band in bands_of(Sheet("", (part,))))
            if page and height + need > PAGE:
                yield page
                page, height = [], 0
            page.append(part)
            height += need
    if page:
        yield page


def _parts(printed: Printed) -> Iterator[Printed]:
    if isinstance(printed, Table) and len(printed.rows) > PAGE:
        step = 2 * (PAGE - 8)
        for start in range(0, len(printed.rows), step):
            yield Table(printed.header, printed.rows[start : start + step], printed.widths)
    else:
        yield printed


def _page(printed: Sequence[Printed], draw: random.Random) -> Iterator[str]:
    units = _units(printed)
    many = len(units) > 2
    page = _Page(many and draw.random() < 0.5, draw.random() < 0.4, draw.random() < 0.6, draw.random() < 0.3)
    for unit in reversed(units) if page.reversed_blocks else units:
        chunks = [chunk for one in unit for chunk in _chunks(one, page)]
        is_block = isinstance(unit[0], Heading | Entry) and bool(_BLOCK.fullmatch(_name(unit[0])))
        for chunk in reversed(chunks) if page.upwards and is_block else chunks:
            yield from chunk
            yield ""
    for chunk in page.late:
        yield from chunk
        yield ""


def _units(printed: Sequence[Printed]) -> list[list[Printed]]:
    """The blocks of a page, and what stands between them."""
    units: list[list[Printed]] = [[]]
    for one in printed:
        name = _name(one)
        starts = bool(_BLOCK.fullmatch(name)) or isinstance(one, Heading | Table)
        if starts and units[-1]:
            units.append([])
        units[-1].append(one)
    return units


def _name(printed: Printed) -> str:
    if isinstance(printed, Heading):
        return printed.words
    return printed.label if isinstance(printed, Entry) else ""


def _chunks(printed: Printed, page: _Page) -> Iterator[list[str]]:
    """Lines that stay together."""
    if isinstance(printed, Heading):
        yield [(" " if printed.rank else "") + printed.words]
    elif isinstance(printed, Text):
        yield list(wrapped(printed.words))
    elif isinstance(printed, Table):
        yield list(_table(printed))
    elif isinstance(printed.value, Text):
        yield _labelled(printed.label, list(wrapped(printed.value.words)))
    elif isinstance(printed.value, Option):
        yield from _option(printed.label, printed.value)
    else:
        yield [f" {label}" for label in wrapped(printed.label, 14)]
        yield from _ticks(printed.value, page)


def _labelled(label: str, lines: list[str]) -> list[str]:
    """A short value behind its label, a longer one below it."""
    if len(lines) == 1 and len(label) <= 14:
        return [f" {label} {lines[0]}".rstrip()]
    return [*(f" {line}" for line in wrapped(label, 14)), *lines]


def _option(label: str, option: Option) -> Iterator[list[str]]:
    numbered = [f"{number}） {name}" for number, name in enumerate(option.options, 1)]
    count = [] if option.count is None else [f"（ {option.count} ）　件" if option.count else "（ ）　件"]
    head = list(wrapped(label, 14))
    yield [*(f" {line}" for line in head[:-1]), f" {head[-1]} [ {option.chosen or ''}".rstrip(), *count]
    yield ["＜選択肢＞", f"] {numbered[0]}", *numbered[1:]]


def _ticks(ticks: Ticks, page: _Page) -> Iterator[list[str]]:
    lines: list[str] = []
    late: list[str] = []
    for row in ticks.rows:
        if isinstance(row, str):
            lines.append(row)
        elif len(row) > 1 and page.torn_ticks and row[0].words is None:
            lines.append(" ".join(_box(box) for box in row[:-1]) + (" [ ○" if row[-1].ticked else " ["))
            late.append(f"] {row[-1].label}")
        elif row[-1].words is not None and not row[-1].tail and page.brackets_last:
            lines.append(_box(row[0]).removesuffix("）").rstrip())
            late.append("）")
        else:
            lines.append(" ".join(_box(box) for box in row))
    yield lines
    if late:
        page.late.append(late)


def _box(box: Box) -> str:
    words = "" if box.words is None else f" （ {box.words} ）".replace("（  ）", "（ ）")
    return f"[ {'○ ' if box.ticked else ''}] {box.label}{words}" + (f" {box.tail}" if box.tail else "")


def _table(table: Table) -> Iterator[str]:
    """Record items: two columns fused into one line. Other tables: cell after cell."""
    if table.header[0] == "番号":
        half = -(-len(table.rows) // 2)
        yield table.header[1]
        for number in range(half):
            row = table.rows[number : number + half + 1 : half]
            yield " ".join(" ".join(cell for cell in cells if cell) for cells in row)
        return
    if len(table.rows) == 1:
        for label, words in zip(table.header, table.rows[0], strict=True):
            yield from (f" {label}", *wrapped(words, 24))
        return
    yield from table.header
    for row in table.rows:
        yield ""
        for cell in row:
            yield from wrapped(cell, 20)
