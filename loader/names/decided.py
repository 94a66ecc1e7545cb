"""What officers decided about names: two names that one document writes are one place, or are two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bangolin.loader.names.plain import plain

Action = Literal["join", "part", "withdraw"]
ACTIONS: tuple[Action, ...] = ("join", "part", "withdraw")


@dataclass(frozen=True)
class NameDecision:
    """One decision about two names of one assessment. ``who`` a user name, ``when`` an ISO time, ``why`` a reason."""

    action: Action
    first: str
    second: str
    who: str
    when: str
    why: str

    @property
    def pair(self) -> tuple[str, str]:
        """The two names, plain and sorted: what the decision is about."""
        one, two = sorted((plain(self.first), plain(self.second)))
        return one, two


def in_force(decided: Iterable[NameDecision]) -> tuple[NameDecision, ...]:
    """The latest decision about each pair of names, those that were withdrawn left out, sorted by pair."""
    latest = {one.pair: one for one in sorted(decided, key=lambda one: (one.when, one.action, one.pair))}
    return tuple(latest[pair] for pair in sorted(latest) if latest[pair].action != "withdraw" and pair[0] != pair[1])


def name_decision(content: Mapping[str, Any], who: str, when: str, why: str) -> NameDecision:
    """A decision out of a store or a file. ValueError where its content is none about two names."""
    names = content.get("names")
    if content.get("action") not in ACTIONS or not isinstance(names, list) or len(names) != 2:
        raise ValueError(f"no decision about two names: {dict(content)}")
    return NameDecision(content["action"], str(names[0]), str(names[1]), who, when, why)
