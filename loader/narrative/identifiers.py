"""Identifiers that the text links to others, and where the link is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache

from bangolin.loader.facts.records import Evidence, Identifier
from bangolin.loader.narrative.cited import cited
from bangolin.loader.narrative.clauses import MARKER, sentences
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.places import Lexicon, place_at
from bangolin.loader.narrative.words import alternatives, declared, fold, folded

NUMBER = "個人番号"
Span = tuple[int, int]
KEPT_IN = ("system", "partition", "file")


@cache
def _names() -> re.Pattern[str]:
    names = (NUMBER, *folded(declared("narrative_structure")["identifiers"]))
    return re.compile(rf"(?:{alternatives(names)})(?!カード|利用事務|関係事務|管理機能|付番)")


# Any other number that a person has, where the sentence ties it to one of those.
OPEN = re.compile(r"[一-龥ァ-ヴーA-Za-z0-9]{0,14}(?:番号|枝番|符号)")
TIES = re.compile(
    r"紐付|紐づ|ひも付|ひもづ|対応付|対応づ|対応させ|番号に対応(?:する|した)|対応関係|対応表|[1一]対[1一]|変換|置き換え|結び付|結びつ|関連付|関連づ"
)
WHICH = re.compile(
    r"^[0-9一二三四五六七八九十]+(?:人|名|件|者|世帯)|^(?:当該|各|その|同|新|旧|全|本人の|登録|付番|払出|該当|別)(?=.{3})"
)


@cache
def _other_numbers() -> re.Pattern[str]:
    """Numbers of something that is no person."""
    return re.compile(f"(?:{alternatives(folded(declared('narrative_structure')['other_numbers']))})$")


def _named(sentence: str, known: Mapping[str, _Found]) -> dict[str, re.Match[str]]:
    """The identifiers of a sentence with where each stands first."""
    found = {match[0]: match for match in reversed(list(_names().finditer(sentence)))}
    if not TIES.search(sentence):
        return found
    taken = [match.span() for match in _names().finditer(sentence)]
    others = [match for match in OPEN.finditer(sentence) if not any(one < match.end() <= two for one, two in taken)]
    others = [match for match in others if not _other_numbers().search(match[0]) and match[0] not in ("番号", "符号")]
    if found.keys() | {match[0] for match in others} & known.keys():
        found |= {match[0]: match for match in reversed(others) if not WHICH.match(match[0])}
    return found


@cache
def _links() -> re.Pattern[str]:
    return re.compile(alternatives(folded(declared("narrative_structure")["links"])))


TAKEN = (
    r"を(?:利用|使用|用い|キー)[^、。をから]{0,8}?(?:て|に|として)、?(?P<held>[^、。をはがから]{2,24})から"
    r"(?P<other>[^、。をはが]{2,14}?(?:番号|枝番|符号))(?:等|など)?を(?:利用|使用|取得|参照|抽出|入手)"
)
"""One identifier is used to take another out of a file or system: there the two are tied."""


@cache
def _taken() -> re.Pattern[str]:
    return re.compile(rf"(?P<own>{_names().pattern}){TAKEN}")


CARRIED_ON = re.compile(r"(?:これら?|それ|当該[^、。をはがに]{1,12})を[^。]{2,40}に(?:変換|置き換え|付け替え|読み替え)")


@cache
def _used() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{_names().pattern})(?:を(?:用い|使用し|利用し|キー)|による)")


@cache
def _answered() -> re.Pattern[str]:
    """One identifier is shown and another comes back for it: 「Xを示し、これに応じて返されるY」."""
    other = _names().pattern
    return re.compile(
        rf"(?P<name>{other})[^。、]{{0,30}}、?(?:これ|それ)に(?:応じ|対応|基づ)[^。、]{{0,12}}(?P<other>{other})"
    )


@dataclass
class _Found:
    """What is gathered about one identifier."""

    printed: str
    evidence: Evidence
    linked: dict[str, None] = field(default_factory=dict)
    held: dict[str, None] = field(default_factory=dict)


def identifiers(found: Sequence[Passage], lex: Lexicon, short: Mapping[str, str]) -> tuple[Identifier, ...]:
    """Every identifier that a sentence links to another, in the order of their first links.

    ``short``: short names by the long ones; what has a short name is one identifier, under it.
    """
    out: dict[str, _Found] = {}
    for passage in found:
        before: Span = (0, 0)
        for start, end in sentences(passage.folded):
            sentence = passage.folded[start:end]
            if _links().search(sentence) or TIES.search(sentence):
                _gather(passage, start, end, lex, out)
            if CARRIED_ON.search(sentence):
                _carry_on(passage, before, (start, end), lex, out)
            for match in _answered().finditer(passage.folded, start, end):
                _gather(passage, start, end, lex, out, {match["name"], match["other"]})
            before = (start, end)
            for match in _taken().finditer(sentence):
                _take(passage, start, match, out)
    return tuple(
        Identifier(
            name=one.printed,
            linked_to=tuple(one.linked),
            held_in=tuple(one.held),
            line=one.evidence.line,
            evidence={"name": one.evidence},
        )
        for name, one in out.items()
        if short.get(name) not in out
    )


def _gather(
    passage: Passage, start: int, end: int, lex: Lexicon, out: dict[str, _Found], only: Set[str] | None = None
) -> None:
    sentence = passage.folded[start:end]
    named = {name: where for name, where in _named(sentence, out).items() if only is None or name in only}
    printed = {name: passage.text[start + match.start() : start + match.end()] for name, match in named.items()}
    if len(named) < 2:
        return
    held = dict.fromkeys(_keepers(passage, start, sentence, lex))
    for name in sorted(named, key=lambda name: named[name].start()):
        if name == NUMBER:
            continue
        one = out.setdefault(name, _Found(printed[name], cited(passage, start, end)))
        one.linked.update(dict.fromkeys(printed[other] for other in sorted(named) if other != name))
        one.held.update(held)


def _carry_on(passage: Passage, before: Span, now: Span, lex: Lexicon, out: dict[str, _Found]) -> None:
    """What the sentence before uses an identifier for is turned into another one: 「Xを用いた照会」, then 「これをYを…に変換」."""
    used = [match["name"] for match in _used().finditer(passage.folded[slice(*before)])]
    into = [match["name"] for match in _used().finditer(passage.folded[slice(*now)])]
    if len(used) == len(into) == 1 and used != into:
        _gather(passage, before[0], now[1], lex, out, {used[0], into[0]})


def _take(passage: Passage, start: int, match: re.Match[str], out: dict[str, _Found]) -> None:
    """What is taken by another identifier is one itself, tied to it in what it is taken out of."""
    if match["other"] == NUMBER:
        return
    printed = {
        group: passage.text[start + match.start(group) : start + match.end(group)] for group in match.groupdict()
    }
    where = cited(passage, start + match.start(), start + match.end())
    one = out.setdefault(match["other"], _Found(printed["other"], where))
    one.linked.setdefault(printed["own"])
    one.held.setdefault(printed["held"].strip("「」"))


PURPOSE = re.compile(r"[^、。]{0,40}(?:ため|よう)")


def _keepers(passage: Passage, start: int, sentence: str, lex: Lexicon) -> Iterator[str]:
    """The last place before the link that keeps it (Xでは, Xにおいて, Xに), else the system whose function it is."""
    link = _links().search(sentence)
    until = link.start() if link else len(sentence)
    for match in reversed(list(MARKER.finditer(sentence, 0, until))):
        if match.lastgroup not in ("at", "subject") or PURPOSE.match(sentence, match.end(), until):
            continue
        place = place_at(sentence, match.start(), lex)
        if place and place.kind in KEPT_IN and not place.name.endswith(lex.vocabulary.terminals):
            yield passage.text[start + place.start : start + place.end].strip("「」")
            return
    if passage.system:
        yield passage.system


def linked_names(found: Sequence[Identifier]) -> frozenset[str]:
    """The folded names of the identifiers."""
    return frozenset(fold(one.name) for one in found if one.name)
