"""Real stores for questions: an engine is started once for all tests of a module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bangolin.graph.loading import load_edition
from bangolin.graph.stores.store import Store, open_store
from bangolin.loader.facts import Facts, facts_from_dict
from bangolin.loader.graph import build_edition

StoreWith = Callable[..., Store]


@pytest.fixture(scope="module")
def store_with(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreWith]:
    """Opens a store that holds the facts given (records or plain dictionaries); all are closed after the module."""
    opened: list[Store] = []

    def open_with(*facts: Facts | dict[str, Any]) -> Store:
        folder: Path = tmp_path_factory.mktemp("store")
        store = open_store(folder)
        opened.append(store)
        for one in facts:
            load_edition(store, build_edition(one if isinstance(one, Facts) else facts_from_dict(one)))
        return store

    yield open_with
    for store in opened:
        store.close()
