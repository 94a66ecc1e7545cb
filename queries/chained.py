"""Chains of delegation over many assessments, counted in the columns of the travel index: who stands behind how much."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from bangolin.graph.index.chains import NAMED, WHOLE, Chains
from bangolin.graph.index.index import TravelIndex
from bangolin.queries.bands import band
from bangolin.queries.many import ASSESSMENTS, Counted
from numpy.typing import NDArray

Bits = NDArray[np.bool_]
Ints = NDArray[np.int64]
Ident = tuple[str, str]
Row = dict[str, Any]


@dataclass(frozen=True)
class _Bands:
    """By number of a band of people: whether it tells one, its least (-1: none), its most (-1: open above)."""

    low: Ints
    high: Ints


def takes_part(index: TravelIndex) -> Callable[[Ident], bool]:
    """Whether a place (key, assessment) has a part in a chain of that assessment."""
    width = max(len(index.assessments), 1)
    codes = np.unique(index.chains.place * np.int64(width) + _assessments(index.chains)[_of_links(index.chains)])
    numbers = {assessment: number for number, assessment in enumerate(index.assessments)}

    def known(ident: Ident) -> bool:
        place, assessment = index.places.number(ident[0]), numbers.get(ident[1])
        if place is None or assessment is None:
            return False
        at = int(np.searchsorted(codes, place * width + assessment))
        return at < len(codes) and int(codes[at]) == place * width + assessment

    return known


def chained(
    index: TravelIndex, meant: Collection[Ident] | None, within: Collection[str] | None
) -> tuple[Counted, list[Row]]:
    """What all chains come to, and what each named body stands behind, as `delegations` prints it.

    ``meant``: only chains in which one of these places (key, assessment) has a part (None: all); ``within``: keys of
    assessments (None: all).
    """
    chains = index.chains
    chosen = _within(index, within) & _with(index, meant)
    links = np.flatnonzero(chosen[_of_links(chains)])
    rows = _bodies(index, links[chains.marks[links] & NAMED > 0])
    concerned = np.unique(_assessments(chains)[chosen])
    totals = _totals(index, chosen, links)
    return (
        Counted(
            tuple(index.assessments[number] for number in concerned[:ASSESSMENTS].tolist()),
            len(concerned),
            totals,
            *_said(totals),
        ),
        rows,
    )


# ---------------------------------------------------------------- which chains
def _assessments(chains: Chains) -> Ints:
    """The assessment of each chain."""
    return np.repeat(np.arange(len(chains.first) - 1), np.diff(chains.first))


def _of_links(chains: Chains) -> Ints:
    """The chain of each link."""
    return np.repeat(np.arange(len(chains.links)), chains.links)


def _within(index: TravelIndex, assessments: Collection[str] | None) -> Bits:
    if assessments is None:
        return np.ones(len(index.chains.file), np.bool_)
    wanted = np.array([key in assessments for key in index.assessments], np.bool_)
    return np.asarray(wanted[_assessments(index.chains)])


def _with(index: TravelIndex, meant: Collection[Ident] | None) -> Bits:
    """Chains in which one of some places has a part."""
    chains = index.chains
    found = np.full(len(chains.file), meant is None)
    if meant is not None:
        width = max(len(index.assessments), 1)
        numbers = {assessment: number for number, assessment in enumerate(index.assessments)}
        places = {key: index.places.number(key) for key in {key for key, _ in meant}}
        pairs = [(places[key], numbers.get(assessment)) for key, assessment in meant]
        wanted = [place * width + number for place, number in pairs if place is not None and number is not None]
        of = _of_links(chains)
        codes = chains.place * np.int64(width) + _assessments(chains)[of]
        found[of[np.isin(codes, np.array(wanted, np.int64))]] = True
    return found


# ---------------------------------------------------------------- sums
def _bodies(index: TravelIndex, links: Ints) -> list[Row]:
    """One row a named body, by how many assessments it stands behind, most first."""
    chains = index.chains
    of = _of_links(chains)[links]
    places, first, body = _numbered(chains.place[links], len(index.places))
    count, file = len(places), _files(chains)[of]
    whole = chains.marks[links] & WHOLE > 0
    people = _people(_bands(index), body, file, chains.subjects[of], count)
    keys = [index.places[int(place)] for place in places]
    names = [index.names[int(number)] for number in chains.name[links][first]]
    columns = (
        _distinct(body, _assessments(chains)[of], count),
        np.bincount(body, minlength=count).tolist(),
        _tiers(body, chains.tier[links], count),
        _distinct(body[whole], file[whole], count),
        people,
    )
    titles = ("key", "name", "assessments", "chains", "tiers", "whole_files", "subjects")
    rows = [dict(zip(titles, row, strict=True)) for row in zip(keys, names, *columns, strict=True)]
    return sorted(rows, key=lambda row: (-row["assessments"], -row["chains"], row["key"]))


def _numbered(places: NDArray[np.int32], count: int) -> tuple[Ints, Ints, Ints]:
    """The places that come, where each comes first, and of each row which of them it is."""
    at = np.full(count, -1, np.int64)
    at[places[::-1]] = np.arange(len(places))[::-1]
    found = np.flatnonzero(at >= 0)
    first = at[found]
    at[found] = np.arange(len(found))
    return found, first, at[places]


def _tiers(body: Ints, tier: NDArray[np.int32], count: int) -> list[list[int]]:
    """The tiers at which each body stands, in their order."""
    width = int(tier.max(initial=0)) + 1
    found: list[list[int]] = [[] for _ in range(count)]
    for code in np.unique(body * np.int64(width) + tier).tolist():
        found[code // width].append(code % width)
    return found


def _files(chains: Chains) -> Ints:
    """A number for the file of each chain, two files of one name in two assessments being two; chains of one file stand
    together.
    """
    of = _assessments(chains)
    fresh = (of[1:] != of[:-1]) | (chains.file[1:] != chains.file[:-1])
    return np.concatenate([np.zeros(min(len(of), 1), np.int64), np.cumsum(fresh)])


def _distinct(one: Ints, other: Ints, count: int) -> list[int]:
    """For each number below ``count`` with how many others it comes."""
    width = int(other.max(initial=0)) + 1
    return [int(number) for number in np.bincount(np.unique(one * np.int64(width) + other) // width, minlength=count)]


def _bands(index: TravelIndex) -> _Bands:
    found = [band(text) for text in index.bands]
    low = [one.min if one else -1 for one in found]
    high = [-1 if one is None or one.max is None else one.max for one in found]
    return _Bands(np.array(low, np.int64), np.array(high, np.int64))


def _people(bands: _Bands, body: Ints, file: Ints, number: NDArray[np.uint16], count: int) -> list[Row]:
    """For each body the sum of bands, each of its files once by the largest one; open above where a file tells none."""
    codes = body * (int(file.max(initial=0)) + np.int64(1)) + file
    order = np.lexsort((-bands.low[number], codes))
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = codes[order][1:] != codes[order][:-1]
    kept = order[fresh]
    low, high, of = bands.low[number[kept]], bands.high[number[kept]], body[kept]
    least, most = np.zeros(count, np.int64), np.zeros(count, np.int64)
    np.add.at(least, of, np.maximum(low, 0))
    np.add.at(most, of, np.maximum(high, 0))
    is_open = np.bincount(of[high < 0], minlength=count) > 0
    return [
        {"min": one, "max": None if unknown else other}
        for one, other, unknown in zip(least.tolist(), most.tolist(), is_open.tolist(), strict=True)
    ]


def _totals(index: TravelIndex, chosen: Bits, links: Ints) -> Row:
    """All chosen chains together; of bodies each once, of those without a name each link."""
    chains = index.chains
    named, tier, place = chains.marks[links] & NAMED > 0, chains.tier[links], chains.place[links]
    unnamed = int((~named & (tier > 1)).sum())
    at = np.flatnonzero(chosen)
    nobody = np.zeros(len(at), np.int64)
    files = _files(chains)[at]
    return {
        "chains": len(at),
        "files": int(np.bincount(files).astype(np.bool_).sum()),
        "contractors": len(np.unique(place[named & (tier == 1)])),
        "subcontractors": len(np.unique(place[named & (tier > 1)])) + unnamed,
        "unnamed": unnamed,
        "subjects": _people(_bands(index), nobody, files, chains.subjects[at], 1)[0],
    }


def _said(totals: Mapping[str, Any]) -> tuple[str, str]:
    people = totals["subjects"]
    top, top_english = ("上限の記載なし", "no upper bound")
    if people["max"] is not None:
        top, top_english = f"{people['max']:,}人以下", f"at most {people['max']:,}"
    return (
        f"委託事項{totals['chains']:,}件、委託先{totals['contractors']:,}者、再委託先{totals['subcontractors']:,}者"
        f"（うち名称の記載なし{totals['unnamed']:,}者）、本人の数の記載は{people['min']:,}人以上、{top}",
        f"{totals['chains']:,} delegations to {totals['contractors']:,} contractors and {totals['subcontractors']:,} "
        f"sub-contractors ({totals['unnamed']:,} without a name), of at least {people['min']:,} persons, {top_english}",
    )
