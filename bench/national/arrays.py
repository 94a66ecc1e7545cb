"""The country straight into the arrays of the index, without facts of each assessment.

Each shape goes once through the loader's rules; its block is then stamped for every assessment of that shape. What a
placeholder in a key stands for decides which number the place has: rules look at the form of names, never at who it is,
so that replacing names before the rules or after them gives the same graph (a test holds the two against each other).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from bangolin.graph.index.arrays import Blocks, build
from bangolin.graph.index.blocks import COLUMNS, Block, Taken, block_of, taken
from bangolin.graph.index.chains import NAMED, Chains, joined
from bangolin.graph.index.index import TravelIndex
from bangolin.graph.index.numbering import Numbering
from bangolin.graph.index.texts import extended, texts
from bangolin.loader.facts import facts_from_dict
from bangolin.loader.graph.build import build_edition

from bench.national import vocabulary as words
from bench.national.country import VENDORS, Country, Numbers, body_name, replaced, replacements, shapes, vendor

# what the number of a place depends on beside its key
FIXED, BODY, PREFECTURE, NEIGHBOUR, VENDOR, OWN = range(6)
_PARAMETERS = 1 << 20


@dataclass(frozen=True)
class Stamp:
    """A shape's block: of each of its places key, what it depends on, which vendor it is; its body; its flows; of each
    link of its chains which of these places it is.
    """

    keys: tuple[str, ...]
    depends: Numbers
    vendor: Numbers
    block: Taken
    body: int
    linked: Numbers


def stamp(number: int, media: Numbering) -> Stamp:
    """The block of a shape. ``media`` numbers the media of all shapes."""
    block: Block = block_of(build_edition(facts_from_dict(shapes()[number].facts)))
    numbered = taken(block, media)
    keys = sorted({*block.places, *(end for flow in block.flows for end in (flow.source, flow.target))})
    found = [_depends(key) for key in keys]
    body = keys.index(block.body) if block.body in keys else -1
    depends, vendors = (np.array([one[part] for one in found], np.int64) for part in range(2))
    at = {int(place): position for position, place in enumerate(numbered.place)}
    linked = np.array([at[int(place)] for place in numbered.chains.place], np.int64)
    return Stamp(tuple(map(_template, keys)), depends, vendors, numbered, body, linked)


def _depends(key: str) -> tuple[int, int]:
    if words.NUMBER in key:
        return OWN, 0
    if any(body in key for body in (words.BODY["municipality"], words.BODY["society"])):
        return BODY, 0
    for number, name in enumerate(words.VENDORS):
        if key == f"org/{name.removeprefix('株式会社')}":
            return VENDOR, number
    if key == f"org/{words.NEIGHBOUR}":
        return NEIGHBOUR, 0
    return (PREFECTURE, 0) if words.PREFECTURE in key else (FIXED, 0)


def _template(key: str) -> str:
    """The key of which all places of a kind are made: one vendor stands for all, a neighbour is a municipality."""
    if key == f"org/{words.NEIGHBOUR}":
        return f"org/{words.BODY['municipality']}"
    if any(key == f"org/{name.removeprefix('株式会社')}" for name in words.VENDORS):
        return f"org/{words.VENDORS[0].removeprefix('株式会社')}"
    return key


def country_index(land: Country) -> TravelIndex:
    """The index of a country."""
    media = Numbering()
    stamps = [stamp(number, media) for number in range(len(shapes()))]
    names = _assessments(land)
    order = np.array(sorted(range(len(land)), key=names.__getitem__))
    templates = sorted({key for one in stamps for key in one.keys})
    numbers = {key: number for number, key in enumerate(templates)}
    codes, bodies, flat = _stamped(land, order, stamps, numbers)
    unique, place = np.unique(codes, return_inverse=True)
    known = np.searchsorted(unique, np.maximum(bodies, 0))
    body = np.where(bodies < 0, -1, known).astype(np.int32)
    keys = _keys(land, unique, templates)
    index = build(Blocks(place=place.astype(np.int32), body=body, **flat), len(unique))
    assessments = tuple(names[row] for row in order)
    said = media.said.finished(), media.items.finished(), tuple(media.identifiers)
    names = media.names.finished()
    chains = _chains(land, order, stamps, (place, flat["first_vertex"]), len(names))
    more = chains, extended(names, [vendor(number) for number in range(VENDORS)])
    return TravelIndex(index, assessments, texts(keys), tuple(media.media), tuple(media.bands), *said, *more)


def _chains(
    land: Country, order: Numbers, stamps: Sequence[Stamp], vertices: tuple[np.ndarray, Numbers], names: int
) -> Chains:
    """The chains of every assessment. ``vertices``: their places, and where those of each assessment begin; ``names``: how many
    there are before those of vendors.
    """
    place, first = vertices
    found = []
    for row, begun in zip(order, first, strict=False):
        one = stamps[land.shape[row]]
        sold = (one.block.chains.marks & NAMED > 0) & (one.depends[one.linked] == VENDOR)
        names_here = np.where(sold, names + land.vendors[row][one.vendor[one.linked]], one.block.chains.name)
        found.append(replace(one.block.chains, place=place[begun + one.linked], name=names_here))
    return joined(found)


def _assessments(land: Country) -> list[str]:
    return [
        f"{body_name(int(kind), int(body), int(where))}/{number}"
        for kind, body, where, number in zip(land.kind, land.body, land.prefecture, land.number, strict=True)
    ]


def _bodies(land: Country) -> Numbers:
    """Bodies numbered over all kinds; municipalities keep theirs."""
    return np.where(land.kind == 0, land.body, (1 << 16) * land.kind + land.body)


def _stamped(
    land: Country, order: Numbers, stamps: Sequence[Stamp], numbers: dict[str, int]
) -> tuple[Numbers, Numbers, dict[str, np.ndarray]]:
    """Codes of all vertices' places and of all bodies, and the rest of the blocks."""
    whole = _bodies(land)
    codes, bodies, firsts = [], [], [0]
    templates = [np.array([numbers[key] for key in one.keys], np.int64) * _PARAMETERS for one in stamps]
    for row in order:
        one, number = stamps[land.shape[row]], land.shape[row]
        table = np.array([0, whole[row], land.prefecture[row], land.neighbour[row], 0, row], np.int64)
        parameter = table[one.depends]
        is_vendor = one.depends == VENDOR
        parameter[is_vendor] = land.vendors[row][one.vendor[is_vendor]]
        here = templates[number] + parameter
        codes.append(here)
        bodies.append(here[one.body] if one.body >= 0 else -1)
        firsts.append(firsts[-1] + len(here))
    blocks = [stamps[land.shape[row]].block for row in order]
    lengths = [len(block.source) for block in blocks]
    flat = {
        name: np.concatenate([getattr(block, name) for block in blocks])
        for name in COLUMNS
        if name not in ("place", "identity")
    } | {
        "first_vertex": np.array(firsts, np.int64),
        "first_flow": np.cumsum([0, *lengths], dtype=np.int64),
        "first_pivot": np.cumsum([0, *(len(block.pivot) for block in blocks)], dtype=np.int64),
        "identity": _identities(land, order, stamps, lengths),
    }
    return np.concatenate(codes), np.array(bodies, np.int64), flat


def _identities(land: Country, order: Numbers, stamps: Sequence[Stamp], lengths: Sequence[int]) -> np.ndarray:
    """Ids for the flows of every assessment: those of the shape, in their order, ending in its number."""
    kept = np.uint64((1 << 56) - 1)
    numbers = np.concatenate([stamps[land.shape[row]].block.identity for row in order])
    moved = np.repeat(order.astype(np.uint64), lengths)
    return (numbers & ~kept) | (((numbers & kept) >> np.uint64(17)) << np.uint64(17)) | moved


def _keys(land: Country, unique: Numbers, templates: Sequence[str]) -> list[str]:
    """The keys of places from their codes."""
    whole = _bodies(land)
    one_of_body = {int(body): row for row, body in enumerate(whole)}
    one_of_place = {int(where): row for row, where in enumerate(land.prefecture)}
    found = []
    for code in unique:
        template, parameter = templates[code // _PARAMETERS], int(code % _PARAMETERS)
        kind, _ = _depends(template)
        found.append(_key(land, template, kind, parameter, one_of_body, one_of_place))
    return found


def _key(
    land: Country, template: str, kind: int, parameter: int, of_body: dict[int, int], of_place: dict[int, int]
) -> str:
    if kind == FIXED:
        return template
    if kind == VENDOR:
        return f"org/架空情報{parameter + 1}"
    rows = {BODY: of_body, PREFECTURE: of_place}.get(kind)
    return replaced(template, replacements(land, rows[parameter] if rows else parameter))
