"""Names of places in questions: by key, by name or alias, by a part of a name; the nearest where nobody has it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bangolin.graph.spelling import plain, spellings, without_form
from bangolin.queries.problems import UnknownNameError

NAMES = (
    "MATCH (e:Edition)-[n:NAMES]->(p:Place) WHERE e.key IN $scope "
    "RETURN p.key AS key, p.kind AS kind, n.assessment AS assessment, n.name AS name, n.names AS names, "
    "n.organization AS organization, n.outside AS outside, n.generic AS generic, n.kind AS said, "
    "n.evidence AS evidence, e.key AS edition ORDER BY key, assessment"
)


def matches(part: str, text: str) -> bool:
    """Whether a name is a part of another, compared plainly and without regard to case."""
    return plain(part).casefold() in plain(text).casefold()


__all__ = ["NAMES", "Match", "Named", "find", "matches", "named_from_row", "nearest", "plain", "without_form"]


@dataclass(frozen=True, slots=True)
class Named:
    """A place as one assessment names it."""

    key: str
    kind: str
    assessment: str
    name: str
    names: tuple[str, ...]
    organization: str
    outside: bool
    generic: bool
    evidence: str = "[]"

    @property
    def ident(self) -> tuple[str, str]:
        """(key, assessment)."""
        return (self.key, self.assessment)


def named_from_row(row: Mapping[str, Any]) -> Named:
    """A place from a row of ``NAMES``."""
    return Named(
        key=row["key"],
        kind=row.get("said") or row["kind"],
        assessment=row["assessment"],
        name=row["name"],
        names=tuple(row.get("names") or ()),
        organization=row.get("organization") or "",
        outside=bool(row.get("outside")),
        generic=bool(row.get("generic")),
        evidence=row.get("evidence") or "[]",
    )


@dataclass(frozen=True)
class Match:
    """A place that a name means, and how it was matched: key, name or part."""

    place: Named
    by: str


def find(name: str, places: Sequence[Named], bodies: Mapping[str, str]) -> list[Match]:
    """The places that a name means among some, in the first way that matches any: key; name or alias (company forms and
    the assessor's own name in front dropped); part of a name. ``bodies``: assessing body by assessment.

    Raises UnknownNameError with the nearest names where none has it.
    """
    wanted = plain(name).casefold()
    spelled = {place.ident: _spelled(place, bodies.get(place.assessment, "")) for place in places}
    ways: tuple[tuple[str, Callable[[Named], bool]], ...] = (
        ("key", lambda place: plain(place.key).casefold() == wanted),
        ("name", lambda place: bool(spellings([name]) & spelled[place.ident])),
        ("part", lambda place: any(wanted in text for text in spelled[place.ident])),
    )
    for by, fits in ways:
        if found := [Match(place, by) for place in places if wanted and fits(place)]:
            return found
    raise UnknownNameError("場所", "place", name, nearest(name, (text for place in places for text in place.names)))


def _spelled(place: Named, body: str) -> frozenset[str]:
    return spellings((place.name, *place.names, place.key.rsplit("/", 1)[-1]), body)


def nearest(name: str, texts: Iterable[str], count: int = 5) -> list[str]:
    """Names that look most like a name, best first."""
    known: dict[str, str] = {}
    for text in texts:
        known.setdefault(plain(text), text)
    found = difflib.get_close_matches(plain(name), sorted(known), n=count, cutoff=0.35)
    return [known[text] for text in found]
