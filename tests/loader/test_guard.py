"""The guard finds valid 個人番号 in every spelling, and nothing of a number leaves it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from bangolin.loader.guard import (
    MASK,
    MyNumberFoundError,
    Passage,
    contains_my_number,
    find_my_numbers,
    is_my_number,
    mask_my_numbers,
    my_number_spans,
    refuse_my_numbers,
)
from bangolin.loader.intake import take
from bangolin.loader.worker import Limits
from hypothesis import given
from hypothesis import strategies as st

VALID = "123456789018"  # the example of the ordinance's rule; no person has it
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def completed(first_eleven: str) -> str:
    """Eleven digits with their check digit, computed here from the rule's words, apart from the code under test."""
    total = 0
    for n in range(1, 12):
        weight = n + 1 if n <= 6 else n - 5
        total += int(first_eleven[11 - n]) * weight
    rest = total % 11
    return first_eleven + str(0 if rest <= 1 else 11 - rest)


eleven_digits = st.text("0123456789", min_size=11, max_size=11)
not_digits = st.text(st.characters(exclude_categories=["Nd", "Cs", "Cf"], exclude_characters="\n\r"), max_size=20)


@given(eleven_digits)
def test_exactly_one_last_digit_is_right(first: str) -> None:
    assert [last for last in "0123456789" if is_my_number(first + last)] == [completed(first)[-1]]


@given(eleven_digits, st.integers(0, 11), st.integers(1, 9))
def test_a_changed_digit_is_never_valid_unless_the_rule_maps_both_rests_to_zero(first: str, at: int, by: int) -> None:
    number = completed(first)
    changed = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert is_my_number(changed) == (completed(changed[:11]) == changed)


@given(not_digits, eleven_digits, not_digits)
def test_found_between_any_other_signs(before: str, first: str, after: str) -> None:
    number = completed(first)
    assert my_number_spans(f"あ{before}、{number}、{after}い") == ((len(before) + 2, len(before) + 14),)


@given(eleven_digits, st.sampled_from([" ", "-", "　", "－", "―", "ー", " - ", "\u00a0", "−"]), st.booleans())
def test_found_in_groups_of_four_and_full_width(first: str, between: str, full: bool) -> None:
    number = completed(first)
    text = between.join((number[:4], number[4:8], number[8:]))
    assert contains_my_number(f"番号は{text.translate(FULL_WIDTH) if full else text}です")


@given(eleven_digits, st.integers(1, 11))
def test_found_when_broken_at_the_end_of_a_line(first: str, at: int) -> None:
    number = completed(first)
    assert contains_my_number(f"番号は{number[:at]}\n{number[at:]}です")


@given(eleven_digits)
def test_found_with_a_blank_after_every_digit(first: str) -> None:
    assert contains_my_number("番 号 " + " ".join(completed(first)) + " 、")


@given(eleven_digits, st.text("0123456789", min_size=1, max_size=8), st.booleans())
def test_a_longer_run_of_digits_is_no_my_number(first: str, more: str, behind: bool) -> None:
    number = completed(first)
    assert not contains_my_number(f"第{number + more if behind else more + number}号")


@pytest.mark.parametrize(
    "text",
    [
        "123456789017",
        "法人番号7000012050002",
        "1234-5678-9018-0000",
        "0000 1234 5678 9018",
        "平成25年5月31日法律第27号",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "2023\n2024\n2025",
        "\n".join(map(str, range(1, 1000))),
        "42d6123456789018aa0e42d6123456789018aa0e42d6123456789018aa0e0000",
        "",
    ],
)
def test_other_numbers_pass(text: str) -> None:
    assert not contains_my_number(text)


@pytest.mark.parametrize(
    "text",
    [
        VALID,
        f"A{VALID}B",
        "１２３４５６７８９０１８",
        "1234 5678 9018",
        "1234－5678－9018",
        "1 1234-5678-9018",
        "1234\u200b5678\u200b9018",
        "1234\n5678\n9018",
        "5\n123456\n789018\n6",
        f"13桁の7000012050002と{VALID}",
    ],
)
def test_valid_numbers_are_found(text: str) -> None:
    assert contains_my_number(text)


def test_positions_are_line_and_column_of_each_number() -> None:
    found = find_my_numbers(
        [Passage(f"一行目\n番号 {VALID}\n"), Passage(VALID, "page", "7"), Passage(VALID, "cell", "様式４!B12")]
    )
    assert [str(place) for place in found] == ["text:2:4", "page:7:1:1", "cell:様式４!B12:1:1"]


def test_message_names_the_place_in_two_languages_and_no_digits() -> None:
    with pytest.raises(MyNumberFoundError) as error:
        refuse_my_numbers([Passage(f"一行目\n番号 {VALID}")], "digest")
    message = str(error.value)
    assert "2行目" in message
    assert "line 2" in message
    assert MASK in message
    assert VALID not in message
    assert hashlib.sha256(VALID.encode()).hexdigest() not in message
    assert VALID not in repr(error.value.positions)


def test_a_confirmed_position_of_this_file_passes_and_others_do_not() -> None:
    text = Passage(f"{VALID}\n{VALID}")
    allowed = {("this file", "text:1:1")}
    with pytest.raises(MyNumberFoundError) as error:
        refuse_my_numbers([text], "this file", allowed)
    assert [str(place) for place in error.value.positions] == ["text:2:1"]
    with pytest.raises(MyNumberFoundError):
        refuse_my_numbers([Passage(VALID)], "another file", allowed)
    refuse_my_numbers([Passage(VALID)], "this file", allowed)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("facts.json", json.dumps({"document": {"title": f"架空市 {VALID}"}})),
        ("facts.json", json.dumps({"document": {"title": "架空市 １２３４５６７８９０１８"}})),
        ("facts.json", '{"document": ' + VALID),
        (f"{VALID}.json", json.dumps({"document": {"title": "架空市"}})),
        (f"{VALID}.txt", "架空市"),
    ],
    ids=["as written", "behind escapes", "broken json", "name of facts", "name of a text"],
)
def test_facts_and_file_names_are_guarded_too(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    taken = take(path, Limits())
    assert taken.facts is None
    assert taken.problem is not None
    assert MASK in taken.problem
    assert VALID not in taken.problem


def test_what_masking_uncovers_is_masked_too() -> None:
    assert not contains_my_number(mask_my_numbers("1234-56782234-1678-1117-5678-56789018"))


def test_masking_leaves_the_rest_as_it_is() -> None:
    assert mask_my_numbers(f"前{VALID}中1234-5678-9018後13桁7000012050002") == f"前{MASK}中{MASK}後13桁7000012050002"
