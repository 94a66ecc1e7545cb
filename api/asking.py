"""Reading, loading and asking from Python, as the command line does it: on record too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bangolin.graph.loading import LoadReport
from bangolin.graph.set_up import set_up
from bangolin.graph.stores.store import Store
from bangolin.loader.facts import Facts
from bangolin.loader.intake import read_one, sample_paths
from bangolin.ui.acting import load as load_on_record
from bangolin.ui.asking import ask as ask_on_record
from bangolin.ui.people import local_person

QUESTIONS = ("trace", "who", "sees", "delegations", "breach", "check", "cut", "compare", "query")


def parse(path: str | Path) -> Facts:
    """The facts of one document or facts file. Raises DocumentError, FactsError or OSError."""
    return read_one(Path(path))


def load(store: Store, *paths: str | Path, replace: bool = False) -> list[LoadReport]:
    """Load documents or facts, none named: the sample data. Raises as ``parse`` does, and StoreError."""
    files = [Path(path) for path in paths] or sample_paths()
    return [load_on_record(store, parse(path), local_person(), path.name, replace=replace).report for path in files]


def ask(store: Store, question: str, **parameters: Any) -> dict[str, Any]:
    """The answer to one question of ``QUESTIONS``; parameters as on the command line.

    Raises ValueError for a question that there is not, and what the question raises.
    """
    if question not in QUESTIONS:
        raise ValueError(f"no question is called {question!r}; there are {', '.join(QUESTIONS)}")
    set_up(store)
    return dict(ask_on_record(store, question, parameters, local_person()).answer)
