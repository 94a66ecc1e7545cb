"""Do the documents contradict themselves or the law: all checks over the editions in scope."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bangolin.graph.decisions import decisions
from bangolin.graph.loading import unpack
from bangolin.queries import gaps
from bangolin.queries.checks import Checked, Rule, View, finding_id, rules
from bangolin.queries.checks.rule import SEVERITIES
from bangolin.queries.problems import UnknownNameError, UsageError
from bangolin.queries.reader import Reader, Reads
from bangolin.queries.reviewed import share_of_editions
from bangolin.queries.scope import Scope, detailed, scope
from bangolin.queries.trace import as_parameters

ID = "check"
TITLE = {"ja": "評価書の点検", "en": "Checks of the documents"}

FACTS = "MATCH (f:Facts) WHERE f.key IN $scope RETURN f.key AS edition, f.text AS text ORDER BY edition"
FLOWS = (
    "MATCH (p:Place)-[f:FLOWS_TO]->(q:Place) WHERE f.edition IN $scope AND f.kind = 'step' "
    "RETURN f.edition AS edition, f.id AS id, p.key AS source, q.key AS target, f.kind AS kind, f.label AS label, "
    "f.my_number AS my_number, f.protection AS protection, f.media AS media, f.network AS network, f.evidence AS evidence ORDER BY id"
)
DENIALS = (
    "MATCH (d:Denial) WHERE d.edition IN $scope "
    "RETURN d.edition AS edition, d.key AS key, d.who AS who, d.what AS what, "
    "d.words AS words, d.unconditional AS unconditional, d.contradicted AS contradicted, d.evidence AS evidence "
    "ORDER BY key"
)
STATED = (
    "MATCH (p:Place)-[f:FLOWS_TO]->(q:Place) WHERE f.edition IN $scope AND f.id IN $ids "
    "RETURN f.edition AS edition, f.id AS id, p.key AS source, q.key AS target, f.kind AS kind, f.label AS label, "
    "f.my_number AS my_number, f.protection AS protection, f.media AS media, f.network AS network, f.evidence AS evidence ORDER BY id"
)
NAMES = (
    "MATCH (e:Edition)-[n:NAMES]->(p:Place) WHERE n.edition IN $scope "
    "RETURN n.edition AS edition, p.key AS key, n.name AS name, n.names AS names, n.outside AS outside, n.kind AS kind ORDER BY key"
)
PUBLISHED = "MATCH (e:Edition) WHERE e.key IN $scope RETURN e.key AS edition, e.published AS published ORDER BY edition"


@dataclass(frozen=True)
class Parameters:
    """What is asked. ``as_of``: the day of asking (ISO), for duties that come with time; ``language`` of messages."""

    assessment: tuple[str, ...] = ()
    as_of: str | None = None
    language: str = "ja"


def ask(store: Reads, parameters: Parameters | Mapping[str, Any] | None = None) -> dict[str, Any]:
    """All findings, the gravest first, and how many things each rule looked at.

    Without ``as_of`` the day of the newest edition stands in, so that the answer does not depend on the clock.
    Raises UnknownNameError for an assessment that nobody has, UsageError for a date that is none.
    """
    asked = as_parameters(Parameters, parameters or {})
    reader = Reader(store)
    within = detailed(reader, scope(reader, asked.assessment))
    views = _views(reader, within, asked.as_of)
    accepted = _accepted(store, asked.as_of)
    findings: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    for rule in rules():
        looked = [(view, checked) for view in views for checked in rule.judge(view)]
        found = list(_findings(rule, looked, accepted, asked.language))
        findings += found
        counts.append({"id": rule.id, "title": rule.title[asked.language], "checked": len(looked), "found": len(found)})
    findings.sort(key=lambda one: (SEVERITIES.index(one["severity"]), one["assessment"], one["rule"], one["subject"]))
    review = share_of_editions(reader, within.editions)
    every = {place for view in views for place in view.names}
    left_open = gaps.settled(gaps.stored(within.editions, every))
    return {"findings": findings, "rules": counts, "gaps": left_open, "review": review, "cypher": reader.ran}


def _findings(
    rule: Rule, looked: Sequence[tuple[View, Checked]], accepted: Mapping[str, Any], language: str
) -> Iterator[dict[str, Any]]:
    for view, checked in looked:
        if checked.fault is None:
            continue
        id_ = finding_id(rule.id, view.assessment, checked.subject)
        yield {
            "rule": rule.id,
            "severity": rule.severity,
            "assessment": view.assessment,
            "subject": checked.subject,
            "message": rule.message[language].format(**checked.fault),
            "evidence": list(checked.evidence),
            "id": id_,
            "accepted": accepted.get(id_),
        }


def _views(reader: Reader, within: Scope, as_of: str | None) -> list[View]:
    keys = within.keys
    facts = {row["edition"]: json.loads(unpack(row["text"])) for row in reader.run("facts", FACTS, scope=keys)}
    published = {row["edition"]: _date(row["published"]) for row in reader.run("dates", PUBLISHED, scope=keys)}
    denials = _by_edition(reader.run("denials", DENIALS, scope=keys))
    against = sorted({one for rows in denials.values() for row in rows for one in row["contradicted"] or []})
    flows = reader.run("steps", FLOWS, scope=keys)
    flows += reader.run("flows that contradict denials", STATED, scope=keys, ids=against) if against else []
    by_edition = _by_edition({row["id"]: row for row in flows}.values())
    names = _by_edition(reader.run("names of places", NAMES, scope=keys))
    day = _asked_day(as_of) or max((date for date in published.values() if date), default=datetime.date.min)
    return [
        View(
            edition.assessment,
            edition.key,
            facts[edition.key],
            published.get(edition.key),
            day,
            tuple(by_edition.get(edition.key, ())),
            {row["key"]: row for row in names.get(edition.key, ())},
            tuple(denials.get(edition.key, ())),
        )
        for edition in within.editions
        if edition.key in facts
    ]


def _by_edition(rows: Any) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["edition"], []).append(row)
    return groups


def _accepted(store: Reads, as_of: str | None) -> dict[str, dict[str, Any]]:
    """Acceptances that have not run out, by the id of their finding; the latest decides."""
    known: dict[str, dict[str, Any]] = {}
    for decision in decisions(store, "Acceptance"):
        until = decision.content.get("until")
        if until and as_of and until < as_of:
            known.pop(decision.about, None)
            continue
        known[decision.about] = {
            "who": decision.who,
            "when": decision.when,
            "reason": decision.why,
            "until": until,
        }
    return known


def require_finding(store: Reads, id_: str, as_of: str | None = None) -> dict[str, Any]:
    """The finding of this id. Raises UnknownNameError where no loaded edition has it."""
    findings = ask(store, Parameters(as_of=as_of))["findings"]
    for finding in findings:
        if finding["id"] == id_:
            return dict(finding)
    raise UnknownNameError("点検結果", "finding", id_, [finding["id"] for finding in findings[:3]])


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _asked_day(text: str | None) -> datetime.date | None:
    try:
        return _date(text)
    except ValueError as error:
        raise UsageError(
            f"「{text}」は日付ではありません (例: 2026-04-01)", f"{text!r} is no date such as 2026-04-01"
        ) from error
