"""Form 3 has no annex of steps; one that is printed there is read up to the first item of II."""

from __future__ import annotations

import pytest
from bangolin.loader.form.items import Span
from bangolin.loader.narrative.cut import narrative_lines

SYSTEMS = "２．特定個人情報ファイルを取り扱う事務において使用するシステム"
ANNEX = ["（別添１） 事務の内容", "①　住民が申込書を窓口に出す。", "［支払］", "②　会計課が支払う。"]
BEHIND = ["[ ○ ] 紙", "台帳を写す。", "Ⅱ　特定個人情報ファイルの概要", "期限まで置く。"]


@pytest.mark.parametrize("top", ["I", "II"])
def test_an_annex_of_steps_is_read_where_the_form_has_none(top: str) -> None:
    lines = [
        ("Ⅰ　基本情報", "I"),
        (SYSTEMS, "I"),
        ("①システムの名称 給食管理システム", "I"),
        ("③他のシステムとの接続", "I"),
    ]
    lines += [(words, top) for words in (*ANNEX, *BEHIND)]
    printed = [(Span(words, line=number), part) for number, (words, part) in enumerate(lines, 1)]
    found = {line.text: line.section for line in narrative_lines(printed, ["給食管理システム"])}
    assert (found[ANNEX[1]], found[ANNEX[3]]) == ("別添1", "別添1")
    assert {found[words] for words in (BEHIND[1], BEHIND[3])} == {"II"}


def test_a_list_of_contents_opens_no_annex() -> None:
    lines = [("Ⅰ　基本情報", "I"), ("（別添１） 事務の内容", "I"), ("住民が申込書を窓口に出す。", "I")]
    printed = [(Span(words, line=number), part) for number, (words, part) in enumerate(lines, 1)]
    assert "別添1" not in {line.section for line in narrative_lines(printed, [])}
