"""py2neo notebooks against real Neo4j servers."""

from __future__ import annotations

from typing import Any

import pytest
from bangolin.graph.loading import load_edition
from bangolin.graph.stores import StoreError, open_store
from bangolin.py2neo_bridge import open_graph, to_subgraph
from conftest import SERVERS
from stores.made import edition

ANSWER = {
    "places": [{"key": "a", "name": "窓口端末", "kind": "System"}, {"key": "b", "name": "センター", "kind": "Site"}],
    "flows": [{"id": "f", "source": "a", "target": "b", "kind": "step", "strength": "named"}],
}


@pytest.fixture
def loaded(reach: Any) -> Any:
    pytest.importorskip("py2neo", reason="py2neo is not installed (pip install bangolin[py2neo])")

    def load(name: str) -> dict[str, str]:
        settings: dict[str, str] = reach(name)
        with open_store(environment=settings) as store:
            store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())
            load_edition(store, edition(size=3))
        return settings

    return load


@pytest.mark.parametrize("name", SERVERS)
def test_a_plain_run_reads_the_same_graph(name: str, loaded: Any) -> None:
    graph = open_graph(environment=loaded(name))
    rows = graph.run("MATCH (a:System)-[f:FLOWS_TO]->(b) RETURN a.name AS a, b.name AS b ORDER BY a").data()
    assert rows[0] == {"a": "国民健康保険システム0", "b": "国民健康保険システム1"}
    assert graph.evaluate("MATCH (n:Place) RETURN count(n)") == 4


@pytest.mark.parametrize("name", SERVERS)
def test_what_of_py2neo_works_is_what_the_record_says(name: str, loaded: Any) -> None:
    graph = open_graph(environment=loaded(name))
    assert measured(graph) == {"run": True, "evaluate": True, "nodes.match": True, "schema": False}


def measured(graph: Any) -> dict[str, bool]:
    """Which parts of py2neo answer on this server."""
    tried = {
        "run": lambda: graph.run("RETURN 1 AS x").data() == [{"x": 1}],
        "evaluate": lambda: graph.evaluate("RETURN 1") == 1,
        "nodes.match": lambda: len(graph.nodes.match("System")) == 3,
        "schema": lambda: bool(graph.schema.get_uniqueness_constraints("Place")),
    }
    found = {}
    for name, work in tried.items():
        try:
            found[name] = work()
        except Exception:
            found[name] = False
    return found


def test_an_answer_becomes_a_subgraph() -> None:
    pytest.importorskip("py2neo", reason="py2neo is not installed (pip install bangolin[py2neo])")
    subgraph = to_subgraph(ANSWER)
    assert {node["name"] for node in subgraph.nodes} == {"窓口端末", "センター"}
    (edge,) = subgraph.relationships
    assert (edge.start_node["key"], edge.end_node["key"], edge["strength"]) == ("a", "b", "named")


def test_a_folder_is_no_server_for_py2neo(tmp_path: Any) -> None:
    pytest.importorskip("py2neo", reason="py2neo is not installed (pip install bangolin[py2neo])")
    with pytest.raises(StoreError, match="servers only"):
        open_graph(str(tmp_path), {})
