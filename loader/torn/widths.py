"""How wide the lines of a text are: a line as wide as the text goes on on the next line."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

_NARROWEST, _SLACK, _FEWEST_FULL = 40, 4, 3
_SHARE = 0.1


def full_width(texts: Iterable[str]) -> int:
    """The width of a full line, in half-width signs: the greatest that several lines have; 0 where none has it."""
    counts = Counter(printed_width(text) for text in texts)
    whole = {width: sum(counts[one] for one in range(width - 2, width + 1)) for width in counts if width >= _NARROWEST}
    least = max(_FEWEST_FULL, _SHARE * max(whole.values(), default=0))
    return max((width for width, count in whole.items() if count >= least), default=0)


def is_full(text: str, width: int) -> bool:
    """Whether a line is as wide as the text, but for signs that must not start a line."""
    return bool(width) and printed_width(text) >= width - _SLACK


def printed_width(text: str) -> int:
    """How many half-width signs wide a text is printed."""
    return sum(2 if unicodedata.east_asian_width(char) in "FWA" else 1 for char in text)
