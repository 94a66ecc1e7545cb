"""Fields and linked identifiers by the index: states, costs and ways are those of the pure walk and of NetworkX."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from bangolin.graph.index import linked
from bangolin.graph.index.blocks import Block
from bangolin.graph.index.conditions import Conditions
from bangolin.graph.index.index import TravelIndex, index_of
from bangolin.graph.index.said import said_by_file, said_by_flow
from bangolin.graph.index.search import Search
from bangolin.graph.index.traits import FILE, marks_of
from bangolin.queries.coded import codes_of, files_that_record
from bangolin.queries.flow import Flow
from bangolin.queries.followed import MY_NUMBER, Documents, FileFields, Following, strength_for
from bangolin.queries.walk import State, Terms, Walked, walk
from walks.oracle import answers, of_flows

sys.path.insert(0, str(Path(__file__).parent))
from drawn import Drawn, drawn

FIELDS = ("氏名", "宛名番号", "符号", "口座番号")
ITEMS = ("氏名カナ", "宛名番号", "口座番号", "住所")
NAMES = (MY_NUMBER, "宛名番号", "符号")
Pivots = dict[str, tuple[tuple[str, str, str], ...]]


@dataclass(frozen=True)
class Told:
    """Random assessments whose flows and files say something, and that exchange identifiers."""

    graph: Drawn
    documents: Documents
    blocks: tuple[Block, ...]
    pivots: Pivots


def told(seed: int) -> Told:
    dice = random.Random(seed)
    graph = drawn(seed, flows=22)
    files = {(place, one): _items(dice) for one, places in sorted(graph.places.items()) for place in places[:2]}
    flows = tuple(_telling(dice, flow, files) for flow in graph.flows)
    graph = replace(graph, flows=flows)
    pivots = {
        one: tuple(sorted({(dice.choice(places), *dice.sample(NAMES, 2)) for _ in range(5)}))
        for one, places in sorted(graph.places.items())
    }
    known = {ident: _fields(items) for ident, items in files.items()}
    blocks = tuple(_block(graph.block(one), flows, files, pivots) for one in sorted(graph.places))
    return Told(graph, Documents(known, links=_links(pivots)), blocks, pivots)


def _items(dice: random.Random) -> list[tuple[str, str, bool, str]]:
    return [
        (name, dice.choice(("list", "list", "main")), dice.random() < 0.2, dice.choice((name, "氏名", "符号")))
        for name in dice.sample(ITEMS, dice.randrange(4))
    ]


def _fields(items: Iterable[tuple[str, str, bool, str]]) -> FileFields:
    listed = [(name, concept) for name, source, uncertain, concept in items if source == "list" and not uncertain]
    main = [(name, concept) for name, source, uncertain, concept in items if source == "main" and not uncertain]
    return FileFields(
        frozenset(name for name, _ in listed),
        frozenset(concept for _, concept in listed),
        any(source == "list" for _, source, _, _ in items),
        frozenset(word for row in main for word in row),
    )


def _telling(dice: random.Random, flow: Flow, files: dict[tuple[str, str], object]) -> Flow:
    """A flow with what it carries; its file is the end where a file stands, as the loader's rules have it."""
    end = flow.target if flow.kind in ("held", "acquisition") else flow.source
    return replace(
        flow,
        carries=tuple(sorted(dice.sample(NAMES, dice.randrange(3)))),
        data=tuple(dice.sample((*ITEMS, "申請内容"), dice.randrange(3))),
        exact=dice.random() < 0.3,
        denied=dice.choice(("", MY_NUMBER, "access")) if flow.strength == "barred" else "",
        scope=dice.choice(("全体", "一部", "")),
        label=dice.choice(("本人又は本人の代理人", "民間事業者")),
        file=end if (end, flow.assessment) in files else "",
    )


def _block(
    block: Block, flows: Iterable[Flow], files: dict[tuple[str, str], list[tuple[str, str, bool, str]]], pivots: Pivots
) -> Block:
    by_id = {flow.id: flow for flow in flows}
    mine = {place: items for (place, one), items in files.items() if one == block.assessment}
    said = tuple(
        replace(
            one,
            marks=marks_of(vars_of(by_id[one.id])),
            said=said_by_flow(by_id[one.id].carries, by_id[one.id].data),
        )
        for one in block.flows
    )
    items = {place: said_by_file(rows) for place, rows in mine.items()}
    return replace(block, flows=said, traits=dict.fromkeys(mine, FILE), items=items, pivots=pivots[block.assessment])


def vars_of(flow: Flow) -> dict[str, object]:
    names = ("kind", "strength", "exact", "denied", "data", "scope", "label")
    return {name: getattr(flow, name) for name in names}


def _links(pivots: Pivots) -> dict[tuple[str, str], dict[str, frozenset[str]]]:
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for one, rows in pivots.items():
        for place, before, after in rows:
            found.setdefault((one, before), {}).setdefault(after, set()).add(place)
    return {key: {name: frozenset(places) for name, places in row.items()} for key, row in found.items()}


def turned(documents: Documents) -> Documents:
    """The same with exchanges the other way round, for walks backward."""
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for (one, before), row in documents.links.items():
        for after, places in row.items():
            found.setdefault((one, after), {}).setdefault(before, set()).update(places)
    return replace(documents, links={k: {n: frozenset(p) for n, p in row.items()} for k, row in found.items()})


def starts_of(some: Told, seed: int) -> list[tuple[str, str]]:
    dice = random.Random(seed)
    return dice.sample([(place, one) for one, places in sorted(some.graph.places.items()) for place in places], 2)


def vertices_of(index: TravelIndex, starts: Iterable[tuple[str, str]]) -> np.ndarray:
    return np.array([index.vertex(*start) for start in starts], np.int32)


def everything(some: Told, backward: bool, across: bool) -> list[Flow]:
    return [*some.graph.flows, *(some.graph.handovers(backward) if across else [])]


@pytest.mark.parametrize(("backward", "across"), list(product((False, True), repeat=2)))
def test_what_a_field_reaches_is_what_the_walk_and_networkx_say(backward: bool, across: bool) -> None:
    some_bars = 0
    for seed in range(8):
        some, field = told(seed), FIELDS[seed % len(FIELDS)]
        index = index_of(some.blocks)
        conditions = Conditions(backward=backward, across=across, codes=codes_of(index, field))
        starts, search = starts_of(some, seed), Search(index.arrays)
        reach = search.run(vertices_of(index, starts), conditions)
        own = reach.vertices[reach.own]
        counts = search.layout.counts(search.cost[own]).tolist()
        found = {index.keys(v): tuple(count) for v, count in zip(own.tolist(), counts, strict=True)}
        flows = everything(some, backward, across)
        hops = Following(field, some.documents, "field").hops
        walked = walk(flows, [State(*start, field) for start in starts], Terms(hops=hops, backward=backward))
        assert found == {state[:2]: cost[1:] for state, cost in walked.costs.items() if not cost[0]}
        told_so = [replace(flow, strength=strength_for(field, flow, some.documents)) for flow in flows]
        from_one = search.run(vertices_of(index, starts[:1]), conditions)
        one = from_one.vertices[from_one.own].tolist()
        reached = answers(of_flows(told_so, backward), starts[0])
        assert {index.keys(v) for v in one} == {node for node, cost in reached.items() if not cost[0]}
        some_bars += len(reach.barred)
    assert some_bars > 5


def test_files_that_record_a_field_are_those_whose_items_say_so() -> None:
    listed_ever, ticked_ever = 0, 0
    for seed in range(20):
        some = told(seed)
        index = index_of(some.blocks)
        for field in FIELDS:
            listed, ticked = files_that_record(index, field)
            for ident, items in some.documents.fields.items():
                vertex = index.vertex(*ident)
                assert listed[vertex] == items.lists(field)
                only = not items.lists(field) and (field in items.main or not items.known)
                assert ticked[vertex] == only
            listed_ever, ticked_ever = listed_ever + int(listed.sum()), ticked_ever + int(ticked.sum())
    assert listed_ever > 50
    assert ticked_ever > 50


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize("via", [(), ("jp/共通0", "org/団体0")], ids=str)
def test_linked_identifiers_reach_what_the_walk_says(backward: bool, via: tuple[str, ...]) -> None:
    exchanged = 0
    for seed in range(8):
        some = told(seed)
        index = index_of(some.blocks)
        starts = starts_of(some, seed)
        known = turned(some.documents) if backward else some.documents
        following = Following(MY_NUMBER, known, "linked")
        terms = Terms(
            hops=following.hops,
            pivots=following.pivots,
            backward=backward,
            via=tuple(map(frozenset, zip(via))),
            avoid=frozenset(["jp/共通2"]),
        )
        begun = [State(*start, MY_NUMBER, terms.passing(start[0])) for start in starts]
        walked = walk(everything(some, backward, True), begun, terms)
        conditions = Conditions(backward=backward, across=True, avoid=index.vertices("jp/共通2"))
        layers = linked.run(
            index,
            vertices_of(index, starts),
            conditions,
            [index.vertices(place) for place in via],
            lambda name, index=index: codes_of(index, name),
            MY_NUMBER,
        )
        assert states(layers) == {
            (*state[:3], state.passed): cost[1:] for state, cost in walked.costs.items() if not cost[0]
        }
        ways_are_there(layers, walked, terms)
        exchanged += sum(state.identifier != MY_NUMBER for state in walked.costs)
    assert exchanged > 60


def states(layers: linked.LinkedLayers) -> dict[tuple[object, ...], tuple[int, ...]]:
    index, never = layers.index, np.iinfo(layers.search.layout.type).max
    found = {}
    for (identifier, passed), costs in layers.costs.items():
        own = costs[: len(index.arrays.place)]
        for vertex in np.flatnonzero((own >= 0) & (own < never)).tolist():
            count = layers.search.layout.counts(own[vertex : vertex + 1])[0]
            found[(*index.keys(vertex), layers.names[identifier], passed)] = tuple(count.tolist())
    return found


def ways_are_there(layers: linked.LinkedLayers, walked: Walked, terms: Terms) -> None:
    """Every hop of the way that the walk tells is among the hops that are told for its end."""
    for state, cost in walked.costs.items():
        if not cost[0] and state.passed == terms.complete:
            vertex = layers.index.vertex(state.place, state.assessment)
            assert vertex is not None
            hops = {hop.flow for hop in layers.hops([(vertex, terms.complete)])}
            assert {flow.id for flow in walked.way(state)} <= hops


def test_linked_identifiers_reach_what_networkx_says() -> None:
    for seed in range(15):
        some = told(seed)
        index = index_of(some.blocks)
        start = starts_of(some, seed)[:1]
        layers = linked.run(
            index,
            vertices_of(index, start),
            Conditions(across=True),
            [],
            lambda name, index=index: codes_of(index, name),
            MY_NUMBER,
        )
        flows = everything(some, False, True)
        edges = [
            ((*source, name), (*target, name), strength_for(name, flow, some.documents), kind)
            for flow in flows
            for source, target, _, kind in of_flows([flow])
            for name in NAMES
        ]
        edges += [
            ((place, one, before), (place, one, after), "pivot", "")
            for one, rows in some.pivots.items()
            for place, before, after in rows
        ]
        reached = answers(edges, (*start[0], MY_NUMBER))
        assert states(layers) == {(*node, 0): cost[1:] for node, cost in reached.items() if not cost[0]}
