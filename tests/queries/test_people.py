"""Who, delegations, sees, breach on a real store."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bangolin.graph.stores.store import Store
from bangolin.queries import breach, delegations, sees, who
from bangolin.queries.problems import UnknownNameError
from made_up import FILE, assessment, delegation, denial, file, item, system

SYSTEM = "架空給付システム"
SUBS: list[Any] = ["乙社", {"name": None, "tier": 3}]
DEPARTMENTS = ("保険課", "窓口課")


def one() -> dict[str, Any]:
    return assessment(
        systems=[system(SYSTEM)],
        files=[file(held_in=[SYSTEM], subject_count="10万人以上100万人未満", department=["保険課"])],
        record_items=[item("個人番号"), item("氏名"), item("滞納額", group="滞納情報")],
        use=[{"file": FILE, "departments": list(DEPARTMENTS), "user_count": "10人以上50人未満", "line": 50}],
        delegations=[
            delegation(
                "株式会社架空電算",
                handlers="10人未満",
                redelegated=True,
                redelegates=["乙社", {"name": None, "tier": 3}],
            ),
            delegation("丙社", ordinal=2, scope="一部", handlers="1,000人以上", redelegated=False),
        ],
        transfers=[{"file": FILE, "ordinal": 1, "recipient": "税務課", "information": "資格情報", "line": 57}],
        acquisition=[
            {
                "file": FILE,
                "sources": [{"category": "本人又は本人の代理人"}, {"category": "その他", "names": ["架空年金機構"]}],
                "line": 45,
            }
        ],
        operators=[{"operator": "丁社", "of": SYSTEM, "line": 25}],
        denials=[denial("丁社", "丁社は個人番号にアクセスできない", what="access")],
    )


def two() -> dict[str, Any]:
    return assessment(
        body="別市長",
        files=[file(subject_count="1万人未満", main_items=["個人番号"])],
        record_items=[],
        delegations=[delegation("架空電算（株）", scope=None)],
        document={
            "title": "別市 架空給付事務",
            "number": "9",
            "assessor": "別市長",
            "form": "重点項目",
            "business": "架空給付事務",
            "line": 1,
        },
    )


@pytest.fixture(scope="module")
def store(store_with: Callable[..., Store]) -> Store:
    return store_with(one(), two())


def rows(answer: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["name"], row["kind"]): row for row in answer["viewers"]}


def test_each_kind_of_viewer(store: Store) -> None:
    found = rows(who.ask(store, {"field": "個人番号", "assessment": ["架空市"]}))
    assert {name: (row["answer"], row["tier"]) for name, row in found.items()} == {
        ("保険課", "department"): ("reaches", None),
        ("窓口課", "department"): ("reaches", None),
        ("税務課", "department"): ("may reach", None),
        ("株式会社架空電算", "contractor"): ("reaches", 1),
        ("丙社", "contractor"): ("may reach", 1),
        ("乙社", "subcontractor"): ("may reach", 2),
        ("乙社の再委託先(名称の記載なし)", "subcontractor"): ("may reach", 3),
        ("丁社", "operator"): ("excluded", None),
        ("架空年金機構", "source"): ("may reach", None),
    }


def test_every_viewer_cites_item_line_and_name(store: Store) -> None:
    for row in who.ask(store, {"field": "個人番号"})["viewers"]:
        assert row["evidence"][0]["item"]
        assert row["evidence"][0]["line"]


def test_an_excluded_viewer_cites_the_negation(store: Store) -> None:
    found = rows(who.ask(store, {"field": "個人番号", "assessment": ["架空市"]}))["丁社", "operator"]
    assert found["blocked_by"]
    assert any("できない" in (one["text"] or "") for one in found["evidence"])


def test_head_counts_are_counted_once_a_group(store: Store) -> None:
    answer = who.ask(store, {"field": "個人番号", "assessment": ["架空市"]})
    assert [group["people"] for group in answer["groups"]] == [
        {"min": 10, "max": 49},
        {"min": 0, "max": 9},
        {"min": 1000, "max": None},
    ]
    assert answer["people"] == {"min": 1010, "max": None}
    assert len({row["group"] for row in answer["viewers"] if row["name"] in DEPARTMENTS}) == 1


def test_outside_means_another_legal_body(store: Store) -> None:
    found = who.ask(store, {"field": "個人番号", "assessment": ["架空市"]})["viewers"]
    assert {row["name"] for row in found if not row["outside"]} == {"保険課", "窓口課", "税務課"}


def test_a_file_without_its_list_gives_may_reach_and_a_gap(store: Store) -> None:
    answer = who.ask(store, {"field": "個人番号", "assessment": ["別市"]})
    assert {row["answer"] for row in answer["viewers"]} == {"may reach"}
    assert {"items-unknown", "not-asked"} <= {gap["kind"] for gap in answer["gaps"]}


def test_a_field_that_no_list_has_is_seen_by_nobody_where_the_list_is_there(store: Store) -> None:
    answer = who.ask(store, {"field": "滞納情報"})
    assert {row["assessment"] for row in answer["viewers"]} == {"架空市/1", "別市/9"}
    with pytest.raises(UnknownNameError):
        who.ask(store, {"field": "血液型"})


def test_delegation_chain_to_any_tier(store: Store) -> None:
    answer = delegations.ask(store, {"assessment": ["架空市"]})
    chain = answer["chains"][0]
    assert [(link["tier"], link["named"], link["redelegated"]) for link in chain["links"]] == [
        (1, True, True),
        (2, True, True),
        (3, False, None),
    ]
    assert (chain["ordinal"], chain["links"][0]["scope"]) == (1, "全体")
    assert [gap["kind"] for gap in chain["gaps"]] == ["unnamed-sub-contractor"]


def test_each_sub_contractor_stands_behind_the_one_that_gives_it_its_work(store_with: Callable[..., Store]) -> None:
    facts = two()
    facts["delegations"] = [delegation("甲社", redelegated=True, redelegates=[])]
    facts["delegations"][0]["contractors"] = ["甲社", "乙社"]
    [chain] = delegations.ask(store_with(facts), {})["chains"]
    assert [(link["tier"], link["name"].split("の")[0]) for link in chain["links"]] == [
        (1, "甲社"),
        (2, "甲社"),
        (1, "乙社"),
        (2, "乙社"),
    ]


def test_delegations_of_one_contractor(store: Store) -> None:
    found = delegations.ask(store, {"contractor": "架空電算"})["chains"]
    assert [(chain["assessment"], chain["ordinal"]) for chain in found] == [("別市/9", 1), ("架空市/1", 1)]


def test_how_much_stands_behind_one_contractor(store: Store) -> None:
    rows = {row["key"]: row for row in delegations.ask(store, {})["contractors"]}
    vendor = rows["org/架空電算"]
    assert (vendor["assessments"], vendor["chains"], vendor["whole_files"]) == (2, 2, 1)
    assert vendor["subjects"] == {"min": 0, "max": None}
    assert [row["tiers"] for row in rows.values() if row["name"] == "乙社"] == [[2]]


def test_sees_is_a_union_over_bodies(store: Store) -> None:
    found = {entry["assessment"]: entry for entry in sees.ask(store, {"name": "架空電算"})["bodies"]}
    assert found["架空市/1"]["answer"] == "reaches"
    assert found["別市/9"]["answer"] == "may reach"
    fields = {field["name"]: field["answer"] for field in found["架空市/1"]["files"][0]["fields"]}
    assert fields == {"個人番号": "reaches", "氏名": "reaches", "滞納額": "reaches"}


def test_breach_counts_bodies_and_subjects_once(store: Store) -> None:
    answer = breach.ask(store, {"name": "架空電算"})
    assert answer["bodies"] == 2
    assert answer["subjects"] == {"min": 100000, "max": 999999 + 9999}
    assert {place["name"] for place in answer["onward"]} == {"乙社", "乙社の再委託先(名称の記載なし)"}


def test_statements_shown_run(store: Store) -> None:
    for answer in (
        who.ask(store, {"field": "氏名"}),
        delegations.ask(store, {}),
        sees.ask(store, {"name": "乙社"}),
        breach.ask(store, {"name": SYSTEM}),
    ):
        for one in answer["cypher"]:
            assert isinstance(store.read(one["text"], one["parameters"]), list)
