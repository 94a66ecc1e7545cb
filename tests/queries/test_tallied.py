"""Over many assessments `who`, `sees` and `breach` list some and count all: as the whole answer of Cypher has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest
from bangolin.graph.stores.store import Store
from bangolin.loader.facts import read_facts
from bangolin.queries import breach, cut, many, sees, who

from bench.national.country import all_facts, country

NAMES = ("架空情報1", "支払基金", "国民健康保険システム", "市民課", "本人")
SAMPLES = ("kantoits", "kawasaki")
Answer = dict[str, Any]


@pytest.fixture(scope="module")
def store(store_with: Callable[..., Store]) -> Store:
    facts = list(all_facts(country(40)))
    with resources.as_file(resources.files("bangolin.data") / "assessments") as folder:
        samples = [read_facts(folder / f"{name}.json") for name in SAMPLES]
    return store_with(*facts[:2], *facts[-3:], *samples)


@pytest.fixture
def by_index(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Lets the index answer, and list so many assessments."""

    def begin(listed: int) -> None:
        monkeypatch.setattr(many, "FROM_EDITIONS", 1)
        monkeypatch.setattr("bangolin.queries.indexed.LISTED", 10_000)
        monkeypatch.setattr("bangolin.queries.tallied.ASSESSMENTS", listed)

    return begin


def both(
    module: Any, store: Store, question: dict[str, Any], by_index: Callable[[int], None], listed: int
) -> tuple[Answer, Answer]:
    whole = module.ask(store, question)
    by_index(listed)
    return whole, module.ask(store, question)


def same(one: Answer, other: Answer) -> None:
    for part in set(one) - {"engine", "cypher"}:
        assert one[part] == other[part], part


@pytest.mark.parametrize("assessments", [[], ["青青架市", "川崎市"]], ids=["all", "some"])
def test_who_counts_what_the_whole_answer_lists(
    store: Store, by_index: Callable[[int], None], assessments: list[str]
) -> None:
    question = {"field": "個人番号", "assessment": assessments}
    whole, counted = both(who, store, question, by_index, 10_000)
    same(whole, counted)
    assert (whole["engine"], counted["engine"], counted["truncated"]) == ("cypher", "index", None)
    listed = Counter((row["kind"], row["answer"], row["because"], row["outside"]) for row in whole["viewers"])
    rows = counted["totals"]["viewers"]
    assert {(row["kind"], row["answer"], row["because"], row["outside"]): row["count"] for row in rows} == listed
    assert {"source", "recipient", "contractor"} <= {row["kind"] for row in rows}
    assert counted["totals"]["people"] == whole["people"]
    assert counted["totals"]["groups"] == len(whole["groups"]) > 10


def test_who_lists_a_few_and_says_how_many_it_leaves_out(store: Store, by_index: Callable[[int], None]) -> None:
    whole, few = both(who, store, {"field": "個人番号"}, by_index, 2)
    assert few["truncated"] == {"assessments": 7, "left_out": 5}
    assert few["gaps"][0]["kind"] == "left-out"
    assert few["gaps"][0]["message_en"].isascii()
    assert few["people"] == whole["people"]
    kept = {row["assessment"] for row in few["viewers"]}
    assert len(kept) == 2
    assert few["viewers"] == [row for row in whole["viewers"] if row["assessment"] in kept]


@pytest.mark.parametrize(
    "question",
    [
        {"field": "氏名"},
        {"field": "宛名番号"},
        {"field": "個人番号", "file": "国民健康保険"},
        {"field": "口座", "file": "ファイル"},
    ],
    ids=str,
)
def test_who_counts_other_fields_and_single_files_too(
    store: Store, by_index: Callable[[int], None], question: Answer
) -> None:
    whole, counted = both(who, store, question, by_index, 10_000)
    same(whole, counted)
    assert (whole["engine"], counted["engine"]) == ("cypher", "index")
    listed = Counter((row["kind"], row["answer"], row["because"], row["outside"]) for row in whole["viewers"])
    rows = counted["totals"]["viewers"]
    assert {(row["kind"], row["answer"], row["because"], row["outside"]): row["count"] for row in rows} == listed
    assert listed


@pytest.mark.parametrize("name", NAMES)
def test_sees_counts_what_the_whole_answer_lists(store: Store, by_index: Callable[[int], None], name: str) -> None:
    whole, counted = both(sees, store, {"name": name}, by_index, 10_000)
    same(whole, {part: value for part, value in counted.items() if part in whole})
    files = {(entry["assessment"], file["key"]): file for entry in whole["bodies"] for file in entry["files"]}
    answers: dict[tuple[str, str], tuple[str, str | None]] = {}
    for entry in whole["bodies"]:
        for file in entry["files"]:
            said, ident = (file["answer"], file["because"]), (entry["assessment"], file["key"])
            answers[ident] = min(answers.get(ident, said), said, key=sees._ORDER.__getitem__)
    told = counted["totals"]["number"]
    listed = Counter(said for said in answers.values() if said[0] != "no way stated")
    assert {(row["answer"], row["because"]): row["count"] for row in told["files"] if row["count"]} == listed
    seen = {ident for ident, said in answers.items() if said[0] in ("reaches", "may reach")}
    assert told["assessments"] == len({assessment for assessment, _ in seen})
    bands = [files[ident]["subjects"] for ident in sorted(seen) if files[ident]["subjects"]]
    assert (told["subjects"] or {"min": 0})["min"] == sum(one["min"] for one in bands)
    named = {entry["assessment"] for entry in whole["bodies"] for file in entry["files"] if file["fields"]}
    assert len(named | {one for one, _ in seen}) <= counted["totals"]["any"]["assessments"]


@pytest.mark.parametrize("name", NAMES[:2])
def test_breach_counts_what_the_whole_answer_lists(store: Store, by_index: Callable[[int], None], name: str) -> None:
    whole, counted = both(breach, store, {"name": name}, by_index, 10_000)
    assert whole["bodies"] >= 1
    same(whole, {part: value for part, value in counted.items() if part in whole})


def test_breach_lists_the_most_exposed_first(store: Store, by_index: Callable[[int], None]) -> None:
    whole, few = both(breach, store, {"name": "本人"}, by_index, 1)
    assert few["truncated"]["left_out"] == few["truncated"]["assessments"] - 1 > 0
    assert {row["assessment"] for row in few["exposed"]} <= {row["assessment"] for row in whole["exposed"]}
    assert len({row["assessment"] for row in few["exposed"]}) == 1
    assert few["bodies"] == whole["bodies"]


def test_cut_counts_where_there_is_a_way_and_lists_a_few(store: Store, by_index: Callable[[int], None]) -> None:
    question = {"start": "本人", "end": "中間サーバー"}
    whole, counted = both(cut, store, question, by_index, 10_000)
    same(whole, {part: value for part, value in counted.items() if part in whole})
    ways = {flow["assessment"] for flow in (*whole["flows"], *whole["standing"], *whole["kept"])}
    assert counted["totals"]["reached"] >= len(ways) > 1
    by_index(1)
    few = cut.ask(store, question)
    assert few["engine"] == "index"
    assert few["truncated"]["left_out"] == few["truncated"]["assessments"] - 1 > 0
    assert len({place["assessment"] for place in few["from"]}) == 1
    assert few["reached"]
    assert few["gaps"][0]["kind"] == "left-out"
