"""Whose functions torn text tells: labels before, between or behind the words, several systems on a page."""

from __future__ import annotations

import pytest
from bangolin.loader.facts.records import Facts, Head, System
from bangolin.loader.form.items import Span
from bangolin.loader.narrative.reader import read_narrative
from bangolin.loader.narrative.whose import PAGE_END

FIRST = "　・月報データを集計サーバーに送信する。"
SECOND = "　・台帳システムから異動データを受信する。"
TICKS = "[ ] 情報提供ネットワークシステム [ ○ ] 庁内連携システム"
NAME, FUNCTIONS, CONNECTIONS = "①システムの名称", "②システムの機能", "③他のシステムとの接続"
WANTED = [("甲野システム", "集計サーバー"), ("台帳システム", "乙野システム")]


def told(*pages: list[str]) -> list[tuple[str | None, str | None]]:
    """Ends of the flows of I-2 of two systems, from the lines of pages."""
    printed: list[tuple[Span, str | None]] = [(Span("Ⅰ　基本情報", line=1), "I")]
    printed.append((Span("２．特定個人情報ファイルを取り扱う事務において使用するシステム", line=2), "I"))
    for page in pages:
        for words in page:
            printed.append((Span(words, line=len(printed) + 1), "I"))
        printed.append((Span(PAGE_END), "I"))
    systems = tuple(System(ordinal=n, name=name) for n, name in enumerate(("甲野システム", "乙野システム"), 1))
    given = Facts(document=Head(assessor="架空市長", form="全項目"), systems=systems)
    return [(flow.source, flow.target) for flow in read_narrative(printed, given).flows]


@pytest.mark.parametrize(
    "pages",
    [
        [[NAME, "甲野システム", FUNCTIONS, FIRST, CONNECTIONS], [NAME + " 乙野システム", FUNCTIONS, SECOND]],
        [[FIRST, CONNECTIONS, NAME + " 甲野システム", FUNCTIONS], [SECOND, FUNCTIONS, NAME + " 乙野システム"]],
        [[NAME, FUNCTIONS, CONNECTIONS, "甲野システム", FIRST, TICKS], [NAME, FUNCTIONS, "乙野システム", SECOND]],
        [["システム1", NAME, FUNCTIONS, "甲野システム", FIRST, "システム2", NAME, FUNCTIONS, "乙野システム", SECOND]],
        [[FUNCTIONS, FIRST, NAME + " 甲野システム", CONNECTIONS, NAME + " 乙野システム", FUNCTIONS, SECOND]],
        [[NAME + " 甲野システム", FUNCTIONS, FIRST, CONNECTIONS, SECOND, FUNCTIONS, NAME + " 乙野システム"]],
    ],
)
def test_functions_are_those_of_the_box_they_stand_in(pages: list[list[str]]) -> None:
    assert told(*pages) == WANTED


def test_the_end_of_the_task_above_the_first_box_is_no_function() -> None:
    before = ["　・住民に通知書を送付する。", "", FIRST, FUNCTIONS, NAME + " 甲野システム"]
    second = [(Span(words, line=10 + at), "I") for at, words in enumerate(before)]
    given = Facts(document=Head(assessor="架空市長", form="全項目"), systems=(System(ordinal=1, name="甲野システム"),))
    flows = read_narrative([*second, (Span(PAGE_END), "I")], given).flows
    assert [(flow.source, flow.target) for flow in flows] == [("甲野システム", "集計サーバー")]


def test_other_items_and_listed_systems_are_no_functions() -> None:
    page = [NAME + " 甲野システム", FUNCTIONS, FIRST, CONNECTIONS, "[ ○ ] その他 （", "丙野システム", "）"]
    assert told([*page, "４．個人番号の利用", "　県から名簿を受領する。"]) == WANTED[:1]


def test_a_part_that_is_told_of_under_the_name_of_the_whole_acts() -> None:
    note = "※甲野システムの構成要素のうち丁野サーバーで管理するため、以下では甲野システムのうちの丁野サーバー部分について記す。"
    assert told([NAME + " 甲野システム", FUNCTIONS, note, FIRST]) == [("丁野サーバー", "集計サーバー")]
