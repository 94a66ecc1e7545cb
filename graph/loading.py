"""Editions in a store: load, replace, remove, list; each in one transaction, all of it or nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bangolin.graph.packing import pack, unpack
from bangolin.graph.rows import EditionGraph
from bangolin.graph.set_up import BOOK, FACTS, set_up
from bangolin.graph.stored import facts_json, not_loaded, rows_digest
from bangolin.graph.stores.problems import StoreError
from bangolin.graph.stores.store import Row, Store, Transaction
from bangolin.graph.writing import (
    Count,
    Progress,
    check_names,
    delete_edges,
    delete_nodes,
    delete_orphans,
    owned_rows,
    shared_ends,
    write_edges,
    write_nodes,
)

__all__ = [
    "Changes",
    "LoadReport",
    "editions",
    "facts_json",
    "graph_version",
    "known_assessment",
    "load_edition",
    "pack",
    "rebuild_editions",
    "remove_edition",
    "unpack",
]
Outcome = Literal["added", "replaced", "unchanged"]
_EDITIONS = (
    "MATCH (e:Edition) RETURN e.key AS key, e.assessment AS assessment, e.name AS name, e.body AS body, "
    "e.published AS published, e.loaded AS loaded, e.in_force AS in_force, e.checked AS checked, e.source AS source"
)


@dataclass(frozen=True)
class Changes:
    """What a load changed among an edition's own rows, as ``label key`` and ``TYPE id``, sorted."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class LoadReport:
    """What became of one load: ``in_force`` tells whether questions now read this edition."""

    assessment: str
    edition: str
    outcome: Outcome
    in_force: bool
    nodes: int
    edges: int
    changes: Changes


def load_edition(
    store: Store, graph: EditionGraph, progress: Progress | None = None, *, replace: bool = False
) -> LoadReport:
    """Put an edition into the store and mark the edition in force, all in one transaction or not at all.

    Loading the same rows of the same facts again changes nothing. Other facts of the same edition replace the loaded
    ones; StoreError (exit code 4) where those were checked by a person, the new ones were not, and ``replace`` is
    false. ``progress`` is told rows done and rows in all.
    """
    check_names(graph)
    set_up(store)
    digest = rows_digest(graph)
    loaded = _facts_node(store.read, graph.edition)
    if loaded is not None and (loaded["digest"], loaded["rows"]) == (graph.facts_digest, digest):
        return _unchanged(store, graph)
    _refuse_unchecked(graph, loaded, replace=replace)
    return store.write(lambda transaction: _replace(transaction, graph, digest, progress, insist=replace))


def rebuild_editions(store: Store, graphs: Iterable[EditionGraph], also: Callable[[Transaction], None]) -> None:
    """Put editions that are loaded in again from other rows, and do ``also``, all in one transaction or not at all.

    Editions whose rows are the same stay. Which one is in force, and which was loaded first, does not change.
    """
    set_up(store)
    given = [(graph, rows_digest(graph)) for graph in graphs]
    for graph, _digest in given:
        check_names(graph)

    def work(transaction: Transaction) -> None:
        _lock(transaction)
        also(transaction)
        for graph, digest in sorted(given, key=lambda one: one[0].edition):
            key = {"key": graph.edition}
            found = transaction.run("MATCH (e:Edition {key: $key}) RETURN e.loaded AS loaded", key).data()
            kept = transaction.run(f"MATCH (f:{FACTS} {{key: $key}}) RETURN f.rows AS rows", key).data()
            if not found or (kept and kept[0]["rows"] == digest):
                continue
            _replace(transaction, graph, digest, None, insist=True)
            transaction.run("MATCH (e:Edition {key: $key}) SET e.loaded = $loaded", {**key, **found[0]}).consume()
            _put_in_force(transaction, graph.assessment)

    store.write(work)


def remove_edition(store: Store, edition: str) -> None:
    """Take an edition out; the latest of those that stay comes in force. StoreError where it is not loaded."""
    set_up(store)

    def work(transaction: Transaction) -> None:
        _lock(transaction)
        rows = transaction.run("MATCH (e:Edition {key: $key}) RETURN e.assessment AS a", {"key": edition}).data()
        if not rows:
            raise not_loaded(edition)
        ends = shared_ends(transaction, edition)
        delete_edges(transaction, edition)
        delete_nodes(transaction, edition)
        transaction.run(f"MATCH (f:{FACTS} {{key: $key}}) DETACH DELETE f", {"key": edition}).consume()
        delete_orphans(transaction, ends)
        _put_in_force(transaction, rows[0]["a"])
        _next_version(transaction)

    store.write(work)


def editions(store: Store) -> list[Row]:
    """All loaded editions by assessment, the one in force first, then the latest: key, assessment, name, body,
    published, loaded (number of the load), in_force, checked, source."""
    rows = store.read(_EDITIONS)
    latest_first = sorted(rows, key=_age, reverse=True)
    return sorted(latest_first, key=lambda row: str(row["assessment"]))


def graph_version(store: Store) -> int:
    """A number that every change of the loaded editions raises; 0 for an empty store."""
    rows = store.read(f"MATCH (g:{BOOK} {{key: 'graph'}}) RETURN g.version AS version")
    return int(rows[0]["version"]) if rows else 0


def known_assessment(store: Store, body: str, number: str | None, business: str | None) -> str | None:
    """Key of the loaded assessment that a document belongs to: same body, and number or business agree (NFKC, no
    blanks); None where there is none."""
    rows = store.read(
        "MATCH (a:Assessment) RETURN a.key AS key, a.body AS body, a.number AS number, a.business AS business"
    )
    for row in sorted(rows, key=lambda row: str(row["key"])):
        if _plain(row["body"]) == _plain(body) and (
            (number and _plain(row["number"]) == _plain(number))
            or (business and _plain(row["business"]) == _plain(business))
        ):
            return str(row["key"])
    return None


# ------------------------------------------------------------------ inside the transaction
def _replace(
    transaction: Transaction, graph: EditionGraph, digest: str, progress: Progress | None, *, insist: bool
) -> LoadReport:
    _lock(transaction)
    loaded = _facts_node(lambda text, parameters: transaction.run(text, dict(parameters)).data(), graph.edition)
    _refuse_unchecked(graph, loaded, replace=insist)
    before = owned_rows(transaction, graph.edition) if loaded is not None else {}
    ends = shared_ends(transaction, graph.edition) if before else {}
    if before:  # all goes before the new comes, so that no property stays that is stated no longer
        delete_edges(transaction, graph.edition)
        delete_nodes(transaction, graph.edition)
    count = Count(len(graph.nodes) + len(graph.edges), progress)
    write_nodes(transaction, graph.nodes, count)
    write_edges(transaction, graph.edges, count)
    delete_orphans(transaction, ends)
    _keep_facts(transaction, graph, digest)
    version = _next_version(transaction)
    transaction.run("MATCH (e:Edition {key: $key}) SET e.loaded = $version", {"key": graph.edition, "version": version})
    in_force = _put_in_force(transaction, graph.assessment)
    return LoadReport(
        graph.assessment,
        graph.edition,
        "added" if loaded is None else "replaced",
        in_force == graph.edition,
        len(graph.nodes),
        len(graph.edges),
        _changes(before, graph) if loaded is not None else Changes(),
    )


def _lock(transaction: Transaction) -> None:
    """Loads follow each other: whoever writes this node first holds it until the end, so no two can deadlock."""
    transaction.run(f"MERGE (g:{BOOK} {{key: 'graph'}}) SET g.version = coalesce(g.version, 0)").consume()


def _next_version(transaction: Transaction) -> int:
    record = transaction.run(
        f"MATCH (g:{BOOK} {{key: 'graph'}}) SET g.version = g.version + 1 RETURN g.version AS version"
    ).single(strict=True)
    return int(record["version"])


def _put_in_force(transaction: Transaction, assessment: str) -> str | None:
    """Mark the latest edition of an assessment by 公表日, among undated ones the one loaded last; its key."""
    of_it = _EDITIONS.replace("RETURN", "WHERE e.assessment = $assessment RETURN")
    rows = transaction.run(of_it, {"assessment": assessment}).data()
    if not rows:
        return None
    latest = str(max(rows, key=_age_alone)["key"])
    transaction.run(
        "MATCH (e:Edition) WHERE e.assessment = $assessment SET e.in_force = (e.key = $latest)",
        {"assessment": assessment, "latest": latest},
    ).consume()
    return latest


def _keep_facts(transaction: Transaction, graph: EditionGraph, digest: str) -> None:
    transaction.run(
        f"MERGE (f:{FACTS} {{key: $key}}) SET f.edition = $key, f.assessment = $assessment, f.digest = $digest, "
        "f.rows = $rows, f.checked = $checked, f.text = $text",
        {
            "key": graph.edition,
            "assessment": graph.assessment,
            "digest": graph.facts_digest,
            "rows": digest,
            "checked": graph.checked,
            "text": pack(graph.facts_json),
        },
    ).consume()


# ------------------------------------------------------------------ small parts
def _facts_node(read: Any, edition: str) -> Row | None:
    rows = read(
        f"MATCH (f:{FACTS} {{key: $key}}) RETURN f.digest AS digest, f.rows AS rows, f.checked AS checked, "
        "f.text AS text",
        {"key": edition},
    )
    return rows[0] if rows else None


def _unchanged(store: Store, graph: EditionGraph) -> LoadReport:
    rows = store.read("MATCH (e:Edition {key: $key}) RETURN e.in_force AS in_force", {"key": graph.edition})
    in_force = bool(rows and rows[0]["in_force"])
    counts = len(graph.nodes), len(graph.edges)
    return LoadReport(graph.assessment, graph.edition, "unchanged", in_force, *counts, Changes())


def _refuse_unchecked(graph: EditionGraph, loaded: Row | None, *, replace: bool) -> None:
    if loaded is None or replace or graph.checked or not loaded["checked"] or loaded["digest"] == graph.facts_digest:
        return
    raise StoreError(
        f"{graph.edition} は人が確認した内容で読み込み済みです。未確認の内容で置き換えるには --replace が必要です。",
        f"{graph.edition} is loaded as a person checked it; to replace it by facts nobody checked, add --replace.",
    )


def _changes(before: Mapping[str, Mapping[str, Any]], graph: EditionGraph) -> Changes:
    after: dict[str, dict[str, Any]] = {
        f"{node.label} {node.key}": {**node.properties, "key": node.key}
        for node in graph.nodes
        if "edition" in node.properties
    }
    after |= {
        f"{edge.type} {edge.id}": {**edge.properties, "id": edge.id, "": [edge.source[1], edge.target[1]]}
        for edge in graph.edges
    }
    same = {"loaded": None, "in_force": None}
    return Changes(
        tuple(sorted(set(after) - set(before))),
        tuple(sorted(set(before) - set(after))),
        tuple(sorted(name for name in set(after) & set(before) if {**before[name], **same} != {**after[name], **same})),
    )


def _age(row: Mapping[str, Any]) -> tuple[bool, str, int]:
    return (bool(row["in_force"]), *_age_alone(row))


def _age_alone(row: Mapping[str, Any]) -> tuple[str, int]:
    return (str(row["published"] or ""), int(row["loaded"] or 0))


def _plain(text: object) -> str:
    return "".join(unicodedata.normalize("NFKC", str(text or "")).split())
