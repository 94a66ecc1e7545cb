"""Printed numbers of 件: each belongs to the box whose brackets it was torn out of."""

from __future__ import annotations

from bangolin.loader.facts.records import DisclosureCounts
from torn_snippets import OVERVIEW, torn


def counts(page: str) -> DisclosureCounts:
    return torn(OVERVIEW, page).disclosure_counts


def cited(page: str) -> dict[str, tuple[int | None, str | None]]:
    """Line and words of the evidence of each number."""
    found = torn(OVERVIEW, page).document.evidence
    return {
        path.removeprefix("disclosure_counts."): (one.line, one.text)
        for path, one in found.items()
        if path.startswith("disclosure_counts.")
    }


def test_numbers_in_their_own_brackets() -> None:
    page = """
 委託の有無　※
[ 委託する ] ＜選択肢＞

（ 4 ）　件

 提供・移転の有無
[ ○ ] 提供を行っている （ 25 ） 件

[ ] 移転を行っている （ ） 件
"""
    found = counts(page)
    assert (found.delegations, found.provisions, found.transfers) == (4, 25, None)


def test_a_number_behind_the_wrong_label_goes_to_the_ticked_one() -> None:
    page = """
 提供・移転の有無

（ ○

] 移転を行っている （

] 提供を行っている 13 ） 件

） 件 [

] 行っていない
"""
    found = counts(page)
    assert (found.provisions, found.transfers) == (None, 13)


def test_option_and_number_on_the_line_of_the_label() -> None:
    assert counts("\n 委託の有無　※　［　委託する　］　（　２　）件\n").delegations == 2


def test_each_number_cites_its_own_line() -> None:
    found = cited(
        "\n 委託の有無　※\n[ 委託する ] ＜選択肢＞\n\n（ 4 ）　件\n\n 提供・移転の有無\n"
        "[ ○ ] 提供を行っている （ 25 ） 件\n\n[ ○ ] 移転を行っている （ 7 ） 件\n"
    )
    delegations, provisions, transfers = (found[name] for name in ("delegations", "provisions", "transfers"))
    assert [delegations[1], provisions[1], transfers[1]] == ["4", "25", "7"]
    assert (delegations[0], provisions[0], transfers[0]) == (18, 21, 23)


def test_what_is_not_printed_cites_nothing() -> None:
    assert cited("\n 委託の有無　※\n\n 提供・移転の有無\n") == {}


def test_a_number_behind_the_chosen_option_and_boxes_behind_a_label() -> None:
    page = """
 委託の有無　※

[ 委託する ] （ 3 ） 件

提供・移転の有無 [ ○ ] 提供を行っている （ 5 ） 件 [

] 移転を行っている （ ） 件
"""
    found = counts(page)
    assert (found.delegations, found.provisions, found.transfers) == (3, 5, None)


def test_a_number_parted_from_its_open_bracket_is_that_of_the_box() -> None:
    page = """
 委託の有無　※
[ 委託する ] ＜選択肢＞

（ 4 ）　件

 提供・移転の有無
[ ○ ] 提供を行っている （ 2 ） 件 [ ○ ] 移転を行っている （

 3 ） 件
[ ] 行っていない
"""
    found = counts(page)
    assert (found.delegations, found.provisions, found.transfers) == (4, 2, 3)
