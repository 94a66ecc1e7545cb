"""Backup, restore and verify: the store as one file that any store, embedded or Neo4j, can take back.

The file is a ZIP of JSON lines: ``editions`` (keys, facts, rows of every loaded edition, in the order they were loaded)
and ``decisions``; ``manifest.json`` has the format, the counts and a SHA-256 of each part, and the last line of the
archive's comment a SHA-256 over the manifest. Restoring puts back what the file has and takes out what it has not.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bangolin.graph.decisions import KINDS as DECISIONS
from bangolin.graph.loading import editions, load_edition, remove_edition
from bangolin.graph.rows import EdgeRow, EditionGraph, NodeRow
from bangolin.graph.set_up import GRAPH, graph_format, note_format, set_up
from bangolin.graph.stored import facts_node, rows_digest, stored_edition
from bangolin.graph.stores.problems import StoreError
from bangolin.graph.stores.store import Store, Transaction

FORMAT = 1
PARTS = ("editions", "decisions")
LARGEST = 4 * 1024**3
"""Most bytes that a part of a backup may have when it is unpacked."""


def backup(store: Store, path: Path) -> dict[str, object]:
    """Write everything the store holds into one file, readable by this user only; what was written, in numbers.

    The file appears under its name only when it is whole. Raises StoreError where it cannot be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        counts = _write(store, draft)
        os.replace(draft, path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise StoreError(
            f"控え {path} を書けません({error.strerror})。", f"The backup {path} cannot be written ({error.strerror})."
        ) from error
    return {"file": str(path), **counts, "bytes": path.stat().st_size}


def _write(store: Store, path: Path) -> dict[str, int]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    digests, counts = {}, {}
    with os.fdopen(descriptor, "w+b") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, lines in (("editions", _editions(store)), ("decisions", _decisions(store))):
            digest, count = hashlib.sha256(), 0
            with archive.open(f"{part}.jsonl", "w", force_zip64=True) as target:
                for line in lines:
                    data = (line + "\n").encode()
                    target.write(data)
                    digest.update(data)
                    count += 1
            digests[part], counts[part] = digest.hexdigest(), count
        said = {"format": FORMAT, "graph": graph_format(store), "counts": counts, "sha256": digests}
        manifest = json.dumps(said, sort_keys=True)
        archive.writestr("manifest.json", manifest)
        archive.comment = hashlib.sha256(manifest.encode()).hexdigest().encode()
    return counts


def _editions(store: Store) -> Iterator[str]:
    loaded = sorted(editions(store), key=lambda row: int(row["loaded"] or 0))
    for row in loaded:
        graph = stored_edition(store, row["key"])
        nodes = [[node.label, node.key, dict(node.properties), node.place] for node in graph.nodes]
        edges = [[edge.type, edge.id, edge.source, edge.target, dict(edge.properties)] for edge in graph.edges]
        head = {
            name: getattr(graph, name)
            for name in ("assessment", "edition", "published", "facts_json", "facts_digest", "checked")
        }
        yield json.dumps({**head, "nodes": nodes, "edges": edges}, ensure_ascii=False, sort_keys=True)


def _decisions(store: Store) -> Iterator[str]:
    for kind in DECISIONS:
        rows = store.read(f"MATCH (d:{kind}) RETURN d.key AS key, properties(d) AS properties ORDER BY key")
        for row in rows:
            yield json.dumps([kind, row["key"], row["properties"]], ensure_ascii=False, sort_keys=True)


def restore(store: Store, path: Path) -> dict[str, object]:
    """Make the store hold what a backup holds; its checksums are compared before anything is changed.

    What an earlier version wrote is put back as it is: ``loader.migrating`` brings it up. Raises StoreError where the file
    is no backup, was damaged, or comes from a later version.
    """
    version = _check(path)
    set_up(store)
    store.write(lambda transaction: note_format(transaction, version))
    with zipfile.ZipFile(path) as archive:
        reports = [load_edition(store, graph, replace=True) for graph in _read_editions(archive)]
        kept = {report.edition for report in reports}
        gone = [row["key"] for row in editions(store) if row["key"] not in kept]
        for edition in gone:
            remove_edition(store, edition)
        decided = _restore_decisions(store, archive)
    return {
        "file": str(path),
        "editions": len(reports),
        "changed": sum(report.outcome != "unchanged" for report in reports),
        "removed": len(gone),
        "decisions": decided,
    }


def _check(path: Path) -> int:
    """The version of the rows in a backup that is whole."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = archive.read("manifest.json")
            if hashlib.sha256(manifest).hexdigest().encode() != archive.comment:
                raise _damaged(path)
            said = json.loads(manifest)
            version = int(said.get("graph", 1))
            if said["format"] > FORMAT or version > GRAPH:
                raise _later(path, f"{said['format']}.{version}")
            for part in PARTS:
                if _digest(archive, f"{part}.jsonl") != said["sha256"][part]:
                    raise _damaged(path)
            return version
    except FileNotFoundError as error:
        raise StoreError(f"控え {path} がありません。", f"There is no backup {path}.") from error
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, OSError, EOFError) as error:
        raise _damaged(path) from error


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    if archive.getinfo(name).file_size > LARGEST:
        raise ValueError("too large")
    digest = hashlib.sha256()
    with archive.open(name) as part:
        while data := part.read(1 << 20):
            digest.update(data)
    return digest.hexdigest()


def _later(path: Path, found: str) -> StoreError:
    return StoreError(
        f"控え {path} の形式は {found} で、この bangolin が扱うのは形式 {FORMAT}.{GRAPH} までです。新しい版の bangolin で戻して"
        "ください。何も変更していません。",
        f"The backup {path} has format {found}; this bangolin reads up to {FORMAT}.{GRAPH}. Restore it with the newer "
        "bangolin; nothing was changed.",
    )


def _damaged(path: Path) -> StoreError:
    return StoreError(
        f"{path} は控えではないか、壊れています。何も変更していません。",
        f"{path} is no backup or is damaged; nothing was changed.",
    )


def _read_editions(archive: zipfile.ZipFile) -> Iterator[EditionGraph]:
    with archive.open("editions.jsonl") as lines:
        for line in lines:
            plain: dict[str, Any] = json.loads(line)
            nodes = tuple(NodeRow(label, key, values, place) for label, key, values, place in plain.pop("nodes"))
            edges = tuple(
                EdgeRow(kind, name, tuple(source), tuple(target), values)
                for kind, name, source, target, values in plain.pop("edges")
            )
            yield EditionGraph(**plain, nodes=nodes, edges=edges)


def _restore_decisions(store: Store, archive: zipfile.ZipFile) -> int:
    """Decisions as the backup has them, in one transaction."""
    with archive.open("decisions.jsonl") as lines:
        decided = [json.loads(line) for line in lines]
    set_up(store)

    def work(transaction: Transaction) -> None:
        for kind in DECISIONS:
            rows = [{"key": key, "properties": values} for label, key, values in decided if label == kind]
            transaction.run(
                f"MATCH (d:{kind}) WHERE NOT d.key IN $keys DETACH DELETE d", {"keys": [row["key"] for row in rows]}
            ).consume()
            transaction.run(
                f"UNWIND $rows AS row MERGE (d:{kind} {{key: row.key}}) SET d += row.properties", {"rows": rows}
            ).consume()

    store.write(work)
    return len(decided)


def verify(store: Store) -> dict[str, object]:
    """Hold the store against what it says of itself; ``faults`` lists every edition that is not what was loaded.

    For each edition: its facts against their digest, its rows against the digest that was taken when they were loaded,
    and one edition in force an assessment.
    """
    faults: list[str] = []
    loaded = editions(store)
    for row in loaded:
        faults += _faults(store, row["key"])
    for assessment in sorted({str(row["assessment"]) for row in loaded}):
        in_force = [row["key"] for row in loaded if row["assessment"] == assessment and row["in_force"]]
        if len(in_force) != 1:
            faults.append(f"{assessment}: {len(in_force)} editions in force")
    return {"editions": len(loaded), "faults": faults}


def _faults(store: Store, edition: str) -> Iterator[str]:
    graph = stored_edition(store, edition)
    if hashlib.sha256(graph.facts_json.encode()).hexdigest() != graph.facts_digest:
        yield f"{edition}: the facts are not those that were loaded"
    if rows_digest(graph) != facts_node(store, edition)["rows"]:
        yield f"{edition}: the rows are not those that were loaded"
