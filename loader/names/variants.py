"""One place of a document in several spellings: its owner before it, a bracket behind it, の left out, a level of an
office left out. Every rule compares the names of one document with each other; the words it needs are data.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml
from bangolin.loader.facts import Facts
from bangolin.loader.names.groups import Groups
from bangolin.loader.names.plain import plain
from bangolin.loader.names.reference import is_generic, kind_by_ending

_BRACKET = re.compile(r"^(?P<name>[^()]{3,})\((?P<inner>[^()]+)\)$")
_UNIT = re.compile(r".+?(?:区役所|市役所|支所|事務所|局|部|課|室|係)(?=.)|.+$")
_POINTING = re.compile(r"^(?:当該|上記の?|前記の?)(?P<name>.{4,})$")
_OFFICE = re.compile(r"(?:課|室|係|区役所|支所|事務所)$")
_MACHINE = ("System", "Network")


@dataclass(frozen=True)
class Variants:
    """The words of ``data/reference/name_variants.yaml``, plain."""

    own: frozenset[str]
    others: frozenset[str]
    bare: frozenset[str]
    short_bodies: tuple[str, ...]
    inside: tuple[str, ...]
    machines: tuple[str, ...]


@functools.cache
def variants() -> Variants:
    """The declared words."""
    text = (resources.files("bangolin.data.reference") / "name_variants.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    listed = {key: tuple(map(plain, values)) for key, values in data.items()}
    return Variants(
        own=frozenset(listed["own"]),
        others=frozenset(listed["others"]),
        bare=frozenset(listed["bare"]),
        short_bodies=listed["short_bodies"],
        inside=listed["inside"],
        machines=listed["machines"],
    )


def join_variants(groups: Groups, facts: Facts, selves: Iterable[str]) -> None:
    """Join the names of a document that differ only in how they are written. ``selves``: names of the assessor."""
    _join_same_words(groups)
    _join_brackets(groups)
    _join_parts(groups, facts)
    _join_owned(groups, _owners(groups, frozenset(map(plain, selves)) | variants().own))
    _join_short_bodies(groups)
    _join_offices(groups)
    _join_pointing(groups)


def _known(groups: Groups) -> tuple[str, ...]:
    return tuple(groups.parent)


def _is_machine(name: str) -> bool:
    return kind_by_ending(name) in _MACHINE and name not in variants().bare and not is_generic(name)


def _join_same_words(groups: Groups) -> None:
    """Names of systems that are one without の, without 端末 behind PC, and without 等 where nothing else is called so."""
    first: dict[str, str] = {}
    for name in filter(_is_machine, _known(groups)):
        machine = name.removesuffix("端末")
        said = machine if machine.endswith(variants().machines) else name
        said = said.removesuffix("等") if said.endswith("ー等") else said
        groups.join(first.setdefault(said.replace("の", ""), name), name, "same-words")


def _join_brackets(groups: Groups) -> None:
    """X(Y) and X, where X is a system, a network or a file and only one bracket follows it."""
    found: dict[str, set[str]] = {}
    for name in _known(groups):
        match = _BRACKET.match(name)
        if match and match["name"] in groups.parent and kind_by_ending(match["name"]) in (*_MACHINE, "File", "Site"):
            found.setdefault(match["name"], set()).add(name)
    for name, written in found.items():
        if len(written) == 1 and name not in variants().bare:
            groups.join(name, min(written), "bracket")


def _wholes(facts: Facts) -> dict[str, set[str]]:
    """The wholes of every part that the document names, those of its wholes too."""
    found: dict[str, set[str]] = {}
    for row in facts.parts:
        if row.part and row.whole:
            found.setdefault(plain(row.part), set()).add(plain(row.whole))
    for _ in range(2):
        for wholes in found.values():
            wholes |= {over for whole in tuple(wholes) for over in found.get(whole, ())}
    return found


def _join_parts(groups: Groups, facts: Facts) -> None:
    """「XのP」 and P, where P is told to be a part of X and of nothing beside it."""
    for part, wholes in _wholes(facts).items():
        names = [name for name in _known(groups) if any(groups.root(name) == groups.root(whole) for whole in wholes)]
        for whole in names:
            for between in variants().inside:
                joined = f"{whole}{between}{part}"
                if joined in groups.parent and len({groups.root(one) for one in wholes}) <= 3:
                    groups.join(part, joined, "whole-and-part")


def _owners(groups: Groups, own: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """(name, owner, what is owned) of every 「OのS」; the owner is blank where it is the assessor."""
    machines = [name for name in _known(groups) if kind_by_ending(name) in _MACHINE]
    for name in machines:
        for at in (match.start() for match in re.finditer("の", name)):
            owner, owned = name[:at], name[at + 1 :]
            if owner in own:
                yield name, "", owned
            elif owned in groups.parent and owner in groups.parent and kind_by_ending(owner) != "System":
                yield name, owner, owned
        for owner in _known(groups):
            owned = name.removeprefix(owner)
            if owned != name and owned in groups.parent and kind_by_ending(owner) in (None, "Organization"):
                yield name, owner, owned


def _join_owned(groups: Groups, found: Iterable[tuple[str, str, str]]) -> None:
    """「OのS」 and S, where the document names no second owner of S; the assessor's own S under all its names."""
    by_owned: dict[str, list[tuple[str, str]]] = {}
    for name, owner, owned in found:
        if owned not in variants().bare and owner not in variants().others and not (owner and is_generic(owner)):
            by_owned.setdefault(owned, []).append((name, owner))
    for owned, rows in by_owned.items():
        owners = {groups.root(owner) if owner else "" for _, owner in rows}
        mine = [name for name, owner in rows if not owner]
        joined = [name for name, _ in rows] if len(owners) == 1 else mine
        first = [owned] if owned in groups.parent and (len(owners) == 1 or mine) else []
        groups.join_all([*first, *joined], "owner")


def _join_short_bodies(groups: Groups) -> None:
    """広域連合 and 〇〇広域連合, where the document names only one such body."""
    for short in variants().short_bodies:
        longer = [name for name in _known(groups) if name.endswith(short) and name != short and not is_generic(name)]
        if short in groups.parent and len({groups.root(name) for name in longer}) == 1:
            groups.join(longer[0], short, "short-body")


def _join_pointing(groups: Groups) -> None:
    """「当該X」 and the one name of the document that is X or ends so."""
    names = _known(groups)
    for name in names:
        said = _POINTING.match(name)
        others = [one for one in names if said and one.endswith(said["name"]) and not _POINTING.match(one)]
        if said and len({groups.root(one) for one in others}) == 1:
            groups.join(others[0], name, "pointing")


def _units(name: str) -> list[str]:
    return _UNIT.findall(re.sub(r"\([^()]*\)$", "", name))


def _join_offices(groups: Groups) -> None:
    """Offices whose upper levels are left out in one place: 甲局乙課 and 甲局丙部乙課, where only one fits."""
    names = [name for name in _known(groups) if _OFFICE.search(name) and not is_generic(name)]
    for short in names:
        units = _units(short)
        fitting = [name for name in names if name != short and _leaves_out(units, _units(name))]
        if len(units) > 1 and len({groups.root(name) for name in fitting}) == 1:
            groups.join(fitting[0], short, "office-levels")


def _leaves_out(short: list[str], long: list[str]) -> bool:
    """Whether the units of one office are some of another's, in order, with the same last one."""
    rest = iter(long)
    return len(short) < len(long) and short[-1] == long[-1] and all(unit in rest for unit in short)
