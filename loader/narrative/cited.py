"""Evidence of what a passage says: where the words stand, and the words themselves."""

from __future__ import annotations

from bangolin.loader.facts.records import Confidence, Evidence
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.places import Place
from bangolin.loader.narrative.words import fold


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


def printed(passage: Passage, start: int, place: Place) -> str:
    """The name of a place as printed; ``start`` is where the sentence starts in which it was found.

    A name inside which another is defined (X(以下「Y」という。)のZ) is written with the short one.
    """
    words = passage.text[start + place.start : start + place.end].strip("「」｢｣")
    return words if fold(words) == place.name else place.name
