"""The statements that put an edition's rows into a store and take them out again, inside one transaction.

Labels and types come only from the declared schema, values go only as parameters. A place is looked up and made, since
MERGE over two labels scans on the embedded engine; edges are made, not merged, since the edition's earlier edges have
gone in the same transaction and MERGE walks all edges of a place that many editions share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bangolin.graph.batches import batches
from bangolin.graph.rows import EdgeRow, EditionGraph, NodeRow
from bangolin.graph.schema import EDGES, NODES
from bangolin.graph.stores.store import Transaction

Progress = Callable[[int, int], None]
LABELS = {node.label: node for node in NODES}
TYPES = {edge.type for edge in EDGES}
OWNED = tuple(node.label for node in NODES if any(declared.name == "edition" for declared in node.properties))
SHARED = tuple(node.label for node in NODES if not node.place and node.label not in OWNED)


class Count:
    """Rows written so far, told to whoever watches."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.total, self.done, self._progress = total, 0, progress

    def add(self, rows: int) -> None:
        self.done += rows
        if self._progress is not None:
            self._progress(self.done, self.total)


def check_names(graph: EditionGraph) -> None:
    """Raise ValueError for a label or type that the schema does not declare: such a name never reaches a statement."""
    labels = {node.label for node in graph.nodes} | {
        end[0] for edge in graph.edges for end in (edge.source, edge.target)
    }
    unknown = sorted(labels - {*LABELS, "Place"}) + sorted({edge.type for edge in graph.edges} - TYPES)
    if unknown:
        raise ValueError(f"not in the schema: {', '.join(unknown)}")


def write_nodes(transaction: Transaction, nodes: Iterable[NodeRow], count: Count) -> None:
    """Nodes of an edition: its own ones are set, shared ones are left as they are where they exist."""
    grouped: dict[tuple[str, bool], list[dict[str, Any]]] = defaultdict(list)
    for node in nodes:
        grouped[node.label, node.place].append({"key": node.key, "properties": {**node.properties, "key": node.key}})
    for (label, place), rows in sorted(grouped.items()):
        for batch in batches(rows):
            if place:
                _write_places(transaction, label, batch)
            else:
                keep = "ON CREATE SET" if label in SHARED else "SET"
                _run(
                    transaction,
                    f"UNWIND $rows AS row MERGE (n:{label} {{key: row.key}}) {keep} n += row.properties",
                    batch,
                )
            count.add(len(batch))


def _write_places(transaction: Transaction, label: str, rows: list[dict[str, Any]]) -> None:
    found = transaction.run(
        "UNWIND $keys AS key MATCH (n:Place {key: key}) RETURN n.key AS key", {"keys": [row["key"] for row in rows]}
    )
    present = {record["key"] for record in found}
    missing = [row for row in rows if row["key"] not in present]
    if missing:
        _run(transaction, f"UNWIND $rows AS row CREATE (n:Place:{label}) SET n += row.properties", missing)


def write_edges(transaction: Transaction, edges: Iterable[EdgeRow], count: Count) -> None:
    """Edges of an edition that has none, by type and labels of their ends, each group in order of ids."""
    grouped: dict[tuple[str, str, str], dict[str, dict[str, Any]]] = defaultdict(dict)
    for edge in edges:
        group = grouped[edge.type, matched(edge.source[0]), matched(edge.target[0])]
        properties = {**edge.properties, "id": edge.id}
        group[edge.id] = {"source": edge.source[1], "target": edge.target[1], "properties": properties}
    for (kind, source, target), rows in sorted(grouped.items()):
        text = (
            f"UNWIND $rows AS row MATCH (a:{source} {{key: row.source}}) MATCH (b:{target} {{key: row.target}}) "
            f"CREATE (a)-[r:{kind}]->(b) SET r += row.properties"
        )
        for batch in batches(rows[name] for name in sorted(rows)):
            _run(transaction, text, batch)
            count.add(len(batch))


def matched(label: str) -> str:
    """The label by which a node is found: every kind of place by ``Place``, which has the index."""
    declared = LABELS.get(label)
    return "Place" if label == "Place" or (declared is not None and declared.place) else label


def owned_rows(transaction: Transaction, edition: str) -> dict[str, dict[str, Any]]:
    """What an edition has in the store: properties by ``label key`` of its nodes and ``TYPE id`` of its edges."""
    found: dict[str, dict[str, Any]] = {}
    for label in OWNED:
        rows = transaction.run(
            f"MATCH (n:{label}) WHERE n.edition = $edition RETURN n.key AS key, properties(n) AS properties",
            {"edition": edition},
        )
        found.update((f"{label} {row['key']}", dict(row["properties"])) for row in rows)
    for kind in sorted(TYPES):
        rows = transaction.run(
            f"MATCH (a)-[r:{kind}]->(b) WHERE r.edition = $edition "
            "RETURN a.key AS source, b.key AS target, r.id AS id, properties(r) AS properties",
            {"edition": edition},
        )
        found.update((f"{kind} {row['id']}", {**row["properties"], "": [row["source"], row["target"]]}) for row in rows)
    return found


def shared_ends(transaction: Transaction, edition: str) -> dict[str, list[str]]:
    """Keys of the shared nodes that an edition's edges touch, by the label they are found by."""
    touched: dict[str, set[str]] = defaultdict(set)
    for kind in sorted(TYPES):
        rows = transaction.run(
            f"MATCH (a)-[r:{kind}]->(b) WHERE r.edition = $edition RETURN DISTINCT labels(a) AS from, a.key AS source, "
            "labels(b) AS to, b.key AS target",
            {"edition": edition},
        )
        for row in rows:
            touched[_shared_label(row["from"])].add(row["source"])
            touched[_shared_label(row["to"])].add(row["target"])
    touched.pop("", None)
    return {label: sorted(keys) for label, keys in sorted(touched.items())}


def _shared_label(labels: Iterable[str]) -> str:
    found = set(labels)
    return "Place" if "Place" in found else next((label for label in SHARED if label in found), "")


def delete_edges(transaction: Transaction, edition: str) -> None:
    """Take an edition's edges out."""
    for kind in sorted(TYPES):
        transaction.run(
            f"MATCH (a)-[r:{kind}]->(b) WHERE r.edition = $edition DELETE r", {"edition": edition}
        ).consume()


def delete_nodes(transaction: Transaction, edition: str) -> None:
    """Take an edition's own nodes out; its edges have gone before."""
    for label in OWNED:
        text = f"MATCH (n:{label}) WHERE n.edition = $edition DETACH DELETE n"
        transaction.run(text, {"edition": edition}).consume()


def delete_orphans(transaction: Transaction, candidates: Mapping[str, list[str]]) -> None:
    """Take shared nodes out that no statement touches any more."""
    for label, keys in sorted(candidates.items()):
        for batch in batches({"key": key} for key in keys):
            text = f"UNWIND $rows AS row MATCH (n:{label} {{key: row.key}}) WHERE NOT (n)--() DETACH DELETE n"
            _run(transaction, text, batch)


def _run(transaction: Transaction, text: str, rows: list[dict[str, Any]]) -> None:
    transaction.run(text, {"rows": rows}).consume()
