"""Stores of the graph: embedded in a process of its own, or a Neo4j server; one driver for both."""

from bangolin.graph.stores.problems import StatementError, StoreError, StoreTimeoutError
from bangolin.graph.stores.store import Bounded, Store, Transaction, open_store

__all__ = ["Bounded", "StatementError", "Store", "StoreError", "StoreTimeoutError", "Transaction", "open_store"]
