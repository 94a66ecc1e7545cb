"""Folding: departments, parts and ways that are only connections become one box with a count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bangolin.ui.drawings.scene import Scene, ScenePlace

FEWEST = {"excluded": 4, "recipient": 5}


@dataclass(frozen=True)
class Group:
    """Places that are drawn as one box. `fold` is null for a single place, else why they stand together."""

    id: str
    places: tuple[ScenePlace, ...]
    fold: str | None

    @property
    def first(self) -> ScenePlace:
        """The place that gives a folded box its kind, zone and line style."""
        return self.places[0]


def fold(
    scene: Scene, folded: bool, limit: int, unfolded: frozenset[str] = frozenset()
) -> tuple[dict[str, Group], int]:
    """Groups by id, and how many places the limit of things left out; the nearest to the start stay.

    `folded` off draws every place by itself; `unfolded` names the folded groups that are taken apart.
    """
    together: dict[tuple[str, ...], list[ScenePlace]] = defaultdict(list)
    parents = frozenset(place.parent for place in scene.places.values() if place.parent)
    for place in sorted(scene.places.values(), key=_order):
        together[_together(place, scene.places, parents) if folded else (place.id,)].append(place)
    groups = [group for key, places in together.items() for group in _groups(key, places, unfolded)]
    kept = sorted(groups, key=lambda group: _order(group.first))[:limit]
    left_out = sum(len(group.places) for group in groups) - sum(len(group.places) for group in kept)
    return {group.id: group for group in kept}, left_out


def _order(place: ScenePlace) -> tuple[int, int, str]:
    return (0 if place.start else 1, place.depth, place.id)


def _together(place: ScenePlace, places: Mapping[str, ScenePlace], parents: frozenset[str]) -> tuple[str, ...]:
    """Places with the same tuple are drawn as one."""
    if place.start or place.parent is None:
        return (place.id,)
    if place.answer == "link":
        return ("link", place.zone, _stated(place, places))
    if place.answer == "excluded":
        return ("excluded", place.zone, place.parent)
    if place.kind == "department":
        return ("department", place.zone, place.parent, place.answer)
    if place.zone == "outside" and place.kind == "organization" and place.id not in parents:
        return ("recipient", place.zone, place.parent, place.answer)
    if place.last == "part" and place.kind == "system":
        return ("part", place.zone, place.parent, place.answer)
    return (place.id,)


def _stated(place: ScenePlace, places: Mapping[str, ScenePlace]) -> str:
    """The nearest place before a connection-only one that is reached by more than connections."""
    at, seen = place, {place.id}
    while at.parent is not None and at.parent in places and at.parent not in seen and at.answer == "link":
        seen.add(at.parent)
        at = places[at.parent]
    return at.id


def _groups(key: tuple[str, ...], places: list[ScenePlace], unfolded: frozenset[str]) -> list[Group]:
    id = "fold\n" + "\n".join(key)
    alone = len(places) < FEWEST.get(key[0], 2) or id in unfolded
    if alone:
        return [Group(place.id, (place,), None) for place in places]
    return [Group(id, tuple(places), key[0])]
