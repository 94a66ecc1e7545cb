"""Stores for all tests: the embedded engine and real Neo4j servers, each started once a run and emptied for each test.

A test that takes ``store`` runs on all of them; its name ends in ``[embedded]`` or ``[neo4j 5.26.10]``.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from bangolin.graph.stores import Store, open_store
from stores.authority import AUTHORITY, make_certificates

HERE = Path(__file__).parent


def _neo4j_module() -> ModuleType:
    """tests/neo4j/server.py; by its path, since a package called neo4j would hide the driver."""
    name = "bangolin_tests_neo4j"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, HERE / "neo4j" / "server.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


NEO4J = _neo4j_module()
SERVERS = ["neo4j given"] if os.environ.get("BANGOLIN_TEST_NEO4J") else [f"neo4j {name}" for name in NEO4J.VERSIONS]
STORES = ["embedded", *SERVERS]
os.environ["BANGOLIN_QUERY_SECONDS"] = "1"  # what the embedded store's process allows a typed statement


@pytest.fixture(scope="session")
def servers() -> Iterator[dict[str, Any]]:
    """Started servers by name, filled as tests ask for them, stopped at the end."""
    started: dict[str, Any] = {}
    yield started
    for server in started.values():
        server.stop()


def _server(name: str, started: dict[str, Any], folder: Path) -> Any:
    reason = NEO4J.available()
    if reason is not None:
        pytest.skip(reason)
    if name not in started:
        certificates = make_certificates(folder / f"certificates-{name.split()[1]}")
        started[name] = NEO4J.Neo4j(name.split()[1], folder / name.replace(" ", "-"), certificates).start()
    return started[name]


@pytest.fixture(scope="session")
def reach(tmp_path_factory: pytest.TempPathFactory, servers: dict[str, Any]) -> Any:
    """A function from a store's name to the settings with which ``open_store`` reaches it."""
    folder = tmp_path_factory.mktemp("stores")

    def settings(name: str) -> dict[str, str]:
        if name == "embedded":
            return {**os.environ, "BANGOLIN_STORE": str(folder / "embedded")}
        if name == "neo4j given":
            return {**os.environ, "BANGOLIN_STORE": os.environ["BANGOLIN_TEST_NEO4J"]}
        return {**os.environ, **_server(name, servers, folder).environment}

    return settings


@pytest.fixture
def encrypted(servers: dict[str, Any], reach: Any) -> Any:
    """A function from a server's name to settings that reach it over TLS, trusting the authority that we made."""

    def settings(name: str, scheme: str = "bolt+s") -> dict[str, str]:
        found = reach(name)
        server = servers[name]
        address = f"{scheme}://127.0.0.1:{server.port}"
        return {**found, "BANGOLIN_STORE": address, "BANGOLIN_CA": str(server.certificates / AUTHORITY)}

    return settings


@pytest.fixture(scope="session")
def opened() -> Iterator[dict[str, Store]]:
    """Open stores by name, closed at the end."""
    stores: dict[str, Store] = {}
    yield stores
    for store in stores.values():
        store.close()


@pytest.fixture(params=STORES)
def store_name(request: pytest.FixtureRequest) -> str:
    """Each kind of store in turn."""
    return str(request.param)


@pytest.fixture
def store(store_name: str, reach: Any, opened: dict[str, Store]) -> Store:
    """An empty open store of each kind."""
    return _empty(store_name, reach, opened)


@pytest.fixture
def stores(reach: Any, opened: dict[str, Store]) -> dict[str, Store]:
    """All kinds of stores, open and empty, for tests that hold one against the other."""
    return {name: _empty(name, reach, opened) for name in STORES}


def _empty(name: str, reach: Any, opened: dict[str, Store]) -> Store:
    if name not in opened:
        opened[name] = open_store(environment=reach(name))
    store = opened[name]
    store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())
    return store
