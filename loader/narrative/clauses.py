"""A sentence as events in printed order: places with the role their particle gives, data, media and verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from bangolin.loader.narrative.places import LONGEST_PHRASE, Lexicon, Place, coordinated, phrase_start, place_at

RoleKind = Literal["from", "to", "via", "by", "at", "subject", "with"]
Form = Literal["plain", "joining", "adnominal", "purpose", "condition"]


@dataclass(frozen=True)
class Role:
    """One or more coordinated places in a role; ``function`` is the function of the place that is used (XのY機能)."""

    kind: RoleKind
    places: tuple[Place, ...]
    at: int
    marker: str
    function: str | None = None


@dataclass(frozen=True)
class Medium:
    """A medium, and whether data goes onto it (「フラッシュメモリに」) or comes off it."""

    word: str
    at: int
    marker: str


@dataclass(frozen=True)
class Data:
    """What is moved: a noun phrase before を, or before が or は in a passive sentence."""

    name: str
    start: int
    at: int
    marker: str


@dataclass(frozen=True)
class Verb:
    """A verb of the vocabulary. ``received``: it is received (提出を受ける). ``passive``: 送信される."""

    kind: str
    stem: str
    form: Form
    negated: bool
    passive: bool
    received: bool
    at: int
    end: int


Event = Role | Medium | Data | Verb

MARKER = re.compile(
    r"(?P<not>を(?:経由|介|通)(?:す|さ|せ|し)?(?:る)?(?:ことなく|ことがな|ないで|ず))"
    r"|(?P<via>を経由して|を経由し|を経由する|を経由の上|を経由|経由で|経由の|経由にて|経由し|経由|を介して|を介し|を介する|を介した|を通じて|を通じた|を通じ|を通して|を経て|を経た|を経る|を(?:利用|使用|活用)した(?=[^、。をが]{1,14}(?:により|によって|で)))"
    r"|(?P<with>との間で|との間の|との間|の間(?:で|において)|(?<=[ムバー端末局課])間(?:で|の)(?=、|[^。]{0,20}(?:連携|授受|送受信|やり取り|交換))|と(?=の?[^、。]{0,14}(?:連携|接続|送受信|授受|受け?渡し|やり取り|交換)))"
    r"|(?P<by>を用いて|を用い、|を利用して|を利用し|を使用して|を使用し|を使って|を使い、|を活用して|によって|により|による|を操作)"
    r"|(?P<from>からの(?!転入|転居|移住|異動者|入国|来庁)|から(?!の(?:転入|転居|移住|異動者|入国|来庁))|よりの|より)"
    r"|(?P<at>においては|において|における|にて|上で|内で|では|で(?![きあすの]))"
    r"|(?P<to>に向けた|に向けて|に向け、|の順(?:に|で)(?=、?[^。、]{0,12}(?:返|送|渡|連携|通知|伝))|に対しては|に対して|に対し|に対する|にたいし|宛てに|宛に|あてに|宛ての|あての|あて(?=、?[一-龥])|宛(?=、?[一-龥])|への|へは|へと|へ|には|向けの|向けに|上に|内に"
    r"|に(?![一-龥ァ-ヴー]{1,10}がい[るたな])(?![^、。はを]{1,14}が(?:な[いくか]|存在し))(?!お|よ|関|つ|係|応|基|あ|伴|当|際|限|含|な|て|際|は|対|た|も(?!たら)|す|し|設|必|向|直(?!接)|同|し))"
    r"|(?P<subject>にあっては|が(?!き|い[るた]|あ[るっ]|な[いけさ])|(?<!又)(?<!また)(?<!しく)は(?!が)|も(?!の|し|っ))"
    r"|(?P<key>を(?:基|もと)に|をキーに|をキーとし)"
    r"|(?P<object>を|について(?:は)?)"
)
RUN = re.compile(
    r"(?P<run>(?:等|処理|手続き?|文書|依頼書?|要求)?[ぁ-ん]*(?:(?:行|実施|受|求|直接|可能|開始|得|要求|依頼)[ぁ-ん]*)*)"
)
NOMINAL = re.compile(
    r"(?:等|処理|手続き?|依頼書?|要求|文書|書)?(?:を(?:行|実施|し|す|受け|求|得|かけ|発)|に(?:対し|応じ|基づ|よ[りっ]|は、)|がな?[さあ]|[。／/]|$|機能|業務|[(]|の上|後"
    r"|(?:[、・]|及び|又は|または|および|や|並びに)(?:[^をがはへ。]{0,40}を(?:行|実施)|[^をがはへ。のに]{0,25}(?:を(?:し[、て]|す)|$|。)))"
)
VERBAL = re.compile(r"(?:[しすさ]|いた|[りるれらろっみむまけいきくわえう]|込)")
ASIDE = re.compile(r"に(?:備え|伴|係|関す|関し|つい|必要)")
ANSWERING = re.compile(r"(?:等|文書|依頼書?|要求|書)?に(?:対し|応じ|基づ|よ[りっ]|は、)")
APART = re.compile(
    r"を(?P<roles>[^、。をがは]{2,24}?(?:に|へ|で|にて|より|対して?))(?P<doing>行[いうっわ][ぁ-ん]*)"
)  # 照会を勤務先に行い
MEANS = ("OCR", "OCR装置", "OCR機器", "スキャナ", "スキャナー")
SAHEN = re.compile(r"[一-龥ァ-ヴー]{2,8}(?=し[てた、]|す[るべ]|され|し(?:ない|ます))")
LOCAL = re.compile(
    r"^[^、。]{0,40}?(?:場合|際に|とき|ため|たび|都度|ことで|ことにより|(?:[されめわ]る|ある|なる|った|れた)と(?=、))"
)
TAKING = re.compile(r"(?:受け(?!持|入れ)|受信|受領|受付|受け付け)")  # 「AからSが受けたときに」: S is who receives
PAPER = re.compile(r"(?:書|票|届)[(]")  # 請求書(…): a paper, no request
USED = re.compile(r"[^、。を]{0,6}機能(?:\([^()]*\))?を(?:用|利用|使用)")


GIVEN_AWAY = re.compile(r"(?:等)?の?(?:業務|事務|処理|作業)?(?:の一部)?(?:を|の)(?:受託|委託|再委託|請け負)")
NOUN_OF_WORK = re.compile(r"[みしりけれい]$")  # 書込みを許可する: the noun, no move
DONE = re.compile(r"を(?:行|実施|受け|求|する|し)")


LONGEST = 1000
LONGEST_BRACKET = 300


@lru_cache(maxsize=8192)
def sentences(folded: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every sentence; full stops inside brackets end none, and none is longer than LONGEST."""
    out, start, hidden = [], 0, _hidden(folded)
    for at, character in enumerate(folded):
        if (character in "。／" and not hidden[at]) or at - start >= LONGEST:
            out.append((start, at))
            start = at + 1
    if start < len(folded):
        out.append((start, len(folded)))
    return tuple((first, last) for first, last in out if last - first > 3)


def events(sentence: str, lex: Lexicon) -> tuple[Event, ...]:
    """The events of one folded sentence."""
    hidden = _hidden(sentence)
    found: list[Event] = []
    names = [match.span() for match in lex.masked.finditer(sentence)] if lex.masked else []
    markers = [match for match in MARKER.finditer(sentence) if not hidden[match.start()]]
    markers = [match for match in markers if not any(one <= match.start() < two for one, two in names)]
    ways = [match.span() for match in markers if match.lastgroup in ("via", "by")]
    verbs = [verb for verb in _verbs(sentence, lex, hidden) if not any(one < verb.at < two for one, two in ways)]
    taken = [(verb.at, verb.end) for verb in verbs]
    for match in markers:
        if not any(first < match.start() < last for first, last in taken):
            found += _marked(sentence, match, lex, 0)
    told = [
        (one.start, one.end)
        for role in found
        if isinstance(role, Role)
        for one in role.places
        if one.kind == "person" or "を" in one.name
    ]
    named = [(one.start, one.end) for role in found if isinstance(role, Role) for one in role.places]
    verbs = [verb for verb in verbs if not any(first <= verb.at and verb.end <= last for first, last in named)]
    verbs = [verb for verb in verbs if not any(first <= verb.at < last for first, last in told)]
    found = [
        one for one in found if not isinstance(one, Data) or not any(first <= one.at < last for first, last in told)
    ]
    found += verbs
    found += _ways_in_brackets(sentence, verbs, lex)
    found += _nominal_data(sentence, verbs, lex)
    found += _handed_on(found)
    return tuple(sorted(found, key=lambda event: (event.at, isinstance(event, Verb))))


def _handed_on(found: list[Event]) -> list[Role]:
    """「AからB、BからCへ」: B, named before 「、Bから」, is where the first hop goes."""
    out: list[Role] = []
    for role in found:
        if isinstance(role, Role) and role.kind == "from" and len(role.places) > 1:
            first, last = role.places[0], role.places[-1]
            if first.name == last.name and len(role.places) == 2:
                out.append(Role("to", (first,), first.end, "へ"))
    return out


BY_WAY = re.compile(r"\([^()]{1,30}?(?P<end>)(?:を経由(?:する|して|し)?|経由(?:で|にて)?|を通じて)\)")


def _ways_in_brackets(sentence: str, verbs: list[Verb], lex: Lexicon) -> list[Role]:
    """「提出する(X経由)」: the way of the verb before the bracket, or else of the next one."""
    out: list[Role] = []
    for match in BY_WAY.finditer(sentence):
        place = place_at(sentence, match.start("end"), lex, match.start() + 1)
        before = [verb.at for verb in verbs if verb.end <= match.start()]
        if place:
            at = before[-1] if before and sentence[match.end() :][:1] in ("", "。", "、") else match.start()
            out.append(Role("via", coordinated(sentence, place, lex, match.start() + 1), at, "経由"))
    return out


def _hidden(sentence: str) -> list[bool]:
    """For every character whether it stands inside brackets; a bracket that is not closed soon hides nothing."""
    hidden = [False] * len(sentence)
    opened: list[int] = []
    for at, character in enumerate(sentence):
        if character in "(「":
            opened.append(at)
        elif character in ")」" and opened:
            first = opened.pop()
            if not opened and at - first <= LONGEST_BRACKET:
                hidden[first + 1 : at] = [True] * (at - first - 1)
        if opened and at - opened[0] > LONGEST_BRACKET:
            opened.clear()
    return hidden


def _marked(sentence: str, match: re.Match[str], lex: Lexicon, floor: int) -> list[Event]:
    kind, at, marker = match.lastgroup or "", match.start(), match[0]
    end = at - 1 if at > 1 and sentence[at - 1] in "上内側" and place_at(sentence, at - 1, lex, floor) else at
    medium = _medium(sentence, at, lex)
    place = None if medium and kind != "subject" else place_at(sentence, end, lex, floor)
    if kind == "to" and place is None:
        place = _holder_of_account(sentence, at, lex)
    function = _function(sentence, at, lex) if kind in ("by", "to") and place is None and not medium else None
    if function and kind == "to":
        place = function[0]  # 「Sの受付機能に登録する」: S
    elif function:
        return [Role("by", (function[0],), at, marker, function[1])]
    if place and place.name in MEANS and kind in ("by", "at"):
        return []
    if place and kind != "object" and not _mere_task(place, marker):
        if place.kind == "file" and kind == "to" and MARKED.match(sentence[match.end() :]):
            return []
        if place.kind == "file" and kind in ("subject", "by", "at"):
            return [Data(place.name, place.start, at, marker)] if kind == "subject" else []
        machine = kind == "subject" and place.kind == "system" and TAKING.match(sentence[match.end() :])
        acting = (kind == "subject" and marker == "が" and not machine) or (
            kind == "at" and place.kind in ("body", "office", "person")
        )
        if acting and LOCAL.match(sentence[match.end() :]):
            return []
        if kind in ("to", "from", "subject", "with", "via", "at", "by"):
            return [Role(kind, coordinated(sentence, place, lex, floor), at, marker)]  # type: ignore[arg-type]
    if medium and kind in ("by", "at", "to", "from", "via"):
        return [Medium(medium, at, marker)]
    if kind in ("object", "subject", "key"):
        return _data(sentence, at, marker, lex)
    return []


ACCOUNT = re.compile(r"(?:の|(?:の|が)(?:指定|希望|登録)(?:する|した|している))[一-龥]{0,8}口座$")


def _holder_of_account(sentence: str, at: int, lex: Lexicon) -> Place | None:
    """「Xの指定する口座に」: X."""
    account = ACCOUNT.search(sentence, max(0, at - 24), at)
    place = place_at(sentence, account.start(), lex) if account else None
    return place if place and place.kind in ("person", "body") else None


def _mere_task(place: Place, marker: str) -> bool:
    """A business is a place where something goes to it or comes from it, or where it keeps something."""
    if place.kind != "task" or marker in ("へ", "への", "へは", "から", "からの", "より"):
        return False
    return not (marker in ("で", "にて") and place.name.startswith(("各", "他")))


def _medium(sentence: str, at: int, lex: Lexicon) -> str | None:
    start = phrase_start(sentence, at, lex)
    phrase = sentence[start:at]
    every = list(lex.vocabulary.media.finditer(phrase))
    found = every[-1] if every else None
    if found is None or found.end() < len(phrase) - 1:
        return None
    return phrase if len(phrase) <= len(found[0]) + 6 else found[0]


MARKED = re.compile(r"、?[^。はが]{1,30}を(?:付し|付け|付加|追記|設定|追加|書き加え)")  # 「ファイルに番号を付して」
FUNCTION = re.compile(r"の(?P<function>[^のをにへ、。]{2,20}機能)(?:\([^()]*\))?$")


def _function(sentence: str, at: int, lex: Lexicon) -> tuple[Place, str] | None:
    """「XのY機能を用いて」: the place X and the function Y."""
    found = FUNCTION.search(sentence, max(0, at - 40), at)
    place = place_at(sentence, found.start(), lex) if found else None
    return (place, found["function"]) if found and place else None


SETTLED = re.compile(r"を(?:(?:特定|確認|付番|登録)済|含[むみん]|内容に含|除[くい]|記載し[たな]|付した)")
NO_DATA = ("場合", "際", "時", "後", "こと", "もの", "事務", "業務", "必要", "方法", "機能")
JOINTS = ("及び", "又は", "または", "および", "並びに", "、", "や")


def _data(sentence: str, at: int, marker: str, lex: Lexicon) -> list[Event]:
    start = phrase_start(sentence, at, lex)
    if (
        start == at
        or SETTLED.match(sentence[at:])
        or sentence[start:at] in NO_DATA
        or (marker != "を" and sentence[:at].endswith("機能"))
    ):
        return []
    name = sentence[start:at]
    while at - start < LONGEST_PHRASE:
        joint = next((one for one in JOINTS if sentence.endswith(one, 0, start)), None)
        if joint is None:
            break
        other = phrase_start(sentence, start - len(joint), lex)
        if (
            sentence[:start].endswith(("後、", "際、", "時、", "上、"))
            or other == start - len(joint)
            or (joint == "、" and re.search(r"[ぁ-ん]$", sentence[other : start - 1]))
        ):
            break
        name, start = sentence[other:start] + name, other
    return [Data(name, start, at, marker)]


def _verbs(sentence: str, lex: Lexicon, hidden: list[bool]) -> list[Verb]:
    out: list[Verb] = []
    for match in re.finditer(lex.vocabulary.stems, sentence):
        if hidden[match.start()] or (out and match.start() < out[-1].end):
            continue
        verb = _verb(sentence, match, lex) or _done_apart(sentence, match, lex)
        if verb:
            out.append(verb)
    out += [
        verb
        for verb in _others(sentence, lex, hidden)
        if not any(one.at < verb.end and verb.at < one.end for one in out)
    ]
    return sorted(out, key=lambda verb: verb.at)


def _done_apart(sentence: str, match: re.Match[str], lex: Lexicon) -> Verb | None:
    """「照会を勤務先に書面で行い」: the verb is where it is done, behind its roles."""
    apart = APART.match(sentence, match.end())
    kind = lex.vocabulary.verbs.get(match[0], "other")
    if apart is None or kind not in ("give", "ask"):
        return None
    form = _form(apart["doing"], sentence[apart.end() :])
    negated = bool(re.search(r"ない|ず$", apart["doing"]))
    return Verb(kind, match[0], form, negated, "われ" in apart["doing"], False, apart.start("doing"), apart.end())


def _like_next(sentence: str, verb: Verb, after: Verb | None) -> Verb:
    """Of verbal nouns in a row (照会・提供を行った) each has the form of the last."""
    if after is None or not re.fullmatch(
        r"(?:[・、]|及び|又は|または|および|や)[一-龥]{0,6}", sentence[verb.end : after.at]
    ):
        return verb
    return replace(verb, form=after.form, passive=after.passive, negated=after.negated)


def _others(sentence: str, lex: Lexicon, hidden: list[bool]) -> Iterator[Verb]:
    """Verbs that the vocabulary does not know: what stands before them is not for the next verb."""
    for match in SAHEN.finditer(sentence):
        if not hidden[match.start()]:
            verb = _verb(sentence, match, lex)
            if verb:
                yield verb


def _verb(sentence: str, match: re.Match[str], lex: Lexicon) -> Verb | None:
    after = sentence[match.end() :]
    if USED.match(after) or PAPER.match(after) or (match[0] == "受け" and after.startswith("持")):
        return None
    if match[0] in ("やり取り", "やりとり") and re.match(r"[でに](?:用い|使|必要)", after):
        return None
    if GIVEN_AWAY.match(after) or (after.startswith("を") and NOUN_OF_WORK.search(match[0]) and not DONE.match(after)):
        return None
    native = match[0] in lex.vocabulary.native or bool(re.search(r"[ぁ-ん]$", match[0]))
    verbal = native or VERBAL.match(after)
    if not verbal and not NOMINAL.match(after) and not ASIDE.match(after):
        return None
    run = RUN.match(after)
    words = run["run"] if run else ""
    kind = lex.vocabulary.verbs.get(match[0], "other")
    answering = ANSWERING.match(after)
    if answering and not re.search(r"(?:から|より)の[^、。をにがは]{0,12}$", sentence[: match.start()]):
        return None
    if ASIDE.match(after):
        if not re.search(r"(?:から|より|へ|と)の[^、。をにがは]{0,12}$", sentence[: match.start()]):
            return None
        return Verb("other", match[0], "joining", False, False, False, match.start(), match.end())
    rest = after[len(words) :]
    ending = re.search(r"[ぁ-ん]*$", match[0])
    form = _form((ending[0] if ending else "") + words, rest)
    return Verb(
        kind="ask" if after.startswith("を求") else kind,
        stem=match[0],
        form="adnominal" if answering else form,
        negated=bool(re.search(r"ない|ず(?:、|に|$)|ません|なく", words)),
        passive=match[0] in lex.vocabulary.arriving
        or bool(re.match(r"[をのが]?[さまわらかた]?れ|られ|さ[れせ]", words))
        or "行われ" in words,
        received=bool(answering or re.match(r"(?:等|処理|要求|依頼)?(?:を受|があ|がなさ|を得)", after)),
        at=match.start(),
        end=match.end() + len(words),
    )


def _form(words: str, rest: str) -> Form:
    if re.search(r"ため|よう(?:に|$)", words):
        return "plain" if rest.startswith("機能") else "purpose"
    if re.search(r"とき|たら$|れば$|ことがあり(?:得|う)", words) or re.match(r"(?:場合|際|時(?!点で)|都度)", rest):
        return "condition"
    if re.search(r"[たるうすくつぶむぐ]$", words) and re.match(r"[一-龥ァ-ヴA-Za-z0-9「(]", rest):
        return "joining" if re.match(r"(?:機能|業務|仕組|旨|後|上[でに、]|\()", rest) else "adnominal"
    return "plain" if rest.startswith(("。", "／")) or not rest else "joining"


def _nominal_data(sentence: str, verbs: list[Verb], lex: Lexicon) -> list[Event]:
    """「Yの送信」: what stands before の of a verbal noun."""
    out: list[Event] = []
    for verb in verbs:
        if verb.at > 1 and sentence[verb.at - 1] == "の":
            out += [data for data in _data(sentence, verb.at - 1, "の", lex) if isinstance(data, Data)]
    return out
