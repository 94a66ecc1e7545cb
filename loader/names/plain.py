"""The one spelling in which names are compared."""

from __future__ import annotations

import re
import unicodedata

_DASHES = str.maketrans({"−": "-", "―": "-", "‐": "-", "–": "-", "—": "-", "･": "・"})
_BRACKETS_AT_END = re.compile(r"\([^()]*\)$")


def plain(name: str) -> str:
    """NFKC, no blanks, one sign for dashes and middle dots, サーバ written サーバー."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)).translate(_DASHES)
    return re.sub(r"サーバ(?!ー)", "サーバー", text)


def without_brackets(name: str) -> str:
    """The plain name without a bracket at its end."""
    return _BRACKETS_AT_END.sub("", plain(name))
