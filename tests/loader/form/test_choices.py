"""Options: the chosen one in its brackets, the printed list beside it, slips of letters."""

from __future__ import annotations

import pytest
from bangolin.loader.form.choices import find_choice, find_misspelled, printed_lists
from bangolin.loader.form.definition import read_form
from bangolin.loader.form.folding import folded

FORM = read_form("form4-r06-10")
COUNTS = FORM.item("file.subject_count").options
DONE = FORM.item("delegation.redelegated").options


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("[10万人以上100万人未満]", "10万人以上100万人未満"),
        ("［　1万人未満　］", "1万人未満"),
        ("【1万人未満】", "1万人未満"),
        ("1万人未満", "1万人未満"),
        ("[□]1万人未満]", "1万人未満"),
        ("[1万人未満<選択肢>", "1万人未満"),
        ("[2) 1万人以上10万人未満]", "1万人以上10万人未満"),
        ("1万人未満と1万人以上10万人未満", None),
        ("[10人未満]", None),
    ],
)
def test_the_chosen_option_stands_in_brackets_or_alone(text: str, option: str | None) -> None:
    found = find_choice(folded(text).text, COUNTS)
    assert (found.option if found else None) == option


def test_two_options_in_brackets_are_no_choice() -> None:
    found = find_choice("[再委託する][再委託しない]", DONE)
    assert found is not None
    assert found.option is None


def test_a_slip_of_a_letter_is_read_but_no_slip_of_a_number() -> None:
    slip = find_misspelled("[10万人以上100万人末満]", COUNTS)
    assert slip is not None
    assert (slip.option, slip.slip) == ("10万人以上100万人未満", True)
    assert find_misspelled("[10万人以上200万人未満]", COUNTS) is None


def test_the_printed_list_ends_where_its_last_option_does() -> None:
    text = folded("＜選択肢＞ 1) 再委託する 2) 再委託しない 書面で申し出る。").text
    ((start, end),) = printed_lists(text, [DONE, COUNTS])
    assert text[start:end] == "<選択肢>1)再委託する2)再委託しない"
