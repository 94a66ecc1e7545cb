"""Questions over many assessments: from how many on the travel index answers, and how much of an answer is listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bangolin.queries.gaps import Gap, gap
from bangolin.queries.reader import Indexed, Reads
from bangolin.queries.scope import Scope

FROM_EDITIONS = 100
"""Over so many editions (20,000 flows) the travel index walks and counts."""
ASSESSMENTS = 25
"""So many assessments `who`, `sees`, `breach` and `cut` list in full; the rest is counted."""


def by_index(store: Reads, loaded: Scope) -> Indexed | None:
    """The store, where a question over these editions is one for the travel index."""
    return store if len(loaded.editions) >= FROM_EDITIONS and isinstance(store, Indexed) else None


@dataclass(frozen=True)
class Counted:
    """What the index found over all assessments: those to list (keys, in the order of the answer), how many there are in
    all, the sums, and a sentence in both languages that says them.
    """

    listed: tuple[str, ...]
    assessments: int
    totals: Mapping[str, Any]
    japanese: str
    english: str

    @property
    def left_out(self) -> int:
        """How many assessments are counted and not listed."""
        return self.assessments - len(self.listed)

    def narrowed(self, loaded: Scope) -> Scope:
        """The editions to list."""
        wanted = set(self.listed)
        return Scope(tuple(edition for edition in loaded.editions if edition.assessment in wanted))

    def as_parts(self) -> dict[str, Any]:
        """What it adds to an answer."""
        cut = {"assessments": self.assessments, "left_out": self.left_out} if self.left_out > 0 else None
        return {"engine": "index", "totals": dict(self.totals), "truncated": cut}

    def gaps(self) -> list[Gap]:
        """The gap that tells what is counted and not listed."""
        if self.left_out <= 0:
            return []
        shown = len(self.listed)
        return [
            gap(
                "left-out",
                f"該当する評価書{self.assessments:,}件のうち{shown:,}件だけを載せている。全体では{self.japanese}",
                f"{shown:,} of {self.assessments:,} assessments are listed; over all of them: {self.english}",
                [],
                self.left_out,
            )
        ]


def added(answer: dict[str, Any], counted: Counted | None) -> dict[str, Any]:
    """An answer with what the index counted, if it did."""
    if counted is None:
        return answer
    return answer | {"gaps": [*counted.gaps(), *answer["gaps"]]} | counted.as_parts()


def unlisted_places(truncated: Mapping[str, int] | None) -> list[Gap]:
    """The gap that tells how many places were reached and are not listed."""
    if truncated is None:
        return []
    places, left_out = truncated["places"], truncated["left_out"]
    return [
        gap(
            "left-out",
            f"届き得る場所{places:,}件のうち、近いものから載せ、{left_out:,}件を省いている",
            f"of {places:,} places that can be reached the nearest are listed, {left_out:,} are left out",
            [],
            left_out,
        )
    ]
