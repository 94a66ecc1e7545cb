"""The index against Cypher's own paths and against a walk level by level from the client, on real stores that hold the same
places and flows (bench/bulk.py): the embedded engine, and a Neo4j server where one can be started.

Cypher is given the easier question. Its reach looks at no strength, no assessment and eight hops only. The walk level by level
keeps no order of ways, and which handovers there are is at hand; it has to reach what the index reaches, or the run fails.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from bangolin.graph.index.codes import CODE_BITS
from bangolin.graph.index.conditions import Conditions
from bangolin.graph.index.index import TravelIndex
from bangolin.graph.index.search import Search
from bangolin.graph.stores.store import Store, open_store

from bench.bulk import OutOfTimeError, Say, fill
from bench.measure import each, spread, timed
from bench.national.arrays import country_index
from bench.national.country import country
from bench.reach import place_graph, reach

REACHED = "MATCH (p:Place {key: $key})-[:FLOWS_TO*1..8]->(q:Place) RETURN count(DISTINCT q) AS places"
"""What is reached at all: an engine that drops doubles on the way can answer it, the order of ways it does not tell."""
_COST = (
    "min(size([f IN relationships(w) WHERE f.strength = 'link']) * 1000000 "
    "+ size([f IN relationships(w) WHERE f.strength = 'data']) * 1000 + length(w)) AS cost"
)
ORDERED = (
    "MATCH w = (p:Place {key: $key})-[:FLOWS_TO*1..6]->(q:Place) "
    "WHERE all(f IN relationships(w) WHERE f.strength <> 'barred' AND f.walked) "
    f"RETURN q.key AS place, {_COST}"
)
"""The best of all ways to each place, and of six hops only: every way is gone."""
OWN = ORDERED.replace("*1..6", "*1..4 {assessment: $assessment}")
"""The same within one assessment, as an officer asks it, of four hops only."""
LEVEL = (
    "MATCH (p:Place)-[f:FLOWS_TO]->(q:Place) WHERE p.key IN $frontier AND f.strength <> 'barred' AND f.walked "
    "RETURN p.key AS source, q.key AS target, f.assessment AS assessment"
)
SECONDS, LEVEL_SECONDS, FILL_SECONDS = 8.0, 60.0, 180.0
"""Limits of one statement, of one walk, and of filling one store."""
STARTS, AT_ONCE = 3, 5_000
ACROSS = Conditions(across=True)
SERVER = Path(__file__).parent.parent / "tests" / "neo4j" / "server.py"


def measure(size: int) -> dict[str, Any]:
    """All stores at one size."""
    index = country_index(country(size))
    found: dict[str, Any] = {
        "assessments": size,
        "places": len(index.places),
        "flows": index.arrays.flows,
        "stores": {},
    }
    for name, opened in (("embedded", embedded), ("neo4j", server)):
        say = _saying(f"{size}, {name}")
        with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as store:
            try:
                found["stores"][name] = store if isinstance(store, dict) else _asked(store, index, say)
            except OutOfTimeError as error:
                found["stores"][name] = {"failed": str(error)}
    return found


def _saying(about: str) -> Say:
    begun = time.monotonic()
    return lambda text: print(
        f"         [{time.monotonic() - begun:4.0f} s] {about}: {text}", file=sys.stderr, flush=True
    )


@contextmanager
def embedded(folder: Path) -> Iterator[Store]:
    """A store in a folder, whose process lets a typed statement run as long as ours may."""
    os.environ["BANGOLIN_QUERY_SECONDS"] = str(SECONDS)
    with open_store(folder / "store") as store:
        yield store


@contextmanager
def server(folder: Path) -> Iterator[Store | dict[str, Any]]:
    """A Neo4j server of the tests; why there is none where it cannot be started."""
    neo4j = _module()
    reason = neo4j.available()
    if reason or os.environ.get("BANGOLIN_TEST_NEO4J"):
        yield {"failed": reason or "a server that is not ours is not filled"}
        return
    started = neo4j.Neo4j(neo4j.VERSIONS[0], folder / "neo4j").start()
    try:
        with open_store(environment={**os.environ, **started.environment}) as store:
            yield store
    finally:
        started.stop()


def _module() -> ModuleType:
    """tests/neo4j/server.py, by its path."""
    spec = importlib.util.spec_from_file_location("bangolin_tests_neo4j", SERVER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _asked(store: Store, index: TravelIndex, say: Say) -> dict[str, Any]:
    found: dict[str, Any] = {"load": fill(store, index, FILL_SECONDS, say)}
    search = Search(index.arrays)
    starts = far_starts(index, search)
    keys = [index.keys(int(one))[0] for one in starts]
    numbers = index.arrays.assessment(starts).tolist()
    across = each([*starts[:1], *starts], lambda one: search.run(one.reshape(1), ACROSS))[0][1:]
    own = each([*starts[:1], *starts], lambda one: search.run(one.reshape(1)))[0][1:]
    given = [{"key": key, "assessment": number} for key, number in zip(keys, numbers, strict=True)]
    graph = place_graph(index)
    places = index.arrays.place[starts].tolist()
    arrays = each([*places[:1], *places], lambda one: reach(graph, one))[0][1:]
    found["index"] = {"across": spread(across), "own": spread(own), "reach": spread(arrays)}
    for name, text, mine in (
        ("variable_length_reached", REACHED, across),
        ("variable_length_ordered", ORDERED, across),
        ("variable_length_own", OWN, own),
    ):
        found[name] = _paths(store, text, given, mine)
        if text == REACHED:
            _agrees(store, given, [reach(graph, one) for one in places])
            found[name]["times_arrays"] = round(found[name]["p50_ms"] / found["index"]["reach"]["p50_ms"])
        say(f"{name}: {found[name]}")
    found["level_by_level"] = _levels(store, index, search, starts[-1:], across[-1:], say)
    return found


def _agrees(store: Store, given: Sequence[dict[str, Any]], counted: Sequence[int]) -> None:
    """What the arrays count is what Cypher counts, where it ends."""
    for one, count in zip(given, counted, strict=True):
        answer = store.read_bounded(REACHED, one, seconds=SECONDS, rows=1)
        if not answer.late and answer.rows[0][0] != count:
            raise AssertionError(f"Cypher reaches {answer.rows[0][0]} places, the arrays {count}")


def far_starts(index: TravelIndex, search: Search) -> Any:
    """Starts from which much is reached, of forty at random."""
    some = np.random.default_rng(7).integers(0, len(index.arrays.place), 40).astype(np.int32)
    reach = [len(search.run(one.reshape(1), ACROSS).vertices) for one in some]
    return some[np.argsort(reach, kind="stable")[-STARTS:]]


def _paths(store: Store, text: str, given: Sequence[dict[str, Any]], mine: Sequence[float]) -> dict[str, Any]:
    """Cypher's own paths; after the first that does not end no more are asked."""
    seconds: list[float] = []
    ended = 0
    for one in (given[0], *given):  # the first once more, since a fresh engine compiles while it answers
        used, answer = timed(lambda one=one: store.read_bounded(text, one, seconds=SECONDS, rows=1_000_000))
        seconds.append(used)
        ended += not answer.late
        if answer.late:
            break
    later = seconds[1:] or seconds
    times = round(float(np.median(later) / np.median(mine)))
    return {"asked": len(seconds), "ended": ended, "limit_s": SECONDS, **spread(later), "times_index": times}


def _levels(
    store: Store, index: TravelIndex, search: Search, starts: Any, mine: Sequence[float], say: Say
) -> dict[str, Any]:
    """The walk level by level; has to reach what the index does, unless its time is over."""
    vertex_of = _vertices(index)
    seconds, complete, reached = [], True, 0
    for start in starts:
        deadline = time.monotonic() + LEVEL_SECONDS
        used, (found, ended) = timed(
            lambda start=start, end=deadline: _walk(store, index, vertex_of, int(start), end, say)
        )
        seconds.append(used)
        reached, complete = len(found), complete and ended
        own = search.run(np.array([start], np.int32), ACROSS)
        if ended and found != set(own.vertices[own.own].tolist()):
            raise AssertionError("the walk level by level and the index do not reach the same")
    times = round(float(np.median(seconds) / np.median(mine)))
    return {"ended": complete, "limit_s": LEVEL_SECONDS, "reached": reached, **spread(seconds), "times_index": times}


def _vertices(index: TravelIndex) -> Callable[[str, int], int]:
    arrays = index.arrays
    numbers = {index.places[number]: number for number in range(len(index.places))}
    of = arrays.assessment(np.arange(len(arrays.place), dtype=np.int32)).tolist()
    known = {ident: vertex for vertex, ident in enumerate(zip(arrays.place.tolist(), of, strict=True))}
    return lambda key, assessment: known[numbers[key], assessment]


def _walk(
    store: Store, index: TravelIndex, vertex_of: Callable[[str, int], int], start: int, deadline: float, say: Say
) -> tuple[set[int], bool]:
    """Every vertex that is reached, and whether the walk came to its end in time."""
    arrays = index.arrays
    rows, words = arrays.forward.rows, arrays.forward.words >> np.uint32(CODE_BITS)
    reached, hubs, asked, leaving = {start}, set[int](), set[str](), dict[int, list[int]]()
    fresh, level = [start], 0
    while fresh:
        frontier = sorted({index.keys(vertex)[0] for vertex in fresh} - asked)
        asked.update(frontier)
        for at in range(0, len(frontier), AT_ONCE):
            if time.monotonic() > deadline:
                return reached, False
            for row in store.read(LEVEL, {"frontier": frontier[at : at + AT_ONCE]}):
                source = vertex_of(row["source"], row["assessment"])
                leaving.setdefault(source, []).append(vertex_of(row["target"], row["assessment"]))
        level += 1
        say(f"level {level}: {len(frontier):,} places asked, {len(reached):,} reached")
        after = {one for vertex in fresh for one in leaving.get(vertex, ())}
        for vertex in fresh:
            for hub in words[rows[2 * vertex + 1] : rows[2 * vertex + 3]].tolist():
                if hub not in hubs:
                    hubs.add(hub)
                    after.update(words[rows[2 * hub + 1] : rows[2 * hub + 3]].tolist())
        fresh = sorted(after - reached)
        reached.update(fresh)
    return reached, True
