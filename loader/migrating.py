"""Bringing a store up to the rows that this version builds: every edition is built again from the facts it was loaded from.

What was read, checked, corrected and decided stays as it is; only what is derived from it is made anew. An interrupted
migration is gone on with: editions whose rows are those of this version already are left alone.
"""

from __future__ import annotations

from bangolin.graph.loading import editions, rebuild_editions
from bangolin.graph.set_up import GRAPH, graph_format, note_format, set_up
from bangolin.graph.stores.store import Store
from bangolin.loader.naming import built_editions, name_decisions


def migrate(store: Store) -> int:
    """Build what an earlier version loaded again; how many editions there are, 0 where nothing was to do.

    Each assessment is one transaction. Raises StoreError for a store of a later version, FactsError for facts that this
    version cannot read.
    """
    set_up(store)
    if graph_format(store) == GRAPH:
        return 0
    loaded = editions(store)
    for assessment in sorted({str(row["assessment"]) for row in loaded}):
        graphs = built_editions(store, assessment, name_decisions(store, assessment))
        rebuild_editions(store, graphs, lambda _transaction: None)
    store.write(lambda transaction: note_format(transaction, GRAPH))
    return len(loaded)
