"""Functions of a system that the description of it leaves out of the assessment, and with what reason (I-2 ②)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bangolin.loader.facts.records import Statement
from bangolin.loader.narrative.cited import cited
from bangolin.loader.narrative.passages import Passage

LONGEST = 80
OUTSIDE = re.compile(
    r"^(?P<name>[^。()]{2,60}(?:\((?!※)[^()。]*\)[^。()]{0,20})?)(?:\(※[0-9]*\))?"
    r"\((?:(?P<idle>[^()。]{0,20}(?:実施|利用|使用)し(?:ない|ていない)(?:ため|ので)?、?)|(?P<other>[^()。]{1,30}))?評価の?対象外\)"
)
"""A function with the brackets that say so: 実施しないため評価対象外, another reason, or none."""
UPPER = re.compile(r"[0-9(]")
"""How the label of a group of functions begins; those in it have circled numbers."""


def left_out(found: Sequence[Passage]) -> tuple[Statement, ...]:
    """One ``out-of-scope`` statement for each function in brackets, in printed order.

    ``subject`` is the function, ``act`` is ``not-done``, ``reason`` or ``bare``; ``objects`` has the group it stands in
    where the group itself is said not to be done, with its place as evidence of ``objects[0]``.
    """
    return tuple(_told(found))


def _told(found: Sequence[Passage]) -> Iterator[Statement]:
    above: tuple[Passage, str, int] | None = None
    for passage in found:
        if passage.section != "I-2":
            continue
        match = OUTSIDE.match(passage.folded)
        group = bool(passage.labelled and UPPER.match(passage.label or ""))
        if group or (above and above[0].system != passage.system):
            above = None
        if match is None:
            continue
        yield _statement(passage, match, None if group else above)
        if group and match["idle"]:
            above = (passage, passage.text[match.start("name") : match.end("name")], match.end())


def _statement(passage: Passage, match: re.Match[str], above: tuple[Passage, str, int] | None) -> Statement:
    own = cited(passage, max(0, match.end() - LONGEST), match.end())
    evidence = {"words": own}
    if above:
        evidence["objects[0]"] = cited(above[0], max(0, above[2] - LONGEST), above[2])
    return Statement(
        kind="out-of-scope",
        subject=passage.text[match.start("name") : match.end("name")],
        objects=(above[1],) if above else (),
        act="not-done" if match["idle"] else "reason" if match["other"] else "bare",
        words=own.text,
        line=own.line,
        evidence=evidence,
    )
