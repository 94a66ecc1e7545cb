"""What an answer gives to draw: its places and the flows between them, before anything is folded or placed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bangolin.ui.drawings.styles import answer_style, kind_of

Record = Mapping[str, Any]
_RANK = {"reaches": 0, "may reach": 1, "excluded": 2}
CONTRACTED = frozenset({"delegation", "sub_delegation", "operation"})


@dataclass(frozen=True)
class ScenePlace:
    """One place of an answer: `parent` is the place before it on its way, `last` the kind of flow that reaches it."""

    id: str
    name: str
    kind: str
    zone: str
    answer: str
    start: bool
    parent: str | None
    last: str | None
    depth: int
    record: Record


@dataclass(frozen=True)
class Scene:
    """Places by id, the flows of the cited ways (`ways`) and all flows between the places."""

    places: Mapping[str, ScenePlace]
    flows: Mapping[str, Record]
    ways: frozenset[str]
    blocked: frozenset[str] = field(default=frozenset())


def place_id(assessment: str | None, key: str) -> str:
    """Identity of a place inside one answer: a shared place stands once for every assessment."""
    return f"{assessment or ''}\n{key}"


def source_id(flow: Record) -> str:
    """The place a flow leaves."""
    return place_id(flow.get("source_assessment") or flow.get("assessment"), flow["source"])


def target_id(flow: Record) -> str:
    """The place a flow enters."""
    return place_id(flow.get("target_assessment") or flow.get("assessment"), flow["target"])


def name_of(key: str) -> str:
    """The readable end of a key, `scope/name`, for a place that the answer does not list."""
    return key.rsplit("/", 1)[-1].strip()


def zone_of(kind: str, outside: bool, last: str | None) -> str:
    """Trust zone of a place: person, body, system, contractor or outside."""
    if kind == "person":
        return "person"
    if last in CONTRACTED and kind not in ("system", "file", "site", "network"):
        return "contractor"
    if outside:
        return "outside"
    return "body" if kind in ("department", "organization") else "system"


def assessments_of(answer: Record) -> tuple[str, ...]:
    """Assessments that an answer speaks of, in the order of their keys."""
    records = [*answer.get("places", ()), *answer.get("viewers", ()), *answer.get("chains", ())]
    return tuple(sorted({record["assessment"] for record in records if record.get("assessment")}))


def scene_of(answer: Record, assessment: str | None = None) -> Scene:
    """The scene of a `trace` or `who` answer, of one assessment or of all."""
    if "chains" in answer:
        from bangolin.ui.drawings.chains import scene_of_chains

        return scene_of_chains(answer, assessment)
    listed = [
        record
        for record in (answer["places"] if "places" in answer else answer["viewers"])
        if assessment is None or record["assessment"] == assessment
    ]
    if answer.get("to"):
        listed = _on_the_way(listed, answer)
    flows = {flow["id"]: flow for flow in answer.get("flows", ()) if _kept(flow, assessment)}
    named = {place_id(end["assessment"], end["key"]): end for end in answer.get("ends", ())}
    return _scene(listed, flows, {start["key"] for start in answer.get("start", ())}, named)


def _on_the_way(listed: Sequence[Record], answer: Record) -> list[Record]:
    """Where one end was asked for: the start, the places of the way to it, the end, and what bars it."""
    to = answer["to"]
    ids = {*to["way"], *to["blocked_by"]}
    ends = {end for flow in answer["flows"] if flow["id"] in ids for end in (flow["source"], flow["target"])}
    ends |= {to["key"], *(start["key"] for start in answer["start"])}
    kept = [record for record in listed if record["key"] in ends]
    listed_end = any(record["key"] == to["key"] for record in kept)
    return kept if listed_end or to["answer"] == "no way stated" else [*kept, to]


def _kept(flow: Record, assessment: str | None) -> bool:
    return assessment is None or flow.get("assessment") in (assessment, None)


def _scene(
    listed: Sequence[Record], flows: Mapping[str, Record], starts: set[str], named: Mapping[str, Record]
) -> Scene:
    records: dict[str, Record] = {}
    for record in sorted(listed, key=lambda record: _RANK.get(record["answer"], 3)):
        id = place_id(record["assessment"], record["key"])
        records.setdefault(id, {**record, "kind": named[id]["kind"]} if id in named else record)
    ways = frozenset(flow for record in listed for flow in record["way"] if flow in flows)
    blocked = frozenset(
        flow for record in listed if record["answer"] == "excluded" for flow in record["blocked_by"] if flow in flows
    )
    drawn = [*(flows[flow] for flow in sorted(ways)), *(flows[flow] for flow in sorted(blocked))]
    first = {id for id in records if id.split("\n", 1)[1] in starts} or _first(listed, flows)
    reached = _reached(sorted(first), drawn)
    places = dict.fromkeys([*records, *(end for flow in drawn for end in (source_id(flow), target_id(flow)))])
    built = {id: _place(id, records.get(id), named.get(id), reached.get(id), id in first) for id in places}
    return Scene(built, {id: flow for id, flow in flows.items() if _inside(flow, built)}, ways, blocked)


def _inside(flow: Record, places: Mapping[str, ScenePlace]) -> bool:
    return source_id(flow) in places and target_id(flow) in places


def _first(listed: Sequence[Record], flows: Mapping[str, Record]) -> set[str]:
    """Where the ways of a `who` answer begin: the files that record the field."""
    ways = [record["way"] for record in listed if record["way"] and record["kind"] != "source"]
    return {source_id(flows[way[0]]) for way in ways if way[0] in flows}


def _reached(first: Sequence[str], drawn: Sequence[Record]) -> dict[str, tuple[str, str, int]]:
    """For each place the one before it, the kind of flow between them, and how far it is from the start.

    Flows are followed from the start outward whichever way they run, so that traces backward are trees, too.
    """
    beside: dict[str, list[tuple[str, str]]] = {}
    for flow in drawn:
        beside.setdefault(source_id(flow), []).append((target_id(flow), flow["kind"]))
        beside.setdefault(target_id(flow), []).append((source_id(flow), flow["kind"]))
    reached: dict[str, tuple[str, str, int]] = {}
    level, seen, depth = list(first), set(first), 0
    while level:
        depth += 1
        following = []
        for place in level:
            for other, kind in beside.get(place, ()):
                if other not in seen:
                    seen.add(other)
                    reached[other] = (place, kind, depth)
                    following.append(other)
        level = following
    return reached


def _place(
    id: str, record: Record | None, named: Record | None, reached: tuple[str, str, int] | None, start: bool
) -> ScenePlace:
    parent, last, depth = reached or (None, None, 0)
    record = record or {**_unlisted(id, id.split("\n", 1)[1], last), **(named or {})}
    kind = kind_of(record["kind"])
    return ScenePlace(
        id=id,
        name=record["name"],
        kind=kind,
        zone=zone_of(kind, bool(record.get("outside")), last),
        answer=answer_style(record["answer"], record.get("because")),
        start=start,
        parent=parent,
        last=last,
        depth=depth,
        record=record,
    )


def _unlisted(id: str, key: str, last: str | None) -> Record:
    """A place that stands on a way and is no row of the answer (the files and systems of `who`)."""
    kind = "file" if last is None else "system"
    assessment = id.split("\n", 1)[0]
    return {"key": key, "name": name_of(key), "kind": kind, "assessment": assessment, "answer": "reaches"}
