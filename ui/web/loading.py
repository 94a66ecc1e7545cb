"""Putting documents and facts into the app's store."""

from __future__ import annotations

from bangolin.loader.facts import Facts, read_facts
from bangolin.loader.intake import sample_paths
from bangolin.loader.load import Loaded
from bangolin.ui.acting import load
from bangolin.ui.web.session import look_again, store
from bangolin.ui.web.sign_in import person


def load_sample() -> list[Loaded]:
    """Load the sample assessments that come with the program."""
    return [load_facts(read_facts(path), path.name) for path in sample_paths()]


def load_facts(facts: Facts, name: str, *, replace: bool = False) -> Loaded:
    """Load the facts of one assessment. Raises StoreError where checked facts would be replaced by unchecked ones."""
    try:
        loaded: Loaded = load(store(), facts, person(), name, replace=replace)
        return loaded
    finally:
        look_again()
