"""The buttons of a page give the files that `bangolin export` writes for the same question on the same store."""

import io
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from bangolin.ui.cli import main
from bangolin.ui.exports.writing import KINDS
from bangolin.ui.texts import text

from bench.sessions import Session

WORDS = {"mermaid": "Mermaid", "graphml": "GraphML", "pptx": "PowerPoint", "xlsx": "Excel"}
QUESTION = "who 個人番号 --assessment 川崎市"


def pressed(page, kinds):
    """The files of the buttons on the page of the question, by kind."""
    page.goto("/who?field=個人番号&assessment=川崎市")
    page.wait_for_selector(".bangolin-sentence")
    page.get_by_role("tab", name=text("ja", "label.download")).click()
    files = {}
    for kind in kinds:
        with page.expect_download() as downloaded:
            page.get_by_role("button", name=WORDS.get(kind, kind.upper()), exact=True).click()
        files[kind] = Path(downloaded.value.path()).read_bytes()
    return files


def commanded(store, kinds, folder):
    """The files of the command, by kind."""
    for kind in kinds:
        words = ("export", kind, "--output", str(folder / kind), "--question", QUESTION, "--store", str(store))
        with redirect_stdout(io.StringIO()):
            assert main(words) == 0
    return {kind: (folder / kind).read_bytes() for kind in kinds}


def same(page, started, folder, kinds):
    assert pressed(page, kinds) == commanded(started.store, kinds, folder)


def test_the_buttons_give_what_the_command_writes(page, started, tmp_path):
    same(page, started, tmp_path, ("pdf", "svg", "json"))


def test_a_file_stays_while_others_look_at_pages_before_it_is_fetched(started):
    with Session(started.address) as one, Session(started.address) as other:
        one.page("who", field="個人番号", assessment="川崎市", view="download")
        made = one.press("csv")
        for _ in range(3):
            other.page("settings")
        assert one.fetch(made)


@pytest.mark.soak
def test_every_button_gives_what_the_command_writes(page, started, tmp_path):
    same(page, started, tmp_path, KINDS)
