"""A real assessment out of OCR: the scores below which no change may fall."""

from __future__ import annotations

import importlib.util
import json
import sys
from typing import Any

import pytest
from bangolin.loader.facts import facts_to_json
from bangolin.loader.parse import parse_file
from corpus import shared

FLOORS = {
    "document": 1.0,
    "systems": 1.0,
    "connections": 0.95,
    "files": 0.95,
    "record_items": 0.99,
    "acquisition": 0.95,
    "use": 0.95,
    "delegations": 0.95,
    "contractors": 0.95,
    "redelegation": 0.95,
    "provisions": 0.95,
    "transfers": 0.95,
    "methods": 0.95,
    "storage": 0.95,
    "network": 0.95,
    "measures": 0.95,
}


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("shared_score", shared("score", "score.py"))
    assert spec
    assert spec.loader
    score = importlib.util.module_from_spec(spec)
    sys.modules["shared_score"] = score
    spec.loader.exec_module(score)
    reference = json.loads(shared("reference-facts", "sagamihara.json").read_text("utf-8"))
    facts = parse_file(shared("corpus", "sagamihara.txt"))
    scored: dict[str, Any] = score.score(reference, json.loads(facts_to_json(facts)))
    return scored


@pytest.mark.corpus
@pytest.mark.parametrize("category", sorted(FLOORS))
def test_no_category_falls(result: dict[str, Any], category: str) -> None:
    assert result["categories"][category]["f1"] >= FLOORS[category]


@pytest.mark.corpus
def test_nothing_wrong_is_stated_and_names_are_cited_where_they_stand(result: dict[str, Any]) -> None:
    wrong, said = result["wrong"]
    near, names = result["lines"]
    assert wrong <= 0.02 * said
    assert near >= 0.97 * names
