"""Putting documents and facts into the app's store, with progress."""

from __future__ import annotations

from bangolin.graph.loading import LoadReport, load_edition
from bangolin.loader.facts import Facts, read_facts
from bangolin.loader.graph.build import build_edition
from bangolin.loader.intake import sample_paths
from bangolin.ui.web.session import store


def load_sample() -> list[LoadReport]:
    """Load the sample assessments that come with the program."""
    return [load_facts(read_facts(path)) for path in sample_paths()]


def load_facts(facts: Facts, *, replace: bool = False) -> LoadReport:
    """Load the facts of one assessment. Raises StoreError where checked facts would be replaced by unchecked ones."""
    return load_edition(store(), build_edition(facts), replace=replace)
