"""One thing under several names, where the text says so: 以下「…」という, （略称）, a name with its short form."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bangolin.loader.facts.records import Evidence, Facts, SameAs
from bangolin.loader.narrative.clauses import sentences
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.places import (
    COMPANY,
    MOST_MEMBERS,
    Lexicon,
    coordinated,
    kind_of,
    phrase_start,
    place_at,
)
from bangolin.loader.narrative.words import alternatives, declared, folded

SHORT = re.compile(
    r"\((?P<before>[^()]*?(?:\([^()]*\)[^()]*?)?)(?:以下|以後|以降)[、,]?(?:単に|総称して)?"
    r"(?P<these>(?:これら|両者|(?:この|上記の?|当該)(?:[二三四五2-5]つ|[二三四五2-5]者|両)[^「」()、。]{0,10})を(?:総称して|併せて|合わせて|まとめて)?)?"
    r"(?:「(?P<quoted>[^」]{1,60})」|(?P<bare>[^「」()、。]{2,30}?)(?=と(?:い|総称|呼|す)))"
    r"(?:と(?:い|総称|呼|略|す)|[。)])"
)
BODY = {"body": "body", "office": "body", "person": "body", "system": "system", "network": "system", "file": "file"}
LISTED = ("及び", "又は", "または", "および", "並びに", "若しくは", "、", "・", "や")


@dataclass(frozen=True)
class Alias:
    """A short name and the long one (or ones, where a list is named together) that it stands for."""

    passage: Passage
    start: int
    end: int
    long: str
    short: str
    members: tuple[str, ...]
    kind: str | None


def aliases(found: Sequence[Passage], lex: Lexicon) -> tuple[Alias, ...]:
    """Every definition of a short name, each pair of names once."""
    out: dict[tuple[str, str], Alias] = {}
    known: dict[str, str] = {}
    for passage in found:
        for alias in itertools.chain(_in(passage, lex, known), _bracketed(passage, lex)):
            out.setdefault((alias.long, alias.short), alias)
            known.setdefault(alias.short, alias.long)
    return tuple(out.values())


def same_as(found: Iterable[Alias]) -> tuple[SameAs, ...]:
    """The records of definitions."""
    return tuple(_record(alias) for alias in found)


def system_names(facts: Facts) -> tuple[SameAs, ...]:
    """The names that item ① of a system gives beside its main name."""
    return tuple(
        SameAs(names=(system.name, alias), basis="stated", kind="system", line=system.line)
        for system in facts.systems
        for alias in system.aliases
        if system.name
    )


def _record(alias: Alias) -> SameAs:
    passage = alias.passage
    span = passage.span(alias.start)
    evidence = Evidence(
        item=passage.section,
        line=span.line,
        page=span.page,
        box=span.box,
        cell=span.cell,
        text=passage.text[alias.start : alias.end],
        confidence="certain",
    )
    names = (alias.long, alias.short)
    return SameAs(names=names, basis="stated", kind=alias.kind, line=span.line, evidence={"names": evidence})


FARTHEST = 400  # how far before its short name a long one may start
FOOTNOTE = re.compile(r"\([*※注][0-9]*\)$")
DEFINED = re.compile(r"\((?:以下|以後)、?「([^」]+)」[^()]*\)")
DEFINED_AS_PRINTED = re.compile(r"[(（](?:以下|以後)[、，]?[「｢][^」｣]+[」｣][^()（）]*[)）]")
BRACKET = re.compile(r"「(?P<long>[^「」()]{4,50})\((?P<short>[^「」()、]{4,30})\)」")
ACRONYM = re.compile(r"(?P<one>[A-Z]{3,7})\((?P<other>[一-龥ァ-ヴー]{5,30})\)")
CHIEF = re.compile(r"(?P<one>[一-龥ァ-ヴー]{2,12}(?:管理者|責任者|担当者))\((?P<other>[^()「」。]{4,40}の長)\)")
ALSO = re.compile(
    r"(?P<one>[一-龥ァ-ヴーA-Za-z0-9・]{3,40})\((?P<other>[^()、。]{3,40})(?:とも(?:いう|言う|呼ぶ|称する)|をいう。以下同じ|をいう)。?\)"
)
OF_LAW = re.compile(r"(?P<short>[一-龥]{1,12}[法令則例])\((?P<long>[^()]{6,70})をいう。以下同じ")
NAMELY = re.compile(
    r"(?:^|[。※])(?P<short>[一-龥ァ-ヴーA-Z]{2,20})とは、?(?P<long>[一-龥ァ-ヴーA-Za-z・の]{3,40})を(?:いう|指す)"
)
MEANT = re.compile(r"「(?P<short>[^「」]{2,30})」をいう。以下同じ")


def _bracketed(passage: Passage, lex: Lexicon) -> Iterator[Alias]:
    """「X(Y)」, quoted as a whole, where both are names of a system or both of a body."""
    for match in (*ACRONYM.finditer(passage.folded), *CHIEF.finditer(passage.folded)):
        kind = "role" if match["other"].endswith("の長") else "body"
        words = [passage.text[match.start(name) : match.end(name)] for name in ("other", "one")]
        yield Alias(passage, match.start(), match.end(), words[0], words[1], (), kind)
    for match in (*OF_LAW.finditer(passage.folded), *NAMELY.finditer(passage.folded)):
        law = bool(law_end().search(match["long"]))
        place = kind_of(match["long"], lex)
        if law or (place and kind_of(match["short"], lex)):
            words = [passage.text[match.start(name) : match.end(name)] for name in ("long", "short")]
            what = "law" if law else BODY.get(place or "")
            yield Alias(passage, match.start(), match.end(), words[0], words[1], (), what)
    for match in ALSO.finditer(passage.folded):
        kinds = {kind_of(match["one"], lex), kind_of(match["other"], lex)}
        if kinds <= {"system", "network"} or kinds == {"body"}:
            words = [passage.text[match.start(name) : match.end(name)] for name in ("one", "other")]
            kind = "body" if kinds == {"body"} else "system"
            yield Alias(passage, match.start(), match.end(), words[0], words[1], (), kind)
    yield from _meant(passage)
    yield from _called(passage, lex)
    yield from _named_as(passage, lex)
    for match in BRACKET.finditer(passage.folded):
        long, short = kind_of(match["long"], lex), kind_of(match["short"], lex)
        if long == short and long in ("system", "body", "network"):
            words = [passage.text[match.start(name) : match.end(name)] for name in ("long", "short")]
            yield Alias(passage, match.start(), match.end(), words[0], words[1], (), BODY[long])


def _named_as(passage: Passage, lex: Lexicon) -> Iterator[Alias]:
    """「Xを、以下「Y」という」."""
    for match in NAMED_AS.finditer(passage.folded):
        end = match.start()
        start = _with_place(passage.folded, phrase_start(passage.folded, end, lex), end)
        kind = _kind(passage.folded[start:end], lex)
        if kind and start < end:
            short = passage.text[match.start("short") : match.end("short")]
            yield Alias(passage, start, match.end(), passage.text[start:end], short, (), kind)


# 「Xを、以下「Y」という」
NAMED_AS = re.compile(r"を、?(?:以下|以後)、?(?:単に)?「(?P<short>[^「」]{2,30})」と(?:いう|呼ぶ|する|称する|略す)")
CALLED = re.compile(r"「(?P<short>[^「」]{2,30})」の(?:名|名前|名称|愛称|通称|呼び名|呼称)で(?!は)")


def _called(passage: Passage, lex: Lexicon) -> Iterator[Alias]:
    """「Sは、「X」の名で案内されている」; without a topic, of the system of the box."""
    for start, end in sentences(passage.folded):
        sentence = passage.folded[start:end]
        match = CALLED.search(sentence)
        topic = re.search(r"は、?", sentence[: match.start()]) if match else None
        place = place_at(sentence, topic.start(), lex) if topic else None
        long = passage.text[start + place.start : start + place.end] if place else None
        if match and topic is None and passage.section == "I-2":
            long = passage.system
        if match and long and (place is None or place.kind in ("system", "network")):
            short = passage.text[start + match.start("short") : start + match.end("short")]
            yield Alias(passage, start + match.start(), start + match.end(), long, short, (), "system")


def _meant(passage: Passage) -> Iterator[Alias]:
    """「…が委託したX(…に規定する「X」をいう。以下同じ。)」: the longer name and X."""
    text = passage.folded
    for match in MEANT.finditer(text):
        short = match["short"]
        end = text.rfind(short + "(", 0, match.start()) + len(short)
        start = max(
            [0, *(bound.end() for bound in CLAUSE.finditer(text, max(0, end - FARTHEST), max(end - len(short), 0)))]
        )
        if end > len(short) and end - start > len(short) + 1 and end - start <= 40 and "又は" not in text[start:end]:
            yield Alias(passage, start, match.end(), passage.text[start:end], short, (), None)


def _in(passage: Passage, lex: Lexicon, known: Mapping[str, str]) -> Iterator[Alias]:
    text = passage.folded
    for match in SHORT.finditer(text):
        short = FOOTNOTE.sub("", (match["quoted"] or match["bare"]).strip("「」"))
        phrase = text[phrase_start(text, match.start(), lex) : match.start()]
        start, end = _long_span(text, match.start(), short, lex, known, _how_many(match["these"]))
        long = DEFINED.sub("", text[start:end]).strip("「」")
        told = TOLD.search(long) and _kind(short, lex) is None and not law_end().search(long)
        if (
            start >= end
            or told
            or short in (phrase, long)
            or "という" in long
            or short.startswith(("同じ", "この", "本評価"))
        ):
            continue
        first = match.start("quoted") if match["quoted"] else match.start("bare")
        printed = passage.text[first : first + len(short)]
        kind = "law" if law_end().search(long) else _kind(short, lex) or _kind(long, lex)
        kind = kind or ("body" if COMPANY.search(long) else None)
        words = DEFINED_AS_PRINTED.sub("", passage.text[start:end]).strip("「」｢｣")
        yield Alias(passage, start, match.end(), words, printed, _members(text[start:end]), kind)


def _kind(name: str, lex: Lexicon) -> str | None:
    kind = kind_of(name, lex)
    return BODY.get(kind) if kind else None


@cache
def law_end() -> re.Pattern[str]:
    """What names of laws end in."""
    return re.compile(f"(?:{alternatives(folded(declared('narrative_structure')['law_ends']))})」?$")


CLAUSE = re.compile(
    r"[、。:;「>】]|(?<=[^の])は、|により|[)」](?=[一-龥])|[)」](?:及び|並びに|又は)|(?<=[法号例則])(?:及び|並びに)"
)
TOLD = re.compile(r"(?:から|[にへ](?![関係基]))[^の]{0,14}(?:された|した|する)[^「」]{6,}$")  # a clause, no name
NOTHING = re.compile(r"^(?:.{0,3}|場合|もの|こと|機能|業務|事務|システム)$")
LABEL = re.compile(r"^(?:及び|並びに|また|[0-9ア-オ]\.|\([0-9]\)|[①-⑳]|[①2]?システムの名称|当該|上記の?|また、|なお、)")


def _long_span(
    text: str, end: int, short: str, lex: Lexicon, known: Mapping[str, str], told: int = 0
) -> tuple[int, int]:
    """Where the long name stands: one noun phrase; a law's whole name; a list, where the short name is of many."""
    floor = max(0, end - FARTHEST)
    while text.endswith(")", 0, end) and law_end().search(re.sub(r"\([^()]*\)$", "", text[floor:end])):
        end = text.rindex("(", 0, end)
    start = phrase_start(text, end, lex)
    if start == end:
        return _acting(text, end, lex)
    if text[end - 1] == "」" and text.rindex("「", 0, end) >= start:
        return text.rindex("「", 0, end) + 1, end - 1
    nothing = NOTHING.match(text[start:end]) and not _sort(text, start, end, short)
    if law_end().search(text[start:end]) or nothing or _told_by_clause(text, start, end):
        start = max([floor, *(match.end() for match in CLAUSE.finditer(text, floor, max(floor, end - 2)))])
    else:
        start = _list_start(text, start, end, short, lex, known, told)
    start = _with_place(text, start, end)
    label = LABEL.match(text[start:end])
    return start + (label.end() if label else 0), end


BARE = re.compile(r"(?:データセンター|サーバー?|クラウド|端末|事業者|業者|会社|団体)等?")


# 「、みどり県連合会」: hiragana at the head of a clause before 県, 市 … is the name of the place
KANA_PLACE = re.compile(
    r"(?:^|[、。(「」)※])(?!また|なお|ただし|かつ|および|ならびに|そのほか|もしくは)(?P<name>[ぁ-ん]{2,6})$"
)
MUNICIPAL = re.compile(r"[県市町村区郡](?!長)[一-龥]{2}")


def _with_place(text: str, start: int, end: int) -> int:
    """Where a name of a body starts whose place is written in hiragana."""
    kana = KANA_PLACE.search(text, max(0, start - 8), start) if MUNICIPAL.match(text, start, end) else None
    return kana.start("name") if kana else start


def _told_by_clause(text: str, start: int, end: int) -> bool:
    """「連合会が契約するデータセンター」: the bare word is no name without its clause."""
    clause = re.search(
        r"[がをにで][^、。()「」がをにで]{1,12}(?:する|した|している|される|された|す|る|た)$",
        text[max(0, start - 24) : start],
    )
    return bool(BARE.fullmatch(text, start, end) and clause)


def _acting(text: str, end: int, lex: Lexicon) -> tuple[int, int]:
    """「AとBが運営する(以下「C」という。)」: who acts is named."""
    acting = text.rfind("が", max(0, end - 30), end)
    place = place_at(text, acting, lex) if acting > 0 else None
    if place is None:
        return end, end
    return coordinated(text, place, lex)[0].start, acting


SORTS = ("税", "料", "手当", "年金", "届", "申請書", "証")
"""What names of things of one sort end in, their common name too: 「甲税、乙税(以下「町税」という。)」."""


def _sort(text: str, start: int, end: int, short: str) -> str | None:
    return next((word for word in SORTS if short.endswith(word) and text.endswith(word, start, end)), None)


def _how_many(these: str | None) -> int:
    """How many members 「この二つの端末を」 counts; 「これらを」 counts none."""
    counted = re.search(r"[二三四五2-5両]", these or "")
    return (
        {"二": 2, "2": 2, "両": 2, "三": 3, "3": 3, "四": 4, "4": 4}.get(counted[0], 5)
        if counted
        else MOST_MEMBERS * bool(these)
    )


def _list_start(
    text: str, start: int, end: int, short: str, lex: Lexicon, known: Mapping[str, str], told: int = 0
) -> int:
    """Where a list starts that the short name stands for as a whole: of ``told`` members, where that is not 0."""
    left = told - 1 if told else MOST_MEMBERS
    many = bool(told) or short.endswith(("等", "機関", "団体")) or text[start:end] in known
    alike = _sort(text, start, end, short)
    many = many or alike is not None
    while left > 0 and (many or start <= 40):
        left -= 1
        joint = next((joint for joint in LISTED if text.endswith(joint, 0, start)), None)
        if joint is None:
            break
        other = phrase_start(text, start - len(joint), lex)
        member = text[other : start - len(joint)]
        plain = joint in ("、", "・", "や") and kind_of(member, lex) is None
        if alike and not re.sub(r"\([^()]*\)$", "", member).endswith(alike):
            break
        plain = plain and not alike
        if other == start - len(joint) or plain or (not many and other > 0):
            break
        start = other
    return start


def _members(long: str) -> tuple[str, ...]:
    """The members of a list, by the short names that it gives them itself."""
    named = re.sub(r"[^、及又ま「」]*" + DEFINED.pattern, r"\1", long.strip("「」"))
    parts = re.split(r"、|及び|または|又は|および|並びに", named)
    fine = all(part.count("(") == part.count(")") for part in parts)
    return tuple(part for part in parts if part) if len(parts) > 1 and fine else ()
