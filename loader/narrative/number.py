"""Whether the 個人番号 goes along with what a step moves: stated in the step, of the same data elsewhere, or denied."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bangolin.loader.facts.records import Evidence, Flow
from bangolin.loader.narrative.arrows import DRAWN
from bangolin.loader.narrative.cited import cited
from bangolin.loader.narrative.clauses import sentences
from bangolin.loader.narrative.flows import Told
from bangolin.loader.narrative.moved import SAME
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.places import Lexicon, phrase_start, place_at
from bangolin.loader.narrative.withheld import Withheld, kept_from, withheld
from bangolin.loader.narrative.words import fold

# The number itself, and neither the card, nor work and rules that are named after it.
NAMED = re.compile(
    r"(?:個人番号|マイナンバー)(?!カード|利用事務|関係事務|通知|管理|制度|関連|を?確認|の[^、。]{0,8}確認|を特定|を基に|によ[りっ]|を用い|をキー|に基づ|の(?:項目|記載|記入|印字|表示|欄)?(?:が|の)?な[しい]|が(?:確認|特定|判明)でき|が不明|の記(?:載|入)を求め(?:ない|ず)|の?欄(?!あり|がある|に記|へ記|を設け)|を収集するため)"
)
# Verbs with する: what is not done with the number (記載しない, 送信されず, 保有せず).
NOT_DONE = (
    r"(?:付与|印字|表示|送信|提供|記載|記録|登録|保有|保存|返信|使用|利用|転記|管理|収集|格納|印刷|連携|転送|収録|入力)"
    r"(?:しない|せず|していない|しておらず|されない|されず|されていない|されておらず|[すさ]れ?ること[はが]な[いく]|することができ(?:ない|ず)|して[はも]ならない)"
)
# Other verbs (用いられない, 付されることはない, 渡ることはなく, 用いることができず).
NOT_USED = (
    r"(?:用い|書き込ま|書き入れ|示さ|渡さ|渡|付さ|記さ|伝わ|知らさ|見せ|載せ|載ら|入れ|添え|送ら|流さ|使わ|使う)"
    r"(?:れ|られ)?る?(?:こと(?:は|が|も)(?:でき)?)?(?:て(?:い|おら))?(?:ない|ず|なく)"
)
# No place for it on the paper, or one that is covered: 記載欄は設けられていない, 欄を黒塗りにした.
NO_FIELD = (
    r"(?:個人番号|マイナンバー)(?:の(?:記載|記入)?欄|を(?:書く|記載する|記入する)欄|(?:記載|記入)?欄)(?:は|が|も)(?:設け(?:られて|て)?い?ない|ない|無い|存在しない)"
    r"|(?:個人番号|マイナンバー)(?:の?欄|の?記載欄|の?部分)(?:を|が|は)[^、。]{0,8}?(?:黒塗り|塗りつぶ|墨塗|マスキング|隠し|切り取)"
)
# What brackets and fragments say for it: 個人番号なし, 個人番号の項目なし.
ABSENT = r"(?:個人番号|マイナンバー)(?:等)?(?:の?(?:項目|記載|記入|印字|表示|欄|付与|列))?(?:は|も)?(?:なし|無し|ナシ|無(?=[、。)]|$))(?!で|に)"
LEFT_OUT = re.compile(
    r"(?:個人番号|マイナンバー)(?:及び[^、。]{1,8}|等)?(?:は|を|が|も)?(?:直接|一切)?(?:除い|除く|除き|除か|除外|外し|取り除|伏せ[たて]|黒塗り|マスキング|マスク[さし]|削除し[たて]|付さ(?:ない|ず)|記入させ(?:ない|ず)|含め(?:ない|ず)|取り扱わ(?:ない|ず)|含ま(?:ない|ず|れない|れず|れていない|れておらず)|用い(?:ない|ず)"
    r"|記録さ(?:れていない|れない|れず)|載せ(?:ない|ず)|載ら(?:ない|ず)|渡さ(?:ない|ず)|記さ(?:ない|ず)|入れ(?:ない|ず)|付け(?:ない|ず)|持た(?:ない|ず)"
    rf"|(?:流れ|送ら|書か|出さ|乗ら|見え|出|来)(?:ない|ず)|抜い|抜き|記載せず|{NOT_USED}|{NOT_DONE})"
    r"(?!場合|とき|ことがあ)"
    rf"|{ABSENT}|(?:{NO_FIELD})(?!場合|とき|者|もの)"
    r"|(?:個人番号|マイナンバー)(?:を|は|が)[^、。をは]{1,16}に(?:置き換え|置換|変換し)"
    r"|(?:個人番号|マイナンバー)(?:に(?:代|替)え|の代わり)"
)
LEFT_OUT_OF_GIVEN = re.compile(
    r"(?:個人番号|マイナンバー)(?:その他の[^、。]{0,16}|等)?(?:は|を)(?:一切)?(?:報告|提供|送信|送付|通知|回答|連携|表示)(?:し|さ|され|せ)(?:ない|ず|ません)"
)
# Data that the document says elsewhere do not hold the number.
LACKS = (
    re.compile(
        r"(?P<data>[一-龥ァ-ヴーA-Za-z0-9・]{2,25}|写し)には?、?(?:[^。、]{2,24}(?:が|ることとし|、)|[^。、]{1,16}(?:及び|並びに|と))?、?個人番号(?:及び[^、。]{1,8}|等)?(?:の記載)?(?:は|が|を|も)(?:一切)?"
        r"(?:記載|記録|印字|表示|含|載|記|付|付与|設定|登録|印刷|転記|収録|入力)?(?:さ|せ|ま|ら|し|め|け|れ|入)*(?:れ)?(?:てい)?(?:ない|ず|ません)(?!場合|とき|時|者|届|もの|ことがあ|ときは)"
    ),
    re.compile(
        r"(?P<data>[一-龥ァ-ヴーA-Za-z0-9・]{2,25}|写し)には?、?個人番号の(?:記載)?欄(?:は|が|を)(?:ない|無い|設けて?い?ない)"
    ),
    re.compile(rf"(?P<data>[一-龥ァ-ヴーA-Za-z0-9・]{{3,25}})\((?:{NO_FIELD})[^()]{{0,4}}\)"),
    re.compile(r"(?P<data>写し)の個人番号(?:の?欄)?[^。]{0,16}(?:黒塗り|マスキング)"),
    re.compile(r"(?P<data>[一-龥ァ-ヴーA-Za-z0-9・]{3,25})は、?個人番号を(?:除いて|除き|含めず|含めない)"),
    re.compile(
        r"(?P<data>[一-龥ァ-ヴーA-Za-z0-9・]{3,25})(?:とは|は)、[^。]{2,100}(?:であり|であって|をいい)、?個人番号(?:等)?(?:は|を)"
        r"(?:含ま|含め)(?:れ)?(?:ない|ず)"
    ),
    re.compile(
        r"(?P<data>[一-龥ァ-ヴーA-Za-z0-9・]{3,25})\((?:[^()]{0,20}[、。])?個人番号(?:等)?(?:を|は|が|も)(?:除[くい]|"
        r"(?:含|記載|印字|記録|表示)(?:さ|ま|し|め|れ|せ|て|い)*(?:ない|ず))[^()]{0,12}\)"
    ),
)
HOLDS = (
    re.compile(
        r"(?P<data>[一-龥ァ-ヴー]{3,25})には?、?個人番号(?:が|も|を)(?:書かれ|記載(?:され|する|し)|記入(?:され|する|し)|記録(?:され|する|し)|収録(?:され|する|し)|含まれ|含む|含み|含んで|印字され|付され|付し|付す)て?(?!てい?ない|ない|ず|おら)"
    ),
    re.compile(
        r"個人番号(?:等)?(?:を|が)(?:内容に)?(?:含む|含んだ|含めた|記載した|記載された|付した|付記した|付与した|記入した|収録した|収録された|記録した|記録された|印字した|登録した)「?(?P<data>[一-龥ァ-ヴーA-Za-z0-9・]{3,25})"
    ),
    re.compile(r"(?P<data>[一-龥ァ-ヴーA-Za-z0-9・]{3,25})\([^()]{0,30}個人番号(?:を|も|が)?含(?:む|み)[^()]{0,6}\)"),
    re.compile(r"(?P<data>[一-龥ァ-ヴー]{3,25})に個人番号を記(?:載|入)"),
    re.compile(
        r"(?P<data>[一-龥ァ-ヴー]{3,25})には、?(?:(?!除|ない|代え)[^。()はを]){0,40}個人番号(?:(?!除|ない)[^。()はがを]){0,40}が(?:含まれる|含まれて|含まれ、)(?!い?な|おら)"
    ),
    re.compile(
        r"(?P<data>[一-龥ァ-ヴー]{3,25})\((?![^()]*(?:除|含ま(?:ない|ず|れない)))[^()]{0,80}個人番号[^()]{0,60}をいう[^()]{0,16}\)"
    ),
    re.compile(
        r"(?P<data>[一-龥ァ-ヴー]{3,25})(?:とは|は)、(?![^。]*(?:除|含ま(?:ない|ず|れない)))[^。]{0,80}個人番号[^。]{0,60}をいう"
    ),
    re.compile(r"(?P<data>[一-龥ァ-ヴー]{3,25})\(個人番号\)"),
    re.compile(
        r"個人番号(?:等)?(?:を|が)(?:内容に)?(?:含む|含んだ|含めた|記載した|記載された|付した|付与した|記入した|収録した|記録した)[^。()]{1,60}?\((?:以下|以後)、?「(?P<data>[^「」]{3,25})」"
    ),
    re.compile(
        r"個人番号(?:等)?(?:を|が)(?:内容に)?(?:含む|記載した|記載された|付した|記入した)[^。を]{0,60}?"
        r"(?P<data>[一-龥ァ-ヴーA-Za-z0-9・]{3,25})(?=を|は、)"
    ),
)
DATA = re.compile(r"(?:情報|データ|ファイル|書|届|票|申請|帳|証|調書|一覧|リスト)(?:等)?$")
LACKING = re.compile(
    r"(?:情報|データ|ファイル|書|届|票|帳|証|一覧|リスト|ラベル|はがき|券|写し|資料|名簿|通知|控え|台帳|電文|明細|副本|文書)(?:等)?$"
)
COMMON = re.compile(
    r"文書|写し|資料|名簿|一覧|通知|控え|台帳|電文|明細|書類|帳票|情報|データ|ファイル|リスト|証|券|届|書"
)
NONE_FROM = re.compile(
    r"から(?:入手|受領|受信|取得|提供|配信)(?:する|した|される|された)[^、。]{0,30}には、?個人番号は(?:記録|記載|含ま)"
)
OVER_LAW = re.compile(r"(?:照会|提供)[^。]{0,20}際[^。]{0,10}個人番号を(?:直接)?(?:利用|使用|用い)(?:せ|しな|な|ず)")
BRACKETED = re.compile(r"[(（][^()（）]*[)）]$")
ALONE = re.compile(r"^(?:[一-龥+]*枝番等?|[一-龥]*宛名番号)$")


@dataclass(frozen=True)
class Statement:
    """A statement about data or a sender that holds for flows elsewhere."""

    name: str
    evidence: Evidence
    within: Passage | None = None  # a word that any data may be called by: said of those of one step


@dataclass(frozen=True)
class Known:
    """What the document says elsewhere: data with the number, senders without it, systems that ask without it."""

    with_number: tuple[Statement, ...]
    from_without: tuple[Statement, ...]
    asks_without: tuple[Statement, ...]
    without_number: tuple[Statement, ...] = ()
    withheld: tuple[Withheld, ...] = ()


def known_elsewhere(found: Sequence[Passage], lex: Lexicon) -> Known:
    """Collect the statements of a document."""
    holding: dict[tuple[str, int], Statement] = {}
    senders: dict[str, Statement] = {}
    asking: dict[str, Statement] = {}
    lacking: dict[tuple[str, int], Statement] = {}
    for passage in found:
        for start, end in sentences(passage.folded):
            sentence = passage.folded[start:end]
            if "個人番号" not in sentence:
                continue
            for pattern in HOLDS:
                for match in (match for match in pattern.finditer(sentence) if DATA.search(match["data"])):
                    evidence = cited(
                        passage, start + match.start(), start + match.end(), "derived", "said of these data"
                    )
                    every = "いずれも" in match[0]
                    for name in _listed(sentence, match, lex, anywhere=True) if every else [match["data"]]:
                        within = passage if COMMON.fullmatch(name) else None
                        holding.setdefault((name, id(within)), Statement(name, evidence, within))
            for match in (match for pattern in LACKS for match in pattern.finditer(sentence)):
                evidence = cited(passage, start, end, "derived", "said of these data")
                for name in _listed(sentence, match, lex):
                    within = passage if COMMON.fullmatch(name) else None
                    lacking.setdefault((name, id(within)), Statement(name, evidence, within))
            without = NONE_FROM.search(sentence)
            place = place_at(sentence, without.start(), lex) if without else None
            if place and re.search(r"ない|ず", sentence[without.end() if without else 0 :]):
                evidence = cited(passage, start, end, "derived", "said of what comes from there")
                senders.setdefault(place.name, Statement(place.name, evidence))
            if OVER_LAW.search(sentence) and passage.system:
                asking.setdefault(passage.system, Statement(fold(passage.system), cited(passage, start, end)))
    data = (tuple(holding.values()), tuple(senders.values()), tuple(asking.values()), tuple(lacking.values()))
    return Known(*data, withheld(found, lex))


def _listed(sentence: str, match: re.Match[str], lex: Lexicon, *, anywhere: bool = False) -> list[str]:
    """The data of a statement, and those named beside it (A及びBには): of a denial only at the head of its clause."""
    names, at = [match["data"]], match.start("data")
    while joint := next((one for one in ("及び", "並びに", "又は", "、") if sentence.endswith(one, 0, at)), None):
        start = phrase_start(sentence, at - len(joint), lex)
        name = sentence[start : at - len(joint)]
        if not (DATA if anywhere else LACKING).search(name):
            break
        names, at = [*names, name], start
    whole = at == 0 or sentence[at - 1] in "、。)」るたの"
    return names if anywhere else [name for name in names if LACKING.search(name)] if whole else []


def with_number(told: Sequence[Told], records: Sequence[Flow], known: Known) -> list[Flow]:
    """The flow of each hop with ``carries_my_number``, its evidence and the line that says it if elsewhere."""
    out: list[Flow] = []
    step: tuple[object, ...] = ()
    said: dict[str, tuple[bool, Evidence]] = {}
    last = {(id(one.passage), one.start): one.hop.data for one in told}
    above: tuple[bool, Evidence] | None = None
    moves: dict[tuple[int, int], list[int]] = {}
    for one in told:
        moves.setdefault((id(one.passage), one.start), []).append(one.hop.at)
    for one, flow in zip(told, records, strict=True):
        here = (id(one.passage),)
        if here != step:
            step, said = here, {}
        of_last = one.hop.data == last[id(one.passage), one.start]
        later = [at for at in moves[id(one.passage), one.start] if at > one.hop.at]
        verdict = _told_after(one, of_last) or _verdict(one, flow, known, said, later)
        if one.hop.verb == DRAWN and (verdict is None or verdict[1].reason):
            verdict = _behind(one, moves) or _above(one, above) or verdict
        above = verdict
        if verdict and verdict[1].reason is None:
            said |= {fold(name): verdict for name in flow.data}
        out.append(_told(flow, verdict))
    return out


def _told(flow: Flow, verdict: tuple[bool, Evidence] | None) -> Flow:
    if verdict is None:
        return flow
    carries, evidence = verdict
    line = evidence.line if evidence.line != flow.line else None
    return replace(
        flow,
        carries_my_number=carries,
        mynumber_line=line,
        evidence={**flow.evidence, "carries_my_number": evidence},
    )


def _verdict(
    one: Told, flow: Flow, known: Known, said: dict[str, tuple[bool, Evidence]], later: Sequence[int] = ()
) -> tuple[bool, Evidence] | None:
    names = [fold(name).strip("「」") for name in flow.data]
    if one.hop.keyed:
        named = any(NAMED.search(name) for name in names)
        return (True, cited(one.passage, one.start, one.end)) if named else None
    stated = _stated(one, later)
    if stated:
        return stated
    clause = one.passage.folded[one.start + one.hop.since : one.start + one.hop.at]
    printed = one.passage.folded[one.start : one.start + one.hop.at]
    names = [BRACKETED.sub("", name) for name in names]
    if names and all(ALONE.match(name) and name in printed for name in names) and "個人番号" not in clause:
        return False, cited(one.passage, one.start, one.end, "certain", "only another identifier is moved")
    for name in names:
        if name in said:
            return said[name]
    return _elsewhere(one, flow, names, known)


def _stated(one: Told, later: Sequence[int] = ()) -> tuple[bool, Evidence] | None:
    """What the sentence itself says."""
    sentence = one.passage.folded[one.start : one.end]
    clause = sentence[one.hop.since : one.hop.at]
    if one.hop.verb == DRAWN:
        denied = LEFT_OUT.search(clause) is not None
        told = denied or NAMED.search(clause)
        return (not denied, cited(one.passage, one.start, one.end)) if told else None
    without = LEFT_OUT.search(sentence) or LEFT_OUT_OF_GIVEN.search(sentence)
    beside = re.match(r"[^、。()]{0,12}\([^()]*$", sentence[one.hop.at : without.start()]) if without else None
    ahead = without is not None and without.start() >= one.hop.at
    next_move = ahead and not beside and without is not None and any(at > without.start() for at in later)
    if any(LEFT_OUT.search(name) for name in one.hop.data):
        return False, cited(one.passage, one.start, one.end)
    if without and (LEFT_OUT.search(clause) or (without.start() >= one.hop.at and not next_move)):
        return False, cited(one.passage, one.start, one.end)
    if (not without or next_move) and (NAMED.search(clause) or any(NAMED.search(name) for name in one.hop.data)):
        return True, cited(one.passage, one.start, one.end)
    return None


REFERS = re.compile(
    r"(?:なお、?|ただし、?|また、?)?(?:この|その|これ|それ|いずれ|当該|同|本|[一-龥]{0,4}(?:データ|ファイル|情報))"
)
REFERS_TO_ALL = re.compile(
    r"(?:なお、?|ただし、?|また、?)?(?:これら|それら|いずれ|この(?:照会|回答|授受|連携|送受信|やり取り|サービス|方法|手続き?|仕組み|処理|システム|通信|接続))"
)


def _told_after(one: Told, of_last: bool) -> tuple[bool, Evidence] | None:
    """「…を渡す。このファイルに個人番号は含まない」: the sentence behind denies it of what was moved last."""
    after = next((span for span in sentences(one.passage.folded) if span[0] >= one.end), None)
    words = one.passage.folded[after[0] : after[1]] if after else ""
    refers = REFERS if of_last else REFERS_TO_ALL
    said = refers.match(words) or _speaks_of_moved(words, one.hop.data)
    if after and said and LEFT_OUT.search(words) and not MOVED.search(words):
        return False, cited(one.passage, after[0], after[1])
    return None


def _speaks_of_moved(words: str, data: Sequence[str]) -> bool:
    """「返される回答には…」: whether a sentence is about what the one before it moves."""
    cores = {name.split("の")[-1] for name in data}
    return any(
        len(core) > 2 and re.match(rf"(?:なお、?|[^、。はがをに]{{0,12}})?{re.escape(core)}(?:は|には|に当た)", words)
        for core in sorted(cores)
    )


# Behind a chain of arrows, by themselves: 「個人番号あり」, 「希望する者だけ個人番号欄に記入」.
GIVEN = re.compile(
    r"(?:個人番号|マイナンバー)(?:等)?(?:も|を|が|は|の?欄に|の?欄へ)?"
    r"(?:あり|有り|有(?=[、。)]|$)|付き|付(?=[、。)]|$)|含む|含まれる|含める|記す|書く|載る|載せる|付す|入り|入る|必須|(?:記載|記入|印字|付与)(?:あり|する|される|$))"
)
BY_ITSELF = re.compile(r"(?:^|[、。]|だけ|のみ|場合は?に?|ときは?に?|ために?)$")
KEPT = re.compile(r"保存|保有|保管|管理|収集|参照|閲覧|検索でき")


def _behind(one: Told, moves: Mapping[tuple[int, int], object]) -> tuple[bool, Evidence] | None:
    """What the fragments behind a chain of arrows say of it, up to the next sentence that moves something."""
    for first, last in (span for span in sentences(one.passage.folded) if span[0] >= one.end):
        words = one.passage.folded[first:last]
        if (id(one.passage), first) in moves:
            break
        for pattern, carries in ((LEFT_OUT, False), (GIVEN, True)):
            found = pattern.search(words)
            if found and BY_ITSELF.search(words[: found.start()]) and not KEPT.search(found[0]):
                return carries, cited(one.passage, first, last)
    return None


def _above(one: Told, above: tuple[bool, Evidence] | None) -> tuple[bool, Evidence] | None:
    """「同上」 for the data: what is said of those above."""
    clause = one.passage.folded[one.start + one.hop.since : one.start + one.hop.at]
    if above is None or not SAME.search(clause):
        return None
    return above[0], replace(above[1], confidence="derived", reason="said of the data above")


MOVED = re.compile(r"(?:から|へ|より)[^。]{0,40}(?:送|渡|受|取得|提供|連携|配信|登録)")


def _elsewhere(one: Told, flow: Flow, names: Sequence[str], known: Known) -> tuple[bool, Evidence] | None:
    source, target = fold(flow.source or ""), fold(flow.target or "")
    for statement in known.asks_without:
        ends = {source, target}
        if statement.name in ends and "情報提供ネットワークシステム" in ends and flow.bidirectional is None:
            return False, statement.evidence
    for statement in known.from_without:
        if source.startswith(statement.name + "の"):
            return False, statement.evidence
    for statement in known.without_number:
        here = statement.within is None or statement.within is one.passage
        if here and any(_lacks(name, statement.name) for name in names):
            return False, statement.evidence
    kept = kept_from(flow, known.withheld)
    evidence = kept or holds(names, known, one.passage)
    return (kept is None, evidence) if evidence else None


def holds(names: Sequence[str], known: Known, here: Passage | None = None) -> Evidence | None:
    """What the document says elsewhere of the number in data of these (folded) names."""
    for statement in known.with_number:
        fits = statement.within is None or statement.within is here
        if fits and any(_speaks_of(name, statement.name) for name in names):
            return statement.evidence
    return None


CONTENT = re.compile(r"(?:の(?:内容|原本|写し|データ|記載内容|情報)|データ)$")


def _speaks_of(name: str, data: str) -> bool:
    """Whether moved data are those spoken of, or what they say: 申請書の内容 and 申請書."""
    short = name.removesuffix("等")  # 各種届出等 and 各種届出書
    papers = {short + end for end in ("書", "票", "書類")} if name != short and len(short) > 3 else set()
    return name.endswith(data) or CONTENT.sub("", name).endswith(data) or name.startswith(data + "の") or data in papers


def _lacks(name: str, data: str) -> bool:
    return name == data or name.endswith("の" + data) or name.startswith(data + "の")
