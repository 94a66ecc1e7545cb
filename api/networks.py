"""Answers as NetworkX graphs, for analysts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx


def to_networkx(answer: Mapping[str, Any]) -> networkx.MultiDiGraph[str]:
    """The places and flows of an answer as a directed multigraph.

    Nodes are keys of places with the attributes that the answer gives them (name, kind, answer, hops …); edges are
    flows keyed by their ids, with kind, strength, my_number and citation (item and line of the first evidence).
    """
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for group in ("ends", "places", "viewers"):
        for place in answer.get(group) or ():
            graph.add_node(place["key"], **_plain(place))
    for flow in answer.get("flows") or ():
        first: Mapping[str, Any] = next(iter(flow.get("evidence") or ()), {})
        graph.add_edge(
            flow["source"],
            flow["target"],
            key=flow["id"],
            **{name: value for name, value in _plain(flow).items() if name not in ("source", "target", "id")},
            item=first.get("item") or "",
            line=first.get("line") or 0,
        )
    return graph


def _plain(record: Mapping[str, Any]) -> dict[str, Any]:
    """The single values of a record: what GraphML and most tools can hold."""
    return {
        name: value for name, value in record.items() if isinstance(value, str | int | float | bool) and name != "key"
    }
