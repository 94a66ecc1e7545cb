"""Labels go to the block whose they are, in whatever order a page prints its blocks."""

from __future__ import annotations

import pytest
from torn_snippets import OVERVIEW, delegation, torn, upside_down

ONE = delegation(1, "株式会社一番", "再委託する")
TWO = delegation(2, "株式会社二番", "再委託しない")


@pytest.mark.parametrize(
    "page",
    [ONE + TWO, TWO + ONE, upside_down(ONE + TWO), upside_down(TWO + ONE)],
    ids=["in order", "blocks reversed", "upside down", "each block upside down"],
)
def test_each_delegation_keeps_its_contractor(page: str) -> None:
    found = {one.ordinal: (one.contractors, one.redelegated) for one in torn(OVERVIEW, page).delegations}
    assert found == {1: (("株式会社一番",), True), 2: (("株式会社二番",), False)}


def test_a_block_may_end_on_the_next_page() -> None:
    head, tail = TWO.split(" ⑥委託先名", 1)
    found = torn(OVERVIEW, ONE + head, " ⑥委託先名" + tail).delegations
    assert [one.contractors for one in found] == [("株式会社一番",), ("株式会社二番",)]


def test_blocks_that_the_form_prints_empty_are_none() -> None:
    assert torn(OVERVIEW, " 移転先1\n\n ①法令上の根拠\n\n ②移転先における用途").transfers == ()


def test_ranges_of_blocks_are_no_blocks() -> None:
    assert [one.ordinal for one in torn(OVERVIEW, ONE, " 委託事項2～5\n\n 委託事項6～10").delegations] == [1]


def test_the_matter_of_a_recipient_tells_its_purpose() -> None:
    page = """
 移転先1 福祉部介護保険課

 移転先2 健康部感染症対策課

 ①法令上の根拠 架空法第1条

 ①法令上の根拠 架空法第2条

 ②移転先における用途 感染症の予防に関する事務

 ②移転先における用途 介護保険の給付に関する事務
"""
    assert [one.purpose for one in torn(OVERVIEW, page).transfers] == [
        "介護保険の給付に関する事務",
        "感染症の予防に関する事務",
    ]


def test_a_name_is_cited_where_it_is_printed() -> None:
    facts = torn(OVERVIEW, upside_down(ONE))
    evidence = facts.delegations[0].evidence["contractors[0]"]
    assert evidence.item == "Ⅱ.4.委託事項1.⑥"
    assert evidence.text == "株式会社一番"
    assert evidence.line is not None
    assert facts.delegations[0].line != evidence.line
