"""Pivots: where one identifier that is tied to the number is exchanged for another, from what one assessment states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bangolin.graph.index.traits import NUMBER
from bangolin.graph.rows import EditionGraph

Rows = Sequence[Mapping[str, Any]]
Pivot = tuple[str, str, str]
"""(place, identifier that comes, identifier that goes)."""


def tied_to_number(linked: Rows) -> tuple[str, ...]:
    """Identifiers that links tie to the number, closest first. ``linked``: rows of ``one`` and ``other``."""
    identifiers = {str(row["one"]) for row in linked} | {NUMBER}
    neighbours: dict[str, set[str]] = {}
    for row in linked:
        if row["other"] in identifiers:
            neighbours.setdefault(row["one"], set()).add(row["other"])
            neighbours.setdefault(row["other"], set()).add(row["one"])
    found, level = [NUMBER], [NUMBER]
    while level:
        near = {name for one in level for name in neighbours.get(one, ())}
        level = sorted(near - set(found))
        found += level
    return tuple(found[1:])


def exchanges(linked: Rows, carrying: Rows) -> set[Pivot]:
    """Where a place keeps the link of two identifiers (both ways), or one comes in by a step and another goes out.

    ``linked`` also has ``held_in`` (keys of places); ``carrying``: ``source``, ``target`` and ``carries`` of steps.
    """
    allowed = {NUMBER, *tied_to_number(linked)}
    found: set[Pivot] = {
        (place, before, after)
        for row in linked
        for place in row["held_in"] or ()
        for before, after in ((row["one"], row["other"]), (row["other"], row["one"]))
    }
    coming: dict[str, set[str]] = {}
    going: dict[str, set[str]] = {}
    for row in carrying:
        coming.setdefault(row["target"], set()).update(allowed & set(row["carries"]))
        going.setdefault(row["source"], set()).update(allowed & set(row["carries"]))
    for place in coming.keys() & going.keys():
        found |= {(place, before, after) for before in coming[place] for after in going[place]}
    return {one for one in found if one[1] != one[2] and {one[1], one[2]} <= allowed}


def pivots(linked: Rows, carrying: Rows, parts: Iterable[tuple[str, str]]) -> tuple[Pivot, ...]:
    """Every place at which identifiers are exchanged, also those whose whole (``parts``: part, whole) does."""
    of_whole: dict[str, set[str]] = {}
    for part, whole in parts:
        of_whole.setdefault(whole, set()).add(part)
    found = exchanges(linked, carrying)
    of_parts = {(part, before, after) for place, before, after in found for part in of_whole.get(place, ())}
    return tuple(sorted(found | of_parts))


def pivots_of(graph: EditionGraph) -> tuple[Pivot, ...]:
    """The pivots of an edition's rows."""
    names = {node.key: str(node.properties.get("name") or "") for node in graph.nodes if node.label == "Concept"}
    linked = [
        {
            "one": names[edge.source[1]],
            "other": names[edge.target[1]],
            "held_in": edge.properties.get("held_in"),
        }
        for edge in graph.edges
        if edge.type == "LINKED_TO"
    ]
    carrying = [
        {"source": edge.source[1], "target": edge.target[1], "carries": edge.properties.get("carries")}
        for edge in graph.edges
        if edge.type == "FLOWS_TO" and edge.properties.get("kind") == "step" and edge.properties.get("carries")
    ]
    parts = ((edge.source[1], edge.target[1]) for edge in graph.edges if edge.type == "PART_OF")
    return pivots(linked, carrying, parts)
