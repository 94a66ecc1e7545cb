"""Every export is opened again and compared with the answer that it was made from."""

import csv
import io
import json
import re
import zipfile

import answers_made_up as made_up
import networkx
import openpyxl
import pdfplumber
import pytest
from bangolin.ui.asking import Asked
from bangolin.ui.drawings.draw import draw
from bangolin.ui.exports import KINDS, ExportError, export
from bangolin.ui.exports.pack import digest, pack_of
from bangolin.ui.exports.writing import several, taken_away
from bangolin.ui.rows import tables
from bangolin.ui.texts import disclaimer
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

ANSWER = made_up.trace()
ASKED = [Asked("trace", {"place": "介護保険システム"}, ANSWER)]
PICTURE = draw(ANSWER)
TABLES = {table.id: table for table in tables(ASKED[0], "ja")}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Each kind written once: its path by kind."""
    folder = tmp_path_factory.mktemp("exports")
    return {kind: export(kind, ASKED, folder / f"pack.{kind}", mark="取扱注意")[0] for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_answer_gives_the_same_bytes(kind, made, tmp_path):
    again = export(kind, ASKED, tmp_path / "again", mark="取扱注意")[0]
    assert again.read_bytes() == made[kind].read_bytes()


def test_json_holds_the_answer_as_it_was_given(made):
    document = json.loads(made["json"].read_text(encoding="utf-8"))
    assert document["questions"][0]["answer"] == ANSWER
    assert document["questions"][0]["digest"] == digest(ANSWER)
    assert document["disclaimer"] == disclaimer("ja")


def test_the_date_is_the_newest_published_one_and_never_the_clock(made):
    assert json.loads(made["json"].read_text(encoding="utf-8"))["date"] == "2026-04-01"
    assert pack_of(ASKED, date="2026-10-01").date == "2026-10-01"


def test_csv_has_all_rows_and_no_formula(made):
    content = made["csv"].read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if re.match(r"\s*[=+\-@＝＋－＠]", cell)]
    assert len([row for row in rows if len(row) == len(TABLES["places"].columns)]) == len(ANSWER["places"]) + 1
    assert len([row for row in rows if len(row) == len(TABLES["flows"].columns)]) == len(ANSWER["flows"]) + 1
    assert rows[-1] == [disclaimer("ja")]


def test_xlsx_has_a_sheet_a_table_with_all_rows_and_no_formula(made):
    book = openpyxl.load_workbook(made["xlsx"])
    counts = {sheet.title.split(" ", 1)[1]: sheet.max_row - 1 for sheet in book.worksheets[1:]}
    assert counts == {table.title: len(table.rows) for table in TABLES.values()}
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(cell.value == made_up.FORMULA for cell in cells)
    assert all(sheet.oddFooter.left.text == disclaimer("ja") for sheet in book)
    assert all(sheet.page_setup.orientation == "landscape" for sheet in book)


def test_pptx_has_native_shapes_and_connectors_for_all_things_and_lines(made):
    show = Presentation(made["pptx"])
    slide = show.slides[1]
    names = [shape.name for shape in slide.shapes]
    assert all(thing.label in names for thing in PICTURE.things)
    assert all(f"flow {line.number}" in names for line in PICTURE.lines)
    assert not [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    connectors = [shape for shape in slide.shapes if shape.name.startswith("flow ")]
    assert all(connector._element.xpath(".//a:stCxn") and connector._element.xpath(".//a:endCxn")
               for connector in connectors)  # fmt: skip
    for each in show.slides:
        assert any(disclaimer("ja") in shape.text_frame.text for shape in each.shapes if shape.has_text_frame)


def test_pptx_tables_hold_every_place_and_every_citation(made):
    show = Presentation(made["pptx"])
    grids = [shape.table for slide in show.slides for shape in slide.shapes if shape.has_table]
    cells = "\n".join(cell.text for grid in grids for row in grid.rows for cell in row.cells)
    assert all(place["name"] in cells for place in ANSWER["places"])
    assert all(flow["evidence"][0]["text"] in cells for flow in ANSWER["flows"])
    assert "…" not in cells


def test_pdf_embeds_its_font_and_names_every_place(made):
    with pdfplumber.open(made["pdf"]) as document:
        pages = ["".join((page.extract_text() or "").split()) for page in document.pages]
    whole = "".join(pages)
    assert all("".join(place["name"].split()) in whole for place in ANSWER["places"] if len(place["name"]) < 9)
    assert all(disclaimer("ja") in page and "取扱注意" in page for page in pages)
    assert digest(ANSWER) in whole
    assert f"1/{len(pages)}" in whole


def test_no_font_of_the_pdf_is_left_out(made):
    with pdfplumber.open(made["pdf"]) as document:
        fonts = {char["fontname"] for page in document.pages for char in page.chars}
    assert all("NotoSansJP" in font for font in fonts)
    assert b"/FontFile2" in made["pdf"].read_bytes()


def test_png_shows_the_picture_at_twice_its_points(made):
    with Image.open(made["png"]) as image:
        assert image.width == pytest.approx(2 * max(PICTURE.width, 900), abs=2)
        assert len(image.convert("RGB").getcolors(1 << 20)) > 8


def test_svg_holds_every_thing_line_and_the_sentence(made):
    drawing = made["svg"].read_text(encoding="utf-8")
    assert drawing.count("<title>") == len(PICTURE.things)
    assert drawing.count('r="8.5"') == len(PICTURE.lines)
    assert disclaimer("ja") in drawing


def test_graphml_has_the_things_and_lines_of_the_picture(made):
    graph = networkx.read_graphml(made["graphml"])
    assert graph.number_of_nodes() == len(PICTURE.things)
    assert graph.number_of_edges() == len(PICTURE.lines)
    assert sum(places for _, places in graph.nodes(data="places")) == len(ANSWER["places"])


def test_dot_and_mermaid_have_the_things_and_lines_of_the_picture(made):
    dot = made["dot"].read_text(encoding="utf-8")
    assert len(re.findall(r"^    n\d+ \[", dot, re.MULTILINE)) == len(PICTURE.things)
    assert len(re.findall(r" -> ", dot)) == len(PICTURE.lines)
    mermaid = made["mermaid"].read_text(encoding="utf-8")
    assert len(re.findall(r'^    n\d+\["', mermaid, re.MULTILINE)) == len(PICTURE.things)
    assert len(re.findall(r"\|\"\d+\"\|", mermaid)) == len(PICTURE.lines)
    assert "<script" not in mermaid


def test_html_is_one_page_that_loads_nothing(made):
    page = made["html"].read_text(encoding="utf-8")
    assert f'data-rows="{len(ANSWER["places"])}"' in page
    assert f'data-rows="{len(ANSWER["flows"])}"' in page
    assert "<script>alert" not in page
    assert 'http-equiv="Content-Security-Policy"' in page
    assert "default-src 'none'" in page
    assert disclaimer("ja") in page
    assert "取扱注意" in page


def test_archives_carry_no_clock(made):
    for kind in ("xlsx", "pptx"):
        with zipfile.ZipFile(made[kind]) as archive:
            assert {member.date_time[0] for member in archive.infolist()} == {1980}
            assert b"2026-04-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_several_pictures_make_a_folder(tmp_path):
    files = export("svg", [*ASKED, Asked("delegations", {}, made_up.chains())], tmp_path / "pictures")
    assert [file.parent.name for file in files] == ["pictures", "pictures"]


def test_a_split_picture_makes_the_same_files_at_the_button_and_in_a_folder(tmp_path):
    large = Asked("trace", {"place": "介護保険システム"}, made_up.large())
    files = export("svg", [large], tmp_path / "pictures")
    with zipfile.ZipFile(io.BytesIO(taken_away("svg", large, "ja"))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            file.name: file.read_bytes() for file in files
        }
    assert "概観" in files[0].name
    assert "全体" in files[-1].name


def test_what_fills_several_files_is_told_without_drawing():
    large = made_up.large()
    assert {kind for kind in KINDS if several(kind, large)} == {"svg", "png"}
    assert [kind for kind in KINDS if several(kind, ANSWER)] == []


def test_a_question_without_a_picture_says_so(tmp_path):
    rows = Asked("query", {"cypher": "RETURN 1"}, {"columns": ["1"], "rows": [[1]], "truncated": None})
    with pytest.raises(ExportError, match="図のない"):
        export("png", [rows], tmp_path / "none.png")


def test_a_kind_that_nobody_declared_says_which_there_are(tmp_path):
    with pytest.raises(ExportError, match="pptx"):
        export("docx", ASKED, tmp_path / "pack.docx")


def test_english_files_carry_english_words_and_the_sentence(tmp_path):
    page = export("html", ASKED, tmp_path / "pack.html", language="en")[0].read_text(encoding="utf-8")
    assert "From “介護保険システム”" in page
    assert disclaimer("en") in page
