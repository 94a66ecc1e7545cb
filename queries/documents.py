"""What strengths and pivots depend on beside flows: items of files, identifiers tied to the number, wholes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bangolin.graph.index.pivots import exchanges, tied_to_number
from bangolin.queries.followed import Documents, FileFields
from bangolin.queries.names import nearest, plain
from bangolin.queries.problems import UnknownNameError
from bangolin.queries.reader import Reader

FIELDS = (
    "MATCH (x:Field) WHERE x.edition IN $scope MATCH (p:File)-[r:RECORDS]->(x)-[m:MEANS]->(c:Concept) "
    "WHERE r.edition IN $scope AND m.edition IN $scope "
    "RETURN p.key AS file, r.edition AS edition, x.name AS field, x.source AS source, x.uncertain AS uncertain, "
    "c.name AS concept ORDER BY file, field, concept, x.key"
)
LINKS = (
    "MATCH (a:Concept)-[l:LINKED_TO]->(b:Concept) WHERE l.edition IN $scope "
    "RETURN a.name AS one, b.name AS other, l.held_in AS held_in, l.edition AS edition ORDER BY one, other"
)
WHOLES = (
    "MATCH (p:Place)-[w:PART_OF]->(q:Place) WHERE w.edition IN $scope "
    "RETURN p.key AS part, q.key AS whole, w.edition AS edition ORDER BY part, whole"
)
CARRYING = (
    "MATCH (p:Place)-[f:FLOWS_TO]->(q:Place) WHERE f.edition IN $scope AND f.kind = 'step' AND size(f.carries) > 0 "
    "RETURN p.key AS source, q.key AS target, f.carries AS carries, f.edition AS edition ORDER BY f.id"
)
CONCEPT = "MATCH (c:Concept) WHERE c.key = $key RETURN c.name AS name"
CONCEPTS = "MATCH (c:Concept) RETURN c.name AS name, c.names AS names ORDER BY name"
MOVED = "MATCH (s:Step) RETURN DISTINCT s.data AS data"

Rows = Sequence[Mapping[str, Any]]


def concept(reader: Reader, name: str) -> str:
    """The concept that a name means: a concept, a record item, or data that a step moves. Raises UnknownNameError where
    no document names it.
    """
    if found := reader.run("the concept of that name", CONCEPT, key=f"concept/{plain(name)}"):
        return str(found[0]["name"])
    rows = reader.run("concepts", CONCEPTS)
    spelled = {plain(text): str(row["name"]) for row in reversed(rows) for text in (row["name"], *(row["names"] or ()))}
    if plain(name) in spelled:
        return spelled[plain(name)]
    if any(plain(name) in text for text in spelled) or _moved(reader, name):
        return plain(name)
    raise UnknownNameError("項目", "field", name, nearest(name, spelled.values()))


def _moved(reader: Reader, name: str) -> bool:
    """Whether some step moves data of that name, though no file records it."""
    rows = reader.run("data that steps move", MOVED)
    return any(plain(name) in plain(datum) for row in rows for datum in row["data"] or ())


def documents(reader: Reader, assessments: Mapping[str, str], mode: str, backward: bool) -> Documents:
    """What a walk needs to know. ``assessments``: assessment by edition; ``mode``: number, field, linked or any."""
    if mode in ("number", "any"):
        return Documents()
    scope = sorted(assessments)
    each = reader.of_each("items of the files", FIELDS, scope, lambda rows: file_fields(rows, assessments))
    fields = {file: items for files in each for file, items in files.items()}
    if mode != "linked":
        return Documents(fields=fields)
    linked = _linked(reader, scope)
    wholes = _wholes(reader.run("parts and wholes", WHOLES, scope=scope), assessments)
    carrying = reader.run("steps that carry an identifier", CARRYING, scope=scope)
    of_linked, of_carrying = _by_edition(linked), _by_edition(carrying)
    tied = {one: tied_to_number(of_linked.get(edition, ())) for edition, one in sorted(assessments.items())}
    links: dict[tuple[str, str], dict[str, set[str]]] = {}
    for edition, one in sorted(assessments.items()):
        for place, before, after in exchanges(of_linked.get(edition, ()), of_carrying.get(edition, ())):
            here, there = (after, before) if backward else (before, after)
            links.setdefault((one, here), {}).setdefault(there, set()).add(place)
    frozen = {key: {name: frozenset(places) for name, places in row.items()} for key, row in links.items()}
    return Documents(fields, tied, frozen, wholes)


def tied_identifiers(reader: Reader, assessments: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Identifiers that documents tie to the number, closest first, by assessment. ``assessments``: by edition."""
    of_linked = _by_edition(_linked(reader, sorted(assessments)))
    return {one: tied_to_number(of_linked.get(edition, ())) for edition, one in sorted(assessments.items())}


def _linked(reader: Reader, scope: Sequence[str]) -> Rows:
    return reader.run("identifiers tied to each other", LINKS, scope=list(scope))


def _by_edition(rows: Rows) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["edition"], []).append(row)
    return found


def file_fields(rows: Rows, assessments: Mapping[str, str]) -> dict[tuple[str, str], FileFields]:
    """Items by (file, assessment); rows are those of ``FIELDS``."""
    grouped: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        grouped.setdefault((row["file"], assessments[row["edition"]]), []).append(row)
    return {key: _file(found) for key, found in grouped.items()}


def _file(rows: Rows) -> FileFields:
    listed = [row for row in rows if row["source"] == "list" and not row["uncertain"]]
    main = [row for row in rows if row["source"] == "main" and not row["uncertain"]]
    return FileFields(
        listed=frozenset(plain(row["field"]) for row in listed),
        concepts=frozenset(str(row["concept"]) for row in listed),
        known=any(row["source"] == "list" for row in rows),
        main=frozenset(text for row in main for text in (plain(row["field"]), str(row["concept"]))),
    )


def _wholes(rows: Rows, assessments: Mapping[str, str]) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        found.setdefault((row["part"], assessments[row["edition"]]), set()).add(row["whole"])
    return {key: frozenset(wholes) for key, wholes in found.items()}
