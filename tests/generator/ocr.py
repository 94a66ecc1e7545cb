"""Text as recognition software writes tables: tabs between cells, Markdown, fragments of HTML."""

from __future__ import annotations

import random
from collections.abc import Iterator

from generator.paper import Box, Entry, Heading, Option, Printed, Sheet, Table, Text, Value

MARKS = ("[○]", '[<input checked="" type="checkbox"/>]', "[ ○ ]")


def ocr_text(sheets: tuple[Sheet, ...], seed: int) -> str:
    """The whole document; the seed draws how each sheet spells its boxes and cells."""
    draw = random.Random(f"ocr {seed}")
    return "\n\n".join("\n".join(_sheet(sheet, draw)) for sheet in sheets) + "\n"


def _sheet(sheet: Sheet, draw: random.Random) -> Iterator[str]:
    mark, paragraphs = draw.choice(MARKS), draw.random() < 0.5
    side = None
    for printed in sheet.printed:
        if isinstance(printed, Entry):
            shared = printed.side if printed.side != side else ""
            side = printed.side
            cells = [shared] if printed.side is not None else []
            yield "\t".join([*(cell or "" for cell in cells), printed.label, _value(printed.value, mark, paragraphs)])
        else:
            side = None
            yield from _other(printed)


def _other(printed: Printed) -> Iterator[str]:
    if isinstance(printed, Heading):
        yield from ("", printed.words) if printed.rank < 2 else ("", printed.words + "\t")
        if printed.rank < 2:
            yield ""
    elif isinstance(printed, Text):
        yield from (line for line in printed.words.split("\n"))
    elif isinstance(printed, Table):
        yield from _table(printed)


def _table(table: Table) -> Iterator[str]:
    if table.header[0] == "番号":
        half = -(-len(table.rows) // 2)
        yield "項目名\t\t項目名\t"
        for number in range(half):
            left = table.rows[number]
            right = table.rows[number + half] if number + half < len(table.rows) else ("", "")
            yield "\t".join((*_pair(left), *_pair(right)))
    else:
        yield "\t".join(table.header)
        for row in table.rows:
            yield "\t".join(row)


def _pair(row: tuple[str, ...]) -> tuple[str, str]:
    return (row[0], row[1]) if row[0] else (row[1], "")


def _value(value: Value, mark: str, paragraphs: bool) -> str:
    if isinstance(value, Text):
        lines = value.words.split("\n")
    elif isinstance(value, Option):
        numbered = " ".join(f"{number}) {name}" for number, name in enumerate(value.options, 1))
        count = f" ({value.count}) 件" if value.count is not None else ""
        lines = [f"[{value.chosen or ''}]{count}", f"<選択肢> {numbered}"]
    else:
        lines = [row if isinstance(row, str) else " ".join(_box(box, mark) for box in row) for row in value.rows]
    return " ".join(f"<p>{line}</p>" for line in lines) if paragraphs and len(lines) > 1 else " ".join(lines)


def _box(box: Box, mark: str) -> str:
    words = "" if box.words is None else f" ({box.words})" + (f" {box.tail}" if box.tail else "")
    return f"{mark if box.ticked else '[]'} {box.label}{words}"
