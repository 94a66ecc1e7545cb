"""Flows: the hops of 別添1, of the functions in I-2 and, on Form 3, of I-1, as records with their evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bangolin.loader.facts.records import Evidence, Facts, Flow
from bangolin.loader.narrative.arrows import backward, drawn
from bangolin.loader.narrative.clauses import Event, Role, events, sentences
from bangolin.loader.narrative.frames import End, Hop
from bangolin.loader.narrative.hops import SentenceReader
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.places import Lexicon, Place, place_at
from bangolin.loader.narrative.routes import Routes, Ways, over_told_ways, there_and_back, told_ways
from bangolin.loader.narrative.segments import ARROW
from bangolin.loader.narrative.words import THIS_SYSTEM, fold

SCORED = ("I-1", "I-2", "別添1")
RELATION = re.compile(r"(?P<one>[^:：\s]{2,})と(?P<other>[^の]{2,}(?:事務|業務|システム))の(?:関係|関連|流れ)$")

ALSO = re.compile(r"\([^()]*(?:ともいう|をいう)。?\)$")  # another name, in brackets behind the name
# 「以下では、Sの構成要素のうちのP部分について記す」: what P does is told under the name of S.
TOLD_OF = re.compile(
    r"(?:の?うち|の?内|の中)の?、?(?P<part>[^、。のは「」]{2,30})の?部分(?:について|を|に係る機能を)(?:記|述べ|説明)"
)
DEFINITION = re.compile(
    r"ために、[^。]{0,30}(?:システム|サービス)である$|機能.{0,60}を有する$|とは、|のことを(?:い|言)う|^図中の"
)


@dataclass(frozen=True)
class Told:
    """A hop with the passage and the sentence that tell it."""

    passage: Passage
    start: int
    end: int
    hop: Hop


def told_hops(found: Sequence[Passage], lex: Lexicon, assessor: str, names: Mapping[str, str]) -> list[Told]:
    """All hops of the passages, in printed order. ``names``: how the text calls a system of I-2 by itself."""
    out: list[Told] = []
    reader: SentenceReader | None = None
    ways = told_ways(found, lex)
    routes = Routes()
    step: tuple[str | None, ...] = ()
    block, measured = assessor, None
    parts: dict[str | None, str] = {}
    named: list[Place] = []  # the places of the steps before, in the same part
    for passage, after in zip(found, (*found[1:], None), strict=False):
        if passage.opens:
            block, named = assessor, []
        if passage.section not in SCORED:
            measured = _measured(passage, lex, measured)
            block = measured or assessor
        part = TOLD_OF.search(passage.folded) if passage.section == "I-2" else None
        if part:
            parts[passage.system] = part["part"]
        relation = RELATION.search(passage.folded) if len(passage.folded) <= 80 else None
        if relation and passage.section == "別添1":
            block = relation["other"]
        if _is_heading(passage) or _heads(passage, after) or _is_fragment(passage):
            continue
        here = (passage.section, passage.system, passage.label, measured)
        actor = ALSO.sub(
            "", fold(parts.get(passage.system) or names.get(passage.system or "") or passage.system or block)
        )
        if reader is None or here != step or passage.label is None or passage.bullet:
            reader = SentenceReader(lex, actor, of_system=passage.section == "I-2")
            step = here
        new = list(_told(passage, reader, lex, routes.meant(passage), ways, named))
        new = [replace(one, hop=_by_name(one.hop, actor)) for one in new] if passage.system else new
        routes.remember(passage, [one.hop for one in new])
        out += new
    return out


def _by_name(hop: Hop, system: str) -> Hop:
    """Under ②システムの機能 「本システム」 is the system whose functions these are."""
    itself = End(system, "actor", None)
    source = itself if hop.source and hop.source.name in THIS_SYSTEM else hop.source
    return replace(hop, source=source, target=itself if hop.target.name in THIS_SYSTEM else hop.target)


SAME = re.compile(r"^同(?P<kind>[一-龥ァ-ヴー]{1,4})$")
COMPANY = re.compile(r"会社|業者|事業者|企業|社$")


UNUSED = re.compile(
    r"現(?:在|時点|状)(?:で)?は、?[^。、]{0,12}(?:用い|使用し|利用し|行っ|稼働し)て(?:い|おら)(?:ない|ず)"
)
PLANNED = re.compile(r"予定|今後|将来|検討")  # without it the rest of the sentence may tell what is done
STAFF = re.compile(r"(?P<same>同[課室係部局所])の(?:担当)?$")


def _pointed(hop: Hop, found: Sequence[Event], before: Sequence[Place], sentence: str) -> Hop:
    """「Xに照会し、同機構から回答を得る」: 同機構 is the body of that kind that was named before, in the sentence or in those
    before it in the step (``before``).
    """
    named = [place for event in found if isinstance(event, Role) for place in event.places]

    def fits(name: str, kind: str) -> bool:
        return bool(COMPANY.search(name)) if kind == "社" else name.removesuffix("の職員").endswith(kind)

    def meant(end: End | None) -> End | None:
        staff = STAFF.search(sentence, 0, end.at[0]) if end and end.at else None  # 同課の職員: the office
        same = SAME.match(staff["same"] if staff else end.name) if end and end.at else None
        if end is None or end.at is None or same is None:
            return end
        here = [one for one in named if one.end <= end.at[0] and fits(one.name, same["kind"])]
        here = [one for one in here if not SAME.match(one.name)]
        if here:
            return End(here[-1].name, here[-1].kind, (here[-1].start, here[-1].end))
        told = [one for one in before if fits(one.name, same["kind"]) and not SAME.match(one.name)]
        return End(told[-1].name, told[-1].kind, end.at) if told else end

    return replace(hop, source=meant(hop.source), target=meant(hop.target) or hop.target)


MEASURES = re.compile(
    r"^[<【]?(?P<of>[^<>【】]{2,40}?)(?:・(?:ソフトウェア|プラットフォーム))?(?:の(?:運用|利用))?における措置[>】]?$"
)
ITEM = re.compile(r"^リスク(?:[0-9]|に対する|への対策)|^[<【][^<>【】]*[>】]$")


def _measured(passage: Passage, lex: Lexicon, before: str | None) -> str | None:
    """「Xにおける措置」: the system of whose measures II and III tell acts there, up to the next heading or item."""
    found = MEASURES.match(passage.folded)
    if found:
        place = place_at(found["of"], len(found["of"]), lex)
        return place.name if place and place.kind in ("system", "partition") and place.start == 0 else None
    return None if passage.opens or ITEM.match(passage.folded) else before


def _is_heading(passage: Passage) -> bool:
    heading = fold(passage.heading or "")
    return bool(heading) and heading in passage.folded and len(passage.folded) <= len(heading) + 4


def _heads(passage: Passage, after: Passage | None) -> bool:
    """A numbered line without a full stop, with other text under its number, only names what follows."""
    whole = "。" in passage.folded or ARROW.search(passage.folded)
    if passage.section != "I-2" or passage.item or not passage.labelled or whole or after is None:
        return False
    return (
        after.section == "I-2"
        and after.system == passage.system
        and (after.item or not after.labelled or _style(after.label) != _style(passage.label))
    )


def _style(label: str | None) -> str:
    """The kind of numbers of a label: 1, (1), ①, ア, ⅰ."""
    plain = re.sub(r"[\s.、]", "", fold(label or ""))
    for sign, numbers in (("1", r"[0-9]+"), ("①", r"[①-⑳]"), ("ア", r"[ア-ン]"), ("ⅰ", r"[ⅰ-ⅹivx]+")):
        plain = re.sub(numbers, sign, plain)
    return plain


def _is_fragment(passage: Passage) -> bool:
    """Words of a figure: no sentence, no label, and no arrow with data behind its ends."""
    whole = "。" in passage.folded or (ARROW.search(passage.folded) and ":" in passage.folded)
    return passage.section == "別添1" and not whole and not (passage.labelled or passage.item)


def _told(
    passage: Passage, reader: SentenceReader, lex: Lexicon, before: Sequence[Hop], ways: Ways, named: list[Place]
) -> Iterable[Told]:
    """``before``: the hops of the step before, in case this one says that something goes back on their way. ``named``: the
    places that were named so far; those of this step are added.
    """
    for start, end in sentences(passage.folded):
        sentence = passage.folded[start:end]
        if DEFINITION.search(sentence) or (UNUSED.search(sentence) and PLANNED.search(sentence)):
            continue
        found = events(sentence, lex)
        read = drawn(sentence, lex, before) or backward(sentence, before) or reader.read(sentence, found)
        hops = there_and_back(sentence, found, [_pointed(hop, found, named, sentence) for hop in read], before)
        named += [place for event in found if isinstance(event, Role) for place in event.places]
        before = hops or before
        for hop in over_told_ways(hops, passage.system, ways):
            yield Told(passage, start, end, hop)


def flows(told: Sequence[Told]) -> list[Flow]:
    """The flow record of every hop."""
    return [_flow(one) for one in told]


def members_apart(records: Iterable[Flow], groups: Mapping[str, Sequence[str]]) -> list[Flow]:
    """Flows of systems that are named together, one for each member. ``groups``: the common name and its members."""
    out: list[Flow] = []
    for flow in records:
        sources = groups.get(fold(flow.source or ""), (flow.source,))
        targets = groups.get(fold(flow.target or ""), (flow.target,))
        out += [replace(flow, source=source, target=target) for source in sources for target in targets]
    return out


def each_once(records: Iterable[Flow]) -> tuple[Flow, ...]:
    """Equal hops of one sentence once."""
    out: list[Flow] = []
    seen: set[tuple[object, ...]] = set()
    for flow in records:
        key = (flow.step, flow.line, flow.source, flow.target, flow.data)
        if key not in seen:
            seen.add(key)
            out.append(flow)
    return tuple(out)


def _flow(one: Told) -> Flow:
    passage, hop = one.passage, one.hop
    words = passage.text[one.start : one.end]
    where = {"source": _evidence(one, hop.source, words), "target": _evidence(one, hop.target, words)}
    return Flow(
        step=_step(passage),
        source=_printed(one, hop.source),
        target=_printed(one, hop.target),
        data=tuple(_as_printed(one, part) for name in hop.data for part in apart(name)),
        medium=_as_printed(one, hop.medium) if hop.medium else None,
        bidirectional=True if hop.both_ways else None,
        section=passage.section,
        line=passage.span(one.start).line,
        evidence={key: value for key, value in where.items() if value is not None},
    )


def apart(name: str) -> list[str]:
    """The members of a list of data (A、B及びC), outside brackets."""
    parts, depth, current = [], 0, ""
    for piece in re.split(r"(、|及び|並びに|\(|\)|「|」)", name):
        depth += piece in ("(", "「")
        depth -= piece in (")", "」")
        if depth == 0 and piece in ("、", "及び", "並びに"):
            parts.append(current)
            current = ""
        else:
            current += piece
    return [part for part in (*parts, current) if part]


def _step(passage: Passage) -> str | None:
    parts = [part for part in (passage.system, passage.label or passage.heading) if part]
    return " ".join(parts) or None


def _printed(one: Told, end: End | None) -> str | None:
    if end is None:
        return None
    if end.at is None:
        return end.name
    first, last = end.at
    return _unquoted(one.passage.text[one.start + first : one.start + last]) if _fits(one, end) else end.name


def _fits(one: Told, end: End) -> bool:
    assert end.at is not None
    first, last = end.at
    return one.passage.folded[one.start + first : one.start + last].strip("「」") == end.name


def _unquoted(name: str) -> str:
    return name[1:-1] if name[:1] in "「｢" and name[-1:] in "」｣" else name


def _as_printed(one: Told, folded: str) -> str:
    """The words of the sentence that fold to ``folded``."""
    at = one.passage.folded.find(folded, one.start)
    return _unquoted(one.passage.text[at : at + len(folded)]) if at >= 0 else folded


def _evidence(one: Told, end: End | None, words: str) -> Evidence | None:
    if end is None:
        return None
    first = end.at[0] if end.at and _fits(one, end) else 0
    span = one.passage.span(one.start + first)
    unsure = _unsure(one, end)
    return Evidence(
        item=one.passage.section,
        line=span.line,
        page=span.page,
        box=span.box,
        cell=span.cell,
        text=words,
        confidence="derived" if unsure else "certain",
        reason=unsure,
    )


def _unsure(one: Told, end: End) -> str | None:
    """Why an end is not certain. Under ②システムの機能 the system above it acts, by the form."""
    if end.at is None:
        own = one.passage.section == "I-2" and end.kind == "actor" and one.passage.system is not None
        own |= one.passage.section not in SCORED and fold(one.passage.heading or "").startswith(end.name)
        return None if own and not one.hop.both_ways else "the step does not name its actor"
    silent = one.hop.source is not None and one.hop.source.at is None
    beside = silent and one.hop.since <= end.at[0] < one.hop.at and _fits(one, end)
    return None if one.hop.sure or beside else "the sentence does not name this end beside its verb"


def assessor_name(facts: Facts) -> str:
    """How the assessor is written as an end of a flow: the body without its head."""
    name = facts.document.assessor or "評価実施機関"
    return re.sub(r"(?<=[市区町村])長$|(?<=[都道府県])知事$", "", name)
