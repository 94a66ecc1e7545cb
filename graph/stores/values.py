"""Rows as dictionaries: quickly where they hold plain values only, as those of questions do."""

from __future__ import annotations

from typing import Any

from bangolin.graph.stores.driver import neo4j

_SCALARS = frozenset({str, int, float, bool, type(None)})


def row_of(record: neo4j.Record) -> dict[str, Any]:
    """A row by the names of its columns; nodes, relationships and paths as the driver writes them out.

    The driver looks at each value as a possible node; a third of a question's time went there.
    """
    row: dict[str, Any] = dict(record.items())  # type: ignore[no-untyped-call]
    return row if all(map(_is_plain, row.values())) else record.data()


def _is_plain(value: Any) -> bool:
    """Whether a value is made of texts, numbers, truths and blanks, lists and maps only."""
    kind = type(value)
    if kind in _SCALARS:
        return True
    if kind is list:
        return all(type(one) in _SCALARS or _is_plain(one) for one in value)
    return kind is dict and all(type(one) in _SCALARS or _is_plain(one) for one in value.values())
