"""What is printed on the sheets of an assessment: headings, labelled values, option lists, tick rows, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator import forms


@dataclass(frozen=True)
class Text:
    """Free words; line breaks are the assessor's."""

    words: str


@dataclass(frozen=True)
class Option:
    """The value in square brackets and the list it was chosen from; ``count`` is printed as （ n ） 件 behind it."""

    chosen: str | None
    options: tuple[str, ...]
    count: str | None = None


@dataclass(frozen=True)
class Box:
    """One tick box; ``words`` stand in the round brackets behind its label (None: it has none)."""

    label: str
    ticked: bool
    words: str | None = None
    tail: str = ""


@dataclass(frozen=True)
class Ticks:
    """Rows of boxes as the form prints them; a plain string is a line between them."""

    rows: tuple[tuple[Box, ...] | str, ...]


Value = Text | Option | Ticks


@dataclass(frozen=True)
class Heading:
    """A line of its own. Rank 0 is a part (Ⅰ), 1 a section, 2 a block (システム1) or a risk."""

    words: str
    rank: int


@dataclass(frozen=True)
class Entry:
    """A label and its value; ``side`` is the label that several entries share at their left (再委託)."""

    label: str
    value: Value
    side: str | None = None


@dataclass(frozen=True)
class Table:
    """A table with a header; cells hold plain words. ``widths`` are shares of the page in sixtieths."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


Printed = Heading | Entry | Table | Text


@dataclass(frozen=True)
class Sheet:
    """One sheet of the workbook, which begins a new page."""

    name: str
    printed: tuple[Printed, ...]


def ticks(grid: Sequence[Sequence[str]], ticked: Iterable[str], words: dict[str, str] | None = None) -> Ticks:
    """A row of boxes for each row of the grid; ``words`` stand in the brackets of the boxes that have some."""
    known = set(ticked)
    inside = words or {}
    return Ticks(
        tuple(
            tuple(
                Box(label, label in known, inside.get(label, "") if label in forms.BRACKETED else None) for label in row
            )
            for row in grid
        )
    )


def wide(number: int) -> str:
    """A number in full-width digits."""
    return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
