"""If this contractor or system is breached: what of whom, of how many bodies, by which ways, and where it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bangolin.queries import sees, trace
from bangolin.queries.gaps import settled
from bangolin.queries.reader import Reader, Reads
from bangolin.queries.reviewed import share
from bangolin.queries.scope import scope
from bangolin.queries.sees import subjects
from bangolin.queries.trace import as_parameters

ID = "breach"
TITLE = {"ja": "ここが破られたら", "en": "If this is breached"}
EXPOSED = ("reaches", "may reach")


@dataclass(frozen=True)
class Parameters:
    """What is taken to be breached, within some assessments."""

    name: str
    assessment: tuple[str, ...] = ()


def ask(store: Reads, parameters: Parameters | Mapping[str, Any]) -> dict[str, Any]:
    """What is exposed, one entry a body and file, with subjects and ways; ``onward``: where it could go on to."""
    asked = as_parameters(Parameters, parameters)
    seen = sees.ask(store, sees.Parameters(asked.name, asked.assessment))
    counted = seen.get("totals")
    further = _onward(store, asked, seen if counted else None)
    exposed = [_exposed(entry, file) for entry in seen["bodies"] for file in entry["files"]]
    exposed = [row for row in exposed if row["answer"] in EXPOSED or row["fields"]]
    starts = {(start["key"], start["assessment"]) for start in further["start"]}
    onward = [
        place
        for place in further["places"]
        if place["answer"] in EXPOSED and (place["key"], place["assessment"]) not in starts
    ]
    flows = _merged(seen["flows"], further["flows"])
    return {
        "name": asked.name,
        "start": seen["start"],
        "bodies": counted["any"]["bodies"] if counted else len({row["body"] for row in exposed}),
        "subjects": counted["any"]["subjects"] if counted else subjects(_once(exposed)),
        "exposed": exposed,
        "onward": onward,
        "flows": flows,
        "gaps": settled(
            (*(further.get("gaps") or ()), *(one for one in seen["gaps"] if one["kind"] != "no-protection"))
        ),
        "review": share(flows, scope(Reader(store), asked.assessment).editions),
        "engine": seen["engine"],
        "cypher": [*seen["cypher"], *further["cypher"]],
    } | ({name: seen[name] for name in ("totals", "truncated")} if counted else {})


def _onward(store: Reads, asked: Parameters, counted: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Where it goes on to: within the assessments that are listed, where the index counted the others."""
    if counted is None:
        return trace.ask(store, trace.Parameters(asked.name, assessment=asked.assessment))
    own = tuple(dict.fromkeys(start["assessment"] for start in counted["start"]))
    nothing: dict[str, Any] = {"start": [], "places": [], "flows": [], "cypher": []}
    return trace.ask(store, trace.Parameters(asked.name, assessment=own)) if own else nothing


def _exposed(entry: Mapping[str, Any], file: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "assessment": entry["assessment"],
        "body": entry["body"],
        "place": entry["place"],
        "name": entry["name"],
        "file": file["name"],
        "answer": file["answer"],
        "because": file["because"],
        "as": file["as"],
        "subjects": file["subjects"],
        "fields": [field for field in file["fields"] if field["answer"] in EXPOSED],
        "way": file["way"],
    }


def _once(exposed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row a file, so that nobody is counted twice where a name means two places."""
    return list({(row["assessment"], row["file"]): row for row in exposed}.values())


def _merged(*lists: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = {flow["id"]: flow for flows in lists for flow in flows}
    return [found[name] for name in sorted(found)]
