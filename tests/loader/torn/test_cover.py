"""The values of a cover are told apart by what they are."""

from __future__ import annotations

import pytest
from bangolin.loader.form.definition import read_form
from bangolin.loader.form.entries import joined
from bangolin.loader.sources.text import Line
from bangolin.loader.torn.cover import read_cover, read_edition

FORM = read_form("form3-h30-05")
IN_ORDER = """評価書番号
7
評価書名
架空市 架空税事務 重点項目評価
書
評価実施機関名
架空市長
公表日
平成30年4月27日
[平成30年5月　様式3]"""
NAME_FIRST = """評価書番号
評価書名
架空市 架空税事務 重点項目評価
書
7
公表日
平成30年4月27日
評価実施機関名
架空市長"""
SHUFFLED = """[平成30年5月　様式3]

評価実施機関名

平成30年4月27日

公表日

架空市長

架空市 架空税事務 重点項目評価
書

評価書名

7

評価書番号"""


def lines(text: str) -> list[Line]:
    return [Line(number, words) for number, words in enumerate(text.split("\n"), start=1)]


def cover(text: str) -> dict[str, str | None]:
    return {value.item.removeprefix("cover."): joined(value.spans) for value in read_cover(lines(text), FORM)}


@pytest.mark.parametrize("text", [IN_ORDER, NAME_FIRST, SHUFFLED], ids=["in order", "name first", "shuffled"])
def test_all_values_are_found_in_any_order(text: str) -> None:
    found = cover(text)
    assert found["number"] == "7"
    assert found["assessor"] == "架空市長"
    assert found["published"] == "平成30年4月27日"
    assert found["title"] == "架空市 架空税事務 重点項目評価書"


def test_a_cover_without_a_number_has_none() -> None:
    assert "number" not in cover(IN_ORDER.replace("\n7\n", "\n"))


def test_of_two_dates_the_later_one_is_that_of_publication() -> None:
    text = "公表日\n\n令和7年7月1日\n\n令和6年1月31日\n\n個人情報保護委員会　承認日　【行政機関等のみ】"
    assert cover(text)["published"] == "令和7年7月1日"


def test_a_lost_cover_leaves_who_declares() -> None:
    assert cover("　架空市は、架空税事務における特定個人情報ファイルの取扱いにあたり")["assessor"] == "架空市"


def test_the_edition_is_read_from_its_brackets() -> None:
    assert read_edition(lines(IN_ORDER), FORM) == "平成30年5月　様式3"
