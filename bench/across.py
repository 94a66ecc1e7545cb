"""Questions over all assessments: the index against a breadth-first search on the same arrays, and against others."""

from __future__ import annotations

import functools
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import numpy as np
import rustworkx
from bangolin.graph.index import linked, passing
from bangolin.graph.index.arrays import FlowArrays, build
from bangolin.graph.index.blocks import Block, BlockFlow
from bangolin.graph.index.codes import CODE_BITS, CODES, HOPS, code_of, kind_of, prices, strength_of
from bangolin.graph.index.conditions import Conditions
from bangolin.graph.index.disk import open_saved, save
from bangolin.graph.index.identity import id_of
from bangolin.graph.index.index import TravelIndex, updated
from bangolin.graph.index.search import NARROW, Search
from bangolin.graph.index.ways import Ways
from bangolin.queries import chained, coded, tallied, who
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order

from bench.measure import both, each, peak_megabytes, spread, timed, within
from bench.national.arrays import country_index
from bench.national.country import country

NUMBER, FIELD = "個人番号", "氏名"
ACROSS = Conditions(across=True)
BACK = Conditions(backward=True)
OTHERS_TIMED, OTHERS_SECONDS, AGREEING_SECONDS = 20, 15.0, 90.0
"""So many questions the other libraries are timed on, each for at most so many seconds (the first is always ended); NetworkX
has to agree in as many as it answers in the last."""


def measure(size: int, questions: int, others: int) -> dict[str, Any]:
    """All figures of one size. ``others``: how many questions the slow ones are asked (0: none)."""
    making, index = timed(lambda: country_index(country(size)))
    arrays = index.arrays
    with tempfile.TemporaryDirectory() as folder:
        saving, _ = timed(lambda: save(index, Path(folder) / "index", "1"))
        megabytes = sum(path.stat().st_size for path in (Path(folder) / "index").iterdir()) / 1e6
        opening, opened = timed(lambda: open_saved(Path(folder) / "index", "1"))
        assert opened is not None
        built = _build(index)
        exchange = _exchange(opened, Path(folder))
        return {
            "assessments": size,
            "places": len(index.places),
            "vertices": len(arrays.place),
            "hubs": arrays.vertices - len(arrays.place),
            "flows": arrays.flows,
            "joints": len(arrays.forward.words) - arrays.flows,
            "made_up_s": round(making, 2),
            "build_from_arrays_s": round(built, 3),
            "save_s": round(saving, 3),
            "open_s": round(opening, 4),
            "on_disk_mb": round(megabytes, 1),
            "exchange_one_assessment_s": exchange,
            **_questions(opened, questions, others),
            "peak_mb": peak_megabytes(),
        }


def _build(index: TravelIndex) -> float:
    """Seconds to build rows, both directions and hubs from flat arrays."""
    from bangolin.graph.index.arrays import Blocks

    arrays = index.arrays
    source = arrays.owner_of(np.arange(arrays.flows, dtype=np.int32))
    words = arrays.forward.words[: arrays.flows]
    where = arrays.assessment(source.astype(np.int32))
    order = np.lexsort((arrays.identity, where))
    shift = arrays.first_vertex[where]
    shifted = np.repeat(arrays.first_vertex[:-1], np.diff(arrays.pivots.first)).astype(np.int32)
    blocks = Blocks(
        first_vertex=arrays.first_vertex,
        first_flow=np.searchsorted(where, np.arange(len(arrays.body) + 1)).astype(np.int64),
        first_pivot=arrays.pivots.first,
        body=arrays.body,
        place=arrays.place,
        traits=arrays.traits,
        subjects=arrays.subjects,
        items=arrays.items,
        source=(source - shift)[order].astype(np.int32),
        target=((words >> CODE_BITS).astype(np.int64) - shift)[order].astype(np.int32),
        code=(words % CODES)[order].astype(np.uint8),
        identity=arrays.identity[order],
        medium=arrays.medium[order],
        marks=arrays.marks[order],
        group=arrays.group[order],
        people=arrays.people[order],
        said=arrays.said[order],
        pivot=arrays.pivots.vertex - shifted,
        pivot_before=arrays.pivots.before,
        pivot_after=arrays.pivots.after,
    )
    seconds, again = timed(lambda: build(blocks, len(index.places)))
    assert np.array_equal(again.forward.words, arrays.forward.words)
    return seconds


def block_at(index: TravelIndex, number: int) -> Block:
    """One assessment of an index as a block."""
    arrays = index.arrays
    low, high = (int(arrays.first_vertex[number + one]) for one in range(2))
    begin, end = int(arrays.forward.rows[2 * low]), int(arrays.forward.rows[2 * high])
    positions = np.arange(begin, end, dtype=np.int32)
    source = arrays.owner_of(positions).tolist()
    words = arrays.forward.words[begin:end].tolist()
    keys = {vertex: index.keys(vertex)[0] for vertex in range(low, high)}
    flows = tuple(
        BlockFlow(
            id_of(identity),
            keys[one],
            keys[word >> CODE_BITS],
            code_of(kind_of(word % CODES), strength_of(word % CODES), word % CODES < CODES // 2),
            index.media[medium],
        )
        for one, word, identity, medium in zip(
            source, words, arrays.identity[begin:end].tolist(), arrays.medium[begin:end].tolist(), strict=True
        )
    )
    body = int(arrays.body[number])
    return Block(index.assessments[number], index.places[body] if body >= 0 else None, tuple(keys.values()), flows)


def _exchange(index: TravelIndex, folder: Path) -> dict[str, float]:
    """Seconds to exchange one assessment for one with a flow less and a place more (median of three), and to save that."""
    number = len(index.assessments) // 2
    block = block_at(index, number)
    fresh = replace(block, places=(*block.places, f"assessment:{block.assessment}/新しい場所"), flows=block.flows[1:])
    taken = [timed(lambda: updated(index, block.assessment, fresh)) for _ in range(3)]
    saving, _ = timed(lambda: save(taken[-1][1], folder / "after", "2"))
    return {"in_memory": round(float(np.median([seconds for seconds, _ in taken])), 3), "save": round(saving, 3)}


# ---------------------------------------------------------------- questions
def walked(arrays: FlowArrays) -> csr_matrix:
    """What the walk may walk on, hubs included, as a matrix: the arrays that the floor runs on."""
    rows, words = arrays.forward.rows, arrays.forward.words
    numbers = np.arange(arrays.vertices, dtype=np.int32)
    source = np.concatenate([np.repeat(numbers, np.diff(rows[part::2])) for part in range(2)])
    target = (words >> np.uint32(CODE_BITS)).astype(np.int32)
    keep = prices(NARROW.adds)[words & np.uint32(CODES - 1)] >= 0
    ones = np.ones(int(keep.sum()), np.int8)
    return csr_matrix((ones, (source[keep], target[keep])), (arrays.vertices, arrays.vertices))


def _questions(index: TravelIndex, questions: int, others: int) -> dict[str, Any]:
    arrays = index.arrays
    dice = np.random.default_rng(7)
    starts = dice.integers(0, len(arrays.place), questions).astype(np.int32)
    search, matrix = Search(arrays), walked(arrays)
    search.run(starts[:1], ACROSS)
    reach = [len(search.run(one.reshape(1), ACROSS).vertices) for one in starts[: min(questions, 50)]]
    found: dict[str, Any] = {"reach_across": {"largest": max(reach), "median": int(np.median(reach))}}
    found["own_question"] = both(each(starts, lambda one: search.run(one.reshape(1))))
    found["across"] = both(each(starts, lambda one: search.run(one.reshape(1), ACROSS)))
    found["across_floor_scipy_bfs"] = both(
        each(starts, lambda one: breadth_first_order(matrix, one, return_predecessors=False))
    )
    found["across_times_floor"] = _ratio(found["across"], found["across_floor_scipy_bfs"])
    vendor = _largest(index, "org/架空情報")
    found["sees_largest_vendor"] = {
        "place": vendor[0],
        "assessments": len(vendor[1]),
        "reach": len(search.run(vendor[1], BACK).vertices),
        **both(each([vendor[1]] * min(questions, 50), lambda one: search.run(one, BACK))),
    }
    files = np.flatnonzero(np.char.endswith(_names(index), "情報ファイル"))
    everywhere = np.flatnonzero(np.isin(arrays.place, files)).astype(np.int32)
    found["who_everywhere"] = {
        "files": len(everywhere),
        **both(each([everywhere] * min(questions, 20), lambda one: search.run(one))),
    }
    found |= _counted(index, vendor[1], min(questions, 10))
    anything = replace(ACROSS, codes=coded.codes_of_any(arrays))
    found["across_any_item"] = both(
        each(starts[: min(questions, 20)], lambda one: search.run(one.reshape(1), anything))
    )
    found |= _others_than_the_number(index, search, starts[: min(questions, 5)])
    hubs = index.vertices("jp/情報提供ネットワークシステム")
    found["across_via_network"] = both(
        each(starts[: min(questions, 5)], lambda one: passing.run(index, one.reshape(1), ACROSS, [hubs]))
    )
    search.run(starts[:1], ACROSS)
    ways = Ways(search, index.keys)
    reached = np.flatnonzero((search.cost < np.iinfo(search.layout.type).max)[: len(arrays.place)])
    some = dice.choice(reached, min(200, len(reached)), replace=False)
    found["way_on_demand"] = both(each(some, lambda vertex: ways.way(int(vertex))))
    if others:
        found["others"] = _others(arrays, search, dice.integers(0, len(arrays.place), others).astype(np.int32))
    return found


def _others_than_the_number(index: TravelIndex, search: Search, starts: NDArray[np.int32]) -> dict[str, Any]:
    """Another field, whose codes are looked up first, and the number with whatever it is exchanged for."""
    looking, codes = timed(lambda: coded.codes_of(index, FIELD))
    field = replace(ACROSS, codes=codes)
    codes_of = functools.partial(coded.codes_of, index)
    linked.run(index, starts[:1], ACROSS, [], codes_of, NUMBER)
    return {
        "codes_of_a_field_s": round(looking, 4),
        "across_field": both(each(starts, lambda one: search.run(one.reshape(1), field))),
        "across_linked": both(
            each(starts, lambda one: linked.run(index, one.reshape(1), ACROSS, [], codes_of, NUMBER))
        ),
    }


def _counted(index: TravelIndex, vendor: NDArray[np.int32], times: int) -> dict[str, Any]:
    """`who`, `sees` and `delegations` as the questions count them: searches, and sums by kind, answer and band."""
    keys = [index.keys(int(vertex)) for vertex in vendor]
    tallied.seen(index, keys[:1])
    tallied.viewers(index, NUMBER, None, frozenset(index.assessments[:1]), who.KINDS, who.ORDER)
    seen = tallied.seen(index, keys).totals
    counted = tallied.viewers(index, NUMBER, None, None, who.KINDS, who.ORDER).totals
    return {
        "sees_counted": {
            "files": sum(row["count"] for row in seen["number"]["files"]),
            **both(each(range(times), lambda _: tallied.seen(index, keys))),
        },
        "who_counted": {
            "viewers": sum(row["count"] for row in counted["viewers"]),
            **both(each(range(times), lambda _: tallied.viewers(index, NUMBER, None, None, who.KINDS, who.ORDER))),
        },
        "chains_counted": {
            "chains": len(index.chains.file),
            **both(each(range(times), lambda _: chained.chained(index, None, None))),
        },
        "chains_of_largest_vendor": {
            "chains": chained.chained(index, keys, None)[0].totals["chains"],
            **both(each(range(times), lambda _: chained.chained(index, keys, None))),
        },
    }


def _ratio(one: dict[str, Any], other: dict[str, Any]) -> dict[str, float]:
    return {
        f"{kind}_{part}": round(one[kind][f"{part}_ms"] / other[kind][f"{part}_ms"], 2)
        for kind in ("clock", "processor")
        for part in ("p50", "p95")
    }


def _names(index: TravelIndex) -> NDArray[np.str_]:
    return np.array([index.places[number] for number in range(len(index.places))])


def _largest(index: TravelIndex, beginning: str) -> tuple[str, NDArray[np.int32]]:
    """The place whose key begins so that most assessments name."""
    sizes = np.diff(index.arrays.first_copy)
    numbers = np.argsort(-sizes, kind="stable")
    key = next(index.places[int(number)] for number in numbers if index.places[int(number)].startswith(beginning))
    return key, index.vertices(key)


def _others(arrays: FlowArrays, search: Search, starts: NDArray[np.int32]) -> dict[str, Any]:
    """The same questions, with the same order of ways, asked of NetworkX and rustworkx; answers are compared."""
    edges = _edges(arrays)
    graph = networkx.DiGraph()
    rust = rustworkx.PyDiGraph(multigraph=True)
    rust.add_nodes_from(range(arrays.vertices))
    rust.add_edges_from(edges)
    graph.add_nodes_from(range(arrays.vertices))
    for one, other, cost in edges:
        if not graph.has_edge(one, other) or graph[one][other]["cost"] > cost:
            graph.add_edge(one, other, cost=cost)
    asked: dict[str, Callable[[int], Any]] = {
        "networkx_dijkstra": lambda one: networkx.single_source_dijkstra_path_length(graph, int(one), weight="cost"),
        "networkx_bfs": lambda one: networkx.single_source_shortest_path_length(graph, int(one)),
        "rustworkx_dijkstra": lambda one: rustworkx.dijkstra_shortest_path_lengths(rust, int(one), float),
        "rustworkx_bfs": lambda one: rustworkx.descendants(rust, int(one)),
    }
    few = starts[:OTHERS_TIMED]
    search.run(few[:1], ACROSS)
    mine, _ = each(few, lambda one: search.run(one.reshape(1), ACROSS))
    found: dict[str, Any] = {"index": spread(mine), "limit_s": OTHERS_SECONDS}
    for name, work in asked.items():
        clock = within(few, work, OTHERS_SECONDS)
        found[name] = {
            **spread(clock),
            "times_index": round(float(np.median(clock) / np.median(mine[: len(clock)])), 1),
        }
    agreed = 0
    begun = time.perf_counter()
    for one in starts:
        reach = search.run(one.reshape(1), ACROSS)
        costs = networkx.single_source_dijkstra_path_length(graph, int(one), weight="cost")
        if dict(zip(reach.vertices.tolist(), reach.costs.tolist(), strict=True)) != costs:
            raise AssertionError(f"the index and NetworkX do not agree from vertex {int(one)}")
        agreed += 1
        if time.perf_counter() - begun > AGREEING_SECONDS:
            break
    return {**found, "agreed_with_networkx": agreed}


def _edges(arrays: FlowArrays) -> list[tuple[int, int, int]]:
    rows, words = arrays.forward.rows, arrays.forward.words
    numbers = np.arange(arrays.vertices)
    source = np.concatenate([np.repeat(numbers, np.diff(rows[part::2])) for part in range(2)])
    price = prices(NARROW.adds)[words & np.uint32(CODES - 1)]
    keep = price >= 0
    target = (words >> np.uint32(CODE_BITS)).astype(np.int64)
    return list(zip(source[keep].tolist(), target[keep].tolist(), price[keep].tolist(), strict=True))


assert len(HOPS) == CODES
