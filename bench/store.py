"""Questions to a real embedded store: loading, Cypher level by level and of variable length."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from bangolin.graph.index.conditions import Conditions
from bangolin.graph.index.from_store import travel_index
from bangolin.graph.index.index import TravelIndex
from bangolin.graph.index.search import Search
from bangolin.graph.loading import load_edition
from bangolin.graph.stores import embedded
from bangolin.graph.stores.store import Store, open_store
from bangolin.loader.graph import build_edition
from bangolin.queries import breach, many, sees, trace, who
from numpy.typing import NDArray

from bench.measure import both, each, peak_megabytes, spread, timed
from bench.national.country import all_facts, country, facts_of

REACHED = "MATCH (p:Place {key: $key})-[:FLOWS_TO*1..8]->(q:Place) RETURN count(DISTINCT q) AS places"
"""What is reached at all: an engine that drops doubles on the way can answer it, the order of ways it does not tell."""
ORDERED = (
    "MATCH w = (p:Place {key: $key})-[:FLOWS_TO*1..6]->(q:Place) WHERE all(f IN relationships(w) WHERE f.strength <> 'barred') "
    "RETURN q.key AS place, min(size([f IN relationships(w) WHERE f.strength = 'link' | 1]) * 1000 + length(w)) AS cost"
)
"""The best of all ways to each place, and of six hops only: every way is gone."""
SECONDS = 20.0
ACROSS = Conditions(across=True)
VENDOR = "架空情報1"
WARMING = 10
"""So many questions of a kind are asked before the clock runs: a fresh engine compiles while it answers."""
ALL_IN_CYPHER = 200
"""Up to so many assessments Cypher is asked for all of `who`, `sees` and `breach` too."""


def measure(size: int, questions: int) -> dict[str, Any]:
    """Load a country of ``size`` assessments into an embedded store, then ask."""
    with tempfile.TemporaryDirectory() as folder:
        starting, store = timed(lambda: open_store(Path(folder) / "store"))
        with store:
            loading = _load(store, size)
            reading, index = timed(lambda: travel_index(store))
            opening, _ = timed(lambda: travel_index(store))
            return {
                "assessments": size,
                "started_s": round(starting, 2),
                "load": loading,
                "index_read_and_saved_s": round(reading, 2),
                "index_at_hand_s": round(opening, 4),
                "flows": index.arrays.flows,
                **_questions(store, questions),
                "update_one_assessment": _update(store, size),
                **_over_all(store, size),
                **_variable_length(store, questions),
                "peak_mb": peak_megabytes(),
            }


def _load(store: Store, size: int) -> dict[str, Any]:
    """Rows a second of the load, and the memory of this process and of the store's while it runs."""
    rows, begun, memory = 0, time.perf_counter(), []
    for number, facts in enumerate(all_facts(country(size))):
        graph = build_edition(facts)
        load_edition(store, graph)
        rows += len(graph.nodes) + len(graph.edges)
        if number % max(size // 10, 1) == 0:
            memory.append([peak_megabytes(), _engine_megabytes()])
    seconds = time.perf_counter() - begun
    return {"rows": rows, "seconds": round(seconds, 1), "rows_a_second": round(rows / seconds), "memory_mb": memory}


def _engine_megabytes() -> float:
    """What the engine's process holds now (Linux only, else 0)."""
    if not embedded.STARTED:
        return 0.0
    status = Path(f"/proc/{embedded.STARTED[-1][0].pid}/status")
    if not status.exists():
        return 0.0
    held = status.read_text(encoding="utf-8").split("VmRSS:")
    return round(int(held[1].split()[0]) / 1024, 1) if len(held) > 1 else 0.0


def _starts(index: TravelIndex, questions: int) -> NDArray[np.int32]:
    return np.random.default_rng(7).integers(0, len(index.arrays.place), questions).astype(np.int32)


def _questions(store: Store, questions: int) -> dict[str, Any]:
    index = travel_index(store)
    search, starts = Search(index.arrays), _starts(index, questions)
    keys = [index.keys(int(one)) for one in starts]
    search.run(starts[:1], ACROSS)
    own = [{"place": place, "assessment": [assessment]} for place, assessment in keys]
    fields = [{"field": "個人番号", "assessment": [assessment]} for _, assessment in keys]
    for one in own[:WARMING]:
        trace.ask(store, one)
    for one in fields[:WARMING]:
        who.ask(store, one)
    return {
        "own_trace_cypher": both(each(own, lambda one: trace.ask(store, one))),
        "own_who_cypher": both(each(fields, lambda one: who.ask(store, one))),
        "own_index": spread(each(starts, lambda one: search.run(one.reshape(1)))[0]),
        **_across(store, index, search, _far(search, starts)),
    }


def _variable_length(store: Store, questions: int) -> dict[str, Any]:
    """The last of all, since what the engine gave up fills its memory."""
    index = travel_index(store)
    search = Search(index.arrays)
    starts = _far(search, _starts(index, questions))
    places = [index.keys(int(one))[0] for one in starts]
    search.run(starts[:1], ACROSS)
    mine = each(starts, lambda one: search.run(one.reshape(1), ACROSS))[0]
    return {
        "variable_length_reached": _endless(store, REACHED, places, mine),
        "variable_length_ordered": _endless(store, ORDERED, places, mine),
    }


def _far(search: Search, starts: NDArray[np.int32]) -> NDArray[np.int32]:
    """Three starts from which much is reached."""
    reach = [len(search.run(one.reshape(1), ACROSS).vertices) for one in starts]
    return np.asarray(starts[np.argsort(reach, kind="stable")[-3:]])


def _across(store: Store, index: TravelIndex, search: Search, starts: NDArray[np.int32]) -> dict[str, Any]:
    places = [index.keys(int(one))[0] for one in starts]
    mine = each(starts, lambda one: search.run(one.reshape(1), ACROSS))[0]
    across = [{"place": place, "across": True} for place in places]
    _asked(store, across[:1], 1)
    whole = _asked(store, across, 1)
    levels = _asked(store, across[:2], 1 << 30)
    return {
        "across_index": spread(mine),
        "across_trace_by_index": spread(whole),
        "across_level_by_level": {
            **spread(levels),
            "times_whole_answer_by_index": round(sum(levels) / sum(whole[:2]), 1),
            "times_index": round(float(np.median(levels) / np.median(mine))),
        },
    }


def _over_all(store: Store, size: int) -> dict[str, Any]:
    """`who`, `sees` and `breach` over everything: the index counts and Cypher lists a part, against Cypher for all."""
    found: dict[str, Any] = {}
    asked = {
        "who": (who, {"field": "個人番号"}),
        "sees": (sees, {"name": VENDOR}),
        "breach": (breach, {"name": VENDOR}),
    }
    for name, (module, question) in asked.items():
        _asked(store, [question], 1, module)
        counted = _asked(store, [question] * 3, 1, module)
        listed = _asked(store, [question], 1 << 30, module) if size <= ALL_IN_CYPHER else []
        found[f"{name}_over_all"] = {
            "index": spread(counted),
            "cypher": spread(listed),
            "times": round(sum(listed) / (sum(counted) / 3), 1) if listed else None,
        }
    return found


def _update(store: Store, size: int) -> dict[str, Any]:
    """Seconds to load one assessment that has changed, and to bring the index up to date."""
    facts = facts_of(country(size), size // 2)
    loads, indexes = [], []
    for number in range(5):
        kept = facts.delegations[: len(facts.delegations) - 1 + number % 2]
        graph = build_edition(replace(facts, delegations=kept))
        loads.append(timed(lambda graph=graph: load_edition(store, graph, replace=True))[0])
        indexes.append(timed(lambda: travel_index(store))[0])
    total = [one + other for one, other in zip(loads, indexes, strict=True)]
    return {"load": spread(loads), "index": spread(indexes), "together": spread(total)}


def _asked(store: Store, questions: Sequence[dict[str, Any]], editions: int, module: Any = trace) -> list[float]:
    kept, many.FROM_EDITIONS = many.FROM_EDITIONS, editions
    try:
        return each(questions, lambda one: module.ask(store, one))[0]
    finally:
        many.FROM_EDITIONS = kept


def _endless(store: Store, text: str, keys: Sequence[str], mine: Sequence[float]) -> dict[str, Any]:
    """Cypher's own paths, for at most so many seconds (the console's process ends them sooner); how many came to an end."""
    ended, seconds = 0, []
    for key in keys:
        used, answer = timed(lambda key=key: store.read_bounded(text, {"key": key}, seconds=SECONDS, rows=100_000))
        seconds.append(used)
        ended += not answer.late
    times = round(float(np.median(seconds) / np.median(mine)))
    return {"asked": len(keys), "ended": ended, "limit_s": SECONDS, **spread(seconds), "times_index": times}
