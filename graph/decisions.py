"""What people decided, as nodes of their own: they survive loading again, new editions and ``remove``.

Each decision is one node with a label of ``KINDS``, keyed by its content, holding who, when and why and one JSON text
with the rest. They are never changed: a later decision about the same thing stands beside the earlier one and wins.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from bangolin.graph.stores.problems import StoreError

Kind = Literal["Correction", "Acceptance", "NameDecision", "GuardDecision"]
KINDS: tuple[Kind, ...] = ("Correction", "Acceptance", "NameDecision", "GuardDecision")


class Reader(Protocol):
    """The part of a store that reads."""

    def read(self, text: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Rows of a read-only statement."""


class Writer(Protocol):
    """The part of a store that writes."""

    def write(self, work: Any) -> Any:
        """Run ``work(transaction)`` in one managed write transaction."""


@dataclass(frozen=True)
class Decision:
    """One decision: about what (an assessment's key, a finding's id), who, when (ISO time), why, and its content."""

    kind: Kind
    about: str
    who: str
    when: str
    why: str
    content: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The first 24 hex digits of the SHA-256 of the decision."""
        parts = [self.kind, self.about, self.who, self.when, self.why, _json(self.content)]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def record(store: Writer, decisions: Iterable[Decision]) -> int:
    """Write decisions in one transaction; those that are there already change nothing. Returns how many were given."""
    given = list(decisions)
    store.write(lambda transaction: record_within(transaction, given))
    return len(given)


def record_within(transaction: Any, decisions: Iterable[Decision]) -> None:
    """Write decisions inside a transaction that does more."""
    given = list(decisions)
    for kind in KINDS:
        rows = [_row(decision) for decision in given if decision.kind == kind]
        if rows:
            transaction.run(
                f"UNWIND $rows AS row MERGE (d:{kind} {{key: row.key}}) "
                "SET d.about = row.about, d.who = row.who, d.when = row.when, d.why = row.why, "
                "d.content = row.content",
                {"rows": rows},
            )


def decisions(store: Reader, kind: Kind, about: str | None = None) -> list[Decision]:
    """All decisions of a kind, about one thing or all, the oldest first."""
    rows = store.read(
        f"MATCH (d:{kind}) WHERE $about IS NULL OR d.about = $about "
        "RETURN d.about AS about, d.who AS who, d.when AS when, d.why AS why, d.content AS content",
        {"about": about},
    )
    found = [
        Decision(kind, row["about"], row["who"], row["when"], row["why"], json.loads(row["content"])) for row in rows
    ]
    return sorted(found, key=lambda decision: (decision.when, decision.about, decision.key))


def moment(store: Reader, kind: Kind, about: str) -> str:
    """Now (ISO, UTC), for a new decision, so fine that it is known which of two of one second came later.

    Raises StoreError where an earlier decision about the same thing has a later time: a clock that was set back would let
    the earlier one win.
    """
    now = datetime.datetime.now(tz=datetime.UTC).isoformat(timespec="microseconds")
    last = max((one.when for one in decisions(store, kind, about)), default="")
    if last > now:
        raise StoreError(
            f"この機械の時計（{now[:16]}）が、同じ対象の前の判断（{last[:16]}）より遅れています。時計を合わせて再実行してください。",
            f"This machine's clock ({now[:16]}) is behind an earlier decision about the same thing ({last[:16]}): set it "
            "right and try again.",
        )
    return now


def _row(decision: Decision) -> dict[str, str]:
    return {
        "key": decision.key,
        "about": decision.about,
        "who": decision.who,
        "when": decision.when,
        "why": decision.why,
        "content": _json(decision.content),
    }


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)
