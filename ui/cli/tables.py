"""Plain tables for a terminal: columns as wide as their widest cell, full-width characters counted as two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def shortened(text: str, most: int) -> str:
    """The text in at most ``most`` columns, with an ellipsis where it is cut."""
    if width(text) <= most:
        return text
    out, used = [], 0
    for sign in text:
        used += width(sign)
        if used > most - 2:
            break
        out.append(sign)
    return "".join(out) + "…"


def table(
    heads: Sequence[str], rows: Iterable[Sequence[object]], most: int = 48, widest: Mapping[str, int] | None = None
) -> str:
    """A table as text: heads, a rule, one line a row; cells longer than ``most`` columns are cut, under some heads
    those longer than ``widest`` says.
    """
    bounds = [(widest or {}).get(head, most) for head in heads]
    cells = [[shortened(plain(cell), bound) for cell, bound in zip(row, bounds, strict=True)] for row in rows]
    widths = [max(width(row[index]) for row in [list(heads), *cells]) for index in range(len(heads))]
    lines = [_line(heads, widths), "  ".join("-" * size for size in widths)]
    return "\n".join([*lines, *(_line(row, widths) for row in cells)])


def plain(cell: object) -> str:
    """A cell as one line of text without control characters."""
    if cell is None:
        return "-"
    text = " ".join(str(cell).split())
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cf"))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(cells, widths, strict=True)).rstrip()
