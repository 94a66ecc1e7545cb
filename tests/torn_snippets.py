"""Small made-up pieces of torn text, and the facts that are read out of them."""

from __future__ import annotations

from bangolin.loader.facts.records import Facts, SourceText
from bangolin.loader.form.assemble import assemble
from bangolin.loader.form.definition import read_form
from bangolin.loader.sources.text import read_text
from bangolin.loader.torn.reader import read_torn

GAP = "\n\n\n\n"
FRONT = """Ⅰ　基本情報
 １．特定個人情報ファイルを取り扱う事務

 ①事務の名称 架空税に関する事務
"""
OVERVIEW = """Ⅱ　特定個人情報ファイルの概要
 １．特定個人情報ファイル名

架空税ファイル
"""


def torn(*pages: str, form: str = "form4-r06-10") -> Facts:
    """The facts of some pages behind a front page."""
    text = GAP.join((FRONT.strip("\n"), *(page.strip("\n") for page in pages)))
    document = read_text(text.encode(), "snippet.txt")
    declared = read_form(form)
    return assemble(declared, SourceText(title="snippet.txt"), read_torn(document, declared))


def delegation(ordinal: int, contractor: str, redelegated: str) -> str:
    """The cells of one 委託事項, top to bottom."""
    return f"""
 委託事項{ordinal} 業務{ordinal}の委託

 ①委託内容 業務{ordinal}の処理

 ③委託先における取扱者数

[ 10人以上50人未満 ] 1） 10人未満 2） 10人以上50人未満

 ⑥委託先名 {contractor}

 ⑦再委託の有無　※

[ {redelegated}

] 1） 再委託する 2） 再委託しない
"""


def upside_down(cells: str) -> str:
    """The same cells, bottom to top."""
    return "\n\n".join(reversed(cells.strip("\n").split("\n\n")))
