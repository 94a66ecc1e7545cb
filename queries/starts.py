"""The places that a name in a question means, asked of the store: by key, by spelling, by a part of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from bangolin.graph.spelling import plain, spellings
from bangolin.queries.names import NAMES, Match, Named, find, named_from_row, nearest
from bangolin.queries.problems import UnknownNameError
from bangolin.queries.reader import Reader
from bangolin.queries.scope import Scope

_ROWS = NAMES.split("RETURN", 1)[1]
BY_NAME = (
    "MATCH (e:Edition)-[n:NAMES]->(p:Place) WHERE e.key IN $scope "
    "AND (p.key = $key OR any(s IN n.spelled WHERE s IN $spelled)) RETURN" + _ROWS
)
BY_PART = (
    "MATCH (e:Edition)-[n:NAMES]->(p:Place) WHERE e.key IN $scope "
    "AND any(s IN n.spelled WHERE s CONTAINS $part) RETURN" + _ROWS
)
ALL = "MATCH (e:Edition)-[n:NAMES]->(p:Place) WHERE e.key IN $scope RETURN DISTINCT n.name AS name ORDER BY name"

AMONG = (
    "UNWIND $places AS place MATCH (e:Edition)-[n:NAMES]->(p:Place) WHERE p.key = place.key AND e.key IN place.editions "
    "RETURN" + _ROWS
)
UNSPELLED = (
    "MATCH (e:Edition)-[n:NAMES]->(p:Place) WHERE e.key IN $scope AND n.spelled IS NULL RETURN p.key AS key LIMIT 1"
)
"""Editions that an older version loaded have names and no spellings; they are compared here instead of in the store."""


def find_places(reader: Reader, within: Scope, name: str, among: Callable[[Named], bool] | None = None) -> list[Match]:
    """All places that a name means, in the first way that matches any; each in its own assessment. ``among``: only these
    count (None: all).

    Raises UnknownNameError with the nearest names where nobody has it.
    """

    def named(rows: Iterable[Mapping[str, Any]]) -> list[Named]:
        return [place for place in map(named_from_row, rows) if among is None or among(place)]

    spelled = sorted(spellings([name]))
    if spelled:
        rows = reader.run("places of that name", BY_NAME, scope=within.keys, key=name.strip(), spelled=spelled)
        places = named(rows)
        by_key = [place for place in places if place.key == name.strip()]
        if places:
            return [Match(place, "key" if by_key else "name") for place in by_key or places]
        part = plain(name).casefold()
        rows = reader.run("places with that in their name", BY_PART, scope=within.keys, part=part)
        if parts := named(rows):
            return [Match(place, "part") for place in parts]
    if reader.run("names without their spellings", UNSPELLED, scope=within.keys):
        known_here = (place for place in named_places(reader, within).values() if among is None or among(place))
        return find(name, list(known_here), bodies(within))
    if among is not None:
        known = [place.name for place in named_places(reader, within).values() if among(place)]
    else:
        known = [row["name"] for row in reader.run("all names", ALL, scope=within.keys)]
    raise UnknownNameError("場所", "place", name, nearest(name, known))


def named_places(reader: Reader, within: Scope) -> dict[tuple[str, str], Named]:
    """All places of some editions, by (key, assessment)."""
    each = reader.of_each("names of places", NAMES, within.keys, _named)
    return {place.ident: place for place in sorted((place for places in each for place in places), key=_ident)}


def named_among(reader: Reader, within: Scope, idents: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Named]:
    """Some places, given by (key, assessment), of some editions."""
    editions = {edition.assessment: edition.key for edition in within.editions}
    wanted: dict[str, list[str]] = {}
    for place, assessment in sorted(idents):
        if assessment in editions:
            wanted.setdefault(place, []).append(editions[assessment])
    places = [{"key": key, "editions": wanted[key]} for key in sorted(wanted)]
    rows = reader.run("names of the places that the index found", AMONG, places=places)
    return {place.ident: place for place in map(named_from_row, rows)}


def _named(rows: Sequence[Mapping[str, Any]]) -> tuple[Named, ...]:
    return tuple(map(named_from_row, rows))


def _ident(place: Named) -> tuple[str, str]:
    return place.ident


def bodies(within: Scope) -> Mapping[str, str]:
    """Assessing bodies by assessment."""
    return {edition.assessment: edition.body for edition in within.editions}


def narrowed(within: Scope, matches: Iterable[Match]) -> Scope:
    """The editions of the assessments that some places stand in."""
    concerned = {match.place.assessment for match in matches}
    return Scope(tuple(edition for edition in within.editions if edition.assessment in concerned))
