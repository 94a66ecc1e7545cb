"""Statements out of passages: each form of words looked for in every sentence, with the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bangolin.loader.facts.records import Statement
from bangolin.loader.narrative.cited import cited
from bangolin.loader.narrative.clauses import sentences
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.words import fold
from bangolin.loader.statements.declared import Wording, labels, name, wordings

LONGEST = 80
LONGEST_SENTENCE = 20_000
JOINT = re.compile(
    r"、|及び|および|又は|または|並びに|ならびに|を介した|を経由した|(?<=[一-龥ァ-ヴー等])[やと](?=[一-龥ァ-ヴーA-Z])"
)
ENDS = "。、・;"
EXCEPTION = re.compile(r"(?:ただし|但し|やむを得)")


def statements(found: Sequence[Passage]) -> tuple[Statement, ...]:
    """All statements in printed order; what is said again in the same words of the same things counts once."""
    out: dict[tuple[object, ...], Statement] = {}
    above = ""
    for passage in found:
        above = "" if passage.opens or labels().match(passage.folded) else above
        spans = sentences(passage.folded)
        for index, (start, end) in enumerate(spans):
            after = passage.folded[slice(*spans[index + 1])] if index + 1 < len(spans) else ""
            for one in _of_sentence(passage, start, end, above, after):
                out.setdefault((one.kind, one.subject, one.objects, one.act), one)
        above += passage.folded
    return tuple(out.values())


@cache
def _looked_for(section: str) -> tuple[Wording, ...]:
    return tuple(wording for wording in wordings() if wording.looked_for(section))


def _of_sentence(passage: Passage, start: int, end: int, above: str, after: str) -> Iterator[Statement]:
    sentence = passage.folded[start:end]
    if len(sentence) > LONGEST_SENTENCE:
        return  # no sentence of a person: each pattern would begin anew at each of its signs
    for wording in _looked_for(passage.section):
        if wording.needs and not wording.needs.search(sentence):
            continue
        if wording.not_under and wording.not_under.search(above + passage.folded[:start]):
            continue
        headed = wording.heading.match(fold(passage.heading or "")) if wording.heading else None
        if wording.heading and not headed:
            continue
        for match in wording.pattern.finditer(sentence):
            if not _excepted(wording, sentence, match, after):
                yield _statement(passage, start, sentence, wording, match, headed)


def _excepted(wording: Wording, sentence: str, match: re.Match[str], after: str) -> bool:
    """Whether the clause of the words (with a topic: the sentence), or an exception behind, takes them back."""
    if wording.unless is None:
        return False
    first = max(sentence.rfind(sign, 0, match.start()) for sign in ENDS) + 1
    behind = [at for sign in ENDS if (at := sentence.find(sign, match.end())) >= 0]
    clause = sentence if wording.topic else sentence[first : min(behind, default=len(sentence))]
    excepted = EXCEPTION.match(after) or EXCEPTION.search(sentence, match.end())
    return bool(wording.unless.search(clause) or excepted)


def _statement(
    passage: Passage,
    start: int,
    sentence: str,
    wording: Wording,
    match: re.Match[str],
    headed: re.Match[str] | None,
) -> Statement:
    groups = match.groupdict()
    topic = _topic(sentence, match) if wording.topic else None
    subject = _printed(passage, start, match, "subject") or (_words(passage, start, topic) if wording.topic else None)
    if headed and passage.heading:
        subject = passage.heading[headed.start("subject") : headed.end("subject")]
    first = 0 if wording.whole else topic[0] if topic else match.start()
    end = start + match.end()
    evidence = cited(passage, max(start + first, end - LONGEST), end)
    objects = _printed(passage, start, match, "objects")
    return Statement(
        kind=wording.kind,
        subject=subject,
        objects=tuple(_parts(objects)) if objects else (),
        act=groups.get("act"),
        words=evidence.text,
        line=evidence.line,
        evidence={"words": evidence},
    )


def _printed(passage: Passage, start: int, match: re.Match[str], group: str) -> str | None:
    if group not in match.groupdict() or match[group] is None:
        return None
    return passage.text[start + match.start(group) : start + match.end(group)]


def _parts(words: str) -> Iterator[str]:
    for part in JOINT.split(words):
        if part.strip("「」 "):
            yield part.strip("「」 ")


@cache
def _topics() -> re.Pattern[str]:
    one = rf"(?:{name()}|[()])"
    return re.compile(
        rf"(?P<topic>{one}{{2,40}}(?:の{one}{{2,40}})*(?:に(?:保存|保管|記録)する{one}{{2,20}})?)(?:において|について|で|に)?は、?"
    )


def _topic(sentence: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Where the last topic before the words stands."""
    topics = list(_topics().finditer(sentence, 0, match.start()))
    return topics[-1].span("topic") if topics else None


def _words(passage: Passage, start: int, topic: tuple[int, int] | None) -> str | None:
    """The topic as printed; without one the heading above."""
    return passage.text[start + topic[0] : start + topic[1]] if topic else passage.heading
