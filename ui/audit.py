"""Who asked what, and when: an append-only log of JSON lines, each carrying the hash of the one before.

A changed, removed, inserted or reordered line breaks the chain; a cut-off end is found against the small file beside
the log that holds the number of lines and the last hash.
"""

from __future__ import annotations

import datetime
import getpass
import hashlib
import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

START = "0" * 64
WAIT_SECONDS = 30.0


@dataclass(frozen=True)
class Verdict:
    """What ``verify`` found: how many lines are sound, the first fault (line 1-based) if any, the hash of the last sound
    line, and the lines that are a second or more older than the line before: there a clock had been set back."""

    lines: int
    fault: str | None
    last: str = START
    set_back: tuple[int, ...] = ()


class AuditLog:
    """The log in one folder: ``audit.jsonl``, with ``audit.head`` beside it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "audit.jsonl"
        self.head = folder / "audit.head"
        self._lock = FileLock(str(folder / "audit.lock"), timeout=WAIT_SECONDS)

    def append(self, action: str, parameters: Mapping[str, Any], rows: int | None, *, user: str | None = None) -> None:
        """Write one line: what was done with which parameters, how many rows came back, by whom."""
        with _in_turn(self.path), self._lock:
            count, last = self._end()
            entry = {
                "number": count + 1,
                "time": datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
                "user": user or getpass.getuser(),
                "action": action,
                "parameters": dict(parameters),
                "rows": rows,
                "before": last,
            }
            entry["hash"] = own = digest(entry)
            line = json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n"
            torn = self.path.exists() and self.path.stat().st_size > 0 and not _ends_a_line(self.path)
            with open(self.path, "a", encoding="utf-8", opener=_for_owner) as log:
                log.write(f"\n{line}" if torn else line)
                log.flush()
                os.fsync(log.fileno())
            self._write_head(count + 1, own)

    def entries(self) -> Iterator[dict[str, Any]]:
        """All lines, the oldest first."""
        if self.path.exists():
            with open(self.path, encoding="utf-8") as log:
                yield from (json.loads(line) for line in log if line.strip())

    def verify(self, known: tuple[int, str] | None = None) -> Verdict:
        """Walk the chain from its start, and hold it against a line number and hash that were kept elsewhere.

        Returns the number of sound lines, the first fault, and the hash of the last sound line.
        """
        expected = [kept for kept in (known, self._known_end() if self.head.exists() else None) if kept and kept[0]]
        last, count, times = START, 0, Times()
        try:
            for entry in self.entries():
                said = entry.pop("hash", None)
                if entry.get("before") != last or said != digest(entry) or entry.get("number") != count + 1:
                    return Verdict(count, f"line {count + 1} was changed, removed, inserted or moved", last)
                last, count = said, count + 1
                times.next(count, entry["time"])
                if any(number == count and kept != last for number, kept in expected):
                    return Verdict(count - 1, f"line {count} is not the line that was written there", last)
        except (json.JSONDecodeError, UnicodeDecodeError, AttributeError, KeyError, TypeError, ValueError):
            return Verdict(count, f"line {count + 1} is not a line of this log", last)
        return Verdict(
            count,
            self._fault_at_end(count, max((number for number, _ in expected), default=0)),
            last,
            tuple(times.set_back),
        )

    def _fault_at_end(self, count: int, expected: int) -> str | None:
        if not self.head.exists():
            return "the file audit.head is missing" if count else None
        return f"{expected - count} lines are missing at the end" if expected > count else None

    def _end(self) -> tuple[int, str]:
        if not self.path.exists() or not self.path.stat().st_size:
            return 0, START
        try:
            entry = json.loads(_last_line(self.path))
            return entry["number"], entry["hash"]
        except (json.JSONDecodeError, KeyError, TypeError):  # a torn line stays, and verify names it; the log goes on
            return self._known_end()

    def _known_end(self) -> tuple[int, str]:
        if not self.head.exists():
            return 0, START
        count, last = self.head.read_text(encoding="utf-8").split()
        return int(count), last

    def _write_head(self, count: int, last: str) -> None:
        fresh = self.head.with_suffix(".new")
        fresh.write_text(f"{count} {last}\n", encoding="utf-8")
        os.replace(fresh, self.head)


_TURN = threading.Lock()


@contextmanager
def _in_turn(path: Path) -> Iterator[None]:
    """Let the threads of this process write one after the other: the lock of the file is polled, this one is not."""
    if not _TURN.acquire(timeout=WAIT_SECONDS):
        raise Timeout(str(path))
    try:
        yield
    finally:
        _TURN.release()


class Times:
    """The times of lines one after another, and the numbers of those that are older than the line before."""

    def __init__(self) -> None:
        self.set_back: list[int] = []
        self._before: datetime.datetime | None = None

    def next(self, number: int, text: str) -> None:
        now = datetime.datetime.fromisoformat(text)
        if self._before is not None and self._before - now >= datetime.timedelta(seconds=1):
            self.set_back.append(number)
        self._before = now


def digest(entry: Mapping[str, Any]) -> str:
    """SHA-256 of a line without its own hash."""
    content = {key: value for key, value in entry.items() if key != "hash"}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _last_line(path: Path, step: int = 65_536) -> bytes:
    """The last line of a file, read from its end."""
    with open(path, "rb") as log:
        position = log.seek(0, os.SEEK_END)
        tail = b""
        while position and tail.rstrip(b"\n").count(b"\n") == 0:
            position = max(0, position - step)
            log.seek(position)
            tail = log.read()
        return tail.rstrip(b"\n").rsplit(b"\n", 1)[-1]


def _ends_a_line(path: Path) -> bool:
    with open(path, "rb") as log:
        log.seek(-1, os.SEEK_END)
        return log.read() == b"\n"


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
