"""Who runs or maintains a system, a centre, a cloud: by the text and by what is delegated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bangolin.loader.facts.records import Facts, Operator
from bangolin.loader.narrative.cited import cited, printed
from bangolin.loader.narrative.clauses import sentences
from bangolin.loader.narrative.delegated import delegated
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.places import Lexicon, Place, coordinated, place_at
from bangolin.loader.narrative.run_by import generic, run_by
from bangolin.loader.narrative.words import alternatives, declared, fold, folded

BODIES = ("body", "office", "person")
THINGS = ("system", "network", "partition", "office")


@cache
def running() -> re.Pattern[str]:
    """「Oが運営する」, 「Oの運営するS」, 「Oがクラウド上で運営する」."""
    work = f"(?:{_words('running')})"
    jointly = r"(?P<with>[^、。がはを]{2,24}?)と(?:共に|ともに|共同で|共同して|連携して)"
    return re.compile(
        rf"[のが]営(?=む)|が{work}(?=$)|が(?:[一-龥]{{2,6}}し、)?{jointly}{work}(?:す|し)"
        rf"|が(?:取りまとめて|共同して|共同で|[一-龥]{{2,6}}し、|[^、。がはを]{{1,12}}で)?{work}(?:す|し|を行|を共同)|の{work}す(?=る[一-龥ァ-ヴーA-Z])"
    )


@cache
def role() -> re.Pattern[str]:
    """「Sの保守・運用を行う事業者」, 「Sの運営主体」, 「S運用事業者」, 「S事業者」."""
    work = rf"(?:{_words('running')}|{_words('run_words')})"
    doers = r"(?:事業者|業者|運営主体|運用主体|主体|管理者)"
    return re.compile(
        rf"(?:の(?:{work}[・、]?)+(?:等)?(?:を行う|に携わる|を担う|を実施する|を行っている)(?:職員及び)?{doers}|の?運営主体"
        rf"|の?(?:{work}[・]?)+{doers}|を提供する事業者|(?<=プラットフォーム)の?事業者|(?<=クラウド)運用管理補助者|の(?:建物|設備|施設)を管理する{doers})"
    )


@cache
def _words(key: str) -> str:
    return alternatives(folded(declared("narrative_structure")[key]))


def operators(found: Sequence[Passage], facts: Facts, lex: Lexicon) -> tuple[Operator, ...]:
    """All operators that the document states, each pair once."""
    out: dict[tuple[str, str], Operator] = {}
    told = tuple(_told(found, lex))
    for one in (*told, *_roles(found, lex), *delegated(facts, lex, told)):
        if one.operator and one.of and one.operator != one.of:
            out.setdefault((fold(one.operator), fold(one.of)), one)
    return tuple(out.values())


def _operator(passage: Passage, operator: str, of: str, start: int, end: int) -> Operator:
    evidence = cited(passage, start, end)
    return Operator(operator=operator, of=of, line=evidence.line, evidence={"operator": evidence})


def _told(found: Sequence[Passage], lex: Lexicon) -> Iterator[Operator]:
    for passage in found:
        for start, end in sentences(passage.folded):
            sentence = passage.folded[start:end]
            for match in running().finditer(sentence):
                yield from _of_sentence(passage, start, end, sentence, match, lex)
            for run in run_by(passage, start, sentence, lex):
                if NOBODY.fullmatch(passage.folded[slice(*run.operator)]):
                    continue
                of = passage.text[slice(*run.of)].strip("「」｢｣") if run.of else passage.system or ""
                yield _operator(passage, passage.text[slice(*run.operator)], of, start, end)
            yield from _runner(passage, start, end, sentence, lex)
            yield from _active(passage, start, end, sentence, lex)
            yield from _given(passage, start, end, sentence, lex)
            yield from _doing(passage, start, end, sentence, lex)
            yield from _topical(passage, start, end, sentence, lex)


def _of_sentence(
    passage: Passage, start: int, end: int, sentence: str, match: re.Match[str], lex: Lexicon
) -> Iterator[Operator]:
    body = place_at(sentence, match.start(), lex)
    if body is None or body.kind not in BODIES:
        return
    thing = _thing(sentence, body, match, lex)
    if thing is None and passage.section == "I-2" and passage.system and _of_box(sentence, body, match):
        joint = place_at(sentence, match.end("with"), lex) if match["with"] else None
        for one in (*coordinated(sentence, body, lex), *([joint] if joint else [])):
            yield _operator(passage, printed(passage, start, one), passage.system, start, end)
        return
    cloud = _cloud(passage, sentence, match)
    if thing is None or cloud:
        if cloud:
            name = passage.text[start + body.start : start + body.end]
            yield _operator(passage, name, cloud, start, end)
        return
    acting = coordinated(sentence, body, lex)
    names = [_whole(printed(passage, start, place), passage, start, place) for place in acting]
    common = IN_COMMON.search(sentence, acting[-1].start, acting[-1].end) if len(acting) > 1 else None
    names += [passage.text[start + common.start("short") : start + common.end("short")]] if common else []
    joint = place_at(sentence, match.end("with"), lex) if match["with"] else None
    names += [printed(passage, start, joint)] if joint else []
    together = TOGETHER.match(sentence[match.end() :])
    for name in [*names, *([together["name"]] if together else [])]:
        yield _operator(passage, name, printed(passage, start, thing), start, end)


IS_SYSTEM = re.compile(
    r"^[^は]*(?:システム|サービス|サーバー|機能)であ(?:り|って)、"
)  # no topic: the system of the box


IS_SUCH = re.compile(
    r"[るす](?:全国|国|県|共通|共同|[一-龥]{2,6}の)*(?:仕組み|システム|サービス|基盤|ネットワーク)で(?:あ|す)"
)


def _of_box(sentence: str, body: Place, match: re.Match[str]) -> bool:
    """Whether the sentence tells what the system of the box is: before who runs it, or behind (Oが運営する仕組みである)."""
    before = sentence[: body.start]
    ends = match.end() == len(sentence)
    return bool(IS_SYSTEM.search(before)) or bool("は" not in before and (ends or IS_SUCH.match(sentence, match.end())))


IN_COMMON = re.compile(r"\((?:[^「」()]{1,8}を)?(?:以下|以後)、?(?:総称して)?「(?P<short>[^」]+)」[^()]*\)$")


def _whole(name: str, passage: Passage, start: int, place: Place) -> str:
    """The long name where the short one is defined on the spot: X(以下「Y」という。)."""
    defined = re.match(
        r"([^()（）]{4,40})[(（](?:[^「」()（）]{1,8}を)?以下", passage.text[start + place.start : start + place.end]
    )
    return defined[1] if defined else name


def _cloud(passage: Passage, sentence: str, match: re.Match[str]) -> str | None:
    """「クラウド事業者が保有・管理する環境」: the cloud that the sentence or its heading names."""
    if not re.match(r"る環境", sentence[match.end() :]):
        return None
    heading = re.match(r"(.*クラウド)における", fold(passage.heading or ""))
    named = heading[1] if heading else None
    inside = re.search(r"[一-龥ァ-ヴー]*クラウド(?:環境)?(?!事業者|サービス)", sentence[: match.start()])
    return named or (inside[0] if inside else None)


def _thing(sentence: str, body: Place, match: re.Match[str], lex: Lexicon) -> Place | None:
    """What is run: named behind (Oが運営するS) or as the topic before (Sは、Oが運営する)."""
    behind = re.match(r"(?:む|る|ている|っている|う)([一-龥ァ-ヴーA-Za-z0-9・]{3,40})", sentence[match.end() :])
    if behind:
        place = place_at(sentence, match.end() + behind.end(1), lex)
        if place and place.kind in THINGS and place.start >= match.end() and not generic(place, lex):
            if place.name == "データセンター":
                return Place(body.start, place.end, place.name, place.kind)
            return place
    topics = [topic.start() for topic in re.finditer(r"は、?|については", sentence[: body.start])]
    for at in reversed(topics):
        place = place_at(sentence, at, lex)
        if place and place.kind in THINGS and not generic(place, lex):
            return place
    return None


NOBODY = re.compile(
    r"(?:民間|外部|専門|受託|委託|第三)?(?:の)?(?:事業者|業者|職員|運営主体|運用主体|機関|会社|管理者|者)等?"
)
"""Words for who runs it that name nobody."""


@cache
def _runs() -> re.Pattern[str]:
    work = f"(?:{_words('running')})"
    return re.compile(
        rf"を{work}(?:する|している|を行う)(?P<body>[一-龥ァ-ヴーA-Za-z0-9・]{{3,30}})(?=[はがのにへ、(]|から|より)"
    )


@cache
def _does() -> re.Pattern[str]:
    work = "(?:運営|運用|運用・保守|保守・運用|運用保守|維持管理|設置・管理)"
    return re.compile(rf"を(?:共同して|共同で)?{work}(?:する|し|している|しており)(?=$|、)")


def _active(passage: Passage, start: int, end: int, sentence: str, lex: Lexicon) -> Iterator[Operator]:
    """「A及びBが、Sを運営する」."""
    for match in _does().finditer(sentence):
        thing = place_at(sentence, match.start(), lex)
        acting = re.search(r"[がは]、?$", sentence[: thing.start]) if thing else None
        body = place_at(sentence, acting.start(), lex) if acting else None
        if thing and body and body.kind == "body" and thing.kind in THINGS[:3] and not generic(thing, lex):
            for one in coordinated(sentence, body, lex):
                yield _operator(passage, printed(passage, start, one), printed(passage, start, thing), start, end)


def _runner(passage: Passage, start: int, end: int, sentence: str, lex: Lexicon) -> Iterator[Operator]:
    """「Sを運営するOは」."""
    for match in _runs().finditer(sentence):
        thing = place_at(sentence, match.start(), lex)
        body = place_at(sentence, match.end("body"), lex, match.start("body"))
        named = body and not NOBODY.fullmatch(body.name)
        if thing and body and named and body.kind == "body" and thing.kind in THINGS[:3] and not generic(thing, lex):
            yield _operator(passage, printed(passage, start, body), printed(passage, start, thing), start, end)


DOING = re.compile(r"の(?P<work>[一-龥・及び]{2,12})を(?:共同して|共同で|一元的に)?(?:行(?!わ)|実施す|担)")


def _doing(passage: Passage, start: int, end: int, sentence: str, lex: Lexicon) -> Iterator[Operator]:
    """「Oが、Sの運営を行う」."""
    for match in DOING.finditer(sentence):
        if not re.fullmatch(rf"(?:(?:{_words('running')})(?:・|及び|業務)*)+", match["work"]):
            continue
        thing = place_at(sentence, match.start(), lex)
        acting = re.search(r"[がは]、?$", sentence[: thing.start]) if thing else None
        body = place_at(sentence, acting.start(), lex) if acting else None
        if thing and body and body.kind in BODIES and thing.kind in THINGS and not generic(thing, lex):
            names = [passage.text[start + one.start : start + one.end] for one in (body, thing)]
            yield _operator(passage, names[0], names[1].strip("「」"), start, end)


TOPICAL = re.compile(
    r"の(?P<work>[一-龥・及び]{2,12})は、?(?P<body>[^、。はが]{2,60}?)(?:が(?:行う|行っている|実施|担当|担う)|に(?:集約|委託)(?:し|され|す)|に(?=、[^。]{0,80}委託(?:し|され|す)))"
)


def _topical(passage: Passage, start: int, end: int, sentence: str, lex: Lexicon) -> Iterator[Operator]:
    """「Sの運用保守は、Oが行う」."""
    for match in TOPICAL.finditer(sentence):
        if not re.fullmatch(rf"(?:(?:{_words('running')}|{_words('run_words')})(?:・|及び|業務)*)+", match["work"]):
            continue
        thing = place_at(sentence, match.start(), lex)
        body = place_at(sentence, match.end("body"), lex)
        if thing and body and body.kind in BODIES and thing.kind in THINGS and not generic(thing, lex):
            yield _operator(passage, printed(passage, start, body), printed(passage, start, thing), start, end)


TOGETHER = re.compile(r"る?\((?:以下|以後)、?「(?P<name>[^」]+)」")
GIVEN = re.compile(r"を(?P<to>[^、。をに]{2,30}?)[にへ](?:一元的に)?(?:委託|再委託)")


GIVEN_ON = re.compile(r"\((?P<to>[^()、。をに]{2,60}?)[にへ](?:委託|再委託)(?:する|している)。?\)")


def _given(passage: Passage, start: int, end: int, sentence: str, lex: Lexicon) -> Iterator[Operator]:
    """「Sの運用をOへ委託する」."""
    match = GIVEN.search(sentence) or GIVEN_ON.search(sentence)
    if not match:
        return
    body = place_at(sentence, match.end("to"), lex)
    work = re.search(
        rf"の(?:共同)?(?:{_words('run_words')})(?:[・とや、及び]*(?:{_words('run_words')}))*(?:業務|等)*$",
        sentence[: match.start()],
    )
    thing = place_at(sentence, work.start(), lex) if work else None
    if (thing and generic(thing, lex)) or (body and NOBODY.fullmatch(body.name)):
        return
    if body and thing and body.kind in BODIES and thing.kind in THINGS:
        for one in coordinated(sentence, body, lex, match.start("to")):
            yield _operator(passage, printed(passage, start, one), printed(passage, start, thing), start, end)


def _roles(found: Sequence[Passage], lex: Lexicon) -> Iterator[Operator]:
    """Operators that are only known by what they do."""
    for passage in found:
        for match in role().finditer(passage.folded):
            place = place_at(passage.folded, match.start(), lex)
            if place and (place.kind in THINGS[:3] or place.name.endswith("センター")):
                of = passage.text[place.start : place.end]
                yield _operator(passage, passage.text[place.start : match.end()], of, place.start, match.end())
