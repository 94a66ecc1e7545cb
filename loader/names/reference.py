"""The lists of ``data/reference`` that decide about names, as typed records. Lists are data; this module reads them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml
from bangolin.loader.names.plain import plain, without_brackets


def _text(name: str) -> str:
    return (resources.files("bangolin.data.reference") / name).read_text(encoding="utf-8")


def _lines(name: str) -> tuple[str, ...]:
    lines = (line.strip() for line in _text(name).splitlines())
    return tuple(plain(line) for line in lines if line and not line.startswith("#"))


@functools.cache
def generic_beginnings() -> tuple[str, ...]:
    """Beginnings of names that stand for nobody in particular."""
    return _lines("generic.txt")


@functools.cache
def money_words() -> tuple[str, ...]:
    """Words of data that are money or goods."""
    return _lines("money.txt")


@dataclass(frozen=True)
class National:
    """One body, system or network of which Japan has one: its kind and its name as the list has it."""

    kind: str
    name: str


@functools.cache
def national() -> Mapping[str, National]:
    """Every name of the national list, plain, with what it names."""
    found: dict[str, National] = {}
    for kind, entries in yaml.safe_load(_text("national.yaml")).items():
        for names in entries:
            for name in names:
                found[plain(name)] = National(kind, plain(names[0]))
    return found


@dataclass(frozen=True)
class PrefectureBody:
    """A body of which each prefecture has one, with its other names."""

    name: str
    variants: tuple[str, ...]


@dataclass(frozen=True)
class Prefectures:
    """The prefectures, the bodies each has, and the prefecture of cities whose name says it."""

    names: tuple[str, ...]
    bodies: tuple[PrefectureBody, ...]
    of_city: Mapping[str, str]


@functools.cache
def prefectures() -> Prefectures:
    """The list of prefectures."""
    data = yaml.safe_load(_text("prefectures.yaml"))
    bodies = tuple(PrefectureBody(row["name"], tuple(map(plain, row["variants"]))) for row in data["bodies"])
    of_city = {city: prefecture for prefecture, cities in data["cities"].items() for city in cities}
    return Prefectures(tuple(data["prefectures"]), bodies, of_city)


@dataclass(frozen=True)
class KindEndings:
    """A kind of place and the endings of names that mean it."""

    kind: str
    endings: tuple[str, ...]


@functools.cache
def kind_endings() -> tuple[KindEndings, ...]:
    """Kinds by ending, in the order in which they are tried."""
    rows = yaml.safe_load(_text("kinds.yaml"))
    return tuple(KindEndings(row["kind"], tuple(map(plain, row["endings"]))) for row in rows)


@dataclass(frozen=True)
class Bodies:
    """How legal bodies and their offices are written."""

    offices: Mapping[str, tuple[str, ...]]
    selves: Mapping[str, tuple[str, ...]]
    anybody: tuple[str, ...]
    departments: tuple[str, ...]
    groups: tuple[str, ...]


@functools.cache
def bodies() -> Bodies:
    """Offices and the words by which an assessor speaks of itself."""
    data: Mapping[str, Any] = yaml.safe_load(_text("bodies.yaml"))
    return Bodies(
        offices={ending: tuple(names) for ending, names in data["offices"].items()},
        selves={ending: tuple(names) for ending, names in data["selves"].items()},
        anybody=tuple(data["any"]),
        departments=tuple(data["departments"]),
        groups=tuple(data["groups"]),
    )


def is_generic(name: str) -> bool:
    """Whether a name stands for nobody in particular."""
    return plain(name).startswith(generic_beginnings())


_RECORDS = ("情報", "通知", "通知書", "書", "票", "データ", "ファイル", "記録", "台帳", "リスト", "申請", "届")


def is_money(datum: str) -> bool:
    """Whether a datum is money or goods: it has a word of the list and is not a record about it."""
    text = plain(datum)
    return any(word in text for word in money_words()) and not text.endswith(_RECORDS)


def kind_by_ending(name: str) -> str | None:
    """The kind that the ending of a name means, or None."""
    text = without_brackets(name)
    for row in kind_endings():
        if text.endswith(row.endings):
            return row.kind
    return None


def is_department_name(name: str) -> bool:
    """Whether a name ends like a department, brackets at its end dropped."""
    text = without_brackets(name)
    return text.endswith(bodies().departments)


def is_group_of_departments(name: str) -> bool:
    """Whether a name is an office that only groups departments (部, 局, 区役所)."""
    return plain(name).endswith(bodies().groups)
