"""Questions to a real embedded store: loading against a bare loop, Cypher level by level and of variable length."""

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
from bangolin.graph.rows import EditionGraph
from bangolin.graph.stores.store import Store, Transaction, open_store
from bangolin.loader.graph import build_edition
from bangolin.queries import trace, who

from bench.measure import each, peak_megabytes, spread, timed
from bench.national.country import all_facts, country

BARE_NODES = "UNWIND $rows AS row MERGE (n:Bare {key: row.key}) SET n += row.properties"
BARE_EDGES = (
    "UNWIND $rows AS row MATCH (a:Bare {key: row.source}), (b:Bare {key: row.target}) "
    "MERGE (a)-[e:BARE {id: row.id}]->(b) SET e += row.properties"
)
ENDLESS = "MATCH (p:Place {key: $key})-[:FLOWS_TO*1..8]->(q:Place) RETURN count(DISTINCT q) AS places"
SECONDS, BATCH = 20.0, 2_000


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
    """Rows a second of our load; memory while it runs; and a bare loop over the rows of the last assessment."""
    rows, begun, memory, graph = 0, time.perf_counter(), [], None
    for number, facts in enumerate(all_facts(country(size))):
        graph = build_edition(facts)
        load_edition(store, graph)
        rows += len(graph.nodes) + len(graph.edges)
        if number % max(size // 10, 1) == 0:
            memory.append(peak_megabytes())
    seconds = time.perf_counter() - begun
    found: dict[str, Any] = {"rows": rows, "seconds": round(seconds, 1), "rows_a_second": round(rows / seconds)}
    return found | {"memory_mb": memory, **(_bare(store, graph) if graph else {})}


def _bare(store: Store, graph: EditionGraph) -> dict[str, Any]:
    """The same rows by UNWIND and MERGE alone, and by our load, both anew and one after the other."""
    nodes = [{"key": f"bare/{node.label}/{node.key}", "properties": dict(node.properties)} for node in graph.nodes]
    edges = [
        {
            "source": f"bare/{edge.source[0]}/{edge.source[1]}",
            "target": f"bare/{edge.target[0]}/{edge.target[1]}",
            "id": edge.id,
            "properties": dict(edge.properties),
        }
        for edge in graph.edges
    ]

    def batches(transaction: Transaction) -> None:
        for text, rows in ((BARE_NODES, nodes), (BARE_EDGES, edges)):
            for start in range(0, len(rows), BATCH):
                transaction.run(text, {"rows": _plain(rows[start : start + BATCH])}).consume()

    store.write(
        lambda transaction: transaction.run("CREATE INDEX bare IF NOT EXISTS FOR (n:Bare) ON (n.key)").consume()
    )
    seconds, _ = timed(lambda: store.write(batches))
    rows = len(nodes) + len(edges)
    return {"bare_rows_a_second": round(rows / seconds)}


def _plain(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The properties without those that name the row."""
    return [
        {**row, "properties": {k: v for k, v in row["properties"].items() if k not in ("key", "id")}} for row in rows
    ]


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
    found["across_trace_by_index"] = spread(_asked(store, across, 1))
    levels = _asked(store, across, 1 << 30)
    found["across_level_by_level"] = {**spread(levels), "times_index": round(sum(levels) / sum(mine), 1)}
    found["variable_length"] = _endless(store, [place for place, _ in keys[:3]], mine)
    return found


def _asked(store: Store, questions: Sequence[dict[str, Any]], editions: int) -> list[float]:
    kept, trace.FROM_EDITIONS = trace.FROM_EDITIONS, editions
    try:
        return each(questions, lambda one: trace.ask(store, one))[0]
    finally:
        trace.FROM_EDITIONS = kept


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
