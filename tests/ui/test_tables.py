"""Tables as pages: rows are data that nothing runs, and of a very long one a part is sent at a time."""

import json
import re

import pytest
from bangolin.ui.table import Table
from bangolin.ui.texts import text
from bangolin.ui.web.frame import MOST_SENT
from bangolin.ui.web.table import table_page
from streamlit.testing.v1 import AppTest

ROWS = 2 * MOST_SENT + 300
SCRIPT = f"""
from bangolin.ui.table import Table
from bangolin.ui.web.frame import show_table
show_table(Table("many", "多数", ("name",), tuple((f"名{{number:05d}}",) for number in range({ROWS}))))
"""


def rows(page):
    """The rows that a table's page holds."""
    return json.loads(re.search(r"^const all = (\[.*?\]), kinds = ", page, re.MULTILINE)[1])


def sent(run):
    return [row[0] for row in rows(run.get("iframe")[0].proto.srcdoc)]


def test_rows_are_data_and_columns_without_a_cell_are_left_out():
    page = table_page(Table("x", "<b>", ("name", "kind", "tier"), (("</script><script>alert(1)", None, 2),)), "ja")
    assert rows(page) == [["</script><script>alert(1)", 2]]
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert text("ja", "column.kind") not in page


def test_of_a_long_table_one_part_is_sent_and_words_are_looked_for_in_all():
    run = AppTest.from_string(SCRIPT, default_timeout=60).run()
    assert sent(run) == [f"名{number:05d}" for number in range(MOST_SENT)]
    run.session_state["many part of 3"] = 3
    assert sent(run.run()) == [f"名{number:05d}" for number in range(2 * MOST_SENT, ROWS)]
    run.text_input(key="many words").input("名0124").run()
    assert sent(run) == [f"名{number:05d}" for number in range(1240, 1250)]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_words_between_the_buttons_have_their_numbers(language):
    assert {"{first}", "{last}", "{count}"} <= set(re.findall(r"\{\w+\}", text(language, "rows.shown")))
