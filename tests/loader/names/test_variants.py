"""Names of one document that differ only in how they are written, on made-up names: what is joined, and what is not."""

from __future__ import annotations

from typing import Any

import pytest
from bangolin.loader.names.resolve import resolve
from made_up import facts, step, system


def together(one: str, two: str, *others: str, **parts: Any) -> bool:
    """Whether two names of a document that names ``others`` too are one place."""
    flows = [step(name, "丙署") for name in (one, two, *others)]
    found = resolve(facts(flows=flows, **parts), "架空市/1")
    return found.place(one).key == found.place(two).key


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("月組システムの専用端末", "月組システム専用端末"),
        ("月組PC", "月組PC端末"),
        ("月組サーバー等", "月組サーバー"),
        ("月組システム", "月組システム(花組)"),
        ("月組端末", "市区町村の月組端末"),
        ("本市の月組端末", "市区町村の月組端末"),
        ("花局月課", "花局鳥部月課"),
        ("月県後期高齢者医療広域連合", "広域連合"),
        ("他の情報保有機関", "当該情報保有機関"),
    ],
)
def test_one_place_in_two_spellings(one: str, two: str) -> None:
    assert together(one, two)


@pytest.mark.parametrize(
    ("one", "two", "others"),
    [
        ("月組システム", "月組システム(花組)", ["月組システム(鳥組)"]),
        ("月課", "月課(花組)", []),
        ("端末", "市区町村の端末", []),
        ("月組端末", "照会者の月組端末", []),
        ("月組端末", "転入地市区町村の月組端末", []),
        ("花局月課", "花局鳥部月課", ["花局風部月課"]),
        ("花局月課", "雪局月課", []),
        ("本人又は本人の代理人", "代理人", []),
        ("他の情報保有機関", "当該情報保有機関", ["月組情報保有機関"]),
        ("月県後期高齢者医療広域連合", "広域連合", ["花県後期高齢者医療広域連合"]),
    ],
)
def test_two_places_that_sound_alike(one: str, two: str, others: list[str]) -> None:
    assert not together(one, two, *others)


def test_the_system_of_a_named_body_where_no_second_body_has_one() -> None:
    systems = [system("月組給付システム")]
    assert together("花連合会の月組給付システム", "月組給付システム", "花連合会", systems=systems)
    others = ("花連合会", "鳥連合会", "鳥連合会の月組給付システム")
    assert not together("花連合会の月組給付システム", "月組給付システム", *others, systems=systems)


def test_a_part_with_the_name_of_its_whole_before_it() -> None:
    parts = [{"part": "月区画", "whole": "花システム", "line": 5}]
    assert together("月区画", "花システムの月区画", parts=parts)
    assert not together("月区画", "鳥システムの月区画", parts=parts)


def test_the_merge_names_its_rule() -> None:
    found = resolve(facts(flows=[step("月組システム", "月組システム(花組)")]), "架空市/1")
    assert [merge.rule for merge in found.place("月組システム").merges] == ["bracket"]
