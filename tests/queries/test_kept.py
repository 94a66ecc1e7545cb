"""What is read of an edition once, and read again when its rows change, on a real store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from bangolin.graph.loading import load_edition, remove_edition
from bangolin.graph.stores.store import Store
from bangolin.loader.facts import facts_from_dict
from bangolin.loader.graph import build_edition
from bangolin.queries import cut, delegations, sees, trace, who
from bangolin.queries.kept import Remembering
from made_up import FILE, assessment, delegation

QUESTIONS: tuple[tuple[Any, Mapping[str, Any]], ...] = (
    (who, {"field": "個人番号"}),
    (who, {"field": "氏名"}),
    (trace, {"place": FILE}),
    (trace, {"place": FILE, "field": "氏名"}),
    (sees, {"name": "架空電算"}),
    (delegations, {}),
    (cut, {"start": FILE, "end": "架空電算"}),
)


class Counting:
    """A store that counts the editions that are read in full."""

    def __init__(self, store: Store) -> None:
        self.store, self.read_in_full = store, 0
        self.stream = store.stream

    @property
    def beside(self) -> Path:
        """As the store has it."""
        return self.store.beside

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Rows, counted where they are flows."""
        if "FLOWS_TO" in text:
            self.read_in_full += len((parameters or {}).get("scope", ()))
        return self.store.read(text, parameters)


def city(number: int, contractor: str = "株式会社架空電算") -> dict[str, Any]:
    return assessment(body=f"第{number}市長", delegations=[delegation(contractor)])


def load(store: Store, facts: dict[str, Any]) -> str:
    graph = build_edition(facts_from_dict(facts))
    load_edition(store, graph, replace=True)
    return graph.edition


@pytest.fixture(scope="module")
def opened(store_with: Callable[..., Store]) -> Store:
    return store_with()


@pytest.fixture
def store(opened: Store) -> Store:
    """One store for all tests, as each finds it: three editions, no others."""
    for row in opened.read("MATCH (e:Edition) RETURN e.key AS edition"):
        remove_edition(opened, row["edition"])
    for number in (1, 2, 3):
        load(opened, city(number))
    return opened


def test_answers_are_those_of_the_store_whatever_is_loaded_between(store: Store) -> None:
    kept = Remembering(store)
    edition = load(store, city(3))

    def same() -> None:
        for module, question in QUESTIONS:
            assert module.ask(kept, question) == module.ask(store, question)

    same()
    load(store, city(4))
    same()
    load(store, city(3, "株式会社別の会社"))
    assert any(viewer["name"] == "株式会社別の会社" for viewer in who.ask(kept, {"field": "個人番号"})["viewers"])
    same()
    load(store, city(3))
    same()
    remove_edition(store, edition)
    same()


def test_only_what_changed_is_read_again(store: Store) -> None:
    counting = Counting(store)
    kept = Remembering(counting)

    def read() -> int:
        before = counting.read_in_full
        who.ask(kept, {"field": "個人番号"})
        return counting.read_in_full - before

    assert read() == 2 * 3  # all flows, and where files come from
    assert read() == 0
    load(store, city(4))
    assert read() == 2
    load(store, city(1, "株式会社別の会社"))
    assert read() == 2
    assert read() == 0


def test_what_was_read_while_a_load_fell_between_is_not_kept(store: Store) -> None:
    class Disturbed(Counting):
        """Loads an edition while another is read."""

        def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
            rows = super().read(text, parameters)
            if "FLOWS_TO" in text:
                load(store, city(9, f"株式会社第{self.read_in_full}"))
            return rows

    disturbed = Disturbed(store)
    kept = Remembering(disturbed)
    who.ask(kept, {"field": "個人番号", "assessment": ["第1市長"]})
    before = disturbed.read_in_full
    who.ask(kept, {"field": "個人番号", "assessment": ["第1市長"]})
    assert disturbed.read_in_full > before


def test_the_editions_asked_for_last_stay(store: Store) -> None:
    counting = Counting(store)
    kept = Remembering(counting, most=1)
    for body in ("第1市長", "第2市長", "第1市長"):
        before = counting.read_in_full
        who.ask(kept, {"field": "個人番号", "assessment": [body]})
        assert counting.read_in_full > before
    before = counting.read_in_full
    who.ask(kept, {"field": "氏名", "assessment": ["第1市長"]})
    assert counting.read_in_full == before
