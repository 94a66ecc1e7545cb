"""What officers decide about names, on a real store: at once, after loading again, carried over, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from bangolin.graph.decisions import Decision, decisions
from bangolin.graph.loading import editions, graph_version
from bangolin.graph.stores.store import Store, open_store
from bangolin.loader.facts import Facts, facts_from_dict
from bangolin.loader.load import load_facts
from bangolin.loader.names.decided import Action, NameDecision
from bangolin.loader.naming import NoNamesError, decide_names, joined_names, keep_decisions, name_decisions
from bangolin.queries import trace, who
from made_up import assessment, delegation, step


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("naming")) as opened:
        yield opened


def document(body: str, **parts: Any) -> Facts:
    flows = [
        step("架空給付システム", "丙窓口端末", "個人番号", number=True),
        step("丙端末", "丁装置", "個人番号", number=True),
    ]
    return facts_from_dict(assessment(body, flows=flows, **parts))


def say(action: Action, first: str, second: str, day: int = 1) -> NameDecision:
    return NameDecision(action, first, second, "officer", f"2026-04-{day:02d}T09:00:00+00:00", "原本で確認")


def reached(store: Store, body: str) -> set[str]:
    answer = trace.ask(store, {"place": "架空給付システム", "assessment": [body]})
    return {place["name"] for place in answer["places"]}


def contractors(store: Store, body: str) -> list[str]:
    viewers = who.ask(store, {"field": "個人番号", "assessment": [body]})["viewers"]
    return sorted(viewer["name"] for viewer in viewers if viewer["kind"] == "contractor")


def test_two_spellings_that_an_officer_joins_are_one_place_until_it_is_withdrawn(store: Store) -> None:
    facts = document("統合市長")
    load_facts(store, facts)
    assert reached(store, "統合市") >= {"丙窓口端末"}
    assert not reached(store, "統合市") & {"丙端末", "丁装置"}
    decide_names(store, "統合市/1", say("join", "丙窓口端末", "丙端末"))
    assert reached(store, "統合市") >= {"丙窓口端末", "丁装置"}
    assert load_facts(store, facts).report.outcome == "unchanged"
    [merge] = [one for one in joined_names(facts, "統合市/1", name_decisions(store, "統合市/1")) if one.who]
    assert (merge.first, merge.second, merge.rule, merge.why) == ("丙窓口端末", "丙端末", "officer", "原本で確認")
    decide_names(store, "統合市/1", say("withdraw", "丙端末", "丙窓口端末", 2))
    assert not reached(store, "統合市") & {"丙端末", "丁装置"}


def test_two_names_that_a_rule_joined_are_parted_also_after_loading_again(store: Store) -> None:
    same = [{"names": ["株式会社戊", "株式会社己"], "basis": "stated", "line": 5}]
    facts = document("分離市長", same_as=same, delegations=[delegation("株式会社戊", "株式会社己")])
    load_facts(store, facts)
    assert len(contractors(store, "分離市")) == 1
    decide_names(store, "分離市/1", say("part", "株式会社戊", "株式会社己"))
    assert contractors(store, "分離市") == ["株式会社己", "株式会社戊"]
    assert load_facts(store, facts).report.outcome == "unchanged"
    assert contractors(store, "分離市") == ["株式会社己", "株式会社戊"]
    decide_names(store, "分離市/1", say("withdraw", "株式会社戊", "株式会社己", 2))
    assert len(contractors(store, "分離市")) == 1


def test_every_loaded_edition_is_built_again_and_the_one_in_force_stays(store: Store) -> None:
    old, new = (assessment("二版市長", flows=[step("丙窓口端末", "丙端末")]) for _ in range(2))
    old["document"]["published"] = "令和5年4月1日"
    for data in (new, old):
        load_facts(store, facts_from_dict(data))
    before = [row for row in editions(store) if row["body"] == "二版市"]
    assert decide_names(store, "二版市/1", say("join", "丙窓口端末", "丙端末")) == 2
    assert [row for row in editions(store) if row["body"] == "二版市"] == before
    rows = store.read(
        "MATCH (e:Edition {body: '二版市'})-[n:NAMES]->(p) WHERE '丙端末' IN n.names RETURN e.key AS edition, p.name AS name",
        {},
    )
    assert sorted(row["name"] for row in rows) == ["丙窓口端末", "丙窓口端末"]


def test_decisions_that_come_from_another_store_are_put_into_force(store: Store) -> None:
    facts = document("移送市長")
    load_facts(store, facts)
    kept = Decision(
        "NameDecision",
        "移送市/1",
        "officer",
        "2026-04-01T09:00:00+00:00",
        "原本で確認",
        {"action": "join", "names": ["丙窓口端末", "丙端末"]},
    )
    assert keep_decisions(store, [kept]) == 1
    assert "丁装置" in reached(store, "移送市")
    assert decisions(store, "NameDecision", "移送市/1") == [kept]
    version = graph_version(store)
    keep_decisions(store, [kept])
    assert graph_version(store) == version


@pytest.mark.parametrize(
    ("action", "names"),
    [("join", ("丙端末", "載っていない端末")), ("part", ("丙端末", " 丙端末")), ("withdraw", ("丙端末", "丁装置"))],
)
def test_what_the_assessment_does_not_write_or_nobody_decided_is_refused(
    store: Store, action: Action, names: tuple[str, str]
) -> None:
    load_facts(store, document("拒否市長"))
    with pytest.raises(NoNamesError):
        decide_names(store, "拒否市/1", say(action, *names))
    assert name_decisions(store, "拒否市/1") == []
