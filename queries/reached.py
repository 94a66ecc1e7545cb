"""From what a walk found to the places of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bangolin.queries.flow import Flow, flow_as_dict
from bangolin.queries.followed import Following
from bangolin.queries.names import Named
from bangolin.queries.walk import Cost, State, Terms, Walked, answer, by_end, far_end, moves

Shown = dict[str, dict[str, Any]]
NO_WAY = "no way stated"
RANK = {"reaches": 0, "may reach": 1, "excluded": 2, NO_WAY: 3}
_BECAUSE = {None: 0, "data": 1, "link": 2}
_STRENGTH = {"named": 0, "data": 1, "link": 2, "barred": 3}


@dataclass(frozen=True)
class Reached:
    """One place of an answer, in one assessment: its best state, all its states by identifier (with the bars that keep
    one out), the way and the bars.
    """

    place: Named
    cost: Cost
    state: State
    identifiers: tuple[tuple[str, str, tuple[Flow, ...]], ...]
    way: tuple[Flow, ...]
    blocked_by: tuple[Flow, ...]

    @property
    def answer(self) -> str:
        """``reaches``, ``may reach`` or ``excluded``."""
        return answer(self.cost)[0]

    @property
    def because(self) -> str | None:
        """Why it is no more than ``may reach``: data or link."""
        return answer(self.cost)[1]

    @property
    def nobody(self) -> bool:
        """A generic name behind a bar: not excluded, but no way stated."""
        return self.answer == "excluded" and self.place.generic


def reached(walked: Walked, places: Mapping[tuple[str, str], Named], terms: Terms) -> list[Reached]:
    """Every place that the walk came to, with all conditions met, in the order of answers."""
    grouped: dict[tuple[str, str], list[State]] = {}
    for state in walked.costs:
        if state.passed == terms.complete and (state.place, state.assessment) in places:
            grouped.setdefault((state.place, state.assessment), []).append(state)
    found = [_reached(walked, places[ident], states, terms) for ident, states in grouped.items()]
    return sorted(found, key=_order)


def _order(one: Reached) -> tuple[int, int, int, str, str]:
    ranks = RANK[one.answer], _BECAUSE[one.because]
    return (*ranks, len(one.way), one.place.key, one.place.assessment)


def _reached(walked: Walked, place: Named, states: Sequence[State], terms: Terms) -> Reached:
    best = min(states, key=lambda state: (walked.costs[state], state))
    ranked = sorted(states, key=lambda state: (walked.costs[state], state.identifier))
    identifiers = tuple((state.identifier, *_said(walked, state)) for state in ranked)
    excluded = walked.costs[best][0] > 0
    bars = {flow.id: flow for state in states for flow in walked.barred.get(state, ())} if excluded else {}
    way = walked.way(best)
    flows = tuple(reversed(way)) if terms.backward else tuple(way)
    return Reached(place, walked.costs[best], best, identifiers, flows, tuple(bars[name] for name in sorted(bars)))


def _said(walked: Walked, state: State) -> tuple[str, tuple[Flow, ...]]:
    said = answer(walked.costs[state])[0]
    return said, walked.barred.get(state, ()) if said == "excluded" else ()


def place_as_dict(one: Reached, following: Following) -> dict[str, Any]:
    """A place as answers print it."""
    shown = [_identifier(name, said, bars) for name, said, bars in one.identifiers]
    best = [name for name, said, _ in one.identifiers if said != "excluded"] or [one.identifiers[0][0]]
    return {
        **named_as_dict(one.place),
        "answer": NO_WAY if one.nobody else one.answer,
        "because": one.because,
        "identifier": following.closest(one.place.assessment, best),
        "identifiers": shown,
        "hops": len(one.way),
        "way": [flow.id for flow in one.way],
        "blocked_by": [flow.id for flow in one.blocked_by],
    }


def _identifier(name: str, said: str, bars: Sequence[Flow]) -> dict[str, Any]:
    """An identifier at a place; where it is kept out, the flows at which it stops."""
    shown = {"name": name, "answer": said}
    return {**shown, "blocked_by": [flow.id for flow in bars]} if bars else shown


def named_as_dict(place: Named) -> dict[str, Any]:
    """What every page says of a place."""
    return {
        "key": place.key,
        "name": place.name,
        "kind": place.kind,
        "organization": place.organization or None,
        "assessment": place.assessment,
        "outside": place.outside,
    }


def not_reached(place: Named, following: Following) -> dict[str, Any]:
    """A place to which no way is stated."""
    empty: dict[str, Any] = {"identifiers": [], "hops": None, "way": [], "blocked_by": []}
    return {**named_as_dict(place), "answer": NO_WAY, "because": None, "identifier": following.name, **empty}


def between(flows: Iterable[Flow], walked: Walked, listed: Sequence[Reached], terms: Terms) -> Shown:
    """Flows by id as answers print them: all walkable ones between listed places, and every bar."""
    shown = {one.place.ident for one in listed if one.answer != "excluded"}
    leaving = by_end(flows, terms.backward)
    found: dict[str, dict[str, Any]] = {}
    for state in sorted(walked.costs):
        if walked.costs[state][0] or (state.place, state.assessment) not in shown:
            continue
        for _, step in moves(state, leaving.get((state.place, state.assessment), ()), terms):
            if step.flow is not None and step.strength != "barred" and far_end(step.flow, terms.backward) in shown:
                _keep(found, step.flow, step.strength)
    for one in listed:
        for flow in (*one.blocked_by, *(bar for _, _, bars in one.identifiers for bar in bars)):
            _keep(found, flow, "barred")
    return {name: found[name] for name in sorted(found)}


def _keep(found: dict[str, dict[str, Any]], flow: Flow, strength: str) -> None:
    known = found.get(flow.id)
    if known is None or _STRENGTH[strength] < _STRENGTH[known["strength"]]:
        found[flow.id] = flow_as_dict(flow, strength)
