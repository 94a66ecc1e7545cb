"""The walk once more, as plainly as NetworkX allows: shortest paths on a graph of one packed weight an edge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx
from bangolin.graph.schema.kinds import STANDS
from bangolin.queries.flow import Flow

BASE = 1_000  # more hops than any way has
Node = tuple[str, ...]


def weight(strength: str, kind: str) -> int:
    """Link, data, no-move and all hops as one number, the first in the highest digits; a pivot is no hop."""
    if strength == "pivot":
        return 0
    digits = (strength == "link", strength == "data", kind in STANDS, True)
    total = 0
    for digit in digits:
        total = total * BASE + digit
    return total


def unpacked(total: int) -> tuple[int, int, int, int, int]:
    """A packed number as a cost without barred hops."""
    digits = []
    for _ in range(4):
        total, digit = divmod(total, BASE)
        digits.append(digit)
    hops, stands, data, link = digits
    return (0, link, data, stands, hops)


def answers(edges: Iterable[tuple[Node, Node, str, str]], start: Node) -> Mapping[Node, tuple[int, ...]]:
    """The best cost to every node; (1, …) marks those that only a barred edge leads to. Edges: from, to, strength,
    kind.
    """
    graph: nx.MultiDiGraph[Node] = nx.MultiDiGraph()
    graph.add_node(start)
    barred = []
    for source, target, strength, kind in edges:
        graph.add_nodes_from((source, target))
        if strength == "barred":
            barred.append((source, target, kind))
        else:
            graph.add_edge(source, target, weight=weight(strength, kind))
    lengths = nx.single_source_dijkstra_path_length(graph, start)
    found = {node: unpacked(total) for node, total in lengths.items()}
    for source, target, kind in barred:
        if source in lengths and target not in lengths:
            _, link, data, stands, hops = unpacked(lengths[source])
            cost = (1, link, data, stands + (kind in STANDS), hops + 1)
            found[target] = min(found.get(target, cost), cost)
    return found


def of_flows(flows: Iterable[Flow], backward: bool = False) -> list[tuple[Node, Node, str, str]]:
    """Edges of walkable flows between (place, assessment)."""
    edges = []
    for flow in flows:
        if flow.walked:
            ends = ((flow.source, flow.assessment), (flow.target, flow.target_assessment))
            source, target = reversed(ends) if backward else ends
            edges.append((source, target, flow.strength, flow.kind))
    return edges
