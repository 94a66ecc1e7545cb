"""Where everything stands on the page: cells on a sheet of sixty narrow columns, as in the official workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.clean import wrapped
from generator.paper import Box, Entry, Heading, Option, Printed, Sheet, Table, Text, Ticks

COLUMNS = 60


@dataclass(frozen=True)
class Style:
    """How a sheet is set: widths in columns of the labels and of what several of them share at their left, whether
    that is printed sign below sign (再, 委, 託), by how many lines a cell is taller than what stands in it, and whether
    words stand at the top of their cells, not in the middle.
    """

    label: int = 16
    side: int = 4
    upright: bool = False
    taller: int = 0
    on_top: bool = False


USUAL = Style()
TALL = Style(label=13, upright=True, taller=2)
ON_TOP = Style(label=14, on_top=True)


@dataclass(frozen=True)
class Piece:
    """One cell: its words (with the line breaks of the print), first column, width in columns, rows it spans."""

    words: str
    column: int
    width: int
    row: int = 0
    height: int = 1
    ruled: bool = False
    source: str = ""

    @property
    def printed_lines(self) -> tuple[str, ...]:
        """The lines as they are printed in the width of the cell."""
        return tuple(wrapped(self.words, self.width - 1 if self.width > 6 else self.width))


@dataclass(frozen=True)
class Band:
    """Cells that stand side by side over ``rows`` rows of the sheet; ``frames`` are ruled rectangles around them."""

    pieces: tuple[Piece, ...]
    frames: tuple[tuple[int, int], ...]
    rows: int
    taller: int = 0

    def heights(self) -> list[int]:
        """Printed lines of each row: as many as its cells need; cells over several rows stretch the last."""
        need = [1] * self.rows
        for piece in self.pieces:
            if piece.height == 1:
                need[piece.row] = max(need[piece.row], len(piece.printed_lines))
        for piece in self.pieces:
            missing = len(piece.printed_lines) - sum(need[piece.row : piece.row + piece.height])
            need[piece.row + piece.height - 1] += max(0, missing)
        need[0] += self.taller // 2
        need[-1] += self.taller - self.taller // 2
        return need


def bands_of(sheet: Sheet, style: Style = USUAL) -> list[Band]:
    """The bands of a sheet, top to bottom."""
    bands: list[Band] = []
    for printed in _grouped(sheet.printed):
        bands += _side_by_side(printed, style) if isinstance(printed, list) else _bands(printed, style)
    return bands


def _grouped(printed: Sequence[Printed]) -> Iterator[Printed | list[Entry]]:
    """Entries that share the label at their left come together."""
    group: list[Entry] = []
    for one in printed:
        if group and not (isinstance(one, Entry) and one.side == group[0].side):
            yield group
            group = []
        if isinstance(one, Entry) and one.side:
            group = [*group, one]
        else:
            yield one
    if group:
        yield group


def _bands(printed: Printed, style: Style) -> list[Band]:
    if isinstance(printed, Heading):
        return [Band((Piece(printed.words, 0, COLUMNS),), ((0, COLUMNS),), 1)]
    if isinstance(printed, Text):
        return [Band((Piece(printed.words, 0, COLUMNS),), ((0, COLUMNS),), 1)]
    if isinstance(printed, Table):
        return _table(printed)
    label = Piece(printed.label, 0, style.label)
    return [replace(_entry(printed, label, style.label), taller=style.taller)]


def _side_by_side(entries: list[Entry], style: Style) -> list[Band]:
    """Entries with one label at their left, which spans them all."""
    pieces: list[Piece] = []
    row = 0
    for entry in entries:
        band = _entry(entry, Piece(entry.label, style.side, style.label - style.side), style.label)
        pieces += [Piece(one.words, one.column, one.width, one.row + row, one.height, one.ruled) for one in band.pieces]
        row += band.rows
    side = str(entries[0].side)
    if style.upright and len(side) == len(entries):
        side = "\n".join(side)
    pieces.insert(0, Piece(side, 0, style.side, 0, row, True))
    return [Band(tuple(pieces), ((0, style.side),), row)]


def _entry(entry: Entry, label: Piece, column: int) -> Band:
    lines = _value(entry, column)
    rows = max(1, len(lines))
    pieces = [Piece(label.words, label.column, label.width, 0, rows, True)]
    for row, line in enumerate(lines):
        pieces += [Piece(one.words, one.column, one.width, row, 1, one.ruled) for one in line]
    return Band(tuple(pieces), ((label.column, column), (column, COLUMNS)), rows)


def _value(entry: Entry, column: int) -> list[list[Piece]]:
    value = entry.value
    if isinstance(value, Text):
        return [[Piece(value.words, column, COLUMNS - column)]]
    if isinstance(value, Option):
        return _option(value, column)
    return list(_ticks(value, column))


def _option(value: Option, column: int) -> list[list[Piece]]:
    start = column + 20
    numbered = [f"{number}） {name}" for number, name in enumerate(value.options, 1)]
    two = max(map(len, numbered)) <= 11
    step = 2 if two else 1
    lines: list[list[Piece]] = [[Piece("＜選択肢＞", start, 12)]]
    for first in range(0, len(numbered), step):
        part = numbered[first : first + step]
        lines.append([Piece(words, start + 12 * at, 12 if two else 24) for at, words in enumerate(part)])
    bracket = [Piece("[", column, 1), Piece(value.chosen or "", column + 1, 18), Piece("]", column + 19, 1)]
    lines[1] = [*bracket, *lines[1]]
    if value.count is not None:
        lines[0] = [Piece("（", column, 1), Piece(value.count, column + 1, 3), Piece("）件", column + 4, 3), *lines[0]]
    return lines


def _ticks(value: Ticks, column: int) -> Iterator[list[Piece]]:
    for row in value.rows:
        if isinstance(row, str):
            yield [Piece(row, column, 12)]
            continue
        at, line = column, []
        two = len(row) == 2 and max(len(box.label) for box in row) <= 17 and row[0].words is None
        for number, box in enumerate(row):
            need = 5 + len(box.label) + (0 if box.words is None else 16)
            if two:
                at = column + 22 * number
            elif line and at + need > COLUMNS:
                yield line
                at, line = column, []
            line += _box(box, at)
            at += need
        yield line


def _box(box: Box, at: int) -> list[Piece]:
    label = Piece(box.label, at + 4, len(box.label) + 1)
    pieces = [Piece("[", at, 1), Piece("○" if box.ticked else "", at + 1, 2), Piece("]", at + 3, 1), label]
    after = label.column + label.width
    if box.tail:
        count = [Piece("（", after, 1), Piece(box.words or "", after + 1, 3), Piece("）", after + 4, 1)]
        return [*pieces, *count, Piece(box.tail, after + 5, 2)]
    if box.words is not None:
        inside = Piece(box.words, after + 1, COLUMNS - after - 2)
        return [*pieces, Piece("（", after, 1), inside, Piece("）", COLUMNS - 1, 1)]
    return pieces


def _table(table: Table) -> list[Band]:
    bands = []
    for row in (table.header, *table.rows):
        at, pieces, frames = 0, [], []
        for words, width in zip(row, table.widths, strict=True):
            pieces.append(Piece(words, at, width, ruled=True))
            frames.append((at, at + width))
            at += width
        bands.append(Band(tuple(pieces), tuple(frames), 1))
    return bands
