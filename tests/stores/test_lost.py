"""Connections lost and processes killed in the middle of a load: afterwards all of it is there, or nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from bangolin.graph.loading import editions, load_edition
from bangolin.graph.stores import Store, StoreError, open_store
from bangolin.graph.stores.backup import verify
from bangolin.graph.stores.folder import StoreFolder, read_connection
from conftest import NEO4J, SERVERS
from stores.made import edition
from stores.test_contract import picture

TESTS = Path(__file__).parent.parent
LOAD = f"""
import sys; sys.path.insert(0, {str(TESTS)!r})
from bangolin.graph.loading import load_edition
from bangolin.graph.stores import open_store
from stores.made import edition
with open_store() as store:
    print("open", flush=True)
    for number in range(1, 9):
        load_edition(store, edition(number, size=200), lambda done, total: print(done, flush=True))
        print("loaded", number, flush=True)
"""
posix = pytest.mark.skipif(os.name == "nt", reason="needs kill -9")


def loading(settings: dict[str, str]) -> subprocess.Popen[str]:
    """A process that loads eight editions and tells how far it is."""
    process = subprocess.Popen([sys.executable, "-c", LOAD], stdout=subprocess.PIPE, text=True, env=settings)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def undisturbed(store: Store) -> tuple[Any, Any]:
    for number in range(1, 9):
        load_edition(store, edition(number, size=200))
    return picture(store)


def whole(store: Store) -> None:
    """No half edition: every edition that is there has all its rows."""
    assert verify(store)["faults"] == []
    keys = {row["key"] for row in editions(store)}
    assert {row["e"] for row in store.read("MATCH ()-[f:FLOWS_TO]->() RETURN DISTINCT f.edition AS e")} == keys


@posix
@pytest.mark.parametrize("name", [server for server in SERVERS if server != "neo4j given"])
def test_neo4j_killed_in_the_middle_ends_with_the_graph_of_an_undisturbed_load(name: str, tmp_path: Path) -> None:
    reason = NEO4J.available()
    if reason is not None:
        pytest.skip(reason)
    server = NEO4J.Neo4j(name.split()[1], tmp_path / "neo4j").start()
    try:
        settings = {**os.environ, **server.environment}
        process = loading(settings)
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("loaded 3"):
                break
        process.stdout.readline()
        server.kill()
        process.kill()
        process.wait()
        server.start()
        with open_store(environment=settings) as store:
            whole(store)
            found = undisturbed(store)
            store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())
            assert found == undisturbed(store)
    finally:
        server.stop()


@posix
def test_neo4j_coming_back_is_waited_for_in_the_middle_of_a_load(tmp_path: Path) -> None:
    if NEO4J.available() is not None or SERVERS == ["neo4j given"]:
        pytest.skip(str(NEO4J.available() or "the given server is not ours to kill"))
    server = NEO4J.Neo4j(NEO4J.VERSIONS[0], tmp_path / "neo4j").start()
    try:
        with open_store(environment=server.environment) as store:
            load_edition(store, edition(1, size=50))
            server.kill()
            with pytest.raises(StoreError, match="does not answer"):
                _in_a_hurry(store).read("RETURN 1 AS x")
            server.start()
            load_edition(store, edition(2, size=50))
            whole(store)
            assert len(editions(store)) == 2
    finally:
        server.stop()


def _in_a_hurry(store: Store) -> Store:
    for driver in {store._drivers.owner, store._drivers.reader}:
        driver._default_workspace_config.max_transaction_retry_time = 1.0
    return store


def kill_at(folder: Path, moment: float, victim: str) -> None:
    """Kill the loading command or the store's process ``moment`` seconds into a load."""
    settings = {**os.environ, "BANGOLIN_STORE": str(folder)}
    process = loading(settings)
    time.sleep(moment)
    connection = read_connection(StoreFolder(folder))
    if victim == "store" and connection is not None:
        os.kill(connection.pid, signal.SIGKILL)
        process.wait(300)
    process.kill()
    process.wait()


@posix
@pytest.mark.parametrize(("victim", "moment"), [("store", 0.9), ("command", 0.5)])
def test_an_embedded_load_killed_at_any_moment_is_whole(tmp_path: Path, victim: str, moment: float) -> None:
    kill_at(tmp_path / "store", moment, victim)
    with open_store(tmp_path / "store") as store:
        whole(store)
        found = undisturbed(store)
        store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())
        assert found == undisturbed(store)


@pytest.mark.soak
@posix
def test_thirty_kills_lose_nothing(tmp_path: Path) -> None:
    drawn = random.Random(30)
    for number in range(30):
        kill_at(tmp_path / "store", drawn.uniform(0, 3), drawn.choice(["store", "command"]))
        with open_store(tmp_path / "store") as store:
            whole(store)
            if number % 10 == 9:
                store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())


def test_a_wrong_password_is_one_sentence(reach: Any) -> None:
    settings = {**reach(SERVERS[0]), "NEO4J_PASSWORD": "wrong"}
    with pytest.raises(StoreError, match="refuses the name or password"):
        open_store(environment=settings)


def test_a_wrong_database_is_one_sentence(reach: Any) -> None:
    settings = {**reach(SERVERS[0]), "NEO4J_DATABASE": "nowhere"}
    with pytest.raises(StoreError, match="no such database"):
        open_store(environment=settings)


def test_a_wrong_address_is_one_sentence() -> None:
    settings = {"NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": "x"}
    with pytest.raises(StoreError, match="does not answer"):
        open_store("bolt://127.0.0.1:1", settings)


def test_an_old_server_is_one_sentence() -> None:
    from bangolin.graph.stores.store import _check_version

    with pytest.raises(StoreError, match="Neo4j 5 or later"):
        _check_version("Neo4j/4.4.38", "bolt://old")


def test_missing_credentials_are_one_sentence() -> None:
    with pytest.raises(StoreError, match="NEO4J_USERNAME"):
        open_store("neo4j://example.invalid", {})


def test_credentials_in_the_address_are_refused_and_not_repeated() -> None:
    with pytest.raises(StoreError) as refusal:
        open_store("bolt://neo4j:secret@127.0.0.1", {})
    assert "secret" not in str(refusal.value)


def test_another_scheme_is_one_sentence() -> None:
    with pytest.raises(StoreError, match="is no store"):
        open_store("https://example.invalid", {})


def test_a_settings_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "server.env"
    path.write_text("NEO4J_USERNAME=neo4j\nNEO4J_PASSWORD=x\n")
    path.chmod(0o644)
    if os.name != "nt":
        with pytest.raises(StoreError, match="chmod 600"):
            open_store("bolt://127.0.0.1:1", {"BANGOLIN_CREDENTIALS": str(path)})
    path.chmod(0o600)
    with pytest.raises(StoreError, match="does not answer"):
        open_store("bolt://127.0.0.1:1", {"BANGOLIN_CREDENTIALS": str(path)})
