"""Who runs a system where the text does not say 「Oが運営する」: in the passive, in brackets, as who offers the service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.places import Lexicon, Place, coordinated, phrase_start, place_at
from bangolin.loader.narrative.words import alternatives, declared, folded

BODIES = ("body", "office")
THINGS = ("system", "network", "partition")
CENTRES = ("センター", "データセンター", "DC")


@dataclass(frozen=True)
class Run:
    """Where the names stand: of who runs it and of what is run (None: the system of the box), in the passage."""

    operator: tuple[int, int]
    of: tuple[int, int] | None


@cache
def passive() -> re.Pattern[str]:
    """「Oにより運営され」, 「Oによって、共同で運用されている」."""
    work = alternatives(folded(declared("narrative_structure")["running"]))
    return re.compile(
        rf"(?:により|によって|の手で)、?(?:共同して|共同で|一元的に)?(?:整備さ(?:れ|れて)、)?(?:{work})(?:され|が行われ)"
    )


# 「Sは、Oの提供する…サービスである」
OFFERED = re.compile(
    r"[のが](?:提供|運営)(?:する|している)[^、。はが]{0,24}(?:サービス|システム|仕組み|基盤)で(?:あ|す)"
)
# 「S(…、運営:O)」
NOTED = re.compile(
    r"\((?:[^()]*[、。])?(?:運営|運用|管理)(?:者|主体|会社|元)?(?::|は、?)[ 　]*(?P<body>[^()、。:]{2,30}?)[。]?(?=[)、])"
)
# 「S(Oが運営する。)」
SAID = re.compile(r"\((?P<body>[^()、。はがを]{2,30})が(?:運営|運用|管理)(?:する|している)。?\)")
TOPIC = re.compile(r"は、?")
DEFINED = re.compile(r"[^()]{2,40}?(?=\((?:以下|以後)、?「(?P<short>[^」]+)」)")


def run_by(passage: Passage, start: int, sentence: str, lex: Lexicon) -> Iterator[Run]:
    """All that a sentence says so, with positions in the passage (``start``: where the sentence starts in it)."""
    for pattern in (passive(), OFFERED):
        for match in pattern.finditer(sentence):
            body = place_at(sentence, match.start(), lex)
            if body is None or body.kind not in BODIES:
                continue
            of = _topic(sentence, body.start, lex)
            known = of or (passage.section == "I-2" and passage.system and not TOPIC.search(sentence[: body.start]))
            for one in coordinated(sentence, body, lex) if known else ():
                for name in names_of(sentence, one):
                    yield Run(_by(name, start), _by(of, start) if of else None)
    yield from _noted(sentence, start, lex)


def _noted(sentence: str, start: int, lex: Lexicon) -> Iterator[Run]:
    for match in (*NOTED.finditer(sentence), *SAID.finditer(sentence)):
        first = phrase_start(sentence, match.start(), lex)
        name = re.split(r"の(?=[^の]+$)", sentence[first : match.start()])[-1]
        body = place_at(sentence, match.end("body"), lex, match.start("body"))
        if len(name) >= 2 and body and body.kind in BODIES:
            yield Run(_by(match.span("body"), start), (start + match.start() - len(name), start + match.start()))


def _topic(sentence: str, end: int, lex: Lexicon) -> tuple[int, int] | None:
    """The nearest topic before ``end`` that is a system or a centre; a name of its own sign too (共同DC)."""
    for topic in reversed(list(TOPIC.finditer(sentence, 0, end))):
        place = place_at(sentence, topic.start(), lex)
        if place and (place.kind in THINGS or place.name.endswith(CENTRES)):
            return (topic.start() - len(place.name), topic.start())
        known = max(
            (name for name in lex.names - lex.bodies if sentence.endswith(name, 0, topic.start())), key=len, default=""
        )
        if known:
            return (topic.start() - len(known), topic.start())
        first = phrase_start(sentence, topic.start(), lex)
        if sentence.endswith(CENTRES, first, topic.start()):
            return (first, topic.start())
    return None


def names_of(sentence: str, place: Place) -> list[tuple[int, int]]:
    """Where a body is named: by its long and its short name, where the short one is defined on the spot."""
    defined = DEFINED.match(sentence, place.start, place.end)
    return [defined.span(), defined.span("short")] if defined else [(place.start, place.end)]


def _by(span: tuple[int, int], start: int) -> tuple[int, int]:
    return span[0] + start, span[1] + start


def generic(place: Place, lex: Lexicon) -> bool:
    """「サーバー等」, 「システムのサーバー」: no name."""
    return place.name.split("の")[-1] in lex.vocabulary.kinds and place.name != "データセンター"
