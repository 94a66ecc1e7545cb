"""Decisions about facts: applied on every later reading, and reported where the document changed under them."""

from __future__ import annotations

from typing import Any

from bangolin.loader.facts import Facts, facts_from_dict
from bangolin.loader.review import Correction, apply, items
from made_up import assessment, delegation

PATH = "delegations/架空給付ファイル+1"


def read_facts(words: str = "株式会社架空", **parts: Any) -> Facts:
    row = delegation("株式会社架空", "合同会社誤読", **parts)
    row["evidence"] = {
        "contractors[0]": {
            "item": "Ⅱ.4",
            "line": 5,
            "text": words,
            "confidence": "uncertain",
            "reason": "two readings",
        },
        "contractors[1]": {"item": "Ⅱ.4", "line": 6, "text": "合同会社誤読", "confidence": "certain"},
    }
    return facts_from_dict(assessment(delegations=[row]))


def path_of(facts: Facts, value: object) -> str:
    return next(item.path for item in items(facts) if item.value == value)


def decided(path: str, words: str, action: Any, value: Any = None) -> Correction:
    return Correction(path, words, action, value, "officer", "2026-04-01T09:00:00+00:00", "原本で確認")


def test_the_least_sure_value_comes_first() -> None:
    assert [item.confidence for item in items(read_facts())] == ["uncertain", "certain"]


def test_accepted_value_is_certain_and_says_who() -> None:
    facts = read_facts()
    outcome = apply(facts, [decided(path_of(facts, "株式会社架空"), "株式会社架空", "accept")])
    evidence = outcome.facts.delegations[0].evidence["contractors[0]"]
    assert (evidence.confidence, evidence.reason) == ("certain", "officer: 原本で確認")


def test_corrected_value_stands_in_the_facts() -> None:
    facts = read_facts()
    outcome = apply(facts, [decided(path_of(facts, "株式会社架空"), "株式会社架空", "correct", "株式会社仮空")])
    assert outcome.facts.delegations[0].contractors == ("株式会社仮空", "合同会社誤読")


def test_rejected_value_is_gone_and_its_neighbour_keeps_its_evidence() -> None:
    facts = read_facts()
    outcome = apply(facts, [decided(path_of(facts, "株式会社架空"), "株式会社架空", "reject")])
    [row] = outcome.facts.delegations
    assert row.contractors == ("合同会社誤読",)
    assert row.evidence["contractors[0]"].line == 6


def test_decision_whose_words_changed_is_reported_and_changes_nothing() -> None:
    correction = decided(path_of(read_facts(), "株式会社架空"), "株式会社架空", "correct", "株式会社仮空")
    later = read_facts(words="株式会社架空電算")
    outcome = apply(later, [correction])
    assert outcome.stale == (correction,)
    assert outcome.facts == later


def test_decision_about_another_record_is_reported() -> None:
    correction = decided(path_of(read_facts(), "株式会社架空"), "株式会社架空", "accept")
    assert apply(read_facts(ordinal=2), [correction]).stale == (correction,)


def test_words_are_compared_without_blanks_and_widths() -> None:
    correction = decided(path_of(read_facts(), "株式会社架空"), "株式会社　架 空", "accept")
    assert apply(read_facts(), [correction]).applied == (correction,)


def test_box_that_could_not_be_told_is_ticked_by_a_person() -> None:
    row = delegation("株式会社架空", methods=["専用線"], uncertain=["紙"])
    facts = facts_from_dict(assessment(delegations=[row]))
    [box] = [item for item in items(facts) if item.value == "紙"]
    ticked = apply(facts, [decided(box.path, "紙", "accept")]).facts.delegations[0]
    blank = apply(facts, [decided(box.path, "紙", "reject")]).facts.delegations[0]
    assert (ticked.methods, ticked.uncertain) == (("専用線", "紙"), ())
    assert (blank.methods, blank.uncertain) == (("専用線",), ())


def test_without_decisions_facts_stay_as_they_are() -> None:
    assert apply(read_facts(), []).facts == read_facts()


def test_a_field_that_could_not_be_told_is_filled_in_by_a_person() -> None:
    facts = read_facts(uncertain=["handlers"], handlers=None)
    [item] = [one for one in items(facts) if one.path.endswith("/handlers")]
    assert (item.value, item.words, item.confidence) == (None, "", "uncertain")
    outcome = apply(facts, [decided(item.path, "", "correct", "10人未満")])
    [row] = outcome.facts.delegations
    assert (row.handlers, list(row.uncertain), row.methods) == (
        "10人未満",
        [],
        facts.delegations[0].methods,
    )
