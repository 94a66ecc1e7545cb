"""Chains of arrows: ends as printed, data behind and between, both directions; steps, data and wordings give nothing."""

from __future__ import annotations

import pytest
from told import ends, facts_of, functions, steps

CITY = "架空市"
NAMED = (
    "１　この業務では、給食管理システム（以下「給食」という。）と会計管理システム（以下「会計」という。）を用いる。\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("①本人→架空市：申請書", [("本人", CITY)]),
        ("①保護者 → 窓口 → 福祉課：申込書（紙）。", [("保護者", "窓口"), ("窓口", "福祉課")]),
        ("①保護者 ⇒ 窓口：申込書。", [("保護者", "窓口")]),
        ("①保護者 ▶ 窓口：申込書。", [("保護者", "窓口")]),
        ("①保護者 ➡ 窓口：申込書。", [("保護者", "窓口")]),
        ("①保護者 -> 窓口 --> 福祉課：申込書。", [("保護者", "窓口"), ("窓口", "福祉課")]),
        ("①保護者 ← 福祉課：決定通知書。", [("福祉課", "保護者")]),
        ("①保護者 <- 福祉課：決定通知書。", [("福祉課", "保護者")]),
        ("①保護者 → 窓口 ← 病院：診断書。", [("保護者", "窓口"), ("病院", "窓口")]),
        ("①口座の届け：保護者 → 福祉課：口座番号。", [("保護者", "福祉課")]),
        ("①福祉課 → 銀行、郵便局：照会文書。", [("福祉課", "銀行"), ("福祉課", "郵便局")]),
        ("①福祉課 → 会計課：支払一覧 → 銀行：振込データ。", [("福祉課", "会計課"), ("会計課", "銀行")]),
        ("①届出の受付（保護者→窓口、窓口→福祉課）", [("保護者", "窓口"), ("窓口", "福祉課")]),
        ("①福祉課 →（封書）→ 保護者", [("福祉課", "保護者")]),
        ("①妊婦 → 医師：問診票", [("妊婦", "医師")]),
        ("①福祉課 → 郵送 → 保護者：決定通知書", [("福祉課", "保護者")]),
        ("①保護者・事業者 → 窓口/支所：申込書", [(a, b) for a in ("保護者", "事業者") for b in ("窓口", "支所")]),
        ("①保護者 → 窓口：申込書、窓口 → 福祉課：回付", [("保護者", "窓口"), ("窓口", "福祉課")]),
        ("①窓口端末→県サーバへ異動情報を送る。", [("窓口端末", "県サーバ")]),
        ("①また、翌日に、福祉課 → 県：進達一覧", [("福祉課", "県")]),
        ("①福祉課 → はれやかネット（民間の照会サービス）：照会一覧", [("福祉課", "はれやかネット")]),
        ("①市外の保育施設 → 福祉課：在園証明", [("市外の保育施設", "福祉課")]),
        (
            "①窓口端末→給食基盤→県サーバの順に、異動情報が送られる。",
            [("窓口端末", "給食基盤"), ("給食基盤", "県サーバ")],
        ),
    ],
)
def test_a_chain_is_read_end_by_end(text: str, expected: list[tuple[str, str]]) -> None:
    assert steps(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "①申請 → 審査 → 決定",
        "①書面申請 → 審査 → 決定：三日以内。",
        "①個人番号 → 宛名番号に変換。",
        "①旧 → 新",
        "①申請書 → 市。",
        "①福祉課 → 申請書：受付。",
        "①課名の変更：保育課 → 福祉課。",
        "①福祉課 → 受給判定 → 給付管理。",
        "①図中の→は情報の流れを示す。",
        "→ 電子　⇢ 紙",
        "①▶保育課▶福祉課",
        "①課名の変更：保育課 → 福祉課：四月から",
        "①保育課（旧） → 福祉課（新）：台帳",
        "①被保険者 → 被扶養者：区分",
        "①職員 → 係長：権限の変更",
        "①端末 → 照会画面：氏名を入力",
    ],
)
def test_steps_data_and_wordings_are_no_chain_of_places(text: str) -> None:
    assert steps(text) == []


def test_an_act_ends_the_chain() -> None:
    assert steps("①保護者 → 窓口 → 福祉課 → 審査") == [("保護者", "窓口"), ("窓口", "福祉課")]


def test_a_short_name_of_two_signs_is_an_end_where_the_document_defines_it() -> None:
    assert steps("①給食 → 会計：喫食一覧") == []
    assert steps(f"{NAMED}①給食 → 会計：喫食一覧") == [("給食", "会計")]


def test_brackets_behind_a_name_are_left_out_and_a_name_they_give_is_taken() -> None:
    assert functions("・３台の端末（窓口・事務室。以下「端末群」という） → 架空管理システム：入力データ") == [
        ("端末群", "架空管理システム")
    ]


def test_a_name_that_looks_like_an_act_is_an_end_where_it_recurs_with_data() -> None:
    once = "①電子申請 → 福祉課：申込データ"
    twice = f"{once}\n②保護者 → 電子申請：申込"
    assert steps(once.replace("電子申請", "共同納付")) == []
    assert steps(twice.replace("電子申請", "共同納付")) == [("共同納付", "福祉課"), ("保護者", "共同納付")]


def test_a_contractor_is_named_without_the_form_of_its_company() -> None:
    files = "①委託内容　印刷\n③委託先名　株式会社ななほし印刷（以下「ななほし」という。）"
    assert ends(facts_of(steps="①福祉課 → ななほし：宛名データ", files=files).flows) == [("福祉課", "ななほし")]


def test_both_directions_are_one_flow_each_way() -> None:
    flows = facts_of(steps="①福祉課 ⇔ 病院：照会書、回答書").flows
    assert ends(flows) == [("福祉課", "病院")]
    assert flows[0].bidirectional is True


def test_data_stand_behind_the_chain_between_its_ends_or_above() -> None:
    between = facts_of(steps="①福祉課 → 会計課：支払一覧 → 銀行：振込データ。\n②会計課 → 県：同上。").flows
    assert [flow.data for flow in between] == [("支払一覧",), ("振込データ",), ("振込データ",)]
    front = facts_of(steps="①申込書（保護者→窓口）を受け付ける。").flows
    assert [flow.data for flow in front] == [("申込書",)]
    inside = facts_of(steps="①窓口端末 → 福祉システム（所得情報、個人番号あり）").flows
    assert [(flow.data, flow.carries_my_number) for flow in inside] == [(("所得情報",), True)]
    shared = facts_of(steps="①保護者 → 窓口 → 福祉課：申込書、添付書類（郵送）。").flows
    assert [(flow.data, flow.medium) for flow in shared] == [(("申込書", "添付書類"), "郵送")] * 2


def test_what_goes_back_goes_the_other_way_round() -> None:
    assert steps("①福祉課 → 窓口端末 → 県サーバ：照会要求。回答は逆順で福祉課へ。") == [
        ("福祉課", "窓口端末"),
        ("窓口端末", "県サーバ"),
        ("県サーバ", "窓口端末"),
        ("窓口端末", "福祉課"),
    ]


def test_lines_that_are_whole_chains_are_passages_of_their_own() -> None:
    lines = "県サーバ → 架空管理システム：よその市からの照会要求\n架空管理システム → 県サーバ：回答データ"
    assert functions(lines) == [("県サーバ", "架空管理システム"), ("架空管理システム", "県サーバ")]


@pytest.mark.parametrize(
    ("behind", "carries"),
    [
        ("申込書（個人番号なし）", False),
        ("申込書（個人番号の項目なし。紙）", False),
        ("一覧（氏名。個人番号は抜いて出力）", False),
        ("一覧。個人番号は流れない", False),
        ("一覧。個人番号は書かない", False),
        ("一覧。照合は氏名・住所、個人番号は使用しない", False),
        ("一覧（氏名、個人番号）", True),
        ("申込書（希望する者は個人番号を記載）", True),
        ("申込書。個人番号あり", True),
        ("申込書。希望した者だけ個人番号欄に記入", True),
        ("申込書", None),
        ("申込書。福祉課では個人番号を保存しない", None),
        ("申込書。控えに個人番号は書かない", None),
    ],
)
def test_the_number_is_told_in_brackets_or_by_a_fragment_behind(behind: str, carries: bool | None) -> None:
    flows = facts_of(steps=f"①窓口端末 → 福祉課：{behind}。").flows
    assert [flow.carries_my_number for flow in flows] == [carries]


def test_each_data_of_a_chain_has_its_own_number() -> None:
    text = "①保護者 → 窓口：申込書（個人番号なし） → 福祉課：台帳、個人番号。\n②福祉課 → 県：同上。"
    assert [flow.carries_my_number for flow in facts_of(steps=text).flows] == [False, True, True]
