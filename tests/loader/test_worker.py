"""Reading in a process of its own: whatever a document does to its reader, the caller gets a sentence."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from bangolin.loader.worker import Limits, run
from hostile import readers


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "評価書.txt"
    path.write_text("特定個人情報保護評価書", encoding="utf-8")
    return path


def test_value_comes_back(document: Path) -> None:
    result = run(readers.well, document, Limits(), ())
    assert (result.value, result.problem) == ("特定個人情報保護評価書", None)


def test_reader_that_never_ends_is_stopped(document: Path) -> None:
    begun = time.monotonic()
    result = run(readers.endlessly, document, Limits(seconds=1.0), ())
    assert result.problem is not None
    assert "took too long" in result.problem
    assert time.monotonic() - begun < 30


@pytest.mark.skipif(sys.platform == "win32", reason="memory is limited on Linux and macOS only")
def test_reader_that_takes_too_much_memory_is_stopped(document: Path) -> None:
    result = run(readers.greedily, document, Limits(memory=1024**3), ())
    assert result.problem is not None
    assert "memory" in result.problem


def test_reader_that_dies_leaves_a_sentence(document: Path) -> None:
    result = run(readers.dying, document, Limits(), ())
    assert result.problem is not None
    assert document.name in result.problem


def test_expected_problem_is_passed_on(document: Path) -> None:
    result = run(readers.complaining, document, Limits(), (ValueError,))
    assert result.problem == "評価書.txt: this is no assessment: .txt"


def test_missing_file_is_a_sentence(tmp_path: Path) -> None:
    result = run(readers.well, tmp_path / "absent.txt", Limits(), ())
    assert result.problem is not None
    assert "absent.txt" in result.problem
