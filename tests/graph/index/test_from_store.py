"""The index read from a real store is that of the rows that were loaded, also after one more load."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from bangolin.graph.index import from_store
from bangolin.graph.index.blocks import block_of
from bangolin.graph.index.codes import CODE_BITS, CODES
from bangolin.graph.index.from_store import travel_index
from bangolin.graph.index.index import TravelIndex, index_of
from bangolin.graph.loading import load_edition, remove_edition
from bangolin.graph.stores.store import open_store
from bangolin.loader.graph import build_edition

from bench.national.country import all_facts, country


def content(index: TravelIndex) -> tuple[Counter[tuple[str, ...]], Counter[Any], list[str], Counter[Any]]:
    """Flows, places, bodies and pivots of an index in keys."""
    arrays = index.arrays
    keys = [index.keys(vertex) for vertex in range(len(arrays.place))]
    source = arrays.owner_of(np.arange(arrays.flows, dtype=np.int32)).tolist()
    words = arrays.forward.words[: arrays.flows].tolist()
    columns = (arrays.identity, arrays.medium, arrays.marks, arrays.group, arrays.people, arrays.said)
    rows = zip(source, words, *(column.tolist() for column in columns), strict=True)
    flows = Counter(
        (*keys[one], *keys[word >> CODE_BITS], *map(str, (word % CODES, identity, marks, group)), index.bands[people])
        + (index.said[said],)
        + index.media[medium]
        for one, word, identity, medium, marks, group, people, said in rows
    )
    subjects = [index.bands[number] for number in arrays.subjects.tolist()]
    items = [index.items[number] for number in arrays.items.tolist()]
    places = Counter(zip(keys, arrays.traits.tolist(), subjects, items, strict=True))
    return flows, places, [index.places[int(body)] for body in arrays.body], exchanged(index)


def exchanged(index: TravelIndex) -> Counter[Any]:
    """Pivots in keys and names, by the assessments that they stand in."""
    pivots, names = index.arrays.pivots, index.identifiers
    of = np.repeat(index.assessments, np.diff(pivots.first)).tolist()
    columns = (pivots.vertex, pivots.before, pivots.after)
    rows = zip(of, *(column.tolist() for column in columns), strict=True)
    return Counter((one, *index.keys(vertex), names[before], names[after]) for one, vertex, before, after in rows)


def chained(index: TravelIndex) -> list[Any]:
    """Chains in keys and names, in their order: assessment, file, band, links."""
    chains = index.chains
    ends = np.cumsum(chains.links).tolist()
    columns = (chains.place, chains.tier, chains.marks, chains.name)
    links = list(zip(*(column.tolist() for column in columns), strict=True))
    of = np.repeat(index.assessments, np.diff(chains.first)).tolist()
    heads = zip(of, chains.file.tolist(), chains.subjects.tolist(), [0, *ends], ends, strict=False)
    assert np.diff(chains.first_link).tolist() == [sum(chains.links[a:b].tolist()) for a, b in pairwise(chains.first)]
    parts = [(index.places[place], *marks, index.names[name]) for place, *marks, name in links]
    return [(one, index.names[file], index.bands[band], *parts[low:high]) for one, file, band, low, high in heads]


def test_the_index_follows_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graphs = [build_edition(facts) for facts in list(all_facts(country(40)))[-6:]]
    with open_store(tmp_path / "store") as store:
        for graph in graphs[:4]:
            load_edition(store, graph)
        first = travel_index(store)
        made = index_of(map(block_of, graphs[:4]))
        assert content(first) == content(made)
        assert chained(first) == chained(made)
        assert travel_index(store) is first
        monkeypatch.setattr(from_store, "read_index", None)  # from here on only what changed is read
        load_edition(store, graphs[4])
        remove_edition(store, graphs[0].edition)
        changed = travel_index(store)
        made = index_of(map(block_of, graphs[1:5]))
        assert content(changed) == content(made)
        assert chained(changed) == chained(made)
        assert len({one[0] for one in chained(made)}) == 4
