"""Whether the number goes along: stated, of the same data elsewhere, denied, or not told."""

from __future__ import annotations

import pytest
from told import facts_of


def carried(steps: str = "", **given: str) -> list[bool | None]:
    return [flow.carries_my_number for flow in facts_of(steps=steps, **given).flows]


def test_named_in_the_step() -> None:
    assert carried("①事業主は、個人番号を記載した届出書を架空市に提出する。") == [True]


def test_said_of_the_same_data_elsewhere() -> None:
    facts = facts_of(
        steps="①異動連絡票を連携端末から県システムに送信する。",
        measures="受付時には、個人番号を含む異動連絡票を施錠した棚に保管する。",
    )
    flow = facts.flows[0]
    assert flow.carries_my_number is True
    assert flow.mynumber_line == flow.evidence["carries_my_number"].line != flow.line
    assert flow.evidence["carries_my_number"].confidence == "derived"


def test_left_out() -> None:
    flow = facts_of(steps="①個人番号を除いた名簿を委託業者に提供する。").flows[0]
    assert flow.carries_my_number is False
    assert flow.evidence["carries_my_number"].text == "個人番号を除いた名簿を委託業者に提供する"


def test_another_identifier_alone() -> None:
    assert carried("①中間サーバーから被保険者枝番を受領する。") == [False]


def test_a_card_or_a_check_is_not_the_number() -> None:
    assert carried(
        "①住民から個人番号カードの返納届を受理する。\n②個人番号の確認のため、本人確認書類を県に送付する。"
    ) == [
        None,
        None,
    ]


def test_not_told() -> None:
    assert carried("①名簿を県に送付する。") == [None]


def test_the_sentence_behind_denies_it_of_what_was_moved_last() -> None:
    flows = facts_of(steps="①台帳を医師会に渡す。この台帳に個人番号は載せない。").flows
    assert [flow.carries_my_number for flow in flows] == [False]


def test_data_that_lack_the_number_are_told_once_for_all_steps() -> None:
    told = facts_of(
        steps="１　架空市は対象者に受診票を送付する。\n２　担当は受診票を点検する。受診票に個人番号は記載されない。"
    )
    assert [flow.carries_my_number for flow in told.flows] == [False]
    assert told.flows[0].mynumber_line is not None


def test_a_case_in_which_the_number_is_missing_denies_nothing() -> None:
    assert carried("①届出書に個人番号が記載されていない場合は、窓口端末から県に照会票を送信する。") != [False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("①名簿を県に送付するが、いずれの段階でも個人番号は用いられない。", [False]),
        ("①名簿を県に送付し、これに個人番号が付されることはない。", [False]),
        ("①端末から県サーバに発する照会では、個人番号を用いることができず、氏名を指定する。", [False]),
        ("①請求書を保険会社に送付する。これに個人番号を記載してはならない。", [False]),
        ("①個人番号の欄を黒塗りにした写しを県に送付する。", [False]),
        ("①会員は、請求書（個人番号の記載欄は設けられていない。）を架空市に提出する。", [False]),
        ("①裁定の結果を県に返送し、これには個人番号に代えて証書番号を記す。", [False]),
        ("①審査結果を県に返却する。返却する審査結果には整理番号が付され、個人番号は除かれている。", [False]),
        ("①対象者情報を県に送付する。対象者情報には個人番号、氏名及び住所が含まれる。", [True]),
        (
            "①一覧を県に送付する（※３）。\n②写しを県に送付する。\n※３　この一覧に個人番号を記録することはない。",
            [False, None],
        ),
        ("①名簿を県に送付する（※３）。\n※３　個人番号の記載がない場合を除く。", [None]),
    ],
)
def test_what_denies_or_states_it(text: str, expected: list[bool | None]) -> None:
    assert carried(text) == expected
