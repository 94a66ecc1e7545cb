"""Moves in wordings of many hands: what is negated, what is only named, who is meant, and what comes back."""

from __future__ import annotations

import pytest
from bangolin.loader.facts.records import Delegation, Facts, Head
from bangolin.loader.form.items import Span
from bangolin.loader.narrative.reader import read_narrative
from told import FORM, ends, facts_of, functions, steps

CITY = "架空市"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("①会員は、請求書を、所属所を経由せずに支部へ郵送する。", [("会員", "支部")]),
        ("①所属所は、名簿を窓口を介することなく本部に提出する。", [("所属所", "本部")]),
        ("①組合員は、届書を勤務先の所属所に提出する。", [("組合員", "所属所")]),
        (
            "①甲野システムは、書込みを許可された媒体により月報データを乙野システムに渡す。",
            [("甲野システム", "乙野システム")],
        ),
        (
            "①事業主は、届書を取りまとめ、架空市が届書の入力業務を委託する丙野印刷株式会社に送付する。",
            [("事業主", "丙野印刷株式会社")],
        ),
        (
            "①甲野システムから電子申告・納税システムを経由して税務署長に提出する。",
            [("甲野システム", "電子申告・納税システム"), ("電子申告・納税システム", "税務署長")],
        ),
        ("①甲野サーバに該当者がないときは、乙野サーバに照会する。", [(CITY, "乙野サーバ")]),
        ("①入力会社が届書を事業主に返却することがあり得る。", []),
        (
            "①甲野システムから、専用回線を利用したファイル転送により丙野株式会社に送信する。",
            [("甲野システム", "丙野株式会社")],
        ),
        (
            "①甲野システムから乙野システムほか各業務システムに配信する。",
            [("甲野システム", "乙野システム"), ("甲野システム", "各業務システム")],
        ),
    ],
)
def test_ways_ends_and_what_is_no_move(text: str, expected: list[tuple[str, str]]) -> None:
    assert steps(text) == expected


def test_a_body_is_known_by_the_short_name_the_text_gives_it() -> None:
    text = "①架空市は、丁野情報機構（以下「T-KIK」という。）に名簿を送付する。\n②T-KIKから名簿を受領する。"
    assert steps(text) == [(CITY, "T-KIK"), ("T-KIK", CITY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "①甲野システムは、契約者が電子窓口システムから提出した届書を受信する。",
            [("契約者", "電子窓口システム"), ("電子窓口システム", "甲野システム")],
        ),
        ("①甲野システムは、会員が送信した画像及び入力した届書を受け付ける。", [("会員", "甲野システム")]),
        (
            "①係員は、収集サーバーから本部端末にダウンロードし、媒体を用いて甲野システムに取り込む。",
            [("収集サーバー", "本部端末"), ("本部端末", "甲野システム")],
        ),
        (
            "①乙野課が、照会端末から丙野機構に照会し、丙野機構から回答された住所を甲野システムに取り込む。",
            [("照会端末", "丙野機構"), ("丙野機構", "照会端末"), ("照会端末", "甲野システム")],
        ),
        (
            "①丙野機構から照会端末に回答された住所は、媒体により甲野システムに取り込まれる。",
            [("丙野機構", "照会端末"), ("照会端末", "甲野システム")],
        ),
        (
            "①丙野課は、甲野システムから出力した書面を乙野課に渡し、乙野課が会員に控えの書面を送付する。",
            [("甲野システム", "乙野課"), ("乙野課", "会員")],
        ),
        (
            "①甲野システムから乙野システム、乙野システムから丁野機構へ名簿を送付する。",
            [("甲野システム", "乙野システム"), ("乙野システム", "丁野機構")],
        ),
        ("①丙野銀行は、会員の指定する口座に給付金を振り込む。", [("丙野銀行", "会員")]),
        ("①名簿を、発送を委託する事業者に送信する。", [(CITY, "発送を委託する事業者")]),
        ("①丁野課から会員に通知書を送付し、会員から申出を受ける。", [("丁野課", "会員"), ("会員", "丁野課")]),
        (
            "①甲野サーバーから丙野ネットワークシステムを介して丁野庁に口座情報を照会し、その結果を取得する。",
            [("甲野サーバー", "丁野庁"), ("丁野庁", "甲野サーバー")],
        ),
        ("①返却用ファイルに、整理番号を付して丙野機構に返送する。", [(CITY, "丙野機構")]),
    ],
)
def test_who_handed_it_in_where_it_lies_and_what_comes_back(text: str, expected: list[tuple[str, str]]) -> None:
    assert steps(text) == expected


def test_a_described_place_is_known_by_the_short_name_behind_it() -> None:
    text = (
        "①国の窓口に設けられた受付画面（以下「受付ポータル」という。）で会員が入力した届書を、甲野システムが受け取る。"
    )
    assert steps(text) == [("会員", "受付ポータル"), ("受付ポータル", "甲野システム")]


def test_letters_inside_a_contractors_name_are_no_particles() -> None:
    given = Facts(
        document=Head(assessor="架空市長", form="全項目"),
        delegations=(Delegation(ordinal=1, contractors=("株式会社やまとに計算センター",)),),
    )
    text = FORM.format(
        system="甲野システム",
        functions="",
        steps="①甲野システムから株式会社やまとに計算センターに名簿を送信する。",
        files="",
        measures="",
    )
    printed = [(Span(words, line=number), None) for number, words in enumerate(text.split("\n"), 1)]
    assert ends(read_narrative(printed, given).flows) == [("甲野システム", "株式会社やまとに計算センター")]


def test_an_office_of_the_assessor_is_named_without_it() -> None:
    assert steps("①会員は、当組合の給付課に請求書を郵送する。") == [("会員", "給付課")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("①所属所の担当者は、届書を支部に回送する。", [("所属所の担当者", "支部")]),
        ("①窓口端末に入力された番号を、丙野サーバへ送信する。", [("窓口端末", "丙野サーバ")]),
        ("①丙野区画に保管した名簿を、乙野システムに渡す。", [("丙野区画", "乙野システム")]),
        (
            "①甲野システムから、専用線により、発送を委託する丙野株式会社に名簿を送信する。",
            [("甲野システム", "丙野株式会社")],
        ),
        ("①丁野機構から照会があった場合には、丙野サーバーから乙野課に提供する。", [("丙野サーバー", "乙野課")]),
        ("①丙野病院は、甲野システムから資格情報を得る。", [("甲野システム", "丙野病院")]),
        (
            "①丁野課から会員に用紙を送り、記入された用紙の返送を求める。",
            [("丁野課", "会員"), ("会員", "丁野課")],
        ),
        ("①会員については、本人が、画像を丙野クラウドに送信する。", [("会員", "丙野クラウド")]),
        (
            "①市町村の回答は、丙野サーバー及び丁野サーバーを経由して甲野システムに届く。",
            [("市町村", "丙野サーバー"), ("丙野サーバー", "丁野サーバー"), ("丁野サーバー", "甲野システム")],
        ),
    ],
)
def test_who_is_meant(text: str, expected: list[tuple[str, str]]) -> None:
    assert steps(text) == expected


def test_what_a_body_fetches_leaves_the_system_whose_function_it_is() -> None:
    text = "(1)住民から送信された申請データを丁野課が取り出す機能。"
    assert functions(text, "丙野ポータル") == [("住民", "丙野ポータル"), ("丙野ポータル", "丁野課")]


def test_data_of_others_that_a_system_hands_on_leave_the_system() -> None:
    text = "(1)各業務システムの副本データを丙野サーバーへ登録する。"
    assert functions(text, "甲野システム") == [("甲野システム", "丙野サーバー")]


def test_each_receiver_gets_what_stands_before_it() -> None:
    text = "①窓口端末からは、個人番号を甲野システムに、個人番号を除く申込内容を乙野システムに、それぞれ登録する。"
    found = facts_of(steps=text).flows
    assert [(flow.target, flow.carries_my_number) for flow in found] == [
        ("甲野システム", True),
        ("乙野システム", False),
    ]


def test_what_a_later_clause_leaves_out_is_not_left_out_before() -> None:
    text = "①予告書を会員に送った後、丁野課から丙野機構へ名簿（個人番号を除く。）を引き継ぐ。"
    assert [flow.carries_my_number for flow in facts_of(steps=text).flows] == [None, False]


def test_a_word_that_a_line_end_cuts_is_one_word() -> None:
    text = "①T-KIKに照会する。\n②甲野システムから、夜間に、月ごとの名簿をまとめ、専用回線により、T-KI\nKに名簿を送信する。\n③丁野機構（以下「T-KIK」という。）から受領する。"
    assert ("甲野システム", "T-KIK") in steps(text)


def test_another_name_in_brackets_is_left_out_of_the_actors_name() -> None:
    assert (
        functions("(1)名簿を丙野サーバーへ登録する。", "甲野システム（庁内連携システムともいう。）")[0][0]
        == "甲野システム"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "①税の台帳は、甲野システムから庁内連携システムを経由して乙野システムに取り込む。",
            [("甲野システム", "庁内連携システム"), ("庁内連携システム", "乙野システム")],
        ),
        ("①丁野課は、名簿を庁内連携システムで乙野システムへ送る。", [("丁野課", "乙野システム")]),
        ("①会員は、丁野病院に予診票を持参し、接種を受ける。", [("会員", "丁野病院")]),
        ("①丁野会社からデータが媒体で納品され、甲野システムに登録される。", [("丁野会社", "甲野システム")]),
        ("①丁野課が、番号の記載された届書を丙野機構に送付する。", [("丁野課", "丙野機構")]),
        ("A-①会員は、届書を丁野課に提出する。 A-②名簿を丙野機構に送る。", [("会員", "丁野課"), (CITY, "丙野機構")]),
    ],
)
def test_ways_inside_the_house_services_and_steps_on_one_line(text: str, expected: list[tuple[str, str]]) -> None:
    assert steps(text) == expected


def test_what_has_arrived_in_a_system_is_taken_from_it() -> None:
    text = "(1)受付システムに届いた申請のデータを取り込み、請求を登録する。"
    assert functions(text, "甲野システム") == [("受付システム", "甲野システム")]


def test_what_a_function_takes_in_and_stores_elsewhere_are_two_hops() -> None:
    text = "(1)各業務システムから名簿を受け取り、番号を付けて丙野サーバーへ登録する。"
    assert functions(text, "甲野システム") == [("各業務システム", "甲野システム"), ("甲野システム", "丙野サーバー")]


def test_a_machine_that_stands_at_a_body_sends() -> None:
    text = "(1)病院に置いたタブレット端末で券を読み取り、記録を丙野サーバーに送信する。"
    assert functions(text, "甲野システム")[-1] == ("タブレット端末", "丙野サーバー")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "①丁野課は、甲野システムに登録した会員の名簿を広域端末で媒体に書き出し、乙野システムに渡す。",
            [("甲野システム", "広域端末"), ("広域端末", "乙野システム")],
        ),
        (
            "①判明した番号は、丙野機構から丁野基金、丁野基金から窓口端末の順に返される。",
            [("丙野機構", "丁野基金"), ("丁野基金", "窓口端末")],
        ),
        ("①名簿は、丙野システムから引き継ぐ。", [("丙野システム", CITY)]),
        ("①他市町村からの文書照会には、丁野課が書面で回答する。", [("他市町村", "丁野課"), ("丁野課", "他市町村")]),
    ],
)
def test_order_of_places_stored_data_and_answers(text: str, expected: list[tuple[str, str]]) -> None:
    assert steps(text) == expected


def test_who_sends_what_a_function_receives_from_a_system() -> None:
    text = "(1)国税庁が送る申告書のデータを、窓口システムから受け取る。"
    assert functions(text, "甲野システム") == [("国税庁", "窓口システム"), ("窓口システム", "甲野システム")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("①請求書は、会員から丙野連合会に直接提出される。", [("会員", "丙野連合会")]),
        ("①丙野機構に名簿を送信し、同機構から記録の情報を受信する。", [(CITY, "丙野機構"), ("丙野機構", CITY)]),
        (
            "①情報提供ネットワークシステムを使用して他市町村へ照会し、所得情報の回答を得る。",
            [(CITY, "他市町村"), ("他市町村", CITY)],
        ),
    ],
)
def test_what_goes_directly_to_the_same_body_and_back_over_a_network(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert steps(text) == expected


def test_what_another_system_made_comes_from_it() -> None:
    text = (
        "1 送信機能\n　乙野システムは、丁野システムで作成した連絡票を媒体により受け取り、戊野連合会に専用線で送信する。"
    )
    found = functions(text, system="乙野システム")
    assert found == [("丁野システム", "乙野システム"), ("乙野システム", "戊野連合会")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "乙野システムは、住民が申請を行った際の申請データを丙野システムに連携する。",
            ("乙野システム", "丙野システム"),
        ),
        ("判定結果を印刷し、架空審査会委員に送付する。", ("乙野システム", "架空審査会委員")),
    ],
)
def test_the_system_acts_though_another_subject_stands_inside(text: str, expected: tuple[str, str]) -> None:
    assert functions(f"1 連携機能\n　{text}", system="乙野システム") == [expected]


def test_this_system_is_the_one_whose_functions_are_told() -> None:
    text = "1 連携機能\n　本システムは個人番号を保有せず、丁野システムとは会員番号により連携する。"
    found = facts_of(functions=text, system="乙野システム")
    assert ends(found.flows) == [("乙野システム", "丁野システム")]
    assert found.flows[0].carries_my_number is False
    assert [(one.who, one.what, one.unconditional) for one in found.denials] == [("乙野システム", "個人番号", True)]
