"""Small made-up texts as the readers of running text see them."""

from __future__ import annotations

from collections.abc import Sequence

from bangolin.loader.facts.records import Facts, Flow, Head, System
from bangolin.loader.form.items import Span
from bangolin.loader.narrative.passages import Line, Passage, passages
from bangolin.loader.narrative.reader import read_narrative

FORM = """Ⅰ　基本情報
２．特定個人情報ファイルを取り扱う事務において使用するシステム
①システムの名称 {system}
②システムの機能
{functions}
（別添１） 事務の内容
{steps}
Ⅱ　特定個人情報ファイルの概要
{files}
Ⅲ　特定個人情報ファイルの取扱いプロセスにおけるリスク対策
{measures}
"""


def facts_of(
    steps: str = "", functions: str = "", system: str = "架空管理システム", files: str = "", measures: str = ""
) -> Facts:
    """The narrative facts of a made-up Form 4 of 架空市 with one system."""
    text = FORM.format(system=system, functions=functions, steps=steps, files=files, measures=measures)
    given = Facts(document=Head(assessor="架空市長", form="全項目"), systems=(System(ordinal=1, name=system),))
    printed = [(Span(words, line=number), None) for number, words in enumerate(text.split("\n"), 1)]
    return read_narrative(printed, given)


def ends(flows: Sequence[Flow]) -> list[tuple[str | None, str | None]]:
    """Source and target of every flow, in order."""
    return [(flow.source, flow.target) for flow in flows]


def steps(text: str) -> list[tuple[str | None, str | None]]:
    """Source and target of the flows that steps of 別添1 tell."""
    return ends(facts_of(steps=text).flows)


def functions(text: str, system: str = "架空管理システム") -> list[tuple[str | None, str | None]]:
    """Source and target of the flows that the functions of one system tell."""
    return ends(facts_of(functions=text, system=system).flows)


def read_passages(text: str, section: str = "別添1") -> tuple[Passage, ...]:
    """The passages of a text, one span a line."""
    lines = [Line(Span(words, line=number), words, section) for number, words in enumerate(text.split("\n"), 1)]
    return passages(line for line in lines if line.text.strip())
