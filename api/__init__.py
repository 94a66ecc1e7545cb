"""Bangolin: where can a personal number travel, and who can see it?

What a notebook needs:

>>> import bangolin
>>> with bangolin.open_store() as store:          # the default store; or a folder, or bolt:// neo4j://
...     bangolin.load(store, "評価書.pdf")
...     answer = bangolin.ask(store, "who", field="個人番号")
>>> graph = bangolin.to_networkx(answer)

Answers are the plain dictionaries that the command line prints with ``--json``.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bangolin.asking import ask, load, parse
    from bangolin.graph.stores.store import Store, open_store
    from bangolin.networks import to_networkx

__all__ = ["Store", "ask", "load", "open_store", "parse", "to_networkx"]
_HOMES = {"Store": "graph.stores.store", "open_store": "graph.stores.store", "to_networkx": "networks"}


def __getattr__(name: str) -> Any:
    """Names are looked up when they are used: the store's own process imports this package too, and starts at once."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES.get(name, 'asking')}"), name)
