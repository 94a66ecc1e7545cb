"""Readers that misbehave in one way each; they must be importable by name, since they run in another process."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def well(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def endlessly(path: Path) -> None:
    while path:
        pass


def greedily(path: Path) -> int:
    return len(bytearray(8 * 1024**3)) + len(path.name)


def dying(_path: Path) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def complaining(path: Path) -> None:
    raise ValueError(f"this is no assessment: {path.suffix}")
