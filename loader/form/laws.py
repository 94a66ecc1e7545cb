"""The legal bases of 情報連携 (I-6 ② / I-5 ②): which are for inquiry (照会) and which for provision (提供)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bangolin.loader.form.entries import joined
from bangolin.loader.form.items import Span

_INQUIRY = re.compile(r"照会")
_PROVISION = re.compile(r"提供")
_MARK = re.compile(
    r"[＜<〈【\[［(（「・○①-⑳][^。]{0,16}?(照会|提供)(?:[のにとをす側][^＞>】\]］)）」]{0,12})?[＞>〉】\]］)）」：:]"
)
_REFERENCE = re.compile(r"第[0-9０-９一二三四五六七八九十百]+(?:条|項|号)|別表|[0-9０-９]+の項|項番")
_NONE = re.compile(r"^[^第]*(?:なし|行わない)")


@dataclass(frozen=True)
class Bases:
    """Law references by what they allow."""

    inquiry: tuple[str, ...]
    provision: tuple[str, ...]


def bases(spans: Sequence[Span]) -> Bases:
    """Sort the references of the cell under the last mark 「照会」 or 「提供」 before them."""
    groups: dict[str, list[str]] = {"照会": [], "提供": []}
    current: str | None = None
    for line in (joined(spans) or "").split("\n"):
        mark = _MARK.search(line)
        if mark:
            current = mark[1]
            line = line[mark.end() :]
        text = line.strip(" 　・：:")
        if current and text and _REFERENCE.search(text) and not _NONE.match(text):
            groups[current].append(text)
    return Bases(tuple(groups["照会"]), tuple(groups["提供"]))
