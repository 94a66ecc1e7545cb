"""Two editions of one assessment, or two bodies doing the same business: ways that appeared, vanished or got shorter,
new recipients and contractors, fields. Not rows of text: travel.

Ways are those from the files; places of the two sides are one place where their names agree (the assessors with each
other, the files by their position in the form).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bangolin.queries import gaps
from bangolin.queries.documents import FIELDS
from bangolin.queries.flow import Flow, flow_as_dict
from bangolin.queries.followed import MY_NUMBER
from bangolin.queries.frontier import gather, prove
from bangolin.queries.names import NAMES, Named, named_from_row, without_form
from bangolin.queries.reached import Reached, reached
from bangolin.queries.reader import Reader, Reads
from bangolin.queries.reviewed import share
from bangolin.queries.scope import Edition, one_edition
from bangolin.queries.trace import as_parameters
from bangolin.queries.walk import State, Terms, walk

ID = "compare"
TITLE = {"ja": "二つの版・機関を比べる", "en": "Compare two editions"}
RECIPIENTS = frozenset({"provision", "transfer"})
CONTRACTORS = frozenset({"delegation", "sub_delegation"})
_WORTH = {"reaches": 0, "may reach": 1, "excluded": 3}


@dataclass(frozen=True)
class Parameters:
    """The two editions, by key or by what their assessment is called (then the one in force)."""

    a: str
    b: str


@dataclass(frozen=True)
class Side:
    """One side: its edition, what its files reach by name, who receives and who works for it, and its fields."""

    edition: Edition
    places: Mapping[str, Reached]
    recipients: frozenset[str]
    contractors: frozenset[str]
    fields: frozenset[str]
    flows: Mapping[str, Flow]
    named: dict[tuple[str, str], Named]


def ask(store: Reads, parameters: Parameters | Mapping[str, Any]) -> dict[str, Any]:
    """The differences from a to b. Raises UnknownNameError for an edition that is not loaded."""
    asked = as_parameters(Parameters, parameters)
    reader = Reader(store)
    a, b = (_side(reader, one_edition(reader, name)) for name in (asked.a, asked.b))
    rows = [row for name in sorted({*a.places, *b.places}) if (row := _change(name, a, b))]
    ways = {flow for row in rows for side in ("a", "b") for flow in (row[side] or {}).get("way", ())}
    flows = {**a.flows, **b.flows}
    proved = prove(reader, [a.edition.key, b.edition.key], [flows[name] for name in sorted(ways)])
    return {
        "a": _edition(a.edition),
        "b": _edition(b.edition),
        "appeared": [row for row in rows if row["change"] == "appeared"],
        "vanished": [row for row in rows if row["change"] == "vanished"],
        "shorter": [row for row in rows if row["change"] == "shorter"],
        "recipients": _sets(a.recipients, b.recipients),
        "contractors": _sets(a.contractors, b.contractors),
        "fields": _sets(a.fields, b.fields),
        "flows": [flow_as_dict(flow, flow.strength) for flow in sorted(proved, key=lambda one: one.id)],
        "gaps": gaps.settled((*_open(a, rows), *_open(b, rows))),
        "review": share([flow_as_dict(flow, flow.strength) for flow in proved], (a.edition, b.edition)),
        "engine": "cypher",
        "cypher": reader.ran,
    }


def _open(side: Side, rows: Iterable[Mapping[str, Any]]) -> list[gaps.Gap]:
    """What one side leaves open about the places that differ, each said of its body."""
    keys = {one["key"] for row in rows for one in (row["a"], row["b"]) if one}
    found = gaps.stored([side.edition], keys)
    ways = {flow for row in rows for one in (row["a"], row["b"]) if one for flow in one["way"]}
    found += gaps.of_flows([flow for name, flow in sorted(side.flows.items()) if name in ways], side.named)
    title = side.edition.assessment
    return [
        one | {"message": f"{title}: {one['message']}", "message_en": f"{title}: {one['message_en']}"} for one in found
    ]


def _edition(edition: Edition) -> dict[str, str]:
    return {"key": edition.key, "assessment": edition.assessment, "title": edition.title, "body": edition.body}


def _sets(a: frozenset[str], b: frozenset[str]) -> dict[str, list[str]]:
    return {"appeared": sorted(b - a), "vanished": sorted(a - b)}


def _side(reader: Reader, edition: Edition) -> Side:
    rows = reader.run("names of places", NAMES, scope=[edition.key])
    named = {place.ident: place for place in map(named_from_row, rows)}
    starts = [State(str(file["key"]), edition.assessment, MY_NUMBER) for file in edition.files]
    terms = Terms()
    flows = gather(reader, [edition.key], starts, terms)
    found = [one for one in reached(walk(flows, starts, terms), named, terms) if not one.nobody]
    fields = reader.run("items of the files", FIELDS, scope=[edition.key])
    places: dict[str, Reached] = {}
    for one in found:
        places.setdefault(_alike(one.place, edition), one)
    return Side(
        edition=edition,
        places=places,
        recipients=frozenset(_named(flows, named, RECIPIENTS)),
        contractors=frozenset(_named(flows, named, CONTRACTORS)),
        fields=frozenset(str(row["field"]) for row in fields if row["source"] == "list"),
        flows={flow.id: flow for flow in flows},
        named=named,
    )


def _named(flows: Iterable[Flow], named: Mapping[tuple[str, str], Named], kinds: frozenset[str]) -> Iterable[str]:
    for flow in flows:
        place = named.get((flow.target, flow.assessment))
        if flow.kind in kinds and place:
            yield without_form(place.name)


def _alike(place: Named, edition: Edition) -> str:
    """What a place is called on both sides: its plain name; the assessor and the files by what they are."""
    for position, file in enumerate(edition.files, start=1):
        if file["key"] == place.key:
            return f"特定個人情報ファイル{position}"
    if place.organization == edition.body and place.kind == "Organization":
        return "評価実施機関"
    return without_form(place.name).removeprefix(without_form(edition.body)) or without_form(place.name)


def _change(name: str, a: Side, b: Side) -> dict[str, Any] | None:
    before, after = a.places.get(name), b.places.get(name)
    was, now = _worth(before), _worth(after)
    if now < 3 <= was:
        change = "appeared"
    elif was < 3 <= now:
        change = "vanished"
    elif before and after and was < 3 and after.cost < before.cost:
        change = "shorter"
    else:
        return None
    one = after or before
    assert one is not None
    return {"change": change, "name": name, "kind": one.place.kind, "a": _said(before), "b": _said(after)}


def _worth(one: Reached | None) -> int:
    return 3 if one is None else _WORTH[one.answer]


def _said(one: Reached | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "key": one.place.key,
        "name": one.place.name,
        "answer": one.answer,
        "because": one.because,
        "hops": len(one.way),
        "way": [flow.id for flow in one.way],
    }
