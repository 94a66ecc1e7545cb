"""The index is kept on disk under its graph's version, and one assessment can be replaced in it."""

from __future__ import annotations

import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from bangolin.graph.index.disk import open_saved, save, saved_head
from bangolin.graph.index.identity import id_of, number_of
from bangolin.graph.index.index import TravelIndex, index_of, updated
from bangolin.graph.index.texts import extended, texts

sys.path.insert(0, str(Path(__file__).parent))
from drawn import drawn


def arrays_of(record: Any) -> list[np.ndarray[Any, Any]]:
    found = []
    for field in fields(record):
        value = getattr(record, field.name)
        found += arrays_of(value) if is_dataclass(value) else [value]
    return found


def same(one: TravelIndex, other: TravelIndex) -> bool:
    """Equal but for the numbers of places, which depend on the order in which they came."""
    keys = [one.keys(vertex) for vertex in range(len(one.arrays.place))]
    if keys != [other.keys(vertex) for vertex in range(len(other.arrays.place))]:
        return False
    for direction in ("forward", "backward"):
        mine, theirs = getattr(one.arrays, direction), getattr(other.arrays, direction)
        flows = one.arrays.flows
        if not np.array_equal(mine.rows[::2], theirs.rows[::2]):
            return False
        if not np.array_equal(mine.words[:flows], theirs.words[:flows]) or len(mine.words) != len(theirs.words):
            return False
    return all(
        np.array_equal(getattr(one.arrays, name), getattr(other.arrays, name)) for name in ("identity", "position")
    )


def test_what_is_saved_is_what_is_opened(tmp_path: Path) -> None:
    index = index_of(drawn(3).blocks())
    save(index, tmp_path / "index", "7")
    opened = open_saved(tmp_path / "index", "7")
    assert opened is not None
    assert opened.assessments == index.assessments
    assert opened.media == index.media
    for one, other in zip(arrays_of(index.arrays), arrays_of(opened.arrays), strict=True):
        assert np.array_equal(one, other)
    assert [opened.keys(vertex) for vertex in range(5)] == [index.keys(vertex) for vertex in range(5)]


def test_an_index_of_another_version_is_not_opened(tmp_path: Path) -> None:
    save(index_of(drawn(3).blocks()), tmp_path / "index", "7")
    assert open_saved(tmp_path / "index", "8") is None
    assert open_saved(tmp_path / "nothing", "7") is None
    assert saved_head(tmp_path / "index")["version"] == "7"


def test_an_empty_graph_has_an_index(tmp_path: Path) -> None:
    save(index_of([]), tmp_path / "index", "0")
    opened = open_saved(tmp_path / "index", "0")
    assert opened is not None
    assert opened.vertices("jp/なし").tolist() == []


@pytest.mark.parametrize("seed", range(20))
def test_replacing_one_assessment_gives_the_index_of_the_new_graph(seed: int) -> None:
    before, after = drawn(seed), drawn(seed + 100, flows=11 + seed)
    key = sorted(before.places)[seed % 5]
    fresh = next((block for block in after.blocks() if block.assessment == key), None)
    others = [block for block in before.blocks() if block.assessment != key]
    changed = updated(index_of(before.blocks()), key, fresh)
    assert same(changed, index_of([*others, *([fresh] if fresh else [])]))


@pytest.mark.parametrize("seed", range(10))
def test_an_assessment_can_be_added_and_taken_out(seed: int) -> None:
    blocks = drawn(seed).blocks()
    one = blocks[seed % len(blocks)]
    without = [block for block in blocks if block is not one]
    assert same(updated(index_of(without), one.assessment, one), index_of(blocks))
    assert same(updated(index_of(blocks), one.assessment, None), index_of(without))


def test_ids_of_flows_keep_their_order_as_numbers() -> None:
    ids = sorted(flow.id for seed in range(5) for flow in drawn(seed).flows)
    assert [id_of(number) for number in sorted(map(number_of, ids))] == ids


def test_texts_are_numbered_and_found_again() -> None:
    some = texts(["情報提供ネットワークシステム", "市", "a"])
    more = extended(some, ["町", "b"])
    assert [more[number] for number in range(len(more))] == ["情報提供ネットワークシステム", "市", "a", "町", "b"]
    assert [more.number(more[number]) for number in range(len(more))] == [0, 1, 2, 3, 4]
    assert more.number("村") is None


def test_many_places_of_many_assessments_are_found_at_once() -> None:
    index = index_of(drawn(3).blocks())
    everything = [index.keys(vertex) for vertex in range(len(index.arrays.place))]
    assert sorted(index.vertices_of(everything).tolist()) == list(range(len(everything)))
    some = [*everything[::3], ("jp/なし", index.assessments[0]), (everything[0][0], "団体9/9")]
    assert sorted(index.vertices_of(some).tolist()) == list(range(0, len(everything), 3))
    assert all(index.vertex(*ident) == vertex for vertex, ident in enumerate(everything))
