"""``python -m bench``: all measurements in one run, each part in a process of its own; results in bench/results/, and the
page and the chart of the documentation made from them.

What takes long alone is a run of its own: loading 1,000 assessments (``--sizes --paths --pages --store 1000 --name store-1000``),
Cypher's own paths at 4,000 (``--sizes --store --pages --paths 4000 --name paths-4000``); ``--with store-1000 paths-4000`` puts their
results on the same page. Each part says how far it is; Ctrl-C ends it, what was measured before is on disk.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.measure import machine
from bench.national.country import SIZES

RESULTS = Path(__file__).parent / "results"
OTHERS = {100: 500, 1_000: 5, 4_000: 2}  # questions that the slow ones are asked too; NetworkX must agree in each
IN_STORE = 40  # questions to a store
ROUNDS = 5  # clicks on each page, after the first
SECONDS = 900.0  # a part that takes longer is ended and told as failed


def main() -> None:
    """Measure what is asked for and write it."""
    words = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    words.add_argument("--sizes", type=int, nargs="*", default=list(SIZES), help="assessments in the made-up country")
    words.add_argument("--store", type=int, nargs="*", default=[100], help="the same, loaded into an embedded store")
    words.add_argument(
        "--paths", type=int, nargs="*", default=[100], help="the same, for Cypher's own paths, here and on Neo4j"
    )
    words.add_argument(
        "--pages", type=int, nargs="*", default=[0, 100], help="the same, for pages in a browser; 0: the sample data"
    )
    words.add_argument("--questions", type=int, default=200)
    words.add_argument("--name", default="latest", help="name of the file of results")
    words.add_argument("--with", dest="more", nargs="*", default=[], help="files of results that the page shows too")
    words.add_argument("--part", help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.part:
        print(json.dumps(part(given.part, given.questions), ensure_ascii=False))
        return
    found = run(["parse", "loading"] * bool(given.sizes) + _sized(given), given.questions, given.name)
    if any(name.startswith("across/") and "across" in one for name, one in found["parts"].items()):
        from bench import chart

        chart.write([given.name, *given.more])
        print("docs/benchmarks.md, docs/images/benchmark.svg", file=sys.stderr)


def _sized(given: argparse.Namespace) -> list[str]:
    kinds = {"across": given.sizes, "store": given.store, "paths": given.paths, "pages": given.pages}
    return [f"{kind}/{size}" for kind, sizes in kinds.items() for size in sizes]


def run(parts: list[str], questions: int, name: str) -> dict[str, Any]:
    """Measure the parts one after the other; what is done is on disk at once."""
    found: dict[str, Any] = {"machine": machine(), "questions": questions, "parts": {}}
    RESULTS.mkdir(exist_ok=True)
    begun = time.monotonic()
    for number, one in enumerate(parts, start=1):
        print(f"[{time.monotonic() - begun:4.0f} s] {number} of {len(parts)}: {one} …", file=sys.stderr, flush=True)
        found["parts"][one] = _apart(one, questions)
        if "failed" in found["parts"][one]:
            print(f"         failed: {found['parts'][one]['failed']}", file=sys.stderr, flush=True)
        found["seconds"] = round(time.monotonic() - begun)
        found["load_at_the_end"] = machine()["load"]
        text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        (RESULTS / f"{name}.json").write_text(text, encoding="utf-8")
    print(f"[{time.monotonic() - begun:4.0f} s] bench/results/{name}.json", file=sys.stderr)
    return found


def _apart(name: str, questions: int) -> Any:
    """One part in a process of its own, so that its memory is its own; it tells on standard error how far it is."""
    command = [sys.executable, "-m", "bench", "--part", name, "--questions", str(questions)]
    begun = time.monotonic()
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return {"failed": [f"not ended after {SECONDS:.0f} s"]}
    if done.returncode:
        return {"failed": [f"ended with code {done.returncode}; why stands above"]}
    return {**json.loads(done.stdout), "part_s": round(time.monotonic() - begun, 1)}


def part(name: str, questions: int) -> dict[str, Any]:
    """The figures of one part."""
    kind, _, size = name.partition("/")
    if kind == "parse":
        from bench import parse

        return parse.measure()
    if kind == "loading":
        from bench import loading

        return loading.samples()
    if kind == "store":
        from bench import store

        return store.measure(int(size), min(questions, IN_STORE))
    if kind == "pages":
        from bench import pages

        return pages.measure(int(size), ROUNDS)
    if kind == "paths":
        from bench import paths

        return paths.measure(int(size))
    from bench import across

    return across.measure(int(size), questions, OTHERS.get(int(size), 0))


if __name__ == "__main__":
    main()
