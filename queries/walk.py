"""The walk: one way to each place, the best by the order of the design; pure, on flows already fetched.

A way is compared by its barred hops, then ``link`` hops, then ``data`` hops, then hops that are no move (hold, held,
part, office, same_business), then all hops; among equals the predecessor with the smallest flow id wins. Behind a
barred hop nothing is walked. It is a visited-set search (Dijkstra over states); paths are never enumerated.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bangolin.graph.schema.kinds import STANDS
from bangolin.queries.flow import Flow

Cost = tuple[int, int, int, int, int]
FREE: Cost = (0, 0, 0, 0, 0)


class State(NamedTuple):
    """Where the walk is: a place, within an assessment, following an identifier; ``passed``: which of the places that
    every way must pass it has been at (a bit each).
    """

    place: str
    assessment: str
    identifier: str
    passed: int = 0


class Hop(NamedTuple):
    """What a flow is for what is followed: its strength, and the identifier that goes along."""

    strength: str
    identifier: str


Hops = Callable[[str, Flow], Iterable[Hop]]
Pivots = Callable[[str, str, str], Iterable[str]]


def _same(identifier: str, flow: Flow) -> Iterable[Hop]:
    return (Hop(flow.strength, identifier),)


def _none(_place: str, _assessment: str, _identifier: str) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Terms:
    """The terms of a walk. ``hops`` gives what goes along a flow, ``pivots`` the identifiers that (place, assessment,
    identifier) can be exchanged for; ``admits`` says whether a flow may be used at all; ``avoid``: places (keys) that
    are not entered; ``via``: sets of places, one place of each of which every way must pass.
    """

    hops: Hops = _same
    pivots: Pivots = _none
    admits: Callable[[Flow], bool] = lambda flow: flow.walked
    avoid: frozenset[str] = frozenset()
    via: tuple[frozenset[str], ...] = ()
    backward: bool = False

    def passing(self, place: str) -> int:
        """The bits of the conditions that a place meets."""
        return sum(1 << position for position, places in enumerate(self.via) if place in places)

    @property
    def complete(self) -> int:
        """The bits of a way that meets all conditions."""
        return (1 << len(self.via)) - 1


@dataclass(frozen=True)
class Step:
    """How a state was best reached: from which state, by which flow (None: a pivot), at which strength."""

    before: State
    flow: Flow | None
    strength: str


@dataclass(frozen=True)
class Walked:
    """What a walk found: the best cost of each state, the step that led to it, and the barred flows met by state."""

    costs: Mapping[State, Cost]
    steps: Mapping[State, Step]
    barred: Mapping[State, tuple[Flow, ...]]
    starts: tuple[State, ...] = field(default=())

    def way(self, state: State) -> list[Flow]:
        """The flows of the best way to a state, from the start (in a backward walk: to it)."""
        flows: list[Flow] = []
        while state in self.steps:
            step = self.steps[state]
            if step.flow is not None:
                flows.append(step.flow)
            state = step.before
        return flows[::-1]


def added(cost: Cost, strength: str, kind: str) -> Cost:
    """A cost after one more hop."""
    barred, link, data, stands, hops = cost
    return (
        barred + (strength == "barred"),
        link + (strength == "link"),
        data + (strength == "data"),
        stands + (kind in STANDS),
        hops + 1,
    )


def by_end(flows: Iterable[Flow], backward: bool) -> dict[tuple[str, str], list[Flow]]:
    """Flows by (place, assessment) of the end that the walk leaves from."""
    found: dict[tuple[str, str], list[Flow]] = {}
    for flow in flows:
        end = (flow.target, flow.target_assessment) if backward else (flow.source, flow.assessment)
        found.setdefault(end, []).append(flow)
    return found


def of_each(flows: Iterable[Flow]) -> dict[str, list[Flow]]:
    """Flows by the assessment that states them: without handovers a walk never leaves it."""
    found: dict[str, list[Flow]] = {}
    for flow in flows:
        found.setdefault(flow.assessment, []).append(flow)
    return found


def far_end(flow: Flow, backward: bool) -> tuple[str, str]:
    """(place, assessment) where a flow leads to."""
    return (flow.source, flow.assessment) if backward else (flow.target, flow.target_assessment)


def moves(state: State, flows: Sequence[Flow], terms: Terms) -> Iterable[tuple[State, Step]]:
    """The states next to a state, barred hops too; pivots first."""
    for identifier in terms.pivots(state.place, state.assessment, state.identifier):
        yield state._replace(identifier=identifier), Step(state, None, "named")
    for flow in flows:
        if not terms.admits(flow):
            continue
        place, assessment = far_end(flow, terms.backward)
        if place in terms.avoid:
            continue
        for hop in terms.hops(state.identifier, flow):
            passed = state.passed | terms.passing(place)
            yield State(place, assessment, hop.identifier, passed), Step(state, flow, hop.strength)


def walk(flows: Iterable[Flow], starts: Sequence[State], terms: Terms) -> Walked:
    """Every state that can be reached from the starts, with the best way to it."""
    leaving = by_end(flows, terms.backward)
    costs: dict[State, Cost] = dict.fromkeys(starts, FREE)
    steps: dict[State, Step] = {}
    barred: dict[State, dict[str, Flow]] = {}
    settled: set[State] = set()
    waiting = [(FREE, state) for state in sorted(costs)]
    heapq.heapify(waiting)
    while waiting:
        cost, state = heapq.heappop(waiting)
        if state in settled:
            continue
        settled.add(state)
        if cost[0]:
            continue
        for target, step in moves(state, leaving.get((state.place, state.assessment), ()), terms):
            if step.strength == "barred" and step.flow is not None:
                barred.setdefault(target, {})[step.flow.id] = step.flow
            there = added(cost, step.strength, step.flow.kind) if step.flow else cost
            if target not in settled and _better(there, step, costs.get(target), steps.get(target)):
                costs[target], steps[target] = there, step
                heapq.heappush(waiting, (there, target))
    met = {state: tuple(found[name] for name in sorted(found)) for state, found in barred.items()}
    return Walked(costs, steps, met, tuple(starts))


def _better(cost: Cost, step: Step, known: Cost | None, by: Step | None) -> bool:
    if known is None or cost < known:
        return True
    return cost == known and by is not None and _rank(step) < _rank(by)


def _rank(step: Step) -> tuple[str, State]:
    return (step.flow.id if step.flow else "", step.before)


def answer(cost: Cost) -> tuple[str, str | None]:
    """The answer of a way, and because of what it is no more than ``may reach``."""
    barred, link, data, _, _ = cost
    if barred:
        return "excluded", None
    if link:
        return "may reach", "link"
    return ("may reach", "data") if data else ("reaches", None)
