"""The made-up country: both roads give the same graph, and the same seed the same country."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from bangolin.graph.index.blocks import block_of
from bangolin.graph.index.codes import CODE_BITS, CODES
from bangolin.graph.index.index import TravelIndex, index_of
from bangolin.loader.graph.build import build_edition

from bench.national.arrays import country_index
from bench.national.country import all_facts, country

Row = tuple[str, ...]


def flows(index: TravelIndex) -> Counter[Row]:
    arrays = index.arrays
    source = arrays.owner_of(np.arange(arrays.flows, dtype=np.int32))
    words = arrays.forward.words[: arrays.flows]
    keys = [index.keys(vertex) for vertex in range(len(arrays.place))]
    columns = (source, words, arrays.medium, arrays.marks, arrays.group, arrays.people, arrays.said)
    return Counter(
        (
            *keys[one],
            *keys[word >> CODE_BITS],
            str(word % CODES),
            str(marks),
            str(group),
            index.bands[people],
            index.said[said],
        )
        + index.media[medium]
        for one, word, medium, marks, group, people, said in zip(*(column.tolist() for column in columns), strict=True)
    )


def places(index: TravelIndex) -> Counter[Row]:
    keys = [index.keys(vertex) for vertex in range(len(index.arrays.place))]
    arrays = index.arrays
    rows = zip(keys, *(column.tolist() for column in (arrays.traits, arrays.subjects, arrays.items)), strict=True)
    return Counter(
        (*key, str(traits), index.bands[subjects], index.items[items]) for key, traits, subjects, items in rows
    )


def pivots(index: TravelIndex) -> Counter[Row]:
    found, names = index.arrays.pivots, index.identifiers
    rows = zip(*(column.tolist() for column in (found.vertex, found.before, found.after)), strict=True)
    return Counter((*index.keys(vertex), names[before], names[after]) for vertex, before, after in rows)


def chains(index: TravelIndex) -> list[list[Row]]:
    """Chains and their links, in their order, in keys and names."""
    found = index.chains
    heads = zip(found.file.tolist(), found.subjects.tolist(), found.links.tolist(), strict=True)
    columns = (found.place, found.tier, found.marks, found.name)
    links = zip(*(column.tolist() for column in columns), strict=True)
    return [
        [(index.names[file], index.bands[band], str(links)) for file, band, links in heads],
        [(index.places[place], str(tier), str(marks), index.names[name]) for place, tier, marks, name in links],
        [tuple(map(str, (*found.first, *found.first_link)))],
    ]


@pytest.fixture(scope="module")
def both() -> tuple[TravelIndex, TravelIndex]:
    land = country(100)
    return index_of(block_of(build_edition(facts)) for facts in all_facts(land)), country_index(land)


def test_facts_and_arrays_give_the_same_flows(both: tuple[TravelIndex, TravelIndex]) -> None:
    by_facts, direct = both
    assert by_facts.assessments == direct.assessments
    assert flows(by_facts) == flows(direct)
    assert places(by_facts) == places(direct)
    assert pivots(by_facts) == pivots(direct) != Counter()
    assert chains(by_facts) == chains(direct)
    assert len(direct.chains.links) > 300


def test_facts_and_arrays_join_the_same_assessments(both: tuple[TravelIndex, TravelIndex]) -> None:
    by_facts, direct = both
    assert by_facts.arrays.vertices == direct.arrays.vertices
    assert len(by_facts.arrays.forward.words) == len(direct.arrays.forward.words)
    bodies = [[index.places[int(body)] for body in index.arrays.body] for index in both]
    assert bodies[0] == bodies[1]


def test_a_country_has_hubs_and_the_planned_size() -> None:
    index = country_index(country(400))
    arrays = index.arrays
    assert 50 <= len(arrays.place) / 400 <= 70
    assert 140 <= arrays.flows / 400 <= 220
    assert len(index.vertices("jp/情報提供ネットワークシステム")) > 200
    assert len(index.vertices("org/架空情報1")) > 50
    assert arrays.vertices > len(arrays.place)


def test_the_same_seed_gives_the_same_country() -> None:
    one, other = country(300, seed=5), country(300, seed=5)
    assert np.array_equal(one.vendors, other.vendors)
    assert [facts.document for facts in all_facts(one)][:20] == [facts.document for facts in all_facts(other)][:20]
    assert not np.array_equal(one.vendors, country(300, seed=6).vendors)
