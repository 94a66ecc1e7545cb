"""Ways that text tells apart from the hops on them: back by the way it came, and the network that a definition names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bangolin.loader.narrative.clauses import Data, Event, Verb
from bangolin.loader.narrative.frames import Hop
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.places import Lexicon, place_at
from bangolin.loader.narrative.signs import SIGN, Sign, sign

REVERSE = re.compile(
    r"(?:逆|反対)(?:の|方向の)?(?:経路|順路|道筋|道順|ルート|順序|流れ|手順|順)(?:で|にて|により|によって|を(?:たど|辿|経|通))"
    r"|(?:同じ|同一の?|同)(?:経路|ルート)(?:で|にて|により|を(?:たど|辿|経|通))[^。]{0,16}(?:返|戻|逆)"
)
STEPS = re.compile(rf"(?:(?P<first>{SIGN})(?:から|[~〜→-]))?(?P<last>{SIGN})(?:まで)?と?(?:は|の)?(?:逆|反対)")
OVER = re.compile(r"(?P<end>)を(?:通じて|介して|経由して)")
TOWARD = re.compile(r"(?P<end>)に(?:対し(?:て)?)、?")
FROM = re.compile(r"、?(?P<name>[^、。]{2,40}?)(?:から|に対し|へ)")

Ways = Mapping[tuple[str, str], str]


def there_and_back(sentence: str, found: Sequence[Event], hops: Sequence[Hop], before: Sequence[Hop]) -> list[Hop]:
    """The hops of a sentence; where it says that something goes back by the way it came (「回答は逆の経路で返される」),
    those before these words, and their way backwards: that of the steps it names, of the sentence itself, or of ``before``.
    """
    said = REVERSE.search(sentence)
    verb = next((event for event in reversed(found) if isinstance(event, Verb)), None)
    if said is None or verb is None or verb.at < said.start():
        return list(hops)
    there = [hop for hop in hops if hop.at < said.start()]
    way = before if STEPS.search(sentence) else there or before
    since = max((hop.at for hop in there), default=0)
    data = tuple(event.name for event in found if isinstance(event, Data) and event.at >= since)
    data = data or (there[-1].data if there else ())
    back = [
        Hop(hop.target, hop.source, data, hop.medium, verb.at, verb.stem, since, sure=False)
        for hop in reversed(way)
        if hop.source is not None and not hop.both_ways
    ]
    return [*there, *back] if back else list(hops)


@dataclass
class Routes:
    """The hops of the steps told so far in one part, by the sign of their step."""

    part: tuple[str, str | None] = ("", None)
    last: Sequence[Hop] = ()
    by_sign: dict[Sign, list[Hop]] = field(default_factory=dict)

    def meant(self, passage: Passage) -> Sequence[Hop]:
        """The hops whose way a step may mean: those of the steps that it names (「アからイまでと逆の経路」), else the last."""
        self._enter(passage)
        named = STEPS.search(passage.folded)
        last = sign(named["last"]) if named else None
        first = sign(named["first"]) if named and named["first"] else last
        if first is None or last is None or first.style != last.style:
            return self.last
        low, high = sorted((first.at, last.at))
        steps = [one for one in self.by_sign if one.style == last.style and low <= one.at <= high]
        return [hop for one in sorted(steps, key=lambda one: one.at) for hop in self.by_sign[one]] or self.last

    def remember(self, passage: Passage, hops: list[Hop]) -> None:
        """Keep the hops of a step."""
        mark = sign(passage.label)
        self.last = hops or self.last
        if mark and passage.labelled:
            self.by_sign[mark] = hops
        elif mark:
            self.by_sign.setdefault(mark, []).extend(hops)

    def _enter(self, passage: Passage) -> None:
        if self.part != (passage.section, passage.system):
            self.part, self.last = (passage.section, passage.system), ()
            self.by_sign.clear()


def told_ways(found: Iterable[Passage], lex: Lexicon) -> dict[tuple[str, str], str]:
    """By system of I-2 and the other end, the network that a sentence names between them: 「Yに対してXを通じて」."""
    out: dict[tuple[str, str], str] = {}
    for passage in found:
        for match in OVER.finditer(passage.folded) if passage.section == "I-2" and passage.system else ():
            network = place_at(passage.folded, match.start(), lex)
            other = _other(passage.folded, network.start, match.end(), lex) if network else None
            if network and other and network.name.endswith(lex.vocabulary.carriers):
                out.setdefault((str(passage.system), other), network.name)
    return out


def _other(text: str, start: int, end: int, lex: Lexicon) -> str | None:
    """The further end beside the network: right before it (Yに対してX) or right behind (Xを通じてYから)."""
    before = next((match for match in TOWARD.finditer(text, max(0, start - 8), start) if match.end() == start), None)
    if before:
        place = place_at(text, before.start(), lex)
        return place.name if place and place.kind != "person" else None
    behind = FROM.match(text, end)
    place = place_at(text, behind.end("name"), lex, end) if behind else None
    return place.name if place and place.kind in ("body", "system", "network") else None


def over_told_ways(hops: Iterable[Hop], system: str | None, ways: Ways) -> list[Hop]:
    """The hops of a system's function with the network that the text names for their two ends, where they name none."""
    out: list[Hop] = []
    for hop in hops:
        ends = {hop.source.name if hop.source else "", hop.target.name}
        known = [network for (of, other), network in ways.items() if of == system and other in ends]
        fitting = not hop.medium and known and known[0] not in ends
        out.append(replace(hop, medium=known[0]) if fitting else hop)
    return out
