"""Every question on every store: the same JSON, byte for byte."""

from __future__ import annotations

import importlib
import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from bangolin.graph.loading import load_edition
from bangolin.graph.stores import Store
from bangolin.loader.facts import read_facts
from bangolin.loader.graph.build import build_edition
from bangolin.queries import many
from bangolin.queries.console import ask as query

SAMPLES = ("sagamihara", "kantoits", "kawasaki", "suginami")
QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("who", {"field": "個人番号"}),
    ("who", {"field": "氏名", "assessment": ["相模原市"]}),
    ("trace", {"place": "国民健康保険システム", "assessment": ["相模原市"]}),
    ("trace", {"place": "国民健康保険システム", "to": "医療保険者等向け中間サーバー等", "assessment": ["相模原市"]}),
    ("trace", {"place": "医療保険者等向け中間サーバー等", "backward": True}),
    ("trace", {"place": "国民健康保険システム", "across": True}),
    ("trace", {"place": "国民健康保険システム", "identifier": "any", "outside": True}),
    ("delegations", {}),
    ("check", {}),
    ("sees", {"name": "支払基金"}),
    ("breach", {"name": "支払基金"}),
    ("cut", {"start": "国民健康保険システム", "end": "医療保険者等向け中間サーバー等"}),
    ("compare", {"a": "相模原市", "b": "川崎市"}),
]
CHAINS: list[dict[str, Any]] = [{}, {"contractor": "株式会社"}, {"assessment": ["相模原市", "川崎市"]}]


def _load(store: Store) -> None:
    folder = resources.files("bangolin.data") / "assessments"
    for name in SAMPLES:
        with resources.as_file(folder / f"{name}.json") as path:
            load_edition(store, build_edition(read_facts(Path(path))))


def _asked(store: Store, module: str, parameters: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = importlib.import_module(f"bangolin.queries.{module}").ask(store, parameters)
    return answer


def test_every_question_gives_the_same_bytes(stores: dict[str, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    for store in stores.values():
        _load(store)
    for module, parameters in QUESTIONS:
        told = {
            name: json.dumps(_asked(store, module, parameters), ensure_ascii=False) for name, store in stores.items()
        }
        different = [name for name, text in told.items() if text != told["embedded"]]
        assert not different, (module, parameters, different)
        assert len(told["embedded"]) > 100
    for parameters in CHAINS:
        told = {name: _chains(store, parameters) for name, store in stores.items()}
        with monkeypatch.context() as patch:
            patch.setattr(many, "FROM_EDITIONS", 1)
            counted = {name: _chains(store, parameters) for name, store in stores.items()}
        assert {*told.values(), *counted.values()} == {told["embedded"]}, parameters


def _chains(store: Store, parameters: dict[str, Any]) -> str:
    """What Cypher and the travel index say alike."""
    answer = _asked(store, "delegations", parameters)
    return json.dumps({name: answer[name] for name in ("chains", "contractors", "gaps", "review")}, ensure_ascii=False)


def test_every_statement_that_is_shown_runs_in_the_console(stores: dict[str, Store]) -> None:
    embedded = stores["embedded"]
    _load(embedded)
    shown: dict[str, dict[str, Any]] = {}
    for module, parameters in QUESTIONS:
        for statement in _asked(embedded, module, parameters)["cypher"]:
            shown.setdefault(statement["text"], statement["parameters"])
    assert shown
    for text, parameters in shown.items():
        assert query(embedded, text, parameters)["truncated"] is None, text
