"""kill -9 at random moments of loads, corrections and dispositions: all that was acknowledged is there, nothing by half."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bangolin.graph.decisions import decisions
from bangolin.graph.stores import Store, open_store
from bangolin.graph.stores.backup import verify
from bangolin.graph.stores.folder import StoreFolder, read_connection
from bangolin.ui.audit import AuditLog
from conftest import NEO4J
from stores.deeds import HEALTH_KEY, KINDS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs kill -9")
TESTS = Path(__file__).parent.parent
DECISIONS = {"accept": "Acceptance", "correct": "Correction", "names": "NameDecision"}
Kill = Callable[[subprocess.Popen[str]], None]


class Doer:
    """A process that does deeds; ``last`` is the last one it told of."""

    def __init__(self, settings: dict[str, str], first: int) -> None:
        environment = {**settings, "PYTHONPATH": str(TESTS)}
        command = [sys.executable, str(TESTS / "stores" / "deeds.py"), str(first)]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )
        self.last = first - 1
        assert self.process.stdout is not None
        if self.process.stdout.readline() != "open\n":
            raise AssertionError(self.process.communicate()[1])
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.last = int(line.split()[1])

    def wait_for(self, deeds: int) -> None:
        """Wait until so many deeds are done: moments in the midst of the work, however slow the machine."""
        wanted, deadline = self.last + deeds, time.monotonic() + 120
        while self.last < wanted and time.monotonic() < deadline and self.process.poll() is None:
            time.sleep(0.01)

    def end(self) -> int:
        self.process.kill()
        self.process.wait()
        self.reader.join()
        return self.last


def holds(store: Store, last: int) -> None:
    """The store is whole, and holds every deed up to ``last``; of the next one all or nothing."""
    assert verify(store)["faults"] == []
    for kind, label in DECISIONS.items():
        numbers = {int(one.why.split()[1]) for one in decisions(store, label)}  # type: ignore[arg-type]
        told = {number for number in range(last + 1) if KINDS[number % len(KINDS)] == kind}
        assert told <= numbers <= told | {last + 1}, (kind, last, sorted(told ^ numbers))
    doing = KINDS[(last + 1) % len(KINDS)]
    if doing not in ("load", "remove"):
        there = bool(store.read("MATCH (e:Edition {key: $key}) RETURN 1 AS x", {"key": HEALTH_KEY}))
        assert there == (last % len(KINDS) < KINDS.index("remove") and last >= 0)
    log = AuditLog(store.beside)
    assert log.verify().fault is None
    on_record = {entry["parameters"].get("why") or entry["parameters"].get("reason") for entry in log.entries()}
    for label in DECISIONS.values():
        assert {one.why for one in decisions(store, label)} <= on_record  # type: ignore[arg-type]


def settled(store: Store, last: int) -> int:
    """The number of the last deed that is there: that of the one that was cut off, if all of it is there."""
    label = DECISIONS.get(KINDS[(last + 1) % len(KINDS)])
    found = [one for one in decisions(store, label) if one.why == f"理由 {last + 1}"] if label else []  # type: ignore[arg-type]
    return last + len(found)


def embedded(folder: Path, drawn: random.Random) -> tuple[dict[str, str], Kill, Callable[[], None]]:
    """Settings of an embedded store, what kills its process or the command, and what is to be done before it opens."""

    def kill(doing: subprocess.Popen[str]) -> None:
        connection = read_connection(StoreFolder(folder))
        if drawn.random() < 0.5 or connection is None:
            doing.kill()
            return
        os.kill(connection.pid, signal.SIGKILL)
        if drawn.random() < 0.5:
            time.sleep(drawn.uniform(0, 6))  # the command starts the store again and goes on

    return {**os.environ, "BANGOLIN_STORE": str(folder)}, kill, lambda: None


def killed(settings: dict[str, str], kill: Kill, wake: Callable[[], None], drawn: random.Random, times: int) -> int:
    """Kill ``times`` times and look each time; how many deeds were done."""
    last = -1
    for _ in range(times):
        doer = Doer(settings, last + 1)
        doer.wait_for(drawn.randint(0, 4))
        time.sleep(drawn.uniform(0, 0.5))
        kill(doer.process)
        last = doer.end()
        wake()
        with open_store(environment=settings) as store:
            holds(store, last)
            last = settled(store, last)
    return last + 1


def test_three_kills_on_the_embedded_store(tmp_path: Path) -> None:
    drawn = random.Random(3)
    assert killed(*embedded(tmp_path / "store", drawn), drawn, 3) > 0


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_thirty_kills_on_the_embedded_store(tmp_path: Path) -> None:
    drawn = random.Random(30)
    told(killed(*embedded(tmp_path / "store", drawn), drawn, 30))


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    reason = NEO4J.available()
    if reason is not None or os.environ.get("BANGOLIN_TEST_NEO4J"):
        pytest.skip(reason or "the given server is not ours to kill")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made = NEO4J.Neo4j(NEO4J.VERSIONS[-1], tmp_path / "neo4j").start()
    yield made
    made.stop()


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_thirty_kills_on_neo4j(server: Any) -> None:
    drawn = random.Random(31)

    def kill(doing: subprocess.Popen[str]) -> None:
        if drawn.random() < 0.5:
            doing.kill()
        else:
            server.kill()

    def wake() -> None:
        if server.process.poll() is not None:
            server.start()

    told(killed({**os.environ, **server.environment}, kill, wake, drawn, 30))


def told(deeds: int) -> None:
    """Leave the figure where the note can take it from."""
    assert deeds > 30
    print(json.dumps({"kills": 30, "deeds": deeds}))
