"""The habits of OCR models beyond plain rows by tabs: Markdown, HTML, many shapes of ticks, and what they lose.

A seed draws a habit for each table. Nothing that a reader needs is lost, unless ``Damage`` asks for it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.paper import Box, Entry, Heading, Option, Printed, Sheet, Table, Text, Ticks, Value

# Each shape of a tick and of an empty box. The last ones cannot be told apart where all boxes of a row are alike.
PLAIN_MARKS = (
    ("[○]", "[]"),
    ("[ ○ ]", "[ ]"),
    ("［　○　］", "［　　］"),
    ("[〇]", "[　]"),
    ("(○)", "( )"),
    ("[O]", "[ ]"),
)
MARKS = (
    *PLAIN_MARKS,
    ('[<input checked="" type="checkbox"/>]', "[]"),
    ('<input type="checkbox" checked/>', '<input type="checkbox"/>'),
    ('[<input type="radio"/>]', '[<input type="checkbox"/>]'),
    ("☑", "☐"),
    ("■", "□"),
    ("[✓]", "[ ]"),
    ("[x]", "[ ]"),
    (r"$\boxtimes$", r"$\square$"),
)
WIDE = str.maketrans("<>", "＜＞")
TABLES = ("tabs", "tabs", "tabs", "markdown", "html", "html lines", "lines")


@dataclass(frozen=True)
class Damage:
    """What is lost. ``slid``: in each 委託事項 that has ④ for the methods, the values of ④ to ⑥ stand one row too low
    and that of ⑦ is gone; ``lost_label``: a label of an option is gone, its value is there.
    """

    slid: bool = False
    lost_label: str | None = None


WHOLE = Damage()


def habitual_text(sheets: tuple[Sheet, ...], seed: int, damage: Damage = WHOLE) -> str:
    """The whole document as text; same sheets, seed and damage, same text."""
    draw = random.Random(f"habits {seed}")
    return "\n".join(line for sheet in sheets for line in _sheet(sheet, draw, damage)) + "\n"


def html_page(sheets: tuple[Sheet, ...], seed: int) -> str:
    """The document as a page of a web site: headings, paragraphs, tables in a table that lays out the page."""
    draw = random.Random(f"page {seed}")
    body: list[str] = []
    for sheet in sheets:
        for printed in sheet.printed:
            if isinstance(printed, Entry):
                cells = [printed.side or "", printed.label, *_value(printed.value, draw)]
                body += _rows([[cell for cell in cells if cell]], "html")
            elif isinstance(printed, Table):
                body += _rows([list(row) for row in (printed.header, *printed.rows)], "html lines")
            else:
                body.append(f"<p class='words'>{printed.words.replace(chr(10), '<br>')}</p>")
    page = "\n".join(body).replace(r"$\boxtimes$", "☒").replace(r"$\square$", "☐")
    head = "<!DOCTYPE html>\n<html><head><title>架空</title><style>p { margin: 0 }</style></head><body>"
    return f"{head}<table width='100%'><tr><td>{page}</td></tr></table></body></html>\n"


def _sheet(sheet: Sheet, draw: random.Random, damage: Damage) -> Iterator[str]:
    printed = list(sheet.printed)
    while printed:
        entries: list[Entry] = []
        while printed and isinstance(printed[0], Entry):
            entries.append(printed.pop(0))  # type: ignore[arg-type]
        if entries:
            yield from _entries(_damaged(entries, damage), draw, damage)
        elif printed:
            yield from _other(printed.pop(0), draw)


def _damaged(entries: list[Entry], damage: Damage) -> list[Entry]:
    if not damage.slid:
        return entries
    values = [entry.value for entry in entries]
    for at, entry in enumerate(entries):
        if entry.label.startswith("④委託先への"):
            values[at : at + 4] = [Text(""), *values[at : at + 3]]
    return [replace(entry, value=value) for entry, value in zip(entries, values, strict=True)]


def _entries(entries: list[Entry], draw: random.Random, damage: Damage) -> Iterator[str]:
    rows: list[list[str]] = []
    sided = any(entry.side for entry in entries) and draw.random() < 0.7
    side = None
    for entry in entries:
        shared = [entry.side if entry.side and entry.side != side else ""] if sided else []
        side = entry.side
        label = "" if damage.lost_label and entry.label.startswith(damage.lost_label) else entry.label
        rows.append([*shared, label, *_value(entry.value, draw)])
    yield from _rows(rows, draw.choice(TABLES))


def _rows(rows: list[list[str]], style: str) -> Iterator[str]:
    width = max(len(row) for row in rows)
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    if style == "tabs":
        yield from ("\t".join(row) for row in padded)
    elif style == "lines":
        yield from ("\t".join(cell for cell in row if cell) + "\t" for row in padded)
    elif style == "markdown":
        yield "|" + " |" * width
        yield "|" + "---|" * width
        yield from ("| " + " | ".join(row) + " |" for row in padded)
    else:
        printed = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in padded]
        yield from ["<table>" + "".join(printed) + "</table>"] if style == "html" else ["<table>", *printed, "</table>"]


def _other(printed: Printed, draw: random.Random) -> Iterator[str]:
    if isinstance(printed, Heading):
        mark = draw.choice(("", "", "## ", "**"))
        yield from ("", f"{mark}{printed.words.strip()}{mark if mark == '**' else ''}", "")
    elif isinstance(printed, Text):
        yield from printed.words.split("\n")
    elif isinstance(printed, Table):
        yield "\t".join(printed.header)
        yield from ("\t".join(row) for row in printed.rows)
        yield ""


def _value(value: Value, draw: random.Random) -> list[str]:
    if isinstance(value, Text):
        return [value.words.replace("\n", draw.choice(("<br>", "<br/>")))]
    if isinstance(value, Option):
        return _option(value, draw)
    return [_ticks(value, draw)]


def _option(value: Option, draw: random.Random) -> list[str]:
    numbered = [f"{number}) {name}" for number, name in enumerate(value.options, 1)]
    listed = "<選択肢> " + " ".join(numbered)
    chosen = f"[{value.chosen or ''}]" + (f" ({value.count}) 件" if value.count is not None else "")
    fields = "".join(f"<tr><td>{name}</td></tr>" for name in numbered)
    return draw.choice(
        (
            [f"{chosen} {listed}"],
            [chosen, listed],
            [f"<p>{chosen.replace('[', '[ ').replace(']', ' ]')}</p> <p>{listed.translate(WIDE)}</p>"],
            [f"{listed} {chosen}"],
            [chosen.replace("[", "［").replace("]", "］")],
            [f"<p>{chosen}</p> <table>{fields}</table>"],
        )
    )


def _ticks(value: Ticks, draw: random.Random) -> str:
    boxes = [box for row in value.rows if not isinstance(row, str) for box in row]
    alike = len({box.ticked for box in boxes}) == 1
    mark = draw.choice(PLAIN_MARKS if alike else MARKS)
    between = draw.choice((" ", "<br>", "　"))
    return between.join(
        row if isinstance(row, str) else between.join(_box(box, mark) for box in row) for row in value.rows
    )


def _box(box: Box, mark: tuple[str, str]) -> str:
    words = "" if box.words is None else f" ({box.words})" + (f" {box.tail}" if box.tail else "")
    return f"{mark[0] if box.ticked else mark[1]} {box.label}{words}"
