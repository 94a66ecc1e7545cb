"""``bangolin query``: the rows of a statement, or why it is not run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bangolin.graph.stores.problems import StatementError
from bangolin.graph.stores.store import Store
from bangolin.queries.console.grammar import checked
from bangolin.queries.console.refusal import QueryRefused

ROWS = 5_000
SECONDS = 5.0


def ask(
    store: Store,
    text: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    rows: int = ROWS,
    seconds: float = SECONDS,
) -> dict[str, Any]:
    """``{"columns", "rows", "truncated"}`` of a statement; truncated: None, ``{"rows": n}`` or ``{"seconds": s}``.

    Raises QueryRefused (exit code 2) for a statement that is outside the grammar or that the store cannot run, and
    StoreError (exit code 4) where the store does not answer.
    """
    statement = checked(text)
    try:
        found = store.read_bounded(statement, parameters or {}, seconds=seconds, rows=rows)
    except StatementError as error:
        raise QueryRefused(" ".join(text.split())[:40], error.japanese, error.english) from error
    cut: dict[str, Any] | None = None
    if found.late:
        cut = {"seconds": seconds}
    elif found.more:
        cut = {"rows": rows}
    return {
        "columns": found.columns,
        "rows": [[_plain(value) for value in row] for row in found.rows],
        "truncated": cut,
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it: maps, lists, text, numbers; anything else as text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key]) for key in sorted(value)}  # engines differ in the order of keys
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
