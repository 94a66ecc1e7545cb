"""The kinds of statements and the forms of words that make them, read once from ``data/reference/statements.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bangolin.loader.narrative.words import declared


@dataclass(frozen=True)
class Wording:
    """One form of words. ``unless`` must not be in its clause, ``needs`` must be in its sentence,
    ``not_under`` must not be said above it in the same item of the form; ``heading`` is what the heading above has to
    be like, with the subject in it.

    ``topic``: the subject is the last topic before the words; ``whole``: the words are kept from the start of the
    sentence. ``sections``: where it is looked for, empty for everywhere.
    """

    kind: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None
    not_under: re.Pattern[str] | None = None
    heading: re.Pattern[str] | None = None
    topic: bool = False
    whole: bool = False
    sections: tuple[str, ...] = ()

    def looked_for(self, section: str) -> bool:
        """Whether it is looked for in this part of the form."""
        return not self.sections or section in self.sections


@cache
def name() -> str:
    """One character of a name, as a pattern."""
    return str(declared("statements")["name"])


@cache
def labels() -> re.Pattern[str]:
    """Labels of the form behind which another item starts."""
    return re.compile(declared("statements")["labels"])


@cache
def wordings() -> tuple[Wording, ...]:
    """All forms of words, in declared order."""

    def compiled(text: str | None) -> re.Pattern[str] | None:
        for part in ("name", "handed", "medium"):
            text = text.replace(f"{{{part}}}", str(declared("statements")[part])) if text else text
        return re.compile(text) if text else None

    made = []
    for row in declared("statements")["statements"]:
        pattern = compiled(row["pattern"])
        assert pattern is not None
        made.append(
            Wording(
                row["kind"],
                pattern,
                compiled(row.get("unless")),
                compiled(row.get("needs")),
                compiled(row.get("not_under")),
                compiled(row.get("heading")),
                bool(row.get("topic")),
                bool(row.get("whole")),
                tuple(row.get("sections", ())),
            )
        )
    return tuple(made)
