"""Loading facts into a real store: decisions are applied, editions join their assessment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from bangolin.graph.loading import editions, facts_json
from bangolin.graph.stores.problems import StoreError
from bangolin.graph.stores.store import Store, open_store
from bangolin.loader.facts import facts_from_dict, facts_from_json
from bangolin.loader.load import decide, load_facts
from bangolin.loader.review import Correction, items
from bangolin.queries import trace, who
from made_up import assessment, delegation


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("loading")) as opened:
        yield opened


def document(body: str, **parts: Any) -> Any:
    row = delegation("株式会社誤読")
    row["evidence"] = {"contractors[0]": {"item": "Ⅱ.4", "line": 5, "text": "株式会社誤読", "confidence": "uncertain"}}
    return facts_from_dict(assessment(body, delegations=[row], **parts))


def contractors(store: Store, body: str) -> list[str]:
    viewers = who.ask(store, {"field": "個人番号", "assessment": [body]})["viewers"]
    return [viewer["name"] for viewer in viewers if viewer["kind"] == "contractor"]


def test_correction_shows_at_once_and_after_loading_again(store: Store) -> None:
    facts = document("訂正市長")
    edition = load_facts(store, facts).report.edition
    [item] = [one for one in items(facts) if one.confidence == "uncertain"]
    when = "2026-04-01T09:00:00+00:00"
    correction = Correction(item.path, item.words, "correct", "株式会社正読", "officer", when, "原本で確認")
    assert decide(store, edition, correction).applied == (correction,)
    assert contractors(store, "訂正市") == ["株式会社正読"]
    again = load_facts(store, facts)
    assert again.report.outcome == "unchanged"
    assert contractors(store, "訂正市") == ["株式会社正読"]


def test_decisions_about_two_values_of_one_list_both_hold_though_the_second_moved_up(store: Store) -> None:
    row = delegation("株式会社誤読")
    row["contractors"] = names = ["株式会社誤読", "株式会社重複", "株式会社正当"]
    row["evidence"] = {f"contractors[{n}]": {"item": "Ⅱ.4", "line": n, "text": name} for n, name in enumerate(names)}
    facts = facts_from_dict(assessment("移動市長", delegations=[row]))
    edition = load_facts(store, facts).report.edition
    for second, name in enumerate(names[:2]):
        [item] = [one for one in items(facts_from_json(facts_json(store, edition))) if one.value == name]
        when = f"2026-04-01T09:00:0{second}+00:00"
        decide(store, edition, Correction(item.path, item.words, "reject", None, "officer", when, "名簿にない"))
    assert contractors(store, "移動市") == ["株式会社正当"]
    assert load_facts(store, facts).stale == ()
    assert contractors(store, "移動市") == ["株式会社正当"]


def test_changed_words_under_a_correction_are_reported(store: Store) -> None:
    facts = document("改版市長")
    edition = load_facts(store, facts).report.edition
    [item] = [one for one in items(facts) if one.confidence == "uncertain"]
    decide(
        store,
        edition,
        Correction(item.path, item.words, "accept", None, "officer", "2026-04-01T09:00:00+00:00", "確認"),
    )
    data = assessment("改版市長", delegations=[{**delegation("株式会社別人"), "evidence": {}}])
    with pytest.raises(StoreError, match="--replace"):
        load_facts(store, facts_from_dict(data))
    assert [one.path for one in load_facts(store, facts_from_dict(data), replace=True).stale] == [item.path]


def test_edition_with_another_number_joins_by_its_business(store: Store) -> None:
    load_facts(store, document("番号市長", number="7"))
    later = assessment("番号市長", number="8")
    later["document"]["published"] = "令和7年4月1日"
    report = load_facts(store, facts_from_dict(later)).report
    loaded = [row for row in editions(store) if row["body"] == "番号市"]
    assert report.in_force
    assert len({row["assessment"] for row in loaded}) == 1
    assert [row["in_force"] for row in loaded] == [True, False]


def test_store_gives_the_facts_back(store: Store) -> None:
    facts = document("保存市長")
    edition = load_facts(store, facts).report.edition
    assert facts_from_json(facts_json(store, edition)) == facts


def test_correction_survives_restart_and_loading_again_and_shows_in_who_and_trace(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder, facts = tmp_path_factory.mktemp("restarted"), document("再起動市長")
    [item] = [one for one in items(facts) if one.confidence == "uncertain"]
    when = "2026-04-01T09:00:00+00:00"
    with open_store(folder) as first:
        edition = load_facts(first, facts).report.edition
        decide(first, edition, Correction(item.path, item.words, "correct", "株式会社正読", "officer", when, "確認"))
    with open_store(folder) as again:
        assert load_facts(again, facts).report.outcome == "unchanged"
        assert contractors(again, "再起動市") == ["株式会社正読"]
        reached = trace.ask(again, {"place": "架空給付システム", "assessment": ["再起動市"]})["places"]
    assert {place["name"] for place in reached} >= {"株式会社正読"}
    assert "株式会社誤読" not in {place["name"] for place in reached}


def test_names_of_an_edition_that_an_older_version_loaded_are_found(store: Store) -> None:
    edition = load_facts(store, document("旧版市長")).report.edition
    store.write(
        lambda transaction: transaction.run(
            "MATCH (e:Edition {key: $key})-[n:NAMES]->(p:Place) REMOVE n.spelled", {"key": edition}
        ).consume()
    )
    asked = {"place": "(株)誤読", "assessment": ["旧版市"], "backward": True}
    assert [start["name"] for start in trace.ask(store, asked)["start"]] == ["株式会社誤読"]
