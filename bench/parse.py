"""Reading documents: megabytes a second against a bare scan of the same lines."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path
from typing import Any

from bench.measure import peak_megabytes, timed


def _documents() -> list[Path]:
    """The shared corpus where it is named by BANGOLIN_CORPUS, else the made-up document of the package."""
    named = os.environ.get("BANGOLIN_CORPUS")
    if named:
        return sorted(Path(named).glob("*.txt"))
    folder = resources.files("bangolin.data.fictional")
    return sorted(Path(str(one)) for one in folder.iterdir() if one.name.endswith(".txt"))


def measure() -> dict[str, Any]:
    """Figures of every document, the second of two runs."""
    from bangolin.loader.parse import parse_file

    found = {}
    for path in _documents():
        megabytes = path.stat().st_size / 1e6
        timed(lambda path=path: parse_file(path))
        parsing, _ = timed(lambda path=path: parse_file(path))
        scanning, _ = timed(lambda path=path: sum(len(line) for line in path.read_text(encoding="utf-8").splitlines()))
        found[path.stem] = {
            "mb": round(megabytes, 3),
            "parse_s": round(parsing, 3),
            "parse_mb_a_second": round(megabytes / parsing, 3),
            "scan_mb_a_second": round(megabytes / scanning, 1),
            "times_scan": round(parsing / scanning),
        }
    return {"documents": found, "peak_mb": peak_megabytes()}
