"""The index of a store: read once, kept beside it under the graph's version, one assessment exchanged at a time."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

from bangolin.graph.index.blocks import Block, flow_of, subjects_of
from bangolin.graph.index.disk import open_saved, save, saved_head
from bangolin.graph.index.index import TravelIndex, updated
from bangolin.graph.index.statements import (
    EDITIONS,
    ONE_BODY,
    ONE_FILES,
    ONE_FLOWS,
    ONE_LISTED,
    ONE_NUMBERED,
    ONE_PLACES,
    VERSION,
)
from bangolin.graph.index.traits import FILE, TICKED, recorded_in, traits_of
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
    return replace(index, loads=loads)


def _block(store: Streams, assessment: str, edition: str) -> Block:
    """One assessment, read from its edition on."""
    given = {"edition": edition}
    bodies = store.read(ONE_BODY, given)
    named = store.read(ONE_PLACES, given)
    subjects = subjects_of(_only(store.read(ONE_FILES, given)))
    known = [row["file"] for row in store.read(ONE_LISTED, given)]
    records = recorded_in(known, [row for text in ONE_NUMBERED for row in store.read(text, given)])
    traits = {str(row["place"]): traits_of(row["kind"], row["outside"], row["generic"]) for row in named}
    for file in subjects:
        traits[file] = traits.get(file, 0) | FILE | records.get(file, TICKED)
    flows = {row["id"]: flow_of(row, row["source"], row["target"]) for row in store.read(ONE_FLOWS, given)}
    return Block(
        assessment,
        str(bodies[0]["body"]) if bodies else None,
        tuple(sorted({str(row["place"]) for row in named})),
        tuple(flows[name] for name in sorted(flows)),
        traits,
        subjects,
    )


def _only(rows: list[Row]) -> str:
    return str(rows[0]["files"] or "[]") if rows else "[]"
