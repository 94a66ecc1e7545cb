"""`bangolin export KIND --question …` gives what the page's button gives, byte by byte, for every kind."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from bangolin.graph.stores.store import open_store
from bangolin.ui.asking import Asked, ask, loaded_editions
from bangolin.ui.cli import main
from bangolin.ui.cli.exporting import parsed
from bangolin.ui.exports.writing import KINDS, taken_away
from bangolin.ui.people import local_person

WHO = "who 個人番号 --assessment 架空市"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A store with a small made-up assessment."""
    folder = tmp_path_factory.mktemp("exporting") / "store"
    facts = resources.files("bangolin.data.fictional").joinpath("kakuu-kaigo.facts.json")
    with pytest.MonkeyPatch.context() as patch, open_store(folder) as opened:
        patch.setenv("BANGOLIN_STORE", str(folder))
        with redirect_stdout(io.StringIO()):
            assert main(("load", str(facts))) == 0
        yield opened


@pytest.fixture(scope="module")
def asked(store: Any) -> Asked:
    """The answer as a page holds it."""
    return ask(store, *parsed(WHO), local_person())


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_gives_what_the_button_gives(kind: str, store: Any, asked: Asked, tmp_path: Path) -> None:
    output = tmp_path / "output"
    with redirect_stdout(io.StringIO()):
        assert main(("export", kind, "--output", str(output), "--question", WHO)) == 0
    editions = [edition for edition in loaded_editions(store) if edition["in_force"]]
    assert output.read_bytes() == taken_away(kind, asked, "ja", editions)
