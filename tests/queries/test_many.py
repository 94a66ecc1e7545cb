"""Over many assessments `delegations` lists some chains and counts all, as the whole answer of Cypher has them, and `check`
reads a few at a time.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from bangolin.graph.stores.store import Store
from bangolin.loader.facts import facts_from_dict, facts_to_json
from bangolin.queries import check, delegations, many
from bangolin.queries.bands import band
from bangolin.queries.problems import UnknownNameError

from bench.national.country import country, facts_of

BEHIND = (7, 16, 38)
"""Rows of the made-up country: three assessments of two bodies, behind all of which one contractor stands."""
Answer = dict[str, Any]


@pytest.fixture(scope="module")
def store(store_with: Callable[..., Store]) -> Store:
    land = country(40)
    facts = [facts_of(land, row) for row in BEHIND]
    return store_with(*facts, odd())


def odd() -> Any:
    """Two files, one 委託事項 with two contractors of one body, one of no file, one with nobody, bands that are no bands."""
    plain = json.loads(facts_to_json(facts_of(country(40), 1)))
    plain["document"] |= {"assessor": "奇妙市", "title": "奇妙市 奇妙な事務 全項目評価書", "number": "77"}
    first, second = plain["files"][0], {**plain["files"][0], "name": "もう一つのファイル"}
    plain["files"] = [first, second]
    for category in ("flows", "provisions", "transfers", "record_items", "acquisition", "denials", "identifiers"):
        plain[category] = []
    row = {**plain["delegations"][0], "redelegates": [], "redelegated": None}
    plain["delegations"] = [
        {**row, "ordinal": 2, "contractors": ["株式会社奇妙甲", "(株)奇妙甲"], "subject_count": "1万人未満"},
        {**row, "ordinal": 1, "contractors": ["奇妙甲"], "subject_count": "100万人以上", "redelegated": True},
        {**row, "ordinal": 1, "file": second["name"], "contractors": ["株式会社奇妙乙"], "subject_count": "不明"},
        {**row, "ordinal": 3, "file": second["name"], "contractors": [], "subject_count": None},
        {**row, "ordinal": 4, "file": "どこにもないファイル", "contractors": ["株式会社奇妙甲"], "scope": "全体"},
    ]
    return facts_from_dict(plain)


@pytest.fixture
def by_index(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Lets the index answer, and list so many assessments."""

    def begin(listed: int) -> None:
        monkeypatch.setattr(many, "FROM_EDITIONS", 1)
        monkeypatch.setattr("bangolin.queries.chained.ASSESSMENTS", listed)

    return begin


def both(store: Store, question: Answer, by_index: Callable[[int], None], listed: int) -> tuple[Answer, Answer]:
    whole = delegations.ask(store, question)
    by_index(listed)
    return whole, delegations.ask(store, question)


@pytest.mark.parametrize(
    "question",
    [
        {},
        {"contractor": "架空情報1"},
        {"contractor": "奇妙甲"},
        {"contractor": "再委託先"},
        {"assessment": ["奇妙市", "赤青架市"]},
        {"contractor": "株式会社", "assessment": ["赤青架市"]},
    ],
    ids=str,
)
def test_the_index_counts_what_the_whole_answer_lists(
    store: Store, by_index: Callable[[int], None], question: Answer
) -> None:
    whole, counted = both(store, question, by_index, 10_000)
    for part in set(whole) - {"engine", "cypher"}:
        assert json.dumps(counted[part]) == json.dumps(whole[part]), part
    assert (whole["engine"], counted["engine"], counted["truncated"]) == ("cypher", "index", None)
    assert counted["totals"] == totals(whole["chains"])
    assert whole["chains"]


def totals(chains: list[Answer]) -> Answer:
    """What the chains of a whole answer come to."""
    links = [link for chain in chains for link in chain["links"]]
    unnamed = sum(link["tier"] > 1 and not link["named"] for link in links)
    files: dict[tuple[str, str], list[Any]] = {}
    for chain in chains:
        files.setdefault((chain["assessment"], chain["file"]), []).append(band(chain["subject_count"]))
    largest = [max((one for one in bands if one), key=lambda one: one.min, default=None) for bands in files.values()]
    tops = [one.max if one else None for one in largest]
    return {
        "chains": len(chains),
        "files": len(files),
        "contractors": len({link["key"] for link in links if link["tier"] == 1 and link["named"]}),
        "subcontractors": len({link["key"] for link in links if link["tier"] > 1 and link["named"]}) + unnamed,
        "unnamed": unnamed,
        "subjects": {
            "min": sum(one.min for one in largest if one),
            "max": None if None in tops else sum(filter(None, tops)),
        },
    }


def test_a_few_are_listed_and_the_rest_is_counted(store: Store, by_index: Callable[[int], None]) -> None:
    whole, few = both(store, {}, by_index, 2)
    assert few["truncated"] == {"assessments": 4, "left_out": 2}
    assert few["gaps"][0]["kind"] == "left-out"
    assert f"委託事項{few['totals']['chains']:,}件" in few["gaps"][0]["message"]
    assert few["gaps"][0]["message_en"].isascii()
    assert few["contractors"] == whole["contractors"]
    assert few["totals"]["chains"] == len(whole["chains"])
    kept = {chain["assessment"] for chain in few["chains"]}
    assert len(kept) == 2
    assert few["chains"] == [chain for chain in whole["chains"] if chain["assessment"] in kept]


def test_a_contractor_that_nobody_has_is_unknown_to_the_index_too(
    store: Store, by_index: Callable[[int], None]
) -> None:
    with pytest.raises(UnknownNameError) as by_cypher:
        delegations.ask(store, {"contractor": "市民課"})
    by_index(10_000)
    with pytest.raises(UnknownNameError) as counted:
        delegations.ask(store, {"contractor": "市民課"})
    assert str(counted.value) == str(by_cypher.value)


def test_checks_of_a_few_at_a_time_say_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    whole = check.ask(store, {}, lambda done, every: told.append((done, every)))
    assert told == [(4, 4)]
    assert any(one["purpose"] == "flows that contradict denials" for one in whole["cypher"])
    monkeypatch.setattr("bangolin.queries.viewed.AT_ONCE", 1)
    parts = check.ask(store, {}, lambda done, every: told.append((done, every)))
    assert told[1:] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert len({finding["assessment"] for finding in whole["findings"]}) == 4
    for part in set(whole) - {"cypher"}:
        assert json.dumps(parts[part]) == json.dumps(whole[part]), part
    statements = [[(one["purpose"], one["text"]) for one in answer["cypher"]] for answer in (whole, parts)]
    assert statements[0] == statements[1]


def test_checks_can_be_stopped_between_two_parts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: int, every: int) -> None:
        assert (done, every) == (1, 4)
        raise KeyboardInterrupt

    monkeypatch.setattr("bangolin.queries.viewed.AT_ONCE", 1)
    with pytest.raises(KeyboardInterrupt):
        check.ask(store, {}, stop)
    assert check.ask(store, {"assessment": ["奇妙市"]})["findings"]
