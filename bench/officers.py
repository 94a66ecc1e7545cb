"""``python -m bench.officers``: many officers at one running app, while an import runs.

Each has a session of its own over the app's web socket (no browser: drawing is not measured) and asks for a trace every
minute, who can see a field every three, and takes a file away every fifteen, over different places; ``pace`` makes all of
it faster. Meanwhile one assessment after the other is loaded into the same store by a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bangolin.graph.stores.folder import StoreFolder, read_connection
from bangolin.graph.stores.store import open_store

from bench.app import running
from bench.measure import machine
from bench.sessions import Session

EVERY = {"trace": 60.0, "who": 180.0, "export": 900.0}
"""Seconds between two of a kind, for one officer."""
LONGEST = 240.0
FIELDS = ("個人番号", "氏名", "住所", "生年月日", "性別")
IMPORT = """
import sys, time
from bangolin.graph.loading import load_edition
from bangolin.graph.stores.store import open_store
from bangolin.loader.graph import build_edition
from bench.national.country import all_facts, country
with open_store(sys.argv[1]) as store:
    for number, facts in enumerate(all_facts(country(100)), start=1):
        load_edition(store, build_edition(facts))
        print(number, flush=True)
        time.sleep(float(sys.argv[2]))
"""


@dataclass
class Load:
    """What was measured: seconds by kind, errors, and memory by moment (seconds, bytes of the app, of the engine)."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in EVERY})
    errors: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[float, int, int]] = field(default_factory=list)
    imported: int = 0
    processor: dict[str, float] = field(default_factory=dict)


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(prog="python -m bench.officers", description=__doc__)
    words.add_argument("--officers", type=int, default=30)
    words.add_argument("--minutes", type=float, default=5.0)
    words.add_argument("--pace", type=float, default=1.0, help="how many times faster each officer asks")
    words.add_argument("--pause", type=float, default=5.0, help="seconds between two imported assessments")
    words.add_argument("--no-import", action="store_true", help="nothing is imported meanwhile")
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pause = None if given.no_import else given.pause
        load = measure(Path(folder), given.officers, given.minutes * 60, given.pace, pause)
    report = {"machine": machine(), "officers": given.officers, "minutes": given.minutes, "pace": given.pace}
    print(json.dumps({**report, **figures(load)}, ensure_ascii=False, indent=1))


def measure(folder: Path, officers: int, seconds: float, pace: float, pause: float | None, least: int = 0) -> Load:
    """Start the app on the sample data, let the officers ask, and an import run beside them (``pause`` None: none).

    It goes on beyond ``seconds`` until each kind was answered ``least`` times, or an error was met.
    """
    load, over = Load(), threading.Event()
    with running(folder, environment={"BANGOLIN_HEADLESS": "1"}) as app, open_store(app.store) as store:
        names = places(store)
        importing = _import(app.store, pause)
        threads = [
            threading.Thread(target=officer, args=(app.address, number, names, pace, officers, over, load))
            for number in range(officers)
        ]
        for thread in threads:
            thread.start()
        _watch(app.process, app.store, seconds, load, least)
        over.set()
        if importing is not None:
            importing.kill()
            load.imported = len((importing.communicate()[0] or "").split())
        for thread in threads:
            thread.join()
    return load


def _import(store: Path, pause: float | None) -> subprocess.Popen[str] | None:
    if pause is None:
        return None
    command = [sys.executable, "-c", IMPORT, str(store), str(pause)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def places(store: Any) -> list[str]:
    """Names of systems and contractors of the sample data, the same each time."""
    rows = store.read("MATCH ()-[:NAMES]->(p:System) RETURN DISTINCT p.name AS name ORDER BY name")
    return [str(row["name"]) for row in rows]


def officer(
    address: str, number: int, names: list[str], pace: float, among: int, over: threading.Event, load: Load
) -> None:
    """One officer: the three kinds of requests, each in its own time, begun at different moments."""
    drawn = random.Random(number)
    begun = time.monotonic()
    due = {kind: begun + every / pace * (number + 0.5) / among for kind, every in EVERY.items()}
    try:
        with Session(address) as session:
            session.page("")
            while not over.is_set():
                kind = min(due, key=lambda one: due[one])
                if over.wait(max(0.0, due[kind] - time.monotonic())):
                    return
                due[kind] += EVERY[kind] / pace
                _ask(session, kind, drawn, names, load)
    except Exception as error:
        load.errors[f"session: {type(error).__name__}: {error}"[:200]] += 1


def _ask(session: Session, kind: str, drawn: random.Random, names: list[str], load: Load) -> None:
    try:
        if kind == "who":
            took = session.page("who", field=drawn.choice(FIELDS))
        else:
            view = {"view": "download"} if kind == "export" else {}
            took = session.page("trace", start=drawn.choice(names), **view)
            if kind == "export":
                took = session.export(drawn.choice(("xlsx", "csv", "json")))
        load.seconds[kind].append(took)
    except Exception as error:
        load.errors[f"{kind}: {type(error).__name__}: {error}"[:200]] += 1


def _watch(process: int, store: Path, seconds: float, load: Load, least: int) -> None:
    """Note the memory of app and engine every few seconds until the time is over."""
    begun, step = time.monotonic(), max(1.0, seconds / 60)
    before = {"app": worked(family(process)), "engine": worked(keeper(store))}
    while time.monotonic() - begun < seconds or _wants_more(load, least, begun):
        time.sleep(step)
        both = sum(map(resident, family(process))), sum(map(resident, keeper(store)))
        load.memory.append((round(time.monotonic() - begun, 1), *both))
    after = {"app": worked(family(process)), "engine": worked(keeper(store))}
    load.processor = {name: round(after[name] - before[name], 1) for name in before}


def _wants_more(load: Load, least: int, begun: float) -> bool:
    few = min(map(len, load.seconds.values())) < least
    return few and not load.errors and time.monotonic() - begun < LONGEST


def family(process: int) -> list[int]:
    """A process and those that it started; the engine, which the app may have started too, is not counted."""
    found = [process]
    path = Path(f"/proc/{process}/task/{process}/children")
    for child in path.read_text().split() if path.exists() else ():
        if b"keeper" not in Path(f"/proc/{child}/cmdline").read_bytes():
            found += family(int(child))
    return found


def keeper(store: Path) -> list[int]:
    """The process of the engine, if it runs."""
    connection = read_connection(StoreFolder(store))
    return [connection.pid] if connection else []


def worked(processes: list[int]) -> float:
    """Seconds of the processor that processes have used."""
    ticks = 0
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> int:
    """Bytes of memory that a process holds; 0 where it has gone or the system does not tell."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096
    except (OSError, ValueError, IndexError):
        return 0


def figures(load: Load) -> dict[str, Any]:
    """Counts, p50 and p95 by kind and of all, errors, and memory in the second fifth and the last, in MB."""
    every = [second for seconds in load.seconds.values() for second in seconds]
    fifth = max(1, len(load.memory) // 5)
    early, late = load.memory[fifth : 2 * fifth] or load.memory[:1], load.memory[-fifth:]
    return {
        "requests": {kind: _spread(seconds) for kind, seconds in {**load.seconds, "all": every}.items()},
        "errors": dict(sorted(load.errors.items())),
        "imported": load.imported,
        "processor_seconds": load.processor,
        "memory_mb": {
            name: {"early": _mean(early, at), "late": _mean(late, at)} for name, at in (("app", 1), ("engine", 2))
        },
    }


def _spread(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    if not ordered:
        return {"count": 0}
    at = {"p50": 0.5, "p95": 0.95}
    spread = {name: round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2) for name, share in at.items()}
    return {"count": len(ordered), **spread, "most": round(ordered[-1], 2)}


def _mean(moments: list[tuple[float, int, int]], at: int) -> int:
    return round(sum(moment[at] for moment in moments) / max(1, len(moments)) / 2**20)


if __name__ == "__main__":
    main()
