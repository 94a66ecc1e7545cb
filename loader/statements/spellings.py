"""Names that the text spells in two ways: with one sign more, less or another, or with two signs changed round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bangolin.loader.facts.records import Evidence, Statement
from bangolin.loader.narrative.cited import cited
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.words import alternatives, declared

MOST = 12
"""Pairs of spellings that one document is asked about."""
LEAST = {"other": 8, "more": 7, "order": 7, "long": 4}
"""Signs that the shorter of two names has at least, by how they differ; of shorter ones two things are as likely."""
LATIN = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]{2,7}(?![A-Za-z])")


def spellings(found: Sequence[Passage]) -> tuple[Statement, ...]:
    """One statement for each pair of names that differ in one sign, the rarer as subject, at most ``MOST``.

    ``act`` tells how: ``other`` sign, one ``more``, ``order`` of two signs, or the ``long`` vowel mark of サーバー, which
    counts once a document.
    """
    words = declared("spellings")
    ends = re.compile(rf"(?:{alternatives(words['ends'])})$")
    names = re.compile(rf"[{words['signs']}]{{3,}}")
    told, places = Counter[str](), dict[str, tuple[Passage, int]]()
    for passage in found:
        for match in (*names.finditer(passage.folded), *LATIN.finditer(passage.folded)):
            if ends.search(match[0]) or LATIN.fullmatch(match[0]):
                told[match[0]] += 1
                places.setdefault(match[0], (passage, match.start()))
    pairs = _bounded(sorted(_pairs(told, words), key=lambda pair: (_line(places, pair), pair)))
    return tuple(_statement(pair, told, places) for pair in pairs)


Pair = tuple[str, str, str]


def _pairs(told: Counter[str], words: Mapping[str, Any]) -> Iterator[Pair]:
    """(one name, another, how they differ), found by the signs that are left when one is taken out."""
    without: dict[str, list[str]] = {}
    for name in sorted(told):
        for key in sorted({name, *(name[:at] + name[at + 1 :] for at in range(1, len(name)))}):
            without.setdefault(key, []).append(name)
    seen: set[tuple[str, str]] = set()
    for names in without.values():
        for at, one in enumerate(names):
            for other in names[at + 1 :]:
                if one != other and (one, other) not in seen:
                    seen.add((one, other))
                    how = _differ(one, other, words)
                    if how and min(len(one), len(other)) >= (3 if LATIN.fullmatch(one) else LEAST[how]):
                        yield one, other, how


def _differ(one: str, other: str, words: Mapping[str, Any]) -> str | None:
    """How two names differ; None for two things: signs that make another thing of it, numbers, a word before."""
    start = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    start = min(len(one), len(other)) if start is None else start
    left = [name[start:] for name in (one, other)]
    while all(left) and left[0][-1] == left[1][-1]:
        left = [name[:-1] for name in left]
    signs = "".join(left)
    latin = bool(LATIN.fullmatch(one))
    if not latin and (start == 0 or re.search(words["telling"], signs)):
        return None
    if sorted(map(len, left)) == [2, 2] and left[0] == left[1][::-1]:
        return "order"
    if latin:
        return None
    if signs == "ー":
        return "long"
    if all(left):
        return "other" if len(signs) == 2 and not re.search(words["numbers"], signs) else None
    return "more" if len(signs) == 1 else None


def _bounded(pairs: Sequence[Pair]) -> list[Pair]:
    """The first pairs, of those with and without a long vowel mark one."""
    long = [pair for pair in pairs if pair[2] == "long"]
    return [pair for pair in pairs if pair[2] != "long" or pair is long[0]][:MOST]


def _line(places: dict[str, tuple[Passage, int]], pair: Pair) -> int:
    return min(places[name][0].line or 0 for name in pair[:2])


def _statement(pair: Pair, told: Counter[str], places: dict[str, tuple[Passage, int]]) -> Statement:
    rare, usual = sorted(pair[:2], key=lambda name: (told[name], name))
    first, second = _evidence(places, rare), _evidence(places, usual)
    return Statement(
        kind="spelled",
        subject=rare,
        objects=(usual,),
        act=pair[2],
        words=first.text,
        line=first.line,
        evidence={"words": first, "objects[0]": second},
    )


def _evidence(places: dict[str, tuple[Passage, int]], name: str) -> Evidence:
    passage, at = places[name]
    return cited(passage, at, at + len(name))
