"""Sub-contractors that a 委託事項 names: 「X（Xは、Yに再委託する）」 by the contractor, 「再委託先はY」, 「業務（株式会社Y）」
and 「YからさらにZに再々委託する」 in the cells of the 再委託.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bangolin.loader.facts.records import Redelegate
from bangolin.loader.form.draft import Draft
from bangolin.loader.form.entries import Entry
from bangolin.loader.form.items import ItemValue, Span

_NOTE = re.compile(
    r"[（(※]?(?:[^（）()、。※]{1,40}(?:は|から|が)[、，]?)?(?:[^（）()、。※は]{1,60}を)?"
    r"([^（）()、。※はがをに]{2,40})に(?:更に|さらに)?再委託(?:する|している)[。]?[）)]?"
)
_FORMS = "株式会社|有限会社|合同会社|合資会社|(?:財団|社団|独立行政|特殊|特定非営利活動|社会福祉|学校|医療)法人"
_BODIES = "連合会|中央会|基金|機構|公社|組合|協会|事業団|研究所|センター"
_SIGNS = r"[^、。，；：:（）()「」\n"
_NAME = rf"(?:(?:{_FORMS})(?:(?!から){_SIGNS}はをがに]){{1,30}}|{_SIGNS}はをがに]{{1,30}}?(?:{_FORMS}|{_BODIES}))"
_SUB_CONTRACTOR = re.compile(
    r"再(?:々?)委託先(?:の?(?:事業者|業者|名称?))?(?:は|:|：|[ 　]|＝|=)[、，\s]*"
    rf"((?:{_FORMS})[^、。，；（）()「」\n]{{1,30}}?|{_SIGNS}はをがに]{{1,30}}?(?:{_FORMS}|{_BODIES}))"
    r"(?=[、。，；（）()「」\n]|である|です|とする|と|及び|$)"
)
# 「Xから(さらに)Yに再委託する」, 「Xは、…をY及びZに再々委託する」, 「Xが…をYに行わせる」: what stands behind the names
_GIVEN = re.compile(
    r"に(?:対し(?:て)?)?[、，]?(?:[^。（）()に]{1,60}を)?(?:更に|さらに)?"
    r"(?:(?P<deep>再々?委託)(?:する|し|している|(?=[。、）)]|$))"
    r"|(?:委ね|任せ|(?:行わ|担わ|請け負わ|実施さ|処理さ)せ)(?:る(?!こと|場合|もの)|てい(?:る|て)|ており))"
)
_SENTENCE = re.compile(r"[。（）()「」\n]")
_GIVER = re.compile(rf"(?P<by>{_SIGNS}はをがに]{{2,30}}?)(?:から|は|が)(?:更に|さらに)?[、，]?")
_BEFORE_NAMES = re.compile(r".*(?:を|て(?=(?:" + _FORMS + r")))[、，]?")
_SEVERAL = re.compile(r"及び|および|並びに|ならびに|[、，・]")
_SAME = re.compile(r"(?:同|当該)(?:社|会|法人|機構|組合|協会|連合会|基金|事業者|再委託先)|再委託先")
_IN_BRACKETS = re.compile(rf"[（(](?P<to>(?:{_FORMS}){_SIGNS}]{{1,30}}|{_NAME})[）)]")


@dataclass(frozen=True)
class Named:
    """The words of the cell without such notes, and the sub-contractors they name."""

    spans: tuple[Span, ...]
    redelegates: tuple[Entry, ...]


@dataclass(frozen=True)
class Further:
    """A sub-contractor and its place in the chain: ``tier`` 2 for the contractor's own; ``by`` who gives the work on."""

    entry: Entry
    tier: int = 2
    by: str | None = None


def without_notes(spans: Sequence[Span]) -> Named:
    """Part a contractor's cell into contractors and named sub-contractors."""
    whole = "".join(span.text for span in spans)
    owner = [span for span in spans for _ in span.text]
    found: list[Entry] = []
    cut = [False] * len(whole)
    for match in _NOTE.finditer(whole):
        found += _bodies(match[1], owner[match.start(1) :])
        cut[match.start() : match.end()] = [True] * (match.end() - match.start())
    kept: list[Span] = []
    at = 0
    for span in spans:
        text = "".join(char for char, gone in zip(span.text, cut[at : at + len(span.text)], strict=True) if not gone)
        at += len(span.text)
        if text.strip():
            kept.append(Span(text, span.line, span.page, span.box, span.cell))
    return Named(tuple(kept), tuple(found))


def _named_in_matter(matter: Sequence[Span], consent: Sequence[Span]) -> tuple[Further, ...]:
    """Sub-contractors that the cells of the 再委託 name, each once, with the tier that the words give them.

    Args:
        matter: the lines of 再委託事項.
        consent: the lines of 再委託の許諾方法; a name in brackets there is no sub-contractor.
    """
    found: dict[str, Further] = {}
    for spans, bracketed in ((matter, True), (consent, False)):
        lines = [Span(span.text.strip(), span.line, span.page, span.box, span.cell) for span in spans]
        whole = "".join(span.text for span in lines)
        owner = [span for span in lines for _ in span.text]
        for match in _SUB_CONTRACTOR.finditer(whole):
            _add(found, Further(Entry(match[1].strip(), owner[match.start(1)])))
        for match in _GIVEN.finditer(whole):
            if match["deep"] or bracketed:
                _add_given(found, whole, match, owner)
        for match in _IN_BRACKETS.finditer(whole) if bracketed else ():
            _add(found, Further(Entry(match["to"].strip(), owner[match.start("to")])))
    return tuple(found.values())


def _add_given(found: dict[str, Further], whole: str, match: re.Match[str], owner: Sequence[Span]) -> None:
    """Those whom a sentence says to be given the work, one tier below who gives it on, where that is one found."""
    start = max((sign.end() for sign in _SENTENCE.finditer(whole, 0, match.start())), default=0)
    giver = _GIVER.match(whole, start, match.start())
    by = giver["by"].strip() if giver else None
    if by and _SAME.fullmatch(by):
        by = next(reversed(found), None)
    start = giver.end() if giver else start
    before = _BEFORE_NAMES.match(whole, start, match.start())
    start = before.end() if before else start
    names = list(_names(whole[start : match.start()], start))
    deep = match["deep"] == "再々委託" or by in found
    for at, name in names:
        entry = Entry(name, owner[at])
        _add(found, Further(entry, 3, by) if deep else Further(entry))


def _names(words: str, start: int) -> Iterator[tuple[int, str]]:
    """The names at the end of a run of words, and where each stands: the last, and those joined with it."""
    ends = [0, *(sign.end() for sign in _SEVERAL.finditer(words))]
    parts = _SEVERAL.split(words)
    for at, part in zip(ends, parts, strict=True):
        name = re.search(rf"{_NAME}$", part) if part is parts[-1] else re.fullmatch(_NAME, part)
        if name:
            yield start + at + name.start(), name[0].strip()


def _bodies(words: str, owner: Sequence[Span]) -> list[Entry]:
    """The bodies that a note by the contractor names; words that do not say which body it is only where they alone do."""
    several = [Entry(name, owner[at]) for at, name in _names(words, 0)]
    return several if len(_SEVERAL.split(words)) > 1 and several else [Entry(words.strip(), owner[0])]


def _add(found: dict[str, Further], one: Further) -> None:
    found.setdefault(one.entry.text, one)


def further(matter: ItemValue | None, consent: ItemValue | None) -> tuple[Further, ...]:
    """Sub-contractors that ⑧ and ⑨ name."""
    return _named_in_matter(matter.spans if matter else (), consent.spans if consent else ())


def redelegates(record: Draft, namer: ItemValue, subs: Sequence[Further]) -> tuple[str | Redelegate, ...]:
    """The sub-contractors with their evidence: a name alone is of the second tier."""
    names = record.listed("redelegates", namer, [one.entry for one in subs])
    return tuple(
        name if one.tier == 2 and one.by is None else Redelegate(name=name, tier=one.tier, by=one.by)
        for name, one in zip(names, subs, strict=True)
    )
