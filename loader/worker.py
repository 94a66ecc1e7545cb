"""One document read in a process of its own, that is stopped when it takes too long or too much memory.

A document is hostile input: whatever it does to its reader, it does to a process that holds nothing else.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

READERS = "bangolin.loader.parse"


@dataclass(frozen=True)
class Limits:
    """What reading one document may take: seconds of time, and bytes of memory (kept on Linux and macOS only)."""

    seconds: float = 120.0
    memory: int = 2 * 1024**3


@dataclass(frozen=True)
class Result:
    """What came back: the value, or the sentence of the problem."""

    value: Any
    problem: str | None


def run(work: Callable[[Path], Any], path: Path, limits: Limits, expected: tuple[type[BaseException], ...]) -> Result:
    """Run ``work(path)`` in a process of its own.

    ``expected``: errors whose message is the sentence for the user. ``work`` and its value must be picklable.
    """
    context = _context()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, work, path, limits.memory, expected), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(limits.seconds):
            return Result(None, f"{path.name}: {limits.seconds:.0f}秒で読み終わらないため中止しました / {_TOO_LONG}")
        received = ours.recv()
        return Result(*received)
    except EOFError:
        return Result(
            None, f"{path.name}: 読み取りが途中で止まりました。ファイルが壊れていないか確かめてください / {_BROKE_OFF}"
        )
    finally:
        ours.close()
        if process.is_alive():
            process.kill()
        process.join()


_TOO_LONG = "reading took too long and was stopped; split the document or convert it to text"
_BROKE_OFF = "reading broke off (memory or a broken file); check the file"


def _context() -> Any:
    """A way to start processes that does not copy our threads; on Linux and macOS with the readers loaded once."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([READERS])
        return context
    return multiprocessing.get_context("spawn")


def _work(
    channel: Connection, work: Callable[[Path], Any], path: Path, memory: int, expected: tuple[type[BaseException], ...]
) -> None:
    _limit_memory(memory)
    try:
        channel.send((work(path), None))
    except expected as error:
        channel.send((None, f"{path.name}: {error}"))
    except MemoryError:
        channel.send((None, f"{path.name}: 読み取りに必要な記憶域が上限を超えました / {_BROKE_OFF}"))
    except OSError as error:
        reason = error.strerror or str(error)
        channel.send((None, f"{path}: 開けません。名前と権限を確かめてください / cannot be opened ({reason})"))


def _limit_memory(most: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
