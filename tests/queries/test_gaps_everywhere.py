"""Every question says, in data and at the command line, what the documents leave open and what nobody has reviewed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from typing import Any

import pytest
from bangolin.graph.stores.store import Store
from bangolin.loader.facts import Facts, facts_from_json
from bangolin.queries import breach, check, compare, cut, delegations, sees, trace, who
from bangolin.queries.reviewed import share
from bangolin.queries.scope import Edition
from bangolin.ui.asking import Asked
from bangolin.ui.cli import renderings
from bangolin.ui.rows import tables
from bangolin.ui.sentences import reviewed

CARE, HEALTH = "kakuu-kaigo", "kakuu-kenpo"
QUESTIONS: dict[str, tuple[Any, Any]] = {
    "trace": (trace, renderings.trace),
    "who": (who, renderings.who),
    "sees": (sees, renderings.tabled),
    "delegations": (delegations, renderings.delegations),
    "breach": (breach, renderings.tabled),
    "cut": (cut, renderings.cut),
    "check": (check, renderings.check),
    "compare": (compare, renderings.tabled),
}


@pytest.fixture(scope="module")
def store(store_with: Callable[..., Store]) -> Store:
    folder = resources.files("bangolin.data.fictional")
    return store_with(*(unread((folder / f"{name}.facts.json").read_text(encoding="utf-8")) for name in (CARE, HEALTH)))


def unread(text: str) -> Facts:
    """The facts as a reader leaves them: no person went through them."""
    facts = facts_from_json(text)
    assert facts.document.source
    source = replace(facts.document.source, checked=False)
    return replace(facts, document=replace(facts.document, source=source))


def parameters(store: Store, question: str) -> dict[str, Any]:
    """What is asked, with places and bodies that the two made-up assessments have."""
    chain = next(chain for chain in delegations.ask(store, {})["chains"] if chain["gaps"])
    contractor, body = chain["links"][0]["name"], chain["assessment"]
    bodies = sorted({one["assessment"] for one in delegations.ask(store, {})["chains"]})
    known = {
        "trace": {"place": chain["file"], "assessment": [body]},
        "who": {"field": "個人番号"},
        "sees": {"name": contractor},
        "breach": {"name": contractor},
        "cut": {"start": chain["file"], "end": contractor, "assessment": [body]},
        "compare": {"a": bodies[0], "b": bodies[-1]},
    }
    return known.get(question, {})


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_every_answer_has_gaps_with_weight_and_the_share_nobody_reviewed(store: Store, question: str) -> None:
    module, render = QUESTIONS[question]
    answer = module.ask(store, parameters(store, question))
    assert answer["gaps"] or question == "sees"  # nothing hides what this contractor sees
    assert all(gap["weight"] >= 1 and gap["message"] and gap["message_en"] for gap in answer["gaps"])
    review = answer["review"]
    assert review["flows"] > 0
    assert review["unchecked"] == review["flows"]
    assert f"{review['flows']:,}件" in review["message"]
    assert f"{review['uncertain']:,} are uncertain" in review["message_en"]
    asked = Asked(question, parameters(store, question), answer)
    printed = "\n".join(render(asked))
    assert review["message"] in printed
    assert all(f"{gap['kind']} ({gap['weight']}): {gap['message']}" in printed for gap in answer["gaps"])
    shown = {table.id: table for table in tables(asked, "en")}["gaps"]
    assert len(shown.rows) == len(answer["gaps"])
    assert "weight" in shown.columns
    assert all("uncertain" in reviewed(asked, language) or language == "ja" for language in ("ja", "en"))


def test_what_a_person_went_through_is_not_counted_as_unread() -> None:
    flows = [
        {"edition": "a", "confidence": "certain"},
        {"edition": "a", "confidence": "uncertain"},
        {"edition": "b", "confidence": "derived", "flows": 3},
        {"edition": "", "confidence": "certain"},
    ]
    editions = (Edition("a", "甲", "", "", "", "", checked=True), Edition("b", "乙", "", "", "", ""))
    counted = share(flows, editions)
    assert [counted[name] for name in ("flows", "uncertain", "derived", "unchecked")] == [6, 1, 3, 3]
    assert share([], editions)["flows"] == 0
