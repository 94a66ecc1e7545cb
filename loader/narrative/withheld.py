"""Statements that hold for every flow of a place, or between two: a system that keeps no 個人番号, a way it never goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bangolin.loader.facts.records import Evidence, Flow
from bangolin.loader.narrative.cited import cited
from bangolin.loader.narrative.clauses import sentences
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.places import Lexicon, place_at
from bangolin.loader.narrative.words import fold

MACHINES = ("system", "partition")
NOT = r"(?:ない|ず|ません)(?!場合|とき|者|職員|もの|ことがあ|限り)"
# 「Sは、個人番号を保有しない」, 「Sには、個人番号を記録しない」, 「Sが送受信するデータには、個人番号は含まれない」
NEVER = re.compile(
    rf"(?P<end>)(?:は|では|には|においては?)、?(?:いずれも)?個人番号(?:等)?(?:を|は|が)(?:一切)?"
    rf"(?:保有|記録|保存|保管|登録|格納|管理|取り扱|取扱|持た|持って|扱わ)(?:さ|せ|し|れ|わ|て|い)*{NOT}"
)
NONE_OF_ITS = re.compile(
    rf"(?P<end>)(?:が|で|との間で|において)(?:送受信|授受|取り扱|扱|連携|やり取り|送信|受信|交換)(?:する|う|される)"
    rf"(?:全ての|すべての)?(?:データ|情報|ファイル|電文)(?:に|には|は)、?(?:いずれも)?個人番号(?:等)?(?:は|を|が)(?:一切)?"
    rf"(?:含ま|含め|記録|記載|付さ|付与)(?:さ|せ|し|れ|て|い)*{NOT}"
)
BETWEEN = re.compile(
    rf"(?P<end>)[にへ]、?個人番号(?:等)?(?:を|は|が)(?:一切)?(?:返信|送信|送付|提供|渡さ|連携|返却|返送|通知|回答)(?:さ|せ|し|れ|る)*"
    rf"(?:こと(?:は|が|も))?{NOT}"
)
FROM = re.compile("から")


@dataclass(frozen=True)
class Withheld:
    """A place (``target`` None) that no flow with the number starts or ends at, or two that none goes between."""

    place: str
    target: str | None
    evidence: Evidence


def withheld(found: Sequence[Passage], lex: Lexicon) -> tuple[Withheld, ...]:
    """All such statements, in printed order."""
    return tuple(one for passage in found for one in _of_passage(passage, lex))


def _of_passage(passage: Passage, lex: Lexicon) -> Iterator[Withheld]:
    for start, end in sentences(passage.folded):
        sentence = passage.folded[start:end]
        if "個人番号" not in sentence:
            continue
        said = cited(passage, start, end, "derived", "said of the place")
        for pattern in (NEVER, NONE_OF_ITS):
            for match in pattern.finditer(sentence):
                place = place_at(sentence, match.start("end"), lex)
                if place and place.kind in MACHINES and _whole(sentence, place.start):
                    yield Withheld(place.name, None, said)
        for match in BETWEEN.finditer(sentence):
            target = place_at(sentence, match.start("end"), lex)
            sender = [one.start() for one in FROM.finditer(sentence, 0, match.start("end"))]
            source = place_at(sentence, sender[-1], lex) if sender and target else None
            if source and target:
                yield Withheld(source.name, target.name, said)


def _whole(sentence: str, start: int) -> bool:
    """Whether the place stands at the head of its clause: not 「…を行うSでは」 of one situation."""
    return start == 0 or sentence[start - 1] in "、。)」※"


def kept_from(flow: Flow, said: Sequence[Withheld]) -> Evidence | None:
    """The evidence that the number does not go along, where a place of the flow is said never to have it."""
    ends = (fold(flow.source or ""), fold(flow.target or ""))
    for one in said:
        if one.target is None and one.place in ends:
            return one.evidence
        if one.target is not None and (one.place, one.target) == ends:
            return one.evidence
    return None
