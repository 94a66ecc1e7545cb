"""What people see before they do anything: words in their language in every box, and the whole picture in its frame."""

import ast
from importlib.resources import files

from bangolin.ui.texts import text
from bangolin.ui.web.look import WORDS
from browser.test_jobs import go, picture

PLACEHOLDERS = "[...document.querySelectorAll('input[placeholder]')].map((box) => box.placeholder).filter(Boolean)"
SHOWN = """([place]) => { const one = document.querySelector(place);
  return [getComputedStyle(one).fontSize, getComputedStyle(one, '::after').content]; }"""
CORNERS = """() => { const size = [byId('stage').clientWidth, byId('stage').clientHeight];
  const [left, right] = [network.canvasToDOM({x: 0, y: 0}), network.canvasToDOM({x: drawing.width, y: drawing.height})];
  return [left.x, left.y, size[0] - right.x, size[1] - right.y]; }"""


def test_boxes_say_what_to_do_in_the_language_of_the_page(page, shot):
    page.goto("/cut")
    for name in ("cut", "trace", "who", "compare"):
        page.get_by_role("link", name=text("ja", f"page.{name}"), exact=True).click()
        page.get_by_role("heading", name=text("ja", f"page.{name}")).wait_for()
        page.wait_for_function(f"{PLACEHOLDERS}.length > 0")
        assert [one for one in page.evaluate(PLACEHOLDERS) if one.isascii()] == []
    page.get_by_role("link", name=text("ja", "page.import"), exact=True).click()
    page.wait_for_selector(WORDS["upload"])
    for key in ("upload", "upload_limits"):
        assert page.evaluate(SHOWN, [WORDS[key]]) == ["0px", f'"{text("ja", f"box.{key}")}"']
    shot("import-empty")


def test_every_box_is_made_where_its_words_are_ours():
    folder = files("bangolin.ui.web")
    pages = [*folder.iterdir(), *folder.joinpath("screens").iterdir()]
    made = {
        path.name
        for path in pages
        if path.name.endswith(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("selectbox", "multiselect")
    }
    assert made == {"boxes.py"}


def test_a_picture_fits_its_frame_at_first(page, shot):
    go(page, "/trace?start=国民健康保険システム&assessment=相模原市")
    drawn = picture(page)
    drawn.wait_for_function("byId('stage').clientWidth > 0")
    assert min(drawn.evaluate(CORNERS)) >= 0
    shot("trace-first-view")
