"""`bangolin export KIND --question …` gives what the page's button gives, byte by byte, for every kind."""

from __future__ import annotations

import io
import zipfile
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
from bangolin.ui.drawings.scene import scene_of
from bangolin.ui.drawings.split import MOST_PLACES
from bangolin.ui.exports.writing import KINDS, ONE_PICTURE, SPLIT, several, taken_away
from bangolin.ui.people import local_person

WHO, TRACE = "who 個人番号 --assessment 架空市", "trace 国民健康保険システム --assessment 杉並区"
CASES = [(kind, WHO) for kind in KINDS] + [(kind, TRACE) for kind in ("svg", "json")]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A store with a small made-up assessment and one whose picture is split."""
    folder = tmp_path_factory.mktemp("exporting") / "store"
    small = resources.files("bangolin.data.fictional").joinpath("kakuu-kaigo.facts.json")
    large = resources.files("bangolin.data.assessments").joinpath("suginami.json")
    with pytest.MonkeyPatch.context() as patch, open_store(folder) as opened:
        patch.setenv("BANGOLIN_STORE", str(folder))
        with redirect_stdout(io.StringIO()):
            assert main(("load", str(small), str(large))) == 0
        yield opened


@pytest.fixture(scope="module")
def asked(store: Any) -> dict[str, Asked]:
    """The answers as a page holds them."""
    return {words: ask(store, *parsed(words), local_person()) for words in (WHO, TRACE)}


def button(store: Any, kind: str, answer: Asked) -> dict[str, bytes]:
    """The files that the button gives, by name; the one file of most kinds has no name."""
    editions = [edition for edition in loaded_editions(store) if edition["in_force"]]
    given = taken_away(kind, answer, "ja", editions)
    if not several(kind, answer.answer):
        return {"": given}
    with zipfile.ZipFile(io.BytesIO(given)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(("kind", "words"), CASES, ids=lambda value: value.split(" ")[0])
def test_the_command_gives_what_the_button_gives(
    kind: str, words: str, store: Any, asked: dict[str, Asked], tmp_path: Path
) -> None:
    output = tmp_path / "output"
    with redirect_stdout(io.StringIO()):
        assert main(("export", kind, "--output", str(output), "--question", words)) == 0
    files = (
        {"": output.read_bytes()} if output.is_file() else {file.name: file.read_bytes() for file in output.iterdir()}
    )
    assert files == button(store, kind, asked[words])


def test_what_fills_several_files_is_told_without_drawing(asked: dict[str, Asked]) -> None:
    assert len(scene_of(asked[TRACE].answer).places) > MOST_PLACES >= len(scene_of(asked[WHO].answer).places)
    assert {kind for kind in KINDS if several(kind, asked[TRACE].answer)} == set(SPLIT)
    assert [kind for kind in ONE_PICTURE if several(kind, asked[WHO].answer)] == []
