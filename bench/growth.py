"""``python -m bench.growth``: where an embedded store ends.

A store is filled with a made-up country, closed and opened again after every step, and asked; the run ends where a bound
is broken, where the engine gives up, or at ``--most`` assessments. Each step is on disk (bench/results/growth.json)
before the next; Ctrl-C ends it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bangolin.graph.index.from_store import travel_index
from bangolin.graph.loading import load_edition
from bangolin.graph.stores.store import Store, open_store
from bangolin.loader.graph import build_edition
from bangolin.queries import sees, trace, who

from bench.measure import each, machine, peak_megabytes, spread, timed
from bench.national.country import Country, country, facts_of
from bench.store import VENDOR, engine_megabytes, engine_seconds, starts_of

RESULT = Path(__file__).parent / "results" / "growth.json"
QUESTIONS = 40
OWN_MS, START_S, SLOWER = 100.0, 30.0, 2.0
"""Bounds: median of a question in one assessment, the start of the engine, the processor's time of a load against the first as many."""


def main() -> None:
    """Grow a store and write what each step took."""
    words = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    words.add_argument("--step", type=int, default=1_000)
    words.add_argument("--most", type=int, default=8_000)
    given = words.parse_args()
    found: dict[str, Any] = {"machine": machine(), "step": given.step, "most": given.most, "steps": []}
    with tempfile.TemporaryDirectory() as folder:
        land, root = country(given.most), Path(folder) / "store"
        for begin in range(0, given.most, given.step):
            one = _step(root, land, begin, min(begin + given.step, given.most))
            found["steps"].append(one)
            found["ended"] = _why(found["steps"])
            RESULT.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            print(json.dumps(one, ensure_ascii=False), file=sys.stderr, flush=True)
            if found["ended"]:
                break
    print(found["ended"] or f"all {given.most:,} assessments, no bound broken", file=sys.stderr)


def _step(root: Path, land: Country, begin: int, end: int) -> dict[str, Any]:
    """Load some assessments, close the store, open it and ask; or what stopped that."""
    try:
        with open_store(root) as store:
            used = time.process_time() + engine_seconds()
            load, rows = timed(lambda: _load(store, land, begin, end))
            used = time.process_time() + engine_seconds() - used
            engine = engine_megabytes()
        starting, opened = timed(lambda: open_store(root))
        with opened as store:
            return {
                "assessments": end,
                "load_s": round(load, 1),
                "load_processor_s": round(used, 1),
                "rows": rows,
                "engine_after_load_mb": engine,
                "started_s": round(starting, 2),
                **_asked(store),
                "disk_mb": round(sum(one.stat().st_size for one in root.rglob("*") if one.is_file()) / 1e6),
                "peak_mb": peak_megabytes(),
            }
    except Exception as error:  # whatever the engine gives up with is what is looked for
        return {"assessments": end, "failed": f"{type(error).__name__}: {error}"}


def _load(store: Store, land: Country, begin: int, end: int) -> int:
    rows = 0
    for number in range(begin, end):
        graph = build_edition(facts_of(land, number))
        load_edition(store, graph)
        rows += len(graph.nodes) + len(graph.edges)
    return rows


def _asked(store: Store) -> dict[str, Any]:
    """Questions in one assessment and over all, and the index brought up to date."""
    reading, index = timed(lambda: travel_index(store))
    keys = [index.keys(int(one)) for one in starts_of(index, QUESTIONS)]
    own = [{"place": place, "assessment": [assessment]} for place, assessment in keys]
    fields = [{"field": "個人番号", "assessment": [assessment]} for _, assessment in keys]
    across = [{"place": place, "across": True} for place, _ in keys[:5]]
    return {
        "index_s": round(reading, 2),
        "own_trace": spread(each(own, lambda one: trace.ask(store, one))[0][5:]),
        "own_who": spread(each(fields, lambda one: who.ask(store, one))[0][5:]),
        "across": spread(each(across, lambda one: trace.ask(store, one))[0]),
        "sees": spread(each([{"name": VENDOR}] * 3, lambda one: sees.ask(store, one))[0]),
        "engine_mb": engine_megabytes(),
    }


def _why(steps: list[dict[str, Any]]) -> str:
    """The bound that the last step broke, or nothing."""
    last, first = steps[-1], steps[0]
    if "failed" in last:
        return str(last["failed"])
    broken = {
        f"the median question in one assessment takes over {OWN_MS:.0f} ms": last["own_trace"]["p50_ms"] > OWN_MS,
        f"the engine starts in more than {START_S:.0f} s": last["started_s"] > START_S,
        f"a load takes {SLOWER:.0f} times the first": last["load_processor_s"] > SLOWER * first["load_processor_s"],
    }
    return "; ".join(name for name, is_broken in broken.items() if is_broken)


if __name__ == "__main__":
    main()
