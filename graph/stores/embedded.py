"""Opening and leaving an embedded store: start its process, be counted, stop it if we are the last."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bangolin.graph.stores import engine
from bangolin.graph.stores.folder import Connection, StoreFolder, full, prepare, read_connection, unusable
from bangolin.graph.stores.keeper import living_openers
from bangolin.graph.stores.locks import FileLock, is_held
from bangolin.graph.stores.problems import StoreError

START_SECONDS = 60.0
STOP_SECONDS = 30.0
WRITE_SECONDS = 300.0
PAUSE = 0.02
STARTED: list[tuple[subprocess.Popen[bytes], Path]] = []
"""Store processes that this one started, with their folders."""


@dataclass(frozen=True)
class Membership:
    """One opener's place in a store: as long as ``lock`` is held, the process stays."""

    folder: StoreFolder
    lock: FileLock
    linger: float

    def connect(self) -> Connection:
        """How to reach the process, started anew where it is gone.

        Raises StoreError where it does not start, or lives but does not say how to reach it.
        """
        gate = FileLock(self.folder.gate)
        if not gate.acquire(START_SECONDS):
            raise _busy(self.folder)
        try:
            if is_held(self.folder.alive):
                return _wait_for_connection(self.folder, None)
            self.folder.connection.unlink(missing_ok=True)
            return _wait_for_connection(self.folder, _start(self.folder))
        except OSError as error:
            raise unusable(self.folder, error) from error
        finally:
            gate.release()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only one who writes; StoreError where another one writes for longer than we wait."""
        lock = FileLock(self.folder.writing)
        if not lock.acquire(WRITE_SECONDS):
            raise _busy(self.folder)
        try:
            yield
        finally:
            lock.release()

    def leave(self) -> None:
        """Be counted no longer; where nobody else is left, return when the process has gone."""
        self.lock.release()
        self.lock.path.unlink(missing_ok=True)
        if self.linger > 0:
            return
        self._wait_for_the_end()
        if not is_held(self.folder.alive):
            _bury(self.folder)

    def _wait_for_the_end(self) -> None:
        deadline, seen = time.monotonic() + STOP_SECONDS, 0
        while is_held(self.folder.alive) and time.monotonic() < deadline:
            # the process itself tries these locks, for a moment: others are there only if they stay
            seen = seen + 1 if living_openers(self.folder) else 0
            if seen >= 3:
                return
            time.sleep(PAUSE)


def join(path: Path, environment: Mapping[str, str]) -> Membership:
    """Be counted as an opener of the store in a folder, which is made where it is missing."""
    folder = prepare(path)
    linger = _linger(environment)
    try:
        return Membership(folder, _register(folder, linger), linger)
    except OSError as error:
        raise unusable(folder, error) from error


def _bury(folder: StoreFolder) -> None:
    """Take note of the end of a process that we started, which would else stay in the system's table."""
    for process in [process for process, of in STARTED if of == folder.path]:
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
    STARTED[:] = [(process, of) for process, of in STARTED if process.poll() is None]


def _linger(environment: Mapping[str, str]) -> float:
    text = environment.get("BANGOLIN_LINGER", "")
    try:
        return max(0.0, float(text or 0))
    except ValueError as error:
        raise StoreError(
            "BANGOLIN_LINGER には秒数を指定してください。", "BANGOLIN_LINGER takes a number of seconds."
        ) from error


def _register(folder: StoreFolder, linger: float) -> FileLock:
    while True:
        name = f"{os.getpid()}-{secrets.token_hex(6)}-{round(linger * 1000)}.lock"
        lock = FileLock(folder.openers / name)
        if lock.try_acquire() and lock.path.exists():  # not taken for dead between making and locking it
            return lock
        lock.release()


def _start(folder: StoreFolder) -> subprocess.Popen[bytes]:
    """Start the store's process, away from this terminal and its signals."""
    folder.engine_root.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "bangolin.graph.stores.keeper", str(folder.path)]
    detached: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        detached = {"creationflags": subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP}
    with open(folder.log, "wb") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            close_fds=True,
            env=engine.engine_environment(folder.engine_root),
            **detached,
        )
    STARTED.append((process, folder.path))
    return process


def _wait_for_connection(folder: StoreFolder, process: subprocess.Popen[bytes] | None) -> Connection:
    """Wait until the process says how to reach it; ``process`` is what we started, None if it ran before."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        connection = read_connection(folder)
        if connection is not None:
            return connection
        if process is not None and process.poll() is not None:
            raise _not_started(folder)
        if process is None and not is_held(folder.alive):
            process = _start(folder)  # it died while we waited
        time.sleep(PAUSE)
    raise not_answering(folder)


def not_answering(folder: StoreFolder) -> StoreError:
    """The sentence for a process that lives but does not answer: it is never taken over."""
    connection = read_connection(folder)
    pid = connection.pid if connection else "?"
    return StoreError(
        f"ストア {folder.path} のプロセス(番号 {pid})は動いていますが応答しません。"
        "少し待つか、終了させてから再実行してください。",
        f"The process of the store {folder.path} (number {pid}) is alive but does not answer; "
        "wait a little, or end it and try again.",
    )


def _busy(folder: StoreFolder) -> StoreError:
    return StoreError(
        f"ストア {folder.path} は別のコマンドが起動、停止または書き込みの途中です。少し待って再実行してください。",
        f"Another command is starting, stopping or writing the store {folder.path}; try again in a little while.",
    )


def _not_started(folder: StoreFolder) -> StoreError:
    if problem := full(folder):
        return problem
    lines = folder.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    last = lines[-1][:200] if lines else "?"
    return StoreError(
        f"ストア {folder.path} を起動できません。最後の記録: {last}(全文は {folder.log})",
        f"The store {folder.path} does not start; its last word: {last} (all of it in {folder.log})",
    )
