"""What the index knows of a place and of a flow beside ends and code, as bits.

They answer what sums need: who counts as a viewer, who stands outside, what is a file; and what strengths of anything else
than the number depend on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bangolin.graph.rows import EditionGraph

NUMBER = "個人番号"

DEPARTMENT, ORGANIZATION, FILE, OUTSIDE, GENERIC = (1 << bit for bit in range(5))
"""Of a place: its kind, whether it is one of the edition's files, of another legal body, stands for nobody in particular."""

EXACT, DENIED_OTHER, HAS_DATA, WHOLE = (1 << bit for bit in range(4))
"""Of a flow: what is moved is identifiers alone; a denial that is not about the number bars it; data are named; the file as a
whole goes along (a delegation of all of it, an acquisition from the person)."""
MARKS = 1 << 4
WHOLE_BY = {"delegation": ("scope", "全体"), "acquisition": ("label", "本人又は本人の代理人")}

_KINDS = {"Department": DEPARTMENT, "Organization": ORGANIZATION}


def traits_of(kind: str, outside: object, generic: object) -> int:
    """The bits of a place from what its edition says of it."""
    return _KINDS.get(kind, 0) | (OUTSIDE if outside else 0) | (GENERIC if generic else 0)


def marks_of(properties: Mapping[str, Any]) -> int:
    """The bits of a flow from the properties of its edge."""
    denied = properties.get("denied")
    other = properties.get("strength") == "barred" and denied and denied != NUMBER
    exact = properties.get("exact") is True
    named, whole = WHOLE_BY.get(str(properties["kind"]), ("", ""))
    found = (EXACT if exact else 0) | (DENIED_OTHER if other else 0) | (HAS_DATA if properties.get("data") else 0)
    return found | (WHOLE if whole and properties.get(named) == whole else 0)


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


def items_of(graph: EditionGraph) -> dict[str, list[tuple[str, str, bool, str]]]:
    """Items of an edition's files by key of the file: (name, ``list`` or ``main``, uncertain, concept) of each."""
    fields = {node.key: node.properties for node in graph.nodes if node.label == "Field"}
    names = {node.key: str(node.properties.get("name") or "") for node in graph.nodes if node.label == "Concept"}
    concepts: dict[str, list[str]] = {}
    for edge in graph.edges:
        if edge.type == "MEANS":
            concepts.setdefault(edge.source[1], []).append(names[edge.target[1]])
    items: dict[str, list[tuple[str, str, bool, str]]] = {}
    for edge in graph.edges:
        if edge.type == "RECORDS":
            field = fields[edge.target[1]]
            for concept in concepts.get(edge.target[1], ()):
                item = str(field["name"]), str(field["source"]), bool(field.get("uncertain")), concept
                items.setdefault(edge.source[1], []).append(item)
    return items
