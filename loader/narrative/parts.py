"""What is part of what: partitions, servers and terminals of a system, members of a group, offices of a body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from bangolin.loader.facts.records import Facts, Part
from bangolin.loader.narrative.aliases import Alias
from bangolin.loader.narrative.cited import cited, printed
from bangolin.loader.narrative.clauses import sentences
from bangolin.loader.narrative.components import components
from bangolin.loader.narrative.partitions import partitions
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.places import Lexicon, Place, kind_of, place_at
from bangolin.loader.narrative.words import alternatives, declared, fold, folded

MADE_OF = re.compile(r"(?:で|から|により)構成(?:され|する)|から成る|からなる|からなり")
IS_PART = re.compile(r"の(?:専用|連携)?(?:端末|サーバー?|一部|サブシステム|構成要素)(?:であ|です)")
QUOTED = re.compile(r"の(?=「)「(?P<part>[^「」]{3,30})(?=」)")
SOME_OF = re.compile(r"の一部である(?P<part>[一-龥ァ-ヴーA-Za-z0-9・]{3,30})(?=[はをがにで、(])")
INSIDE = re.compile(r"(?:内の|内に設ける|内に設置する|の中の)")
LONGEST_NAME = 200
"""A longer one is no name: looked for at every sign of a text as long, it would take the square of its length."""
GENERIC = ("サーバ", "サーバー", "特定個人情報ファイル", "ファイル", "システム", "端末")
BRACKETED = re.compile(r"(?P<whole>[一-龥ァ-ヴー]{2,10}環境)\((?P<part>[一-龥]{2,6}区画)\)")
TOPIC = re.compile(
    r"^(?P<whole>[一-龥ァ-ヴーA-Za-z]{4,20})の(?P<part>(?![^、。]{1,4}(?:れた|れる|いる|ある)|[^、。]{1,12}及び)[^、。の]{4,30}(?:環境|領域|区画))は"
)
ONE_FILE = re.compile(r"(?:一つの|１つの|1つの)特定個人情報ファイル\((?P<file>[^()]+)\)")
QUOTED_FILE = re.compile(r"「([^「」]{2,20}ファイル)」")
SPACED = re.compile(
    r"^(?P<whole>\S{2,}(?:部|局|本部|所|庁|院|法人\S+|会社|機構|連合会))[ 　]+"
    r"(?P<part>\S{2,}(?:課|室|係|部|センター|担当|所))$"
)
OFFICE = re.compile(
    r"^(?P<whole>.{1,}?(?:区役所|総合支所|支所|局(?!長)|部))(?P<part>.{1,}(?:課|室|係|センター|担当|部|所))$"
)


@cache
def part_names() -> re.Pattern[str]:
    """「AのB」 with such a B: B is a part of A."""
    ends = alternatives(folded(declared("narrative_structure")["part_ends"]))
    return re.compile(
        rf"の(?P<part>(?:[一-龥]{{0,6}})?(?:{ends}))(?![ァ-ヴー]|(?![又及並内上])[一-龥])(?:(?:又は|及び|、|や)(?P<other>[一-龥]{{2,6}}(?:区画|領域)))?"
    )


def parts(found: Sequence[Passage], named: Sequence[Alias], facts: Facts, lex: Lexicon) -> tuple[Part, ...]:
    """All parts that the text states, each pair once."""
    out: dict[tuple[str, str], Part] = {}
    full = _full_names(named, facts)
    owned = list(_partitions(found, lex))
    made: list[Part] = [
        *_made_of(found, facts, lex),
        *_told_parts(found, facts, lex),
        *_terminals(found, facts),
        *_joined(facts),
        *owned,
        *_of_its_own(partitions(found, facts), owned, facts),
        *_of_groups(named, facts, lex),
        *_named_inside(named, facts, lex),
        *_own_offices(found, facts, lex),
        *_components(found, facts, lex),
        *components(found, facts, lex),
        *_files(found, facts),
    ]
    for part in (*made, *_functions(found, named, facts), *_offices(facts), *_outposts(found, facts)):
        if part.part and part.whole and part.part != part.whole and fold(part.part) not in GENERIC:
            whole = full.get(fold(part.whole), part.whole)
            out.setdefault((part.part, whole), replace(part, whole=whole))
    return tuple(out.values())


def _full_names(named: Iterable[Alias], facts: Facts) -> dict[str, str]:
    """The names of I-2 by the short ones that the text gives them."""
    full = {fold(system.name): system.name for system in facts.systems if system.name}
    short = {fold(alias): system.name for system in facts.systems for alias in system.aliases if system.name}
    told = {
        fold(alias.short): full[fold(alias.long)] for alias in named if fold(alias.long) in full and not alias.members
    }
    return {**told, **short}


def _of_its_own(bare: Iterable[Part], owned: Iterable[Part], facts: Facts) -> Iterator[Part]:
    """Partitions that a box names barely, but those that the text elsewhere gives to another system (Aの委託区画)."""
    owners: dict[str, set[str]] = {}
    for part in owned:
        owners.setdefault(part.part or "", set()).add(_full(part.whole or "", facts))
    for part in bare:
        if (part.whole or "") in owners.get(part.part or "", {part.whole or ""}):
            yield part


def _part(passage: Passage, part: str, whole: str, start: int, end: int) -> Part:
    evidence = cited(passage, start, end)
    return Part(part=part, whole=whole, line=evidence.line, evidence={"part": evidence})


def _made_of(found: Sequence[Passage], facts: Facts, lex: Lexicon) -> Iterator[Part]:
    """「Xは、AとBで構成される」."""
    for passage in found:
        for start, end in sentences(passage.folded):
            sentence = passage.folded[start:end]
            match = MADE_OF.search(sentence)
            topic = re.search(r"は(?:、|(?=[^の]))", sentence)
            if match and not topic and passage.section == "I-2" and passage.system:
                for place in _listed(sentence, 0, match.start(), lex):
                    words = passage.text[start + place.start : start + place.end]
                    yield _part(passage, words, passage.system, start, end)
            if not match or not topic or topic.start() > match.start():
                continue
            whole = place_at(sentence, topic.start(), lex)
            if whole is None:
                continue
            for place in _listed(sentence, topic.end(), match.start(), lex):
                owner = _full(passage.text[start + whole.start : start + whole.end], facts)
                owner = _body_of(facts) if whole.name in lex.own and _body_of(facts) else owner
                yield _part(passage, printed(passage, start, place), owner, start, end)


def _told_parts(found: Sequence[Passage], facts: Facts, lex: Lexicon) -> Iterator[Part]:
    """「Xは、Yの端末である」."""
    for passage in found:
        for start, end in sentences(passage.folded):
            sentence = passage.folded[start:end]
            match = IS_PART.search(sentence)
            topic = re.search(r"は、?", sentence)
            if match and topic and topic.end() < match.start():
                part, whole = place_at(sentence, topic.start(), lex), place_at(sentence, match.start(), lex)
                if part and whole and whole.start >= topic.end():
                    names = [printed(passage, start, one) for one in (part, whole)]
                    yield _part(passage, names[0], _full(names[1], facts), start, end)
            for match in (*QUOTED.finditer(sentence), *SOME_OF.finditer(sentence)):
                part, whole = place_at(sentence, match.end("part"), lex), place_at(sentence, match.start(), lex)
                if part and whole and part.kind == whole.kind == "system":
                    words = passage.text[start + match.start("part") : start + match.end("part")]
                    name = passage.text[start + whole.start : start + whole.end].strip("「」")
                    yield _part(passage, words, name, start, end)


def _terminals(found: Sequence[Passage], facts: Facts) -> Iterator[Part]:
    """「S専用端末」, 「Sの端末」: a terminal of the system S of I-2."""
    names = {
        fold(name): _full(name, facts)
        for system in facts.systems
        for name in (system.name, *system.aliases)
        if name and len(name) <= LONGEST_NAME
    }
    if not names:
        return
    pattern = re.compile(rf"(?P<whole>{alternatives(names)})(?P<desk>の?専用端末|の端末)(?!であ)")
    for passage in found:
        for match in pattern.finditer(passage.folded):
            printed = passage.text[match.start() : match.end()]
            yield _part(passage, printed, names[match["whole"]], match.start(), match.end())


def _joined(facts: Facts) -> Iterator[Part]:
    """A system of I-2 that is named as two: each is a part."""
    for system in facts.systems:
        members = re.split(r"及び|および|並びに", system.name or "")
        if len(members) == 2 and all(member.endswith(("システム", "サーバー", "サーバ")) for member in members):
            for member in members:
                yield Part(part=member, whole=system.name, line=system.line)


def _listed(sentence: str, floor: int, end: int, lex: Lexicon) -> list[Place]:
    ends = [end, *(match.start() for match in re.finditer(r"と、?|及び|、", sentence[:end]) if match.start() > floor)]
    places = [place_at(sentence, at, lex, floor) for at in ends]
    return sorted((place for place in places if place and place.kind != "task"), key=lambda place: place.start)


def _partitions(found: Sequence[Passage], lex: Lexicon) -> Iterator[Part]:
    """「Aの委託区画」, 「A内の統合宛名DB」."""
    seen: dict[str, dict[str, tuple[Passage, int, int]]] = {}
    for passage in found:
        for match in part_names().finditer(passage.folded):
            whole = place_at(passage.folded, match.start(), lex)
            if whole and _has_parts(whole):
                where = (passage, whole.start, match.end("part"))
                name = passage.text[whole.start : whole.end].split("の")[-1]
                seen.setdefault(match["part"], {}).setdefault(fold(name), where)
                if match["other"]:
                    seen.setdefault(match["other"], {}).setdefault(fold(name), where)
        yield from _inside(passage, lex)
        for pattern in (BRACKETED, TOPIC):
            for match in pattern.finditer(passage.folded):
                inner, outer = (passage.text[match.start(name) : match.end(name)] for name in ("part", "whole"))
                yield _part(passage, inner, outer, match.start(), match.end())
    for part, wholes in seen.items():
        for owner, (passage, start, end) in wholes.items():
            whole_name = len(wholes) > 1 or part.endswith("データベース")
            printed = passage.text[start:end] if whole_name else part
            yield _part(passage, printed if part in printed else part, owner, start, end)


def _has_parts(whole: Place) -> bool:
    if whole.name.startswith(("同", "当該", "各", "本")):
        return False
    return whole.kind in ("system", "partition", "network") or whole.name.endswith("データセンター")


def _inside(passage: Passage, lex: Lexicon) -> Iterator[Part]:
    for match in INSIDE.finditer(passage.folded):
        whole = place_at(passage.folded, match.start(), lex)
        after = re.match(r"(?:専用の)?[一-龥ァ-ヴーA-Za-z0-9]{2,24}", passage.folded[match.end() :])
        if whole is None or after is None or not _has_parts(whole):
            continue
        name = after[0]
        kinds = ("system", "partition", "file") if whole.kind == "system" else ("system", "partition")
        if kind_of(name, lex) in kinds or name.startswith("専用の"):
            printed = passage.text[match.end() : match.end() + len(name)]
            owner = passage.text[whole.start : whole.end]
            yield _part(passage, printed, owner, whole.start, match.end() + len(name))


OF_SYSTEM = ("サブシステム", "DB", "データベース")
OF_SOME = re.compile(r"^(?P<whole>.{3,40})の(?:[一-龥]{0,4})(?:端末|サーバー?|データベース|区画|サブシステム|DB)$")


def _named_inside(named: Iterable[Alias], facts: Facts, lex: Lexicon) -> Iterator[Part]:
    """「Sの管理端末(以下「T」という。)」; a function of a system that has the name of a sub-system."""
    for alias in named:
        some = OF_SOME.match(fold(alias.long))
        whole = place_at(some["whole"], len(some["whole"]), lex) if some else None
        system = alias.passage.system if alias.passage.section == "I-2" else None
        if some and whole and whole.start == 0 and whole.kind in ("system", "network"):
            yield _part(alias.passage, alias.short, _full(alias.long[: len(whole.name)], facts), alias.start, alias.end)
        elif system and fold(alias.short).endswith(OF_SYSTEM) and fold(alias.short) != fold(system):
            yield _part(alias.passage, alias.short, _full(system, facts), alias.start, alias.end)


def _own_offices(found: Sequence[Passage], facts: Facts, lex: Lexicon) -> Iterator[Part]:
    """「Oの情報部」 in a step, where O is a short name that the text gives the assessor: an office of it."""
    names = [name for name in lex.own - lex.vocabulary.assessor_words if len(name) >= 3]
    if not names:
        return
    office = re.compile(
        rf"(?:{alternatives(names)})の(?P<part>[一-龥ァ-ヴー]{{1,12}}(?:部|課|室|局|センター|支所))(?![一-龥])"
    )
    for passage in found:
        for match in office.finditer(passage.folded) if passage.section in ("I-1", "I-2", "別添1") else ():
            words = passage.text[match.start("part") : match.end("part")]
            yield _part(passage, words, _body_of(facts), match.start(), match.end())


MADE_UP = re.compile(
    r"(?P<parts>[^。)]{3,80}?)は、?(?P<whole>[^、。はが]{3,40})を構成する(?:機器|サーバー?|システム|装置|要素|端末)"
)


def _components(found: Sequence[Passage], facts: Facts, lex: Lexicon) -> Iterator[Part]:
    """「A及びBは、Sを構成する機器であり」."""
    for passage in found:
        for start, end in sentences(passage.folded):
            sentence = passage.folded[start:end]
            match = MADE_UP.search(sentence)
            whole = place_at(sentence, match.end("whole"), lex) if match else None
            if match and whole and whole.kind in ("system", "network"):
                for place in _listed(sentence, match.start("parts"), match.end("parts"), lex):
                    owner = _full(printed(passage, start, whole), facts)
                    yield _part(passage, printed(passage, start, place), owner, start, end)


def _of_groups(named: Iterable[Alias], facts: Facts, lex: Lexicon) -> Iterator[Part]:
    """Members of a list that is named together."""
    for alias in named:
        if alias.kind in ("system", "body") and len(alias.members) > 1 and not alias.short.startswith("職員"):
            persons = [member for member in alias.members if kind_of(fold(member), lex) == "person"]
            for member in () if persons else alias.members:
                yield _part(alias.passage, member, _full(alias.short, facts), alias.start, alias.end)


def _files(found: Sequence[Passage], facts: Facts) -> Iterator[Part]:
    """Files that together are one 特定個人情報ファイル."""
    names = {fold(file.name) for file in facts.files if file.name}
    for passage in found:
        match = ONE_FILE.search(passage.folded)
        if match and match["file"] in names:
            whole = passage.text[match.start("file") : match.end("file")]
            for quoted in QUOTED_FILE.finditer(passage.folded, 0, match.start()):
                printed = passage.text[quoted.start(1) : quoted.end(1)]
                yield _part(passage, printed, whole, quoted.start(), match.end())


def _functions(found: Sequence[Passage], named: Iterable[Alias], facts: Facts) -> Iterator[Part]:
    """Functions with a name of their own, listed after 「Xは…の機能で構成される」, are parts of X."""
    whole: str | None = None
    by_passage: dict[int, list[Alias]] = {}
    for alias in named:
        by_passage.setdefault(id(alias.passage), []).append(alias)
    for passage in found:
        if MADE_OF.search(passage.folded) and "機能" in passage.folded:
            topic = re.match(r"(.{2,30}?)は、", passage.folded)
            whole = passage.text[: topic.end(1)] if topic else None
        for alias in by_passage.get(id(passage), ()):
            if whole and fold(alias.long).endswith("機能") and fold(alias.short).endswith("システム"):
                yield _part(passage, alias.short, _full(whole, facts), alias.start, alias.end)


def _full(name: str, facts: Facts) -> str:
    """The name of I-2 for one of its aliases."""
    for system in facts.systems:
        if system.name and name in (system.name, *system.aliases):
            return system.name
    return name


def _body_of(facts: Facts) -> str:
    """The assessor without its head."""
    return re.sub(r"(?<=[市区町村])長$|(?<=[都道府県])知事$|(?:理事長|会長)$", "", facts.document.assessor or "")


def _offices(facts: Facts) -> Iterator[Part]:
    """「X区役所Y課」 is part of X区役所; 「A部B課」 of A部 where that stands by itself too."""
    groups = [[*file.department] for file in facts.files]
    groups += [[*use.departments] for use in facts.use]
    groups += [[*one.recipients] for one in (*facts.transfers, *facts.provisions)]
    groups += [[*one.contractors] for one in facts.delegations]
    names = dict.fromkeys(name for group in groups for name in group)
    alone = {fold(name) for name in names}
    body = facts.document.assessor
    for name in names:
        spaced = SPACED.match(name)
        if spaced:
            yield Part(part=spaced["part"], whole=spaced["whole"], line=_line(facts, name))
            continue
        match = OFFICE.match(name)
        if match and (fold(match["whole"]) in alone or match["whole"].endswith(("区役所", "支所"))):
            yield Part(part=name, whole=match["whole"], line=_line(facts, name))
            if body and match["whole"].endswith(("区役所", "支所")):
                yield Part(part=match["whole"], whole=re.sub(r"長$", "", body), line=_line(facts, name))


OUTPOST = re.compile(
    r"[一-龥A-Zァ-ヴーぁ-ん]{2,}?(?:課|室|係|部|局|所|センター)(?:\([^()]*\))?(?=、|$|\s|[一-龥A-Zま])"
)
OUTER = re.compile(r"(?:センター|出張所|支所|市民サービスコーナー|行政サービスコーナー)(?:\(.*\))?$")


def _outposts(found: Sequence[Passage], facts: Facts) -> Iterator[Part]:
    """Ward offices, branches and centres that ①部署 names beside the departments: parts of the assessor."""
    body = re.sub(r"(?<=[市区町村])長$", "", facts.document.assessor or "")
    for passage in found:
        if passage.section != "I-7" or not body:
            continue
        for match in OUTPOST.finditer(passage.folded):
            name = passage.text[match.start() : match.end()]
            office = OFFICE.match(match[0])
            if office and office["whole"].endswith(("区役所", "支所")):
                whole = passage.text[match.start() : match.start() + office.end("whole")]
                yield _part(passage, name, whole, match.start(), match.end())
                yield _part(passage, whole, body, match.start(), match.end())
            elif OUTER.search(match[0]):
                yield _part(passage, name, body, match.start(), match.end())


def _line(facts: Facts, name: str) -> int | None:
    for record in (*facts.files, *facts.use, *facts.transfers):
        listed = getattr(record, "department", None) or getattr(record, "departments", None) or ()
        if name in listed or name in getattr(record, "recipients", ()):
            return record.line
    return None
