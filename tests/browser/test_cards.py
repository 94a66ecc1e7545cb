"""From the card of a place or a flow to its words in the document and to other questions; and views by their address."""

from bangolin.ui.texts import text
from browser.test_jobs import SENTENCE, go, picture

TRACE = "/trace?start=国民健康保険システム&assessment=相模原市"


def card(page, name):
    """The card of a place, opened in a picture that is marked, so that one drawn anew would be known."""
    drawn = picture(page)
    drawn.wait_for_function("byId('stage').clientWidth > 0")
    drawn.evaluate("(name) => showThing(drawing.things.findIndex((thing) => thing.label.includes(name)))", name)
    drawn.evaluate("network.moveTo({ scale: 0.7 }); window.marked = network.getViewPosition().x")
    return drawn


def press(drawn, where, name):
    drawn.locator(where, has_text=text("ja", f"drawing.{name}")).first.click()


def test_a_citation_in_a_card_opens_its_place_and_leaves_picture_and_address_alone(page, shot):
    go(page, TRACE)
    drawn, before = card(page, "国保総合PC"), page.url
    press(drawn, "#card blockquote button", "show_original")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("別添1").wait_for()
    assert "国民健康保険システム → 国保総合PC" in dialog.inner_text()
    assert drawn.evaluate("[network.getScale(), network.getViewPosition().x - window.marked]") == [0.7, 0]
    assert page.url == before
    shot("card-original")


def test_a_card_asks_how_to_cut_and_back_returns(page, shot):
    go(page, TRACE)
    before = page.url
    press(card(page, "日本電気株式会社"), "#card .actions button", "cut")
    page.wait_for_function("location.pathname.endsWith('/cut')")
    page.wait_for_selector(SENTENCE)
    said = page.inner_text(SENTENCE)
    assert "国民健康保険システム" in said
    assert "日本電気株式会社" in said
    shot("card-cut")
    page.go_back()
    page.wait_for_selector("text=「国民健康保険システム」から")
    assert page.url == before


def open_view(page, name, word):
    """Press a tab, once more where the press was lost because the page was still being drawn."""
    for _ in range(3):
        page.get_by_role("tab", name=text("ja", name), exact=True).click()
        for _ in range(50):
            if f"view={word}" in page.url:
                return
            page.wait_for_timeout(200)
    chosen = page.locator("[role=tab][aria-selected=true]").all_inner_texts()
    raise AssertionError(f"{name} was pressed, {chosen} is open, the address is {page.url}")


def test_the_open_view_stands_in_the_address_and_back_opens_the_one_before(page):
    go(page, TRACE)
    opened = "[role=tab][aria-selected=true]"
    for name, word in (("label.flows", "flows"), ("label.cypher", "cypher")):
        open_view(page, name, word)
    page.reload()
    page.wait_for_selector(SENTENCE)
    page.locator(opened, has_text=text("ja", "label.cypher")).wait_for()
    page.go_back()
    page.locator(opened, has_text=text("ja", "label.flows")).wait_for()
    page.go_back()
    page.locator(opened, has_text=text("ja", "label.places")).wait_for()
