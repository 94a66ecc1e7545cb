"""Columns from left to right by trust zone, and an order inside each that crosses few lines (Sugiyama)."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bangolin.ui.drawings.styles import zones

DEEPEST = {"person": 0, "body": 0, "system": 3, "contractor": 1, "outside": 1}
SWEEPS = 12


@dataclass(frozen=True)
class Link:
    """A line to route: from thing to thing, over the columns between them."""

    source: str
    target: str

    def over(self, column: int) -> str:
        """Id of the bend with which the line passes a column."""
        return f"bend\n{column}\n{self.source}\n{self.target}"


def columns_of(zone: Mapping[str, str], parent: Mapping[str, str | None]) -> dict[str, int]:
    """Column of each thing: its zone, and inside the zone how many steps of its way stayed in that zone."""
    levels = {id: (zones().index(zone[id]), _level(id, zone, parent)) for id in zone}
    used = sorted(set(levels.values()))
    return {id: used.index(level) for id, level in levels.items()}


def _level(id: str, zone: Mapping[str, str], parent: Mapping[str, str | None]) -> int:
    level, seen, at = 0, {id}, parent.get(id)
    while at is not None and at in zone and at not in seen and zone[at] == zone[id]:
        seen.add(at)
        level += 1
        at = parent.get(at)
    return min(level, DEEPEST[zone[id]])


def ordered(column: Mapping[str, int], links: Sequence[Link], first: Sequence[str]) -> list[list[str]]:
    """Things and bends of every column, top to bottom; `first` is the order to begin with."""
    layers: list[list[str]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for id in first:
        layers[column[id]].append(id)
    neighbours = _neighbours(column, links, layers)
    for sweep in range(SWEEPS):
        sequence = range(len(layers)) if sweep % 2 == 0 else range(len(layers) - 1, -1, -1)
        for index in sequence:
            layers[index] = _by_barycentre(layers, index, neighbours)
    return layers


def bends(column: Mapping[str, int], link: Link) -> list[int]:
    """Columns that a line passes on its way from its source to its target."""
    start, end = column[link.source], column[link.target]
    return list(range(start + 1, end)) if start < end else list(range(start - 1, end, -1))


def _neighbours(
    column: Mapping[str, int], links: Iterable[Link], layers: list[list[str]]
) -> dict[str, list[tuple[int, str]]]:
    """For each thing and bend the ones beside it, each with its column; adds the bends to the layers."""
    beside: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for link in links:
        chain = [(column[link.source], link.source)]
        for index in bends(column, link):
            layers[index].append(link.over(index))
            chain.append((index, link.over(index)))
        chain.append((column[link.target], link.target))
        for (left, one), (right, other) in itertools.pairwise(chain):
            beside[one].append((right, other))
            beside[other].append((left, one))
    return beside


def _by_barycentre(layers: list[list[str]], index: int, neighbours: Mapping[str, list[tuple[int, str]]]) -> list[str]:
    near = layers[max(0, index - 1) : index + 2]  # neighbours stand in the next column, or in this one
    places = {id: (number + 0.5) / len(layer) for layer in near for number, id in enumerate(layer)}
    here = {id: number for number, id in enumerate(layers[index])}

    def weight(id: str) -> float:
        beside = [places[other] for at, other in neighbours.get(id, ()) if at != index]
        return sum(beside) / len(beside) if beside else places[id]

    return sorted(layers[index], key=lambda id: (round(weight(id), 9), here[id]))
