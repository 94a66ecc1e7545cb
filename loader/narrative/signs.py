"""The signs of steps (①, ア, (1), 1-③): what they count in, so that text can speak of a step or a range of steps."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bangolin.loader.narrative.words import fold

SIGN = r"(?:[0-9]{1,2}[-ー])?(?:[ア-ン](?![ァ-ヴー])|[①-⑳]|\((?:[0-9]{1,2}|[ア-ン])\)|[ⅰ-ⅹ])"
KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
CIRCLED = "".join(chr(code) for code in range(ord("①"), ord("⑳") + 1))
ROMAN = "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ"


@dataclass(frozen=True)
class Sign:
    """The sign of a step: what it counts in (kana, circled, brackets …), and its place in that count."""

    style: str
    at: int


def sign(label: str | None) -> Sign | None:
    """The last sign of a label: 1-③ is the third of the circled ones."""
    plain = re.sub(r"[\s.、)ー-]+$", "", fold(label or ""))
    last = plain[-1:]
    bracket = "(" if "(" in plain else ""
    for style, row in (("kana", KANA), ("circled", CIRCLED), ("roman", ROMAN)):
        if last and last in row:
            return Sign(style + bracket, row.index(last))
    number = re.search(r"[0-9]+$", plain)
    return Sign("number" + bracket, int(number[0])) if number else None
