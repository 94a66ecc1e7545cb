"""Real assessments, read end to end: the narrative scores below which no change may fall."""

from __future__ import annotations

import importlib.util
import json
import sys
from functools import cache
from typing import Any

import pytest
from bangolin.loader.facts import facts_to_json
from bangolin.loader.parse import parse_file
from corpus import shared

FLOORS = {
    "flows": {"sagamihara": 0.72, "kantoits": 0.88, "kawasaki": 0.84},
    "my_number_on_flows": {"sagamihara": 0.50, "kantoits": 0.80, "kawasaki": 0.75},
    "structure": {"sagamihara": 0.72, "kantoits": 0.78, "kawasaki": 0.78},
    "identifiers": {"sagamihara": 0.80, "kantoits": 0.80, "kawasaki": 0.75},
}


@cache
def scores(document: str) -> dict[str, Any]:
    """The scorer's categories for one document of the corpus."""
    spec = importlib.util.spec_from_file_location("shared_score", shared("score", "score.py"))
    assert spec
    assert spec.loader
    score = importlib.util.module_from_spec(spec)
    sys.modules["shared_score"] = score
    spec.loader.exec_module(score)
    reference = json.loads(shared("reference-facts", f"{document}.json").read_text("utf-8"))
    facts = parse_file(shared("corpus", f"{document}.txt"))
    categories: dict[str, Any] = score.score(reference, json.loads(facts_to_json(facts)))["categories"]
    return categories


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("document", "category"), [(document, name) for name in sorted(FLOORS) for document in sorted(FLOORS[name])]
)
def test_no_score_falls(document: str, category: str) -> None:
    assert scores(document)[category]["f1"] >= FLOORS[category][document]


@pytest.mark.corpus
@pytest.mark.parametrize("document", ["sagamihara", "kantoits", "kawasaki", "suginami"])
def test_every_end_of_a_flow_stands_where_it_is_cited(document: str) -> None:
    path = shared("corpus", f"{document}.txt")
    lines = path.read_text("utf-8").split("\n")
    facts = parse_file(path)
    printed = [
        evidence
        for flow in facts.flows
        for name in ("source", "target")
        if (evidence := flow.evidence.get(name)) and evidence.line
    ]
    assert printed
    assert all(1 <= evidence.line <= len(lines) for evidence in printed if evidence.line)
    assert facts_to_json(parse_file(path)) == facts_to_json(facts)
