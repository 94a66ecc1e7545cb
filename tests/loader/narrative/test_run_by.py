"""Who runs a system: in the passive, in brackets, as who offers it, by titles of work and in sentences of its box."""

from __future__ import annotations

import pytest
from bangolin.loader.narrative.delegated import worked_on
from bangolin.loader.narrative.places import lexicon
from told import facts_of


def run(measures: str = "", **given: str) -> set[tuple[str | None, str | None]]:
    return {(one.operator, one.of) for one in facts_of(measures=measures, **given).operators}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("・月組共同システムは、甲野機構によって運営されている。", ("甲野機構", "月組共同システム")),
        ("・月組共同システムは、甲野機構及び乙野協会により運用される。", ("乙野協会", "月組共同システム")),
        (
            "・月組共同システムは、甲野機構及び乙野協会（以下「丙野団体」という。）により運営される。",
            ("丙野団体", "月組共同システム"),
        ),
        (
            "・月組システムは、株式会社星組の提供する外部の申込サービスであり、暗号化する。",
            ("株式会社星組", "月組システム"),
        ),
        (
            "・月組システムは、甲野機構及び乙野協会（以下「丙野団体」という。）が運営する。",
            ("丙野団体", "月組システム"),
        ),
        (
            "・月組システムは、甲野機構及び乙野協会（この二者を以下「丙野団体」という。）が運営する。",
            ("乙野協会", "月組システム"),
        ),
        ("・株式会社星組の営む月組データセンターに置く。", ("株式会社星組", "月組データセンター")),
        ("・月組ルーム（民間の申込窓口。運営：株式会社星組）に送る。", ("株式会社星組", "月組ルーム")),
        ("・月組サーバー（甲野機構が運営する。）に接続する。", ("甲野機構", "月組サーバー")),
        ("・月組システムの保守及び運用（甲野機構及び乙野協会に再委託する。）", ("甲野機構", "月組システム")),
        ("・月組センターの建物を管理する事業者は入室しない。", ("月組センターの建物を管理する事業者", "月組センター")),
    ],
)
def test_who_runs_it(text: str, pair: tuple[str, str]) -> None:
    assert pair in run(text)


@pytest.mark.parametrize(
    "text",
    [
        "・月組システムは、民間事業者が提供する申込サービスである。",
        "・月組システムの保守を第三者に再委託することができる。",
        "・月組システムは、書面により運営される会議で選ぶ。",
    ],
)
def test_words_that_name_nobody_run_nothing(text: str) -> None:
    assert run(text) == set()


@pytest.mark.parametrize(
    "functions",
    ["甲野機構が構築し、乙野協会と共に運営する全国共通の仕組みである。", "甲野機構及び乙野協会が運営。"],
)
def test_sentences_without_topic_are_about_the_system_of_the_box(functions: str) -> None:
    assert {("甲野機構", "架空管理システム"), ("乙野協会", "架空管理システム")} <= run(functions=functions)


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("月組サーバ及び星組端末の保守に関する業務", ["月組サーバ", "星組端末"]),
        ("月組クラウド運用補助業務", ["月組クラウド"]),
        ("当該システムの保守", []),
        ("サーバー等の運用", []),
        ("納付相談の受付業務", []),
    ],
)
def test_systems_that_a_title_of_work_names(title: str, names: list[str]) -> None:
    assert worked_on(title, lexicon([])) == names
