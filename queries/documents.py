"""What strengths and pivots depend on beside flows: items of files, identifiers tied to the number, wholes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bangolin.queries.followed import MY_NUMBER, Documents, FileFields
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
    linked = reader.run("identifiers tied to each other", LINKS, scope=scope)
    wholes = _wholes(reader.run("parts and wholes", WHOLES, scope=scope), assessments)
    carrying = reader.run("steps that carry an identifier", CARRYING, scope=scope)
    tied = {one: _tied(_of(linked, edition)) for edition, one in sorted(assessments.items())}
    links: dict[tuple[str, str], dict[str, set[str]]] = {}
    for edition, one in sorted(assessments.items()):
        pairs = (*_held(_of(linked, edition)), *_exchanged(_of(carrying, edition)))
        allowed = {MY_NUMBER, *tied[one]}
        for before, after, place in pairs:
            if before in allowed and after in allowed:
                here, there = (after, before) if backward else (before, after)
                links.setdefault((one, here), {}).setdefault(there, set()).add(place)
    frozen = {key: {name: frozenset(places) for name, places in row.items()} for key, row in links.items()}
    return Documents(fields, tied, frozen, wholes)


def _of(rows: Rows, edition: str) -> list[Mapping[str, Any]]:
    return [row for row in rows if row["edition"] == edition]


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


def _tied(rows: Rows) -> tuple[str, ...]:
    """Identifiers that links tie to the number, closest first."""
    identifiers = {str(row["one"]) for row in rows} | {MY_NUMBER}
    neighbours: dict[str, set[str]] = {}
    for row in rows:
        if row["other"] in identifiers:
            neighbours.setdefault(row["one"], set()).add(row["other"])
            neighbours.setdefault(row["other"], set()).add(row["one"])
    found, level = [MY_NUMBER], [MY_NUMBER]
    while level:
        near = {name for one in level for name in neighbours.get(one, ())}
        level = sorted(near - set(found))
        found += level
    return tuple(found[1:])


def _held(rows: Rows) -> Iterable[tuple[str, str, str]]:
    """Pivots that a document states: both ways at each place that keeps the link."""
    for row in rows:
        for place in row["held_in"] or ():
            yield row["one"], row["other"], place
            yield row["other"], row["one"], place


def _exchanged(rows: Rows) -> Iterable[tuple[str, str, str]]:
    """Pivots by steps: one identifier comes into a place, another goes out of it."""
    coming: dict[str, set[str]] = {}
    going: dict[str, set[str]] = {}
    for row in rows:
        coming.setdefault(row["target"], set()).update(row["carries"])
        going.setdefault(row["source"], set()).update(row["carries"])
    for place in sorted(coming.keys() & going.keys()):
        for before in sorted(coming[place]):
            yield from ((before, after, place) for after in sorted(going[place]) if after != before)
