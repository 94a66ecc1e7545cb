"""What one edition puts into the graph, as plain rows: the joint between the loader's rules and the stores.

Property values are text, numbers, truth values or lists of text, so that both engines can hold them; evidence goes as
one JSON text. Every statement node and every edge has the property ``edition``; a node that several assessments share
has only ``key``, ``name`` and ``kind``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Value = str | int | float | bool | list[str]


@dataclass(frozen=True)
class NodeRow:
    """One node: a label of the schema, its key, its properties; ``place`` adds the label ``Place``."""

    label: str
    key: str
    properties: Mapping[str, Value]
    place: bool


@dataclass(frozen=True)
class EdgeRow:
    """One edge: a type of the schema, its id, both ends as (label, key), its properties."""

    type: str
    id: str
    source: tuple[str, str]
    target: tuple[str, str]
    properties: Mapping[str, Value]


@dataclass(frozen=True)
class EditionGraph:
    """All rows of one edition, sorted by key, with the facts they come from.

    ``assessment`` and ``edition`` are keys of nodes that are among ``nodes``; ``published`` is an ISO date or None.
    """

    assessment: str
    edition: str
    published: str | None
    facts_json: str
    facts_digest: str
    checked: bool
    nodes: tuple[NodeRow, ...]
    edges: tuple[EdgeRow, ...]
