"""Chains of delegation: each 委託事項 with its contractor and everyone the work is given on to, named or not."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bangolin.queries import gaps
from bangolin.queries.names import find
from bangolin.queries.reader import Reader, Reads
from bangolin.queries.scope import Scope, detailed, scope
from bangolin.queries.starts import bodies, named_places
from bangolin.queries.trace import as_parameters

ID = "delegations"
TITLE = {"ja": "委託・再委託の連なり", "en": "Chains of delegation"}
CHAINS = (
    "MATCH (e:Edition)-[s:STATES]->(d:Delegation) WHERE s.edition IN $scope "
    "RETURN e.assessment AS assessment, d.key AS key, properties(d) AS row ORDER BY assessment, key"
)
_BAND = {"再委託する": True, "再委託しない": False}


@dataclass(frozen=True)
class Parameters:
    """What is asked: all chains, or those in which a body has a part."""

    contractor: str | None = None
    assessment: tuple[str, ...] = ()


def ask(store: Reads, parameters: Parameters | Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The answer as the design prints it. Raises UnknownNameError for a contractor or assessment that nobody has."""
    asked = as_parameters(Parameters, parameters or {})
    reader = Reader(store)
    within = detailed(reader, scope(reader, asked.assessment))
    places = named_places(reader, within)
    names = {ident: place.name for ident, place in places.items()}
    rows = reader.run("delegations with their chains", CHAINS, scope=within.keys)
    chains = [_chain(row, names, within) for row in rows]
    if asked.contractor:
        links = {(link["key"], chain["assessment"]) for chain in chains for link in chain["links"]}
        meant = {match.place.ident for match in find(asked.contractor, _contractors(places, links), bodies(within))}
        chains = [chain for chain in chains if _has(chain, meant)]
    chains.sort(key=lambda chain: (chain["assessment"], chain["file"], chain["ordinal"]))
    return {"chains": chains, "cypher": reader.ran}


def _contractors(places: Mapping[tuple[str, str], Any], links: set[tuple[str, str]]) -> list[Any]:
    return [place for ident, place in places.items() if ident in links]


def _has(chain: Mapping[str, Any], meant: set[tuple[str, str]]) -> bool:
    return any((link["key"], chain["assessment"]) in meant for link in chain["links"])


def _chain(row: Mapping[str, Any], names: Mapping[tuple[str, str], str], within: Scope) -> dict[str, Any]:
    stated: Mapping[str, Any] = row["row"]
    links = json.loads(stated.get("chain") or "[]")
    edition = within.of_assessment[row["assessment"]]
    return {
        "assessment": row["assessment"],
        "file": stated.get("file") or "",
        "ordinal": stated.get("ordinal"),
        "title": stated.get("title") or None,
        "consent": stated.get("consent") or None,
        "links": [_link(link, stated, links, names, row["assessment"]) for link in links],
        "gaps": gaps.settled(gaps.about_statement(edition, row["key"])),
    }


def _link(
    link: Mapping[str, Any],
    stated: Mapping[str, Any],
    links: Sequence[Mapping[str, Any]],
    names: Mapping[tuple[str, str], str],
    assessment: str,
) -> dict[str, Any]:
    first = link["tier"] == 1
    further = any(other["by"] == link["place"] for other in links)
    return {
        "tier": link["tier"],
        "name": link["name"] or names.get((link["place"], assessment), ""),
        "key": link["place"],
        "by": names.get((link["by"], assessment)) if link["by"] else None,
        "named": link["named"],
        "redelegated": _BAND.get(stated.get("redelegated") or "") if first else (True if further else None),
        "scope": (stated.get("scope") or None) if first else None,
        "media": list(stated.get("methods") or ()) if first else [],
        "evidence": link["evidence"],
    }
