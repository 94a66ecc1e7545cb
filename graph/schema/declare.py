"""How the schema is declared: data classes from which constraints, writes, legend, tooltips and docs are derived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["text", "texts", "number", "truth", "json"]


@dataclass(frozen=True)
class Property:
    """One property: its name, its Japanese and English description, its type (``json`` is JSON as text)."""

    name: str
    japanese: str
    english: str
    type: Type = "text"


@dataclass(frozen=True)
class NodeType:
    """One label. ``place``: data can be in it or be seen at it (it also has the label ``Place``); ``shared``: several
    assessments may name it, so that it has a key, a name and a kind and nothing else; ``colour`` and ``shape`` are
    those of drawings (places only).
    """

    label: str
    japanese: str
    english: str
    properties: tuple[Property, ...]
    place: bool = False
    statement: bool = False
    colour: str = ""
    shape: str = ""


@dataclass(frozen=True)
class EdgeType:
    """One edge type; ``travels``: data travels along it."""

    type: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    japanese: str
    english: str
    properties: tuple[Property, ...] = ()
    travels: bool = False


@dataclass(frozen=True)
class FlowKind:
    """One numbered rule that derives flows; its id is the ``kind`` of the flow.

    ``stands``: a thing lies in two places, which is no move (such hops count after ``data`` hops);
    ``stated``: a form row or step states it, so that no denial bars it; ``stoppable``: people can stop it (cuts).
    """

    id: str
    number: int
    japanese: str
    english: str
    stands: bool = False
    stated: bool = False
    stoppable: bool = True
