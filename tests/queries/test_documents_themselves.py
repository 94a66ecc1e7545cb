"""What the sample data answers, asked of the published documents as they are read, without a person's help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bangolin.graph.stores.store import Store
from bangolin.loader.parse import parse_file
from bangolin.queries import delegations, trace
from corpus import shared

pytestmark = pytest.mark.corpus
CLAIMS_SIDE = (
    "レセプトシステム",
    "レセプト情報管理システム",
    "レセプト分析システム",
    "保健システム",
    "調査報告システム",
    "月報システム",
)


@pytest.fixture(scope="module")
def store(store_with: Callable[..., Store]) -> Store:
    return store_with(*(parse_file(shared("corpus", f"{name}.txt")) for name in ("kantoits", "sagamihara")))


def places(store: Store, **more: Any) -> dict[str, dict[str, Any]]:
    answer = trace.ask(store, {"place": "基幹システム専用端末", "assessment": ["関東"], **more})
    return {place["name"]: place for place in answer["places"]}


def test_the_claims_side_never_gets_the_number(store: Store) -> None:
    found = places(store)
    assert {found[name]["answer"] for name in (*CLAIMS_SIDE, "オンライン資格確認等システム")} == {"excluded"}
    assert found["情報提供ネットワークシステム"]["answer"] == "may reach"


def test_linked_identifiers_at_their_places(store: Store) -> None:
    found = places(store, identifier="linked")
    there = {
        name: {one["name"] for one in place["identifiers"] if one["answer"] != "excluded"}
        for name, place in found.items()
    }
    assert "被保険者枝番" in there["委託区画ファイル"]
    assert "符号" in there["情報提供ネットワークシステム"]
    assert all(there[name] == {"証記号番号＋枝番"} for name in CLAIMS_SIDE)


def test_a_chain_of_three_and_one_body_under_its_names(store: Store) -> None:
    chains = {chain["ordinal"]: chain for chain in delegations.ask(store, {"assessment": ["相模原市"]})["chains"]}
    links = [(link["tier"], link["name"] if link["named"] else None) for link in chains[6]["links"]]
    assert links == [(1, "国保連合会"), (2, "国保中央会"), (3, None)]
    assert {chains[number]["links"][0]["key"] for number in (2, 5, 6, 8)} == {"pref:神奈川県/国民健康保険団体連合会"}
