"""Stores of the graph: embedded in a process of its own, or a Neo4j server; one driver for both.

Names are looked up when they are used, so that the store process, which lives in this package too, starts without
a driver.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bangolin.graph.stores.problems import StatementError, StoreError, StoreTimeoutError
    from bangolin.graph.stores.store import Bounded, Store, Transaction, open_store

__all__ = ["Bounded", "StatementError", "Store", "StoreError", "StoreTimeoutError", "Transaction", "open_store"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "problems" if name.endswith("Error") else "store"
    return getattr(importlib.import_module(f"{__name__}.{home}"), name)
