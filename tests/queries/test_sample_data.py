"""What the sample data must show: real systems, contractors and negations, each with its citation."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest
from bangolin.graph.rows import EditionGraph
from bangolin.graph.stores.store import Store
from bangolin.loader.facts import Facts, facts_from_json
from bangolin.loader.graph import build_edition
from bangolin.queries import delegations, trace, who
from bangolin.queries.names import plain

NAMES = ("kantoits", "kawasaki", "sagamihara", "suginami")
NEGATION = re.compile("ない|なく|なし|除|せず|不可|遮断")
CLAIMS_SIDE = tuple(
    f"{name}システム" for name in ("レセプト", "レセプト情報管理", "レセプト分析", "保健", "調査報告", "月報")
)


def sample(name: str) -> Facts:
    folder = resources.files("bangolin.data.assessments")
    return facts_from_json((folder / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def store(store_with: Callable[..., Store]) -> Store:
    return store_with(*map(sample, NAMES))


def rows(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in answer["places"]}


def words(answer: dict[str, Any], ids: list[str]) -> str:
    flows = {flow["id"]: flow for flow in answer["flows"]}
    return " ".join(str(one["text"]) for name in ids for one in flows[name]["evidence"])


def test_a_way_by_stated_steps_and_the_place_where_the_number_stops(store: Store) -> None:
    question = {"place": "国民健康保険システム", "to": "医療保険者等向け中間サーバー等", "assessment": ["相模原市"]}
    answer = trace.ask(store, question)
    flows = {flow["id"]: flow for flow in answer["flows"]}
    way = [flows[name] for name in answer["to"]["way"]]
    assert answer["to"]["answer"] == "reaches"
    assert {flow["kind"] for flow in way} == {"step"}
    assert way[0]["target"].endswith("/国保総合PC")
    assert all(flow["evidence"][0]["line"] for flow in way)
    stopped = rows(answer)["オンライン資格確認等システム"]
    assert stopped["answer"] == "excluded"
    assert "個人番号を除いた" in words(answer, stopped["blocked_by"])


def test_the_claims_side_never_gets_the_number(store: Store) -> None:
    answer = trace.ask(store, {"place": "基幹システム専用端末", "assessment": ["関東"]})
    found = rows(answer)
    for name in (*CLAIMS_SIDE, "オンライン資格確認等システム"):
        assert found[name]["answer"] == "excluded"
        assert NEGATION.search(words(answer, found[name]["blocked_by"]))
    network = found["情報提供ネットワークシステム"]
    flows = {flow["id"]: flow for flow in answer["flows"]}
    assert (network["answer"], flows[network["way"][-1]]["note"]) == ("may reach", "law-code")


def test_linked_identifiers_at_their_places(store: Store) -> None:
    answer = trace.ask(store, {"place": "基幹システム専用端末", "assessment": ["関東"], "identifier": "linked"})
    there = {
        name: {one["name"] for one in row["identifiers"] if one["answer"] != "excluded"}
        for name, row in rows(answer).items()
    }
    assert "被保険者枝番" in there["委託区画"]
    assert "符号" in there["情報提供ネットワークシステム"]
    assert all(there[name] == {"証記号番号＋枝番"} for name in CLAIMS_SIDE)


def test_a_chain_of_three_and_one_body_under_three_names(store: Store) -> None:
    chains = {chain["ordinal"]: chain for chain in delegations.ask(store, {"assessment": ["相模原市"]})["chains"]}
    names = [(link["tier"], link["name"] if link["named"] else None) for link in chains[6]["links"]]
    assert names == [(1, "国保連合会"), (2, "国保中央会"), (3, None)]
    assert {chains[number]["links"][0]["key"] for number in (2, 5, 6, 8)} == {"pref:神奈川県/国民健康保険団体連合会"}


def test_viewers_of_all_four_with_their_citations(store: Store) -> None:
    viewers = who.ask(store, {"field": "個人番号"})["viewers"]
    assert len(viewers) >= 25
    assert len({row["assessment"] for row in viewers}) == len(NAMES)
    assert {"department", "contractor", "subcontractor", "recipient"} <= {row["kind"] for row in viewers}
    assert all(row["evidence"][0]["item"] and row["evidence"][0]["line"] for row in viewers)


def test_a_trace_names_no_place_of_another_assessment(store: Store) -> None:
    answer = trace.ask(store, {"place": "国民健康保険資格システム", "assessment": ["杉並区"]})
    assert len({row["assessment"] for row in answer["places"]}) == 1
    everywhere = trace.ask(store, {"place": "国民健康保険資格システム"})
    assert everywhere["places"] == answer["places"]


@pytest.fixture(scope="module", params=NAMES)
def graph(request: pytest.FixtureRequest) -> EditionGraph:
    return build_edition(sample(request.param))


def test_every_bar_cites_a_negation_or_what_is_moved_in_full(graph: EditionGraph) -> None:
    """A bar cites a negation, or the items or the one identifier that show the number is not in it."""
    for flow in (edge.properties for edge in graph.edges if edge.type == "FLOWS_TO"):
        if flow["strength"] == "barred":
            cited = json.loads(str(flow["evidence"]))
            texts = [plain(str(one["text"])) for one in cited]
            listed = any(plain(datum)[:4] in text for text in texts for datum in flow["data"])  # type: ignore[union-attr]
            assert any(NEGATION.search(text) for text in texts) or flow["exact"] or listed
            assert all(one["line"] for one in cited)


COUNTED = {
    "systems": "MATCH (:Edition)-[n:NAMES]->(p:System) RETURN n.edition AS edition, count(DISTINCT p.key) AS number",
    "files": "MATCH (:Edition)-[n:NAMES]->(p:File) RETURN n.edition AS edition, count(DISTINCT p.key) AS number",
    "departments": "MATCH (:Edition)-[n:NAMES]->(p:Department) RETURN n.edition AS edition, count(DISTINCT p.key) AS number",
    "delegations": "MATCH (d:Delegation) RETURN d.edition AS edition, count(d) AS number",
    "provisions": "MATCH (d:Provision) RETURN d.edition AS edition, count(d) AS number",
    "transfers": "MATCH (d:Transfer) RETURN d.edition AS edition, count(d) AS number",
    "record_items": "MATCH (x:Field) WHERE x.source = 'list' RETURN x.edition AS edition, count(x) AS number",
    "flows": "MATCH (:Place)-[f:FLOWS_TO]->(:Place) RETURN f.edition AS edition, count(DISTINCT f.id) AS number",
}


def test_the_numbers_that_are_kept_with_an_edition_are_those_of_the_graph(store: Store) -> None:
    rows = store.read("MATCH (e:Edition) RETURN e.key AS edition, e.contents AS contents")
    kept = {row["edition"]: json.loads(row["contents"]) for row in rows}
    counted: dict[str, dict[str, int]] = {edition: dict.fromkeys(COUNTED, 0) for edition in kept}
    for name, statement in COUNTED.items():
        for row in store.read(statement):
            counted[row["edition"]][name] = row["number"]
    assert kept == counted
    assert all(numbers["flows"] > 50 for numbers in counted.values())
