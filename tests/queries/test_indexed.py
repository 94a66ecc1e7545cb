"""Across many assessments the travel index walks, and answers as Cypher does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bangolin.graph.stores.store import Store
from bangolin.queries import indexed, many, trace

from bench.national.country import all_facts, country

QUESTIONS: tuple[dict[str, Any], ...] = (
    {"place": "統合宛名システム"},
    {"place": "本人"},
    {"place": "情報提供ネットワークシステム", "backward": True},
    {"place": "本人", "kind": ["step", "use", "delegation"]},
    {"place": "統合宛名システム", "media": ["専用線"]},
    {"place": "本人", "avoid": ["中間サーバー", "日本年金機構"]},
    {"place": "本人", "to": "ガバメントクラウド"},
    {"place": "本人", "outside": True},
    {"place": "統合宛名システム", "identifier": "any"},
    {"place": "日本年金機構", "identifier": "any", "backward": True, "media": ["専用線"]},
    {"place": "本人", "via": ["中間サーバー"]},
    {"place": "本人", "via": ["中間サーバー", "日本年金機構"], "avoid": ["庁内連携基盤"]},
    {"place": "日本年金機構", "via": ["統合宛名システム", "架空情報1"], "backward": True},
    {"place": "本人", "via": ["ガバメントクラウド"], "kind": ["step", "hold", "held", "connection"], "outside": True},
    {"place": "本人", "via": ["ガバメントクラウド"], "to": "中間サーバー", "identifier": "any"},
    {"place": "本人", "field": "氏名"},
    {"place": "日本年金機構", "field": "口座番号", "backward": True},
    {"place": "本人", "field": "所得", "via": ["中間サーバー"], "outside": True},
    {"place": "本人", "identifier": "linked"},
    {"place": "日本年金機構", "identifier": "linked", "backward": True},
    {"place": "本人", "identifier": "linked", "via": ["中間サーバー"], "kind": ["step", "hold", "connection", "over"]},
)


@pytest.fixture(scope="module")
def store(store_with: Callable[..., Store]) -> Store:
    facts = list(all_facts(country(40)))
    return store_with(*facts[:3], *facts[-3:])


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_the_index_answers_as_cypher_does(
    store: Store, question: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    by_cypher = trace.ask(store, {**question, "across": True})
    monkeypatch.setattr(indexed, "LISTED", 10_000)
    monkeypatch.setattr(many, "FROM_EDITIONS", 1)
    by_index = trace.ask(store, {**question, "across": True})
    assert (by_cypher["engine"], by_index["engine"]) == ("cypher", "index")
    for part in ("start", "to", "places", "flows", "gaps", "truncated"):
        assert by_index[part] == by_cypher[part], part
    assert by_index["places"]
    assert any(flow["kind"] == "handover" for flow in by_index["flows"]) or question.keys() & {"media", "backward"}


@pytest.mark.parametrize(
    "question",
    [
        {"place": "統合宛名システム"},
        {"place": "日本年金機構", "backward": True},
        {"place": "本人", "identifier": "linked"},
    ],
    ids=str,
)
def test_a_trace_that_stays_with_its_assessments_is_found_in_the_index_too(
    store: Store, question: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    by_cypher = trace.ask(store, question)
    monkeypatch.setattr(indexed, "LISTED", 10_000)
    monkeypatch.setattr(many, "FROM_EDITIONS", 1)
    by_index = trace.ask(store, question)
    assert (by_cypher["engine"], by_index["engine"]) == ("cypher", "index")
    for part in ("start", "to", "places", "flows", "gaps", "truncated"):
        assert by_index[part] == by_cypher[part], part
    assert not any(flow["kind"] == "handover" for flow in by_index["flows"])


def test_within_some_assessments_the_index_stays_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    question = {"place": "本人", "across": True, "assessment": ["社会保険診療報酬支払基金", "青青架市"]}
    by_cypher = trace.ask(store, question)
    monkeypatch.setattr(indexed, "LISTED", 10_000)
    monkeypatch.setattr(many, "FROM_EDITIONS", 1)
    by_index = trace.ask(store, question)
    assert by_index["engine"] == "index"
    assert by_index["places"] == by_cypher["places"]


def test_an_answer_that_is_too_long_says_what_it_leaves_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = trace.ask(store, {"place": "統合宛名システム", "across": True})
    monkeypatch.setattr(indexed, "LISTED", 20)
    monkeypatch.setattr(many, "FROM_EDITIONS", 1)
    short = trace.ask(store, {"place": "統合宛名システム", "across": True})
    reached = [place for place in whole["places"] if place["answer"] in ("reaches", "may reach")]
    assert short["truncated"]["places"] == len(reached)
    assert 0 < short["truncated"]["left_out"] < len(reached)
    answers = {(place["key"], place["assessment"]): place for place in whole["places"]}
    begun = {(start["key"], start["assessment"]) for start in short["start"]}
    assert {(place["key"], place["assessment"]) for place in short["places"]} - begun
    for place in short["places"]:
        if place["answer"] != "excluded":
            known = answers[place["key"], place["assessment"]]
            assert (place["answer"], place["hops"], place["way"]) == (known["answer"], known["hops"], known["way"])
