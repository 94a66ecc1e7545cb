"""What stands between two verbs, what a step carries on, and how both are gathered from the events of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bangolin.loader.narrative.clauses import Data, Event, Medium, Role, Verb
from bangolin.loader.narrative.places import Lexicon, Place, place_at

REPLY = re.compile(r"の(?:回答|返答|応答|報告|返信)$")
LEFT_OUT = re.compile(r"(?:個人番号|マイナンバー)(?:は|を)?除")


@dataclass(frozen=True)
class End:
    """An end of a hop: a place as printed (``at`` its first and last position in the sentence), or the silent actor."""

    name: str
    kind: str
    at: tuple[int, int] | None


@dataclass(frozen=True)
class Hop:
    """One hop. ``sure`` is False where an end was not printed beside the verb."""

    source: End | None
    target: End
    data: tuple[str, ...]
    medium: str | None
    at: int
    verb: str
    since: int = 0  # where the clause of the verb starts
    sure: bool = True
    both_ways: bool = False
    keyed: bool = False  # what is asked by, not what is said


@dataclass(frozen=True)
class Share:
    """What one of several receivers gets: its name, the data, and where the words stand."""

    name: str
    data: tuple[str, ...]
    start: int
    end: int


@dataclass
class Frame:
    """What stands between two verbs."""

    roles: dict[str, list[End]] = field(default_factory=dict)
    functions: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    of_data: bool = False  # the sender is said of the data (Xからの届出書)
    data: list[str] = field(default_factory=list)
    toward: bool = False  # the receiver is said of the data (Xへの給付金)
    done: list[str] = field(default_factory=list)  # what is moved where the verb is passive (Xが送られる)
    keys: list[str] = field(default_factory=list)  # what is asked by (Xを基に)
    legs: list[tuple[End, End]] = field(default_factory=list)  # AからBに、BからCに: those before the last

    shares: list[Share] = field(default_factory=list)  # 「DをAに、EをBに」: what each receiver gets

    def get(self, kind: str) -> list[End]:
        return self.roles.get(kind, [])


@dataclass
class State:
    """What is carried on inside one step."""

    actor: End
    subject: End | None = None
    holder: End | None = None
    medium: str | None = None
    data: tuple[str, ...] = ()
    via: list[End] = field(default_factory=list)
    aim: list[End] = field(default_factory=list)
    way: list[End] = field(default_factory=list)
    asked: bool = False
    beside: list[End] = field(default_factory=list)  # who was asked beside the last of the way
    owner: End | None = None  # who keeps what is spoken of (Xが保有する情報)
    incoming: End | None = None  # over what the data came that the next verb receives
    client: End | None = None  # who handed something in
    origin: End | None = None  # where the last thing was received from
    taken: bool = False  # the way is that of something received: nothing comes back on it
    chained: bool = False  # the last verb handed on what it names the sender of
    spoken: bool = False  # a subject is printed in this sentence
    last: str = ""  # the verb of the last hop
    held: bool = False  # the holder comes from a medium or a place named in this step


class Gatherer:
    """Gathers the roles, data and media of one clause, and hands out hops."""

    def __init__(self, lex: Lexicon, actor: str, *, of_system: bool = False) -> None:
        self.lex = lex
        self.of_system = of_system
        self._taken: list[int] = []
        self._objects: list[End] = []
        self.state = State(End(actor, "actor", None))
        self._between = False
        self._since = 0
        self._lying: End | None = None  # the system whose data are spoken of
        self._drawn_from: End | None = None  # the system whose data are moved
        self._doer: End | None = None  # whose work is spoken of (Xによる提供は)
        self._later: Sequence[Event] = ()  # what follows in the sentence
        self.hops: list[Hop] = []
        self.sentence = ""
        self.before: End | None = None

    def _collect(self, event: Event, frame: Frame) -> None:
        if isinstance(event, Role):
            self._role(event, frame)
        elif isinstance(event, Medium):
            frame.media.append(event.word)
        elif isinstance(event, Data) and event.marker.startswith(("を基", "をもと", "をキー")):
            frame.keys.append(event.name)
        elif isinstance(event, Data):
            (frame.done if event.marker == "が" else frame.data).append(event.name)
            place = place_at(self.sentence, event.at, self.lex) if event.marker == "を" else None
            self._objects = [self._end(place)] if place and place.kind in ("system", "network") else []
            if event.marker != "が":
                self._data_place(event, frame)
            self._lying = self._owner_of(event, ("は", "が")) or self._lying
            self._drawn_from = self._owner_of(event, ("を",)) or self._drawn_from

    def _owner_of(self, event: Data, markers: tuple[str, ...]) -> End | None:
        """「Xの申請データは」: the data of a system lie there."""
        found = event.name.find("の")
        place = place_at(self.sentence, event.start + found, self.lex, event.start) if found > 0 else None
        said = place is not None and (place.kind == "system" or (place.kind == "body" and REPLY.search(event.name)))
        return self._end(place) if place and said and event.marker in markers else None

    def _data_place(self, event: Data, frame: Frame) -> None:
        """「X上の届出書を」: the data lies at X."""
        found = re.search(r"(?:上|内|に格納されている|に保存されている)の", event.name)
        place = place_at(self.sentence, event.start + found.start(), self.lex, event.start) if found else None
        if place and found:
            frame.roles.setdefault("inside", []).append(self._end(place))
            frame.data[-1] = event.name[found.end() :]

    def _end(self, place: Place) -> End:
        return End(place.name, place.kind, (place.start, place.end))

    def _role(self, event: Role, frame: Frame) -> None:
        ends = [self._end(place) for place in event.places]
        kind = self._kind(event, ends[-1])
        if kind == "ignored":
            self._doer = ends[-1]
        if kind == "subject" and event.kind == "at" and self.state.spoken:
            if ends[-1].kind == "body":
                self.state.aim = ends
            return
        if kind == "subject" and ends[-1].name in ("本人", "その者", "当該者"):
            ends = self._meant() or ends
        if kind == "subject":
            self.before = self.state.subject if event.marker == "が" else ends[-1]
            self.state.subject, self.state.spoken = ends[-1], True
            if ends[-1].kind in ("system", "partition") and event.kind == "at":
                frame.roles["at"] = ends
        if kind == "via":
            self.state.via = [*self.state.via, *ends] if frame.get("via") else ends
        if kind == "with":
            self._between = event.marker.startswith(("との間", "間"))
        if kind == "from" and frame.get("to") and ends[-1].name == frame.get("to")[-1].name:
            frame.legs += [(source, frame.get("to")[-1]) for source in frame.get("from")[-1:]]
            frame.roles = {known: found for known, found in frame.roles.items() if known not in ("from", "to")}
        if kind == "to" and len(frame.get("to")) > 0:
            ends = [] if event.marker.endswith("への") else ends  # 「Xへ Yへの照会を要求」: only X is handed it
        if kind == "to":
            self._share(event, frame)
        if event.function:
            frame.functions.append(event.function)
        frame.toward |= kind == "to" and event.marker.endswith("への")
        anew = kind in ("subject", "at") or (kind == "from" and frame.of_data)
        frame.of_data = kind == "from" and event.marker.endswith("の")
        frame.roles[kind] = ends if anew else [*frame.get(kind), *ends]

    def _share(self, event: Role, frame: Frame) -> None:
        """Keep what stands before this receiver, where each names its own."""
        before = sum(len(share.data) for share in frame.shares)
        start = frame.shares[-1].end if frame.shares else self._since
        frame.shares += [Share(place.name, tuple(frame.data[before:]), start, event.at) for place in event.places[-1:]]

    def _meant(self) -> list[End]:
        """「Xについては、本人が」: X."""
        topic = re.search(r"(?:について|にあって)は", self.sentence)
        place = place_at(self.sentence, topic.start(), self.lex) if topic else None
        return [self._end(place)] if place and place.kind == "person" else []

    def _kind(self, event: Role, end: End) -> str:
        if event.kind in ("at", "by") and end.name.endswith(self.lex.vocabulary.ways):
            return "way"
        person = end.kind in ("body", "office", "person", "actor", "task")
        if event.kind == "at":
            return "via" if self._carries(end) else "subject" if person else "at"
        if event.kind == "by":
            if self._carries(end) or (event.marker in ("により", "によって") and not person and not event.function):
                return "via"
            if person:
                return "subject" if event.marker in ("により", "によって") else "ignored"
            return "device" if self._terminal(end) or event.function else "via"
        return event.kind

    def _carries(self, end: End) -> bool:
        bare = re.sub(r"\([^()]*\)$", "", end.name)
        return bare.endswith(self.lex.vocabulary.carriers)

    def _me(self, frame: Frame) -> End:
        subject = frame.get("subject")
        return subject[-1] if subject else self.state.subject or self.state.actor

    def _relays(self, frame: Frame, *, with_ends: bool) -> tuple[list[End], str | None]:
        """The relays that are places to stop at, and the network that is only a way where the ends are named."""
        kept = [end for end in self.state.via if self._carries(end)]
        ways = frame.get("via") or (kept if not frame.get("from") or not frame.get("to") else [])
        relays = [end for end in ways if not self._carries(end)]
        carriers = [end for end in ways if self._carries(end)]
        if not with_ends and carriers:
            return [*relays, carriers[-1]], None
        return relays, carriers[-1].name if carriers else None

    def _medium(self, frame: Frame, carrier: str | None) -> str | None:
        words = [*frame.media, *frame.functions]
        return "、".join(dict.fromkeys(words)) if words else carrier

    def _terminal(self, end: End) -> bool:
        return end.name.endswith(self.lex.vocabulary.terminals)

    def _stranger(self, end: End | None) -> bool:
        """A person or body that is not the assessor."""
        own = end is not None and (end.name == self.state.actor.name or end.name in self.lex.vocabulary.assessor_words)
        return end is not None and not own and end.kind in ("person", "body", "office")

    def _senders(self, frame: Frame) -> list[End]:
        """Several senders; of a body and its machine (PCから、市から) the machine."""
        given = frame.get("from")
        machines = [end for end in given if end.kind in ("system", "partition", "file")]
        return machines or ([] if frame.get("device") else given)

    def _stored(self, frame: Frame) -> str | None:
        return frame.media[0] if frame.media else None

    def _one(self, source: End, target: End) -> bool:
        """Whether the system whose functions are told and an end are one: S(T) and S, or T."""
        own = self.state.actor.name
        others = [end.name for end in (source, target) if end.name != own]
        return len(others) == 1 and (own.endswith(f"({others[0]})") or own.startswith(f"{others[0]}("))

    def _both_us(self, source: End, target: End) -> bool:
        """Whether both ends are the assessor: by its name and by what it calls itself."""
        return not self.of_system and all(self._is_us(end.name) for end in (source, target))

    def _is_us(self, name: str) -> bool:
        """A bare 市 or 組合 is the assessor only where its own name ends so: a 区 gives data to a 組合 that is another body."""
        own, bare = self.state.actor.name, name in self.lex.vocabulary.assessor_words and len(name) <= len("組合")
        return name == own or (name in self.lex.own and (not bare or name[0] in "本当" or own.endswith(name)))

    def _emit(
        self,
        source: End | None,
        target: End,
        frame: Frame,
        verb: Verb,
        *,
        medium: str | None = None,
        sure: bool,
        both_ways: bool = False,
    ) -> None:
        if source is not None and (
            source.name == target.name or self._one(source, target) or self._both_us(source, target)
        ):
            return
        data = tuple(frame.data) or self.state.data
        if LEFT_OUT.search(self.sentence):
            data = tuple(name for name in data if name not in ("個人番号", "マイナンバー"))
        self.state.last = verb.stem
        shares = frame.shares if len(frame.shares) > 1 and all(share.data for share in frame.shares) else []
        own = next((share for share in shares if share.name == target.name), None)
        if own:
            hop = Hop(source, target, own.data, medium, own.end, verb.stem, own.start, sure, both_ways)
            self.hops.append(hop)
            return
        keyed = bool(frame.keys) and frame.data is frame.keys
        self.hops.append(Hop(source, target, data, medium, verb.at, verb.stem, self._since, sure, both_ways, keyed))
