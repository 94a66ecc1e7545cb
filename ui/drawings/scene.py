"""What an answer gives to draw: its places and the flows between them, before anything is folded or placed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bangolin.ui.drawings.styles import answer_style, kind_of

Record = Mapping[str, Any]
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
    """The readable end of a key, `scope / name`, for a place that the answer does not list."""
    return key.rsplit(" / ", 1)[-1]


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
    flows = {flow["id"]: flow for flow in answer.get("flows", ()) if _kept(flow, assessment)}
    return _scene(listed, flows, {start["key"] for start in answer.get("start", ())})


def _kept(flow: Record, assessment: str | None) -> bool:
    return assessment is None or flow.get("assessment") in (assessment, None)


def _scene(listed: Sequence[Record], flows: Mapping[str, Record], starts: set[str]) -> Scene:
    records = {}
    for record in listed:
        records.setdefault(place_id(record["assessment"], record["key"]), record)
    ways = frozenset(flow for record in listed for flow in record["way"] if flow in flows)
    blocked = frozenset(
        flow for record in listed if record["answer"] == "excluded" for flow in record["blocked_by"] if flow in flows
    )
    parents = _parents((flows[flow] for flow in sorted(ways)), (flows[flow] for flow in sorted(blocked)))
    places = dict.fromkeys([*records, *_ends(flows[flow] for flow in sorted(ways | blocked))])
    forest = _depths(places, parents)
    built = {
        id: _place(id, records.get(id), parents.get(id), forest[id], id.split("\n", 1)[1] in starts) for id in places
    }
    return Scene(built, {id: flow for id, flow in flows.items() if _inside(flow, built)}, ways, blocked)


def _inside(flow: Record, places: Mapping[str, ScenePlace]) -> bool:
    return source_id(flow) in places and target_id(flow) in places


def _ends(flows: Iterable[Record]) -> list[str]:
    return [end for flow in flows for end in (source_id(flow), target_id(flow))]


def _parents(ways: Iterable[Record], blocked: Iterable[Record]) -> dict[str, Record]:
    """The flow by which each place is reached: a walked one where there is one, else the one that bars it."""
    parents: dict[str, Record] = {}
    for flow in [*ways, *blocked]:
        parents.setdefault(target_id(flow), flow)
    return parents


def _depths(places: Iterable[str], parents: Mapping[str, Record]) -> dict[str, int]:
    depths = {}
    for id in places:
        depth, seen, at = 0, {id}, id
        while at in parents and (at := source_id(parents[at])) not in seen:
            seen.add(at)
            depth += 1
        depths[id] = depth
    return depths


def _place(id: str, record: Record | None, reached: Record | None, depth: int, start: bool) -> ScenePlace:
    key = id.split("\n", 1)[1]
    last = reached["kind"] if reached else None
    record = record or _unlisted(id, key, last)
    kind = kind_of(record.get("place_kind") or record.get("label") or record["kind"])
    start = start or reached is None
    return ScenePlace(
        id=id,
        name=record["name"],
        kind=kind,
        zone=zone_of(kind, bool(record.get("outside")), last),
        answer=answer_style(record["answer"], record.get("because")),
        start=start,
        parent=source_id(reached) if reached and not (start and depth == 0) else None,
        last=last,
        depth=depth,
        record=record,
    )


def _unlisted(id: str, key: str, last: str | None) -> Record:
    """A place that stands on a way and is no row of the answer (the files and systems of `who`)."""
    kind = "file" if last is None else "system"
    assessment = id.split("\n", 1)[0]
    return {"key": key, "name": name_of(key), "kind": kind, "assessment": assessment, "answer": "reaches"}
