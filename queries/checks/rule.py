"""A check: what it is called, how grave it is, what it says, and the function that judges one edition.

Titles, severities and sentences are data (``data/reference/checks.yaml``); a judge only finds out. It yields one
``Checked`` for each thing it looked at, so that "checked 12, found 0" can be told from "nothing to check".
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

import yaml

SEVERITIES = ("error", "warning", "question", "note")


@dataclass(frozen=True)
class View:
    """One edition as the judges see it.

    ``facts``: the facts contract as plain data. ``flows``: its flows as rows (id, source, target, kind, …).
    ``names``: for each place key what the edition calls it (name, names, outside, kind). ``as_of``: the day of asking.
    """

    assessment: str
    edition: str
    facts: Mapping[str, Any]
    published: datetime.date | None
    as_of: datetime.date
    flows: tuple[Mapping[str, Any], ...] = ()
    names: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    denials: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Checked:
    """One thing that was looked at. ``fault``: what fills the sentence, None where all is well.

    ``subject`` names the thing (委託事項3, 移転先2 …); ``evidence`` cites both sides of a contradiction.
    """

    subject: str
    evidence: tuple[Mapping[str, Any], ...] = ()
    fault: Mapping[str, Any] | None = None


Judge = Callable[[View], Iterator[Checked]]


@dataclass(frozen=True)
class Rule:
    """One check with its texts. ``picture`` is the Cypher that shows in the graph what it looks at."""

    id: str
    severity: str
    title: Mapping[str, str]
    message: Mapping[str, str]
    source: str
    picture: str
    judge: Judge


_JUDGES: dict[str, Judge] = {}


def judges(rule: str) -> Callable[[Judge], Judge]:
    """Declare a function the judge of a rule."""

    def declare(judge: Judge) -> Judge:
        if rule in _JUDGES:
            raise ValueError(f"two judges for the rule {rule}")
        _JUDGES[rule] = judge
        return judge

    return declare


def rules() -> tuple[Rule, ...]:
    """All rules in the order of the declaration. Raises ValueError where texts and judges do not match."""
    text = resources.files("bangolin.data.reference").joinpath("checks.yaml").read_text(encoding="utf-8")
    declared = yaml.safe_load(text)["rules"]
    made = tuple(
        Rule(
            one["id"],
            one["severity"],
            one["title"],
            one["message"],
            one.get("source", ""),
            one["picture"],
            _JUDGES[one["id"]],
        )
        for one in declared
    )
    idle = set(_JUDGES) - {rule.id for rule in made}
    if idle or any(rule.severity not in SEVERITIES for rule in made):
        raise ValueError(
            f"checks.yaml does not declare {sorted(idle)}, or has a severity that is not one of {SEVERITIES}"
        )
    return made


def finding_id(rule: str, assessment: str, subject: str) -> str:
    """The stable id of a finding: the same fault in the same assessment keeps it over loads and editions."""
    return hashlib.sha256("\x1f".join((rule, assessment, subject)).encode()).hexdigest()[:12]
