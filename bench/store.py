"""Questions to a real embedded store: loading, one assessment in Cypher, all of them by the index and level by level."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
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
from bangolin.queries import breach, check, delegations, many, sees, trace, who
from bangolin.queries.reader import Reader
from bangolin.queries.scope import scope
from numpy.typing import NDArray

from bench.measure import both, each, peak_megabytes, spread, timed
from bench.national.country import all_facts, country, facts_of

ACROSS = Conditions(across=True)
VENDOR, NUMBER, FIELD, FILE, START = "架空情報1", "個人番号", "氏名", "国民健康保険", "統合宛名システム"
TIMES = 3
WARMING = 10
"""So many questions of a kind are asked before the clock runs: a fresh engine compiles while it answers."""
ALL_IN_CYPHER = 200
"""Up to so many assessments Cypher is asked for the whole of what the index counts or searches, too."""


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
                **_questions(store, questions, size),
                "update_one_assessment": _update(store, size),
                **_over_all(store, size),
                "check": _check(store),
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
            memory.append([peak_megabytes(), engine_megabytes()])
            print(f"         {number:,} of {size:,} loaded, {memory[-1]} MB", file=sys.stderr, flush=True)
    seconds = time.perf_counter() - begun
    return {"rows": rows, "seconds": round(seconds, 1), "rows_a_second": round(rows / seconds), "memory_mb": memory}


def engine_megabytes() -> float:
    """What the engine's process holds now (Linux only, else 0)."""
    if not embedded.STARTED:
        return 0.0
    status = Path(f"/proc/{embedded.STARTED[-1][0].pid}/status")
    if not status.exists():
        return 0.0
    held = status.read_text(encoding="utf-8").split("VmRSS:")
    return round(int(held[1].split()[0]) / 1024, 1) if len(held) > 1 else 0.0


def starts_of(index: TravelIndex, questions: int) -> NDArray[np.int32]:
    return np.random.default_rng(7).integers(0, len(index.arrays.place), questions).astype(np.int32)


def _questions(store: Store, questions: int, size: int) -> dict[str, Any]:
    index = travel_index(store)
    search, starts = Search(index.arrays), starts_of(index, questions)
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
        **_across(store, index, search, _far(search, starts), size),
    }


def _far(search: Search, starts: NDArray[np.int32]) -> NDArray[np.int32]:
    """Three starts from which much is reached."""
    reach = [len(search.run(one.reshape(1), ACROSS).vertices) for one in starts]
    return np.asarray(starts[np.argsort(reach, kind="stable")[-3:]])


def _across(store: Store, index: TravelIndex, search: Search, starts: NDArray[np.int32], size: int) -> dict[str, Any]:
    places = [index.keys(int(one))[0] for one in starts]
    mine = each(starts, lambda one: search.run(one.reshape(1), ACROSS))[0]
    across = [{"place": place, "across": True} for place in places]
    _asked(store, across[:1], 1)
    whole = _asked(store, across, 1)
    found: dict[str, Any] = {"across_index": spread(mine), "across_trace_by_index": spread(whole)}
    if size <= ALL_IN_CYPHER:
        levels = _asked(store, across[:2], 1 << 30)
        found["across_level_by_level"] = {
            **spread(levels),
            "times_whole_answer_by_index": round(sum(levels) / sum(whole[:2]), 1),
            "times_index": round(float(np.median(levels) / np.median(mine))),
        }
    return found


def _over_all(store: Store, size: int) -> dict[str, Any]:
    """Questions over everything: the index finds or counts and Cypher lists a part, against Cypher for all."""
    found: dict[str, Any] = {}
    asked: dict[str, tuple[Any, dict[str, Any]]] = {
        "who": (who, {"field": NUMBER}),
        "who_field": (who, {"field": FIELD}),
        "who_file": (who, {"field": NUMBER, "file": FILE}),
        "sees": (sees, {"name": VENDOR}),
        "breach": (breach, {"name": VENDOR}),
        "trace_field": (trace, {"place": START, "field": FIELD, "across": True}),
        "trace_linked": (trace, {"place": START, "identifier": "linked", "across": True}),
        "chains": (delegations, {}),
        "chains_of_vendor": (delegations, {"contractor": VENDOR}),
    }
    for name, (module, question) in asked.items():
        print(f"         {name} over all …", file=sys.stderr, flush=True)
        _asked(store, [question], 1, module)
        by_index = _with_processor(lambda: _asked(store, [question] * TIMES, 1, module), TIMES)  # noqa: B023
        found[f"{name}_over_all"] = {"index": by_index}
        if size <= ALL_IN_CYPHER:
            by_cypher = _with_processor(lambda: _asked(store, [question], 1 << 30, module), 1)  # noqa: B023
            found[f"{name}_over_all"] |= {
                "cypher": by_cypher,
                "times": round(by_cypher["p50_ms"] / by_index["p50_ms"], 1),
                "times_processor": round(by_cypher["processor_ms"] / by_index["processor_ms"], 1),
            }
    return found


def _check(store: Store) -> dict[str, Any]:
    """The checks of a quarter of all assessments and of all of them: what one assessment takes must not grow."""
    every = sorted(scope(Reader(store)).of_assessment)
    check.ask(store, {"assessment": every[:WARMING]})
    found: dict[str, Any] = {}
    for name, some in (("quarter", every[: max(len(every) // 4, 1)]), ("all", every)):
        print(f"         check of {len(some):,} …", file=sys.stderr, flush=True)
        spent = _with_processor(lambda: each([some], lambda one: check.ask(store, {"assessment": one}))[0], 1)  # noqa: B023
        per = {f"{part}_ms_each": round(spent[name] / len(some), 2) for part, name in PER.items()}
        found[name] = {"assessments": len(some), "s": round(spent["p50_ms"] / 1000, 2), **per}
    return found


PER = {"clock": "p50_ms", "processor": "processor_ms"}


def _with_processor(work: Callable[[], list[float]], times: int) -> dict[str, float]:
    """The spread of questions on the clock, and what one took of the processor, here and in the engine."""
    used = time.process_time() + engine_seconds()
    clock = work()
    return {**spread(clock), "processor_ms": round(1000 * (time.process_time() + engine_seconds() - used) / times, 1)}


def engine_seconds() -> float:
    """Seconds of the processor that the engine's process has used (Linux only, else 0)."""
    status = Path(f"/proc/{embedded.STARTED[-1][0].pid}/stat") if embedded.STARTED else Path("/nothing")
    if not status.exists():
        return 0.0
    parts = status.read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


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
