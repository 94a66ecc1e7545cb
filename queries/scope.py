"""Which editions a question is about: those in force, of the assessments that were named."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bangolin.queries.names import matches, plain
from bangolin.queries.problems import UnknownNameError
from bangolin.queries.reader import Reader

EDITIONS = (
    "MATCH (e:Edition) WHERE e.in_force = true "
    "RETURN e.key AS edition, e.assessment AS assessment, e.name AS title, e.body AS body, e.source AS source, "
    "e.form AS form, e.checked AS checked ORDER BY edition"
)
BY_KEY = EDITIONS.replace(
    "MATCH (e:Edition) WHERE", "MATCH (e:Edition)-[:EDITION_OF]->(a:Assessment) WHERE a.key IN $wanted AND"
)
DETAILS = (
    "MATCH (e:Edition) WHERE e.key IN $scope RETURN e.key AS edition, e.gaps AS gaps, e.files AS files ORDER BY edition"
)
ANY_EDITION = EDITIONS.replace("WHERE e.in_force = true ", "")


@dataclass(frozen=True)
class Edition:
    """One loaded edition: its keys, what it is called by; with ``detailed``: its files, and the gaps it leaves.
    ``checked``: a person went through its facts.
    """

    key: str
    assessment: str
    title: str
    body: str
    source: str
    form: str
    gaps: tuple[Mapping[str, Any], ...] = ()
    files: tuple[Mapping[str, Any], ...] = ()
    checked: bool = False


@dataclass(frozen=True)
class Scope:
    """The editions that a question is about."""

    editions: tuple[Edition, ...]

    @property
    def keys(self) -> list[str]:
        """Keys of the editions."""
        return [edition.key for edition in self.editions]

    @property
    def assessments(self) -> dict[str, str]:
        """Keys of assessments by the key of their edition."""
        return {edition.key: edition.assessment for edition in self.editions}

    @property
    def of_assessment(self) -> dict[str, Edition]:
        """Editions by the key of their assessment."""
        return {edition.assessment: edition for edition in self.editions}


def _edition(row: Mapping[str, Any]) -> Edition:
    key, assessment, title, body, source, form = (
        str(row.get(name) or "") for name in ("edition", "assessment", "title", "body", "source", "form")
    )
    return Edition(key, assessment, title, body, source, form, checked=row.get("checked") is True)


def detailed(reader: Reader, within: Scope) -> Scope:
    """The same editions with their files and gaps."""
    each = reader.of_each("files and gaps", DETAILS, within.keys, _details)
    return Scope(tuple(replace(one, **details) for one, details in zip(within.editions, each, strict=True)))


def _details(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {name: tuple(json.loads(rows[0].get(name) or "[]")) for name in ("gaps", "files")}


def scope(reader: Reader, wanted: Sequence[str] = ()) -> Scope:
    """The editions in force, or those of the named assessments (key, body, title or file name, or a part of one).

    Raises UnknownNameError where no loaded assessment is called so.
    """
    if wanted and (exactly := _by_key(reader, wanted)):
        return exactly
    loaded = tuple(_edition(row) for row in reader.run("editions in force", EDITIONS))
    if not wanted:
        return Scope(loaded)
    chosen = {edition.key: edition for name in wanted for edition in _called(name, loaded)}
    return Scope(tuple(chosen[key] for key in sorted(chosen)))


def _by_key(reader: Reader, wanted: Sequence[str]) -> Scope | None:
    """The editions of assessments that are all named by their keys: a question about one does not read all the others."""
    rows = reader.run("editions of assessments named by key", BY_KEY, wanted=sorted(set(wanted)))
    return Scope(tuple(map(_edition, rows))) if {row["assessment"] for row in rows} == set(wanted) else None


def one_edition(reader: Reader, name: str) -> Edition:
    """Any loaded edition by its key, or by what its assessment is called (then the one in force)."""
    for edition in (_edition(row) for row in reader.run("all editions", ANY_EDITION)):
        if plain(edition.key) == plain(name):
            return detailed(reader, Scope((edition,))).editions[0]
    return detailed(reader, Scope(scope(reader, [name]).editions[:1])).editions[0]


def _called(name: str, loaded: Sequence[Edition]) -> list[Edition]:
    levels = (
        [edition for edition in loaded if plain(name) in (plain(edition.assessment), plain(edition.key))],
        [edition for edition in loaded if plain(name) in _names(edition)],
        [edition for edition in loaded if any(matches(name, text) for text in _names(edition))],
    )
    found = next((level for level in levels if level), [])
    if not found:
        known = {plain(text): text for edition in loaded for text in (edition.body, edition.title, edition.assessment)}
        near = difflib.get_close_matches(plain(name), list(known), n=3, cutoff=0.3)
        raise UnknownNameError("評価書", "assessment", name, [known[text] for text in near])
    return found


def _names(edition: Edition) -> tuple[str, ...]:
    stem = edition.source.rsplit(".", 1)[0]
    names = (edition.assessment, edition.body, edition.title, edition.source, stem)
    return tuple(plain(text) for text in names if text)
