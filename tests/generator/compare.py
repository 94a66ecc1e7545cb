"""What was read held against what was printed: statements that hit, that are missing, and that are wrong.

A statement is a tuple of words. What the reader marks as uncertain is left out of what it states: it can be missing,
never wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bangolin.loader.facts.records import Facts, Record

Statement = tuple[str, ...]

# Fields with one value, by list of records; then those with several.
SINGLE: dict[str, tuple[str, ...]] = {
    "document": ("title", "number", "assessor", "form", "form_edition", "published", "business", "subject_scale"),
    "systems": ("name",),
    "files": ("name", "kind", "subject_count", "subjects", "item_count", "held_since"),
    "use": ("user_count", "started"),
    "delegations": (
        "title",
        "content",
        "scope",
        "handlers",
        "redelegated",
        "redelegation_matter",
        "consent",
        "subject_count",
        "subjects",
    ),
    "provisions": ("recipient", "legal_basis", "purpose", "information", "subject_count", "subjects", "timing"),
    "transfers": ("recipient", "legal_basis", "purpose", "information", "subject_count", "subjects", "timing"),
    "storage": ("place",),
    "retention": ("period",),
    "network": ("information_network",),
    "incidents": ("occurred",),
}
SEVERAL: dict[str, tuple[str, ...]] = {
    "systems": ("connections", "other_connections"),
    "files": ("main_items", "other_items", "department"),
    "acquisition": ("methods", "other_methods"),
    "use": ("departments",),
    "delegations": ("methods", "other_methods", "contractors"),
    "provisions": ("methods", "other_methods", "recipients"),
    "transfers": ("methods", "other_methods", "recipients"),
}


@dataclass(frozen=True)
class Outcome:
    """Counts and the statements behind them; ``wrong`` are stated by the reader and not printed."""

    hits: int
    missing: tuple[Statement, ...]
    wrong: tuple[Statement, ...]

    @property
    def printed(self) -> int:
        """How many statements the document prints."""
        return self.hits + len(self.missing)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where nothing is printed and nothing read."""
        total = 2 * self.hits + len(self.missing) + len(self.wrong)
        return 2 * self.hits / total if total else 1.0

    def __str__(self) -> str:
        """For an assertion that fails: the numbers and the first statements of each kind."""
        shown = "".join(f"\n  wrong {one}" for one in self.wrong[:12])
        shown += "".join(f"\n  missing {one}" for one in self.missing[:12])
        return f"printed {self.printed}, missing {len(self.missing)}, wrong {len(self.wrong)}, F1 {self.f1:.3f}{shown}"


def compare(printed: Facts, read: Facts) -> Outcome:
    """Hold the facts read against those printed."""
    want, got = Counter(statements(printed)), Counter(statements(read))
    return Outcome(
        hits=sum((want & got).values()),
        missing=tuple(sorted((want - got).elements())),
        wrong=tuple(sorted((got - want).elements())),
    )


def added(outcomes: Iterable[Outcome]) -> Outcome:
    """Several outcomes as one."""
    all_of = list(outcomes)
    return Outcome(
        sum(one.hits for one in all_of),
        tuple(statement for one in all_of for statement in one.missing),
        tuple(statement for one in all_of for statement in one.wrong),
    )


def statements(facts: Facts) -> Iterator[Statement]:
    """Every statement of the form's items (not of the narrative)."""
    files = {file.name: str(number) for number, file in enumerate(facts.files, 1)}
    for kind in sorted({*SINGLE, *SEVERAL}):
        known = getattr(facts, kind)
        for record in known if isinstance(known, tuple) else (known,) if known else ():
            yield from _record(kind, record, files)
    for item in facts.record_items:
        if not item.uncertain:
            yield ("record_items", files.get(item.file, "?"), plain(item.name))
    for entry in facts.acquisition:
        yield from _sources(entry, files)
    for kind in ("delegations", "provisions", "transfers"):
        count = getattr(facts.disclosure_counts, kind)
        if count is not None and len(facts.files) == 1:
            yield ("count", kind, str(count))
    for number, measure in enumerate(facts.measures, 1):
        if not _unsure(measure, "rating"):
            yield ("measures", str(number), plain(measure.rating))
    if facts.changes_count:
        yield ("changes", str(facts.changes_count))


def _record(kind: str, record: Record, files: dict[str | None, str]) -> Iterator[Statement]:
    key = (kind, files.get(getattr(record, "file", None), ""), str(getattr(record, "ordinal", "")))
    for field in SINGLE.get(kind, ()):
        value = getattr(record, field)
        if value is not None and plain(value) and not _unsure(record, field):
            yield (*key, field, label(value) if field == "kind" else plain(value))
    for field in SEVERAL.get(kind, ()):
        for index, value in enumerate(getattr(record, field) or ()):
            if not _unsure(record, f"{field}[{index}]", value):
                yield (*key, field, label(value) if field in ("main_items", "methods") else plain(value))


def _sources(entry: Record, files: dict[str | None, str]) -> Iterator[Statement]:
    for number, source in enumerate(getattr(entry, "sources", ())):
        key = ("acquisition", files.get(getattr(entry, "file", None), ""), plain(source.category))
        if _unsure(entry, f"sources[{number}]", source.category):
            continue
        yield key
        for index, name in enumerate(source.names):
            if not (_unsure(source, f"names[{index}]") or _unsure(entry, f"sources[{number}].names[{index}]")):
                yield (*key, plain(name))


def _unsure(record: Record, path: str, words: str | None = None) -> bool:
    evidence = record.evidence.get(path)
    marked = {label(one) for one in record.uncertain}
    return (
        path in record.uncertain
        or label(words) in marked - {""}
        or bool(evidence and evidence.confidence == "uncertain")
    )


def label(value: object) -> str:
    """A label of the form: what stands before its round bracket, 4情報 and 5情報 being one."""
    return re.sub("^[45]情報", "情報", plain(value).split("(")[0])


def plain(value: object) -> str:
    """One spelling of a value: NFKC, no white space, one sign for the dashes that prints vary."""
    if value is None:
        return ""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value)))
    return re.sub("[-‐–—―−－]", "-", text)
