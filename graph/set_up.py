"""Constraints and indexes of the graph, derived from the declared schema, and set up once a store."""

from __future__ import annotations

import hashlib
from functools import partial

from bangolin.graph.decisions import KINDS as DECISIONS
from bangolin.graph.schema import EDGES, NODES
from bangolin.graph.stores.store import Store, Transaction

PLACE = "Place"
BOOK = "Graph"
"""Label of the one node that counts the graph's versions and is the lock of all loads."""
FACTS = "Facts"
"""Label of the nodes that keep the facts of an edition."""


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
    if _done(store) == digest:
        return
    store.write(partial(_run, wanted))
    store.write(lambda transaction: _note(transaction, digest))


def _done(store: Store) -> str | None:
    rows = store.read(f"MATCH (g:{BOOK} {{key: 'graph'}}) RETURN g.schema AS schema")
    return rows[0]["schema"] if rows else None


def _note(transaction: Transaction, digest: str) -> None:
    transaction.run(
        f"MERGE (g:{BOOK} {{key: 'graph'}}) SET g.schema = $digest, g.version = coalesce(g.version, 0)",
        {"digest": digest},
    ).consume()


def _run(statements: list[str], transaction: Transaction) -> None:
    for statement in statements:
        transaction.run(statement).consume()


def _has_edition(label: str) -> bool:
    node = next(node for node in NODES if node.label == label)
    return any(declared.name == "edition" for declared in node.properties)
