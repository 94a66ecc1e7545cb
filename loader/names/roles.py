"""What the form's items say about the names in them: the kind of the place, and whether it is the body's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bangolin.loader.facts import Facts
from bangolin.loader.facts.records import Delegation, Disclosure, Redelegate
from bangolin.loader.names.plain import plain
from bangolin.loader.names.reference import is_department_name

PERSON = "本人又は本人の代理人"
INSIDE = "評価実施機関内の他部署"


@dataclass(frozen=True)
class Role:
    """One name in one item: the kind it has there, and whether it is the assessor's own."""

    name: str
    kind: str
    own: bool = False


def roles(facts: Facts) -> Iterator[Role]:
    """Names with the kind that the form's item gives them, in the order in which items decide."""
    yield from (Role(system.name, "System", own=True) for system in facts.systems if system.name)
    yield from (Role(file.name, "File") for file in facts.files if file.name)
    yield Role(PERSON, "PersonGroup")
    yield from (Role(name, "Department", own=True) for name in _departments(facts))
    for delegation in facts.delegations:
        yield from (Role(name, "Organization") for name in contractors(delegation))
    for row in facts.provisions:
        yield from (Role(name, "Organization") for name in recipients(row))
    yield from _transfers(facts)


def _departments(facts: Facts) -> Iterator[str]:
    for use in facts.use:
        yield from use.departments
    for file in facts.files:
        yield from file.department
    for row in facts.acquisition:
        for source in row.sources:
            if source.category == INSIDE:
                yield from source.names


def _transfers(facts: Facts) -> Iterator[Role]:
    for row in facts.transfers:
        for name in recipients(row):
            department = is_department_name(name)
            yield Role(name, "Department" if department else "Organization", own=department)


def contractors(delegation: Delegation) -> Iterator[str]:
    """Every name of a contractor or sub-contractor of a delegation."""
    yield from delegation.contractors
    for redelegate in delegation.redelegates:
        name = redelegate.name if isinstance(redelegate, Redelegate) else redelegate
        if name:
            yield name


def recipients(row: Disclosure) -> tuple[str, ...]:
    """The bodies or departments of a 提供先 or 移転先."""
    names = row.recipients or ((row.recipient,) if row.recipient else ())
    return tuple(name for name in names if name and plain(name))
