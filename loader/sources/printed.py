"""Rows of cells as numbered lines, for readers of running text; and the way back from a line to page, box or cell.

A workbook and a PDF have no lines of their own. Their printed lines are counted through; what was read from them is
then cited by page and box, or by the address of the cell, and its line is taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from bangolin.loader.facts.records import Evidence, Facts, Record
from bangolin.loader.form.items import Span
from bangolin.loader.sources.rows import Row
from bangolin.loader.sources.text import Document, Line, Page


@dataclass(frozen=True)
class Printed:
    """A text made of rows, and for each of its lines (1-based) the place in the document."""

    document: Document
    places: tuple[Span, ...]


def printed_of(rows: Sequence[Row], title: str, digest: str) -> Printed:
    """One line for each printed line of each cell, in reading order; the pages of a PDF are kept."""
    places = tuple(span for row in rows for cell in row.cells for span in _spans(cell.text, cell.span))
    lines = tuple(Line(number, span.text) for number, span in enumerate(places, start=1))
    return Printed(Document(title, digest, lines, tuple(_pages(lines, places))), places)


def located(facts: Facts, places: Sequence[Span]) -> Facts:
    """Facts whose lines count the printed lines of ``places``, cited by page and box, or by cell."""
    found: Facts = _located(facts, places)
    return found


def _spans(text: str, span: Any) -> Iterable[Span]:
    return (span(line, number) for number, line in enumerate(text.split("\n")) if line.strip())


def _pages(lines: Sequence[Line], places: Sequence[Span]) -> Iterable[Page]:
    numbers = sorted({place.page or 1 for place in places})
    for number in numbers:
        yield Page(number, tuple(line for line in lines if (places[line.number - 1].page or 1) == number))


def _located(value: Any, places: Sequence[Span]) -> Any:
    if isinstance(value, Evidence):
        return _cited(value, places)
    if isinstance(value, tuple):
        return tuple(_located(one, places) for one in value)
    if isinstance(value, Mapping):
        return {key: _located(one, places) for key, one in value.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {
        field.name: _located(getattr(value, field.name), places) for field in fields(value) if field.name != "extra"
    }
    if isinstance(value, Record) and value.line is not None:
        changed["line"] = None
        if not value.evidence and value.line <= len(places):
            changed["evidence"] = {"line": _cited(Evidence(line=value.line), places)}
    return replace(value, **changed)


def _cited(evidence: Evidence, places: Sequence[Span]) -> Evidence:
    """Evidence at the place of its line; what has a place already keeps it."""
    if evidence.line is None or not 0 < evidence.line <= len(places):
        return evidence
    place = places[evidence.line - 1]
    text = evidence.text or place.text[:80]
    return replace(evidence, line=None, page=place.page, box=place.box, cell=place.cell, text=text)
