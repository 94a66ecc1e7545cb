"""Clean text: one label or value a line, in the form's order."""

from __future__ import annotations

from collections.abc import Iterator

from generator.paper import Box, Entry, Heading, Option, Printed, Sheet, Table, Text, Ticks, Value

WIDTH = 48


def clean_text(sheets: tuple[Sheet, ...]) -> str:
    """The whole document; sheets are parted by three blank lines."""
    return "\n\n\n\n".join("\n".join(line for one in sheet.printed for line in _lines(one)) for sheet in sheets) + "\n"


def _lines(printed: Printed) -> Iterator[str]:
    if isinstance(printed, Heading):
        yield from (["", printed.words] if printed.rank == 1 else [printed.words])
    elif isinstance(printed, Text):
        yield from wrapped(printed.words)
    elif isinstance(printed, Table):
        yield from _table(printed)
    else:
        yield from _entry(printed)


def _table(table: Table) -> Iterator[str]:
    if table.header[0] == "番号":
        yield from (" ".join(cell for cell in row if cell) for row in table.rows)
    elif len(table.rows) == 1:
        for label, value in zip(table.header, table.rows[0], strict=True):
            yield label
            yield from wrapped(value)
    else:
        yield from table.header
        for row in table.rows:
            for cell in row:
                yield from wrapped(cell, 20)


def _entry(entry: Entry) -> Iterator[str]:
    if entry.side and entry.label.startswith(("⑦", "④", "使用部署", "期間")):
        yield entry.side
    yield entry.label
    yield from value_lines(entry.value)


def value_lines(value: Value) -> Iterator[str]:
    """The lines of a value."""
    if isinstance(value, Text):
        yield from wrapped(value.words)
    elif isinstance(value, Option):
        yield f"[ {value.chosen or ''} ]"
        yield "＜選択肢＞"
        yield from option_lines(value)
        if value.count is not None:
            yield f"（　{value.count}　）　件"
    else:
        yield from (row if isinstance(row, str) else "　".join(map(tick, row)) for row in value.rows)


def option_lines(option: Option) -> Iterator[str]:
    """The list of options, numbered, two in a line where they are short."""
    numbered = [f"{number}） {name}" for number, name in enumerate(option.options, 1)]
    step = 2 if max(map(len, option.options)) < 14 else 1
    for start in range(0, len(numbered), step):
        yield "　".join(numbered[start : start + step])


def tick(box: Box) -> str:
    """One box with its words."""
    words = "" if box.words is None else f"　（　{box.words}　）{'　' + box.tail if box.tail else ''}"
    return f"[{' ○ ' if box.ticked else '　　'}] {box.label}{words}"


def wrapped(words: str, width: int = WIDTH) -> Iterator[str]:
    """Lines cut at the width, in the middle of words as such texts are."""
    for line in words.split("\n"):
        yield from (line[start : start + width] for start in range(0, max(1, len(line)), width))


__all__ = ["Ticks", "clean_text", "option_lines", "tick", "value_lines", "wrapped"]
