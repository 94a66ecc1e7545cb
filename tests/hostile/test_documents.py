"""Documents that attack: each is read or refused with a sentence, within its time and memory, in a process of its own."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from bangolin.loader.intake import take
from bangolin.loader.parse import parse_bytes
from bangolin.loader.problems import DocumentError
from bangolin.loader.worker import Limits

from bench.officers import family, resident
from hostile.documents import BOMBS, FACTS, ODD

SECONDS = 40.0
MEMORY = 1024**3
SHARED = 64 * 1024**2
"""What the limit on addresses leaves out of a process's resident memory: nothing of ours, some of the system's."""
LONG = ("the same page a hundred times", "a name of a megabyte")
READ = frozenset({"pages in pages", "one line", *LONG})
"""Documents that are odd and can be read; all others are refused."""
SPENDING = frozenset({"a PDF packed twice", "a PDF of a million words"})
"""Documents that come to the limit on memory; the others are refused before."""
MEMORY_SPENT = "reading broke off"


@dataclass(frozen=True)
class Tried:
    """What one document took of its reader: bytes, seconds, megabytes, and what was said of it."""

    name: str
    size: int
    seconds: float
    peak_mb: int
    said: str


@contextmanager
def peak_of_children() -> Iterator[Callable[[], int]]:
    """The most memory that any process under ours held meanwhile, in bytes."""
    most, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            most[0] = max(most[0], *map(resident, family(os.getpid())[1:]), 0)

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield lambda: most[0]
    finally:
        over.set()
        watching.join()


def read(name: str) -> None:
    """Facts or one sentence, and nothing of another file in either."""
    begun = time.monotonic()
    said = read_or_refused(ODD[name]())
    assert "root:" not in said
    assert "\n" not in said.partition("Facts(")[0]
    assert time.monotonic() - begun < SECONDS


def read_or_refused(data: bytes) -> str:
    try:
        return repr(parse_bytes(data, "評価書.txt"))
    except DocumentError as error:
        return str(error)


@pytest.mark.parametrize("name", [name for name in ODD if name not in LONG])
def test_an_odd_document_is_read_or_refused(name: str) -> None:
    read(name)


@pytest.mark.parametrize("name", ["cp932", "utf-16 with a mark", "utf-8 with a mark", "old line ends"])
def test_known_encodings_are_read(name: str) -> None:
    facts = parse_bytes(ODD[name](), "評価書.txt")
    assert "介護保険システム" in [system.name for system in facts.systems]


def tried(name: str, made: bytes, folder: Path) -> Tried:
    """Take a document in as the app does; what it took."""
    path = folder / "評価書.bin"
    path.write_bytes(made)
    with peak_of_children() as peak:
        begun = time.monotonic()
        taken = take(path, Limits(seconds=SECONDS, memory=MEMORY))
        seconds = time.monotonic() - begun
    assert seconds < SECONDS + 10, name
    assert peak() < MEMORY + SHARED, name
    assert (taken.facts is None) == bool(taken.problem)
    assert "Traceback" not in (taken.problem or "")
    assert "/" in (taken.problem or "/")  # both languages
    assert (taken.problem is None) == (name in READ), taken.problem
    assert (MEMORY_SPENT in (taken.problem or "")) == (name in SPENDING), taken.problem
    return Tried(name, len(made), round(seconds, 1), peak() >> 20, (taken.problem or "read").rpartition(" / ")[2])


@pytest.mark.parametrize("name", ["a PDF packed twice", "an archive that lies", "pages in pages"])
def test_a_bomb_does_not_go_off(name: str, tmp_path: Path) -> None:
    tried(name, BOMBS[name](), tmp_path)


@pytest.mark.parametrize("name", FACTS)
def test_odd_facts_are_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_bytes(FACTS[name]())
    taken = take(path, Limits())
    assert taken.facts is None
    assert taken.problem is not None
    assert taken.problem.startswith("facts.json: ")
    assert taken.problem.count("facts.json") == 1
    assert len(taken.problem) < 200


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_no_bomb_of_the_whole_set_goes_off(tmp_path: Path) -> None:
    """All of them, one after the other; `build/soak/documents.json` says what each took."""
    found = [tried(name, (BOMBS.get(name) or ODD[name])(), tmp_path) for name in (*BOMBS, *LONG)]
    longest, most = max(one.seconds for one in found), max(one.peak_mb for one in found)
    figures = {
        "documents": len(found),
        "longest_seconds": longest,
        "most_mb": most,
        "each": [vars(one) for one in found],
    }
    report = Path("build/soak/documents.json")
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
