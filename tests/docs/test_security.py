"""SECURITY.md names for each threat the tests that show it: each of them exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def threats() -> list[list[str]]:
    """The rows of the table of threats, as cells."""
    lines = (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [row for row in rows if row[0] != "who"]


def names_in(path: str) -> set[str]:
    """The names of the tests of a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_there_are_threats() -> None:
    assert len(threats()) > 15


@pytest.mark.parametrize("row", threats(), ids=lambda row: f"{row[0]} {row[1]}"[:60])
def test_each_threat_names_tests_that_exist(row: list[str]) -> None:
    who, how, what, shown = row
    assert who
    assert how
    assert what
    named = NAMED.findall(shown)
    assert named
    assert [f"{path}::{name}" for path, name in named if name not in names_in(path)] == []
    assert NAMED.sub("", shown).strip(", ") == ""
