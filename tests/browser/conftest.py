"""A real app on a real store in a real Chromium; requests that leave the app's address are recorded and refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.app import CHROMIUM, FLAGS, Running, running

SHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """`bangolin ui`, started as on a fresh machine: an empty home and store, nobody to answer a prompt."""
    with running(tmp_path_factory.mktemp("browser")) as app:
        yield app


@pytest.fixture(scope="session")
def app(started: Running) -> str:
    """Address of the app."""
    return started.address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One Chromium for all tests."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium (Debian: apt-get install chromium)")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
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
