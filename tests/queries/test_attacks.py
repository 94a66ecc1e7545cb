"""The console under attack, on every store: nothing changes, nothing is read from outside, nothing runs on."""

from __future__ import annotations

import os
import re
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from bangolin.graph.loading import load_edition
from bangolin.graph.stores import Store, StoreError, open_store
from bangolin.graph.stores.folder import StoreFolder, read_connection
from bangolin.queries.console import QueryRefused, ask, checked
from stores.attacks import DIRECT, HEAVIER, HEAVY, LOOPS, REFUSED
from stores.made import edition

LIMIT = 1.0


def everything(store: Store) -> tuple[Any, ...]:
    nodes = store.read("MATCH (n) RETURN labels(n) AS labels, properties(n) AS p ORDER BY n.key")
    edges = store.read("MATCH (a)-[r]->(b) RETURN a.key AS a, properties(r) AS p, b.key AS b ORDER BY a, b")
    return sorted(map(str, nodes)), sorted(map(str, edges))


def test_the_list_is_long_enough() -> None:
    assert len(set(REFUSED)) + len(HEAVY) >= 120


@pytest.mark.parametrize("number", range(len(REFUSED)))
def test_it_is_refused_with_the_word_and_another_way(number: int) -> None:
    with pytest.raises(QueryRefused) as refusal:
        checked(REFUSED[number])
    assert refusal.value.word
    assert len(refusal.value.english) > 10


def test_nothing_changes_when_the_reader_sends_it_past_the_guard(store: Store) -> None:
    load_edition(store, edition())
    before = everything(store)
    passed: list[str] = []
    for statement in DIRECT:
        try:
            store.read_bounded(statement, {}, seconds=LIMIT, rows=10)
        except StoreError:
            continue
        passed.append(statement)
    assert everything(store) == before
    assert not [text for text in passed if "passwd" in text]


@pytest.mark.parametrize("statement", HEAVY)
def test_heavy_reading_stops_in_time_in_the_store_too(store: Store, statement: str) -> None:
    stops_in_time(store, statement)


@pytest.mark.soak
@pytest.mark.parametrize("statement", HEAVIER)
def test_more_heavy_reading_stops_in_time_in_the_store_too(store: Store, statement: str) -> None:
    stops_in_time(store, statement)


def stops_in_time(store: Store, statement: str) -> None:
    load_edition(store, edition(size=300))
    start = time.monotonic()
    stopped = how_it_was_stopped(store, statement)
    assert time.monotonic() - start < LIMIT + 1
    assert stopped in ("time or rows", "memory")
    while still_works(store):
        assert time.monotonic() - start < LIMIT + 3  # looking takes a while on a loaded machine
    asked = time.monotonic()
    assert ask(store, "RETURN 1 AS x")["rows"] == [[1]]
    assert time.monotonic() - asked < 3


def still_works(store: Store) -> bool:
    """Whether a store goes on with a typed statement: a server says so, the embedded engine uses its processor."""
    if store.describe()["kind"] == "neo4j":
        return bool(store.read("SHOW TRANSACTIONS YIELD metaData WHERE metaData.bangolin IS NOT NULL RETURN 1 AS x"))
    connection = read_connection(StoreFolder(store.beside))
    if connection is None or not Path("/proc").exists():
        return False
    before = processor_seconds(connection.pid)
    time.sleep(0.2)
    return processor_seconds(connection.pid) - before > 0.15


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_what_looks_at_no_clock_ends_the_embedded_store_and_nothing_is_lost(tmp_path: Path) -> None:
    """Past the grammar: a loop in one row that the engine cannot stop."""
    with open_store(tmp_path / "store") as store:
        load_edition(store, edition(size=300))
        before, others = everything(store), Asking(store)
        with others:
            start = time.monotonic()
            assert store.read_bounded(LOOPS[0], {}, seconds=LIMIT, rows=10).late
            assert time.monotonic() - start < LIMIT + 1
            assert store.read("RETURN 1 AS x") == [{"x": 1}]
        assert others.asked > 0
        assert others.errors == []
        assert everything(store) == before


class Asking:
    """Three others who go on asking meanwhile; ``errors`` they met."""

    def __init__(self, store: Store) -> None:
        self.store, self.asked, self.errors, self.over = store, 0, [], False
        self.threads = [threading.Thread(target=self.ask) for _ in range(3)]

    def ask(self) -> None:
        while not self.over:
            try:
                assert self.store.read("MATCH (n:System) RETURN count(n) AS n") == [{"n": 300}]
                self.asked += 1
            except Exception as error:
                self.errors.append(error)
            time.sleep(0.05)

    def __enter__(self) -> None:
        for thread in self.threads:
            thread.start()

    def __exit__(self, *_: object) -> None:
        self.over = True
        for thread in self.threads:
            thread.join()


def how_it_was_stopped(store: Store, statement: str) -> str:
    """What ended a statement: its limits of time and rows, or the memory that the engine gives to one query."""
    try:
        answer = ask(store, statement, seconds=LIMIT)
    except QueryRefused as refused:
        return "memory" if re.search("heap|memory", str(refused), re.IGNORECASE) else str(refused)
    return "time or rows" if answer["truncated"] is not None else str(answer)


def test_rows_beyond_the_limit_are_cut_and_it_says_so(store: Store) -> None:
    load_edition(store, edition(size=50))
    answer = ask(store, "MATCH (n:Place) RETURN n.key AS key ORDER BY key", rows=10)
    assert (len(answer["rows"]), answer["truncated"]) == (10, {"rows": 10})


def test_allowed_statements_answer_the_same_on_all_stores(stores: dict[str, Store]) -> None:
    for store in stores.values():
        load_edition(store, edition(size=5))
    for statement in ALLOWED:
        answers = {name: ask(store, statement) for name, store in stores.items()}
        assert len(set(map(str, answers.values()))) == 1, (statement, answers)
        assert answers["embedded"]["rows"], statement


ALLOWED = [
    "MATCH (n:Place) RETURN n.key ORDER BY n.key",
    "MATCH (n:System) RETURN count(*)",
    "MATCH (a:Place)-[f:FLOWS_TO]->(b) WHERE f.kind = 'step' AND b.name STARTS WITH '国' "
    "RETURN a.name AS a, b.name AS b ORDER BY a, b SKIP 1 LIMIT 2",
    "MATCH p = (a:System)-[:FLOWS_TO*1..4]->(b:Network) RETURN length(p) AS hops, a.key AS a ORDER BY hops, a",
    "MATCH (a:System) WHERE NOT (a)-[:FLOWS_TO]->(:System) RETURN a.name AS name",
    "MATCH (a:System) WHERE EXISTS { (a)-[:FLOWS_TO]->(:Network) } RETURN a.name AS name",
    "MATCH (a:System) OPTIONAL MATCH (a)-[:FLOWS_TO]->(n:Network) "
    "RETURN a.name AS name, n.name AS network ORDER BY name",
    "MATCH (a:System) CALL (a) { MATCH (a)-[f]->() RETURN count(f) AS out } RETURN a.name AS name, out ORDER BY name",
    "MATCH (s:Step) UNWIND s.data AS item RETURN item ORDER BY item",
    "MATCH (a:System) "
    "RETURN CASE WHEN a.name ENDS WITH '0' THEN 'first' ELSE 'later' END AS place, count(*) AS n ORDER BY n",
    "MATCH (a:System) WITH a.name AS name ORDER BY name WITH collect(name) AS names "
    "RETURN [x IN names WHERE x CONTAINS '3' | x] AS found, size(names) AS n, head(names) AS first",
    "MATCH p = (a:System)-[r:FLOWS_TO*1..3]->(b:Network) "
    "WHERE all(f IN relationships(p) WHERE '個人番号' IN f.carries AND any(c IN f.carries WHERE c IN ['氏名', '個人番号'])) "
    "AND any(n IN nodes(p) WHERE any(l IN labels(n) WHERE l = 'Network')) AND none(f IN r WHERE 'x' IN f.carries) "
    "RETURN a.name AS a ORDER BY a",
    "MATCH (a:System) WITH a.name AS name ORDER BY name WITH collect(name) AS names "
    "RETURN [x IN names WHERE x IN names[0..2] | x] AS found",
    "MATCH (a:System) RETURN DISTINCT a.kind AS kind UNION MATCH (n:Network) RETURN n.kind AS kind",
    "RETURN 'DELETE' AS `CREATE`, 1 + 2 * 3 AS n, -1.5 AS m",
    "MATCH (`set`:System) WITH `set`.name AS `delete` RETURN `delete` ORDER BY `delete` DESC LIMIT 1",
    "RETURN all(x IN [1, 2] WHERE x > 0) AS a, {one: 1, two: [1, 2]} AS m, [1, 2, 3][0..2] AS s",
]


ORDINARY = (
    "MATCH (n) WITH collect(DISTINCT n.key) AS keys WHERE 'x' IN keys RETURN size(keys) AS n",
    "MATCH (a) WITH collect(a.key) AS keys MATCH (b) WHERE b.key IN keys RETURN count(b) AS n",
    "MATCH (a)-[f:FLOWS_TO]->(b) RETURN a.key AS a, collect([b.key, f.kind]) AS flows ORDER BY size(flows) DESC, a",
    "MATCH (a)-[f:FLOWS_TO]->(b) WITH a, collect(b.key) AS ends RETURN collect({a: a.key, ends: ends}) AS x",
    "MATCH p = (a)-[:FLOWS_TO*1..3]->(b) WHERE all(x IN nodes(p) WHERE x <> b OR x.key = b.key) RETURN count(p) AS n",
    "MATCH (n) RETURN DISTINCT labels(n) AS labels, labels(n) = ['Place'] AS same",
    "MATCH (n) WITH collect(n.key) AS keys UNWIND keys AS key WITH key, keys WHERE key = keys[0] OR key <> 'x' RETURN key",
    "MATCH ()-[f:FLOWS_TO]->() RETURN f.media = ['紙'] AS paper, collect(DISTINCT f.kind) AS kinds, count(*) AS n",
    "MATCH (n) RETURN CASE n.key WHEN 'a' THEN [1] ELSE [2] END AS x, split(n.key, '/')[0] = 'jp' AS here",
    "MATCH (n) WITH n.key AS key, collect(n) AS all ORDER BY key, all[0].key RETURN key, size(all) AS n",
)


@pytest.mark.parametrize("statement", ORDINARY)
def test_ordinary_questions_about_lists_are_asked(statement: str) -> None:
    assert checked(statement)
