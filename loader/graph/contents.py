"""How many of each thing an edition has, kept with it, so that lists of editions need not count a whole graph."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bangolin.graph.rows import EdgeRow, NodeRow

LABELS = {
    "systems": "System",
    "files": "File",
    "departments": "Department",
    "delegations": "Delegation",
    "provisions": "Provision",
    "transfers": "Transfer",
}


def with_contents(nodes: Iterable[NodeRow], edges: Sequence[EdgeRow]) -> tuple[NodeRow, ...]:
    """The nodes, with the numbers on that of the edition."""
    rows = tuple(nodes)
    counted = json.dumps(contents(rows, edges), sort_keys=True)
    return tuple(
        replace(node, properties={**node.properties, "contents": counted}) if node.label == "Edition" else node
        for node in rows
    )


def contents(nodes: Sequence[NodeRow], edges: Iterable[EdgeRow]) -> dict[str, int]:
    """Numbers of places by kind, of statements, of items on record lists, and of flows."""
    by_label = Counter(node.label for node in nodes)
    items = sum(node.label == "Field" and node.properties["source"] == "list" for node in nodes)
    flows = sum(edge.type == "FLOWS_TO" for edge in edges)
    return {**{name: by_label[label] for name, label in LABELS.items()}, "record_items": items, "flows": flows}
