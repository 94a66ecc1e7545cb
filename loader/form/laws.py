"""The legal bases of 情報連携 (I-6 ② / I-5 ②): which are for inquiry (照会) and which for provision (提供)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bangolin.loader.form.entries import Entry, joined
from bangolin.loader.form.items import Span

_INQUIRY = re.compile(r"照会")
_PROVISION = re.compile(r"提供")
_MARK = re.compile(
    r"[＜<〈【\[［(（「・○①-⑳][^。]{0,16}?(照会|提供)(?:[のにとをす側][^＞>】\]］)）」]{0,12})?[＞>〉】\]］)）」：:]"
)
_REFERENCE = re.compile(r"第[0-9０-９一二三四五六七八九十百]+(?:条|項|号)|別表|[0-9０-９]+の項|項番")
_AROUND = " 　・：:"
_NONE = re.compile(r"^[^第]*(?:なし|行わない)")


@dataclass(frozen=True)
class Bases:
    """Law references by what they allow, each with the words it starts in."""

    inquiry: tuple[Entry, ...]
    provision: tuple[Entry, ...]


def bases(spans: Sequence[Span]) -> Bases:
    """Sort the references of the cell under the last mark 「照会」 or 「提供」 before them."""
    groups: dict[str, list[Entry]] = {"照会": [], "提供": []}
    current: str | None = None
    start = 0
    for line in (joined(spans) or "").split("\n"):
        mark = _MARK.search(line)
        begin = mark.end() if mark else 0
        current = mark[1] if mark else current
        text = line[begin:].strip(_AROUND)
        if current and text and _REFERENCE.search(text) and not _NONE.match(text):
            groups[current].append(Entry(text, _span_at(spans, start + line.index(text, begin))))
        start += len(line) + 1
    return Bases(tuple(groups["照会"]), tuple(groups["提供"]))


def _span_at(spans: Sequence[Span], offset: int) -> Span:
    """The span that a character of the joined words comes from."""
    ends = (len(joined(spans[: count + 1]) or "") for count in range(len(spans)))
    return next(span for span, end in zip(spans, ends, strict=True) if end > offset)
