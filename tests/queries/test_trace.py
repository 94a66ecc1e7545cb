"""Traces on a real store: made-up assessments, every option, and the statements that are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bangolin.graph.stores.store import Store
from bangolin.queries import frontier, trace
from bangolin.queries.problems import UnknownNameError, UsageError
from made_up import assessment, delegation, denial, file, item, step, system

SYSTEM = "架空給付システム"
CENTRE = "架空共同センター"


def one() -> dict[str, Any]:
    """A city whose number goes 端末 → システム → センター, where it is exchanged for 被保険者枝番."""
    return assessment(
        systems=[
            system(SYSTEM, connections=["税務システム", "情報提供ネットワークシステム"]),
            system("別の架空システム", 2),
        ],
        files=[file(held_in=[SYSTEM])],
        flows=[
            step("窓口端末", SYSTEM, "届出書", number=True, medium="フラッシュメモリ"),
            step(SYSTEM, CENTRE, "個人番号", number=True, medium="専用線"),
            step(CENTRE, "照会装置", "被保険者枝番", number=False),
            step(CENTRE, "該当市区町村", "結果", number=False),
            step("照会装置", "医療機関", "通知"),
            step("本市", "金融機関", "振込"),
        ],
        identifiers=[{"name": "被保険者枝番", "linked_to": ["個人番号"], "held_in": [CENTRE], "line": 80}],
        denials=[denial("税務システム", "税務システムでは個人番号を使用しない")],
        delegations=[delegation("株式会社架空電算", redelegated=True)],
        record_items=[item("個人番号"), item("氏名"), item("口座番号")],
    )


def two() -> dict[str, Any]:
    """Another city: it names the first as a recipient, and shares a vendor and the network with it."""
    return assessment(
        body="別市長",
        systems=[system("別市給付システム", connections=["情報提供ネットワークシステム"])],
        files=[file(held_in=["別市給付システム"])],
        flows=[step("別市給付システム", "架空市", "照会書", number=True)],
        delegations=[delegation("株式会社架空電算")],
    )


@pytest.fixture(scope="module")
def store(store_with: Callable[..., Store]) -> Store:
    return store_with(one(), two())


def said(store: Store, place: str, **options: Any) -> dict[str, str]:
    answer = trace.ask(store, {"place": place, "assessment": ["架空市"], **options})
    return {row["name"]: f"{row['answer']} {row['because'] or ''}".strip() for row in answer["places"]}


def test_named_hops_reach(store: Store) -> None:
    found = said(store, "窓口端末")
    assert found[SYSTEM] == found[CENTRE] == "reaches"


def test_a_bar_excludes_and_is_cited(store: Store) -> None:
    answer = trace.ask(store, {"place": "窓口端末", "to": "照会装置", "assessment": ["架空市"]})
    assert answer["to"]["answer"] == "excluded"
    (bar,) = [flow for flow in answer["flows"] if flow["id"] in answer["to"]["blocked_by"]]
    assert (bar["source"].endswith(CENTRE), bar["strength"], bar["my_number"]) == (True, "barred", "no")
    assert bar["evidence"][0]["line"] == 20


def test_behind_a_bar_nothing_is_walked(store: Store) -> None:
    assert "医療機関" not in said(store, "窓口端末")
    answer = trace.ask(store, {"place": "窓口端末", "to": "医療機関", "assessment": ["架空市"]})
    assert answer["to"]["answer"] == "no way stated"


def test_an_unconditional_denial_excludes(store: Store) -> None:
    assert said(store, SYSTEM)["税務システム"] == "excluded"


def test_a_generic_name_is_never_excluded_but_a_gap(store: Store) -> None:
    answer = trace.ask(store, {"place": "窓口端末", "to": "該当市区町村", "assessment": ["架空市"]})
    assert answer["to"]["answer"] == "no way stated"
    assert answer["to"]["blocked_by"]
    assert "該当市区町村" not in {row["name"] for row in answer["places"]}
    assert [gap for gap in answer["gaps"] if gap["kind"] == "generic-name" and "該当市区町村" in gap["message"]]


def test_money_is_not_walked(store: Store) -> None:
    assert "金融機関" not in said(store, SYSTEM)


def test_backward(store: Store) -> None:
    answer = trace.ask(store, {"place": CENTRE, "backward": True, "assessment": ["架空市"]})
    rows = {row["name"]: row for row in answer["places"]}
    flows = {flow["id"]: flow for flow in answer["flows"]}
    way = [flows[name] for name in rows["窓口端末"]["way"]]
    assert [flow["source"].rsplit("/", 1)[-1] for flow in way] == ["窓口端末", SYSTEM]


def test_linked_identifiers_go_on_from_a_pivot(store: Store) -> None:
    answer = trace.ask(store, {"place": "窓口端末", "identifier": "linked", "assessment": ["架空市"]})
    rows = {row["name"]: row for row in answer["places"]}
    assert {one["name"]: one["answer"] for one in rows[CENTRE]["identifiers"]} == {
        "個人番号": "reaches",
        "被保険者枝番": "reaches",
    }
    assert (rows["照会装置"]["answer"], rows["照会装置"]["identifier"]) == ("reaches", "被保険者枝番")
    assert rows["医療機関"]["answer"] == "may reach"
    stopped = next(one for one in rows["照会装置"]["identifiers"] if one["name"] == "個人番号")
    flows = {flow["id"]: flow for flow in answer["flows"]}
    assert [flows[name]["source"].rsplit("/", 1)[-1] for name in stopped["blocked_by"]] == [CENTRE]


def test_another_field(store: Store) -> None:
    listed = said(store, "架空給付ファイル", field="口座番号")
    assert listed["株式会社架空電算"] == "reaches"
    assert said(store, "架空給付ファイル", field="届出書")[SYSTEM] == "excluded"


def test_any_item_about_the_person(store: Store) -> None:
    assert said(store, "窓口端末", identifier="any")["照会装置"] == "reaches"


@pytest.mark.parametrize(
    ("options", "there", "not_there"),
    [
        ({"avoid": [SYSTEM]}, "窓口端末", CENTRE),
        ({"via": [CENTRE]}, "照会装置", "窓口端末"),
        ({"kind": ["step"]}, CENTRE, "架空給付ファイル"),
        ({"media": ["フラッシュメモリ"]}, SYSTEM, CENTRE),
        ({"outside": True}, "情報提供ネットワークシステム", SYSTEM),
    ],
)
def test_conditions_inside_the_walk(store: Store, options: dict[str, Any], there: str, not_there: str) -> None:
    found = said(store, "窓口端末", **options)
    assert there in found
    assert not_there not in found


def test_a_trace_stays_with_its_assessment(store: Store) -> None:
    answer = trace.ask(store, {"place": SYSTEM})
    assert {row["assessment"] for row in answer["places"]} == {"架空市/1"}


def test_across_enters_an_assessment_that_names_the_body(store: Store) -> None:
    answer = trace.ask(store, {"place": SYSTEM, "across": True})
    rows = {(row["assessment"], row["name"]): row for row in answer["places"]}
    entered = rows["別市/1", "情報提供ネットワークシステム"]
    flows = {flow["id"]: flow for flow in answer["flows"]}
    assert flows[entered["way"][-1]]["kind"] == "handover"
    assert (entered["answer"], entered["because"]) == ("may reach", "link")


def test_each_match_starts_in_its_own_assessment(store: Store) -> None:
    answer = trace.ask(store, {"place": "架空電算"})
    assert {start["assessment"] for start in answer["start"]} == {"架空市/1", "別市/1"}


def test_every_flow_of_every_way_is_among_the_flows(store: Store) -> None:
    for options in ({}, {"identifier": "linked"}, {"backward": True}, {"outside": True}):
        answer = trace.ask(store, {"place": SYSTEM, **options})
        ids = {flow["id"] for flow in answer["flows"]}
        assert {name for row in answer["places"] for name in (*row["way"], *row["blocked_by"])} <= ids


def test_the_statements_shown_are_those_that_ran(store: Store) -> None:
    answer = trace.ask(store, {"place": "窓口端末", "to": CENTRE, "assessment": ["架空市"]})
    whole = answer["cypher"][-1]
    fetched = {row["flow"]["id"] for row in store.read(whole["text"], whole["parameters"])}
    assert set(answer["to"]["way"]) <= fetched
    assert {flow["id"] for flow in answer["flows"]} <= fetched
    assert len([one for one in answer["cypher"] if "FLOWS_TO" in one["text"]]) == 1
    for one in answer["cypher"]:
        assert isinstance(store.read(one["text"], one["parameters"]), list)


def test_level_by_level_fetches_what_matters_and_proves_the_way(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    question = {"place": "窓口端末", "to": CENTRE, "assessment": ["架空市"]}
    whole = trace.ask(store, question)
    monkeypatch.setattr(frontier, "FEW", 0)
    answer = trace.ask(store, question)
    assert {**answer, "cypher": []} == {**whole, "cypher": []}
    steps = [one for one in answer["cypher"] if "$frontier" in one["text"]]
    assert len(steps) > 2
    proof = answer["cypher"][-1]
    assert proof["parameters"]["way"] == sorted(answer["to"]["way"])
    for one in answer["cypher"]:
        assert isinstance(store.read(one["text"], one["parameters"]), list)


def test_the_same_question_gives_the_same_answer(store: Store) -> None:
    assert trace.ask(store, {"place": SYSTEM}) == trace.ask(store, {"place": SYSTEM})


def test_unknown_names_say_the_nearest(store: Store) -> None:
    with pytest.raises(UnknownNameError, match=SYSTEM):
        trace.ask(store, {"place": "架空給付システマ"})
    with pytest.raises(UnknownNameError, match="評価書"):
        trace.ask(store, {"place": SYSTEM, "assessment": ["存在しない市"]})
    with pytest.raises(UnknownNameError, match="項目"):
        trace.ask(store, {"place": SYSTEM, "field": "存在しない項目"})


def test_wrong_options_are_refused(store: Store) -> None:
    with pytest.raises(UsageError):
        trace.ask(store, {"place": SYSTEM, "kind": ["teleport"]})
    with pytest.raises(UsageError):
        trace.ask(store, {"place": SYSTEM, "field": "口座番号", "identifier": "any"})
