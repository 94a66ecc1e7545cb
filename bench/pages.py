"""``python -m bench.pages``: from a click to the answer, in a real Chromium, page by page.

A click counts as answered when the heading is that of the page, the script has ended, and every frame that can be seen is
drawn. ``first`` is the first click on a page after the app has started, when nothing is kept yet; ``p50`` the median of the
later ones. ``server`` is the processor's time of the app (one process) for a click, ``browser`` that of the browser's process
that draws the page; a busy machine does not lengthen them.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from pathlib import Path
from typing import Any

from bangolin.ui.texts import text

from bench.app import CHROMIUM, FLAGS, running
from bench.measure import machine

PAGES = (
    "overview",
    "who",
    "delegations",
    "check",
    "documents",
    "trace",
    "sees",
    "compare",
    "pack",
    "query",
    "settings",
)
Times = tuple[float, float, float]
"""Milliseconds of one click: on the clock, of the app's processor, of the browser's."""
CLICK = """async ([link, title]) => {
  const shown = (frame) => frame.offsetParent !== null;
  const drawn = (frame) => { const page = frame.contentDocument; return page && page.readyState === "complete"
    && page.body && page.body.childElementCount > 0; };
  const done = () => {
    const heading = document.querySelector(".bangolin-head h1"), app = document.querySelector("[data-testid=stApp]");
    return heading && heading.textContent === title && app.dataset.testScriptState === "notRunning"
      && !document.querySelector("[data-stale=true]")
      && [...document.querySelectorAll("iframe")].filter(shown).every(drawn); };
  const begun = performance.now();
  link.click();
  await new Promise((next) => requestAnimationFrame(next));
  while (!done()) {
    if (performance.now() - begun > 60000) throw new Error("no answer to " + title);
    await new Promise((next) => requestAnimationFrame(next)); }
  return performance.now() - begun; }"""


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    words.add_argument("--assessments", type=int, default=0, help="made-up ones; 0: the sample data")
    words.add_argument("--rounds", type=int, default=9)
    words.add_argument("--store", help="an existing store instead")
    given = words.parse_args()
    found = {"machine": machine(), **measure(given.assessments, given.rounds, given.store)}
    print(json.dumps(found, ensure_ascii=False, indent=1))


def measure(assessments: int, rounds: int, kept: str | None = None) -> dict[str, Any]:
    """All pages over so many made-up assessments (0: the sample data), or over a store that is there."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Path(kept) if kept else folder / "store"
        if assessments and not kept:
            fill(str(store), assessments)
        with running(folder, store=store) as app:
            return {"assessments": assessments, "pages": walk(app.address, _child(app.process), rounds)}


def fill(store: str, size: int) -> None:
    """Load a made-up country, and what `bangolin load` does at its end."""
    from bangolin.graph.loading import load_edition
    from bangolin.graph.stores.store import open_store
    from bangolin.loader.graph import build_edition
    from bangolin.ui.acting import index

    from bench.national.country import all_facts, country

    with open_store(store) as opened:
        for facts in all_facts(country(size)):
            load_edition(opened, build_edition(facts))
        index(opened)


def _child(parent: int) -> int:
    """The process of the pages: the one child that serves them, or the command itself where there is none."""
    path = Path(f"/proc/{parent}/task/{parent}/children")
    return int((path.read_text().split() or [str(parent)])[0]) if path.exists() else parent


def _used(process: int) -> float:
    """Seconds of the processor that a process has used, its threads together."""
    try:
        parts = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def walk(address: str, process: int, rounds: int) -> dict[str, dict[str, float]]:
    """Click through the menu, round after round."""
    from playwright.sync_api import sync_playwright

    found: dict[str, list[Times]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 900}, base_url=address)
        page.set_default_timeout(120_000)
        page.goto("/settings")
        page.wait_for_selector(".bangolin-disclaimer")
        watch = page.context.new_cdp_session(page)
        watch.send("Performance.enable")
        for _ in range(rounds + 1):
            for name in PAGES:
                found.setdefault(name, []).append(_click(page, watch, process, text("ja", f"page.{name}")))
        browser.close()
    return {name: _figures(times) for name, times in found.items()}


def _click(page: Any, watch: Any, process: int, title: str) -> Times:
    link = page.locator("[data-testid=stSidebarNav] a", has_text=title).first.element_handle()
    used, drawn = _used(process), _drawn(watch)
    clock = float(page.evaluate(CLICK, [link, title]))
    return clock, 1000 * (_used(process) - used), 1000 * (_drawn(watch) - drawn)


def _drawn(watch: Any) -> float:
    """Seconds of the processor that the page's process in the browser has used."""
    return float({one["name"]: one["value"] for one in watch.send("Performance.getMetrics")["metrics"]}["ProcessTime"])


def _figures(times: list[Times]) -> dict[str, float]:
    first, *later = times
    clock, server, browser = (round(statistics.median(one)) for one in zip(*later, strict=True))
    return {"first_ms": round(first[0]), "p50_ms": clock, "server_p50_ms": server, "browser_p50_ms": browser}


if __name__ == "__main__":
    main()
