"""The made-up documents: their faults are found and nothing else; without those faults no rule fires."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from typing import Any

from bangolin.graph.stores.store import Store
from bangolin.loader.facts import Facts, facts_from_json
from bangolin.queries import check

REMOVABLE = "フラッシュメモリ"
FOUND = {
    "kakuu-kaigo": [
        ("measure-left-open", "３．特定個人情報の使用 リスク２"),
        ("number-on-removable-media", "委託事項3"),
        ("number-on-removable-media", "移転先3"),
        ("unnamed-sub-contractor", "委託事項2 給付費の審査支払"),
    ],
    "kakuu-kenpo": [
        ("connection-one-sided", "健保基幹システム → 医療保険者等向け中間サーバー等"),
        ("incident-in-using-department", "Ⅲ.7.⑨"),
        ("unnamed-sub-contractor", "委託事項2 中間サーバー等における資格履歴の管理"),
    ],
}


def document(name: str) -> Facts:
    file = resources.files("bangolin.data.fictional") / f"{name}.facts.json"
    return facts_from_json(file.read_text(encoding="utf-8"))


def without_faults(facts: Facts) -> Facts:
    """The same assessment without what the rules find in it."""
    named = {row.ordinal: ("架空下請株式会社",) for row in facts.delegations if row.redelegated and not row.redelegates}
    names = [name for system in facts.systems for name in (system.name,)]
    return replace(
        facts,
        delegations=tuple(
            replace(row, redelegates=named.get(row.ordinal, row.redelegates), methods=_carried(row.methods))
            for row in facts.delegations
        ),
        transfers=tuple(replace(row, methods=_carried(row.methods)) for row in facts.transfers),
        measures=tuple(
            replace(row, rating="十分である" if row.rating == "課題が残されている" else row.rating)
            for row in facts.measures
        ),
        systems=tuple(
            replace(
                system,
                connections=(*system.connections, "その他"),
                other_connections=tuple(name for name in names if name and name != system.name),
            )
            if len(names) == 2
            else system
            for system in facts.systems
        ),
        incidents=replace(facts.incidents, occurred=False, department=None) if facts.incidents else None,
    )


def _carried(methods: tuple[str, ...] | None) -> Any:
    return None if methods is None else tuple("専用線" if method == REMOVABLE else method for method in methods)


def test_faults_of_the_made_up_documents_are_found_and_no_others(store_with: Callable[..., Store]) -> None:
    answer = check.ask(store_with(*map(document, FOUND)), {})
    found = [(one["rule"], one["subject"]) for one in answer["findings"]]
    assert sorted(found) == sorted(one for several in FOUND.values() for one in several)
    assert all(cited["line"] for one in answer["findings"] for cited in one["evidence"])


def test_no_rule_fires_without_faults(store_with: Callable[..., Store]) -> None:
    answer = check.ask(store_with(*(without_faults(document(name)) for name in FOUND)), {})
    assert answer["findings"] == []
    assert len(answer["rules"]) >= 40
    assert sum(rule["checked"] for rule in answer["rules"]) > 100
