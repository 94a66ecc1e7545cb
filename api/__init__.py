"""Bangolin: where can a personal number travel, and who can see it?

What a notebook needs:

>>> import bangolin
>>> with bangolin.open_store() as store:          # the default store; or a folder, or bolt:// neo4j://
...     bangolin.load(store, "評価書.pdf")
...     answer = bangolin.ask(store, "who", field="個人番号")
>>> graph = bangolin.to_networkx(answer)

Answers are the plain dictionaries that the command line prints with ``--json``.
"""

from bangolin.asking import ask, load, parse
from bangolin.graph.stores.store import Store, open_store
from bangolin.networks import to_networkx

__all__ = ["Store", "ask", "load", "open_store", "parse", "to_networkx"]
