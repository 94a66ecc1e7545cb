"""Names that attack, on the pages of the app in a real browser: they are shown as words, and nothing of them runs."""

from urllib.parse import quote

import pytest
from bangolin.graph.loading import load_edition, remove_edition
from bangolin.graph.stores.store import open_store
from bangolin.loader.facts import facts_from_dict
from bangolin.loader.graph import build_edition
from made_up import assessment, delegation, file, item, step, system

IMAGE = "<img src=x onerror=\"top.hostile='image'\">"
SCRIPT = "</script><script>top.hostile='script'</script>"
LINK = "[見る](javascript:top.hostile='link')"
BODY = f"架空{IMAGE}市長"


@pytest.fixture
def hostile(started):
    """An assessment whose every name attacks, beside the sample data."""
    names = [IMAGE, SCRIPT, LINK, f"'-(top.hostile='quote')-'{IMAGE}"]
    facts = assessment(
        body=BODY,
        systems=[system(f"{name}システム", number) for number, name in enumerate(names, start=1)],
        files=[file(f"{SCRIPT}ファイル", held_in=[f"{IMAGE}システム"], department=[f"{IMAGE}課"])],
        record_items=[item("個人番号", file=f"{SCRIPT}ファイル"), item(IMAGE, file=f"{SCRIPT}ファイル")],
        delegations=[
            delegation(f"{name}会社", ordinal=number, file=f"{SCRIPT}ファイル") for number, name in enumerate(names, 1)
        ],
        flows=[step(f"{IMAGE}システム", f"{name}課", SCRIPT, number=True) for name in names],
    )
    with open_store(started.store) as store:
        graph = build_edition(facts_from_dict(facts))
        load_edition(store, graph)
        yield graph.assessment
        remove_edition(store, graph.edition)


def test_nothing_of_a_name_runs_on_any_page(page, hostile):
    asked = quote(hostile)
    start = quote(f"{IMAGE}システム")
    pages = [
        f"/who?field=個人番号&assessment={asked}",
        f"/who?field=個人番号&assessment={asked}&view=diagram",
        f"/trace?start={start}&assessment={asked}",
        f"/delegations?assessment={asked}",
        f"/sees?name={quote(IMAGE)}&assessment={asked}",
        f"/check?assessment={asked}",
        "/documents",
        "/",
    ]
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for address in pages:
        page.goto(address)
        page.locator(".bangolin-disclaimer").wait_for(timeout=60_000)
        page.wait_for_timeout(300)
        assert page.evaluate("window.hostile") is None, address
        assert page.locator("img[src=x]").count() == 0, address
        assert [frame.evaluate("document.querySelectorAll('img[src=x]').length") for frame in page.frames[1:]] == [
            0 for _ in page.frames[1:]
        ], address
    assert dialogs == []
    assert IMAGE in page.locator("body").inner_text()
