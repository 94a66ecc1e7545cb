"""Facts into a store: what people decided is applied, the edition joins its assessment, the rows are loaded."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bangolin.graph.decisions import Decision, decisions, record
from bangolin.graph.loading import LoadReport, editions, facts_json, known_assessment, load_edition
from bangolin.graph.stores.problems import StoreError
from bangolin.graph.stores.store import Store
from bangolin.loader.facts import Facts, facts_from_json
from bangolin.loader.graph.build import build_edition
from bangolin.loader.graph.keys import edition_keys
from bangolin.loader.naming import name_decisions
from bangolin.loader.review import Correction, Outcome, apply, correction_from_dict

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Loaded:
    """What came of loading: the store's report, and the decisions that were applied or no longer fit."""

    report: LoadReport
    applied: tuple[Correction, ...]
    stale: tuple[Correction, ...]


def load_facts(store: Store, facts: Facts, progress: Progress | None = None, *, replace: bool = False) -> Loaded:
    """Load one edition.

    Raises StoreError where checked or corrected facts would give way to others, or the store fails.
    """
    joined = joined_assessment(store, facts)
    assessment = joined or edition_keys(facts, "").assessment
    outcome = apply_corrections(store, facts, assessment)
    graph = build_edition(outcome.facts, joined, name_decisions(store, assessment))
    if outcome.stale and not replace:
        _refuse_uncorrected(store, graph.edition, outcome.stale)
    report = load_edition(store, graph, progress, replace=replace or bool(outcome.applied))
    return Loaded(report, outcome.applied, outcome.stale)


def apply_corrections(store: Store, facts: Facts, assessment: str) -> Outcome:
    """Freshly read facts with what people decided about them."""
    return apply(facts, corrections(store, assessment))


def joined_assessment(store: Store, facts: Facts) -> str | None:
    """Key of the loaded assessment of the same body whose number or business agrees, None where there is none."""
    head = facts.document
    return known_assessment(store, edition_keys(facts, "").body, head.number, head.business)


def corrections(store: Store, assessment: str) -> list[Correction]:
    """What people decided about the facts of an assessment: for each value the latest decision."""
    latest: dict[tuple[str, str], Correction] = {}  # two values may have one path: entries of a list move up
    for decision in decisions(store, "Correction", assessment):
        row = {**decision.content, "who": decision.who, "when": decision.when, "why": decision.why}
        latest[decision.content["path"], decision.content["words"]] = correction_from_dict(row)
    return list(latest.values())


def _refuse_uncorrected(store: Store, edition: str, stale: tuple[Correction, ...]) -> None:
    """A corrected edition does not give way to facts that the corrections no longer fit; a new edition does."""
    if any(row["key"] == edition for row in editions(store)):
        paths = "、".join(correction.path for correction in stale)
        raise StoreError(
            f"{edition} は人が訂正した内容で読み込み済みですが、訂正した言葉が見つかりません ({paths})。"
            "置き換えるには --replace を付けてください。",
            f"{edition} is loaded as a person corrected it, and the corrected words are gone ({paths}); "
            "to replace it, add --replace.",
        )


def decide(store: Store, edition: str, correction: Correction) -> Loaded:
    """Record a decision about a value of a loaded edition and put it into force at once.

    Raises StoreError where the edition is not loaded. Where the value is no longer there, ``stale`` of the result
    holds the decision; it is recorded all the same, and counts again when its words come back.
    """
    facts = facts_from_json(facts_json(store, edition), origin=edition)
    joined = joined_assessment(store, facts)
    assessment = joined or edition_keys(facts, "").assessment
    content = {name: getattr(correction, name) for name in ("path", "words", "action", "value")}
    record(store, [Decision("Correction", assessment, correction.who, correction.when, correction.why, content)])
    outcome = apply(facts, [correction])
    graph = build_edition(outcome.facts, joined, name_decisions(store, assessment))
    report = load_edition(store, graph, replace=True)
    return Loaded(report, outcome.applied, outcome.stale)


def keep_document(store: Store, path: Path, digest: str | None) -> Path | None:
    """Keep a copy of a document beside the store, named by its digest, so that citations can show its pages."""
    if digest is None or not path.is_file() or path.suffix.lower() == ".json":
        return None
    kept = store.beside / "documents" / f"{digest}{path.suffix.lower()}"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, kept.with_suffix(".part"))
        kept.with_suffix(".part").replace(kept)
    return kept
