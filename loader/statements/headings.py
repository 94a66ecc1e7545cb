"""Whose measures a heading of III says it lists, and the shorter names by which the words below call it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bangolin.loader.facts.records import Statement
from bangolin.loader.narrative.cited import cited
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.words import fold

HEADED = re.compile(
    r"^(?P<subject>[^。、]{3,40}?(?:システム|サーバー?|端末|基盤|プラットフォーム|PC)等?)における(?:[^。、]{0,8})措置"
)
SHORT = re.compile(
    r"(?<![一-龥々ヶァ-ヴーA-Za-z0-9・け])(?P<name>[一-龥々ヶァ-ヴーA-Za-z0-9]{2,20}?(?:システム|サーバー?))(?=[でにはをがとのへ、])"
)


def headings(found: Sequence[Passage]) -> tuple[Statement, ...]:
    """``measures-of`` (the system that a heading names) and ``called-short`` (a name in the words below that is the
    end of it), each pair once, in printed order.
    """
    out: dict[tuple[str, ...], Statement] = {}
    for passage in found:
        match = HEADED.match(fold(passage.heading or "")) if passage.section == "III" else None
        if match is None or passage.heading is None:
            continue
        subject = passage.heading[match.start("subject") : match.end("subject")]
        for one in _told(passage, subject):
            out.setdefault((str(one.kind), subject, *one.objects), one)
    return tuple(out.values())


def _told(passage: Passage, subject: str) -> Iterator[Statement]:
    where = cited(passage, 0, min(len(passage.text), 40))
    yield Statement(kind="measures-of", subject=subject, words=where.text, line=where.line, evidence={"words": where})
    long = fold(subject).removesuffix("等")
    for match in SHORT.finditer(passage.folded):
        if long.endswith(match["name"]) and long != match["name"]:
            where = cited(passage, match.start(), min(len(passage.text), match.end() + 20))
            yield Statement(
                kind="called-short",
                subject=subject,
                objects=(passage.text[match.start("name") : match.end("name")],),
                words=where.text,
                line=where.line,
                evidence={"words": where},
            )
