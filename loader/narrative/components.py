"""Parts told by what a thing is made up of, what forms a group, and where in a building or a box something is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bangolin.loader.facts.records import Facts, Part
from bangolin.loader.narrative.cited import cited
from bangolin.loader.narrative.clauses import sentences
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.places import Lexicon, Place, coordinated, place_at
from bangolin.loader.narrative.words import THIS_SYSTEM, fold

MACHINES = ("system", "network")
# 「Sを形づくる機器のうちT」
FORMS = re.compile(
    r"を(?:形づくる|形作る|形成する|組み立てている|組み立てる|構成する|構成している|成す|なす)"
    r"(?:機器|サーバー?|装置|要素|システム|設備|端末)(?:のうち、?|の一つである|の1つである)(?P<part>[一-龥ァ-ヴーA-Za-z0-9・]{2,30})"
    r"|の(?:構成要素|構成機器|一部)のうち、?(?P<one>[一-龥ァ-ヴーA-Za-z0-9・]{2,30})"
)
SHORT = re.compile(r"\((?:以下|以後)、?「(?P<short>[^」]+)」")
# 「AとBとで成り立つ」, 「A及びBから成り立っている」
STANDS_ON = re.compile(r"と?(?:で|から)成り立[つっ]")
# 「「G」とは、A、Bその他の…を総称していう」
GROUP = re.compile(
    r"「(?P<group>[^「」]{2,20})」とは、?(?P<list>[^。「」]{4,120}?)(?:その他の|等の|などの|といった)[^。「」]{0,60}を(?:総称して)?(?:いう|言う|指す|呼ぶ)"
)
# 「Sの一部であり」 where the sentence has no topic
IS_SOME = re.compile(r"の(?:一部|構成要素|サブシステム|機能の一つ)(?:であ|です)")
# 「Dデータベースに蓄える」 among the functions of a system
STORE = re.compile(
    r"(?<![の一-龥ァ-ヴーA-Za-z])(?P<store>[一-龥ァ-ヴーA-Za-z]{2,14}(?:データベース|テーブル))に(?:蓄え|蓄積|格納|保存|記録|保管|保持)"
)
# 「Cセンターのサーバ室」, 「庁舎4階サーバ室」
ROOM = re.compile(
    r"(?<![一-龥ァ-ヴーA-Za-z])(?:(?P<whole>[一-龥ァ-ヴーA-Za-z]{2,12}(?:(?<!データ)センター|庁舎))(?:内の?|の)"
    r"|(?P<house>[一-龥]{0,6}庁舎)の?(?:地下)?[0-9]+階の?)(?P<part>サーバー?室|電算室|電算機室|マシン室)"
)


def components(found: Sequence[Passage], facts: Facts, lex: Lexicon) -> Iterator[Part]:
    """All parts that are told so."""
    systems = {fold(name) for system in facts.systems for name in (system.name, *system.aliases) if name}
    for passage in found:
        for start, end in sentences(passage.folded):
            sentence = passage.folded[start:end]
            for part, whole in (*_forms(sentence, lex), *_stands_on(sentence, lex), *_group(sentence, lex)):
                yield _part(passage, start, part, _named(passage, start, whole))
            for match in ROOM.finditer(sentence):
                first = match.start() if match["whole"] else match.start("part")
                yield _part(passage, start, (first, match.end()), match["whole"] or match["house"])
            if passage.section == "I-2" and passage.system:
                yield from _of_box(passage, start, sentence, systems, lex)


def _of_box(passage: Passage, start: int, sentence: str, systems: set[str], lex: Lexicon) -> Iterator[Part]:
    """Where the system is that the box is about, and the stores that its functions keep things in."""
    assert passage.system
    some = IS_SOME.search(sentence)
    whole = place_at(sentence, some.start(), lex) if some and "は" not in sentence[: some.start()] else None
    if whole and whole.kind in MACHINES and whole.name not in (fold(passage.system), *THIS_SYSTEM):
        evidence = cited(passage, start + whole.start, start + whole.end)
        yield Part(part=passage.system, whole=whole.name, line=evidence.line, evidence={"part": evidence})
    for match in STORE.finditer(sentence):
        if match["store"] not in systems:
            yield _part(passage, start, match.span("store"), passage.system)


def _forms(sentence: str, lex: Lexicon) -> Iterator[tuple[tuple[int, int], Place]]:
    for match in FORMS.finditer(sentence):
        whole, part = place_at(sentence, match.start(), lex), place_at(sentence, match.end(), lex)
        if whole and part and whole.kind in MACHINES and part.kind in MACHINES:
            short = SHORT.match(sentence, match.end())
            yield short.span("short") if short else (part.start, part.end), whole


def _stands_on(sentence: str, lex: Lexicon) -> Iterator[tuple[tuple[int, int], Place]]:
    match = STANDS_ON.search(sentence)
    topic = re.search(r"は(?:、|(?=[^の]))", sentence)
    whole = place_at(sentence, topic.start(), lex) if match and topic and topic.end() < match.start() else None
    last = place_at(sentence, match.start(), lex) if match and whole else None
    if whole and last and whole.kind in MACHINES:
        for one in coordinated(sentence, last, lex):
            yield (one.start, one.end), whole


def _group(sentence: str, lex: Lexicon) -> Iterator[tuple[tuple[int, int], Place]]:
    for match in GROUP.finditer(sentence):
        last = place_at(sentence, match.end("list"), lex, match.start("list"))
        members = coordinated(sentence, last, lex, match.start("list")) if last else ()
        if len(members) > 1 and all(one.kind in (*MACHINES, "body", "office") for one in members):
            group = Place(*match.span("group"), match["group"], members[0].kind)
            for one in members:
                yield (one.start, one.end), group


def _named(passage: Passage, start: int, whole: Place) -> str:
    """The whole as printed; 同システム and 本システム in a box are the system of the box."""
    if passage.system and whole.name in (*THIS_SYSTEM, "同システム", "当該システム"):
        return passage.system
    return passage.text[start + whole.start : start + whole.end].strip("「」｢｣")


def _part(passage: Passage, start: int, part: tuple[int, int], whole: str) -> Part:
    evidence = cited(passage, start + part[0], start + part[1])
    return Part(
        part=passage.text[start + part[0] : start + part[1]],
        whole=whole,
        line=evidence.line,
        evidence={"part": evidence},
    )
