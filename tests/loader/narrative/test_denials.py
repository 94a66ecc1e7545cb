"""Denials: a negation that is limited to one situation bars nothing."""

from __future__ import annotations

import pytest
from told import facts_of


def told(measures: str) -> list[tuple[str | None, bool | None]]:
    return [(denial.who, denial.unconditional) for denial in facts_of(measures=measures).denials]


LIMITED = [
    "・保守事業者は、端末に接続して作業を行うが、この接続により個人番号を閲覧することはできない。",
    "・架空管理システムは、番号を用いない事務処理においては、個人番号にアクセスできない。",
    "・架空管理システムは、夜間の作業では、個人番号にアクセスできない。",
    "・保守事業者は、点検に際しては、個人番号を閲覧できない。",
]


@pytest.mark.parametrize("text", LIMITED)
def test_a_denial_of_one_situation_is_conditional(text: str) -> None:
    assert [always for _, always in told(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "・架空管理システムは、個人番号にアクセスできない。",
        "・架空管理システムにおいては、個人番号にアクセスできない。",
    ],
)
def test_a_denial_of_the_whole_place_holds_always(text: str) -> None:
    assert told(text) == [("架空管理システム", True)]


def test_a_negation_that_describes_a_task_denies_nothing() -> None:
    assert told("・架空管理システムは、個人番号を用いない事務処理も行う。") == []
