"""A PDF without ruled lines: its text in the order in which it was written, page by page.

There are no cells to read, so the reader of text takes it. What it finds is cited by page.
"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Mapping
from typing import Any

from bangolin.loader.facts.records import Evidence, Facts, Record
from bangolin.loader.sources.text import Document, read_text
from pdfminer.high_level import extract_text


def text_of_pdf(data: bytes, title: str) -> Document:
    """The text of a PDF; its pages are those of the PDF."""
    return read_text(extract_text(io.BytesIO(data)).encode(), title)


def cited_by_page(facts: Facts, document: Document) -> Facts:
    """Facts read from the text of a PDF: lines, which a PDF does not have, become pages."""
    pages = {line.number: page.number for page in document.pages for line in page.lines}
    found: Facts = _by_page(facts, pages)
    return found


def _by_page(value: Any, pages: Mapping[int, int]) -> Any:
    if isinstance(value, Evidence):
        return value if value.line is None else dataclasses.replace(value, line=None, page=pages.get(value.line))
    if isinstance(value, tuple):
        return tuple(_by_page(one, pages) for one in value)
    if isinstance(value, Mapping):
        return {key: _by_page(one, pages) for key, one in value.items()}
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changed = {field.name: _by_page(getattr(value, field.name), pages) for field in dataclasses.fields(value)}
    if isinstance(value, Record):
        changed["line"] = None
        if value.line is not None and not value.evidence:
            changed["evidence"] = {"line": Evidence(page=pages.get(value.line))}
    return dataclasses.replace(value, **changed)
