"""Editions as the checks see them, read a few at a time: of many, only these few stand in memory together."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bangolin.graph.loading import unpack
from bangolin.queries.checks import View
from bangolin.queries.reader import Reader
from bangolin.queries.scope import Scope

AT_ONCE = 25
"""So many editions are read at once: fewer make more statements, more take more memory."""
FACTS = "MATCH (f:Facts) WHERE f.key IN $scope RETURN f.key AS edition, f.text AS text ORDER BY edition"
_FLOW = (
    "RETURN f.edition AS edition, f.id AS id, p.key AS source, q.key AS target, f.kind AS kind, f.label AS label, "
    "f.my_number AS my_number, f.protection AS protection, f.media AS media, f.network AS network, f.evidence AS evidence ORDER BY id"
)
STEPS = f"MATCH (p)-[f:FLOWS_TO]->(q) WHERE f.edition IN $scope AND f.kind = 'step' {_FLOW}"
STATED = f"MATCH (p)-[f:FLOWS_TO]->(q) WHERE f.id IN $ids {_FLOW}"
"""Without labels at the ends, as in queries/frontier.py; by ids alone, which name the edition too."""
DENIALS = (
    "MATCH (d:Denial) WHERE d.edition IN $scope "
    "RETURN d.edition AS edition, d.key AS key, d.who AS who, d.what AS what, "
    "d.words AS words, d.unconditional AS unconditional, d.contradicted AS contradicted, d.evidence AS evidence "
    "ORDER BY key"
)
NAMES = (
    "MATCH (e:Edition)-[n:NAMES]->(p:Place) WHERE e.key IN $scope "
    "RETURN n.edition AS edition, p.key AS key, n.name AS name, n.names AS names, n.outside AS outside, n.kind AS kind ORDER BY key"
)
PUBLISHED = "MATCH (e:Edition) WHERE e.key IN $scope RETURN e.key AS edition, e.published AS published ORDER BY edition"
Row = dict[str, Any]
Days = Mapping[str, datetime.date]


def days(reader: Reader, within: Scope) -> dict[str, datetime.date]:
    """When each edition was published, where its date is told."""
    rows = reader.run("dates", PUBLISHED, scope=within.keys)
    return {row["edition"]: datetime.date.fromisoformat(row["published"]) for row in rows if row["published"]}


def views(reader: Reader, within: Scope, published: Days, day: datetime.date) -> Iterator[View]:
    """Some editions at once. ``day``: the day of asking."""
    facts = {row["edition"]: row["text"] for row in reader.run("facts", FACTS, scope=within.keys)}
    denials = _by_edition(reader.run("denials", DENIALS, scope=within.keys))
    against = sorted({one for rows in denials.values() for row in rows for one in row["contradicted"] or []})
    rows = reader.run("steps", STEPS, scope=within.keys)
    rows += reader.run("flows that contradict denials", STATED, ids=against) if against else []
    flows = _by_edition({row["id"]: row for row in rows}.values())
    names = _by_edition(reader.run("names of places", NAMES, scope=within.keys))
    for edition in within.editions:
        if edition.key in facts:
            yield View(
                edition.assessment,
                edition.key,
                json.loads(unpack(facts[edition.key])),
                published.get(edition.key),
                day,
                tuple(flows.get(edition.key, ())),
                {row["key"]: row for row in names.get(edition.key, ())},
                tuple(denials.get(edition.key, ())),
            )


def in_parts(within: Scope) -> Iterator[Scope]:
    """The editions, a few at a time."""
    return (Scope(within.editions[first : first + AT_ONCE]) for first in range(0, len(within.editions), AT_ONCE))


def told(ran: Iterable[Sequence[Mapping[str, Any]]]) -> list[Row]:
    """The statements that ran for each part, each once, with the parameters of all parts."""
    whole: dict[str, Row] = {}
    for statement in (one for part in ran for one in part):
        known = whole.setdefault(statement["text"], {**statement, "parameters": {}})
        for name, values in statement["parameters"].items():
            known["parameters"].setdefault(name, []).extend(values)
    return list(whole.values())


def _by_edition(rows: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["edition"], []).append(row)
    return groups
