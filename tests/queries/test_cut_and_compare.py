"""Minimum cuts and comparisons on a real store."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bangolin.graph.stores.store import Store
from bangolin.queries import compare, cut
from bangolin.queries.problems import UnknownNameError
from made_up import FILE, assessment, delegation, file, item, step, system

SYSTEM = "架空給付システム"


def before() -> dict[str, Any]:
    return assessment(
        flows=[
            step("入口", "中継甲", "届出書"),
            step("入口", "中継乙", "届出書"),
            step("中継甲", "門", "届出書"),
            step("中継乙", "門", "届出書"),
            step("門", "出口", "届出書", step="②"),
        ],
        parts=[{"part": "内側", "whole": "外側", "line": 21}],
        provisions=[{"file": FILE, "ordinal": 1, "recipient": "架空年金機構", "legal_basis": "法", "line": 55}],
        delegations=[delegation("甲社")],
    )


def after() -> dict[str, Any]:
    return assessment(
        document={
            "title": "架空市 架空給付事務",
            "number": "1",
            "assessor": "架空市長",
            "form": "全項目",
            "published": "令和7年4月1日",
            "business": "架空給付事務",
            "line": 1,
        },
        systems=[system(SYSTEM)],
        files=[file(held_in=[SYSTEM])],
        flows=[step(SYSTEM, "新しい装置", "届出書")],
        delegations=[delegation("乙社")],
        record_items=[item("個人番号"), item("氏名"), item("口座番号")],
    )


@pytest.fixture(scope="module")
def store(store_with: Callable[..., Store]) -> Store:
    return store_with(before(), after())


@pytest.fixture(scope="module")
def old(store_with: Callable[..., Store]) -> Store:
    return store_with(before())


def test_the_one_flow_that_all_ways_use_is_cut(old: Store) -> None:
    answer = cut.ask(old, {"start": "入口", "end": "出口"})
    assert [(flow["source"].rsplit("/", 1)[-1], flow["target"].rsplit("/", 1)[-1]) for flow in answer["flows"]] == [
        ("門", "出口")
    ]
    assert (answer["reached"], answer["possible"]) == (True, True)


def test_what_nobody_can_stop_is_no_cut(old: Store) -> None:
    answer = cut.ask(old, {"start": "内側", "end": "外側"})
    assert (answer["reached"], answer["possible"], answer["flows"]) == (True, False, [])
    assert [flow["kind"] for flow in answer["standing"]] == ["part"]


def test_nothing_to_cut_where_there_is_no_way(old: Store) -> None:
    answer = cut.ask(old, {"start": "出口", "end": "入口"})
    assert (answer["reached"], answer["possible"], answer["flows"]) == (False, True, [])


def test_statutory_flows_are_kept_and_shown_apart(old: Store) -> None:
    answer = cut.ask(old, {"start": SYSTEM, "end": "架空年金機構"})
    assert [flow["kind"] for flow in answer["flows"]] == ["provision"]


def test_two_editions(store: Store) -> None:
    answer = compare.ask(store, {"a": "架空市/1/2024-04-01", "b": "架空市/1/2025-04-01"})
    assert [row["name"] for row in answer["appeared"]] == ["乙社", "新しい装置"]
    assert {row["name"] for row in answer["vanished"]} == {"甲社", "架空年金機構"}
    assert answer["contractors"] == {"appeared": ["乙社"], "vanished": ["甲社"]}
    assert answer["recipients"] == {"appeared": [], "vanished": ["架空年金機構"]}
    assert answer["fields"] == {"appeared": ["口座番号"], "vanished": []}


def test_an_edition_equals_itself(store: Store) -> None:
    answer = compare.ask(store, {"a": "架空市/1/2024-04-01", "b": "架空市/1/2024-04-01"})
    assert (answer["appeared"], answer["vanished"], answer["shorter"]) == ([], [], [])


def test_an_edition_that_is_not_loaded(store: Store) -> None:
    with pytest.raises(UnknownNameError):
        compare.ask(store, {"a": "架空市/1/2024-04-01", "b": "遠い村"})
