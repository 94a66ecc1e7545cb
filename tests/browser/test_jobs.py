"""The jobs of an officer, walked in a real browser on the sample data."""

import io
import json
import re
import zipfile

import pytest
from bangolin.ui.texts import disclaimer, text

SENTENCE = ".bangolin-sentence"


def go(page, address):
    page.goto(address)
    page.wait_for_selector(".bangolin-disclaimer")
    page.wait_for_selector(SENTENCE)


def table(page, title):
    """The frame of a table by its heading."""
    for _ in range(100):
        for frame in page.frames:
            heading = frame.query_selector("header h2") if frame != page.main_frame else None
            if heading and heading.inner_text().startswith(title):
                return frame
        page.wait_for_timeout(200)
    raise AssertionError(f"no table {title}")


def picture(page):
    """The frame of the picture, once it is drawn."""
    for _ in range(100):
        for frame in page.frames:
            if frame != page.main_frame and frame.query_selector("#network canvas"):
                return frame
        page.wait_for_timeout(200)
    raise AssertionError("no picture")


def test_who_can_see_the_number_finds_a_named_contractor_with_its_citation(page, shot):
    go(page, "/")
    page.get_by_role("link", name=text("ja", "page.who")).first.click()
    page.wait_for_selector("text=「個人番号」は")
    viewers = table(page, text("ja", "label.viewers"))
    assert viewers.locator("tbody tr").count() == 100
    viewers.click("#on")
    assert "101–200" in viewers.inner_text("#shown")
    viewers.fill("#filter", "日本電気")
    row = viewers.locator("tbody tr:visible", has_text=text("ja", "kind.contractor")).first
    assert re.search(r"委託事項\d+.*行 \d+.*「.*日本電気.*」", row.inner_text(), re.DOTALL)
    shot("who-contractor")


def test_a_hop_out_of_the_body_shows_the_line_that_states_it(page, shot):
    go(page, "/trace?start=国民健康保険システム&to=医療保険者等向け中間サーバー等&assessment=相模原市")
    assert "届くと書かれています" in page.inner_text(SENTENCE)
    page.wait_for_selector("text=国保総合PC")
    assert re.search(r"行 \d+ 「.+」", page.inner_text("[data-testid=stMain]"))
    shot("trace-hop")


def test_why_a_system_does_not_get_the_number(page, shot):
    go(page, "/trace?start=国民健康保険システム&to=オンライン資格確認等システム&assessment=相模原市")
    assert "渡らないと明記されています" in page.inner_text(SENTENCE)
    assert text("ja", "strength.barred") in page.inner_text("[data-testid=stMain]")
    shot("trace-excluded")


def test_the_card_of_a_place_opens_from_the_keyboard_and_quotes_the_document(page, shot):
    go(page, "/trace?start=国民健康保険システム&assessment=相模原市")
    drawn = picture(page)
    drawn.locator("details summary").press("Enter")
    drawn.locator("#list button", has_text="国保総合PC").first.press("Enter")
    card = drawn.locator("#card")
    assert "国保総合PC" in card.locator("h2").inner_text()
    assert card.locator("blockquote").first.inner_text().startswith("「")
    shot("trace-card")


def test_unfolding_a_box_neither_asks_again_nor_moves_the_view(page):
    go(page, "/trace?start=国民健康保険システム&assessment=相模原市")
    drawn = picture(page)
    before = drawn.evaluate("[network.getScale(), network.getViewPosition().x, drawing.things.length]")
    group = drawn.evaluate("drawing.things.find((thing) => thing.folded).id")
    drawn.evaluate("(id) => unfold(id)", group)
    after = drawn.evaluate("[network.getScale(), network.getViewPosition().x, drawing.things.length]")
    assert after[:2] == pytest.approx(before[:2], abs=0.01)
    assert after[2] > before[2]


def test_starting_anew_from_a_card_changes_the_address_and_back_returns(page):
    go(page, "/trace?start=国民健康保険システム&assessment=相模原市")
    first = page.url
    picture(page).evaluate("ask('trace', { start: '国保総合PC', to: null })")
    page.wait_for_function("decodeURIComponent(location.search).includes('国保総合PC')")
    page.wait_for_selector("text=「国保総合PC」から")
    page.go_back()
    page.wait_for_selector("text=「国民健康保険システム」から")
    assert page.url == first


def test_a_link_opens_the_same_question_in_english(page):
    go(page, "/who?field=個人番号&lang=en")
    assert "is said to reach" in page.inner_text(SENTENCE)
    assert disclaimer("en") in page.inner_text(".bangolin-disclaimer")


def test_a_finding_is_accepted_with_a_reason(page, shot):
    go(page, "/check")
    before = page.inner_text(SENTENCE)
    page.get_by_role("tab", name=text("ja", "label.accept"), exact=True).click()
    page.get_by_label(text("ja", "label.reason")).fill("別紙で確認済み")
    page.get_by_role("button", name=text("ja", "label.accept"), exact=True).click()
    page.wait_for_selector(f"text={text('ja', 'label.accepted_done')}", state="attached")
    assert page.inner_text(SENTENCE) != before
    assert "受容済みは 1 件" in page.inner_text(SENTENCE)
    shot("check-accepted")


def test_the_pack_is_made_and_each_file_opens(page, shot):
    page.goto("/pack")
    page.get_by_role("button", name=text("ja", "label.make")).click()
    page.wait_for_selector(f"text={text('ja', 'label.make_ready')}", timeout=180_000)
    shot("pack")
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="ZIP").click()
    with open(downloaded.value.path(), "rb") as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        heads = {name.rsplit(".", 1)[1]: archive.read(name)[:4] for name in archive.namelist()}
        document = json.loads(archive.read("bangolin.json"))
    assert heads["pdf"] == b"%PDF"
    assert heads["pptx"] == heads["xlsx"] == b"PK\x03\x04"
    assert heads["csv"].startswith(b"\xef\xbb\xbf")
    assert [question["question"] for question in document["questions"]] == ["who", "delegations"]


def test_a_made_up_document_is_taken_in_and_its_contractor_found(page, shot):
    from importlib.resources import files

    page.goto("/import")
    page.set_input_files("input[type=file]", str(files("bangolin.data.fictional").joinpath("kakuu-kaigo.txt")))
    page.get_by_role("button", name=text("ja", "label.accept_import")).click(timeout=120_000)
    page.wait_for_selector("text=取り込みました", timeout=120_000)
    shot("import")
    go(page, "/delegations")
    assert "架空" in page.inner_text(".bangolin-tree")


def test_a_document_that_is_no_assessment_gets_one_sentence(page, tmp_path):
    path = tmp_path / "memo.txt"
    path.write_text("買い物の覚え書き\n牛乳\n", encoding="utf-8")
    page.goto("/import")
    page.set_input_files("input[type=file]", str(path))
    alert = page.get_by_role("alert")
    alert.wait_for(timeout=60_000)
    assert "memo.txt" in alert.inner_text()


def test_a_citation_of_a_pdf_opens_its_page_with_the_words_marked(page, shot, tmp_path):
    from generator.forms import FULL
    from generator.sources import write

    _, path = write("pdf", 3, FULL, tmp_path)
    page.goto("/import")
    page.set_input_files("input[type=file]", str(path))
    page.get_by_role("button", name=text("ja", "label.accept_import")).click(timeout=120_000)
    page.wait_for_selector("text=取り込みました", timeout=120_000)
    go(page, "/who")
    page.get_by_role("tab", name=text("ja", "label.originals"), exact=True).click()
    page.get_by_label(text("ja", "label.filter_citations")).fill(text("ja", "column.page"))
    page.get_by_label(text("ja", "label.filter_citations")).press("Enter")
    page.get_by_role("button", name=text("ja", "column.page")).first.click()
    dialog = page.get_by_role("dialog")
    image = dialog.locator("img")
    image.wait_for()
    assert image.evaluate("(one) => one.complete && one.naturalWidth") > 1000
    assert path.name in dialog.inner_text()
    shot("citation-page")
