"""Rows cut into batches that a store takes in one statement, limited by rows and by bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

ROWS = 10_000
BYTES = 4 * 1024 * 1024


def batches(rows: Iterable[dict[str, Any]], *, limit: int = ROWS, size: int = BYTES) -> Iterator[list[dict[str, Any]]]:
    """Batches of at most ``limit`` rows and about ``size`` bytes; a row that is larger goes alone."""
    batch: list[dict[str, Any]] = []
    held = 0
    for row in rows:
        weight = len(json.dumps(row, ensure_ascii=False).encode())
        if batch and (len(batch) >= limit or held + weight > size):
            yield batch
            batch, held = [], 0
        batch.append(row)
        held += weight
    if batch:
        yield batch
