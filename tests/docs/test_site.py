"""The documents build as a site, strictly, and the site asks nothing of the network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOADS = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}


class Loaded(HTMLParser):
    """Collects what a page loads by itself; links that people follow are not among it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in LOADS and named.get("rel") not in ("canonical", "prev", "next"):
            self.found.append(named.get(LOADS[tag]) or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built with warnings as errors, and a proxy that nobody answers."""
    folder = tmp_path_factory.mktemp("site") / "site"
    dead = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(folder)]
    environment = {**os.environ, **dead, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder


def test_every_document_has_its_page(site: Path) -> None:
    pages = {path.relative_to(site).with_suffix(".md") for path in site.rglob("*.html") if path.name != "404.html"}
    assert pages == {path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")}


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = Loaded()
        page.feed(path.read_text(encoding="utf-8"))
        assert page.found
        assert [address for address in page.found if re.match(r"(?:[a-z]+:)?//", address)] == [], path.name


def test_no_style_fetches_a_font_or_a_picture(site: Path) -> None:
    for path in site.rglob("*.css"):
        assert re.findall(r"(?:url\(|@import\s)[\"']?(?:https?:)?//[^)]*", path.read_text(encoding="utf-8")) == []


def test_the_quick_start_shows_pictures_in_both_languages(site: Path) -> None:
    for name in ("quick-start.html", "quick-start.ja.html"):
        page = Loaded()
        page.feed((site / name).read_text(encoding="utf-8"))
        images = [address for address in page.found if address.startswith("images/")]
        assert len(images) >= 4
        assert all((site / image).exists() for image in images)


def test_python_files_stay_out_of_the_site(site: Path) -> None:
    assert list(site.rglob("*.py")) == []
