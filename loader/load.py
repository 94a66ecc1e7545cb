"""Facts into a store: what people decided is applied, the edition joins its assessment, the rows are loaded."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bangolin.graph.decisions import decisions
from bangolin.graph.loading import LoadReport, known_assessment, load_edition
from bangolin.graph.stores.store import Store
from bangolin.loader.facts import Facts
from bangolin.loader.graph.build import build_edition
from bangolin.loader.graph.keys import edition_keys
from bangolin.loader.review import Correction, apply, correction_from_dict

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Loaded:
    """What came of loading: the store's report, and the decisions that were applied or no longer fit."""

    report: LoadReport
    applied: tuple[Correction, ...]
    stale: tuple[Correction, ...]


def load_facts(store: Store, facts: Facts, progress: Progress | None = None, *, replace: bool = False) -> Loaded:
    """Load one edition. Raises StoreError where checked facts would give way to unchecked ones, or the store fails."""
    joined = joined_assessment(store, facts)
    assessment = joined or edition_keys(facts, "").assessment
    outcome = apply(facts, corrections(store, assessment))
    graph = build_edition(outcome.facts, joined)
    report = load_edition(store, graph, progress, replace=replace or bool(outcome.applied))
    return Loaded(report, outcome.applied, outcome.stale)


def joined_assessment(store: Store, facts: Facts) -> str | None:
    """Key of the loaded assessment of the same body whose number or business agrees, None where there is none."""
    head = facts.document
    return known_assessment(store, edition_keys(facts, "").body, head.number, head.business)


def corrections(store: Store, assessment: str) -> list[Correction]:
    """What people decided about the facts of an assessment: for each value the latest decision."""
    latest = {
        decision.content["path"]: correction_from_dict(
            {**decision.content, "who": decision.who, "when": decision.when, "why": decision.why}
        )
        for decision in decisions(store, "Correction", assessment)
    }
    return list(latest.values())


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
