"""Evidence of what a passage says: where the words stand, and the words themselves."""

from __future__ import annotations

from bangolin.loader.facts.records import Confidence, Evidence
from bangolin.loader.narrative.passages import Passage


def cited(
    passage: Passage, start: int, end: int, confidence: Confidence = "certain", reason: str | None = None
) -> Evidence:
    """Evidence for the words of ``passage`` from ``start`` to ``end``."""
    span = passage.span(start)
    return Evidence(
        item=passage.section,
        line=span.line,
        page=span.page,
        box=span.box,
        cell=span.cell,
        text=passage.text[start:end],
        confidence=confidence,
        reason=reason,
    )
