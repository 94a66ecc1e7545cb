"""Loading against a bare loop of UNWIND … MERGE over the same rows, in the same run, on a store of its own.

Run: ``python -m bench.loading [STORE]``; prints rows a second of both and their ratio (target: at least 0.7).
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from functools import partial
from pathlib import Path

from bangolin.graph.batches import batches
from bangolin.graph.loading import load_edition, remove_edition
from bangolin.graph.rows import EditionGraph
from bangolin.graph.set_up import set_up
from bangolin.graph.stores import Store, Transaction, open_store
from bangolin.graph.writing import matched
from bangolin.loader.facts import read_facts
from bangolin.loader.graph.build import build_edition

SAMPLES = Path(__file__).parent.parent / "data" / "assessments"
ROUNDS, FEW_ROUNDS = 5, 2


def bare(store: Store, graph: EditionGraph) -> None:
    """The same rows by UNWIND … MERGE, one statement a batch, one label a node: no editions, no checks, no marks."""
    nodes: dict[str, list[dict[str, object]]] = defaultdict(list)
    for node in graph.nodes:
        nodes[matched(node.label)].append({"key": node.key, "p": dict(node.properties)})
    edges: dict[tuple[str, str, str], list[dict[str, object]]] = defaultdict(list)
    for edge in graph.edges:
        group = edges[edge.type, matched(edge.source[0]), matched(edge.target[0])]
        group.append({"a": edge.source[1], "b": edge.target[1], "id": edge.id, "p": dict(edge.properties)})
    for label, rows in sorted(nodes.items()):
        _run(store, f"UNWIND $rows AS r MERGE (n:{label} {{key: r.key}}) SET n += r.p", rows)
    for (kind, source, target), rows in sorted(edges.items()):
        _run(
            store,
            f"UNWIND $rows AS r MATCH (a:{source} {{key: r.a}}) MATCH (b:{target} {{key: r.b}}) "
            f"MERGE (a)-[e:{kind} {{id: r.id}}]->(b) SET e += r.p",
            rows,
        )


def _run(store: Store, text: str, rows: list[dict[str, object]]) -> None:
    for batch in batches(rows):
        store.write(partial(_merge, text, batch))


def _merge(text: str, batch: list[dict[str, object]], transaction: Transaction) -> None:
    transaction.run(text, {"rows": batch}).consume()


def measure(store: Store, graphs: list[EditionGraph], rounds: int = ROUNDS) -> dict[str, float]:
    """Median rows a second of both ways over all samples, each on a store emptied before."""
    rates: dict[str, list[float]] = {"load": [], "bare": []}
    rows = sum(len(graph.nodes) + len(graph.edges) for graph in graphs)
    set_up(store)
    for _ in range(rounds + 1):
        start = time.perf_counter()
        for graph in graphs:
            load_edition(store, graph)
        rates["load"].append(rows / (time.perf_counter() - start))
        for graph in graphs:
            remove_edition(store, graph.edition)
        start = time.perf_counter()
        for graph in graphs:
            bare(store, graph)
        rates["bare"].append(rows / (time.perf_counter() - start))
        store.write(lambda transaction: transaction.run("MATCH (n) WHERE NOT n:Graph DETACH DELETE n").consume())
    load, alone = (statistics.median(rates[name][1:]) for name in ("load", "bare"))  # the first round warms up
    return {
        "rows": rows,
        "load_rows_per_second": round(load),
        "bare_rows_per_second": round(alone),
        "ratio": round(load / alone, 2),
    }


def samples() -> dict[str, float]:
    """Figures of a few rounds over the sample data, in a store of its own."""
    graphs = [build_edition(read_facts(path)) for path in sorted(SAMPLES.glob("*.json"))]
    with tempfile.TemporaryDirectory() as folder, open_store(folder) as store:
        return measure(store, graphs, FEW_ROUNDS)


def main(arguments: list[str]) -> int:
    """Print the figures as JSON; exit code 1 below the target."""
    graphs = [build_edition(read_facts(path)) for path in sorted(SAMPLES.glob("*.json"))]
    with tempfile.TemporaryDirectory() as folder, open_store(arguments[0] if arguments else folder) as store:
        figures = {**store.describe(), **measure(store, graphs)}
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    return 0 if figures["ratio"] >= 0.7 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
