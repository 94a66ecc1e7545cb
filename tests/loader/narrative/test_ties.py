"""Parts, operators, denials and names in wordings of many hands."""

from __future__ import annotations

import pytest
from told import facts_of


@pytest.mark.parametrize(
    ("functions", "pair"),
    [
        (
            "(1)受付記録機能（以下「受付サブシステム」という。）\n　・受付の記録を行う。",
            ("受付サブシステム", "架空管理システム"),
        ),
        ("・番号は、専用のデータベース（以下「番号ＤＢ」という。）に格納する。", ("番号ＤＢ", "架空管理システム")),
        (
            "※甲野サーバ及び乙野端末は、丙野ネットワークシステムを構成する機器である。",
            ("甲野サーバ", "丙野ネットワークシステム"),
        ),
        ("・丙野システムの管理端末（以下「丙野管理端末」という。）から登録する。", ("丙野管理端末", "丙野システム")),
    ],
)
def test_parts(functions: str, pair: tuple[str, str]) -> None:
    assert pair in [(part.part, part.whole) for part in facts_of(functions=functions).parts]


def test_offices_of_the_assessor() -> None:
    facts = facts_of(
        steps="①架空市（以下「架空団」という。）は、会員から届書を受ける。\n②会員は、架空団の給付部に請求書を郵送する。"
    )
    assert ("給付部", "架空市") in [(part.part, part.whole) for part in facts.parts]


def test_persons_under_one_name_are_no_parts() -> None:
    facts = facts_of(steps="①会員又はその遺族（以下「請求者」という。）は、請求書を架空市に提出する。")
    assert facts.parts == ()


@pytest.mark.parametrize(
    ("functions", "pair"),
    [
        ("情報の照会を行うためのシステムであり、丁野庁が整備し、運営する。", ("丁野庁", "架空管理システム")),
        ("※甲野ポータルを運営する丁野庁は、内容を閲覧することができない。", ("丁野庁", "甲野ポータル")),
        ("※甲野サーバの運用及び監視は、丁野機構に集約されている。", ("丁野機構", "甲野サーバ")),
        (
            "※甲野・プラットフォームの事業者の業務は、監視である。",
            ("甲野・プラットフォームの事業者", "甲野・プラットフォーム"),
        ),
    ],
)
def test_operators(functions: str, pair: tuple[str, str]) -> None:
    assert pair in [(one.operator, one.of) for one in facts_of(functions=functions).operators]


def test_an_office_that_someone_manages_has_no_operator() -> None:
    assert facts_of(measures="移管先の福祉事務所を管理する団体の長に送付する。").operators == ()


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("丙野課の端末からは、甲野システムに接続することができない。", "丙野課の端末", "access"),
        ("照会文書及び回答書に個人番号は記載しない。", "照会文書及び回答書", "個人番号"),
        ("調査票には氏名及び個人番号を記載しない。", "調査票", "個人番号"),
        ("この課税資料に個人番号は転記しない。", "課税資料", "個人番号"),
        ("調査票に個人番号を書く欄は設けていない。", "調査票", "個人番号"),
        ("登録情報及び申告情報には、個人番号を含まない。", "登録情報及び申告情報", "個人番号"),
        ("甲野システムが送受信するデータには、個人番号は含まれない。", "甲野システム", "個人番号"),
        ("株式会社甲野は、個人番号を復号する権限を有しておらず、安全である。", "株式会社甲野", "個人番号"),
    ],
)
def test_denials(text: str, who: str, what: str) -> None:
    found = [(one.who, one.what) for one in facts_of(measures=text).denials if one.unconditional]
    assert found == [(who, what)]


@pytest.mark.parametrize(
    "text",
    [
        "甲野システムは、インターネットに接続することができない。",
        "甲野システムは、照会要求を送信する（照会要求に個人番号は用いない。）。",
        "このファイルに個人番号は含まない。",
        "届書に個人番号が記載されない場合は、窓口で確認する。",
    ],
)
def test_measures_and_cases_deny_nothing(text: str) -> None:
    assert [one.who for one in facts_of(measures=text).denials if one.unconditional] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲野共通システム（庁内連携システムともいう。）を使う。", ("甲野共通システム", "庁内連携システム")),
        ("甲野システム（架空共同甲野システムをいう。）を使う。", ("甲野システム", "架空共同甲野システム")),
    ],
)
def test_other_names(text: str, names: tuple[str, str]) -> None:
    assert names in [one.names for one in facts_of(functions=text).same_as]


def test_what_a_clause_tells_is_no_long_name() -> None:
    text = "①県から窓口端末に回答された住所の異動に関する情報（以下「現況」という。）を確認する。"
    assert facts_of(steps=text).same_as == ()


@pytest.mark.parametrize(
    ("text", "name", "linked"),
    [
        ("・個人番号と１対１に対応する加入管理番号を払い出す。", "加入管理番号", "個人番号"),
        ("・個人番号を会員番号に紐付けて管理する。", "会員番号", "個人番号"),
        ("・枝番を採番し、個人番号と対応付ける。", "枝番", "個人番号"),
    ],
)
def test_any_number_of_a_person_that_is_tied_to_the_number_is_an_identifier(text: str, name: str, linked: str) -> None:
    found = {one.name: one.linked_to for one in facts_of(functions=text).identifiers}
    assert linked in found[name]


@pytest.mark.parametrize("text", ["・個人番号と電話番号を紐付けない。", "・個人番号及び会員番号を表示する。"])
def test_numbers_of_things_and_numbers_side_by_side_are_none(text: str) -> None:
    assert facts_of(functions=text).identifiers == ()


def test_an_identifier_is_tied_through_another() -> None:
    text = "・個人番号を会員番号に紐付けて管理する。\n・連携用番号を会員番号に対応させて管理する。"
    found = {one.name: one.linked_to for one in facts_of(functions=text).identifiers}
    assert found == {"会員番号": ("個人番号", "連携用番号"), "連携用番号": ("会員番号",)}


def test_bodies_that_run_a_system_together() -> None:
    facts = facts_of(functions="※甲野連合会及び乙野基金が、丙野サーバーを運営している。")
    assert [(one.operator, one.of) for one in facts.operators] == [
        ("甲野連合会", "丙野サーバー"),
        ("乙野基金", "丙野サーバー"),
    ]


def test_who_gets_data_without_the_number() -> None:
    facts = facts_of(measures="株式会社甲野に渡す印刷用データには、個人番号を含めない。")
    assert ("株式会社甲野", "個人番号", True) in [(one.who, one.what, one.unconditional) for one in facts.denials]


def test_a_system_into_which_nobody_types_it() -> None:
    facts = facts_of(measures="丙野システムでは、個人番号を入力させない。")
    assert [(one.who, one.what) for one in facts.denials] == [("丙野システム", "個人番号")]
