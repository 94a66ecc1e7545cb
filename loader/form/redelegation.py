"""Sub-contractors that a 委託事項 names: 「X（Xは、Yに再委託する）」 by the contractor, 「再委託先はY」 elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bangolin.loader.form.entries import Entry
from bangolin.loader.form.items import Span

_NOTE = re.compile(
    r"[（(※]?(?:[^（）()、。※]{1,40}(?:は|から|が)[、，]?)?([^（）()、。※はがをに]{2,40})に(?:更に|さらに)?再委託(?:する|している)[。]?[）)]?"
)
_FORMS = "株式会社|有限会社|合同会社|合資会社|(?:財団|社団|独立行政|特殊|特定非営利活動|学校|医療)法人"
_BODIES = "連合会|中央会|基金|機構|公社|組合|事業団|研究所|センター"
_SUB_CONTRACTOR = re.compile(
    r"再(?:々?)委託先(?:の?(?:事業者|業者|名称?))?(?:は|:|：)[、，\s]*"
    rf"((?:{_FORMS})[^、。，；（）()「」\n]{{1,30}}?|[^、。，；（）()「」\nはをがに]{{1,30}}?(?:{_FORMS}|{_BODIES}))"
    r"(?=[、。，；（）()「」\n]|である|です|とする|と|及び|$)"
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


def named_elsewhere(*cells: Sequence[Span]) -> tuple[Entry, ...]:
    """Sub-contractors that other cells name (再委託事項, 許諾方法): 「再委託先は株式会社Y」. Each name once."""
    found: dict[str, Entry] = {}
    for spans in cells:
        whole = "".join(span.text for span in spans)
        owner = [span for span in spans for _ in span.text]
        for match in _SUB_CONTRACTOR.finditer(whole):
            found.setdefault(match[1].strip(), Entry(match[1].strip(), owner[match.start(1)]))
    return tuple(found.values())
