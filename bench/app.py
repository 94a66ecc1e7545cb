"""`bangolin ui` as a process of its own, for measurements and browser tests: started, waited for, ended."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMAND = (sys.executable, "-c", "from bangolin.ui.cli import main; raise SystemExit(main())", "ui")
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip


@dataclass(frozen=True)
class Running:
    """A running app: its address, the folder of its store, and the process of the command."""

    address: str
    store: Path
    process: int


def free_port() -> int:
    """A port of loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    folder: Path,
    *,
    store: Path | None = None,
    port: int | None = None,
    options: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> Iterator[Running]:
    """The app with a home of its own and nobody to answer a prompt; its messages go to ``app.log`` in the folder.

    ``store`` is by default a new one in the folder; ``options`` go to the command, ``environment`` is added to ours.
    Raises AssertionError where it does not start within two minutes.
    """
    number, kept = port or free_port(), store or folder / "store"
    settings = {
        **os.environ,
        "BANGOLIN_STORE": str(kept),
        "HOME": str(folder),
        "BROWSER": "true",
        **(environment or {}),
    }
    with open(folder / "app.log", "ab") as log:
        process = subprocess.Popen(
            [*COMMAND, "--port", str(number), *options],
            env=settings, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        address = f"http://127.0.0.1:{number}"
        try:
            _wait_for(address, process)
            yield Running(address, kept, process.pid)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=60)


def _wait_for(address: str, process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"the app at {address} did not start")
