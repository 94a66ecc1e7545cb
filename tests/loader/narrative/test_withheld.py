"""What the text says of the number in places, between places and in data, and what it does not say of it."""

from __future__ import annotations

import pytest
from told import facts_of

MOVE = "①甲野システムから乙野システムへ月報一覧を送信する。"


def carried(steps: str = "", **given: str) -> list[bool | None]:
    return [flow.carries_my_number for flow in facts_of(steps=steps, **given).flows]


@pytest.mark.parametrize(
    "said",
    [
        "甲野システムは、個人番号を保有しない。",
        "乙野システムには、個人番号を記録しない。",
        "※　乙野システムは個人番号を取り扱わない。",
        "甲野システムが送受信するデータには、個人番号は含まれない。",
        "甲野システムから乙野システムに個人番号が送信されることはない。",
        "月報一覧及び年報一覧に個人番号は記載しない。",
        "月報一覧には氏名及び個人番号を記載しない。",
        "月報一覧（個人番号は含まない。）は翌月に消去する。",
        "月報一覧とは、月ごとの件数であり、個人番号を含まない。",
    ],
)
def test_said_elsewhere_that_it_does_not_go_along(said: str) -> None:
    assert carried(MOVE, measures=said) == [False]


@pytest.mark.parametrize(
    "said",
    [
        "月報一覧に個人番号の記載がない場合は、丙野課が確認する。",
        "甲野システムは、個人番号を保有しない者を別に管理する。",
        "丁野サーバーには、個人番号を記録しない。",
        "丁野サーバーから乙野システムに個人番号が送信されることはない。",
        "一覧データ（個人番号を含む。）は施錠して保管する。",
    ],
)
def test_what_is_said_of_something_else_says_nothing_here(said: str) -> None:
    assert carried(MOVE, measures=said) == [None]


@pytest.mark.parametrize(
    "said",
    [
        "個人番号を付した支払の記録のデータ（以下「月報一覧」という。）を作成する。",
        "対象者の個人番号を収録した月報一覧を作成する。",
        "翌月に送る月報一覧に個人番号を含む。",
        "年報データ及び月報一覧（いずれも個人番号を含む。）を作成する。",
    ],
)
def test_said_elsewhere_that_it_goes_along(said: str) -> None:
    text = MOVE.replace("月報一覧", "月報情報")
    assert carried(text, measures=said.replace("月報一覧", "月報情報")) == [True]


def test_the_sentence_behind_speaks_of_the_whole_exchange() -> None:
    text = "①架空市は、銀行へ残高を照会し、銀行から回答を受け取る。このサービスでは個人番号を用いない。"
    assert carried(text) == [False, False]


def test_an_unknown_number_is_nothing_that_moves() -> None:
    assert carried("①個人番号が確認できない者については、甲野端末から丙野機構に確認を依頼する。") == [None]


def test_a_number_put_in_place_of_it_leaves_it_out() -> None:
    assert carried("①甲野システムは、個人番号を整理番号に置き換えた名簿を乙野システムに引き渡す。") == [False]


def test_what_is_left_out_of_data_stays_out_over_the_next_verb() -> None:
    text = (
        "①甲野システムから支払データ（個人番号を除く。）を媒体に出力して会計課へ引き渡し、会計課は丙野銀行に送信する。"
    )
    found = carried(text)
    assert found[0] is False
    assert True not in found
