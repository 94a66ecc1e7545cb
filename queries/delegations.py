"""Chains of delegation: each 委託事項 with its contractor and everyone the work is given on to, named or not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bangolin.queries import gaps, many
from bangolin.queries.concentration import contractors_of
from bangolin.queries.frontier import FEW
from bangolin.queries.names import Named
from bangolin.queries.reader import Reader, Reads
from bangolin.queries.reviewed import share
from bangolin.queries.scope import Edition, Scope, detailed, scope
from bangolin.queries.starts import find_places
from bangolin.queries.trace import as_parameters

ID = "delegations"
TITLE = {"ja": "委託・再委託の連なり", "en": "Chains of delegation"}
CHAINS = (
    "MATCH (d:Delegation) WHERE d.edition IN $scope "
    "RETURN d.edition AS edition, d.key AS key, properties(d) AS row ORDER BY edition, key"
)
NAMED = (
    "MATCH (e:Edition)-[n:NAMES]->(p:Place) WHERE e.key IN $scope AND p.key IN $keys "
    "RETURN p.key AS key, n.assessment AS assessment, n.name AS name ORDER BY key, assessment"
)
_GIVEN = (
    "f.kind IN ['delegation', 'sub_delegation'] "
    "RETURN f.edition AS edition, f.statement AS statement, f.confidence AS confidence ORDER BY f.id"
)
GIVEN = f"MATCH ()-[f:FLOWS_TO]->() WHERE f.edition IN $scope AND {_GIVEN}"
GIVEN_ANYWHERE = f"MATCH (:Place)-[f:FLOWS_TO]->(:Place) WHERE {_GIVEN}"
"""Of many editions it is quicker to look through all flows than to look each one's edition up in a long list."""
_BAND = {"再委託する": True, "再委託しない": False}


Idents = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Parameters:
    """What is asked: all chains, or those in which a body has a part."""

    contractor: str | None = None
    assessment: tuple[str, ...] = ()


@dataclass(frozen=True)
class Over:
    """What the travel index counted: over many assessments only some chains are listed, but every body behind any of them.
    ``meant``: the places (key, assessment) of the contractor that is asked for, None where none is.
    """

    counted: many.Counted
    contractors: list[dict[str, Any]]
    meant: Idents | None


def ask(store: Reads, parameters: Parameters | Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The answer as the design prints it. Raises UnknownNameError for a contractor or assessment that nobody has."""
    asked = as_parameters(Parameters, parameters or {})
    reader = Reader(store)
    loaded = scope(reader, asked.assessment)
    over = _over(store, reader, loaded, asked)
    within = detailed(reader, over.counted.narrowed(loaded) if over else loaded)
    rows = reader.run("delegations with their chains", CHAINS, scope=within.keys)
    names = _names(reader, within, rows)
    editions = {edition.key: edition for edition in within.editions}
    chains = [_chain(row, names, editions[row["edition"]]) for row in rows]
    keys = {id(chain): row["key"] for chain, row in zip(chains, rows, strict=True)}
    meant = over.meant if over else _meant(reader, within, asked.contractor, _ends(chains).__contains__)
    if meant is not None:
        chains = [chain for chain in chains if _has(chain, meant)]
    chains.sort(key=lambda chain: (chain["assessment"], chain["file"], chain["ordinal"]))
    shown = {keys[id(chain)] for chain in chains}
    flows = [row for row in _given(reader, within) if row["statement"] in shown]
    answer = {
        "chains": chains,
        "contractors": over.contractors if over else contractors_of(chains),
        "gaps": gaps.settled((*_of_documents(within, chains), *(one for chain in chains for one in chain["gaps"]))),
        "review": share(flows, within.editions),
        "engine": "cypher",
        "cypher": reader.ran,
    }
    return many.added(answer, over.counted if over else None)


def _over(store: Reads, reader: Reader, loaded: Scope, asked: Parameters) -> Over | None:
    """What the travel index counts, where it answers: over many assessments."""
    indexed = many.by_index(store, loaded)
    if indexed is None:
        return None
    from bangolin.graph.index.from_store import travel_index
    from bangolin.queries import chained

    index = travel_index(indexed)
    meant = _meant(reader, loaded, asked.contractor, chained.takes_part(index))
    return Over(*chained.chained(index, meant, loaded.of_assessment if asked.assessment else None), meant)


def _meant(
    reader: Reader, within: Scope, contractor: str | None, among: Callable[[tuple[str, str]], bool]
) -> Idents | None:
    """The places that a contractor's name means, of those that have a part in a chain."""
    if not contractor:
        return None

    def has_a_part(place: Named) -> bool:
        return among(place.ident)

    return frozenset(match.place.ident for match in find_places(reader, within, contractor, has_a_part))


def _ends(chains: Iterable[Mapping[str, Any]]) -> Idents:
    """The places (key, assessment) of all links."""
    return frozenset((link["key"], chain["assessment"]) for chain in chains for link in chain["links"])


def _names(reader: Reader, within: Scope, rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    """What the places of chains are called, by (key, assessment)."""
    links = [link for row in rows for link in json.loads(row["row"].get("chain") or "[]")]
    keys = sorted({key for link in links for key in (link["place"], link["by"]) if key})
    named = reader.run("names of those who have a part", NAMED, scope=within.keys, keys=keys)
    return {(row["key"], row["assessment"]): row["name"] for row in named}


def _given(reader: Reader, within: Scope) -> list[dict[str, Any]]:
    if len(within.editions) > FEW:
        return reader.run("flows by delegation", GIVEN_ANYWHERE)
    return reader.run("flows by delegation", GIVEN, scope=within.keys)


def _of_documents(within: Scope, chains: Sequence[Mapping[str, Any]]) -> list[gaps.Gap]:
    """What the documents of the chains leave open as a whole, of no single 委託事項."""
    concerned = {chain["assessment"] for chain in chains}
    whole = [one for one in within.editions if one.assessment in concerned]
    return [one for edition in whole for one in gaps.of_document(edition)]


def _has(chain: Mapping[str, Any], meant: Idents) -> bool:
    return any((link["key"], chain["assessment"]) in meant for link in chain["links"])


def _chain(row: Mapping[str, Any], names: Mapping[tuple[str, str], str], edition: Edition) -> dict[str, Any]:
    stated: Mapping[str, Any] = row["row"]
    links = json.loads(stated.get("chain") or "[]")
    return {
        "assessment": edition.assessment,
        "file": stated.get("file") or "",
        "ordinal": stated.get("ordinal"),
        "title": stated.get("title") or None,
        "consent": stated.get("consent") or None,
        "subject_count": stated.get("subject_count") or None,
        "links": [_link(link, stated, links, names, edition.assessment) for link in _nested(links)],
        "gaps": gaps.settled(gaps.about_statement(edition, row["key"])),
    }


def _nested(links: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The links of a chain, each right behind the one that gives it its work, so that the order tells the tree."""
    found: list[int] = []

    def add(at: int) -> None:
        found.append(at)
        for below, link in enumerate(links):
            if below not in found and link["tier"] > links[at]["tier"] and link["by"] == links[at]["place"]:
                add(below)

    for at, link in enumerate(links):
        if at not in found and (link["tier"] == 1 or all(other["place"] != link["by"] for other in links)):
            add(at)
    rest = [at for at in range(len(links)) if at not in found]
    return [links[at] for at in (*found, *rest)]


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
