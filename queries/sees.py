"""What a contractor, department or system sees, over all assessments: a union, never a walk through it.

For each assessment that names it, the walk goes backward from it to the files; what of a file it can see is asked item
by item, for all items of one signature (the same files list them, the same flows name them) at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bangolin.queries import gaps, many
from bangolin.queries.bands import band
from bangolin.queries.documents import FIELDS, file_fields
from bangolin.queries.flow import Flow, flow_as_dict
from bangolin.queries.followed import MY_NUMBER, Documents, FileFields, Following, names_it
from bangolin.queries.frontier import gather, prove
from bangolin.queries.names import Match, Named
from bangolin.queries.reader import Reader, Reads
from bangolin.queries.reviewed import share
from bangolin.queries.scope import Edition, Scope, detailed, scope
from bangolin.queries.starts import find_places, named_places, narrowed
from bangolin.queries.trace import as_parameters, start_as_dict
from bangolin.queries.walk import State, Terms, answer, of_each, walk

ID = "sees"
TITLE = {"ja": "この者には何が見えるか", "en": "What can it see"}
ITEMS = FIELDS.replace("c.name AS concept", "c.name AS concept, x.group AS group, x.number AS number")


@dataclass(frozen=True)
class Parameters:
    """Whose view is asked for, within some assessments."""

    name: str
    assessment: tuple[str, ...] = ()


@dataclass(frozen=True)
class View:
    """What is loaded for the question."""

    reader: Reader
    within: Scope
    places: Mapping[tuple[str, str], Named]
    items: Mapping[tuple[str, str], Sequence[Mapping[str, Any]]]
    known: Documents
    flows: Sequence[Flow]
    of_each: Mapping[str, Sequence[Flow]]
    files: Mapping[str, Sequence[tuple[str, FileFields]]]


def ask(store: Reads, parameters: Parameters | Mapping[str, Any]) -> dict[str, Any]:
    """What the named place sees, one entry an assessment; each with its files, their items and one way."""
    asked = as_parameters(Parameters, parameters)
    matches, view, counted = load(store, asked.name, asked.assessment)
    seen = [entry for match in matches for entry in _of_match(view, match)]
    ways = {flow for entry in seen for file in entry["files"] for flow in file["way"]}
    proved = prove(view.reader, view.within.keys, [flow for flow in view.flows if flow.id in ways])
    keys = {match.place.key for match in matches} | {file["key"] for entry in seen for file in entry["files"]}
    concerned = [one for one in view.within.editions if one.assessment in {entry["assessment"] for entry in seen}]
    answer = {
        "name": asked.name,
        "start": [start_as_dict(match) for match in matches],
        "bodies": seen,
        "flows": [flow_as_dict(flow, flow.strength) for flow in sorted(proved, key=lambda one: one.id)],
        "gaps": gaps.settled((*gaps.stored(concerned, keys), *gaps.of_flows(proved, dict(view.places)))),
        "review": share([flow_as_dict(flow, flow.strength) for flow in proved], view.within.editions),
        "engine": "cypher",
        "cypher": view.reader.ran,
    }
    return many.added(answer, counted)


def load(store: Reads, name: str, assessments: Sequence[str]) -> tuple[list[Match], View, many.Counted | None]:
    """The places that a name means, everything that leads to them, and what the travel index counts where they stand in
    many assessments: then only some of them are loaded.
    """
    reader = Reader(store)
    loaded = scope(reader, assessments)
    matches = find_places(reader, loaded, name)
    counted = _counted(store, loaded, matches)
    if counted:
        matches = [match for match in matches if match.place.assessment in counted.listed]
    within = detailed(reader, narrowed(loaded, matches))
    places = named_places(reader, within)
    of = {edition.key: edition.assessment for edition in within.editions}
    rows = reader.run("items of the files", ITEMS, scope=within.keys)
    items: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        items.setdefault((row["file"], of[row["edition"]]), []).append(row)
    starts = [State(match.place.key, match.place.assessment, "") for match in matches]
    flows = gather(reader, within.keys, starts, Terms(hops=Following("", Documents(), "any").hops, backward=True))
    fields = file_fields(rows, of)
    files: dict[str, list[tuple[str, FileFields]]] = {}
    for (key, assessment), one in fields.items():
        files.setdefault(assessment, []).append((key, one))
    view = View(reader, within, places, items, Documents(fields=fields), flows, of_each(flows), files)
    return matches, view, counted


def _counted(store: Reads, loaded: Scope, matches: Sequence[Match]) -> many.Counted | None:
    """What the travel index counts, where it answers."""
    indexed = many.by_index(store, loaded)
    if indexed is None:
        return None
    from bangolin.graph.index.from_store import travel_index
    from bangolin.queries import tallied

    return tallied.seen(travel_index(indexed), [match.place.ident for match in matches])


def _of_match(view: View, match: Match) -> list[dict[str, Any]]:
    edition = view.within.of_assessment[match.place.assessment]
    files = [file for file in (_file(view, match.place, edition, row) for row in edition.files) if file]
    if not files:
        return []
    best = min(files, key=lambda file: _ORDER[(file["answer"], file["because"])])
    return [
        {
            "assessment": edition.assessment,
            "body": edition.body,
            "place": match.place.key,
            "name": match.place.name,
            "outside": match.place.outside,
            "answer": best["answer"],
            "because": best["because"],
            "as": sorted({kind for file in files for kind in file["as"]}),
            "files": files,
        }
    ]


_ORDER = {
    ("reaches", None): 0,
    ("may reach", "data"): 1,
    ("may reach", "link"): 2,
    ("excluded", None): 3,
    ("no way stated", None): 4,
}


def _file(view: View, place: Named, edition: Edition, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """What of one file can be seen: None where no way is stated for any item, the number included."""
    key = str(row["key"])
    fields = _fields(view, place, key)
    number = _best(view, place, key, MY_NUMBER)
    if number is None and not fields:
        return None
    ways = [one for one in (number, *(_best(view, place, key, field["name"]) for field in fields[:1])) if one]
    said, because, way = ways[0] if ways else ("no way stated", None, ())
    people = band(row.get("subject_count"))
    return {
        "key": key,
        "name": row["name"],
        "answer": said if number else "no way stated",
        "because": because if number else None,
        "as": sorted({way[-1].kind}) if way else [],
        "way": [flow.id for flow in way],
        "subjects": {"min": people.min, "max": people.max} if people else None,
        "fields": fields,
        "items_known": view.known.fields.get((key, edition.assessment), FileFields()).known,
    }


Said = tuple[str, str | None, tuple[Flow, ...]]


def _best(view: View, place: Named, file: str, field: str) -> Said | None:
    """The answer for one field from a file to the place, with the way in the direction of travel."""
    mode = "number" if field == MY_NUMBER else "field"
    following = Following(field, view.known, mode)
    terms = Terms(hops=following.hops, backward=True)
    walked = walk(view.of_each.get(place.assessment, ()), [State(place.key, place.assessment, field)], terms)
    state = State(file, place.assessment, field)
    if state not in walked.costs:
        return None
    return (*answer(walked.costs[state]), tuple(reversed(walked.way(state))))


def _fields(view: View, place: Named, file: str) -> list[dict[str, Any]]:
    """Items of a file with their answers; items of one signature are walked once."""
    rows = [row for row in view.items.get((file, place.assessment), ()) if row["source"] == "list"]
    answers: dict[frozenset[str], Said | None] = {}
    found: list[dict[str, Any]] = []
    for name in dict.fromkeys(str(row["field"]) for row in rows):
        signature = _signature(view, place.assessment, name)
        if signature not in answers:
            answers[signature] = _best(view, place, file, name)
        said = answers[signature]
        if said is not None:
            found.append({"name": name, "answer": said[0], "because": said[1]})
    return found


def _signature(view: View, assessment: str, name: str) -> frozenset[str]:
    files = {key for key, items in view.files.get(assessment, ()) if items.lists(name)}
    flows = {flow.id for flow in view.of_each.get(assessment, ()) if names_it(name, flow)}
    return frozenset(files | flows)


def subjects(files: Iterable[Mapping[str, Any]]) -> dict[str, int | None] | None:
    """The sum of the bands of subjects, open above where one is; None where none is told."""
    bands = [file["subjects"] for file in files if file["subjects"]]
    if not bands:
        return None
    tops = [one["max"] for one in bands]
    return {"min": sum(one["min"] for one in bands), "max": None if None in tops else sum(tops)}
