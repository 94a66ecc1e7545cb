"""A bridge for notebooks written with py2neo (``pip install bangolin[py2neo]``); the product itself does not use it.

py2neo is at its end of life (last release 2021.2.4); ``docs/decisions`` has what was measured to work.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from bangolin.graph.stores.address import Server, resolve
from bangolin.graph.stores.problems import StoreError


def open_graph(address: str | None = None, environment: Mapping[str, str] | None = None) -> Any:
    """The Neo4j server of a ``bolt://`` or ``neo4j://`` address as a ``py2neo.Graph``, settings as for ``open_store``.

    Raises StoreError for a folder: py2neo speaks only to servers. Raises ImportError where py2neo is not installed.
    """
    from py2neo import Graph  # type: ignore[import-not-found,import-untyped,unused-ignore]

    settings = os.environ if environment is None else environment
    place = resolve(address, settings)
    if not isinstance(place, Server):
        raise StoreError(
            f"py2neo は Neo4j サーバーだけを開けます({place} はフォルダーです)。",
            f"py2neo opens Neo4j servers only; {place} is a folder.",
        )
    return Graph(place.address, auth=place.reader, name=place.database)


def to_subgraph(answer: Mapping[str, Any]) -> Any:
    """The places and flows of an answer as a py2neo ``Subgraph``: nodes by key, relationships ``FLOWS_TO`` by id."""
    from py2neo import Node, Relationship, Subgraph  # type: ignore[import-not-found,import-untyped,unused-ignore]

    nodes = {}
    for group in ("ends", "places", "viewers"):
        for place in answer.get(group) or ():
            nodes[place["key"]] = Node("Place", **_plain(place))
    edges = []
    for flow in answer.get("flows") or ():
        for end in (flow["source"], flow["target"]):
            nodes.setdefault(end, Node("Place", key=end, name=end.rpartition("/")[2]))
        values = {name: value for name, value in _plain(flow).items() if name not in ("source", "target")}
        edges.append(Relationship(nodes[flow["source"]], "FLOWS_TO", nodes[flow["target"]], **values))
    return Subgraph(list(nodes.values()), edges)


def _plain(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if isinstance(value, str | int | float | bool)}
