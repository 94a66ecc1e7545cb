"""Measuring: times of many questions, and the machine they were taken on."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")
PACKAGES = ("numpy", "numba", "scipy", "networkx", "rustworkx", "neo4j", "arcadedb-embedded")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds on the clock, and the result."""
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def each(questions: Iterable[Any], work: Callable[[Any], Any]) -> tuple[list[float], list[float]]:
    """Seconds of each question, on the clock and of the processor."""
    clock, processor = [], []
    for question in questions:
        used, begun = time.thread_time(), time.perf_counter()
        work(question)
        clock.append(time.perf_counter() - begun)
        processor.append(time.thread_time() - used)
    return clock, processor


def within(questions: Iterable[Any], work: Callable[[Any], Any], seconds: float) -> list[float]:
    """Seconds on the clock of questions, one after the other, until a limit is over; at least one is asked."""
    clock: list[float] = []
    for question in questions:
        clock.append(timed(lambda question=question: work(question))[0])
        if sum(clock) > seconds:
            break
    return clock


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds."""
    if not seconds:
        return {}
    middle, high = np.percentile(seconds, [50, 95])
    return {"p50_ms": round(1000 * float(middle), 4), "p95_ms": round(1000 * float(high), 4), "questions": len(seconds)}


def both(times: tuple[list[float], list[float]]) -> dict[str, Any]:
    """Spread on the clock and of the processor's time (the machine may be busy with other work)."""
    return {"clock": spread(times[0]), "processor": spread(times[1])}


def peak_megabytes() -> float:
    """The most memory this process has held."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def machine() -> dict[str, Any]:
    """What it was measured on; ``load`` is the number of waiting processes when it began."""
    versions = {}
    for name in PACKAGES:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name] = None
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load": [round(one, 2) for one in os.getloadavg()],
        "packages": versions,
    }


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")
    except OSError:
        return platform.processor()
