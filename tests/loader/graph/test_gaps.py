"""Gaps cite the row of the form that leaves them."""

from __future__ import annotations

import json

from bangolin.loader.facts import facts_from_dict
from bangolin.loader.graph.build import build_edition
from made_up import FILE, assessment


def test_absent_annex_is_cited_by_the_row_that_names_it() -> None:
    row = {"file": FILE, "ordinal": 1, "recipient": "別紙2に定める者", "line": 50}
    graph = build_edition(facts_from_dict(assessment(provisions=[row], transfers=[{**row, "line": 51}])))
    [edition] = [node for node in graph.nodes if node.label == "Edition"]
    gaps = [gap for gap in json.loads(str(edition.properties["gaps"])) if gap["kind"] == "annex-absent"]
    assert [(gap["evidence"][0]["item"], gap["evidence"][0]["line"]) for gap in gaps] == [
        ("Ⅱ.5.提供先1", 50),
        ("Ⅱ.5.移転先1", 51),
    ]
