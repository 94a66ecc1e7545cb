"""The annex of record items (記録項目) in rows of cells, and the rows of the change history.

The annex is a free table: numbers and names in pairs of columns or in one cell, one to four of them side by side,
read down each column; names of groups stand in cells of their own, without a number.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bangolin.loader.facts.records import RecordItem
from bangolin.loader.form.definition import plain
from bangolin.loader.form.folding import folded
from bangolin.loader.sources.rows import Cell, Row

_HEADER = re.compile(r"(?:項目名?|項番|no\.?|№|番号|記録項目|記録項目名|項目名称|備考|通番|連番)+", re.IGNORECASE)
_NAMES_HEADER = re.compile(r"項目名(?:称)?|記録項目名?|項番", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*[(（]?(\d{1,4})[)）]?\s*[.．、:：]?\s*(?=\D)(\S.*)$", re.DOTALL)
_GROUP = re.compile(r"^\s*[＜<〈【《■◆●○◎〔\[［]+\s*(.+?)\s*[＞>〉】》〕\]］]*\s*$")
_NOTE = re.compile(r"^\s*(?:※|（注|\(注|注[)）:：])")
_BULLET = re.compile(r"^\s*[・･]\s*")


@dataclass(frozen=True)
class _Entry:
    """A cell or a pair of cells: the column it is in, the row, and what it says."""

    slot: int
    row: int
    no: str | None
    name: str
    line: int | None
    heading: bool


def record_items(rows: Sequence[Row], file: str | None, files: Sequence[str] = ()) -> tuple[RecordItem, ...]:
    """All items of an annex in the order of its columns.

    Args:
        rows: the rows of the annex, without its heading.
        file: the file it belongs to, where that is known.
        files: names of files that headings of the annex may be.
    """
    items: list[RecordItem] = []
    group: str | None = None
    for table in _tables(rows):
        for entry in _ordered(_entries(table)):
            whole = plain(entry.name) in {plain(name) for name in files}  # 「(2) Xファイル」 is no second item
            named = _file_named(entry.name, files) if entry.no is None or whole else None
            if named:
                file, group = named, None
            elif entry.heading:
                group = entry.name
            else:
                items.append(RecordItem(line=entry.line, file=file, group=group, no=entry.no, name=entry.name))
    return tuple(items)


def _file_named(words: str, files: Sequence[str]) -> str | None:
    """The file whose name a heading is or holds (what the name has in brackets may be left out)."""
    heading = plain(words)
    shorter = ((re.sub(r"\(.*\)$", "", re.sub(r"^\(\d+\)", "", plain(name))), name) for name in files)
    return next((name for spelling, name in shorter if len(spelling) >= 3 and spelling in heading), None)


def count_changes(rows: Iterable[Row]) -> int:
    """The number of entries of a change history: rows with cells, without the rows of headings."""
    counted = 0
    for row in rows:
        words = folded(row.cells[0].text).text if row.cells else ""
        counted += len(row.cells) >= 3 and not words.startswith("変更日")
    return counted


def _tables(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows cut before each row of headings; a heading that stands alone goes with the rows under it."""
    tables: list[list[Row]] = [[]]
    for row in rows:
        if _is_header(row):
            title = tables[-1].pop() if tables[-1] and len(tables[-1][-1].cells) == 1 else None
            tables.append([])
            if title:
                tables[-1].append(Row((_unnumbered(title.cells[0]),), title.line))
            continue
        tables[-1].append(row)
    return [table for table in tables if table]


def _is_header(row: Row) -> bool:
    """Whether a row only heads columns; 番号 alone can be an item."""
    words = [folded(cell.text).text for cell in row.cells]
    return all(map(_HEADER.fullmatch, words)) and (len(words) > 1 or any(map(_NAMES_HEADER.fullmatch, words)))


def _unnumbered(cell: Cell) -> Cell:
    numbered = _NUMBERED.match(cell.text)
    return Cell(
        f"【{numbered[2] if numbered else cell.text}】", cell.line, cell.column, cell.page, cell.box, cell.address
    )


def _entries(table: Sequence[Row]) -> list[_Entry]:
    lined = [Row(tuple(part for cell in row.cells for part in _by_line(cell)), row.line) for row in table]
    gap = _usual_gap(lined)
    found: list[_Entry] = []
    for index, row in enumerate(lined):
        found += _of_row(row, index, gap)
    numbered = sum(entry.no is not None for entry in found) * 2 >= len(found) > 1
    return [_marked(entry, numbered) for entry in found if entry.name]


def _by_line(cell: Cell) -> list[Cell]:
    """A cell with several printed lines that are all numbered or dotted holds one item a line."""
    lines = cell.text.split("\n")
    if len(lines) > 1 and sum(bool(_NUMBERED.match(line) or _BULLET.match(line)) for line in lines) * 2 > len(lines):
        return [Cell(line, cell.line, cell.column, cell.page, cell.box, cell.address) for line in lines]
    return [Cell("".join(lines), cell.line, cell.column, cell.page, cell.box, cell.address)]


def _usual_gap(rows: Sequence[Row]) -> int:
    """How many columns behind its number a name stands, most often."""
    gaps = Counter(
        after.column - cell.column
        for row in rows
        for cell, after in zip(row.cells, row.cells[1:], strict=False)
        if cell.text.strip().isdigit() and not after.text.strip().isdigit()
    )
    return gaps.most_common(1)[0][0] if gaps else 1


def _of_row(row: Row, index: int, gap: int) -> list[_Entry]:
    found: list[_Entry] = []
    taken = -1
    for at, cell in enumerate(row.cells):
        text = cell.text.strip()
        if at <= taken or _NOTE.match(text):
            continue
        numbered = _NUMBERED.match(text)
        if text.isdigit():
            after = row.cells[at + 1] if at + 1 < len(row.cells) else None
            if after and after.column - cell.column == gap and not after.text.strip().isdigit():
                found.append(_Entry(cell.column, index, text, after.text.strip(), cell.line, False))
                taken = at + 1
        elif numbered:
            found.append(_Entry(cell.column, index, numbered[1], numbered[2].strip(), cell.line, False))
        else:
            found.append(_Entry(cell.column, index, None, text, cell.line, False))
    return found


def _marked(entry: _Entry, numbered: bool) -> _Entry:
    """Tells names of groups: what has no number among numbered items, or is set in brackets."""
    group = _GROUP.match(entry.name) if entry.no is None else None
    name = group[1] if group else _BULLET.sub("", entry.name)
    heading = entry.no is None and (bool(group) or numbered)
    return _Entry(entry.slot, entry.row, entry.no, name, entry.line, heading)


def _ordered(entries: list[_Entry]) -> list[_Entry]:
    """Down each column, unless the numbers count along the rows."""
    slots = sorted({entry.slot for entry in entries if not entry.heading})
    column = {entry: max((slot for slot in slots if slot <= entry.slot), default=entry.slot) for entry in entries}
    down = sorted(entries, key=lambda entry: (column[entry], entry.row))
    along = sorted(entries, key=lambda entry: (entry.row, entry.slot))
    return along if _steps(along) > _steps(down) else down


def _steps(entries: list[_Entry]) -> int:
    numbers = [int(entry.no) for entry in entries if entry.no]
    return sum(after == before + 1 for before, after in itertools.pairwise(numbers))
