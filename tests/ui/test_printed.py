"""The pack on paper: answers, pictures, reasons and gaps first, then every row, put together but none lost."""

import io
import re
from dataclasses import replace

import answers_made_up as made_up
import pdfplumber
import pytest
from bangolin.ui.asking import Asked
from bangolin.ui.drawings.drawing import Drawing
from bangolin.ui.drawings.split import pages
from bangolin.ui.exports.condensing import BOTH, condensed
from bangolin.ui.exports.deciding import counted, deciding
from bangolin.ui.exports.flowing import PAPERS
from bangolin.ui.exports.pack import digests, pack_of
from bangolin.ui.exports.pdf import pdf_bytes
from bangolin.ui.exports.slide_tables import rows_by_slide
from bangolin.ui.exports.story import parts
from bangolin.ui.exports.widths import column_widths, lines_of
from bangolin.ui.rows import tables
from bangolin.ui.sentences import sentence
from bangolin.ui.table import Table

LARGE = Asked("trace", {"place": "介護保険システム"}, made_up.large())
PACK = pack_of([LARGE], mark="取扱注意")
FLOWS = ("source", "target", "kind", "media", "citation")


@pytest.fixture(scope="module")
def printed():
    """The text of every page of the large pack, without blanks."""
    with pdfplumber.open(io.BytesIO(pdf_bytes(PACK))) as document:
        return ["".join((page.extract_text() or "").split()) for page in document.pages]


def flow_rows(*rows):
    return Table("flows", "流れ", FLOWS, rows)


def test_pictures_reasons_and_gaps_come_before_the_annexe():
    headings = [part.heading for part in parts(PACK)]
    first = next(number for number, heading in enumerate(headings) if heading.startswith("付録"))
    order = [
        next(n for n, heading in enumerate(headings) if word in heading) for word in ("概観", "根拠", "書かれていない")
    ]
    assert order == sorted(order)
    assert order[-1] < first
    assert headings[-1] == "この資料について"


def test_what_a_board_reads_takes_twelve_pages_at_most(printed):
    annexe = next(number for number, page in enumerate(printed) if number and "付録" in page)
    assert annexe <= 12
    assert len(printed) <= 24


def test_the_contents_name_the_page_of_every_heading(printed):
    for part in parts(PACK):
        heading = "".join(part.heading.split())
        number = int(re.search(re.escape(heading) + r"(\d+)", printed[0])[1])
        assert heading in printed[number - 1]


def test_every_page_carries_the_digests_of_editions_and_result(printed):
    assert all("".join(digests(PACK).split()) in page for page in printed)


def test_the_numbers_of_the_cover_are_those_of_the_sentence_and_of_the_pictures():
    table = counted(LARGE, "ja")
    total = dict(zip(table.columns, table.rows[-1], strict=True))
    reaches, may, excluded = map(int, re.findall(r"\d+", sentence(LARGE, "ja")))
    assert (total["answer_reaches"], total["answer_excluded"]) == (reaches, excluded)
    assert total["answer_data"] + total["answer_link"] == may
    [whole] = PACK.sheets[0].drawings
    for picture in (whole, pages(whole)[0]):
        members = [member for thing in picture.things for member in thing.members]
        assert len(members) == total["total"] + 1
        assert sum(member["answer"] == "excluded" for member in members) == excluded


def test_rows_that_differ_in_their_citation_only_become_one_with_both():
    short = condensed(flow_rows(("甲", "乙", "委託", "", "Ⅱ.4 行1"), ("甲", "乙", "委託", "", "Ⅱ.4 行2")), "ja")
    assert short.table.rows == (("甲", "委託", "乙　Ⅱ.4 行1 ／ Ⅱ.4 行2"),)
    assert "2行を1行" in short.note


def test_a_row_and_its_way_back_become_one():
    short = condensed(flow_rows(("甲", "乙", "接続", "", "行1"), ("乙", "甲", "接続", "", "行1")), "ja")
    assert short.table.rows == (("甲", "接続", f"{BOTH}乙　行1"),)


def test_ways_back_of_another_kind_stay_apart():
    short = condensed(flow_rows(("甲", "乙", "接続", "", "行1"), ("乙", "甲", "入手", "", "行1")), "ja")
    assert len(short.table.rows) == 2


def test_one_source_lists_its_targets_each_with_its_own_details():
    short = condensed(flow_rows(("甲", "乙", "提供", "紙", "行1"), ("甲", "丙", "提供", "", "行2")), "ja")
    assert short.table.rows == (("甲", "提供", "乙　手段：紙　行1\n丙　行2"),)


def test_no_word_of_a_large_table_is_lost():
    for table in tables(LARGE, "ja"):
        short = condensed(table, "ja")
        whole = " ".join(str(cell) for row in short.table.rows for cell in row) + short.note
        assert all(str(cell) in whole for row in table.rows for cell in row if cell is not None)


def test_every_flow_is_found_in_the_row_of_its_source_and_kind():
    flows = next(table for table in tables(LARGE, "ja") if table.id == "flows")
    short = condensed(flows, "ja").table
    held = [dict(zip(short.columns, row, strict=True)) for row in short.rows]
    for row in (dict(zip(flows.columns, row, strict=True)) for row in flows.rows):
        line = re.compile(rf"(?m)^{re.escape(row['target'])}　.*{re.escape(row['citation'])}")
        assert any(
            each["source"] == row["source"] and each["kind"] == row["kind"] and line.search(each["target_citation"])
            for each in held
        )


def test_the_rows_that_decide_are_the_certain_and_the_excluded_ones():
    shown, left = deciding(tables(LARGE, "ja"), "ja")
    at = shown.columns.index("answer")
    assert {row[at] for row in shown.rows} == {"届く", "除外"}
    assert len(shown.rows) + left == len(LARGE.answer["places"])


@pytest.mark.parametrize(
    ("size", "paper"),
    [((900, 300), "a4"), ((2200, 900), "a3"), ((900, 1900), "a3 upright")],
)
def test_the_paper_is_the_smallest_on_which_letters_stay_readable(size, paper):
    wide, tall = size
    with pdfplumber.open(io.BytesIO(pdf_bytes(with_picture(Drawing("図", wide, tall))))) as document:
        assert (document.pages[1].width, document.pages[1].height) == pytest.approx(PAPERS[paper], abs=1)


def with_picture(drawing):
    """A pack of a question without tables that has this one picture."""
    asked = Asked("query", {}, {"columns": [], "rows": []})
    sheet = replace(pack_of([asked]).sheets[0], drawings=(drawing,), tables=())
    return replace(pack_of([asked]), sheets=(sheet,))


def test_columns_fill_the_width_and_narrow_ones_stay_narrow():
    widths = column_widths([("番号", "根拠"), ("1", "長い根拠の文" * 40)], 500, 8)
    assert sum(widths) == pytest.approx(500)
    assert widths[0] < 60
    assert len(lines_of("長い根拠の文" * 40, widths[1], 8)) > 3


@pytest.mark.parametrize("mark", ["取扱注意", "Handle with care, not for publication"])
def test_what_stands_on_every_page_stays_on_it_and_apart(mark):
    pack = pack_of([LARGE], mark=mark, language="en", date="2026-04-01")
    with pdfplumber.open(io.BytesIO(pdf_bytes(pack))) as document:
        for page in (document.pages[0], document.pages[-1]):
            words = page.extract_words(keep_blank_chars=True)
            words = [word for word in words if not 40 < word["top"] < page.height - 40]
            assert all(word["x0"] >= 0 and word["x1"] <= page.width for word in words)
            [foot] = [word for word in words if word["text"].startswith("This result rests")]
            [number] = [word for word in words if re.search(r"\d+ / \d+$", word["text"])]
            assert foot["x1"] < number["x0"]
            [boxed] = [word for word in words if word["text"] == mark]
            assert any(box["x0"] < boxed["x0"] and boxed["x1"] < box["x1"] and box["height"] < 20 for box in page.rects)


def test_a_row_taller_than_a_slide_goes_on_in_the_next_and_loses_nothing():
    lines = [f"行先{number:03d} Ⅱ.5.提供先{number}" for number in range(200)]
    table = Table("flows", "流れ", ("source", "target_citation"), (("甲", "\n".join(lines)), ("乙", "丙")))
    slides = list(rows_by_slide(table, "ja"))
    assert len(slides) > 2
    assert [line for rows in slides for source, cell in rows if source == "甲" for line in cell.split("\n")] == lines
    assert slides[-1][-1] == ("乙", "丙")


def test_a_row_taller_than_a_page_of_the_pdf_is_set_whole():
    rows = [[f"甲{number}", "\n".join(f"行先{number}-{line}" for line in range(150))] for number in range(2)]
    answer = {"columns": ["a", "b"], "rows": rows, "truncated": None}
    with pdfplumber.open(io.BytesIO(pdf_bytes(pack_of([Asked("query", {"cypher": "RETURN 1"}, answer)])))) as document:
        whole = "".join(page.extract_text() or "" for page in document.pages)
    assert all(f"行先{number}-{line}" in whole for number in range(2) for line in (0, 74, 149))
