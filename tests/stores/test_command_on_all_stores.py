"""The command as a user types it, on the embedded store and on real servers: the same bytes on standard output."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bangolin.graph.stores import Store

COMMAND = Path(sys.executable).with_name("bangolin")
WHERE_AND_WHO = (("who", "個人番号", "--json"), ("trace", "後期高齢者医療システム", "--json"))
THE_REST = (("delegations", "--json"), ("editions", "--json"))


def run(environment: dict[str, str], *arguments: str) -> bytes:
    """What the command prints; it has to end well."""
    done = subprocess.run([COMMAND, *arguments], env=environment, capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, (arguments, done.stderr.decode())
    return done.stdout


@pytest.mark.parametrize("questions", [WHERE_AND_WHO, pytest.param(THE_REST, marks=pytest.mark.soak)])
def test_the_command_answers_with_the_same_bytes_on_every_store(
    questions: tuple[tuple[str, ...], ...], stores: dict[str, Store], reach: Any
) -> None:
    for name in stores:
        run(reach(name), "load")
    for question in questions:
        told = {name: run(reach(name), *question) for name in stores}
        assert [name for name, text in told.items() if text != told["embedded"]] == [], question
        assert len(told["embedded"]) > 100
