"""Documents that attack: each is read or refused with a sentence, within its time and memory, in a process of its own."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from bangolin.loader.intake import take
from bangolin.loader.parse import parse_bytes
from bangolin.loader.problems import DocumentError
from bangolin.loader.worker import Limits

from hostile.documents import BOMBS, ODD

SECONDS = 20.0
LONG = ("the same page a hundred times", "a name of a megabyte")


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


def tried(name: str, made: bytes, folder: Path) -> None:
    path = folder / "評価書.bin"
    path.write_bytes(made)
    begun = time.monotonic()
    taken = take(path, Limits(seconds=SECONDS, memory=1024**3))
    assert time.monotonic() - begun < SECONDS + 10, name
    assert (taken.facts is None) == bool(taken.problem)
    assert "Traceback" not in (taken.problem or "")
    assert "/" in (taken.problem or "/")  # both languages


@pytest.mark.parametrize("name", ["a PDF packed twice", "an archive that lies", "pages in pages"])
def test_a_bomb_does_not_go_off(name: str, tmp_path: Path) -> None:
    tried(name, BOMBS[name](), tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("name", [*BOMBS, *LONG])
def test_no_bomb_goes_off(name: str, tmp_path: Path) -> None:
    tried(name, (BOMBS.get(name) or ODD[name])(), tmp_path)
