"""Rows of places: shared nodes, and what one edition says of them on its ``NAMES`` edges."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bangolin.graph.rows import EdgeRow, NodeRow
from bangolin.graph.spelling import spellings
from bangolin.loader.graph.cite import evidence_json
from bangolin.loader.graph.reading import Reading
from bangolin.loader.graph.rows import edge
from bangolin.loader.names.plain import plain
from bangolin.loader.names.resolve import PlaceName


def place_rows(reading: Reading) -> Iterator[NodeRow | EdgeRow]:
    """A node and a ``NAMES`` edge for every place that the edition names."""
    wholes = _wholes(reading)
    for key in sorted(reading.met):
        place = reading.met[key]
        yield NodeRow(place.kind, key, {"key": key, "name": place.shared_name, "kind": place.kind}, True)
        organization = _organization(reading, place, wholes, set())
        merges = [
            {"name": one.name, "rule": one.rule, "line": one.line, **({"why": one.why} if one.why else {})}
            for one in place.merges
        ]
        shown = [one for one in merges if plain(str(one["name"])) in {plain(name) for name in place.names}]
        yield edge(
            reading,
            "NAMES",
            ("Edition", reading.keys.edition),
            (place.kind, key),
            assessment=reading.keys.assessment,
            name=place.name,
            names=list(place.names),
            spelled=sorted(spellings((place.name, *place.names, place.shared_name), reading.keys.body)),
            kind=place.kind,
            organization=organization,
            outside=_outside(reading, place, organization),
            generic=place.generic,
            merges=json.dumps(shown, ensure_ascii=False),
            evidence=evidence_json(reading.seen.get(key, [])[:5]),
        )


def _wholes(reading: Reading) -> dict[str, str]:
    rows = [(row.part, row.whole) for row in reading.facts.parts if row.part and row.whole]
    return {reading.names.place(part).key: whole for part, whole in reversed(rows)}


def _organization(reading: Reading, place: PlaceName, wholes: dict[str, str], seen: set[str]) -> str:
    """The legal body that a place belongs to: the assessor for its own, itself for a body, else that of its whole or of
    the body in front of its name (Xの…). Blank where it is not told.
    """
    body = reading.keys.body
    if place.own or place.key in {reading.names.place(file.name).key for file in reading.facts.files if file.name}:
        return body
    if place.kind == "Organization":
        return place.shared_name
    if place.national or place.kind == "PersonGroup" or place.key in seen:
        return ""
    if whole := wholes.get(place.key):
        return _organization(reading, reading.names.place(whole), wholes, seen | {place.key})
    for name in place.names:
        owner = plain(name).split("の")[0]
        if owner != plain(name) and reading.names.known(owner):
            found = reading.names.place(owner)
            if found.assessor or found.kind == "Organization":
                return body if found.assessor else found.shared_name
    return ""


def _outside(reading: Reading, place: PlaceName, organization: str) -> bool:
    if place.own or organization == reading.keys.body:
        return False
    return bool(organization) or place.national
