"""What the index knows of a place and of a flow beside ends and code, as bits and small numbers.

They answer what sums need: who counts as a viewer, who stands outside, which files record the number, how many people a
band tells; and what strengths of anything else than the number depend on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bangolin.graph.rows import EditionGraph
from bangolin.graph.spelling import plain

NUMBER = "個人番号"

DEPARTMENT, ORGANIZATION, FILE, OUTSIDE, GENERIC, LISTS, TICKED = (1 << bit for bit in range(7))
"""Of a place: its kind, whether it is of another legal body, stands for nobody in particular, is one of the edition's
files; and, of a file, whether its items name the number, or only a ticked main item does or no list is in the text."""

EXACT, DENIED_OTHER, HAS_DATA = (1 << bit for bit in range(3))
"""Of a flow: what is moved is identifiers alone; a denial that is not about the number bars it; data are named."""
MARKS = 1 << 3

_KINDS = {"Department": DEPARTMENT, "Organization": ORGANIZATION}


def traits_of(kind: str, outside: object, generic: object) -> int:
    """The bits of a place from what its edition says of it."""
    return _KINDS.get(kind, 0) | (OUTSIDE if outside else 0) | (GENERIC if generic else 0)


def marks_of(properties: Mapping[str, Any]) -> int:
    """The bits of a flow from the properties of its edge."""
    denied = properties.get("denied")
    other = properties.get("strength") == "barred" and denied and denied != NUMBER
    exact = properties.get("exact") is True
    return (EXACT if exact else 0) | (DENIED_OTHER if other else 0) | (HAS_DATA if properties.get("data") else 0)


def recording(items: Sequence[tuple[str, str, bool, str]]) -> int:
    """The bits of a file from its items: (name, ``list`` or ``main``, uncertain, concept) of each."""
    listed = [item for item in items if item[1] == "list" and not item[2]]
    if any(concept == NUMBER or NUMBER in plain(name) for name, _, _, concept in listed):
        return LISTS
    ticked = any(
        source == "main" and not uncertain and NUMBER in (plain(name), concept)
        for name, source, uncertain, concept in items
    )
    return TICKED if ticked or all(source != "list" for _, source, _, _ in items) else 0


def places_of(graph: EditionGraph) -> dict[str, int]:
    """The bits of all places of an edition's rows, but for files (``files_of``)."""
    kinds = {node.key: str(node.properties.get("kind") or "") for node in graph.nodes if node.place}
    found = {}
    for edge in graph.edges:
        if edge.type == "NAMES":
            said = edge.properties
            kind = str(said.get("kind") or kinds.get(edge.target[1]) or "")
            found[edge.target[1]] = traits_of(kind, said.get("outside"), said.get("generic"))
    return found


def files_of(graph: EditionGraph, files: Iterable[str]) -> dict[str, int]:
    """The bits of an edition's files that tell what they record."""
    fields = {node.key: node.properties for node in graph.nodes if node.label == "Field"}
    names = {node.key: str(node.properties.get("name") or "") for node in graph.nodes if node.label == "Concept"}
    concepts: dict[str, list[str]] = {}
    for edge in graph.edges:
        if edge.type == "MEANS":
            concepts.setdefault(edge.source[1], []).append(names[edge.target[1]])
    items: dict[str, list[tuple[str, str, bool, str]]] = {file: [] for file in files}
    for edge in graph.edges:
        if edge.type == "RECORDS" and edge.source[1] in items:
            field = fields[edge.target[1]]
            for concept in concepts.get(edge.target[1], ()):
                items[edge.source[1]].append(
                    (str(field["name"]), str(field["source"]), bool(field.get("uncertain")), concept)
                )
    return {file: FILE | recording(found) for file, found in items.items()}


def recorded_in(known: Iterable[str], items: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """The bits of files, by key, that tell whether they record the number. ``known``: files whose list is in the text;
    ``items``: rows of those items that may name the number. Files that are in neither have no list in the text.
    """
    found: dict[str, list[tuple[str, str, bool, str]]] = {file: [("", "list", True, "")] for file in known}
    for row in items:
        item = str(row["name"]), str(row["source"]), bool(row["uncertain"]), str(row["concept"])
        found.setdefault(row["file"], []).append(item)
    return {file: recording(rows) for file, rows in found.items()}
