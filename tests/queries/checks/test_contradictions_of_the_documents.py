"""The contradictions that readers of the published documents noted are found, and each cites its sides."""

from __future__ import annotations

import datetime
import json
from importlib import resources
from typing import Any

import pytest
from bangolin.loader.facts import facts_to_dict
from bangolin.loader.parse import parse_file
from bangolin.queries.checks import View, rules
from corpus import shared

# rule, and a line of each side as the sample data cites it
NOTED: dict[str, list[tuple[str, set[int]]]] = {
    "kantoits": [
        ("printed-count", {1580}),
        ("provision-items-differ", {396, 6386}),
        ("annex-numbering-mixed", {352, 6068}),
        ("timing-missing", {1585}),
        ("inquiry-another-way", {706, 765, 1119}),
        ("connected-elsewhere", {2158, 807}),
        ("connected-elsewhere", {2996, 701}),
        ("system-only-in-measures", {2158}),
        ("system-not-listed", {2872}),
        ("defined-twice", {193, 691, 1877}),
        ("line-differs", {3094, 3178}),
        ("tunnel-differs", {2183, 3098}),
        ("retention-contradiction", {1709, 1691}),
        ("group-half-contracted", {256}),
        ("redelegated-though-forbidden", {2730, 1261, 1346, 1431}),
        ("change-not-in-force", {1119, 5777}),
        ("change-not-in-force", {443, 5799}),
        ("media-differ", {718, 726, 951}),
        ("party-under-two-names", {306, 720}),
        ("exchange-without-connection", {302, 730}),
        ("dropped-but-used", {4431, 2155}),
        ("spelled-two-ways", {2118, 2134}),
        ("spelled-two-ways", {2872, 2873}),
    ],
    "kawasaki": [
        ("network-contradiction", {340, 254}),
        ("item-count", {420, 1672}),
        ("purpose-is-information", {959}),
        ("names-nearly-alike", {944, 1566}),
        ("rated-though-not-done", {340, 2112}),
        ("step-without-connection", {189}),
        ("inside-way-to-outside", {832}),
        ("former-persons-beyond-file", {420, 976}),
        ("basis-beyond-rule", {2036, 832}),
        ("safeguarded-without-place", {2185, 2211}),
        ("incident-in-using-department", {4504, 542}),
        ("transfer-to-holder", {1204, 400}),
        ("change-not-in-force", {2301, 4482}),
        ("change-not-in-force", {340, 3092}),
        ("change-under-another-number", {944, 3331}),
        ("rated-though-not-connected", {4044}),
        ("inside-way-one-ended", {832, 51}),
        ("name-shortened", {198, 1870}),
        ("spelled-two-ways", {42, 150}),
    ],
    "sagamihara": [
        ("printed-count", {470}),
        ("annex-absent", {471}),
        ("article-numbering-old", {471}),
        ("handed-over-and-not", {369}),
        ("handed-nothing-over", {356}),
        ("handed-over-against-text", {198, 397}),
        ("entrusted-not-listed", {42}),
        ("step-without-connection", {59}),
        ("step-without-connection", {74}),
        ("retention-contradiction", {490, 313}),
        ("retention-contradiction", {490, 317}),
        ("holder-without-place", {323, 489}),
        ("provision-not-listed", {318, 471}),
        ("data-beyond-provision", {170, 471}),
        ("use-apart-from-holding", {323, 345}),
        ("exchange-without-connection", {50, 67, 245}),
        ("change-not-in-force", {471, 899}),
        ("change-listed-twice", {878, 881}),
        ("change-listed-twice", {880, 882}),
        ("annex-lists-more", {470, 1008}),
        ("one-name-two-systems", {684, 58}),
        ("name-shortened", {668}),
        ("out-of-scope-mixed", {74}),
        ("spelled-two-ways", {59, 725}),
        ("spelled-two-ways", {87, 609}),
        ("spelled-two-ways", {331, 517}),
    ],
}
# what needs words that the reader of torn text leaves out, or flows that it does not read
ONLY_IN_SAMPLE = {("kantoits", "system-not-listed"), ("kantoits", "exchange-without-connection")}


def found(facts: dict[str, Any]) -> list[tuple[str, set[int | None]]]:
    """Every finding of one edition out of its facts alone: the rule and the lines it cites."""
    view = View("甲/1", "甲/1/1", facts, datetime.date(2025, 7, 1), datetime.date(2026, 1, 1))
    looked = [(rule.id, one) for rule in rules() for one in rule.judge(view) if one.fault is not None]
    return [(rule, {cited["line"] for cited in one.evidence}) for rule, one in looked]


@pytest.mark.parametrize("name", NOTED)
def test_sample_data_shows_what_was_noted(name: str) -> None:
    text = (resources.files("bangolin.data.assessments") / f"{name}.json").read_text(encoding="utf-8")
    findings = found(json.loads(text))
    missing = [
        (rule, lines)
        for rule, lines in NOTED[name]
        if not any(rule == one and lines <= cited for one, cited in findings)
    ]
    assert missing == []


@pytest.mark.corpus
@pytest.mark.parametrize("name", NOTED)
def test_the_documents_themselves_show_it(name: str) -> None:
    facts = facts_to_dict(parse_file(shared("corpus", f"{name}.txt")))
    rules_found = {rule for rule, _ in found(facts)}
    wanted = {rule for rule, _ in NOTED[name] if (name, rule) not in ONLY_IN_SAMPLE}
    assert wanted - rules_found == set()
