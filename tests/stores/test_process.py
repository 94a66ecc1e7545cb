"""The embedded store's process: started by the first opener, gone after the last, whatever kills either of them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bangolin.graph.stores import Store, StoreError, embedded, open_store, store
from bangolin.graph.stores.driver import GraphDatabase, exceptions
from bangolin.graph.stores.folder import Connection, StoreFolder, read_connection
from bangolin.graph.stores.locks import is_held

OPEN = "from bangolin.graph.stores import open_store; import sys, time\n"
COUNT = OPEN + "with open_store(sys.argv[1]) as s:\n print(s.read('MATCH (n) RETURN count(n) AS n')[0]['n'])"
WAIT = OPEN + "s = open_store(sys.argv[1]); print('open', flush=True); time.sleep(120)"
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux's signals and /proc")


@pytest.fixture
def folder(tmp_path: Path) -> StoreFolder:
    return StoreFolder(tmp_path / "倉庫")


def connection(folder: StoreFolder) -> Connection:
    found = read_connection(folder)
    assert found is not None
    return found


def _heed_ctrl_c() -> None:
    """A process started by a shell in the background ignores Ctrl-C and hands that on; a user's does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def other(folder: StoreFolder, code: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(folder.path)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_heed_ctrl_c,
    )
    if code is WAIT:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
    return process


def one_more(opened: Store) -> int:
    opened.write(lambda transaction: transaction.run("CREATE (:Step {key: 'x'})").consume())
    return int(opened.read("MATCH (n:Step) RETURN count(n) AS n")[0]["n"])


def wait_until_gone(folder: StoreFolder, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while is_held(folder.alive) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_held(folder.alive)


def test_the_process_is_gone_when_the_last_opener_has_closed(folder: StoreFolder) -> None:
    with open_store(folder.path) as opened:
        pid = connection(folder).pid
        assert pid != os.getpid()
        assert one_more(opened) == 1
    assert not is_held(folder.alive)
    assert not folder.connection.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with open_store(folder.path) as opened:
        assert one_more(opened) == 2


def test_openers_share_one_process(folder: StoreFolder) -> None:
    with open_store(folder.path) as one:
        with open_store(folder.path) as two:
            assert one_more(one) == 1
            assert one_more(two) == 2
            pid = connection(folder).pid
        assert connection(folder).pid == pid
        assert one_more(one) == 3


def test_commands_at_once_find_one_store(folder: StoreFolder) -> None:
    commands = [other(folder, COUNT) for _ in range(3)]
    assert [command.communicate(timeout=120)[0] for command in commands] == ["0\n"] * 3
    assert not is_held(folder.alive)


def test_it_lingers_where_it_was_asked_to(folder: StoreFolder) -> None:
    open_store(folder.path, {**os.environ, "BANGOLIN_LINGER": "3"}).close()
    assert is_held(folder.alive)
    wait_until_gone(folder)


def test_a_wrong_linger_is_one_sentence(folder: StoreFolder) -> None:
    with pytest.raises(StoreError, match="number of seconds"):
        open_store(folder.path, {"BANGOLIN_LINGER": "soon"})


@linux
def test_a_killed_opener_drops_out(folder: StoreFolder) -> None:
    command = other(folder, WAIT)
    command.kill()
    command.wait()
    wait_until_gone(folder)


@linux
def test_ctrl_c_ends_the_command_and_the_store_in_order(folder: StoreFolder) -> None:
    command = other(folder, WAIT)
    os.killpg(command.pid, signal.SIGINT)
    assert command.wait(30) != 0
    wait_until_gone(folder)
    with open_store(folder.path) as opened:
        assert one_more(opened) == 1


@linux
def test_a_killed_store_is_started_again_for_its_openers(folder: StoreFolder) -> None:
    with open_store(folder.path) as opened:
        assert one_more(opened) == 1
        first = connection(folder).pid
        os.kill(first, signal.SIGKILL)
        assert opened.read("MATCH (n:Step) RETURN count(n) AS n") == [{"n": 1}]
        assert connection(folder).pid != first


@linux
def test_a_stale_connection_file_is_recovered(folder: StoreFolder) -> None:
    with open_store(folder.path, {**os.environ, "BANGOLIN_LINGER": "60"}):
        found = connection(folder)
    os.kill(found.pid, signal.SIGKILL)
    wait_until_gone(folder)
    assert folder.connection.exists()
    with open_store(folder.path) as opened:
        assert one_more(opened) == 1


@linux
def test_a_process_that_does_not_answer_is_reported_not_taken_over(
    folder: StoreFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "ANSWER_SECONDS", 1.0)
    with open_store(folder.path):
        pid = connection(folder).pid
        os.kill(pid, signal.SIGSTOP)
        try:
            with pytest.raises(StoreError, match=f"number {pid}.*does not answer"):
                open_store(folder.path, {"BANGOLIN_LINGER": "1"})
        finally:
            os.kill(pid, signal.SIGCONT)
        assert connection(folder).pid == pid


def test_another_format_is_one_sentence(folder: StoreFolder) -> None:
    open_store(folder.path).close()
    folder.format_file.write_text(json.dumps({"format": 99}))
    with pytest.raises(StoreError, match="has format 99"):
        open_store(folder.path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
def test_another_users_store_is_one_sentence(folder: StoreFolder) -> None:
    folder.path.mkdir()
    os.chown(folder.path, 12345, 12345)
    with pytest.raises(StoreError, match="belongs to another user"):
        open_store(folder.path)


def test_a_file_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x")
    with pytest.raises(StoreError, match="not a folder"):
        open_store(path)


def test_only_this_user_can_read_the_password(folder: StoreFolder) -> None:
    if os.name == "nt":
        pytest.skip("rights are lists there")
    with open_store(folder.path):
        assert folder.connection.stat().st_mode & 0o077 == 0
        assert folder.path.stat().st_mode & 0o077 == 0
        assert (
            connection(folder).owner_password not in (folder.engine_root / "config" / "server-users.jsonl").read_text()
        )


@linux
def test_the_password_stands_in_no_command_line_or_environment(folder: StoreFolder) -> None:
    with open_store(folder.path):
        found = connection(folder)
        shown = b"".join(Path(f"/proc/{found.pid}/{name}").read_bytes() for name in ("cmdline", "environ"))
        assert not [word for word in (found.owner_password, found.reader_password) if word.encode() in shown]


@linux
def test_its_only_door_is_bolt_on_loopback(folder: StoreFolder) -> None:
    with open_store(folder.path):
        found = connection(folder)
        doors = listening(found.pid)
        if found.engine == "jvm":
            assert doors == {("127.0.0.1", found.port)}
        assert {address for address, _ in doors} == {"127.0.0.1"}
        for _, port in sorted(doors - {("127.0.0.1", found.port)}):
            assert b" 401 " in knock(port)  # the native build's HTTP listener: password or nothing
        assert b" 200 " not in knock(found.port)
        driver = GraphDatabase.driver(f"bolt://127.0.0.1:{found.port}", auth=("root", ""))
        with driver, pytest.raises(exceptions.AuthError):
            driver.verify_connectivity()


def listening(pid: int) -> set[tuple[str, int]]:
    """Addresses and ports a process listens on, from the system's tables."""
    inodes = set()
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        target = os.readlink(entry) if entry.is_symlink() else ""
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in inodes:
                found.add(_address(fields[1]))
    return found


def _address(text: str) -> tuple[str, int]:
    host, port = text.split(":")
    raw = b"".join(int(host[at : at + 8], 16).to_bytes(4, "little") for at in range(0, len(host), 8))
    if len(raw) == 16 and raw[:12] == bytes(10) + b"\xff\xff":
        raw = raw[12:]
    return socket.inet_ntop(socket.AF_INET if len(raw) == 4 else socket.AF_INET6, raw), int(port, 16)


def knock(port: int) -> bytes:
    """What answers an HTTP request at a port."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as door:
        door.settimeout(3)
        door.sendall(b"GET /api/v1/databases HTTP/1.1\r\nHost: localhost\r\n\r\n")
        try:
            return door.recv(200)
        except OSError:
            return b""


@linux
def test_a_query_that_exhausts_the_memory_ends_the_store_not_the_session(
    folder: StoreFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANGOLIN_HEAP", "192m")
    monkeypatch.setenv("BANGOLIN_QUERY_SECONDS", "60")
    with open_store(folder.path) as opened:
        one_more(opened)
        hungry = "UNWIND range(1, 22) AS i WITH collect('x') AS l " + "WITH l + l AS l " * 24 + "RETURN size(l) AS n"
        with pytest.raises(StoreError):
            opened.read_bounded(hungry, {}, seconds=60, rows=1)
        assert opened.read("MATCH (n:Step) RETURN count(n) AS n") == [{"n": 1}]


def test_the_two_lists_of_openers_agree(folder: StoreFolder) -> None:
    with open_store(folder.path):
        assert len(embedded.living_openers(folder)) == 1
    assert embedded.living_openers(folder) == []
