"""A real app on a real store in a real Chromium; requests that leave the app's address are recorded and refused."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
SHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"the app at {address} did not start")


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of `bangolin ui`, started as on a fresh machine: an empty home and store, nobody to answer a prompt."""
    folder, port = tmp_path_factory.mktemp("browser"), free_port()
    environment = {**os.environ, "BANGOLIN_STORE": str(folder / "store"), "BROWSER": "true", "HOME": str(folder)}
    command = [
        sys.executable,
        "-c",
        "from bangolin.ui.cli import main; raise SystemExit(main())",
        "ui",
        "--port",
        str(port),
    ]
    with open(folder / "app.log", "wb") as log:
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(address, process)
            yield address
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=60)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One Chromium for all tests."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium (Debian: apt-get install chromium)")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def outside() -> list[str]:
    """Addresses asked for beyond the app's own, over one test."""
    return []


@pytest.fixture
def page(chromium: Any, app: str, outside: list[str]) -> Iterator[Any]:
    """A fresh page of 1440 × 900 that reaches the app and nothing else."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, base_url=app, accept_downloads=True)
    opened = context.new_page()
    own = re.compile(
        rf"^(?:{re.escape(app)}|ws://{re.escape(app.removeprefix('http://'))})(?:/|$)|^(?:data|blob|about):"
    )

    def judge(route: Any) -> None:
        if own.match(route.request.url):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", judge)
    opened.set_default_timeout(60_000)
    yield opened
    context.close()
    assert outside == []


@pytest.fixture
def shot(page: Any) -> Any:
    """Keeps a screenshot under build/screenshots."""
    SHOTS.mkdir(parents=True, exist_ok=True)

    def take(name: str) -> None:
        page.screenshot(path=SHOTS / f"{name}.png")

    return take
