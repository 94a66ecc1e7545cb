"""Chains of delegation as columns: of each 委託事項 its file and band of subjects, of each link its place, tier and name.

They stand beside the flows, since a chain is a statement: where the file is not known it has links and no flow, and one
flow can stand for several. Chains of an assessment are ordered by file, ordinal and key, as answers list them; places and
names are numbers of the whole index, so that exchanging one assessment moves the others' columns as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from bangolin.graph.index.arrays import Int32, Int64, UInt8, UInt16
from bangolin.graph.index.columns import Columns
from bangolin.graph.index.flat import ranks
from bangolin.graph.index.numbering import Growing, Numbering
from bangolin.graph.rows import EditionGraph

NAMED, WHOLE = 1, 2
"""Of a link: it has a name of its own; it is a contractor that gets the whole file."""


@dataclass(frozen=True)
class Link:
    """One body of a chain: the key of its place, its tier (1: contractor), its name as printed (blank: none), its marks."""

    place: str
    tier: int
    name: str
    marks: int


@dataclass(frozen=True)
class Chain:
    """One 委託事項: key, name of its file, its number, its band of subjects (blank where none is told), its links."""

    key: str
    file: str
    ordinal: int
    subjects: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Chains:
    """Chains of all assessments.

    ``first``, ``first_link``: where each assessment's chains and links begin, and the end. Of each chain: ``file`` (number of
    its name), ``subjects`` (number of the band, 0: none) and how many ``links`` it has. Of each link: ``place`` (number),
    ``tier``, ``marks`` and ``name`` (number, 0: none).
    """

    first: Int64
    first_link: Int64
    file: Int32
    subjects: UInt16
    links: Int32
    place: Int32
    tier: Int32
    marks: UInt8
    name: Int32


OF_CHAIN, OF_LINK = ("file", "subjects", "links"), ("place", "tier", "marks", "name")
TYPES: Mapping[str, Any] = {
    **dict.fromkeys(("first", "first_link"), np.int64),
    **dict.fromkeys(("file", "links", "place", "tier", "name"), np.int32),
    "subjects": np.uint16,
    "marks": np.uint8,
}


def chain_of(properties: Mapping[str, Any]) -> Chain:
    """A chain from the properties of its statement."""
    whole = WHOLE if properties.get("scope") == "全体" else 0
    links = tuple(
        Link(
            str(link["place"]),
            int(link["tier"]),
            str(link["name"] or ""),
            (NAMED if link["named"] else 0) | (whole if link["tier"] == 1 else 0),
        )
        for link in json.loads(properties.get("chain") or "[]")
    )
    file, subjects = str(properties.get("file") or ""), str(properties.get("subject_count") or "")
    return Chain(str(properties["key"]), file, int(properties.get("ordinal") or 0), subjects, links)


def chains_in(graph: EditionGraph) -> tuple[Chain, ...]:
    """The chains of an edition's rows."""
    return tuple(chain_of(node.properties) for node in graph.nodes if node.label == "Delegation")


def gathered(found: Iterable[tuple[int, Chain]], assessments: int, numbering: Numbering) -> Chains:
    """Columns of chains (number of the assessment, chain), in whatever order they come; until all have come, a chain
    is some numbers.
    """
    chains, links = Columns(7), Columns(6)
    files, keys = Growing(), Growing()
    for number, chain in found:
        key, sums = keys.number(chain.key), (numbering.band(chain.subjects), len(chain.links))
        file = files.number(chain.file), numbering.names.number(chain.file)
        chains.add(number, file[0], chain.ordinal, key, file[1], *sums)
        for position, link in enumerate(chain.links):
            place, name = numbering.place(link.place), numbering.names.number(link.name)
            links.add(key, position, place, link.tier, link.marks, name)
    order = _order(chains, ranks(list(files.fresh)), ranks(list(keys.fresh)))
    at = np.empty(len(order), np.int64)
    at[chains.column(3)[order]] = np.arange(len(order))
    rows = np.lexsort(np.stack([links.column(1), at[links.column(0)]]))
    assessment, count = chains.column(0)[order], chains.column(6)[order]
    bounds = np.arange(assessments + 1)
    first = np.searchsorted(assessment, bounds), np.searchsorted(np.repeat(assessment, count), bounds)
    columns = dict(zip(("first", "first_link"), first, strict=True))
    columns |= {name: chains.column(number)[order] for number, name in enumerate(OF_CHAIN, start=4)}
    columns |= {name: links.column(number)[rows] for number, name in enumerate(OF_LINK, start=2)}
    return Chains(**{name: column.astype(TYPES[name]) for name, column in columns.items()})


def _order(chains: Columns, files: Int64, keys: Int64) -> Int64:
    """Chains by assessment, file, ordinal and key; ``files``, ``keys``: the place of each text in the order of texts."""
    assessment, file, ordinal, key = (chains.column(number) for number in range(4))
    return np.lexsort(np.stack([keys[key], ordinal, files[file], assessment]))


def none(assessments: int) -> Chains:
    """No chain in so many assessments."""
    return gathered((), assessments, Numbering())


def joined(parts: Sequence[Chains]) -> Chains:
    """Chains of several, one behind the other."""
    if not parts:
        return none(0)
    first = {
        name: np.concatenate([[0], np.cumsum(np.concatenate([np.diff(getattr(one, name)) for one in parts]))])
        for name in ("first", "first_link")
    }
    columns = {name: np.concatenate([getattr(one, name) for one in parts]) for name in (*OF_CHAIN, *OF_LINK)}
    return Chains(**{name: column.astype(TYPES[name]) for name, column in {**first, **columns}.items()})


def exchanged(chains: Chains, low: int, high: int, new: Chains) -> Chains:
    """The same with the assessments from ``low`` to ``high`` replaced by those of ``new``."""
    return joined([_part(chains, 0, low), new, _part(chains, high, len(chains.first) - 1)])


def _part(chains: Chains, low: int, high: int) -> Chains:
    """Those of some assessments."""
    bounds = {name: getattr(chains, name)[low : high + 1] for name in ("first", "first_link")}
    spans = dict.fromkeys(OF_CHAIN, bounds["first"]) | dict.fromkeys(OF_LINK, bounds["first_link"])
    columns = {name: getattr(chains, name)[span[0] : span[-1]] for name, span in spans.items()}
    return Chains(**{name: span - span[0] for name, span in bounds.items()}, **columns)
