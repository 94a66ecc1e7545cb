"""``python -m bench``: all measurements in one run, each part in a process of its own; results in bench/results/."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.measure import machine
from bench.national.country import SIZES

RESULTS = Path(__file__).parent / "results"
OTHERS = {100: 500, 1_000: 5, 4_000: 2}  # questions that the slow ones are asked too; NetworkX must agree in each


def main() -> None:
    """Measure what is asked for and write it."""
    words = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    words.add_argument("--sizes", type=int, nargs="*", default=list(SIZES), help="assessments in the made-up country")
    words.add_argument("--store", type=int, nargs="*", default=[100], help="the same, loaded into an embedded store")
    words.add_argument("--questions", type=int, default=200)
    words.add_argument("--name", default="latest", help="name of the file of results")
    words.add_argument("--part", help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.part:
        print(json.dumps(part(given.part, given.questions), ensure_ascii=False))
        return
    parts = ["parse", *(f"across/{size}" for size in given.sizes), *(f"store/{size}" for size in given.store)]
    found: dict[str, Any] = {"machine": machine(), "questions": given.questions, "parts": {}}
    RESULTS.mkdir(exist_ok=True)
    for name in parts:
        print(f"{name} …", file=sys.stderr, flush=True)
        found["parts"][name] = _apart(name, given.questions)
        text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        (RESULTS / f"{given.name}.json").write_text(text, encoding="utf-8")


def _apart(name: str, questions: int) -> Any:
    """One part in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "bench", "--part", name, "--questions", str(questions)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else {"failed": done.stderr.splitlines()[-1:]}


def part(name: str, questions: int) -> dict[str, Any]:
    """The figures of one part."""
    kind, _, size = name.partition("/")
    if kind == "parse":
        from bench import parse

        return parse.measure()
    if kind == "store":
        from bench import store

        return store.measure(int(size), min(questions, 20))
    from bench import across

    return across.measure(int(size), questions, OTHERS.get(int(size), 0))


if __name__ == "__main__":
    main()
