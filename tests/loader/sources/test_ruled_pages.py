"""Pages of a PDF: cells by whatever draws their rulings, words by their places."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from bangolin.loader.facts.records import Evidence, Facts, Head, System
from bangolin.loader.problems import DocumentError
from bangolin.loader.sources.celled import rows_of_document
from bangolin.loader.sources.pdf import page_image, rows_of_pdf
from bangolin.loader.sources.text import read_text
from bangolin.loader.sources.unruled import cited_by_page, text_of_pdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "HeiseiKakuGo-W5"
HEIGHT = 300.0
Draw = Callable[[Canvas], None]


def _printed(*draw: Draw, rotation: int = 0) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(400, HEIGHT), invariant=1)
    canvas.setPageRotation(rotation)
    canvas.setFont(FONT, 10)
    for one in draw:
        one(canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _words(x: float, top: float, text: str) -> Draw:
    return lambda canvas: canvas.drawString(x, HEIGHT - top - 10, text)


def _boxes(canvas: Canvas) -> None:
    """A label over two rows at the left, two cells at its right."""
    canvas.rect(20, HEIGHT - 80, 100, 60)
    canvas.rect(120, HEIGHT - 50, 200, 30)
    canvas.rect(120, HEIGHT - 80, 200, 30)


def _lines(canvas: Canvas) -> None:
    for top in (20, 80):
        canvas.line(20, HEIGHT - top, 320, HEIGHT - top)
    canvas.line(120, HEIGHT - 50, 320, HEIGHT - 50)
    for x in (20, 120, 320):
        canvas.line(x, HEIGHT - 20, x, HEIGHT - 80)


def _thin_fills(canvas: Canvas) -> None:
    for top in (20, 80):
        canvas.rect(20, HEIGHT - top, 300, 0.6, stroke=0, fill=1)
    canvas.rect(120, HEIGHT - 50, 200, 0.6, stroke=0, fill=1)
    for x in (20, 120, 320):
        canvas.rect(x, HEIGHT - 80, 0.6, 60, stroke=0, fill=1)


def _dots(canvas: Canvas) -> None:
    canvas.setDash(1, 1)
    _lines(canvas)
    canvas.setDash()


def _pieces(canvas: Canvas) -> None:
    """Rulings in short strokes, as printed from a spreadsheet: one for each column."""
    for top in (20, 80):
        for x in range(20, 320, 10):
            canvas.line(x, HEIGHT - top, x + 10, HEIGHT - top)
    for x in range(120, 320, 10):
        canvas.line(x, HEIGHT - 50, x + 10, HEIGHT - 50)
    for x in (20, 120, 320):
        for top in range(20, 80, 10):
            canvas.line(x, HEIGHT - top, x, HEIGHT - top - 10)


WORDS = (_words(24, 44, "①名称"), _words(124, 28, "上の値"), _words(124, 60, "下の値"), _words(20, 120, "枠の外"))


@pytest.mark.parametrize("frame", [_boxes, _lines, _thin_fills, _dots, _pieces])
def test_cells_are_found_whatever_draws_them(frame: Draw) -> None:
    rows = rows_of_pdf(_printed(frame, *WORDS))
    assert [[cell.text for cell in row.cells] for row in rows] == [["①名称", "上の値"], ["下の値"], ["枠の外"]]


def test_a_cell_is_cited_by_page_and_box() -> None:
    rows = rows_of_pdf(_printed(_boxes, *WORDS))
    cell = rows[1].cells[0]
    assert cell.page == 1
    assert cell.box == pytest.approx((120, 50, 320, 80), abs=1)
    assert cell.span("下の値").box == pytest.approx((124, 60, 154, 70), abs=4)


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    def upright(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(400, 0)
        canvas.rotate(90)
        canvas.drawString(20, 350, "左の語")
        canvas.drawString(200, 350, "右の語")
        canvas.restoreState()

    rows = rows_of_pdf(_printed(upright, rotation=90))
    assert [[cell.text for cell in row.cells] for row in rows] == [["左の語", "右の語"]]


def test_bold_that_is_printed_twice_is_read_once() -> None:
    rows = rows_of_pdf(_printed(_words(20, 20, "太い字"), _words(20.3, 20, "太い字")))
    assert rows[0].cells[0].text == "太い字"


def test_words_on_several_lines_go_between_the_brackets_they_are_centred_on() -> None:
    def frame(canvas: Canvas) -> None:
        canvas.rect(20, HEIGHT - 100, 300, 80)

    rows = rows_of_pdf(
        _printed(
            frame,
            _words(24, 24, "[ ○ ] 紙"),
            _words(150, 44, "甲システム、"),
            _words(24, 50, "[ ○ ] その他 （"),
            _words(150, 56, "乙システム"),
            _words(250, 50, "）"),
            _words(24, 76, "[　　] 専用線"),
        )
    )
    text = rows[0].cells[0].text.replace(" ", "").replace("　", "")
    assert text == "[○]紙\n[○]その他（甲システム、乙システム）\n[]専用線"


def test_a_line_that_fills_its_cell_goes_on_in_the_next() -> None:
    def frame(canvas: Canvas) -> None:
        canvas.rect(20, HEIGHT - 100, 104, 80)

    filled = rows_of_pdf(_printed(frame, _words(21, 30, "あいうえおかきくけこ"), _words(21, 44, "さしす")))
    parted = rows_of_pdf(_printed(frame, _words(21, 30, "あいう"), _words(21, 44, "かき")))
    assert filled[0].cells[0].text == "あいうえおかきくけこさしす"
    assert parted[0].cells[0].text == "あいう\nかき"


def test_a_page_without_text_is_refused_and_ocr_is_named() -> None:
    with pytest.raises(DocumentError, match="OCR"):
        rows_of_pdf(_printed(_boxes))


def test_the_picture_of_a_page_marks_the_cited_cell(tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(_printed(_boxes, *WORDS))
    plain, marked = page_image(path, 1), page_image(path, 1, (120, 50, 320, 80))
    assert plain.startswith(b"\x89PNG")
    assert plain != marked
    assert len(pypdfium2.PdfDocument(path)) == 1


def test_a_pdf_without_rulings_is_read_as_text() -> None:
    data = _printed(*WORDS)
    assert rows_of_document(data, "pdf", "made.pdf") is None
    assert "下の値" in {line.text.strip() for line in text_of_pdf(data, "made.pdf").lines}


def test_what_was_read_from_the_text_of_a_pdf_is_cited_by_page() -> None:
    document = read_text("一\n二\f三\n四".encode(), "made.pdf")
    head = Head(title="三", line=2, evidence={"title": Evidence(line=2, text="三")})
    facts = cited_by_page(Facts(document=head, systems=(System(name="四", line=3),)), document)
    assert facts.document.line is None
    assert facts.document.evidence["title"] == Evidence(page=2, text="三")
    assert facts.systems[0].evidence["line"].page == 2
