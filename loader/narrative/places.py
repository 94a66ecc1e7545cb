"""Places in running text: noun phrases that end like a system, a body, an office, a terminal, a network."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bangolin.loader.narrative.words import Words, words


@dataclass(frozen=True)
class Place:
    """A place as printed: where it stands in the sentence, its folded name and the kind its ending tells."""

    start: int
    end: int
    name: str
    kind: str


NOUN = re.compile(r"[一-龥々ヶァ-ヴーｦ-ﾟA-Za-z0-9・/&+'’\-＃#]")
JOINTS = (
    "及び",
    "又は",
    "または",
    "および",
    "並びに",
    "ならびに",
    "若しくは",
    "もしくは",
    "や",
    "と",
    "ほか",
    "、",
    "・",
)
EDGE = re.compile(
    r"^(?:\((?:[0-9ア-ン①-⑳ⅰ-ⅹ]+|[ivx]{1,4}|[※*#][0-9]*)\)|-[0-9]{1,2}(?![0-9\-年月日件])|同じく|直接|適宜|随時|必要に応じて|[0-9]+\)|[・/])+"
)
FOOTNOTE = re.compile(r"^.*\((?:[※*#]|注)[0-9]{0,2}\)(?=.)")
DETERMINERS = re.compile(r"^(?:当該|各|他の|その|同|全|本|前記|上記)(?=.{3})")


# A company whose name is its own word: it runs over hiragana that are no particles (株式会社あすテック).
COMPANY = re.compile(
    r"(?:(?:株式会社|有限会社|合同会社)は?"
    r"(?:(?![をにがはでへとのもやかよまし])[ぁ-ん]|[一-龥々ァ-ヴーA-Za-z0-9・&])+|(?<=である)[ぁ-ん一-龥々ァ-ヴーA-Za-z0-9・&]{2,20}(?:株式会社|有限会社|合同会社))$"
)
COMPANY_WORD = re.compile("会社|法人|協会|組合")
LONGEST_PHRASE = 160
MOST_MEMBERS = 24


@dataclass(frozen=True)
class Lexicon:
    """What counts as a name beyond its ending: names that the document itself defines."""

    names: frozenset[str]
    vocabulary: Words
    inner: re.Pattern[str]
    bodies: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()  # what the assessor is called
    masked: re.Pattern[str] | None = None  # names of bodies whose letters are no particles
    exact: frozenset[str] = frozenset()  # names too short to be found in running text: read where they stand alone


def lexicon(names: Iterable[str], bodies: Iterable[str] = (), own: Iterable[str] = ()) -> Lexicon:
    """A lexicon of the names that a document defines (folded): of systems, of ``bodies``, of the assessor."""
    vocabulary = words()
    acting = frozenset(name for name in bodies if len(name) >= 2)
    known = frozenset(name for name in names if len(name) >= 2) | acting
    kana = sorted(name for name in acting if COMPANY_WORD.search(name) and re.search(r"[ぁ-ん]", name))
    starts = [name[: run.end()] for name in kana for run in re.finditer(r"[ぁ-ん]+", name)]
    inner = [*vocabulary.inside_names, *starts, *(name for name in known if re.search(r"[ぁ-ん]", name))]
    inner.sort(key=lambda name: (-len(name), name))
    masked = re.compile("|".join(map(re.escape, kana))) if kana else None
    return Lexicon(
        known, vocabulary, re.compile("(?:" + "|".join(map(re.escape, inner)) + ")$"), acting, frozenset(own), masked
    )


def phrase_start(text: str, end: int, lex: Lexicon, floor: int = 0) -> int:
    """Where the noun phrase that ends at ``end`` starts, over の, balanced brackets and quotes."""
    at, floor = end, max(floor, end - LONGEST_PHRASE)
    while at > floor:
        character = text[at - 1]
        if character in ")」":
            opened = _opening(text, at - 1, floor)
            if opened is None:
                break
            at = opened
        elif NOUN.match(character):
            at -= 1
        elif inner := lex.inner.search(text, max(floor, at - 24), at):
            at = inner.start()
        elif character == "の" and at - 1 > floor and at < end and (NOUN.match(text[at - 2]) or text[at - 2] in ")」"):
            at -= 1
        else:
            break
    return at


def _opening(text: str, closing: int, floor: int) -> int | None:
    pairs = {")": "(", "」": "「"}
    close, opener = text[closing], pairs[text[closing]]
    depth = 0
    for at in range(closing, floor - 1, -1):
        depth += (text[at] == close) - (text[at] == opener)
        if depth == 0:
            return at
    return None


def place_at(text: str, end: int, lex: Lexicon, floor: int = 0) -> Place | None:
    """The place whose name ends at ``end``, or None where the phrase there names none."""
    company = COMPANY.search(text, max(floor, end - 40), end)
    if company:
        return Place(company.start(), end, company[0], "body")
    start = phrase_start(text, end, lex, floor)
    if start == end:
        return None
    phrase = text[start:end]
    trimmed = EDGE.sub("", FOOTNOTE.sub("", phrase))
    return _described(text, trimmed, end, floor) or _named(trimmed, end, lex)


def _described(text: str, phrase: str, end: int, floor: int) -> Place | None:
    """「被保険者となる者」: a person who is told by a clause; the short name where the text gives one."""
    found = SOMEBODY.fullmatch(phrase)
    if not found:
        doing = BY_WORK.search(text, floor, end) if phrase in WORKERS else None
        return Place(doing.start(), end, doing[0], "body") if doing else None
    if found["short"]:
        return Place(end - len(phrase), end, found["short"], "person")
    before = CLAUSE_OF_PERSON.search(text, max(floor, end - LONGEST_CLAUSE), end - len(phrase))
    return Place(before.start(), end, text[before.start() : end], "person") if before else None


def _named(phrase: str, end: int, lex: Lexicon) -> Place | None:
    pieces = _pieces(phrase)
    kind = kind_of(pieces[-1], lex)
    if kind is None:
        short = INTRODUCED.search(pieces[-1])
        known = kind_of(short["short"], lex) if short else None
        return Place(end - len(pieces[-1]), end, short["short"], known) if short and known else None
    if len(pieces) > 1 and re.match("各.{0,4}システム$", pieces[-1]) and pieces[-2].endswith("等"):
        listed = pieces[-2][:-1]
        first = end - len(pieces[-1]) - 2 - len(listed)
        return Place(first, first + len(listed), listed, kind_of(listed, lex) or kind)
    taken = pieces[-1]
    for piece in reversed(pieces[:-1]):
        whose = kind_of(piece, lex) in ("body", "office", "system", "network") or piece in LAW_ROLES
        if not whose or kind in ("person", "task", "file"):
            break
        if re.match("(?:同|当該|本)(?:システム|サーバー?)$|勤務先$", piece):
            break
        if piece in lex.own and not MACHINE.fullmatch(taken):
            break
        if taken.startswith(DETERMINERS.sub("", piece)):  # 当該市町村の市町村CS
            break
        taken = f"{piece}の{taken}"
    if len(pieces) > 1 and taken == pieces[-1] and _says_little(taken, pieces[-2]):
        taken = f"{pieces[-2]}の{taken}"
    start = end - len(taken)
    taken = INNER.sub(r"\g<short>の", taken)
    short = INTRODUCED.search(taken)
    if short:
        return Place(start, end, short["short"], kind_of(short["short"], lex) or kind)
    taken = SAID_OF.sub("", taken)
    name = taken[1:-1] if taken.startswith("「") and taken.endswith("」") else taken
    return Place(start, end, name, kind)


def _says_little(name: str, before: str) -> bool:
    """「前住所地の市町村」, 「データ入力の受託事業者」: what stands before belongs to the name."""
    whose = BARE.match(name) and WHOSE.fullmatch(before)
    return bool(whose or (DONE_FOR.fullmatch(name) and WORK.fullmatch(before)))


def _pieces(phrase: str) -> list[str]:
    """The phrase taken apart at の outside brackets."""
    pieces, depth, current = [], 0, ""
    for at, character in enumerate(phrase):
        depth += character in "(「"
        depth -= character in ")」"
        if character == "の" and depth == 0 and not phrase[: at + 1].endswith(("自機関向けの",)):
            pieces.append(current)
            current = ""
        else:
            current += character
    return [*[piece for piece in pieces if piece], current] if current else pieces or [phrase]


MACHINE = re.compile(r"(?:サーバー?|データベース|ストレージ|クラウド|PC|パソコン)(?:等|群)?")
# Names that say little without whose they are: 前住所地の市町村, 審査会委員の端末.
BARE = re.compile(r"(?:市町村|市区町村|区市町村|端末|情報保有機関|医療保険者|保険者)等?$")
LAW_ROLES = ("情報提供者", "情報照会者")
DONE_FOR = re.compile(r"(?:受託|委託)(?:事業者|業者|先|者)等?$")  # データ入力の受託事業者
WORK = re.compile(r"[一-龥ァ-ヴー・A-Za-z0-9]{2,12}")
WHOSE = re.compile(r"(?!(?:各|全|当該|本|複数|国内|都道府県|一部|以下|上記|次)$)[一-龥]{1,8}")
WORKERS = ("事業者", "業者", "会社", "企業", "団体")
# 「印刷を委託する事業者」: a body that is told by its work.
BY_WORK = re.compile(
    r"(?:(?<=[、。はがにでを])|^)[^、。をがはにで()「」]{1,24}を(?:委託|受託|再委託|請け負|担当)(?:する|した|している|う|った)(?:業者|事業者|会社|企業|団体)$"
)
SOMEBODY = re.compile(r"者(?:\([^()「」]*(?:以下|以後)、?「(?P<short>[^」]+)」[^()]*\))?")
CLAUSE_OF_PERSON = re.compile(
    r"[^、。は(「」)をがに]{0,16}(?:[をがにで][^、。は(「」)]{1,14})?(?:める|めた|する|した|なる|なった|いる|ある|れる|れた|ていた|とする|けた|ける)$"
)
LONGEST_CLAUSE = 24
INTRODUCED = re.compile(r"\((?:[^()「」]*をいう。)?(?:以下|以後)、?「(?P<short>[^」]+)」[^()]*(?:\([^()]*\)[^()]*)*\)$")
INNER = re.compile(r"[^の、]*\((?:以下|以後)、?「(?P<short>[^」]+)」[^()]*\)の")
SAID_OF = re.compile(r"\((?:[^()]*をいう。?|[^()]*に限る。?|[^()]*を除く。?|システム[0-9]+)\)$")
BRACKETED = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)$")


def kind_of(name: str, lex: Lexicon) -> str | None:
    """The kind of place a phrase names, or None."""
    if name.startswith("「") and name.endswith("」"):
        name = name[1:-1]
    vocabulary = lex.vocabulary
    bare = BRACKETED.sub("", name) or name
    if name in lex.names or bare in lex.names:
        found = vocabulary.heads.search(bare) or vocabulary.heads.search(name)
        return vocabulary.kinds[found[0]] if found else "body" if {name, bare} & lex.bodies else "system"
    if bare in vocabulary.alone:
        return _kind(bare, vocabulary) or "body"
    if bare in vocabulary.not_places or DETERMINERS.sub("", bare) in vocabulary.not_places:
        return None
    return _kind(bare, vocabulary)


def _kind(bare: str, vocabulary: Words) -> str | None:
    found = vocabulary.heads.search(bare)
    if found is None and bare.endswith("等"):
        found = vocabulary.heads.search(bare[:-1])
    if found is None:
        return None
    short = len(found[0]) == 1
    if short and (len(bare) < 3 or found.start() == 0 or not re.match(r"[一-龥ァ-ヴーA-Z]", bare[found.start() - 1])):
        return None
    return vocabulary.kinds[found[0]]


def coordinated(text: str, place: Place, lex: Lexicon, floor: int = 0) -> tuple[Place, ...]:
    """The place and those that are named beside it (A、B及びC), in their order."""
    place = _or_theirs(text, place, lex, floor)
    found = [place]
    at = place.start
    while len(found) < MOST_MEMBERS:
        joint = next((joint for joint in JOINTS if text.endswith(joint, floor, at)), None)
        if joint is None:
            break
        other = place_at(text, at - len(joint), lex, floor)
        if other is None or other.kind == "task" or (joint == "、" and text[other.end - 1 : other.end] in "でには"):
            break
        found.insert(0, other)
        at = other.start
    return tuple(found)


def _or_theirs(text: str, place: Place, lex: Lexicon, floor: int) -> Place:
    """「対象者又はその保護者」: one end, whoever of the two it is."""
    joint = next(
        (one for one in ("又はその", "またはその", "若しくはその") if text.endswith(one, floor, place.start)), None
    )
    other = place_at(text, place.start - len(joint), lex, floor) if joint and place.kind == "person" else None
    if other is None or other.kind != "person" or text[place.start : place.end] != place.name:
        return place
    return Place(other.start, place.end, text[other.start : place.end], "person")
