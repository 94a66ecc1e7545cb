"""Who can see a field: departments, contractors by tier, recipients, operators, and who had it before the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bangolin.queries import gaps, many
from bangolin.queries.bands import band
from bangolin.queries.documents import FIELDS, concept, file_fields
from bangolin.queries.flow import Evidence, Flow, evidence_of, flow_as_dict
from bangolin.queries.followed import MY_NUMBER, Documents, FileFields, Following
from bangolin.queries.frontier import flows_from_rows, gather, prove
from bangolin.queries.names import Named, find, plain
from bangolin.queries.reached import named_as_dict
from bangolin.queries.reader import Reader, Reads
from bangolin.queries.reviewed import share
from bangolin.queries.scope import Scope, detailed, scope
from bangolin.queries.starts import bodies, find_places, named_places
from bangolin.queries.trace import as_parameters
from bangolin.queries.walk import FREE, Cost, State, Terms, Walked, added, answer, of_each, walk

ID = "who"
TITLE = {"ja": "誰が見られるか", "en": "Who can see it"}
KINDS = {
    "use": "department",
    "delegation": "contractor",
    "sub_delegation": "subcontractor",
    "operation": "operator",
    "provision": "recipient",
    "transfer": "recipient",
    "step": "recipient",
}
ACQUIRED = (
    "MATCH (p)-[f:FLOWS_TO]->(q) WHERE f.edition IN $scope AND f.kind = 'acquisition' "
    "RETURN p.key AS source, q.key AS target, f.edition AS edition, properties(f) AS flow ORDER BY f.id"
)
"""Without labels at the ends, as in queries/frontier.py."""
SEES = frozenset({"Department", "Organization"})
ORDER = ("department", "contractor", "subcontractor", "recipient", "operator", "source")
_RANK = {"reaches": 0, "may reach": 1, "excluded": 2}


@dataclass(frozen=True)
class Parameters:
    """What is asked: a field (concept or record item), within some assessments and files."""

    field: str
    file: str | None = None
    assessment: tuple[str, ...] = ()


@dataclass(frozen=True)
class Start:
    """A file that records the field; ``ticked``: only a ticked main item says so, or its list is not in the text."""

    file: str
    assessment: str
    ticked: bool

    def state(self, field: str) -> State:
        """Where the walk begins."""
        return State(self.file, self.assessment, field)


@dataclass(frozen=True)
class Viewer:
    """One row: a place that sees, by the flow that led to it and the way before that."""

    place: Named
    kind: str
    cost: Cost
    flow: Flow
    way: tuple[Flow, ...]
    strengths: tuple[str, ...]

    @property
    def said(self) -> str:
        """The answer for this row."""
        return answer(self.cost)[0]


def ask(store: Reads, parameters: Parameters | Mapping[str, Any]) -> dict[str, Any]:
    """The answer as the design prints it. Raises UnknownNameError for a field, file or assessment that nobody has."""
    asked = as_parameters(Parameters, parameters)
    reader = Reader(store)
    loaded = scope(reader, asked.assessment)
    field = concept(reader, asked.field)
    counted = _counted(store, reader, loaded, field, asked)
    within = detailed(reader, counted.narrowed(loaded) if counted else loaded)
    places = named_places(reader, within)
    of = {edition.key: edition.assessment for edition in within.editions}
    each = reader.of_each("items of the files", FIELDS, within.keys, lambda rows: file_fields(rows, of))
    fields = {file: items for files in each for file, items in files.items()}
    starts = recording(within, places, fields, field, asked.file) if within.editions else []
    known = Documents(fields=fields)
    following = Following(field, known, _mode(field))
    terms = Terms(hops=following.hops)
    flows = gather(reader, within.keys, [start.state(field) for start in starts], terms)
    within_each = of_each(flows)
    rows = [
        row
        for start in starts
        for row in _from_file(within_each.get(start.assessment, ()), places, following, terms, start)
    ]
    rows += _sources(reader, within, places, known, field, starts)
    answer = _answer(reader, within, places, field, _best(rows), starts)
    if counted:
        answer["people"] = counted.totals["people"]
    return many.added(answer, counted)


def _counted(store: Reads, reader: Reader, loaded: Scope, field: str, asked: Parameters) -> many.Counted | None:
    """What the travel index counts, where it answers: over many assessments."""
    indexed = many.by_index(store, loaded)
    if indexed is None:
        return None
    from bangolin.graph.index.from_store import travel_index
    from bangolin.queries import tallied

    index = travel_index(indexed)
    files = None
    if asked.file:
        files = [
            one.place.ident for one in find_places(reader, loaded, asked.file, lambda one: index.is_file(*one.ident))
        ]
    within = frozenset(loaded.of_assessment) if asked.assessment else None
    return tallied.viewers(index, field, files, within, KINDS, ORDER)


def _mode(field: str) -> str:
    return "number" if field == MY_NUMBER else "field"


def recording(
    within: Scope,
    places: Mapping[tuple[str, str], Named],
    fields: Mapping[tuple[str, str], FileFields],
    field: str,
    wanted: str | None,
) -> list[Start]:
    """Files that record the field: by exact concept, else by an item that contains it, else by a ticked main item."""
    listed = [(str(file["key"]), edition.assessment) for edition in within.editions for file in edition.files]
    idents = [ident for ident in listed if ident in places]
    if wanted:
        meant = {match.place.ident for match in find(wanted, [places[ident] for ident in idents], bodies(within))}
        idents = [ident for ident in idents if ident in meant]
    found: list[Start] = []
    for file, assessment in idents:
        items = fields.get((file, assessment), FileFields())
        named = items.lists(field)
        ticked = field in items.main or plain(field) in items.main or not items.known
        if named or ticked:
            found.append(Start(file, assessment, ticked=not named))
    return found


def _from_file(
    flows: Sequence[Flow],
    places: Mapping[tuple[str, str], Named],
    following: Following,
    terms: Terms,
    start: Start,
) -> list[Viewer]:
    walked = walk(flows, [start.state(following.name)], terms)
    found: list[Viewer] = []
    for flow in flows:
        source = State(flow.source, flow.assessment, following.name)
        place = places.get((flow.target, flow.assessment))
        if source in walked.costs and not walked.costs[source][0] and place and _is_viewer(flow, place):
            found.append(_viewer(walked, source, flow, place, following, start))
    return found


def _is_viewer(flow: Flow, place: Named) -> bool:
    return flow.walked and flow.kind in KINDS and place.kind in SEES


def _viewer(walked: Walked, source: State, flow: Flow, place: Named, following: Following, start: Start) -> Viewer:
    strength = next(iter(following.hops(source.identifier, flow))).strength
    cost = added(walked.costs[source], strength, flow.kind)
    if start.ticked and not cost[0] and not cost[1]:
        cost = (0, 0, max(cost[2], 1), cost[3], cost[4])
    own = place.kind == "Department" and not place.outside
    kind = "department" if own and KINDS[flow.kind] == "recipient" else KINDS[flow.kind]
    return Viewer(place, kind, cost, flow, (*walked.way(source), flow), (strength,))


def _sources(
    reader: Reader,
    within: Scope,
    places: Mapping[tuple[str, str], Named],
    known: Documents,
    field: str,
    starts: Sequence[Start],
) -> list[Viewer]:
    """Who had the field before the file (II-3 ①); nothing is walked on from them."""
    ticked = {(start.file, start.assessment): start.ticked for start in starts}
    each = reader.of_each("where the files come from", ACQUIRED, within.keys, flows_from_rows) if starts else []
    found: list[Viewer] = []
    for flow in (flow for flows in each for flow in flows):
        place = places.get((flow.source, flow.assessment))
        ident = (flow.target, flow.assessment)
        if place is None or place.kind not in SEES or ident not in ticked:
            continue
        strength = next(iter(Following(field, known, _mode(field)).hops(field, flow))).strength
        cost = added(FREE, "data" if ticked[ident] and strength == "named" else strength, flow.kind)
        found.append(Viewer(place, "source", cost, flow, (flow,), (strength,)))
    return found


def _best(rows: Iterable[Viewer]) -> list[Viewer]:
    """One row a place, assessment, kind and group: the best, and among equals the smallest flow id."""
    best: dict[tuple[str, str, str, str], Viewer] = {}
    for row in rows:
        key = (*row.place.ident, row.kind, row.flow.group)
        known = best.get(key)
        if known is None or (row.cost, row.flow.id) < (known.cost, known.flow.id):
            best[key] = row
    return sorted(best.values(), key=_order)


def _order(row: Viewer) -> tuple[str, int, int, str, str]:
    return (row.place.assessment, ORDER.index(row.kind), _RANK[row.said], row.place.key, row.flow.group)


def _answer(
    reader: Reader,
    within: Scope,
    places: Mapping[tuple[str, str], Named],
    field: str,
    rows: Sequence[Viewer],
    starts: Sequence[Start],
) -> dict[str, Any]:
    nobody = [row for row in rows if row.said == "excluded" and row.place.generic]
    shown = [row for row in rows if row not in nobody]
    groups = _groups(shown)
    cited = {flow.id: flow for row in rows for flow in row.way}
    proved = prove(reader, within.keys, cited.values())
    strengths = {row.flow.id: row.strengths[-1] for row in rows}
    keys = {row.place.key for row in shown} | {start.file for start in starts}
    concerned = {start.assessment for start in starts}
    editions = [edition for edition in within.editions if edition.assessment in concerned]
    return {
        "field": field,
        "viewers": [_as_dict(row) for row in shown],
        "groups": groups,
        "people": _people(groups),
        "flows": [
            flow_as_dict(flow, strengths.get(flow.id, flow.strength)) for flow in sorted(proved, key=lambda f: f.id)
        ],
        "ends": [named_as_dict(places[end]) for end in _ends(proved) if end in places],
        "gaps": gaps.settled(
            (
                *gaps.stored(editions, keys),
                *gaps.of_flows(list(cited.values()), dict(places)),
                *gaps.generic((row.place, (row.flow,)) for row in nobody),
            )
        ),
        "review": share([flow_as_dict(flow, flow.strength) for flow in proved], within.editions),
        "engine": "cypher",
        "cypher": reader.ran,
    }


def _ends(flows: Iterable[Flow]) -> list[tuple[str, str]]:
    """(key, assessment) of the places that flows leave and enter, for pictures: a way passes places that are no row."""
    return sorted({(key, flow.assessment) for flow in flows for key in (flow.source, flow.target)})


def _by_id(flows: Iterable[Flow]) -> list[Flow]:
    return sorted(flows, key=lambda flow: flow.id)


def _as_dict(row: Viewer) -> dict[str, Any]:
    said, because = answer(row.cost)
    barred = said == "excluded"
    return {
        "key": row.place.key,
        "name": row.place.name,
        "kind": row.kind,
        "assessment": row.place.assessment,
        "organization": row.place.organization or None,
        "tier": row.flow.tier or None,
        "outside": row.place.outside,
        "answer": said,
        "because": because,
        "group": row.flow.group or None,
        "scope": row.flow.scope or None,
        "label": row.flow.label or None,
        "way": [flow.id for flow in row.way],
        "blocked_by": [row.flow.id] if barred else [],
        "evidence": _evidence(row),
    }


def _evidence(row: Viewer) -> list[Evidence]:
    """Where the name is printed first: of the flow, or else of the place."""
    own = evidence_of(row.flow.evidence)
    if any(_prints(row.place, one) for one in own):
        return sorted(own, key=lambda one: not _prints(row.place, one))
    named = [one for one in evidence_of(row.place.evidence) if _prints(row.place, one)]
    return [*named[:1], *own]


def _prints(place: Named, evidence: Evidence) -> bool:
    text = plain(str(evidence.get("text") or ""))
    return any(plain(name) in text for name in (place.name, *place.names))


def _groups(rows: Sequence[Viewer]) -> list[dict[str, Any]]:
    """Groups of people with their band, once each; only of rows that are not excluded."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        flow = row.flow
        if row.said != "excluded" and flow.group and flow.kind in ("use", "delegation") and flow.group not in found:
            known = band(flow.people)
            found[flow.group] = {
                "id": flow.group,
                "of": flow.label or "使用者",
                "people": {"min": known.min if known else 0, "max": known.max if known else None},
                "evidence": _evidence(row)[:1],
            }
    return [found[name] for name in sorted(found)]


def _people(groups: Sequence[Mapping[str, Any]]) -> dict[str, int | None]:
    """The sum over groups; open above where one of them is."""
    tops = [group["people"]["max"] for group in groups]
    known = [top for top in tops if top is not None]
    return {
        "min": sum(group["people"]["min"] for group in groups),
        "max": sum(known) if len(known) == len(tops) else None,
    }
