"""Do the documents contradict themselves or the law: all checks over the editions in scope."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bangolin.graph.decisions import decisions
from bangolin.queries import gaps
from bangolin.queries.checks import Checked, Rule, View, finding_id, rules
from bangolin.queries.checks.rule import SEVERITIES
from bangolin.queries.problems import UnknownNameError, UsageError
from bangolin.queries.reader import Reader, Reads
from bangolin.queries.reviewed import COUNTED, share
from bangolin.queries.scope import Scope, detailed, scope
from bangolin.queries.trace import as_parameters
from bangolin.queries.viewed import days, in_parts, told, views

ID = "check"
TITLE = {"ja": "評価書の点検", "en": "Checks of the documents"}

Progress = Callable[[int, int], None]
"""Told after every few editions: how many are done, and of how many."""


@dataclass(frozen=True)
class Parameters:
    """What is asked. ``as_of``: the day of asking (ISO), for duties that come with time; ``language`` of messages."""

    assessment: tuple[str, ...] = ()
    as_of: str | None = None
    language: str = "ja"


@dataclass
class Found:
    """What was found so far: findings, and by rule how many things were looked at; gaps; flows by how sure they are; the
    statements that ran for each part.
    """

    findings: list[dict[str, Any]] = field(default_factory=list)
    checked: Counter[str] = field(default_factory=Counter)
    gaps: list[gaps.Gap] = field(default_factory=list)
    flows: list[Mapping[str, Any]] = field(default_factory=list)
    ran: list[Sequence[Mapping[str, Any]]] = field(default_factory=list)


def ask(
    store: Reads, parameters: Parameters | Mapping[str, Any] | None = None, progress: Progress | None = None
) -> dict[str, Any]:
    """All findings, the gravest first, and how many things each rule looked at; of many editions a few at a time.

    Without ``as_of`` the day of the newest edition stands in, so that the answer does not depend on the clock.
    Raises UnknownNameError for an assessment that nobody has, UsageError for a date that is none.
    """
    asked = as_parameters(Parameters, parameters or {})
    reader = Reader(store)
    within = scope(reader, asked.assessment)
    published = days(reader, within)
    day = _asked_day(asked.as_of) or max(published.values(), default=datetime.date.min)
    declared, accepted, found, done = rules(), _accepted(store, asked.as_of), Found(), 0
    for part in in_parts(within):
        own = Reader(store)
        some = detailed(own, part)
        for view in views(own, some, published, day):
            _judge(view, declared, accepted, asked.language, found)
            found.gaps += gaps.stored([some.of_assessment[view.assessment]], set(view.names))
        found.flows += own.run("flows by how sure they are", COUNTED, scope=some.keys)
        found.ran.append(own.ran)
        done += len(some.editions)
        if progress:
            progress(done, len(within.editions))
    return _answer(found, declared, within, asked.language) | {"cypher": [*reader.ran, *told(found.ran)]}


def _answer(found: Found, declared: Sequence[Rule], within: Scope, language: str) -> dict[str, Any]:
    faults = Counter(finding["rule"] for finding in found.findings)
    return {
        "findings": sorted(found.findings, key=_order),
        "rules": [
            {"id": rule.id, "title": rule.title[language], "checked": found.checked[rule.id], "found": faults[rule.id]}
            for rule in declared
        ],
        "gaps": gaps.settled(found.gaps),
        "review": share(found.flows, within.editions),
    }


def _order(one: Mapping[str, Any]) -> tuple[int, str, str, str]:
    return (SEVERITIES.index(one["severity"]), one["assessment"], one["rule"], one["subject"])


def _judge(view: View, declared: Sequence[Rule], accepted: Mapping[str, Any], language: str, found: Found) -> None:
    """Let every rule look at an edition."""
    for rule in declared:
        for checked in rule.judge(view):
            found.checked[rule.id] += 1
            if checked.fault is not None:
                found.findings.append(_finding(rule, view, checked, checked.fault, accepted, language))


def _finding(
    rule: Rule, view: View, checked: Checked, fault: Mapping[str, Any], accepted: Mapping[str, Any], language: str
) -> dict[str, Any]:
    id_ = finding_id(rule.id, view.assessment, checked.subject)
    return {
        "rule": rule.id,
        "severity": rule.severity,
        "assessment": view.assessment,
        "subject": checked.subject,
        "message": rule.message[language].format(**fault),
        "evidence": list(checked.evidence),
        "id": id_,
        "accepted": accepted.get(id_),
    }


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


def _asked_day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(
            f"「{text}」は日付ではありません (例: 2026-04-01)", f"{text!r} is no date such as 2026-04-01"
        ) from error
