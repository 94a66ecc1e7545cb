"""Real assessments, read end to end: the narrative scores below which no change may fall."""

from __future__ import annotations

import importlib.util
import json
import sys
from functools import cache
from typing import Any

import pytest
from bangolin.loader.facts import Facts, facts_to_json
from bangolin.loader.parse import parse_file
from corpus import shared

FLOORS = {
    "flows": {"sagamihara": 0.72, "kantoits": 0.88, "kawasaki": 0.84},
    "my_number_on_flows": {"sagamihara": 0.50, "kantoits": 0.80, "kawasaki": 0.75},
    "structure": {"sagamihara": 0.72, "kantoits": 0.78, "kawasaki": 0.78},
    "identifiers": {"sagamihara": 0.80, "kantoits": 0.80, "kawasaki": 0.75},
}


@cache
def parsed(document: str) -> Facts:
    """The facts of one document of the corpus."""
    return parse_file(shared("corpus", f"{document}.txt"))


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
    facts = json.loads(facts_to_json(parsed(document)))
    categories: dict[str, Any] = score.score(reference, facts)["categories"]
    return categories


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("document", "category"), [(document, name) for name in sorted(FLOORS) for document in sorted(FLOORS[name])]
)
def test_no_score_falls(document: str, category: str) -> None:
    assert scores(document)[category]["f1"] >= FLOORS[category][document]


@pytest.mark.corpus
@pytest.mark.parametrize("document", ["sagamihara", "kantoits", "kawasaki", "suginami"])
def test_every_end_of_a_flow_cites_a_line_of_the_document(document: str) -> None:
    lines = shared("corpus", f"{document}.txt").read_text("utf-8").count("\n") + 1
    ends = [
        flow.evidence[name] for flow in parsed(document).flows for name in ("source", "target") if name in flow.evidence
    ]
    assert ends
    assert all(end.line is not None and 1 <= end.line <= lines for end in ends)


@pytest.mark.corpus
def test_the_same_document_gives_the_same_bytes() -> None:
    again = parse_file(shared("corpus", "kawasaki.txt"))
    assert facts_to_json(again) == facts_to_json(parsed("kawasaki"))
