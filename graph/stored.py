"""An edition read back out of a store, as the rows that were loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from bangolin.graph.packing import unpack
from bangolin.graph.rows import EdgeRow, EditionGraph, NodeRow
from bangolin.graph.set_up import FACTS
from bangolin.graph.stores.problems import StoreError
from bangolin.graph.stores.store import Row, Store
from bangolin.graph.writing import LABELS, OWNED, TYPES

MARKS = frozenset({"loaded", "in_force"})
"""Properties that loading adds to an edition's node."""


def facts_json(store: Store, edition: str) -> str:
    """The facts of a loaded edition, as the JSON text they were loaded from. StoreError where it is not loaded."""
    return unpack(facts_node(store, edition)["text"])


def facts_node(store: Store, edition: str) -> Row:
    """What is kept of an edition's facts: digest, rows (their digest), checked, text. StoreError where not loaded."""
    rows = store.read(
        f"MATCH (f:{FACTS} {{key: $key}}) RETURN f.assessment AS assessment, f.digest AS digest, f.rows AS rows, "
        "f.checked AS checked, f.text AS text",
        {"key": edition},
    )
    if not rows:
        raise not_loaded(edition)
    return rows[0]


def stored_edition(store: Store, edition: str) -> EditionGraph:
    """All rows of a loaded edition, in the order of labels, keys, types and ids. StoreError where it is not loaded."""
    facts = facts_node(store, edition)
    nodes: dict[tuple[str, str], NodeRow] = {}
    for label in OWNED:
        for row in store.read(
            f"MATCH (n:{label}) WHERE n.edition = $edition RETURN properties(n) AS properties", {"edition": edition}
        ):
            values = {name: value for name, value in row["properties"].items() if name not in MARKS}
            nodes[label, values["key"]] = NodeRow(label, values["key"], values, False)
    edges: dict[tuple[str, str], EdgeRow] = {}
    for kind in sorted(TYPES):
        for row in store.read(_EDGES.format(kind=kind), {"edition": edition}):
            ends = [_end(row["source_labels"], row["source"]), _end(row["target_labels"], row["target"])]
            nodes.update(((end.label, end.key), end) for end in ends if (end.label, end.key) not in nodes)
            source, target = ((end.label, end.key) for end in ends)
            values = dict(row["properties"])
            edges[kind, values["id"]] = EdgeRow(kind, values["id"], source, target, values)
    published = next(node.properties.get("published") for node in nodes.values() if node.label == "Edition")
    return EditionGraph(
        str(facts["assessment"]),
        edition,
        str(published) if published else None,
        unpack(facts["text"]),
        str(facts["digest"]),
        bool(facts["checked"]),
        tuple(nodes[name] for name in sorted(nodes)),
        tuple(edges[name] for name in sorted(edges)),
    )


_EDGES = (
    "MATCH (a)-[r:{kind}]->(b) WHERE r.edition = $edition RETURN properties(r) AS properties, "
    "labels(a) AS source_labels, properties(a) AS source, labels(b) AS target_labels, properties(b) AS target"
)


def _end(labels: list[str], properties: Mapping[str, Any]) -> NodeRow:
    label = min((label for label in labels if label in LABELS), default="")
    return NodeRow(label, properties["key"], dict(properties), "Place" in labels)


def rows_digest(graph: EditionGraph) -> str:
    """SHA-256 of an edition's own nodes and its edges, the same from fresh rows and from stored ones.

    Shared nodes are left out: whichever edition came first has named them.
    """
    nodes = [
        [node.label, node.key, _sorted({**node.properties, "key": node.key})]
        for node in graph.nodes
        if "edition" in node.properties
    ]
    edges = [
        [edge.type, edge.id, edge.source[1], edge.target[1], _sorted({**edge.properties, "id": edge.id})]
        for edge in graph.edges
    ]
    head = [graph.assessment, graph.edition, graph.published or None, graph.checked]
    text = json.dumps([head, sorted(nodes, key=str), sorted(edges, key=str)], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _sorted(properties: Mapping[str, Any]) -> list[Any]:
    return sorted((name, value) for name, value in properties.items() if value is not None)


def not_loaded(edition: str) -> StoreError:
    """The sentence for an edition that this store does not have."""
    return StoreError(
        f"{edition} という版は読み込まれていません。bangolin editions で一覧できます。",
        f"No edition {edition} is loaded; bangolin editions lists them.",
    )
