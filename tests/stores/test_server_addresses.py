"""How a server is reached: routed addresses, encryption by an own authority, bookmarks, a connection cut in a load."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from bangolin.graph.loading import graph_version, load_edition
from bangolin.graph.stores import Store, StoreError, open_store
from conftest import SERVERS
from stores.authority import AUTHORITY, make_certificates
from stores.made import edition
from stores.test_contract import EVERYTHING, picture

OURS = [name for name in SERVERS if name != "neo4j given"]
every_server = pytest.mark.parametrize("name", SERVERS)
every_own_server = pytest.mark.parametrize("name", OURS)


def emptied(store: Store) -> Store:
    store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())
    return store


@contextmanager
def relay(port: int) -> Iterator[tuple[int, Any]]:
    """A port that passes bytes on to ``port``, and a function that cuts all connections through it."""
    listener = socket.create_server(("127.0.0.1", 0))
    lines: list[socket.socket] = []

    def pass_on(source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                target.sendall(data)
        except OSError:
            pass
        finally:
            end(source, target)

    def end(*sockets: socket.socket) -> None:
        for one in sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def accept() -> None:
        while True:
            try:
                near = listener.accept()[0]
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", port))
            lines.extend((near, far))
            for pair in ((near, far), (far, near)):
                threading.Thread(target=pass_on, args=pair, daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listener.getsockname()[1], lambda: end(*lines)
    finally:
        end(listener)
        listener.close()
        end(*lines)
        for line in lines:
            line.close()


@every_own_server
def test_a_routed_address_reads_and_writes_the_same_graph(name: str, reach: Any) -> None:
    settings = reach(name)
    with open_store(environment=settings) as direct:
        emptied(direct)
        load_edition(direct, edition())
        before = picture(direct)
        address = settings["BANGOLIN_STORE"].replace("bolt://", "neo4j://")
        with open_store(address, settings) as routed:
            assert picture(routed) == before
            with pytest.raises(StoreError):
                routed.read("CREATE (n:Place {key: 'x'}) RETURN n.key AS key")
            load_edition(routed, edition(2))
        assert len(direct.read(EVERYTHING)) > len(before[0])


@every_server
def test_a_reader_begins_where_the_last_load_of_this_program_ended(name: str, reach: Any) -> None:
    with open_store(environment=reach(name)) as store:
        emptied(store)
        assert store._bookmarks is not None
        seen = set()
        for number in range(1, 6):
            load_edition(store, edition(number))
            assert graph_version(store) == number
            marks = store._bookmarks.get_bookmarks()
            assert marks
            seen.add(frozenset(marks))
        assert len(seen) == 5  # each load moved the mark that the next read carries to whichever server answers it


@pytest.mark.parametrize("name", OURS[:1])
def test_a_connection_cut_in_the_middle_of_a_load_changes_nothing_of_its_end(
    name: str, reach: Any, servers: dict[str, Any]
) -> None:
    settings = reach(name)
    with open_store(environment=settings) as store:
        load_edition(emptied(store), edition(1, size=60))
        undisturbed = picture(store)
        emptied(store)
    cuts: list[int] = []
    with relay(servers[name].port) as (port, cut), open_store(f"bolt://127.0.0.1:{port}", settings) as store:

        def told(done: int, total: int) -> None:
            if not cuts and 0 < done < total:
                cuts.append(done)
                cut()

        load_edition(store, edition(1, size=60), told)
        assert cuts
        assert picture(store) == undisturbed


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
@every_own_server
def test_our_own_authority_is_trusted_once_it_is_named(name: str, scheme: str, encrypted: Any) -> None:
    settings = encrypted(name, scheme)
    with open_store(environment=settings) as store:
        load_edition(emptied(store), edition())
        assert graph_version(store) == 1
        assert all(driver.encrypted for driver in (store._drivers.owner, store._drivers.reader))


@every_own_server
def test_an_authority_that_nobody_named_is_refused(name: str, encrypted: Any, tmp_path: Path) -> None:
    settings = encrypted(name)
    other = {**settings, "BANGOLIN_CA": str(make_certificates(tmp_path) / AUTHORITY)}
    unnamed = {key: value for key, value in settings.items() if key != "BANGOLIN_CA"}
    for wrong in (other, unnamed):
        with pytest.raises(StoreError, match="not trusted"):
            open_store(environment=wrong)


def test_a_missing_authority_file_is_one_sentence(tmp_path: Path) -> None:
    settings = {"NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": "x", "BANGOLIN_CA": str(tmp_path / "none.crt")}
    with pytest.raises(StoreError, match="no certificate file"):
        open_store("bolt+s://127.0.0.1:1", settings)
