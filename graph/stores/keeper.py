"""The process that holds an embedded store: ``python -m bangolin.graph.stores.keeper FOLDER``.

Started by the first opener, it runs the engine, tells openers how to reach it, stops statements that run too long, and
goes when no opener holds a lock any more. Only it removes lock files of openers that died.
"""

from __future__ import annotations

import os
import secrets
import signal
import sys
import time
from pathlib import Path

from bangolin.graph.stores import engine
from bangolin.graph.stores.folder import FORMAT, Connection, StoreFolder, write_connection
from bangolin.graph.stores.locks import FileLock

PAUSE = 0.05  # seconds between two looks at the openers
CONSOLE_SECONDS = 5.0
READER_SECONDS = 120.0
GRACE = 0.6  # seconds after its limit in which a statement has to stop when told to


def main(arguments: list[str]) -> int:
    """Hold the store in the folder named by the only argument until its last opener has gone."""
    folder = StoreFolder(Path(arguments[0]))
    alive = FileLock(folder.alive)
    if not alive.acquire(2):  # openers try this lock too, for a moment
        return 0  # somebody else holds this store already
    os.chdir(folder.path)
    stopping = _listen_to_signals()
    passwords = {
        name: secrets.token_urlsafe(32) for name in (engine.ADMINISTRATOR, engine.OWNER, engine.READER, engine.CONSOLE)
    }
    engine.write_security(folder.engine_root, passwords)
    build = engine.chosen_build(os.environ)
    running = engine.Engine(folder.engine_root, build, engine.heap(os.environ))
    write_connection(
        folder,
        Connection(
            FORMAT,
            os.getpid(),
            time.time(),
            running.port,
            build,
            passwords[engine.OWNER],
            passwords[engine.READER],
            passwords[engine.CONSOLE],
        ),
    )
    _hold(folder, running, stopping)
    folder.connection.unlink(missing_ok=True)
    running.stop()
    sys.stdout.flush()
    os._exit(0)  # the engine's threads have crashed an interpreter that ended in the usual way


def _listen_to_signals() -> list[bool]:
    """A list that is no longer empty once the system asked this process to end."""
    asked: list[bool] = []
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command in front, not for its store
    signal.signal(signal.SIGTERM, lambda *_: asked.append(True))
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    return asked


def _hold(folder: StoreFolder, running: engine.Engine, stopping: list[bool]) -> None:
    """Return when the store is to stop; the gate is then held, so that nobody starts another in between."""
    gate = FileLock(folder.gate)
    limits = {
        engine.CONSOLE: float(os.environ.get("BANGOLIN_QUERY_SECONDS", CONSOLE_SECONDS)),
        engine.READER: float(os.environ.get("BANGOLIN_QUESTION_SECONDS", READER_SECONDS)),
    }
    last_seen, linger = time.monotonic(), 0.0
    while True:
        present = living_openers(folder, remove_dead=True)
        if present:
            last_seen, linger = time.monotonic(), max(lingers(name) for name in present)
        elif time.monotonic() >= last_seen + linger and gate.try_acquire():
            if not living_openers(folder):
                return
            gate.release()
        if stopping and gate.acquire(10):
            return
        if running.stop_long_statements(limits) > GRACE:
            print("ended: a statement did not stop", flush=True)
            os._exit(1)  # whoever else is in the middle of something starts it again, and nothing written is lost
        time.sleep(PAUSE)


def living_openers(folder: StoreFolder, *, remove_dead: bool = False) -> list[str]:
    """Names of the lock files that some living process holds."""
    present = []
    for path in sorted(folder.openers.glob("*.lock")):
        probe = FileLock(path)
        try:
            if not probe.try_acquire():
                present.append(path.name)
                continue
        except OSError:
            continue
        if remove_dead and os.name != "nt":
            path.unlink(missing_ok=True)
        probe.release()
        if remove_dead and os.name == "nt":
            path.unlink(missing_ok=True)
    return present


def lingers(name: str) -> float:
    """The seconds that an opener wants the store to stay after it, from the name of its lock file."""
    return float(name.removesuffix(".lock").split("-")[2]) / 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
