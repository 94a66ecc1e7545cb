"""Flows that are drawn in the line: 「A→B→C:D」, 「A←B:D」, 「A⇔B:D」, 「A→B:D1→C:D2」, 「届出(A→B)」.

An end is taken as it is printed, without the brackets behind it. Arrows also join steps (申請→審査→決定), data and wordings
(旧→新): a chain is read only where one of its ends is a place or a name that the document defines, and an end that is an
act or data ends it. Where no data stand behind the chain, every end has to be known.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bangolin.loader.narrative.frames import End, Hop
from bangolin.loader.narrative.moved import PAPER, THING, moved, told_data
from bangolin.loader.narrative.places import Lexicon, kind_of, place_at
from bangolin.loader.narrative.segments import BOTH, LEFT, Link, Segment, bare, links, segments

DRAWN = "→"  # the verb of a hop that is drawn
SHAPE = re.compile(r"(?:[一-龥々ヶァ-ヴーA-Za-z0-9・/&+'’-]|[ぁ-ん])+")
LONGEST_NAME = 24
PARTICLE = re.compile(
    r"を|(?<=[一-龥ァ-ヴーA-Za-z0-9])[がはへ](?=[一-龥ァ-ヴーA-Za-z0-9]|$)|から|まで|より|における|について"
)
OKURI = re.compile(r"(?:[しすさせれらいうえるたてだでりみきちにくぐむぶつけげん]+|ない|ません)$")
ACT = re.compile(
    r"(?:審査|決定|決裁|起案|承認|許諾|完了|開始|終了|封入|封緘|検収|点検|確認|判定|判断|認定|保管|廃棄|消去|変換|計算|集計|作成|入力|出力|"
    r"加工|処理|受理|受付|検索|照合|突合|抽出|発行|交付|面談|相談|調整|検討|公表|施行|登録|採番|付番)(?:等|後|前|中|時|済)?$"
)
CHANGED = re.compile(r"変更|改称|改名|名称|改組|再編|旧|置換|読替|読み替|変換|凡例|例\)?$")
JOINED = re.compile(r"[・/]")
CHANGE = re.compile(r"(?:[のへに]変更|[にへの](?:改称|改組|改名))$")
RENAMED = re.compile(r"(?:名|名称|組織|機構|所管|担当|部署)の?変更|改称|改名|改組|再編")
OLD_AND_NEW = re.compile(r"\((?:旧|新|(?:変更|改正|改修|移行)[前後]|現行)\)")
BACK = re.compile(r"逆(?:の)?(?:順|向き|方向|経路|ルート|流れ|道)|折り返し|反対(?:の)?(?:方向|向き|順)")
SUBJECT = re.compile(r"(?:なお、|また、)?(?P<data>[一-龥ァ-ヴーA-Za-z0-9・]{2,20})[はをが]")


@dataclass(frozen=True)
class Named:
    """An end as printed; ``known``: a place, or a name that the document defines."""

    end: End
    known: bool
    act: bool = False  # an act or data: no end


def drawn(sentence: str, lex: Lexicon, before: Sequence[Hop] = ()) -> list[Hop]:
    """The hops of the chains of a folded sentence. ``before``: the hops told before, whose data 「同上」 stands for."""
    out: list[Hop] = []
    for segment in segments(sentence):
        for chain in links(sentence, segment, lambda start, end: _sort(sentence, start, end, lex)):
            out += _hops(sentence, segment, chain, lex, before)
    return out


def _sort(sentence: str, start: int, end: int, lex: Lexicon) -> str:
    if lex.vocabulary.media.fullmatch(sentence[start:end].strip()):
        return "medium"
    named = _named(sentence, (start, end), lex)
    return "end" if named is not None and named.known else ""


def backward(sentence: str, before: Sequence[Hop]) -> list[Hop]:
    """「回答は逆順で」 behind drawn hops: the same ones from the last to the first, with the data named here."""
    if not BACK.search(sentence) or not before or any(hop.verb != DRAWN for hop in before):
        return []
    said = SUBJECT.match(sentence)
    data = (said["data"],) if said else ()
    at = len(sentence)
    return [
        Hop(hop.target, hop.source, data, hop.medium, at, DRAWN, sure=False)
        for hop in reversed(before)
        if hop.source is not None and not hop.both_ways
    ]


def recurring(sentences: Iterable[str], lex: Lexicon) -> frozenset[str]:
    """Names that are no places by their ending, and stand beside a known end of a chain with data at least twice."""
    found: Counter[str] = Counter()
    for sentence in sentences:
        for segment in segments(sentence):
            for chain in links(sentence, segment, lambda *_: ""):
                ends = [_named(sentence, span, lex) for link in chain for side in link.sides for span in side]
                if any(link.data for link in chain) and any(end and end.known for end in ends):
                    found.update({end.end.name for end in ends if end and end.act})
    stems = frozenset(lex.vocabulary.verbs)
    return frozenset(
        name
        for name, count in found.items()
        if count > 1 and name not in stems and not THING.search(name) and len(name) > 3
    )


def _hops(sentence: str, segment: Segment, chain: Sequence[Link], lex: Lexicon, before: Sequence[Hop]) -> Iterator[Hop]:
    data = [words for link in chain if (words := told_data(sentence, link))]
    label = segment.label(sentence)
    if RENAMED.search(label) or OLD_AND_NEW.search(sentence, segment.start, segment.end):
        return
    if CHANGE.search(data[-1]) if data else CHANGED.search(label):
        return
    read = _read(sentence, chain, lex)
    told = data if len(read) == len(chain) else []
    if not _are_places([end for _, ones, others in read for end in (*ones, *others)], told):
        return
    for link, ones, others in read:
        names, medium = moved(sentence, link, lex, before, chain[0].sides[0][0][0])
        for one, other in itertools.product(ones, others):
            source, target = (other.end, one.end) if link.arrow in LEFT else (one.end, other.end)
            yield Hop(source, target, names, medium, link.end, DRAWN, link.start, both_ways=link.arrow in BOTH)


def _are_places(ends: Sequence[Named], data: Sequence[str]) -> bool:
    """Whether the ends of a chain are those of a move, not of a status (被保険者→被扶養者)."""
    if not any(end.known for end in ends) or not (data or all(end.known for end in ends)):
        return False
    return any(end.end.kind != "person" for end in ends) or any(PAPER.search(words) for words in data)


def _read(sentence: str, chain: Sequence[Link], lex: Lexicon) -> list[tuple[Link, list[Named], list[Named]]]:
    """The arrows with their ends, up to the first that is an act or data; none where one is no name at all."""
    out: list[tuple[Link, list[Named], list[Named]]] = []
    for link in chain:
        opens = link is chain[0]
        ones, others = (
            [end for span in side for end in _members(sentence, span, lex, opens=opens)] for side in link.sides
        )
        found = [*(_trailing(ones) if opens else ones), *others]
        named = [end for end in found if end is not None]
        if len(named) < len(found):
            return []
        if any(end.act for end in named):
            break
        out.append((link, named[: -len(others)], named[-len(others) :]))
    return out


def _members(sentence: str, span: tuple[int, int], lex: Lexicon, *, opens: bool) -> list[Named | None]:
    """The end printed there, or several where each of them is known (窓口・支所)."""
    whole = _named(sentence, span, lex, opens=opens)
    if whole is None or whole.end.name in lex.exact | lex.names or not JOINED.search(whole.end.name):
        return [whole]
    start = (whole.end.at or span)[0]
    cuts = [start, *(start + at for one in JOINED.finditer(whole.end.name) for at in one.span()), span[1]]
    named = [_named(sentence, part, lex) for part in zip(cuts[::2], cuts[1::2], strict=True)]
    return list(named) if all(one and one.known for one in named) else [whole]


def _trailing(ends: Sequence[Named | None]) -> list[Named | None]:
    """Of a list in front of the first arrow the last member, and those before it that are known too."""
    first = len(ends) - 1
    while first > 0 and (before := ends[first - 1]) and before.known:
        first -= 1
    return list(ends[first:])


def _named(sentence: str, span: tuple[int, int], lex: Lexicon, *, opens: bool = False) -> Named | None:
    """The end printed there, without brackets; None where the words are no name. ``opens``: a clause may stand before."""
    introduced, first, last = bare(sentence, *span)
    name = sentence[first:last]
    if introduced:
        return Named(End(introduced, kind_of(introduced, lex) or "system", (first, last)), True)
    plain = name.strip("「」")
    if plain in lex.exact or plain in lex.names:
        return Named(End(plain, kind_of(plain, lex) or "body", (first, last)), True)
    place = place_at(sentence, last, lex, first)
    whole = bool(SHAPE.fullmatch(plain)) and len(plain) <= LONGEST_NAME and not PARTICLE.search(plain)
    if place and place.kind not in ("task", "file"):
        if whole or place.start == first:
            return Named(End(plain if whole else place.name, place.kind, (first, last)), True)
        return Named(End(place.name, place.kind, (place.start, place.end)), True) if opens else None
    if not whole or len(plain) < 2 or re.fullmatch(r"[0-9-]+", plain):
        return None
    if THING.search(plain) or ACT.search(plain) or _verbal(plain, lex):
        return Named(End(plain, "act", (first, last)), False, act=True)
    if OKURI.search(plain) and re.search(r"[一-龥]", plain):
        return None
    return Named(End(plain, place.kind if place else "body", (first, last)), False)


def _verbal(name: str, lex: Lexicon) -> bool:
    """Whether a name ends in an act (書面申請, 夜間取込)."""
    return any(name.endswith(stem) for stem in lex.vocabulary.verbs if len(stem) > 1)
