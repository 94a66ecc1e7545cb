"""The made-up country from its arrays straight into a store: the same places and flows, with what a walk looks at and no
more (no editions, no evidence, no statements). So a size can be asked that would take long to load with everything.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
from bangolin.graph.index.codes import CODE_BITS, CODES, UNWALKED, kind_of, strength_of
from bangolin.graph.index.index import TravelIndex
from bangolin.graph.set_up import set_up
from bangolin.graph.stores.store import Store, Transaction

BATCH = 5_000
PLACES = "UNWIND $rows AS r CREATE (:Place {key: r})"
FLOWS = (
    "UNWIND $rows AS r MATCH (a:Place {key: r.a}) MATCH (b:Place {key: r.b}) "
    "CREATE (a)-[:FLOWS_TO {assessment: r.n, kind: r.k, strength: r.s, walked: r.w}]->(b)"
)
Say = Callable[[str], None]


class OutOfTimeError(RuntimeError):
    """A step that took longer than it may."""


def fill(store: Store, index: TravelIndex, seconds: float, say: Say) -> dict[str, Any]:
    """Put places and flows into an empty store. Raises OutOfTimeError after ``seconds``."""
    set_up(store)
    begun = time.perf_counter()
    keys = [index.places[number] for number in range(len(index.places))]
    for name, text, rows, count in (
        ("places", PLACES, iter(keys), len(keys)),
        ("flows", FLOWS, _flows(index, keys), index.arrays.flows),
    ):
        for number, batch in enumerate(_batches(rows)):
            store.write(partial(_create, text, batch))
            used = time.perf_counter() - begun
            if used > seconds:
                raise OutOfTimeError(f"{number * BATCH:,} of {count:,} {name} in {used:.0f} s")
            if number % 20 == 0:
                say(f"{name}: {number * BATCH:,} of {count:,}")
    used = time.perf_counter() - begun
    rows_loaded = len(keys) + index.arrays.flows
    return {"seconds": round(used, 1), "rows": rows_loaded, "rows_a_second": round(rows_loaded / used)}


def _create(text: str, batch: Sequence[Any], transaction: Transaction) -> None:
    transaction.run(text, {"rows": batch}).consume()


def _flows(index: TravelIndex, keys: Sequence[str]) -> Iterator[dict[str, Any]]:
    arrays = index.arrays
    source = arrays.owner_of(np.arange(arrays.flows, dtype=np.int32)).astype(np.int32)
    words = arrays.forward.words[: arrays.flows]
    target = (words >> np.uint32(CODE_BITS)).astype(np.int64)
    columns = (arrays.place[source], arrays.place[target], arrays.assessment(source), words & np.uint32(CODES - 1))
    for one, other, assessment, code in zip(*(column.tolist() for column in columns), strict=True):
        kind, strength = kind_of(code), strength_of(code)
        yield {"a": keys[one], "b": keys[other], "n": assessment, "k": kind, "s": strength, "w": code < UNWALKED}


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
