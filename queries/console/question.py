"""The free query as a question like the others: parameters in, answer out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bangolin.graph.stores.store import Store
from bangolin.queries.console.ask import ask as run

ID = "query"
TITLE = {"ja": "読み取り専用の問合せ", "en": "A read-only query"}


def ask(store: Store, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The rows of the statement ``cypher``. Raises as ``console.ask`` does."""
    return run(store, str(parameters["cypher"]))
