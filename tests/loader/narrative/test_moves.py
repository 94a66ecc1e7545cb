"""Moves in wordings of many hands: what is negated, what is only named, who is meant, and what comes back."""

from __future__ import annotations

import pytest
from told import steps

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
