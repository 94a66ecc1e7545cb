"""The index of a store: read once, kept beside it under the graph's version, one assessment exchanged at a time."""

from __future__ import annotations

import functools
from pathlib import Path

from bangolin.graph.index.blocks import Block, flow_of, subjects_of
from bangolin.graph.index.chains import chain_of
from bangolin.graph.index.disk import open_saved, save, saved_head
from bangolin.graph.index.index import TravelIndex, updated
from bangolin.graph.index.pivots import pivots
from bangolin.graph.index.said import said_by_file
from bangolin.graph.index.statements import (
    EDITIONS,
    ONE_BODY,
    ONE_CHAINS,
    ONE_FILES,
    ONE_FLOWS,
    ONE_ITEMS,
    ONE_LINKED,
    ONE_PARTS,
    ONE_PLACES,
    VERSION,
)
from bangolin.graph.index.traits import FILE, traits_of
from bangolin.graph.index.whole_store import Row, Streams, read_index

EXCHANGED = 25  # more changed assessments than these: read everything anew


def travel_index(store: Streams) -> TravelIndex:
    """The index of what is in force now: opened, brought up to date, or read anew."""
    return _at(_Kept(store), store.beside, _version(store))


class _Kept:
    """A store as something that can be the key of a cache: all are alike, the folder and the version tell."""

    def __init__(self, store: Streams) -> None:
        self.store = store

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept)

    def __hash__(self) -> int:
        return 0


@functools.lru_cache(maxsize=2)
def _at(kept: _Kept, beside: Path, version: str) -> TravelIndex:
    folder = beside / "travel-index"
    found = open_saved(folder, version)
    if found is None:
        found = _brought_up(kept.store, folder) or read_index(kept.store, _loads(kept.store))
        save(found, folder, version)
        found = open_saved(folder, version) or found
    return found


def _version(store: Streams) -> str:
    rows = store.read(VERSION)
    return str(rows[0]["version"]) if rows else "0"


def _loads(store: Streams) -> dict[str, tuple[str, str]]:
    """Of each assessment the edition in force and which load brought it."""
    return {row["assessment"]: (row["edition"], str(row["loaded"])) for row in store.read(EDITIONS)}


def _brought_up(store: Streams, folder: Path) -> TravelIndex | None:
    """The saved index with what changed since exchanged; None where there is none or too much changed."""
    head = saved_head(folder)
    index = open_saved(folder, str(head["version"])) if head else None
    if index is None:
        return None
    loads = _loads(store)
    changed = sorted(key for key in {*loads, *index.loads} if loads.get(key) != index.loads.get(key))
    if len(changed) > EXCHANGED:
        return None
    for key in changed:
        index = updated(index, key, _block(store, key, loads[key][0]) if key in loads else None)
    return index.read_from(loads)


def _block(store: Streams, assessment: str, edition: str) -> Block:
    """One assessment, read from its edition on."""
    given = {"edition": edition}
    bodies = store.read(ONE_BODY, given)
    named = store.read(ONE_PLACES, given)
    subjects = subjects_of(_only(store.read(ONE_FILES, given)))
    traits = {str(row["place"]): traits_of(row["kind"], row["outside"], row["generic"]) for row in named}
    for file in subjects:
        traits[file] = traits.get(file, 0) | FILE
    flows = store.read(ONE_FLOWS, given)
    carrying = [row for row in flows if row["kind"] == "step" and row["carries"]]
    parts = [(row["part"], row["whole"]) for row in store.read(ONE_PARTS, given)]
    found = {row["id"]: flow_of(row, row["source"], row["target"]) for row in flows}
    return Block(
        assessment,
        str(bodies[0]["body"]) if bodies else None,
        tuple(sorted({str(row["place"]) for row in named})),
        tuple(found[name] for name in sorted(found)),
        traits,
        subjects,
        _items(store.read(ONE_ITEMS, given)),
        pivots(store.read(ONE_LINKED, given), carrying, parts),
        tuple(map(chain_of, store.read(ONE_CHAINS, given))),
    )


def _items(rows: list[Row]) -> dict[str, str]:
    """What each file says of its items."""
    found: dict[str, list[tuple[str, str, bool, str]]] = {}
    for row in rows:
        item = str(row["name"]), str(row["source"]), bool(row["uncertain"]), str(row["concept"])
        found.setdefault(row["file"], []).append(item)
    return {file: said_by_file(items) for file, items in found.items()}


def _only(rows: list[Row]) -> str:
    return str(rows[0]["files"] or "[]") if rows else "[]"
