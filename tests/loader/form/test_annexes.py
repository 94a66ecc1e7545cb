"""Annexes that a document numbers by the rule of another form, or that start in the middle of a page."""

from __future__ import annotations

from bangolin.loader.form.sections import sections
from bangolin.loader.sources.text import read_text
from bangolin.loader.torn.reader import form_of_text

TEXT = """特定個人情報保護評価書（重点項目評価書）
[令和6年10月　様式3]
\fⅠ　基本情報
①事務の名称　架空の事務
\fⅡ　特定個人情報ファイルの概要
①ファイルの種類
主な記録項目
{between}（別添２）　特定個人情報ファイル記録項目
1 氏名
2 住所
"""
OF_THE_SECTION = """④再委託の有無
⑥再委託事項
使用目的
保管場所
"""


def found(between: str) -> list[tuple[str, int]]:
    """The sections of the text with their first lines."""
    document = read_text(TEXT.format(between=between).encode(), "made-up.txt")
    return [(section.id, section.lines[0].number) for section in sections(document, form_of_text(document))]


def test_an_annex_is_known_by_its_title() -> None:
    assert [name for name, _ in found("\f")] == ["cover", "I", "II", "record items"]


def test_an_annex_behind_items_of_a_section_starts_at_its_heading() -> None:
    assert found("\f" + OF_THE_SECTION)[2:] == [("II", 5), ("record items", 12)]


def test_the_heading_of_an_annex_may_stand_anywhere_on_its_page() -> None:
    assert found("\f3 生年月日\n4 性別\n5 続柄\n")[2:] == [("II", 5), ("record items", 8)]
