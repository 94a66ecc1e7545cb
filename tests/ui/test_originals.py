"""A citation of an answer leads to its place in the document that was loaded: page, line, or cell."""

import io
from pathlib import Path

import pytest
from bangolin.graph.stores import open_store
from bangolin.loader import passage as shown
from bangolin.loader.intake import take
from bangolin.loader.load import keep_document, load_facts
from bangolin.loader.worker import Limits
from bangolin.ui.asking import ask
from bangolin.ui.people import Person
from generator import forms
from generator.sources import write
from PIL import Image

SOURCES = {"pdf": 3, "xlsx": 5, "clean text": 7}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """A store with one made-up document of each kind, and each one's assessment by kind."""
    folder = tmp_path_factory.mktemp("originals")
    with open_store(folder / "store") as store:
        kinds = {}
        for source, seed in SOURCES.items():
            _, path = write(source, seed, forms.FULL, folder)
            taken = take(path, Limits())
            assert taken.facts is not None, taken.problem
            edition = load_facts(store, taken.facts).report.edition
            keep_document(store, path, taken.facts.document.source.digest)
            rows = store.read("MATCH (e:Edition {key: $key}) RETURN e.assessment AS assessment", {"key": edition})
            kinds[source] = rows[0]["assessment"]
        yield store, kinds


def citations(loaded, source):
    """What ``who`` cites of the document of one kind."""
    from bangolin.ui.web.cited import citations_of

    store, kinds = loaded
    answer = ask(store, "who", {"field": "個人番号", "assessment": [kinds[source]]}, Person("mita", "viewer")).answer
    return [one for one in citations_of(answer) if one.evidence["assessment"] == kinds[source]]


def place(loaded, one):
    """What is shown at a citation."""
    found = shown.original(loaded[0], one.evidence["assessment"], one.edition)
    assert found is not None
    assert found.path is not None
    return shown.passage(found.path, one.evidence)


def test_a_citation_of_a_pdf_shows_its_page_with_the_words_in_the_mark(loaded):
    import pypdfium2

    boxed = [one for one in citations(loaded, "pdf") if one.evidence.get("box")]
    assert len(boxed) > 5
    one = next(one for one in boxed if one.evidence["text"])
    found, problem = place(loaded, one)
    assert problem is None
    picture = Image.open(io.BytesIO(found.picture)).convert("RGB")
    x0, top, x1, bottom = one.evidence["box"]
    assert picture.getpixel((int(x0 * 2) - 3, int(top + bottom))) == pytest.approx((200, 30, 30), abs=40)
    path = shown.original(loaded[0], one.evidence["assessment"]).path
    page = pypdfium2.PdfDocument(path)[one.evidence["page"] - 1]
    height = page.get_height()
    words = page.get_textpage().get_text_bounded(x0 - 1, height - bottom - 1, x1 + 1, height - top + 1)
    assert _plain(one.evidence["text"])[:6] in _plain(words)


def _plain(words):
    return "".join(words.split())


def test_a_citation_of_a_text_shows_its_line_marked_among_those_around(loaded):
    one = next(one for one in citations(loaded, "clean text") if one.evidence["line"] and one.evidence["text"])
    found, problem = place(loaded, one)
    assert problem is None
    marked = [number for number, _, cited in found.lines if cited]
    assert marked == [one.evidence["line"]]
    assert len(found.lines) > 6
    near = _plain("".join(words for number, words, _ in found.lines if number >= one.evidence["line"]))
    assert _plain(one.evidence["text"])[:6] in near


def test_a_citation_of_a_workbook_shows_the_cell(loaded):
    one = next(one for one in citations(loaded, "xlsx") if one.evidence["cell"] and one.evidence["text"])
    found, problem = place(loaded, one)
    assert problem is None
    assert _plain(one.evidence["text"])[:6] in _plain(found.cell)


def test_a_page_that_is_not_there_and_a_broken_file_are_one_sentence_each(loaded, tmp_path):
    path = shown.original(loaded[0], loaded[1]["pdf"]).path
    found, problem = shown.passage(path, {"page": 999})
    assert found is None
    assert "示す記載" in problem
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(path.read_bytes()[:3000])
    found, problem = shown.passage(broken, {"page": 1})
    assert found is None
    assert "\n" not in problem
    assert str(tmp_path) not in problem


def test_a_huge_page_is_drawn_small(tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "huge.pdf"
    canvas = Canvas(str(path), pagesize=(14_000, 14_000))
    canvas.drawString(7_000, 7_000, "x")
    canvas.save()
    found, problem = shown.passage(path, {"page": 1, "box": (10, 10, 20, 20)})
    assert problem is None
    assert max(Image.open(io.BytesIO(found.picture)).size) <= 2400


@pytest.fixture(scope="module")
def app(loaded, pages_on):
    """The app on a second opening of that store."""
    store, _ = loaded
    with pages_on(Path(store.beside)) as opened:
        yield opened


@pytest.mark.parametrize("page", ["who", "delegations", "review"])
def test_a_press_on_a_citation_opens_its_place_on_every_page(app, page):
    run = app()
    run.query_params["view"] = "originals"
    run = run.switch_page(f"screens/{page}.py").run()
    buttons = [one for one in run.button if one.key and f"{page} citation" in one.key]
    assert buttons
    run = buttons[0].click().run()
    assert [error.value for error in run.exception] == []
    captions = [caption.value for caption in run.caption]
    assert any(caption.startswith("原本 ") for caption in captions), captions
