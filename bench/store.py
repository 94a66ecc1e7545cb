"""Questions to a real embedded store: loading, Cypher level by level and of variable length."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from bangolin.graph.index.conditions import Conditions
from bangolin.graph.index.from_store import travel_index
from bangolin.graph.index.search import Search
from bangolin.graph.loading import load_edition
from bangolin.graph.stores.store import Store, open_store
from bangolin.loader.graph import build_edition
from bangolin.queries import many, trace, who

from bench.measure import each, peak_megabytes, spread, timed
from bench.national.country import all_facts, country

ENDLESS = "MATCH (p:Place {key: $key})-[:FLOWS_TO*1..8]->(q:Place) RETURN count(DISTINCT q) AS places"
SECONDS = 20.0


def measure(size: int, questions: int) -> dict[str, Any]:
    """Load a country of ``size`` assessments into an embedded store, then ask."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store") as store:
        loading = _load(store, size)
        reading, index = timed(lambda: travel_index(store))
        opening, _ = timed(lambda: travel_index(store))
        return {
            "assessments": size,
            "load": loading,
            "index_read_and_saved_s": round(reading, 2),
            "index_at_hand_s": round(opening, 4),
            "flows": index.arrays.flows,
            **_questions(store, questions),
            "peak_mb": peak_megabytes(),
        }


def _load(store: Store, size: int) -> dict[str, Any]:
    """Rows a second of the load, and the memory of this process while it runs."""
    rows, begun, memory = 0, time.perf_counter(), []
    for number, facts in enumerate(all_facts(country(size))):
        graph = build_edition(facts)
        load_edition(store, graph)
        rows += len(graph.nodes) + len(graph.edges)
        if number % max(size // 10, 1) == 0:
            memory.append(peak_megabytes())
    seconds = time.perf_counter() - begun
    return {"rows": rows, "seconds": round(seconds, 1), "rows_a_second": round(rows / seconds), "memory_mb": memory}


def _questions(store: Store, questions: int) -> dict[str, Any]:
    index = travel_index(store)
    search = Search(index.arrays)
    dice = np.random.default_rng(7)
    starts = dice.integers(0, len(index.arrays.place), questions).astype(np.int32)
    keys = [index.keys(int(one)) for one in starts]
    search.run(starts[:1], Conditions(across=True))
    found: dict[str, Any] = {}
    own = [{"place": place, "assessment": [assessment]} for place, assessment in keys]
    found["own_trace_cypher"] = spread(each(own, lambda one: trace.ask(store, one))[0])
    few = [{"field": "個人番号", "assessment": [assessment]} for _, assessment in keys[:10]]
    found["own_who_cypher"] = spread(each(few, lambda one: who.ask(store, one))[0])
    found["own_index"] = spread(each(starts, lambda one: search.run(one.reshape(1)))[0])
    mine = each(starts[:3], lambda one: search.run(one.reshape(1), Conditions(across=True)))[0]
    found["across_index"] = spread(mine)
    across = [{"place": place, "across": True} for place, _ in keys[:3]]
    _asked(store, across[:1], 1)
    whole = _asked(store, across, 1)
    found["across_trace_by_index"] = spread(whole)
    levels = _asked(store, across, 1 << 30)
    found["across_level_by_level"] = {
        **spread(levels),
        "times_whole_answer_by_index": round(sum(levels) / sum(whole), 1),
    }
    found["variable_length"] = _endless(store, [place for place, _ in keys[:3]], mine)
    return found


def _asked(store: Store, questions: Sequence[dict[str, Any]], editions: int) -> list[float]:
    kept, many.FROM_EDITIONS = many.FROM_EDITIONS, editions
    try:
        return each(questions, lambda one: trace.ask(store, one))[0]
    finally:
        many.FROM_EDITIONS = kept


def _endless(store: Store, keys: Sequence[str], mine: Sequence[float]) -> dict[str, Any]:
    """Cypher's own paths of one to eight hops, for at most so many seconds; how many came to an end."""
    ended, seconds = 0, 0.0
    for key in keys:
        used, answer = timed(lambda key=key: store.read_bounded(ENDLESS, {"key": key}, seconds=SECONDS, rows=1))
        seconds += used
        ended += not answer.late
    times = round(seconds / sum(mine), 1)
    return {
        "asked": len(keys),
        "ended": ended,
        "limit_s": SECONDS,
        "seconds": round(seconds, 2),
        "at_least_times_index": times,
    }
