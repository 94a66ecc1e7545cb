"""A list of contents on the page of the assessment itself is no heading, also where one of its lines is shortened."""

from __future__ import annotations

from bangolin.loader.form.sections import sections
from bangolin.loader.sources.text import read_text
from bangolin.loader.torn.reader import form_of_text

TEXT = """特定個人情報保護評価書（全項目評価書）
[令和6年10月　様式4]
項目一覧
Ⅰ　基本情報
（別添１）　事務の内容
Ⅱ　特定個人情報ファイルの概要
（別添２）　特定個人情報ファイル記録項目
Ⅲ　{third}
Ⅳ　その他のリスク対策
Ⅴ　開示請求、問合せ
Ⅵ　評価実施手続
（別添３）　変更箇所

Ⅰ　基本情報
①事務の名称　架空の事務
（別添１）　事務の内容
①住民が申請する。
Ⅱ　特定個人情報ファイルの概要
"""


def found(third: str) -> list[str]:
    """The sections of the text, by id."""
    document = read_text(TEXT.format(third=third).encode(), "made-up.txt")
    return [section.id for section in sections(document, form_of_text(document))]


def test_the_list_of_contents_opens_no_section() -> None:
    assert found("特定個人情報ファイルの取扱いプロセスにおけるリスク対策") == ["cover", "I", "別添1", "II"]


def test_a_shortened_line_of_contents_does_not_take_the_first_section_away() -> None:
    assert found("リスク対策") == ["cover", "I", "別添1", "II"]
