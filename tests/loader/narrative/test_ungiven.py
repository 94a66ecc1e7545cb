"""Denials told from the side of the 個人番号: to whom it is not given, what cannot show it, what does not hold it."""

from __future__ import annotations

import pytest
from told import facts_of


def told(measures: str = "", **given: str) -> list[tuple[str | None, str | None, bool | None]]:
    return [(one.who, one.what, one.unconditional) for one in facts_of(measures=measures, **given).denials]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("・甲野病院に個人番号が渡ることはない。", "甲野病院"),
        ("・甲野病院に対し個人番号が明かされることはない。", "甲野病院"),
        ("・相談端末に個人番号は表示されない。", "相談端末"),
        ("・当該相談端末には、個人番号を検索する機能が設けられていない。", "相談端末"),
        ("・株式会社丙野印刷は、個人番号を受け取らない。", "株式会社丙野印刷"),
        ("・株式会社丙野印刷に対しては、氏名及び住所の一覧（個人番号を除く。）が交付される。", "株式会社丙野印刷"),
        ("・検診サーバーから個人番号台帳を参照することができない。", "検診サーバー"),
    ],
)
def test_who_does_not_get_the_number(text: str, who: str) -> None:
    assert told(text) == [(who, "個人番号", True)]


def test_all_that_are_listed_do_not_get_it() -> None:
    assert [who for who, _, _ in told("・甲野病院及び乙野市には個人番号を渡さない。")] == ["甲野病院", "乙野市"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("・丁野クラウドの運営に当たる者は、申込の中身をのぞき見ることができない。", "丁野クラウドの運営に当たる者"),
        (
            "・戊野センターの建物を管理する事業者には、記録に触れる手段を与えていない。",
            "戊野センターの建物を管理する事業者",
        ),
        ("・国及びクラウド事業者は、業務データに触れることができない。", "国"),
        ("・株式会社己野の従業員は、名簿の内容を閲覧することができない。", "株式会社己野の従業員"),
    ],
)
def test_who_cannot_look(text: str, who: str) -> None:
    assert (who, "access", True) in told(text)


def test_a_sentence_without_topic_among_the_functions_is_about_their_system() -> None:
    assert told(functions="１　符号を保管する。個人番号は持たない。") == [("架空管理システム", "個人番号", True)]
    assert told("・符号を保管する。個人番号は持たない。") == []


def test_data_that_are_pointed_at_have_the_name_they_were_given_before() -> None:
    assert told("・受付者の点検用データを作る。当該データに個人番号は含めない。") == [
        ("受付者の点検用データ", "個人番号", True)
    ]
    assert told("・データを作る。当該データに個人番号は含めない。") == []
    assert told("・令和4年5月に請求書が紛れたが、当該請求書に個人番号は記載されていない。") == []


@pytest.mark.parametrize(
    "text",
    [
        "・権限のない職員の相談端末に個人番号は表示されない。",
        "・相談端末に個人番号が表示されない場合は、課に連絡する。",
        "・乙野課がこれを受領するが、いずれの段階でも個人番号は用いられない。",
        "・甲野サーバーから甲野病院に個人番号が渡ることはない。",
    ],
)
def test_what_is_no_denial_of_a_place(text: str) -> None:
    assert [one for one in told(text) if one[2]] == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("・月組システムは、戊野システムに対し個人番号を渡さない。", ["戊野システム"]),
        ("・架空市は、名簿を甲野病院に送付するが、名簿に個人番号は記載しない。", ["名簿"]),
        ("・株式会社己野の従業員が用いる端末では、個人番号を閲覧できない。", ["株式会社己野"]),
        ("・受付業務の受託者には、個人番号の参照権限を付与していない。", ["受付業務の受託者"]),
        ("・県への報告は、件数だけとし、個人番号その他の情報は報告しない。", ["県"]),
        ("・架空市は、個人番号を保有しない。", []),
    ],
)
def test_of_whom_it_is_said(text: str, who: list[str]) -> None:
    assert [one for one, _, always in told(text) if always] == who
