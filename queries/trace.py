"""Where can it travel: the places that the number (or a field, or a linked identifier) reaches from a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from bangolin.graph.schema.kinds import BY_ID, STANDS
from bangolin.queries import across, gaps, many
from bangolin.queries.documents import concept, documents, tied_identifiers
from bangolin.queries.flow import Flow
from bangolin.queries.followed import MY_NUMBER, Documents, Following
from bangolin.queries.frontier import fetched, gather, prove
from bangolin.queries.names import Match, Named, matches
from bangolin.queries.problems import UsageError
from bangolin.queries.reached import Reached, between, not_reached, place_as_dict, reached
from bangolin.queries.reader import Indexed, Reader, Reads
from bangolin.queries.reviewed import share
from bangolin.queries.scope import Scope, detailed, scope
from bangolin.queries.starts import find_places, named_among, named_places, narrowed
from bangolin.queries.walk import State, Terms, Walked, walk

ID = "trace"
TITLE = {"ja": "どこへ届き得るか", "en": "Where can it travel"}
T = TypeVar("T")


@dataclass(frozen=True)
class Parameters:
    """What is asked. ``kind``, ``media``: only flows of these; ``outside``: list only places outside the body."""

    place: str
    to: str | None = None
    backward: bool = False
    via: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    outside: bool = False
    field: str | None = None
    identifier: str = "number"
    across: bool = False
    assessment: tuple[str, ...] = ()


@dataclass(frozen=True)
class Setting:
    """A question ready to walk: where it is asked, what places there are, what is followed and on which terms."""

    reader: Reader
    scope: Scope
    places: Mapping[tuple[str, str], Named]
    following: Following
    terms: Terms
    handovers: Callable[[Sequence[State]], list[Flow]] | None = None
    found: tuple[Flow, ...] | None = None  # the flows that matter, where the travel index found them
    truncated: Mapping[str, int] | None = None


def as_parameters(cls: type[T], given: object) -> T:
    """Parameters from a mapping (unknown names are refused), or as they are."""
    if isinstance(given, cls):
        return given
    assert isinstance(given, Mapping)
    known = {field.name for field in fields(cls)}  # type: ignore[arg-type]
    if unknown := sorted(set(given) - known):
        raise UsageError(f"使えない指定です: {'、'.join(unknown)}", f"no such option: {', '.join(unknown)}")
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    single = {name for name in ("assessment", "via", "avoid", "kind", "media") if isinstance(values.get(name), str)}
    return cls(**{name: (value,) if name in single else value for name, value in values.items()})


def ask(store: Reads, parameters: Parameters | Mapping[str, Any]) -> dict[str, Any]:
    """The answer as the design prints it.

    Raises UnknownNameError (a place, field or assessment that nobody has) and UsageError (options that do not go
    together, an unknown kind).
    """
    asked = as_parameters(Parameters, parameters)
    _check(asked)
    reader = Reader(store)
    loaded = scope(reader, asked.assessment)
    starts = find_places(reader, loaded, asked.place)
    aim = find_places(reader, loaded, asked.to) if asked.to else []
    by_index = many.by_index(store, loaded if asked.across else narrowed(loaded, starts))
    if by_index is not None:
        return _answer(_indexed(by_index, reader, loaded, asked, starts, aim), starts, aim, asked)
    within = detailed(reader, loaded if asked.across else narrowed(loaded, starts))
    places = named_places(reader, within)
    setting = _setting(reader, within, places, asked)
    return _answer(setting, starts, aim, asked)


def _indexed(
    store: Indexed, reader: Reader, loaded: Scope, asked: Parameters, starts: Sequence[Match], aim: Sequence[Match]
) -> Setting:
    """A setting whose flows the travel index found."""
    from bangolin.queries import indexed

    name = concept(reader, asked.field) if asked.field else MY_NUMBER
    following = Following(name, Documents(), asked.identifier if name == MY_NUMBER else "field")
    terms = _terms(reader, loaded, following, asked)
    question = indexed.Asked(
        starts=[State(match.place.key, match.place.assessment, following.start("")) for match in starts],
        aims=[match.place.ident for match in aim],
        backward=asked.backward,
        kinds=frozenset(asked.kind),
        avoid=terms.avoid,
        via=terms.via,
        opens=_opens(asked.media) if asked.media else None,
        assessments=frozenset(loaded.of_assessment) if asked.assessment else None,
        outside=asked.outside,
        across=asked.across,
        follows=name,
        mode=following.mode,
    )
    found = indexed.find(store, question)
    concerned = indexed.concerned(found.places)
    within = detailed(reader, Scope(tuple(one for one in loaded.editions if one.assessment in concerned)))
    places = named_among(reader, within, found.places)
    flows = fetched(reader, found.flows)
    flows += [across.handover(one.place, one.source, one.target, places, within) for one in found.handovers]
    truncated = {"places": found.reached, "left_out": found.left_out} if found.left_out > 0 else None
    tied = tied_identifiers(reader, within.assessments) if following.mode == "linked" else {}
    following = Following(name, replace(found.documents, tied=tied), following.mode)
    terms = replace(terms, hops=following.hops, pivots=following.pivots)
    return Setting(reader, within, places, following, terms, None, tuple(flows), truncated)


def _check(asked: Parameters) -> None:
    if asked.identifier not in ("number", "linked", "any"):
        raise UsageError("--identifier は number、linked、any のどれかです", "--identifier is number, linked or any")
    if asked.field and asked.identifier != "number":
        raise UsageError(
            "--field と --identifier linked・any は同時に使えません",
            "--field does not go with --identifier linked, any",
        )
    if bad := sorted(set(asked.kind) - set(BY_ID)):
        known = ", ".join(BY_ID)
        raise UsageError(f"流れの種類「{bad[0]}」はありません（{known}）", f"no kind {bad[0]!r}; kinds are {known}")


def following_of(reader: Reader, within: Scope, asked_field: str | None, identifier: str, backward: bool) -> Following:
    """What is followed, with what the documents say about it."""
    name = concept(reader, asked_field) if asked_field else MY_NUMBER
    mode = identifier if name == MY_NUMBER else "field"
    known = documents(reader, within.assessments, mode, backward)
    return Following(name, known, mode)


def _setting(reader: Reader, within: Scope, places: dict[tuple[str, str], Named], asked: Parameters) -> Setting:
    following = following_of(reader, within, asked.field, asked.identifier, asked.backward)
    hand = _handovers(reader, within, places, asked.backward) if asked.across else None
    return Setting(reader, within, places, following, _terms(reader, within, following, asked), hand)


def _terms(reader: Reader, within: Scope, following: Following, asked: Parameters) -> Terms:
    def keys(name: str) -> frozenset[str]:
        return frozenset(match.place.key for match in find_places(reader, within, name))

    return Terms(
        hops=following.hops,
        pivots=following.pivots,
        admits=_admits(asked),
        avoid=frozenset(key for name in asked.avoid for key in keys(name)),
        via=tuple(keys(name) for name in asked.via),
        backward=asked.backward,
    )


def _admits(asked: Parameters) -> Callable[[Flow], bool]:
    """Which flows may be used. Hops that are no move have no medium and stay open under ``--media``."""
    kinds = frozenset(asked.kind)
    opens = _opens(asked.media)

    def admits(flow: Flow) -> bool:
        if not flow.walked or (kinds and flow.kind not in kinds and flow.kind != "handover"):
            return False
        if not asked.media or flow.kind in STANDS or flow.kind == "handover":
            return True
        return opens((*flow.media, flow.network))

    return admits


def _opens(media: Sequence[str]) -> Callable[[Sequence[str]], bool]:
    """Whether one of some texts is one of these media."""
    return lambda stated: any(matches(medium, text) for medium in media for text in stated if text)


def _handovers(
    reader: Reader, within: Scope, places: dict[tuple[str, str], Named], backward: bool
) -> Callable[[Sequence[State]], list[Flow]]:
    rows = reader.run("assessing bodies", across.BODIES, scope=within.keys)
    of = {row["assessment"]: row["body"] for row in rows}
    wanted = sorted(set(of.values()))
    meetings = reader.run("where bodies are named", across.MEETINGS, scope=within.keys, bodies=wanted)
    pairs = across.joined(of, meetings)
    return lambda states: across.handovers(states, places, pairs, within, backward)


def travel(setting: Setting, starts: Sequence[State]) -> tuple[list[Flow], Walked, list[Reached]]:
    """Fetch, walk, and list what was reached."""
    flows = (
        gather(setting.reader, setting.scope.keys, starts, setting.terms, setting.handovers)
        if setting.found is None
        else list(setting.found)
    )
    walked = walk(flows, starts, setting.terms)
    return flows, walked, reached(walked, setting.places, setting.terms)


def _answer(setting: Setting, starts: Sequence[Match], aim: Sequence[Match], asked: Parameters) -> dict[str, Any]:
    terms = setting.terms
    states = [
        State(
            match.place.key,
            match.place.assessment,
            setting.following.start(match.place.assessment),
            terms.passing(match.place.key),
        )
        for match in starts
    ]
    flows, walked, found = travel(setting, states)
    begun = {match.place.ident for match in starts}
    wanted = [one for one in found if not asked.outside or one.place.outside or one.place.ident in begun]
    listed = [one for one in wanted if not one.nobody]
    nobody = [one for one in wanted if one.nobody]
    printed = between(flows, walked, found, terms)
    to = _aim(setting, wanted, aim) if aim else None
    cited = set(to["way"]) if to else {flow.id for one in listed for flow in one.way}
    prove(setting.reader, setting.scope.keys, [flow for flow in flows if flow.id in cited])
    return {
        "start": [start_as_dict(match) for match in starts],
        "to": to,
        "places": [place_as_dict(one, setting.following) for one in listed],
        "flows": list(printed.values()),
        "gaps": _gaps(setting, flows, printed, listed, nobody),
        "review": share(printed.values(), setting.scope.editions),
        "engine": "cypher" if setting.found is None else "index",
        "cypher": setting.reader.ran,
        "truncated": setting.truncated,
    }


def start_as_dict(match: Match) -> dict[str, str]:
    """A start as answers print it: the place, and how its name was matched."""
    place = match.place
    return {"key": place.key, "name": place.name, "assessment": place.assessment, "matched": match.by}


def _aim(setting: Setting, found: Sequence[Reached], aim: Sequence[Match]) -> dict[str, Any]:
    """The answer for the place that was asked for: the best of those the name means."""
    meant = {match.place.ident for match in aim}
    best = next((one for one in found if one.place.ident in meant), None)
    if best:
        return place_as_dict(best, setting.following)
    near = [match.place for match in aim if match.place.ident in setting.places]
    return not_reached((near or [aim[0].place])[0], setting.following)


def _gaps(
    setting: Setting,
    flows: Sequence[Flow],
    printed: Mapping[str, Any],
    listed: Sequence[Reached],
    nobody: Sequence[Reached],
) -> list[gaps.Gap]:
    used = [flow for flow in flows if flow.id in printed]
    keys = {one.place.key for one in listed}
    concerned = {one.place.assessment for one in listed}
    editions = [edition for edition in setting.scope.editions if edition.assessment in concerned]
    places = {one.place.ident: one.place for one in listed}
    return gaps.settled(
        (
            *many.unlisted_places(setting.truncated),
            *gaps.stored(editions, keys),
            *gaps.of_flows(used, places),
            *gaps.generic((one.place, one.blocked_by) for one in nobody),
        )
    )
