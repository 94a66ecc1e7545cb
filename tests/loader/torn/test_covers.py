"""Covers in the layouts that published assessments print: dates of both calendars, glued labels, wrapped titles.

All bodies and numbers are made up. Each case names what is to be read; None: the cover does not say it.
"""

from __future__ import annotations

import pytest
from bangolin.loader.form.definition import read_form
from bangolin.loader.form.entries import joined
from bangolin.loader.sources.text import Line
from bangolin.loader.torn.cover import read_cover, read_edition

FORM = read_form("form4-r06-10")
TITLE = "架空市 架空税事務 全項目評価書"
WHOLE = ("7", TITLE, "架空市長", "令和6年4月1日")


def lines(text: str) -> list[Line]:
    return [Line(number, words) for number, words in enumerate(text.strip("\n").split("\n"), start=1)]


def cover(text: str) -> tuple[str | None, ...]:
    """Number, title, assessor and date of a cover, blanks in titles aside."""
    found = {value.item.removeprefix("cover."): joined(value.spans) for value in read_cover(lines(text), FORM)}
    return tuple(found.get(name) for name in ("number", "title", "assessor", "published"))


def page(number: str = "7", assessor: str = "架空市長", date: str = "令和6年4月1日", title: str = TITLE) -> str:
    return f"""
特定個人情報保護評価書（全項目評価書）

評価書番号
{number}
評価書名
{title}

個人のプライバシー等の権利利益の保護の宣言

特記事項
-

評価実施機関名
{assessor}

公表日
{date}

[令和6年10月　様式4]
"""


DATES = {
    "令和6年4月1日": "令和6年4月1日",
    "令和６年４月１日": "令和6年4月1日",
    "令和 6 年 4 月 1 日": "令和6年4月1日",
    "令和元年5月1日": "令和元年5月1日",
    "2024年4月1日": "2024年4月1日",
    "２０２４年４月１日": "2024年4月1日",
    "2024/4/1": "2024/4/1",
    "2024.04.01": "2024.04.01",
    "2024-04-01": "2024-04-01",
    "R6.4.1": "R6.4.1",
}


@pytest.mark.parametrize(("printed", "read"), DATES.items())
def test_dates_of_both_calendars(printed: str, read: str) -> None:
    assert cover(page(date=printed)) == ("7", TITLE, "架空市長", read)


@pytest.mark.parametrize(
    "assessor",
    [
        "架空市",
        "架空町長",
        "架空県 架空町長",
        "架空県知事",
        "架空広域連合長",
        "架空健康保険組合",
        "架空大臣",
        "架空市教育委員会",
    ],
)
def test_assessors(assessor: str) -> None:
    assert cover(page(assessor=assessor)) == ("7", TITLE, assessor, "令和6年4月1日")


@pytest.mark.parametrize("printed", ["架 空 市 長", "架　空　市　長", "架空市 長", "架空　市長"])
def test_an_assessor_with_blanks_between_its_signs(printed: str) -> None:
    assert (cover(page(assessor=printed))[2] or "").replace(" ", "").replace("　", "") == "架空市長"


@pytest.mark.parametrize(
    "remark",
    [
        "-",
        "－",
        "―",
        "ー",
        "なし",
        "特になし",
        "架空市は、委員会の承認を受けた事業者に委託する。",
        "・架空市長は公表日ごとに確認する。",
    ],
)
def test_remarks_are_no_values(remark: str) -> None:
    assert cover(page().replace("-\n", remark + "\n", 1)) == WHOLE


CASES = {
    "one line": (
        "特定個人情報保護評価書（全項目評価書） 評価書番号 評価書名 7 架空市 架空税事務 全項目評価書 "
        "個人のプライバシー等の権利利益の保護の宣言 架空市は、特定個人情報の取扱いにあたり、権利を守ることを宣言する。 "
        "特記事項 - 評価実施機関名 架空市長 公表日 令和6年4月1日 [令和6年10月 様式4]",
        WHOLE,
    ),
    "one line, spaced words": (
        "特定個人情報保護評価書 ( 全項目評価書 ) 評価書番号 評価書名 7 架空市架空税事務 全項目評価書 "
        "個人のプライバシー等の権利利益の保護の宣言 架空市は 権利を守ることを宣言する "
        "特記事項 評価実施機関名 架空市長 公表日 令和 6 年 4 月 1 日 [ 令和 6 年 10 月 様式 4 ]",
        ("7", "架空市架空税事務 全項目評価書", "架空市長", "令和6年4月1日"),
    ),
    "glued": (
        "1 特定個人情報保護評価書 ( 全項目評価書 ) 評価書番号評価書名\n"
        "7 架空税事務全項目評価書 個人のプライバシー等の権利利益の保護の宣言 架空市は 宣言する 特記事項\n"
        "評価実施機関名架空市長公表日令和 6 年 4 月 1 日 [ 令和 6 年 10 月様式 4]",
        ("7", "架空税事務全項目評価書", "架空市長", "令和6年4月1日"),
    ),
    "labels with values on their lines": (
        "評価書番号　7\n評価書名　架空市 架空税事務 全項目評価書\n評価実施機関名　架空市長\n公表日　令和6年4月1日",
        WHOLE,
    ),
    "labels with colons": (
        "評価書番号：7\n評価書名：架空市 架空税事務 全項目評価書\n評価実施機関名：架空市長\n公表日：令和6年4月1日",
        WHOLE,
    ),
    "number and title in one line": (
        "評価書番号 評価書名\n7 架空市 架空税事務 全項目評価書\n\n評価実施機関名\n架空市長\n公表日\n令和6年4月1日",
        WHOLE,
    ),
    "number and title glued": (
        "評価書番号 評価書名\n7架空市 架空税事務 全項目評価書\n\n評価実施機関名\n架空市長\n公表日\n令和6年4月1日",
        WHOLE,
    ),
    "number behind the title": (
        "評価書番号\n評価書名\n架空市 架空税事務 全項目評\n価書\n7\n公表日\n令和6年4月1日\n評価実施機関名\n架空市長",
        WHOLE,
    ),
    "date and body in one line": (
        "評価書番号\n7\n評価書名\n架空市 架空税事務 全項目評価書\n評価実施機関名　公表日\n架空市長　令和6年4月1日",
        WHOLE,
    ),
    "values in front of their labels": (
        "令和6年4月1日\n公表日\n架空市長\n評価実施機関名\n架空市 架空税事務 全項目評価書\n評価書名\n7\n評価書番号",
        WHOLE,
    ),
    "words of labels with blanks": (
        "評価書 番号\n7\n評 価 書 名\n架空市 架空税事務 全項目評価書\n評価 実施 機関名\n架空市長\n公 表 日\n令和6年4月1日",
        WHOLE,
    ),
    "words of a label around its value": (
        "評価書番号\n7\n評価書名\n架空市 架空税事務 全項目評価書\n評価実施\n架空市長\n機関名\n公表日\n令和6年4月1日",
        WHOLE,
    ),
    "no number": (
        "評価書番号\n\n評価書名\n架空市 架空税事務 全項目評価書\n\n評価実施機関名\n架空市長\n\n公表日\n令和6年4月1日",
        (None, *WHOLE[1:]),
    ),
    "no date": (
        "評価書番号\n7\n評価書名\n架空市 架空税事務 全項目評価書\n評価実施機関名\n架空市長\n公表日\n\n[令和6年10月 様式4]",
        (*WHOLE[:3], None),
    ),
    "a page number": (
        "1\n\n特定個人情報保護評価書（全項目評価書）\n\n評価書番号\n7\n評価書名\n架空市 架空税事務 全項目評価書\n\n"
        "評価実施機関名\n架空市長\n公表日\n令和6年4月1日",
        WHOLE,
    ),
    "a title without its last word": (
        "評価書番号\n7\n評価書名\n架空税の賦課に関する事務\n評価実施機関名\n架空市長\n公表日\n令和6年4月1日",
        ("7", "架空税の賦課に関する事務", "架空市長", "令和6年4月1日"),
    ),
    "a date of the commission": (
        "評価書番号\n7\n評価書名\n架空市 架空税事務 全項目評価書\n評価実施機関名\n架空市長\n"
        "個人情報保護委員会　承認日【行政機関等のみ】\n2024年1月31日\n公表日\n2024年4月1日",
        (*WHOLE[:3], "2024年4月1日"),
    ),
    "the label of the commission's date glued to the next": (
        "評価書番号 7 評価書名 架空市 架空税事務 全項目評価書 評価実施機関名 架空市長 "
        "個人情報保護委員会 承認日 【行政機関等のみ】 公表日 令和6年4月1日",
        WHOLE,
    ),
}


@pytest.mark.parametrize(("text", "read"), CASES.values(), ids=CASES.keys())
def test_layouts(text: str, read: tuple[str | None, ...]) -> None:
    assert cover(text) == read


EDITIONS = {
    "[令和6年10月　様式4]": "令和6年10月 様式4",
    "［令和６年１０月　様式４］": "令和6年10月 様式4",
    "[ 令和 6 年 10 月 様式 4 ]": "令和6年10月 様式4",
    "令和6年10月様式4": "令和6年10月 様式4",
    "公表日 令和6年4月1日 [令和6年10月 様式4]": "令和6年10月 様式4",
}


@pytest.mark.parametrize(("printed", "read"), EDITIONS.items())
def test_the_edition_stands_anywhere(printed: str, read: str) -> None:
    found = read_edition(lines("評価書名\n架空税事務\n" + "架空の前文。" * 30 + printed), FORM)
    assert found is not None
    assert found.translate(str.maketrans("０１２３４５６７８９", "0123456789")).replace("　", "").replace(" ", "") == (
        read.replace(" ", "")
    )


def test_values_under_all_labels_of_a_cover_are_told_apart() -> None:
    text = f"""
特定個人情報保護評価書（全項目評価書）
評価書番号
評価書名
個人のプライバシー等の権利利益の保護の宣言
特記事項
評価実施機関名
公表日
7
{TITLE}
架空市長は、架空税事務において個人の権利利益の保護に取り組むことを宣言する。
なし
架空市長
令和6年4月1日
"""
    assert cover(text) == WHOLE
