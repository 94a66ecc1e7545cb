"""Unconditional denials bar derived flows; where a stated flow says otherwise, that is a finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bangolin.graph.schema.kinds import BY_ID
from bangolin.loader.facts.records import Denial
from bangolin.loader.graph.cite import Citation, confidence
from bangolin.loader.graph.concepts import MY_NUMBER
from bangolin.loader.graph.draft import Draft
from bangolin.loader.graph.reading import Reading
from bangolin.loader.names.plain import plain

_ROLE = re.compile(
    r"^(?P<of>.+?)の(?:運営主体|運用主体|運営者|運用者|運営事業者|"
    r"(?:保守|運用|運営)[・、及びや]*(?:保守|運用|運営|監視)?(?:業務)?(?:を(?:行う|行なう|担う|担当する)|の)?(?:事業者|業者|主体|者))$"
)


@dataclass(frozen=True)
class Barrier:
    """One unconditional denial: the places it is about, and its citation."""

    denial: Denial
    places: frozenset[str]
    citation: Citation


def barriers(reading: Reading) -> list[Barrier]:
    """Unconditional denials that are certain, each with the places it is about."""
    found: list[Barrier] = []
    for denial in reading.facts.denials:
        if denial.unconditional and denial.who and confidence(denial, "who", "words") == "certain":
            where = reading.cited(denial, "words", "who", item="否定の記載")
            where = {**where, "text": denial.words or where["text"]}
            if places := about(reading, denial.who):
                found.append(Barrier(denial, frozenset(places), where))
    return found


def about(reading: Reading, who: str) -> set[str]:
    """Keys of the places that a denial is about: the place of its name, for a role every operator of its system."""
    places = {reading.names.place(who).key} if reading.names.known(who) else set()
    if role := _ROLE.match(plain(who)):
        of = reading.names.groups.root(role["of"]) if reading.names.known(role["of"]) else None
        for row in reading.facts.operators:
            if of and row.operator and row.of and reading.names.groups.root(row.of) == of:
                places.add(reading.names.place(row.operator).key)
    return places


def barred(drafts: Sequence[Draft], found: Sequence[Barrier]) -> list[Draft]:
    """The drafts, with derived flows into denied places barred and the words cited."""
    by_place: dict[str, list[Barrier]] = {}
    for barrier in found:
        for place in sorted(barrier.places):
            by_place.setdefault(place, []).append(barrier)
    return [_bar(draft, by_place.get(draft.target.key, [])) for draft in drafts]


def _bar(draft: Draft, found: Sequence[Barrier]) -> Draft:
    if not found or BY_ID[draft.kind].stated:
        return draft
    words = tuple(barrier.citation for barrier in found)
    whats = {barrier.denial.what or MY_NUMBER for barrier in found}
    denied = sorted(whats - {MY_NUMBER})[0] if whats - {MY_NUMBER} else MY_NUMBER
    return replace(draft, strength="barred", my_number="no", denied=denied, citations=(*words, *draft.citations))


def contradicting(draft: Draft, barrier: Barrier) -> bool:
    """Whether a stated flow says otherwise than a denial."""
    if draft.target.key not in barrier.places or not BY_ID[draft.kind].stated or not draft.walked:
        return False
    if draft.kind in ("step", "acquisition"):
        return draft.strength == "named"
    return draft.strength != "barred"
