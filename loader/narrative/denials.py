"""Statements that somebody does not get, see or contain something, and whether they hold always."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bangolin.loader.facts.records import Denial
from bangolin.loader.narrative.cited import cited
from bangolin.loader.narrative.clauses import sentences
from bangolin.loader.narrative.operators import role
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.places import COMPANY, INTRODUCED, Lexicon, Place, coordinated, phrase_start, place_at
from bangolin.loader.narrative.ungiven import NOT_GIVEN, holds_none, not_given, pointed
from bangolin.loader.narrative.withheld import NONE_OF_ITS
from bangolin.loader.narrative.words import THIS_SYSTEM, alternatives, declared, fold, folded

NEGATED = re.compile(
    r"(?P<verb>アクセス|接続|入力(?=させ)|閲覧|参照|取り扱|取扱|入手|取得|保有|使用|利用|含ま|含み|記録|表示|送信|提供|報告|通知|特定|知り得|記載|用い|持た|渡さ|受け取[らるれ]|受領|触れ|(?:のぞき|覗き)?見(?=る|られ|え))"
    r"(?:等|することが|することは|すること|こと|られ|え|でき|し|せ|され|させ|が|は|を|行|わ|得|る|いる|も|い|り)*?"
    r"(?:ない|ず|できない|ません|ことはない)(?!場合|限り|者|職員|事務|業務|処理|作業|手続)"
)
WITHOUT = re.compile(r"個人番号を(?:除い|除く|除外|取り除|含ま(?:ない|ず))")
NUMBER, PERSONAL = "個人番号", "特定個人情報"


@cache
def conditions() -> re.Pattern[str]:
    """Words that make a denial a measure."""
    return re.compile(alternatives(folded(declared("narrative_structure")["conditions"])))


@cache
def limits() -> re.Pattern[str]:
    """Words behind what a denial is limited to: one situation of the place it is about (…においては)."""
    return re.compile(alternatives(folded(declared("narrative_structure")["limits"])))


def _conditional(sentence: str, who: Place, end: int, lex: Lexicon) -> bool:
    """Whether words of a measure stand from who is kept from it to ``end``: not in the name of a company (…印刷)."""
    named = who.name in lex.bodies or COMPANY.search(who.name)
    plain = sentence.replace("その他の", "----")
    return bool(conditions().search(plain, who.end if named else who.start, end))


BY_THIS = re.compile(r"(?:この|その|当該)[一-龥ァ-ヴー]{1,12}(?:により|によって|では|で、)")
"""What a denial speaks of alone: 「この接続により」."""
ABOUT = re.compile(r"(?:においては|では|には|からは|側から|外部から|が|は)?、?")


def _limited(sentence: str, who: Place, at: int) -> bool:
    """Whether a situation is named between who is kept from it and the verb."""
    marker = ABOUT.match(sentence, who.end)
    start = marker.end() if marker else who.end
    return bool(limits().search(sentence, start, at) or BY_THIS.search(sentence, start, at))


def denials(found: Sequence[Passage], lex: Lexicon) -> tuple[Denial, ...]:
    """All denials, in printed order, each of one sentence once."""
    out: dict[tuple[str, str, str], Denial] = {}
    for passage in found:
        for start, end in sentences(passage.folded):
            for one in _of_sentence(passage, start, end, lex):
                out.setdefault((one.who or "", one.what or "", one.words or ""), one)
    return tuple(out.values())


def _of_sentence(passage: Passage, start: int, end: int, lex: Lexicon) -> Iterator[Denial]:
    sentence = passage.folded[start:end]
    without = WITHOUT.search(sentence)
    given = list(_given_without(passage, start, sentence, without, lex)) if without else []
    if given:
        yield from given
        return
    for match in NONE_OF_ITS.finditer(sentence):
        place = place_at(sentence, match.start(), lex)
        if place and place.kind in ("system", "partition"):
            yield _denial(passage, _moved(place, start), NUMBER, start + place.start, start + match.end(), always=True)
    for match in GIVEN_DATA.finditer(sentence):
        place = place_at(sentence, match.start(), lex)
        if place and place.kind in ("body", "system", "office"):
            yield _denial(passage, _moved(place, start), NUMBER, start + place.start, start + match.end(), always=True)
    if holds_none(passage, sentence):
        yield _of_box(passage, start, end)
    for place, last in not_given(sentence, lex):
        clause = sentence[sentence.rfind("、", 0, place.start) + 1 : place.start]
        bound = conditions().search(clause) or _conditional(sentence, place, last, lex)
        bound = bound or _limited(sentence, place, last)
        yield _denial(passage, _moved(place, start), NUMBER, start + place.start, start + last, always=not bound)
    yield from _in_data(passage, start, sentence, lex)
    yield from _without_authority(passage, start, sentence, lex)
    for match in NEGATED.finditer(sentence):
        yield from _kept_from(passage, start, sentence, match, lex)


def _denial(passage: Passage, place: Place, what: str, start: int, end: int, *, always: bool) -> Denial:
    evidence = cited(passage, start, end)
    name = passage.text[place.start : place.end].strip("「」")
    short = INTRODUCED.search(fold(name))
    name = name[slice(*short.span("short"))] if short else name
    name = passage.system if passage.system and fold(name) in THIS else name
    return Denial(
        who=name,
        what=what,
        words=passage.text[start:end],
        unconditional=always,
        line=evidence.line,
        evidence={"who": evidence},
    )


def _of_box(passage: Passage, start: int, end: int) -> Denial:
    """Said of the system of the box, which the sentence does not name again."""
    evidence = cited(passage, start, end)
    return Denial(
        who=passage.system,
        what=NUMBER,
        words=passage.text[start:end],
        unconditional=True,
        line=evidence.line,
        evidence={"who": evidence},
    )


def _moved(place: Place, by: int) -> Place:
    return Place(place.start + by, place.end + by, place.name, place.kind)


# 「Xに対しては、D(個人番号を除く。)が交付される」
GIVEN_TO = re.compile(r"に対しては|に対して|に対し(?=、)|へは|(?:に向けた|への|宛ての)[一-龥ァ-ヴー]{1,10}は")
GOES = re.compile(r"(?:が|を|に)[^。がを]{0,40}(?:交付|送付|提供|送信|引き渡|渡)(?:さ|し|す)")


def _given_without(passage: Passage, start: int, sentence: str, match: re.Match[str], lex: Lexicon) -> Iterator[Denial]:
    """「個人番号を除いたファイルをXに提供する」: X does not get the number."""
    given = re.search(r"[にへ](?:提供|送信|送付|登録|連携|配信)", sentence[match.end() :])
    to = list(GIVEN_TO.finditer(sentence, 0, match.start())) if GOES.search(sentence, match.end()) else []
    if to and not given:
        place = place_at(sentence, to[-1].start(), lex)
        if place and place.kind in ("body", "office", "system"):
            yield _denial(passage, _moved(place, start), NUMBER, start + place.start, start + match.end(), always=True)
    if given:
        place = place_at(sentence, match.end() + given.start(), lex)
        if place:
            end = start + match.end() + given.end()
            yield _denial(passage, _moved(place, start), NUMBER, start + match.start(), end, always=True)


IN_DATA = re.compile(
    r"には?、?(?:[^、。]{1,12}(?:及び|並びに|と))?個人番号(?:等)?(?:は|が|を)(?:一切)?(?:記載|記録|含|印字|表示|載|転記|付|記入|登録|収録|書き込)(?:さ|せ|ま|ら|し|め)*(?:れ|れて|て)*(?:い)?(?:ない|ず)(?!場合|とき|者)"
    r"|には?、?個人番号(?:を(?:書く|記入する|記載する)|の記入|の記載)?(?:欄|の欄)(?:は|が|を)(?:ない|設けて?い?ない)"
)
OF_DATA = re.compile(
    r"(?:書|票|証|届|表|簿|帳|券|状|情報|データ|ファイル|一覧|リスト|通知|資料|文書|明細|はがき|ラベル|写し|控え)等?$"
)
BARE_DATA = re.compile(r"記録|情報|データ|ファイル|一覧|リスト|通知|資料|文書|書類|明細|写し|控え|帳票|画面")
# 「Xに渡す印刷用データには、個人番号を含めない」: X does not get it.
GIVEN_DATA = re.compile(
    r"[にへ](?:渡す|引き渡す|提供する|送付する|送信する|交付する|送る)[^、。はが]{2,24}には?、?個人番号(?:等)?(?:を|は|が)(?:一切)?"
    r"(?:含|記載|印字|記録|付)(?:さ|せ|ま|ら|し|め)*(?:れ|て)*(?:い)?(?:ない|ず)(?!場合|とき|者)"
)
EVENT = re.compile(r"[0-9元]年[0-9]{1,2}月")  # told of one day: nothing that holds always
POINTING = re.compile(r"^(?:この|その|当該|同)")


def _in_data(passage: Passage, start: int, sentence: str, lex: Lexicon) -> Iterator[Denial]:
    """「予診票に個人番号は記載されない」: the data, named whole at the head of its clause, do not hold the number."""
    for match in IN_DATA.finditer(sentence):
        first = phrase_start(sentence, match.start(), lex)
        first = _listed_from(sentence, first, lex)
        whole = first == 0 or sentence[first - 1] in "、。)」(" or bool(POINTING.match(sentence[:first]))
        name = sentence[first : match.start()]
        if POINTING.match(name):
            meant = None if EVENT.search(sentence) else pointed(passage, start + first, name, lex)
            if meant:
                place = Place(*meant, passage.folded[slice(*meant)], "data")
                yield _denial(passage, place, NUMBER, start + first, start + match.end(), always=True)
            continue
        if (
            BARE_DATA.fullmatch(name)
            or not whole
            or not 2 <= len(name) <= 30
            or place_at(sentence, match.start(), lex)
            or PERSONAL in name
        ):
            continue
        place = Place(first, match.start(), name, "data")
        yield _denial(passage, _moved(place, start), NUMBER, start + first, start + match.end(), always=True)


def _listed_from(sentence: str, first: int, lex: Lexicon) -> int:
    """Where a list of data starts whose last member starts at ``first``: 「照会書及び回答書に」."""
    while joint := next((one for one in ("及び", "並びに", "、") if sentence.endswith(one, 0, first)), None):
        before = phrase_start(sentence, first - len(joint), lex)
        if not OF_DATA.search(sentence[before : first - len(joint)]):
            break
        first = before
    return first


# 「業務データを閲覧する権限を持たない」: said of who has no such right at all, not of a measure by rights.
NO_RIGHT = re.compile(
    r"(?:閲覧|操作|参照|アクセス|ログイン|復号|見|触れ)(?:する|できる|る|の)?(?:ことのできる|ための)?(?:権限|手段)(?:を|は|が)(?:一切)?"
    r"(?:持た|持って|有し|有さ|与え|与えられて|付与し|付与されて|設定し)(?:て)?(?:い|お)?(?:ない|ら?ず)"
)


WORKERS = ("受託者", "委託者", "従業者", "従事者", "従業員", "警備員", "監視員")


def _without_authority(passage: Passage, start: int, sentence: str, lex: Lexicon) -> Iterator[Denial]:
    for match in NO_RIGHT.finditer(sentence):
        clause = _clause_start(sentence, match.start())
        who = _who(sentence, clause, match.start(), lex) or _who(sentence, 0, match.start(), lex)
        if who is None or not (who.kind in ("body", "system", "partition") or who.name.endswith(WORKERS)):
            continue
        words = sentence[who.start : match.end()]
        always = not _limited(sentence, who, match.start()) and "以外" not in words
        what = PERSONAL if PERSONAL in words else NUMBER if NUMBER in words else "access"
        yield _denial(passage, _moved(who, start), what, start + who.start, start + match.end(), always=always)


def _kept_from(passage: Passage, start: int, sentence: str, match: re.Match[str], lex: Lexicon) -> Iterator[Denial]:
    if _said_of_another(sentence, match, lex):
        return
    clause = max(_clause_start(sentence, match.start()), _opened(sentence, match.start()))
    given = match["verb"] in GIVEN
    who = (_receiver(sentence, match.start(), lex) if given else None) or _who(sentence, clause, match.start(), lex)
    if who is None:
        return
    words = sentence[who.start : match.end()]
    what = _what(words, match["verb"])
    if match["verb"] == "接続" and not _of_a_system(sentence, match, lex):
        return
    if what == "access" and not re.search(r"アクセス|接続|閲覧|参照|取り?扱|見|触れ", match[0]):
        return
    if what == "access" and "扱" in match["verb"] and not HANDLED.search(words):
        return
    bound = _conditional(sentence, who, match.end(), lex) or _limited(sentence, who, match.start())
    barred = who.kind in ("body", "system", "network", "partition") or who.name.endswith(WORKERS)
    always = not bound and barred
    for place in coordinated(sentence, who, lex, clause):
        always = always and not (what == NUMBER and place.name in lex.own)
        yield _denial(passage, _moved(place, start), what, start + place.start, start + match.end(), always=always)


CASES = ("場合", "とき", "時", "際")


def _said_of_another(sentence: str, match: re.Match[str], lex: Lexicon) -> bool:
    """Whether the verb is about what stands beside it: 「Aは、Bに個人番号を渡さない」 of B, 「Aは、Dに個人番号を記載しない」 of D."""
    handed = NOT_GIVEN.finditer(sentence) if match["verb"] in (*GIVEN, "渡さ", "表示") else ()
    if any(one.start() <= match.start() < one.end() and place_at(sentence, one.start(), lex) for one in handed):
        return True
    data = (one for one in IN_DATA.finditer(sentence) if one.start() <= match.start() < one.end())
    return any(
        place_at(sentence, one.start(), lex) is None and not sentence.endswith(CASES, 0, one.start()) for one in data
    )


def _of_a_system(sentence: str, match: re.Match[str], lex: Lexicon) -> bool:
    """「Sに接続することができない」 keeps from a system; not to reach the internet is a measure."""
    to = re.search(r"[にへ]は?(?:直接)?$", sentence[: match.start()])
    place = place_at(sentence, to.start(), lex) if to else None
    able = re.search(r"でき(?:ない|ず|ません)", match[0])
    return bool(able and place and place.kind in ("system", "partition"))


def _opened(sentence: str, at: int) -> int:
    """Behind the bracket that is open at ``at``: a denial in brackets is about what the bracket names."""
    opened = sentence.rfind("(", 0, at)
    return opened + 1 if opened > sentence.rfind(")", 0, at) else 0


def _what(words: str, verb: str) -> str:
    named = NUMBER if NUMBER in words else PERSONAL if PERSONAL in words else "access"
    return "access" if verb in ("アクセス", "閲覧") and NUMBER + "等" in words else named


def _clause_start(sentence: str, at: int) -> int:
    """Where the clause starts that a verb stands in: after the last verb that joins (し、 / り、)."""
    joins = [match.end() for match in re.finditer(r"(?:し|り|おり|され|い|き)、(?=[^、]{2,40}[はが])", sentence[:at])]
    return joins[-1] if joins else 0


GIVEN = ("提供", "送信", "報告", "通知")
HANDLED = re.compile(r"情報|データ|ファイル|番号")
TO = re.compile(r"(?:への[一-龥]{2,8}(?:は|では|には)|へは|に対しては)")


def _receiver(sentence: str, at: int, lex: Lexicon) -> Place | None:
    """「Xへの報告は、…個人番号は報告しない」: X does not get it."""
    if NUMBER not in sentence[:at]:
        return None
    for match in TO.finditer(sentence, 0, at):
        place = place_at(sentence, match.start(), lex)
        if place and place.kind in ("body", "system", "office"):
            return place
    return None


THIS = ("システム", *THIS_SYSTEM, "当該システム", "同システム")
RUNS = re.compile(
    r"(?:の(?:建物|設備|施設|機器))?(?:を(?:運用|運営|管理|保守|提供|開発|所有)(?:・(?:運用|管理|保守))?(?:する|している)"
    r"|の(?:運用|運営|管理|保守)に(?:当たる|あたる|携わる))(?:事業者|業者|会社|者|主体)$"
)
OF_WORK = re.compile(r"の業務$")


def _named_who(sentence: str, end: int, lex: Lexicon, floor: int) -> Place | None:
    """The place that ends there; 「Xの業務は」 is about X; a role is named in full (Sの保守・運用を行う事業者)."""
    work = OF_WORK.search(sentence, floor, end)
    end = work.start() if work else end
    place = place_at(sentence, end, lex, floor)
    runs = RUNS.search(sentence, floor, end)
    run = place_at(sentence, runs.start(), lex, floor) if runs else None
    if run and (run.kind in ("system", "network", "partition") or run.name.endswith("センター")):
        return Place(run.start, end, sentence[run.start : end], "body")
    doing = next((match for match in role().finditer(sentence, floor) if match.end() == end), None)
    thing = place_at(sentence, doing.start(), lex, floor) if doing else None
    if place and place.name in WORKERS and sentence.endswith("の", floor, place.start):
        of = place_at(sentence, place.start - 1, lex, floor)
        return Place(of.start, end, sentence[of.start : end], place.kind) if of else place
    if thing is None or place is None:
        return place
    return Place(thing.start, end, sentence[thing.start : end], "body")


LOOKS = ("参照", "閲覧", "アクセス")
# 「Oの従業員が用いる端末では」: said of O
USED_BY = re.compile(r"の(?:従業員|職員|社員|従事者|作業者|担当者)が(?:用いる|使う|使用する|操作する|利用する)$")
CONTRAST = re.compile(r"[るたいうすく]が、")  # who acts before it is not said of what stands behind it


def _who(sentence: str, clause: int, at: int, lex: Lexicon) -> Place | None:
    """Who is kept from it: the place before が or は, or the system where it is not used (では, には)."""
    for match in reversed(
        list(
            re.finditer(
                r"(?:においては|では|には|からは|側から|外部から|から|が(?!管理する|保有する)|は)(?!、?個人番号は)",
                sentence[clause:at],
            )
        )
    ):
        place = _named_who(sentence, clause + match.start(), lex, clause)
        user = USED_BY.search(sentence, 0, place.start) if place and place.name in ("端末", "PC", "パソコン") else None
        place = place_at(sentence, user.start(), lex) if user else place
        if match[0] == "が" and CONTRAST.search(sentence, clause + match.end(), at):
            continue
        looks = place and place.kind in ("system", "partition") and sentence.startswith(LOOKS, at)
        if match[0] == "から" and not looks:
            continue
        if place and place.kind not in ("task", "file") and fold(place.name) not in ("個人番号",):
            return place
    return None
