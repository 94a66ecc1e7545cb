"""Constraints and indexes of the graph, derived from the declared schema, and set up once a store."""

from __future__ import annotations

import hashlib
from functools import partial

from bangolin.graph.decisions import KINDS as DECISIONS
from bangolin.graph.schema import EDGES, NODES
from bangolin.graph.stores.problems import StoreError
from bangolin.graph.stores.store import Store, Transaction

PLACE = "Place"
BOOK = "Graph"
"""Label of the one node that counts the graph's versions and is the lock of all loads."""
FACTS = "Facts"
"""Label of the nodes that keep the facts of an edition."""
GRAPH = 3
"""Version of the rows that an edition becomes. 1: names without their spellings, for which names could not be found. 2: editions
without the numbers of what they hold, which were counted anew at each start."""


def statements() -> list[str]:
    """The statements that set up a store, in a fixed order; each may run again without effect."""
    unique = [PLACE, BOOK, FACTS, *DECISIONS, *(node.label for node in NODES if not node.place)]
    by_edition = [FACTS, *(node.label for node in NODES if not node.place and _has_edition(node.label))]
    return [
        *(
            f"CREATE CONSTRAINT {label.lower()}_key IF NOT EXISTS FOR (n:{label}) REQUIRE n.key IS UNIQUE"
            for label in unique
        ),
        *(f"CREATE INDEX {label.lower()}_edition IF NOT EXISTS FOR (n:{label}) ON (n.edition)" for label in by_edition),
        *(
            f"CREATE INDEX {edge.type.lower()}_edition IF NOT EXISTS FOR ()-[r:{edge.type}]-() ON (r.edition)"
            for edge in EDGES
        ),
        *(
            f"CREATE INDEX {edge.type.lower()}_id IF NOT EXISTS FOR ()-[r:{edge.type}]-() ON (r.id)"
            for edge in EDGES
            if edge.travels
        ),
    ]


def set_up(store: Store) -> None:
    """Make constraints and indexes where this store does not have those of this schema yet."""
    wanted = statements()
    digest = hashlib.sha256("\n".join(wanted).encode()).hexdigest()
    schema, version = _book(store)
    _refuse_later(version)
    if schema == digest and version is not None:
        return
    if schema != digest:
        store.write(partial(_run, wanted))
    store.write(lambda transaction: _note(transaction, digest))


def graph_format(store: Store) -> int:
    """The version of the rows in a store; ours where it has none yet. Raises StoreError where it is later than ours."""
    version = _book(store)[1]
    _refuse_later(version)
    if version is None:
        return 1 if store.read(f"MATCH (f:{FACTS}) RETURN count(f) AS n")[0]["n"] else GRAPH
    return version


def note_format(transaction: Transaction, version: int) -> None:
    """Say in a store which version its rows have."""
    transaction.run(f"MERGE (g:{BOOK} {{key: 'graph'}}) SET g.format = $version", {"version": version}).consume()


def _refuse_later(version: int | None) -> None:
    if version is not None and version > GRAPH:
        raise StoreError(
            f"このストアの内容は形式 {version} で、この bangolin が扱うのは形式 {GRAPH} までです。"
            "新しい版の bangolin で開いてください。何も変更していません。",
            f"What this store holds has format {version}; this bangolin works with formats up to {GRAPH}. Open it with the "
            "newer bangolin; nothing was changed.",
        )


def _book(store: Store) -> tuple[str | None, int | None]:
    """What a store says of its schema, and of the version of its rows."""
    rows = store.read(f"MATCH (g:{BOOK} {{key: 'graph'}}) RETURN g.schema AS schema, g.format AS format")
    return (rows[0]["schema"], rows[0]["format"]) if rows else (None, None)


def _note(transaction: Transaction, digest: str) -> None:
    """Rows that are there already without a version are of the first."""
    there = transaction.run(f"MATCH (f:{FACTS}) RETURN count(f) AS n").data()[0]["n"]
    transaction.run(
        f"MERGE (g:{BOOK} {{key: 'graph'}}) SET g.schema = $digest, g.version = coalesce(g.version, 0), "
        "g.format = coalesce(g.format, $format)",
        {"digest": digest, "format": 1 if there else GRAPH},
    ).consume()


def _run(statements: list[str], transaction: Transaction) -> None:
    for statement in statements:
        transaction.run(statement).consume()


def _has_edition(label: str) -> bool:
    node = next(node for node in NODES if node.label == label)
    return any(declared.name == "edition" for declared in node.properties)
