"""Cells that no spreadsheet program takes for a formula or a command."""

from __future__ import annotations

import re

FORMULA = re.compile(r"^[\s\u00a0\u3000]*[=+\-@＝＋－＠|%]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain(cell: object) -> str | int | float:
    """A cell as it may stand in a file: numbers as they are, texts without control signs."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, int | float):
        return cell
    return CONTROL.sub("", str(cell))


def harmless(cell: object) -> str | int | float:
    """A cell for CSV: what a spreadsheet program would run is kept as text by a leading apostrophe."""
    words = plain(cell)
    if isinstance(words, str) and (FORMULA.match(words) or words[:1] in ("\t", "\r", "\n")):
        return "'" + words
    return words
