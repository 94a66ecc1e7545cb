"""Sub-contractors named beside a contractor: 「X（Xは、Yに再委託する）」 names X as contractor and Y as sub-contractor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bangolin.loader.form.entries import Entry
from bangolin.loader.form.items import Span

_NOTE = re.compile(
    r"[（(※]?(?:[^（）()、。※]{1,40}(?:は|から|が)[、，]?)?([^（）()、。※はがをに]{2,40})に(?:更に|さらに)?再委託(?:する|している)[。]?[）)]?"
)


@dataclass(frozen=True)
class Named:
    """The words of the cell without such notes, and the sub-contractors they name."""

    spans: tuple[Span, ...]
    redelegates: tuple[Entry, ...]


def without_notes(spans: Sequence[Span]) -> Named:
    """Part a contractor's cell into contractors and named sub-contractors."""
    whole = "".join(span.text for span in spans)
    owner = [span for span in spans for _ in span.text]
    found: list[Entry] = []
    cut = [False] * len(whole)
    for match in _NOTE.finditer(whole):
        found.append(Entry(match[1].strip(), owner[match.start(1)]))
        cut[match.start() : match.end()] = [True] * (match.end() - match.start())
    kept: list[Span] = []
    at = 0
    for span in spans:
        text = "".join(char for char, gone in zip(span.text, cut[at : at + len(span.text)], strict=True) if not gone)
        at += len(span.text)
        if text.strip():
            kept.append(Span(text, span.line, span.page, span.box, span.cell))
    return Named(tuple(kept), tuple(found))
