"""What a reader takes out of a document, before it is made facts: one value an item of the form.

Every reader (torn text, cells of a table, a workbook, a PDF) yields the same ``ItemValue``s; ``assemble`` makes facts
of them. The ids of items are those of the form definitions in ``data/forms``.
"""

from __future__ import annotations

from dataclasses import dataclass

from bangolin.loader.facts.records import Confidence


@dataclass(frozen=True)
class Span:
    """Some words of the document and where they stand (see ``Evidence`` for units)."""

    text: str
    line: int | None = None
    page: int | None = None
    box: tuple[float, ...] | None = None
    cell: str | None = None


@dataclass(frozen=True)
class Tick:
    """One box of a tick row: its label; whether it is ticked (None: cannot be told); the words in its brackets."""

    label: str
    ticked: bool | None
    words: tuple[Span, ...] = ()
    at: Span | None = None


@dataclass(frozen=True)
class ItemValue:
    """The value of one item.

    ``item`` is the id in the form definition (``delegation.contractor``), ``block`` the N of システムN, 委託事項N,
    提供先N, 移転先N (None outside such blocks), ``file`` the 1-based ordinal of the file section of II.
    ``spans`` are the value's words in reading order; ``option`` the chosen option as the form prints it;
    ``ticks`` the boxes of a tick row in the form's order.
    """

    item: str
    block: int | None = None
    file: int | None = None
    spans: tuple[Span, ...] = ()
    option: str | None = None
    ticks: tuple[Tick, ...] = ()
    confidence: Confidence = "certain"
    reason: str | None = None
