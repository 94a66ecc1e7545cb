"""What is followed: the number itself, another field, any linked identifier, or any item about the person.

Strength for the number is stored; for anything else it is computed here, from what the flow and the file's items name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bangolin.queries.flow import Flow
from bangolin.queries.names import plain
from bangolin.queries.walk import Hop

MY_NUMBER = "個人番号"
ANY = "本人に関する項目"
ONLY_CONNECTED = frozenset({"connection", "same_business", "operation", "handover"})
TAKES_FILE = frozenset({"hold", "held", "use", "delegation", "provision", "transfer", "acquisition"})


@dataclass(frozen=True)
class FileFields:
    """What the items of one file are: plain names as listed, concepts they mean, whether the list is in the text, and
    ticked main items.
    """

    listed: frozenset[str] = frozenset()
    concepts: frozenset[str] = frozenset()
    known: bool = False
    main: frozenset[str] = frozenset()

    def lists(self, name: str) -> bool:
        """Whether an item names it: in full, as a concept, or a record item that contains it."""
        return name in self.concepts or plain(name) in self.listed or self.contains(name)

    def contains(self, name: str) -> bool:
        """Whether a record item contains it."""
        return any(plain(name) in item for item in self.listed)


NO_FIELDS = FileFields()


@dataclass(frozen=True)
class Documents:
    """What strengths and pivots depend on beside flows: items by (file key, assessment); identifiers tied to the
    number, by assessment, closest first; for each pivot (assessment, one, other) the places that keep the link; wholes
    of places by (key, assessment).
    """

    fields: Mapping[tuple[str, str], FileFields] = field(default_factory=dict)
    tied: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: Mapping[tuple[str, str], Mapping[str, frozenset[str]]] = field(default_factory=dict)
    wholes: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)


def strength_for(name: str, flow: Flow, documents: Documents) -> str:
    """How strongly a flow takes a field or identifier along."""
    if name == MY_NUMBER:
        return flow.strength
    if flow.strength == "barred" and flow.denied and flow.denied != MY_NUMBER:
        return "barred"
    if flow.kind in ONLY_CONNECTED:
        return "barred" if flow.exact and name not in flow.carries else "link"
    if flow.kind == "office":
        return "named"
    if flow.kind == "part":
        return "named" if flow.strength == "named" else "data"
    if flow.kind in TAKES_FILE:
        return _with_file(name, flow, documents.fields.get((flow.file, flow.assessment), NO_FIELDS))
    return _as_said(name, flow)


def names_it(name: str, flow: Flow) -> bool:
    """Whether what a flow carries names it."""
    return name in flow.carries or any(plain(name) in plain(datum) for datum in flow.data)


def _as_said(name: str, flow: Flow) -> str:
    if names_it(name, flow):
        return "named"
    if flow.exact:
        return "barred"
    if not flow.data or flow.strength == "link":
        return "link"
    return "data"


def _with_file(name: str, flow: Flow, items: FileFields) -> str:
    if flow.kind in ("provision", "transfer") and names_it(name, flow):
        return "named"
    if items.known and not items.lists(name):
        return "barred"
    lists = items.lists(name)
    if flow.kind in ("hold", "use"):
        return "named" if lists else "data"
    if flow.kind == "delegation":
        return "named" if lists and flow.scope == "全体" else "data"
    if flow.kind == "acquisition":
        return "named" if lists and flow.label == "本人又は本人の代理人" else "data"
    return "data"


def strength_for_any(flow: Flow) -> str:
    """How strongly a flow takes any item about the person along."""
    if flow.strength == "barred" and flow.denied and flow.denied != MY_NUMBER:
        return "barred"
    if flow.kind in ONLY_CONNECTED:
        return "link"
    if flow.kind in ("held", "sub_delegation") or (flow.kind == "part" and flow.strength != "named"):
        return "data"
    if flow.kind in ("step", "over") and not flow.data:
        return "link"
    return "named"


@dataclass(frozen=True)
class Following:
    """What a walk follows, as the functions that the walk needs. ``names``: what may be followed, by assessment (None:
    one thing everywhere, ``name``). ``at_least``: nothing is stronger than this (a field that is only ticked).
    """

    name: str
    documents: Documents
    mode: str = "number"
    ticked_only: bool = False

    def start(self, _assessment: str) -> str:
        """What is followed at the start."""
        return ANY if self.mode == "any" else self.name

    def hops(self, identifier: str, flow: Flow) -> Iterable[Hop]:
        """What goes along a flow."""
        if self.mode == "any":
            return (Hop(strength_for_any(flow), ANY),)
        return (Hop(strength_for(identifier, flow, self.documents), identifier),)

    def pivots(self, place: str, assessment: str, identifier: str) -> Iterable[str]:
        """Identifiers that one can be exchanged for at a place."""
        if self.mode != "linked":
            return ()
        found = self.documents.links.get((assessment, identifier), {})
        here = {place} | self.documents.wholes.get((place, assessment), frozenset())
        return tuple(other for other in sorted(found) if here & found[other])

    def closest(self, assessment: str, identifiers: Sequence[str]) -> str:
        """The identifier closest to the number."""
        order = (self.name, *self.documents.tied.get(assessment, ()))
        ranks = {name: position for position, name in enumerate(order)}
        return min(identifiers, key=lambda name: (ranks.get(name, len(ranks)), name))
