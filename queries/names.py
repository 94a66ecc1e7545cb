"""Names of places in questions: by key, by name or alias, by a part of a name; the nearest where nobody has it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bangolin.queries.problems import UnknownNameError

_DASHES = str.maketrans({"−": "-", "―": "-", "‐": "-", "–": "-", "—": "-", "･": "・"})
_FORMS = re.compile(
    r"株式会社|\(株\)|有限会社|合同会社|合資会社|合名会社|(?:一般|公益)(?:社団|財団)法人|社団法人|財団法人|"
    r"社会福祉法人|医療法人|特定非営利活動法人|NPO法人"
)

NAMES = (
    "MATCH (e:Edition)-[n:NAMES]->(p:Place) WHERE n.edition IN $scope "
    "RETURN p.key AS key, p.kind AS kind, n.assessment AS assessment, n.name AS name, n.names AS names, "
    "n.organization AS organization, n.outside AS outside, n.generic AS generic, n.kind AS said, "
    "n.evidence AS evidence, n.merges AS merges ORDER BY key, assessment"
)


def plain(text: str) -> str:
    """NFKC, no blanks, one sign for dashes and middle dots, サーバ written サーバー."""
    squeezed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(_DASHES)
    return re.sub(r"サーバ(?!ー)", "サーバー", squeezed)


def without_form(text: str) -> str:
    """The plain name of a body without its company form."""
    return _FORMS.sub("", plain(text)) or plain(text)


def matches(part: str, text: str) -> bool:
    """Whether a name is a part of another, compared plainly and without regard to case."""
    return plain(part).casefold() in plain(text).casefold()


@dataclass(frozen=True)
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
    """The places that a name means, in the first way that matches any: key; name or alias (company forms and the
    assessor's own name in front dropped); part of a name. ``bodies``: assessing body by assessment.

    Raises UnknownNameError with the nearest names where nobody has it.
    """
    wanted = plain(name).casefold()
    by_key = [place for place in places if plain(place.key).casefold() == wanted]
    if by_key:
        return [Match(place, "key") for place in by_key]
    asked = _spellings(name, "")
    by_name = [place for place in places if asked & _all_spellings(place, bodies.get(place.assessment, ""))]
    if by_name:
        return [Match(place, "name") for place in by_name]
    by_part = [place for place in places if wanted and any(matches(name, text) for text in _texts(place))]
    if by_part:
        return [Match(place, "part") for place in by_part]
    raise UnknownNameError("場所", "place", name, nearest(name, (text for place in places for text in _texts(place))))


def _texts(place: Named) -> tuple[str, ...]:
    return (place.name, *place.names, place.key.split("/", 1)[-1].rsplit("/", 1)[-1])


def _spellings(text: str, body: str) -> set[str]:
    found = {plain(text).casefold(), without_form(text).casefold()}
    if body:
        own = plain(body).casefold()
        found |= {one.removeprefix(own).removeprefix("の") for one in found if one.startswith(own) and one != own}
    return {one for one in found if one}


def _all_spellings(place: Named, body: str) -> set[str]:
    return {spelling for text in _texts(place) for spelling in _spellings(text, body)}


def nearest(name: str, texts: Iterable[str], count: int = 5) -> list[str]:
    """Names that look most like a name, best first."""
    known: dict[str, str] = {}
    for text in texts:
        known.setdefault(plain(text), text)
    found = difflib.get_close_matches(plain(name), sorted(known), n=count, cutoff=0.35)
    return [known[text] for text in found]
