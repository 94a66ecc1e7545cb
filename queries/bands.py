"""The bands of people that the form prints: 「10万人以上100万人未満」 as numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_UNITS = {"千": 1_000, "万": 10_000, "百万": 1_000_000, "億": 100_000_000, "": 1}


@dataclass(frozen=True)
class Band:
    """A number of people: at least ``min``, at most ``max`` (None: open above)."""

    min: int
    max: int | None

    def beyond(self, other: Band) -> bool:
        """Whether every number of this band is larger than every number of the other."""
        return other.max is not None and self.min > other.max


def band(text: str | None) -> Band | None:
    """The band that an option prints, None where the text holds no such option."""
    if not text:
        return None
    plain = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", text))
    low = re.search(r"(\d+)(百万|千|万|億|)(?:人|項目|年|件)?以上", plain)
    high = re.search(r"(\d+)(百万|千|万|億|)(?:人|項目|年|件)?未満", plain)
    if not low and not high:
        return None
    return Band(_number(low) if low else 0, _number(high) - 1 if high else None)


def _number(found: re.Match[str]) -> int:
    return int(found[1]) * _UNITS[found[2]]
