"""How wide text is, and where Japanese text may break; a little generous, so that any sans-serif font fits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NOT_FIRST = frozenset("、。，．・：；？！）］｝」』】〉》〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々,.!?):;]}%")
NOT_LAST = frozenset("（［｛「『【〈《〔([{")
NARROW = frozenset("il.,:;'|!jtfrI()[]{}/ ")
WIDE = frozenset("mwMW@%&")
CLUSTERS = re.compile(r"[A-Za-z0-9\-_./@&+]+|.", re.DOTALL)


@lru_cache(maxsize=8192)
def letter_width(letter: str) -> float:
    """Width of one letter in em."""
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WFA":
        return 1.0
    if letter in NARROW:
        return 0.42
    if letter in WIDE:
        return 0.96
    return 0.72 if letter.isupper() else 0.62


def text_width(text: str, size: float) -> float:
    """Width of a line of text in points at a font size in points."""
    return sum(letter_width(letter) for letter in text) * size


def wrap(text: str, size: float, width: float, most: int) -> tuple[str, ...]:
    """Break a text into at most `most` lines no wider than `width` points; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    line, wide = "", 0.0
    for cluster in _pieces(text, size, width):
        more = text_width(cluster, size)
        if line and wide + more > width:
            line, carried = _carry(line, cluster)
            lines.append(line.rstrip())
            line = carried.lstrip()
            wide = text_width(line, size)
        else:
            line += cluster
            wide += more
    lines.append(line.rstrip())
    lines = [line for line in lines if line] or [""]
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], shorten(lines[most - 1] + "…", size, width))


def shorten(text: str, size: float, width: float) -> str:
    """Cut a text to one line of `width` points, with an ellipsis where something was cut."""
    if text_width(text, size) <= width:
        return text
    kept = text.rstrip("…")
    while kept and text_width(kept + "…", size) > width:
        kept = kept[:-1]
    return kept + "…"


def _pieces(text: str, size: float, width: float) -> list[str]:
    pieces: list[str] = []
    for cluster in CLUSTERS.findall(" ".join(text.split())):
        pieces.extend([cluster] if text_width(cluster, size) <= width else list(cluster))
    return pieces


def _carry(line: str, cluster: str) -> tuple[str, str]:
    """Move letters to the next line so that it does not begin, nor this one end, with a forbidden letter."""
    carried = cluster
    moved = 0
    while len(line) > 1 and moved < 3 and (carried[0] in NOT_FIRST or line[-1] in NOT_LAST):
        carried = line[-1] + carried
        line = line[:-1]
        moved += 1
    return line, carried
