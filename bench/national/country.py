"""The country: which body has which assessment, of which shape, with which vendors. Everything from one seed."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from bangolin.loader.facts import Facts, facts_from_dict
from bangolin.loader.names.reference import prefectures
from numpy.typing import NDArray

from bench.national import vocabulary as words
from bench.national.shape import Shape, shape

SIZES = (100, 1_000, 4_000, 40_000)
MUNICIPALITIES, VENDORS, SIZES_A_BUSINESS = 1_741, 300, 3
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Country:
    """All assessments as numbers, one row each. ``body``: number of the body (0 … of its kind); ``kind``: 0
    municipality, 1 society, 2 union, 3 national; ``number``: printed number of the assessment; ``shape``,
    ``prefecture``, ``neighbour`` (a municipality); ``vendors``: one column a placeholder.
    """

    kind: Numbers
    body: Numbers
    number: Numbers
    shape: Numbers
    prefecture: Numbers
    neighbour: Numbers
    vendors: Numbers
    municipalities: int

    def __len__(self) -> int:
        return len(self.kind)


@functools.cache
def shapes() -> tuple[Shape, ...]:
    """All shapes: of each business three, then societies, unions, national bodies."""
    found = [shape("municipality", name, size) for name in words.BUSINESSES for size in range(SIZES_A_BUSINESS)]
    found += [shape("society", "健康保険", size) for size in range(6)]
    found += [shape("union", "後期高齢者医療", size) for size in range(3)]
    return tuple(found + [shape("national", "情報連携", number, name) for number, name in enumerate(words.NATIONAL)])


FIRST_SOCIETY = len(words.BUSINESSES) * SIZES_A_BUSINESS
FIRST_UNION = FIRST_SOCIETY + 6
FIRST_NATIONAL = FIRST_UNION + 3


def country(count: int, seed: int = 1) -> Country:
    """A country of ``count`` assessments."""
    dice = np.random.default_rng([seed, count])
    national = min(len(words.NATIONAL), max(1, count // 20))
    unions = min(len(prefectures().names), count // 20)
    societies = count * 4 // 100
    local = count - national - unions - societies
    municipalities = min(MUNICIPALITIES, max(2, local // 10))
    body, number = _shared_out(dice, local, municipalities)
    business = (number - 1) % len(words.BUSINESSES)
    size = (dice.integers(0, SIZES_A_BUSINESS, municipalities))[body]
    places = len(prefectures().names)
    where = dice.integers(0, places, municipalities)
    rest = (societies, unions, national)
    return Country(
        kind=np.repeat(np.arange(4), (local, *rest)),
        body=np.concatenate([body, *(np.arange(one) for one in rest)]),
        number=np.concatenate([number, *(np.ones(one, np.int64) for one in rest)]),
        shape=np.concatenate(
            [
                business * SIZES_A_BUSINESS + size,
                FIRST_SOCIETY + dice.integers(0, 6, societies),
                FIRST_UNION + dice.integers(0, 3, unions),
                FIRST_NATIONAL + np.arange(national),
            ]
        ),
        prefecture=np.concatenate(
            [where[body], dice.integers(0, places, societies), np.arange(unions), dice.integers(0, places, national)]
        ),
        neighbour=(np.concatenate([body, dice.integers(0, municipalities, sum(rest))]) + 1) % municipalities,
        vendors=_vendors(dice, count),
        municipalities=municipalities,
    )


def _shared_out(dice: np.random.Generator, count: int, bodies: int) -> tuple[Numbers, Numbers]:
    """Assessments among municipalities, the large ones having more; and their printed numbers, from 1."""
    weights = 0.3 + dice.random(bodies)
    body = np.sort(np.concatenate([np.arange(bodies), dice.choice(bodies, count - bodies, p=weights / weights.sum())]))
    first = np.searchsorted(body, np.arange(bodies))
    return body, np.arange(count) - first[body] + 1


def _vendors(dice: np.random.Generator, count: int) -> Numbers:
    """Different vendors for each assessment; a few have a large share of the market."""
    width = len(words.VENDORS)
    share = 1 / (1 + np.arange(VENDORS)) ** 1.1
    keys = dice.exponential(size=(count, VENDORS)).astype(np.float32) / share.astype(np.float32)
    return np.argpartition(keys, width, axis=1)[:, :width].astype(np.int64)


def municipality(number: int) -> str:
    """The name of a municipality."""
    letters = words.SYLLABLES
    first, rest = number % len(letters), number // len(letters)
    return f"{letters[first]}{letters[rest % len(letters)]}{'里' if rest >= len(letters) else ''}架市"


def body_name(kind: int, number: int, prefecture: int) -> str:
    """The name of a body."""
    if kind == 0:
        return municipality(number)
    if kind == 1:
        return f"{municipality(number)[:-2]}架空第{number + 1}健康保険組合"
    if kind == 2:
        return f"{prefectures().names[prefecture]}後期高齢者医療広域連合"
    return words.NATIONAL[number]


def vendor(number: int) -> str:
    """The name of a vendor."""
    return f"株式会社架空情報{number + 1}"


def replacements(land: Country, row: int) -> Mapping[str, str]:
    """What the placeholders of a shape stand for in one assessment."""
    kind, where = int(land.kind[row]), int(land.prefecture[row])
    found = {words.NUMBER: str(land.number[row]), words.NEIGHBOUR: municipality(int(land.neighbour[row]))}
    found |= {one: vendor(int(number)) for one, number in zip(words.VENDORS, land.vendors[row], strict=True)}
    found |= {one[4:]: vendor(int(number))[4:] for one, number in zip(words.VENDORS, land.vendors[row], strict=True)}
    name = body_name(kind, int(land.body[row]), where)
    bodies = list(words.BODY.values())
    if kind < 3:
        found[bodies[kind]] = name
    return found | {words.PREFECTURE: prefectures().names[where]}


def replaced(text: str, found: Mapping[str, str]) -> str:
    """A text with its placeholders replaced, the longest first; what stands for one holds none."""
    for one in sorted(found, key=lambda one: (-len(one), one)):
        text = text.replace(one, found[one])
    return text


@functools.cache
def _written(number: int) -> str:
    return json.dumps(shapes()[number].facts, ensure_ascii=False)


def facts_of(land: Country, row: int) -> Facts:
    """The facts of one assessment."""
    return facts_from_dict(json.loads(replaced(_written(int(land.shape[row])), replacements(land, row))))


def all_facts(land: Country) -> Iterator[Facts]:
    """The facts of all assessments, one after the other."""
    return (facts_of(land, row) for row in range(len(land)))
