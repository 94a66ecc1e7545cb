"""From the names in one document to places: which names are one place, its kind, its scope and its key.

Everything here is data (``data/reference``) or form; the default scope is the assessment itself, since doubles can be
joined later while a false union tells one city's number to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bangolin.graph.spelling import without_form
from bangolin.loader.facts import Facts
from bangolin.loader.names.assessor import body_name, prefecture_of, self_names
from bangolin.loader.names.decided import NameDecision, in_force
from bangolin.loader.names.groups import Groups, Merge
from bangolin.loader.names.plain import plain
from bangolin.loader.names.reference import (
    is_generic,
    kind_by_ending,
    national,
    prefectures,
)
from bangolin.loader.names.roles import Role, roles
from bangolin.loader.names.variants import join_variants

_NO_PLACES = frozenset({"data", "law", "task", "term", "document", "item", "field", "identifier"})
_CITY = re.compile(r"^[一-龠ぁ-んァ-ヶ々]{1,6}市$")
_NOBODY = re.compile("転出|転入|前住|住所|居住|所在|他市|該市|同市|各市|元市|旧市|先市|本市|当市|都市|定市")


@dataclass(frozen=True)
class PlaceName:
    """One place of one document: its key and kind, the name that the graph shows (``shared_name``, made from the key),
    the name of this document, all its names, and why they were joined.
    """

    key: str
    kind: str
    shared_name: str
    name: str
    names: tuple[str, ...]
    merges: tuple[Merge, ...]
    generic: bool
    assessor: bool
    own: bool
    national: bool


@dataclass
class Names:
    """The names of one document, resolved; ``place`` gives the place of any name."""

    assessment: str
    body: str
    prefecture: str | None
    groups: Groups
    assessor_root: str
    roles: Mapping[str, Role]
    order: Mapping[str, int]
    _found: dict[str, PlaceName] = field(default_factory=dict)
    _members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _parted: set[str] = field(default_factory=set)

    def place(self, name: str) -> PlaceName:
        """The place of a name (known before or not)."""
        root = self.groups.root(name)
        if root not in self._found:
            self._found[root] = self._decide(root)
        return self._found[root]

    def adopt(self, name: str, place: PlaceName) -> None:
        """Let a name mean a place that has no name of its own, where it means nothing yet."""
        self._found.setdefault(self.groups.root(name), place)

    def known(self, name: str) -> bool:
        """Whether a name is one of those the document uses for a place."""
        return plain(name) in self.groups.parent

    def is_assessor(self, name: str) -> bool:
        """Whether a name is the assessor itself, its office, 本市, 当組合 …"""
        return self.groups.root(name) == self.assessor_root

    def part(self) -> None:
        """Give the second of two names that an officer parted a key of its own where both would have one."""
        for first, second in self.groups.apart:
            roots = [self.groups.root(name) for name in (first, second)]
            if roots[0] != roots[1] and self.place(first).key == self.place(second).key:
                other = roots[0] if roots[1] == self.assessor_root else roots[1]
                self._parted.add(other)
                self._found.pop(other)

    def all_merges(self) -> list[tuple[PlaceName, Merge]]:
        """Every merge of names that the document writes, with its place, in the order of the document."""
        places = {place.key: place for name in self.order for place in (self.place(name),)}
        return [
            (place, merge) for place in places.values() for merge in place.merges if plain(merge.name) in self.order
        ]

    def _decide(self, root: str) -> PlaceName:
        group = self._members.get(root, (root,))
        names = sorted((name for name in group if name in self.order), key=self.order.__getitem__) or list(group)
        role = next((self.roles[name] for name in names if name in self.roles), None)
        scope, own_name, listed = self._scope(names, role)
        kind = listed or (role.kind if role else None) or self._kind(names)
        if scope is None:
            scope = self._own_scope(kind, role)
        merges = tuple(merge for merge in self.groups.merges if self.groups.root(merge.name) == root)
        return PlaceName(
            key=f"{scope}/{own_name}",
            kind=kind,
            shared_name=own_name,
            name=self.groups.written[names[0]],
            names=tuple(self.groups.written[name] for name in names),
            merges=merges,
            generic=is_generic(names[0]),
            assessor=root == self.assessor_root,
            own=scope == f"body:{self.body}" or root == self.assessor_root,
            national=scope == "jp",
        )

    def _kind(self, names: list[str]) -> str:
        return next((kind for name in names if (kind := kind_by_ending(name))), "Organization")

    def _own_scope(self, kind: str, role: Role | None) -> str:
        return f"body:{self.body}" if kind == "Site" or (role and role.own) else f"assessment:{self.assessment}"

    def _scope(self, names: list[str], role: Role | None) -> tuple[str | None, str, str | None]:
        """Scope (None: the document's own), name in the key, and the kind where a list says it."""
        if self.groups.root(names[0]) == self.assessor_root:
            return self._assessor_scope()
        if self.groups.root(names[0]) in self._parted:
            return f"assessment:{self.assessment}", names[0], None
        if entries := {entry for name in names if (entry := national().get(name))}:
            entry = sorted(entries, key=lambda one: one.name)[0]
            return "jp", entry.name, entry.kind
        if found := self._prefecture_body(names):
            return found[0], found[1], "Organization"
        first = names[0]
        if is_generic(first) or (role and role.kind in ("File", "PersonGroup")):
            return f"assessment:{self.assessment}", first, None
        if legal := self._legal_body(names, role):
            return "org", legal, "Organization"
        return None, first, None

    def _assessor_scope(self) -> tuple[str, str, str]:
        """The assessor's own scope: that under which other documents name it, so that both mean one node."""
        if entry := national().get(self.body):
            return "jp", entry.name, "Organization"
        if found := self._prefecture_body([self.body]):
            return found[0], found[1], "Organization"
        return "org", self.body, "Organization"

    def _prefecture_body(self, names: list[str]) -> tuple[str, str] | None:
        for name in names:
            for row in prefectures().bodies:
                prefix = next((one for one in prefectures().names if name.startswith(one)), "")
                if name[len(prefix) :] in row.variants and (where := prefix or self.prefecture):
                    return f"pref:{where}", row.name
        return None

    def _legal_body(self, names: list[str], role: Role | None) -> str | None:
        if role and role.kind not in ("Organization",):
            return None
        for name in names:
            if without_form(name) != name:
                return without_form(name)
        for name in names:
            body = body_name(name)
            if body in prefectures().names or body in prefectures().of_city:
                return body
            if _CITY.match(body) and not _NOBODY.search(body):
                return body
        return None


def resolve(facts: Facts, assessment: str, decided: Iterable[NameDecision] = ()) -> Names:
    """Resolve the names of one document. ``assessment`` is the key of its assessment, ``decided`` what officers said
    about its names: what they parted no rule joins, what they joined is joined before the rules.
    """
    assessor = facts.document.assessor or ""
    groups = Groups()
    listed = tuple(roles(facts))
    officers = in_force(decided)
    order = _order(facts, listed, officers)
    for name in order.values():
        groups.add(name)
    _join_decided(groups, officers)
    _mark(groups, facts)
    root = _join_assessor(groups, facts, assessor)
    _join_stated(groups, facts)
    prefecture = prefecture_of(facts, tuple(groups.parent))
    _join_listed(groups, prefecture)
    join_variants(groups, facts, (assessor, *self_names(assessor)))
    places = {plain(name): position for position, name in enumerate(order.values())}
    first_roles: dict[str, Role] = {}
    for role in listed:
        first_roles.setdefault(plain(role.name), role)
    known = groups.members()
    body = body_name(assessor)
    names = Names(assessment, body, prefecture, groups, groups.root(root), first_roles, places, _members=known)
    names.part()
    return names


def _join_decided(groups: Groups, officers: Iterable[NameDecision]) -> None:
    """What officers decided, before any rule and whatever the form says: first what stays apart, then what is one."""
    for one in officers:
        if one.action == "part":
            groups.keep_apart(one.first, one.second)
    for one in officers:
        if one.action == "join":
            groups.join(one.first, one.second, "officer", why=one.why)


def _order(facts: Facts, listed: tuple[Role, ...], officers: Iterable[NameDecision] = ()) -> dict[int, str]:
    """Names in the order in which they may name a place: the assessor, form items, what is said to be the same, what
    is mentioned, and last what an officer joined to one of these.
    """
    names: list[str] = [facts.document.assessor] if facts.document.assessor else []
    names += [role.name for role in listed if role.kind in ("System", "File")]
    names += [name for same in facts.same_as if _joins_places(same.kind) for name in same.names]
    names += [role.name for role in listed]
    names += _mentioned(facts)
    unique: dict[str, str] = {}
    for name in names:
        if name and plain(name):
            unique.setdefault(plain(name), name)
    for one in officers:
        if one.action == "join" and (plain(one.first) in unique or plain(one.second) in unique):
            unique.setdefault(plain(one.first), one.first)
            unique.setdefault(plain(one.second), one.second)
    return dict(enumerate(unique.values()))


def _mentioned(facts: Facts) -> list[str]:
    names: list[str | None] = []
    for system in facts.systems:
        names += [*system.aliases, *system.connections, *system.other_connections]
    for file in facts.files:
        names += file.held_in
    for acquisition in facts.acquisition:
        names += [name for source in acquisition.sources for name in source.names]
    for flow in facts.flows:
        names += [flow.source, flow.target]
    for part in facts.parts:
        names += [part.part, part.whole]
    for operator in facts.operators:
        names += [operator.operator, operator.of]
    return [name for name in names if name]


def _joins_places(kind: str | None) -> bool:
    return kind not in _NO_PLACES


def _mark(groups: Groups, facts: Facts) -> None:
    """Systems of I-2, files and names of the national list stay apart, whatever a text says in passing."""
    for system in facts.systems:
        if system.name:
            groups.mark(system.name, "form", f"system/{plain(system.name)}")
    for file in facts.files:
        if file.name:
            groups.mark(file.name, "form", f"file/{plain(file.name)}")
    for name in tuple(groups.parent):
        if entry := national().get(name):
            groups.mark(name, "list", entry.name)


def _join_assessor(groups: Groups, facts: Facts, assessor: str) -> str:
    groups.add(assessor)
    groups.mark(assessor, "form", "assessor")
    groups.join_all((assessor, *self_names(assessor)), "assessor")
    extra = facts.extra.get("assessor_names")
    if isinstance(extra, list):
        groups.join_all(
            (assessor, *(row if isinstance(row, str) else row.get("name", "") for row in extra)), "assessor"
        )
    return assessor


def _join_stated(groups: Groups, facts: Facts) -> None:
    for system in facts.systems:
        if system.name:
            groups.join_all((system.name, *system.aliases), "alias-in-I-2", system.line)
        own = system.extra.get("function_aliases")
        for name, alias in sorted(own.items()) if isinstance(own, dict) else ():
            groups.join(name, alias, "alias-in-I-2", system.line)
    for same in facts.same_as:
        if _joins_places(same.kind):
            rule = "stated-same" if same.basis == "stated" else "used-as-same"
            for name in same.names[1:]:
                if same.names[0] and name:
                    groups.join(same.names[0], name, rule, same.line)


def _join_listed(groups: Groups, prefecture: str | None) -> None:
    """Other names of one body, by the lists: 国保連合会, 国保団体連合会, 〇〇県国民健康保険団体連合会 …"""
    first: dict[str, str] = {}
    for name in tuple(groups.parent):
        entry = national().get(name)
        if entry and not groups.join(first.setdefault(entry.name, name), name, "national-list"):
            continue
    for row in prefectures().bodies:
        for name in tuple(groups.parent):
            prefix = next((one for one in prefectures().names if name.startswith(one)), "")
            if name[len(prefix) :] in row.variants and (where := prefix or prefecture):
                groups.join(first.setdefault(f"{where}/{row.name}", name), name, "prefecture-list")
