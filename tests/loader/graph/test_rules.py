"""Each numbered rule on a made-up assessment: the strength it gives, and what bends or bars it."""

from __future__ import annotations

from typing import Any

import pytest
from bangolin.graph.rows import EdgeRow
from bangolin.loader.graph import build_edition
from made_up import FILE, delegation, denial, facts, file, item, step, system

SYSTEM = "架空給付システム"


def flows(**parts: Any) -> list[EdgeRow]:
    return [edge for edge in build_edition(facts(**parts)).edges if edge.type == "FLOWS_TO"]


def short(key: str) -> str:
    return key.rsplit("/", 1)[-1]


def strengths(kind: str, **parts: Any) -> dict[tuple[str, str], str]:
    """Strength by (source, target) of the flows of one kind."""
    rows = [edge for edge in flows(**parts) if edge.properties["kind"] == kind]
    return {(short(edge.source[1]), short(edge.target[1])): str(edge.properties["strength"]) for edge in rows}


@pytest.mark.parametrize(
    ("number", "data", "expected"),
    [(True, ["届出書"], "named"), (None, ["届出書"], "data"), (None, [], "link"), (False, ["届出書"], "barred")],
)
def test_step(number: bool | None, data: list[str], expected: str) -> None:
    assert strengths("step", flows=[step("甲装置", "乙装置", *data, number=number)]) == {("甲装置", "乙装置"): expected}


@pytest.mark.parametrize("source", ["架空市", "市", "本市", "架空市長"])
def test_step_from_the_assessor_is_a_link_unless_the_number_is_named(source: str) -> None:
    assert strengths("step", flows=[step(source, "乙装置", "届出書")]) == {("架空市", "乙装置"): "link"}
    assert strengths("step", flows=[step(source, "乙装置", "届出書", number=True)]) == {("架空市", "乙装置"): "named"}


def test_step_both_ways() -> None:
    both = [step("甲装置", "乙装置", "届出書", bidirectional=True)]
    assert strengths("step", flows=both) == {("甲装置", "乙装置"): "data", ("乙装置", "甲装置"): "data"}


@pytest.mark.parametrize(("sure", "expected"), [("certain", "barred"), ("derived", "data"), ("uncertain", "data")])
def test_an_unsure_negation_bars_nothing(sure: str, expected: str) -> None:
    evidence = {"carries_my_number": {"line": 21, "text": "個人番号を除く", "confidence": sure}}
    hop = step("甲装置", "乙装置", "届出書", number=False, evidence=evidence)
    assert strengths("step", flows=[hop]) == {("甲装置", "乙装置"): expected}


@pytest.mark.parametrize(("sure", "expected"), [("certain", "named"), ("derived", "named"), ("uncertain", "data")])
def test_an_uncertain_number_is_not_named(sure: str, expected: str) -> None:
    evidence = {"carries_my_number": {"line": 21, "text": "個人番号", "confidence": sure}}
    hop = step("甲装置", "乙装置", "届出書", number=True, evidence=evidence)
    assert strengths("step", flows=[hop]) == {("甲装置", "乙装置"): expected}


def test_a_step_that_moves_only_money_is_drawn_and_not_walked() -> None:
    walked = {
        short(edge.target[1]): edge.properties["walked"]
        for edge in flows(flows=[step("甲団体", "乙団体", "負担金"), step("甲団体", "丙団体", "負担金", "名簿")])
        if edge.properties["kind"] == "step"
    }
    assert walked == {"乙団体": False, "丙団体": True}


def test_connection_is_a_link_both_ways() -> None:
    found = strengths("connection", systems=[system(SYSTEM, connections=["税務システム", "その他"])])
    assert found == {(SYSTEM, "税務システム"): "link", ("税務システム", SYSTEM): "link"}


def test_connection_is_barred_where_all_that_is_stated_into_the_place_is() -> None:
    systems = [system(SYSTEM, connections=["税務システム"])]
    barred = [step("甲装置", "税務システム", "所得情報", number=False)]
    assert strengths("connection", systems=systems, flows=barred)[(SYSTEM, "税務システム")] == "barred"
    mixed = [*barred, step("丙装置", "税務システム", "所得情報")]
    assert strengths("connection", systems=systems, flows=mixed)[(SYSTEM, "税務システム")] == "link"


def test_over_takes_the_strength_of_its_flow() -> None:
    hop = step("甲装置", "乙装置", "届出書", number=True, medium="架空広域ネットワーク")
    assert strengths("over", flows=[hop]) == {("甲装置", "架空広域ネットワーク"): "named"}


@pytest.mark.parametrize("medium", ["専用線", "VPN", "閉域ネットワーク", "オンライン", "ネットワーク"])
def test_media_without_a_name_of_their_own_are_no_places(medium: str) -> None:
    assert strengths("over", flows=[step("甲装置", "乙装置", "届出書", medium=medium)]) == {}


@pytest.mark.parametrize(
    ("items", "expected"),
    [([item("個人番号"), item("氏名")], "named"), ([], "data"), ([item("氏名")], "barred")],
)
def test_hold_and_use_depend_on_the_items(items: list[dict[str, Any]], expected: str) -> None:
    use = [{"file": FILE, "departments": ["給付課"], "user_count": "10人未満", "line": 50}]
    assert strengths("hold", record_items=items)[(FILE, SYSTEM)] == expected
    assert strengths("use", record_items=items, use=use)[(FILE, "給付課")] == expected
    assert strengths("held", record_items=items)[(SYSTEM, FILE)] == "data"


def test_same_business_joins_systems_that_no_holder_names() -> None:
    found = strengths("same_business", systems=[system(SYSTEM), system("別の架空システム", 2)])
    assert found == {(FILE, "別の架空システム"): "link", ("別の架空システム", FILE): "link"}


def test_part_goes_up_named_and_down_as_data() -> None:
    parts = [{"part": "委託区画", "whole": SYSTEM, "line": 22}]
    assert strengths("part", parts=parts) == {("委託区画", SYSTEM): "named", (SYSTEM, "委託区画"): "data"}


def test_office_leads_to_the_assessor_and_never_back() -> None:
    use = [{"file": FILE, "departments": ["給付課"], "line": 50}]
    parts = [{"part": "東出張所", "whole": "本市", "line": 23}, {"part": "給付課", "whole": "福祉部", "line": 24}]
    found = strengths("office", use=use, parts=parts)
    assert found == {("給付課", "架空市"): "named", ("東出張所", "架空市"): "named"}
    assert strengths("part", use=use, parts=parts) == {}


@pytest.mark.parametrize(("scope", "expected"), [("全体", "named"), ("一部", "data"), (None, "data")])
def test_delegation_by_scope(scope: str | None, expected: str) -> None:
    found = strengths("delegation", delegations=[delegation("株式会社架空電算", scope=scope)])
    assert found == {(FILE, "架空電算"): expected}


def test_delegation_that_hands_nothing_over_is_not_weakened() -> None:
    row = delegation("株式会社架空電算", other_methods=["庁内で取り扱うが、提供はしていない"], methods=["その他"])
    assert strengths("delegation", delegations=[row]) == {(FILE, "架空電算"): "named"}


def test_sub_contractors_named_and_not() -> None:
    named = delegation("甲社", redelegated=True, redelegates=["乙社", {"name": None, "tier": 3, "by": "乙社"}])
    unnamed = delegation("丙社", ordinal=2, redelegated=True)
    found = strengths("sub_delegation", delegations=[named, unnamed])
    assert found == {
        ("甲社", "乙社"): "data",
        ("乙社", "乙社の再委託先(名称の記載なし)"): "data",
        ("丙社", "丙社の再委託先(名称の記載なし)"): "data",
    }


@pytest.mark.parametrize(
    ("information", "expected"),
    [("個人番号及び資格", "named"), ("特定個人情報", "data"), ("個人番号を除く資格情報", "barred")],
)
def test_provision_by_what_is_given(information: str, expected: str) -> None:
    row = {"file": FILE, "ordinal": 1, "recipient": "架空年金機構", "information": information, "line": 55}
    assert strengths("provision", provisions=[row]) == {(FILE, "架空年金機構"): expected}


def test_acquisition_from_the_person_and_from_others() -> None:
    sources = [{"category": "本人又は本人の代理人"}, {"category": "その他", "names": ["架空団体"]}]
    found = strengths("acquisition", acquisition=[{"file": FILE, "sources": sources, "line": 45}])
    assert found == {("本人又は本人の代理人", FILE): "named", ("架空団体", FILE): "data"}


def test_acquisition_is_barred_where_all_steps_from_the_source_are() -> None:
    rows = [{"file": FILE, "sources": [{"category": "その他", "names": ["架空団体"]}], "line": 45}]
    steps = [step("架空団体", "本市", "結果", number=False)]
    assert strengths("acquisition", acquisition=rows, flows=steps) == {("架空団体", FILE): "barred"}


def test_operation_is_a_link_and_a_denial_about_the_role_bars_it() -> None:
    operators = [{"operator": "株式会社架空電算", "of": SYSTEM, "line": 25}]
    assert strengths("operation", operators=operators) == {(SYSTEM, "架空電算"): "link"}
    words = denial(f"{SYSTEM}の運営主体", "運営主体は閲覧できない")
    assert strengths("operation", operators=operators, denials=[words]) == {(SYSTEM, "架空電算"): "barred"}


@pytest.mark.parametrize(("unconditional", "expected"), [(True, "barred"), (False, "link")])
def test_only_an_unconditional_denial_bars(unconditional: bool, expected: str) -> None:
    systems = [system(SYSTEM, connections=["税務システム"])]
    words = denial("税務システム", "個人番号は使用しない", unconditional)
    found = [
        edge
        for edge in flows(systems=systems, denials=[words])
        if edge.properties["kind"] == "connection" and short(edge.target[1]) == "税務システム"
    ]
    assert [edge.properties["strength"] for edge in found] == [expected]
    assert ("個人番号は使用しない" in str(found[0].properties["evidence"])) is unconditional


def test_a_denial_bars_no_stated_flow_but_notes_that_it_is_contradicted() -> None:
    parts: dict[str, Any] = {
        "flows": [step("甲装置", "乙装置", "届出書", number=True)],
        "denials": [denial("乙装置", "個人番号は使用しない")],
    }
    assert strengths("step", **parts) == {("甲装置", "乙装置"): "named"}
    graph = build_edition(facts(**parts))
    (found,) = [node for node in graph.nodes if node.label == "Denial"]
    (hop,) = [edge for edge in graph.edges if edge.type == "FLOWS_TO" and edge.properties["kind"] == "step"]
    assert found.properties["contradicted"] == [hop.id]


def test_over_the_information_network_the_law_uses_a_code() -> None:
    hop = step(SYSTEM, "情報提供ネットワークシステム", "照会")
    (found,) = [edge for edge in flows(flows=[hop]) if edge.properties["kind"] == "step"]
    assert (found.properties["note"], found.properties["strength"]) == ("law-code", "data")
    assert found.properties["carries"] == ["符号"]


def test_same_facts_same_rows() -> None:
    one, two = (build_edition(facts(flows=[step("甲装置", "乙装置", "届出書")])) for _ in range(2))
    assert one == two


def test_every_edge_and_statement_names_its_edition_and_shared_places_nothing() -> None:
    graph = build_edition(facts(denials=[denial(SYSTEM, "閲覧できない")], files=[file(held_in=[SYSTEM])]))
    assert all(edge.properties["edition"] == graph.edition for edge in graph.edges)
    assert all(set(node.properties) == {"key", "name", "kind"} for node in graph.nodes if node.place)


def test_the_persons_box_that_alone_could_not_be_read_may_be_ticked() -> None:
    row = {"file": FILE, "sources": [], "methods": [], "uncertain": ["本人又は本人の代理人"], "line": 33}
    assert strengths("acquisition", acquisition=[row]) == {("本人又は本人の代理人", FILE): "data"}
    assert strengths("acquisition", acquisition=[{**row, "uncertain": []}]) == {}
    assert strengths("acquisition", acquisition=[{**row, "uncertain": [*row["uncertain"], "民間事業者"]}]) == {}
