"""A correction as an officer makes it: on the page, kept over a restart and a load, and seen in the answers."""

from importlib.resources import files
from pathlib import Path

import pytest
from bangolin.graph.stores import open_store
from bangolin.loader.intake import take
from bangolin.loader.load import load_facts
from bangolin.loader.worker import Limits
from bangolin.ui.texts import text
from browser.test_jobs import SENTENCE, go, table

from bench.app import running

DOCUMENT = Path(str(files("bangolin.data.fictional"))) / "kakuu-kaigo.txt"
READ, RIGHT, FILE = "架空印刷株式会社", "架空製本株式会社", "介護保険情報ファイル"


@pytest.fixture
def visit(chromium, tmp_path):
    """Opens pages of an app that is started anew at each call, on one store."""
    with open_store(tmp_path / "store") as store:
        load_facts(store, take(DOCUMENT, Limits()).facts)

    def start(walk):
        with running(tmp_path) as app:
            context = chromium.new_context(viewport={"width": 1440, "height": 900}, base_url=app.address)
            page = context.new_page()
            page.set_default_timeout(60_000)
            walk(page)
            context.close()

    return start


def correct(page):
    """Say on the page Review what a contractor is called."""
    go(page, "/review?view=decide")
    box = page.get_by_role("combobox", name=text("ja", "label.uncertain"))
    box.fill(READ)
    box.press("Enter")
    page.get_by_text(text("ja", "action.correct"), exact=True).click()
    page.get_by_label(text("ja", "label.corrected")).fill(RIGHT)
    page.get_by_label(text("ja", "label.why"), exact=True).fill("原本で確認")
    page.get_by_role("button", name=text("ja", "label.keep_decision")).click()
    page.wait_for_selector(f"text={text('ja', 'label.decided')}")
    seen(page)


def seen(page):
    """The corrected name stands among the viewers and at the end of a way, the one that was read nowhere."""
    go(page, "/who?field=口座番号")
    viewers = table(page, text("ja", "label.viewers")).inner_text("tbody")
    assert RIGHT in viewers
    assert READ not in [row.split("\t")[0] for row in viewers.splitlines()]
    go(page, f"/trace?start={FILE}&to={RIGHT}&field=口座番号")
    assert RIGHT in page.inner_text(SENTENCE)
    assert page.get_by_role("alert").count() == 0


def test_a_correction_on_the_page_survives_restart_and_loading_again(visit):
    visit(correct)

    def load_again(page):
        page.goto("/import")
        page.set_input_files("input[type=file]", str(DOCUMENT))
        page.get_by_role("button", name=text("ja", "label.accept_import")).click()
        page.wait_for_selector(f"text={text('ja', 'outcome.unchanged', edition='')}")
        seen(page)

    visit(load_again)
