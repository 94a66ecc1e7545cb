"""Networks between two ends, with the protection that the text states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bangolin.loader.facts.records import NetworkLink
from bangolin.loader.narrative.cited import cited
from bangolin.loader.narrative.clauses import sentences
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.places import Lexicon, Place, coordinated, place_at
from bangolin.loader.narrative.words import alternatives, declared, fold, folded

BETWEEN = re.compile(r"(?:との間|間)(?:は|で|の|に|を)")
PROTECTED = re.compile(
    r"[^、。]{0,40}(?:暗号化|VPN|閉域|専用線|専用回線|秘匿|盗聴防止|高度なセキュリティ|認証)[^、。]{0,40}"
)


@cache
def _network() -> re.Pattern[str]:
    return re.compile(rf"[一-龥ァ-ヴーA-Za-z0-9・-]*(?:{alternatives(folded(declared('narrative')['carriers']))})")


def networks(found: Sequence[Passage], lex: Lexicon) -> tuple[NetworkLink, ...]:
    """「AとBとの間は、N を利用する」: the network N between A and B, each once."""
    out: dict[tuple[str | None, tuple[str | None, ...]], NetworkLink] = {}
    for passage in found:
        for start, end in sentences(passage.folded):
            for link in _of_sentence(passage, start, end, lex):
                out.setdefault((link.name, link.between), link)
    return tuple(out.values())


def _of_sentence(passage: Passage, start: int, end: int, lex: Lexicon) -> Iterator[NetworkLink]:
    sentence = passage.folded[start:end]
    for match in BETWEEN.finditer(sentence):
        last = place_at(sentence, match.start(), lex)
        ends = coordinated(sentence, last, lex) if last else ()
        rest = sentence[match.end() :]
        name = _named(rest, ends)
        protection = PROTECTED.search(rest)
        if len(ends) < 2 or not (name or protection):
            continue
        evidence = cited(passage, start, end)
        printed = [passage.text[start + place.start : start + place.end].strip("「」") for place in ends]
        at = start + match.end() + (protection.start() if protection else 0)
        words = passage.text[at : at + len(protection[0])] if protection else None
        for other in printed[1:]:
            yield NetworkLink(
                name=name,
                between=(printed[0], other),
                protection=words,
                line=evidence.line,
                evidence={"name": evidence},
            )


def _named(rest: str, ends: Sequence[Place]) -> str | None:
    """The network that is used; of a name and another in brackets (総合行政ネットワーク等), the one in brackets."""
    names = [match[0] for match in _network().finditer(rest)]
    own = {fold(place.name) for place in ends}
    proper = [name for name in names if name not in own and len(name) > 2]
    return proper[-1] if proper else None
