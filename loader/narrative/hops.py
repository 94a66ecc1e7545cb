"""From the events of a sentence to hops: who hands what to whom, one hop at a time.

The reader keeps, from verb to verb, what a step leaves unsaid: who acts, where the data now lies, on which medium it
was put, and the way a question went, so that its answer comes back on the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bangolin.loader.narrative.clauses import Data, Event, Role, Verb
from bangolin.loader.narrative.frames import End, Frame, Hop, State
from bangolin.loader.narrative.senders import Senders

TOLD_OF = re.compile(r"(?P<data>[一-龥ァ-ヴーA-Za-z0-9]{0,16}(?:情報|データ|番号|書|届|票))(?=と|に(?:より|基づ))")
THING = re.compile(r"(?:れる|れた)もの[をがは]")
LYING = frozenset({"入力", "登録", "保管", "保存", "格納", "蓄積", "蓄え", "記録", "保持"})


class SentenceReader(Senders):
    """Reads the sentences of one step in order, with the state that goes on between them."""

    def read(self, sentence: str, found: Sequence[Event]) -> list[Hop]:
        """The hops of one sentence."""
        self.sentence, self.hops, frame = sentence, [], Frame()
        self._since, self._taken, self._lying, self._drawn_from, self._doer = 0, [], None, None, None
        self.state.way = [] if not self.state.asked else self.state.way
        self.state.chained, self.state.incoming = False, None
        self.state.via, self.state.spoken, self.state.aim, self.state.owner = [], False, [], None
        self.before = self.state.subject
        topic: End | None = None
        inner = False  # 「Sは、Xが申請した際のDを送る」: X is the subject of the inner clause only
        before = self._standing()
        for index, event in enumerate(found):
            self._later = found[index + 1 :]
            if isinstance(event, Role) and event.kind == "subject":
                inner = event.marker == "が" and topic is not None
                topic = topic if inner else self._end(event.places[-1])
            if isinstance(event, Verb) and self._says_which(event, frame):
                continue
            if isinstance(event, Verb):
                self._named_behind(event, frame)
                if event.form == "adnominal" and not frame.data:
                    frame.data = self._told_of(event, found[index + 1 :])
                meant = self._receiver_before(event, frame)
                count = len(self.hops)
                self._verb(event, frame)
                own = event.passive and (
                    frame.done or event.kind == "other"
                )  # 「係が、番号が記載された届書を」: the subject is the next verb's
                if event.form == "adnominal" and frame.get("subject") and not own:
                    self.state.subject = self.before
                if inner and topic is not None and event.form in ("condition", "purpose"):
                    self.state.subject, inner = topic, False
                frame, self._drawn_from = self._carried(event, frame), None
                frame.roles |= {"to": meant} if meant else {}
                if event.form == "purpose" and event.kind in ("other", "look") and len(self.hops) == count:
                    self._stand_again(before, topic)
                    frame = Frame()
                if event.form in ("plain", "joining") and "こと" not in sentence[event.at : event.end]:
                    before = self._standing()
                self._since = event.end if event.kind in ("give", "take", "ask", "both") else self._since
            else:
                self._collect(event, frame)
        return self.hops

    def _standing(self) -> State:
        """What is carried on, as it is now."""
        return replace(self.state)

    def _stand_again(self, before: State, topic: End | None) -> None:
        """「Xで持つDと合うことを確かめるため、」: who keeps what there neither sends nor holds what is sent."""
        topical = topic if topic is not None and re.search(rf"{re.escape(topic.name)}は", self.sentence) else None
        state = self.state
        state.subject, state.spoken = topical or before.subject, before.spoken or topical is not None
        state.holder, state.held, state.owner, state.via = before.holder, before.held, before.owner, before.via

    def _receiver_before(self, verb: Verb, frame: Frame) -> list[End]:
        """「Xに対し、Fに記録されたDを送る」: of two receivers the first is the next verb's, D lies in the last."""
        ends = frame.get("to")
        lies = verb.form == "adnominal" and verb.passive and verb.stem in LYING and len(ends) == 2
        if not lies or ends[0].kind not in ("person", "body", "office") or ends[1].kind not in ("file", "system"):
            return []
        frame.roles["to"] = ends[1:]
        return ends[:1]

    def _says_which(self, verb: Verb, frame: Frame) -> bool:
        """「Xを経由して、照会したYに届く」: the verb only says which Y; what stands before belongs to the next one."""
        bare = verb.form == "adnominal" and not verb.passive and not verb.received
        after = self._later[0] if self._later else None
        if not (bare and frame.roles and isinstance(after, Role) and after.kind in ("to", "from")):
            return False
        between = self.sentence[verb.end : max(after.places[0].start, verb.end)]
        return re.fullmatch(r"(?:[一-龥]{1,6}の)?", between) is not None and self.sentence[verb.at - 1] == "、"

    def _entered_over(self, verb: Verb, frame: Frame) -> None:
        """「住民が、サイトから申請する」: over what a person applies is no sender; it is where the application goes."""
        person = frame.get("subject")[-1] if frame.get("subject") else self.state.subject
        applies = verb.stem in self.lex.vocabulary.homeward and not verb.passive and not verb.received
        if applies and person is not None and person.kind == "person" and not frame.get("to"):
            over = [end for end in frame.get("from") if end.kind == "system"]
            if over and len(over) == len(frame.get("from")):
                frame.roles = {kind: ends for kind, ends in frame.roles.items() if kind != "from"} | {"to": over}

    def _told_of(self, verb: Verb, later: Sequence[Event]) -> list[str]:
        """What a verb is said of: 「参照する個人番号と」, or else the next data."""
        behind = TOLD_OF.match(self.sentence, verb.end)
        return [behind["data"]] if behind else [one.name for one in later if isinstance(one, Data)][:1]

    def _named_behind(self, verb: Verb, frame: Frame) -> None:
        """「Xから申告を受けたYは」: Y is who received it."""
        after = self._later[0] if self._later else None
        if (
            isinstance(after, Role)
            and after.kind == "subject"
            and verb.form == "adnominal"
            and self._is_take(verb)
            and not frame.get("subject")
            and after.places[-1].start == verb.end
        ):
            frame.roles["subject"] = [self._end(after.places[-1])]

    def _carried(self, verb: Verb, frame: Frame) -> Frame:
        """What goes on to the next verb: a verb inside a noun phrase (更新された情報を) takes no sender or receiver."""
        recorded = verb.stem == "記録" and verb.passive and any(end.kind == "system" for end in frame.get("to"))
        if (verb.kind != "other" and not recorded) or verb.form != "adnominal":
            return Frame()
        if verb.stem in self.lex.vocabulary.placing and (verb.stem != "委託" or frame.get("to")):
            return Frame()
        if verb.stem in LYING and frame.get("to") and not frame.get("from"):
            return Frame(roles={"inside": frame.get("to")})  # 「Xに保管したDを」: D lies in X
        kept = {kind: ends for kind, ends in frame.roles.items() if kind in ("from", "to", "via", "with")}
        return Frame(roles=kept, media=frame.media)

    def _verb(self, verb: Verb, frame: Frame) -> None:
        state = self.state
        if verb.negated or THING.search(self.sentence, verb.at, verb.end):
            return
        if verb.form == "adnominal" and frame.toward and frame.get("subject"):
            return
        if self._handed_in(verb, frame):
            return
        if verb.passive or verb.received:
            frame.data = [*frame.done, *frame.data]
        state.data = tuple(frame.data) or state.data
        if verb.stem == "接続" and self._doer and frame.get("via") and frame.get("with"):
            self._chain(self._doer, frame.get("via"), frame.get("with"), frame, verb, None, True)
            return  # 「Xによる提供は、Yを経由してZと接続する」
        if verb.form in ("purpose", "condition") and not (frame.get("from") and self._is_take(verb)):
            if verb.kind in ("give", "ask"):
                state.aim = frame.get("to") or state.aim
            return
        if verb.form == "condition" and verb.received and verb.kind == "ask" and not frame.get("to"):
            state.origin = frame.get("from")[-1] if frame.get("from") else state.origin
            return  # 「Xから照会があった場合」: when, not what
        self._entered_over(verb, frame)
        kind = "take" if verb.received else verb.kind
        if verb.kind == "look" and "させ" in self.sentence[verb.at : verb.end] and frame.get("to"):
            kind = "give"
        if kind == "ask" and frame.get("from") and not frame.get("to") and not frame.get("via"):
            kind = "take"
        if verb.stem == "引き継" and frame.get("from") and not frame.get("to") and not verb.passive:
            kind = "take"
        if kind == "both":
            self._both(verb, frame)
        elif kind == "take":
            self._take(verb, frame)
        elif kind in ("give", "ask"):
            self._give(verb, frame, asked=kind == "ask")
        elif kind == "keep":
            self._keep(verb, frame)
        elif kind == "look":
            self._look(verb, frame)
        else:
            self._other(verb, frame)

    def _other(self, verb: Verb, frame: Frame) -> None:
        state = self.state
        if verb.stem == "表示" and any(end.kind in ("body", "person") for end in frame.get("to")):
            self._give(verb, frame, asked=False)
        elif verb.stem == "接続":
            if frame.get("with"):
                self._both(verb, frame)
            state.via = [end for end in frame.get("to") if self._carries(end)] or state.via
        elif verb.stem == "委託" and verb.form == "joining" and frame.get("to"):
            state.aim = frame.get("to")
        elif verb.stem in ("利用", "使用") and frame.get("from") and frame.data and frame.get("subject"):
            self._take(verb, frame)
        elif frame.get("at") and frame.get("at")[-1].kind != "task":
            state.holder, state.held = frame.get("at")[-1], True
        elif verb.form == "adnominal" and verb.stem in ("保有", "管理", "保管"):
            keepers = frame.get("subject") or frame.get("at")
            state.owner = keepers[-1] if keepers else None

    def _both(self, verb: Verb, frame: Frame) -> None:
        ends = frame.get("with")
        if not ends:
            if frame.get("to"):
                self._give(verb, frame, asked=False)
            elif frame.get("from"):
                self._take(verb, frame)
            return
        between = len(ends) > 1 and self._between
        first, others = (ends[0], ends[1:]) if between else (self._me(frame), ends)
        for other in others:
            self._emit(first, other, frame, verb, sure=True, both_ways=True)

    def _give(self, verb: Verb, frame: Frame, *, asked: bool) -> None:
        state = self.state
        for source, target in frame.legs:
            self._emit(source, target, frame, verb, sure=True)
        if asked and not frame.get("to") and verb.stem in self.lex.vocabulary.back and self.hops:
            last = self.hops[-1]  # 「用紙を送り、返送を求める」
            self._emit(last.target, last.source or state.actor, frame, verb, sure=False)
            return
        said_of_data = verb.form == "adnominal" and verb.passive and self.of_system
        targets = frame.get("to") or ([] if frame.get("via") or said_of_data else state.aim)
        targets = targets or self._unsaid_targets(verb, frame)
        relays, carrier = self._relays(frame, with_ends=bool(targets))
        sources = self._senders(frame)
        source, sure = self._source(verb, frame)
        source = sources[-1] if sources else source
        if self._comes_back(verb, frame) or self._named_hop(verb, frame, targets):
            return
        if verb.stem == "中継" and self.of_system:
            for one in sources or frame.get("subject"):  # 「Xからの照会をYに中継し」: S takes it and hands it on
                self._emit(one, state.actor, frame, verb, sure=False)
            sources, source = [], state.actor
        comes = verb.passive and verb.form == "adnominal" and not targets and not frame.get("from")
        if comes and relays and not state.spoken:
            state.incoming = relays[-1] if self.of_system else None
            state.holder, state.held = relays[-1], True
            return
        stored = verb.stem in LYING and bool(frame.get("subject"))
        if verb.form == "adnominal" and targets and not frame.get("from") and (stored or not frame.get("subject")):
            lies = ((verb.passive or stored) and verb.stem in LYING) or verb.stem in self.lex.vocabulary.arriving
            machine = targets[0].kind in ("system", "partition") and lies
            state.holder, state.held = targets[0], machine
            state.incoming = targets[0] if machine and self.of_system else state.incoming
            return
        if not targets and not relays and self._came_back(verb, frame):
            return
        if not targets and not relays:
            now = self.sentence[verb.at : verb.end].endswith("る")  # 送られる, not 送られた
            arrives = verb.form != "adnominal" or self.of_system or now
            if frame.get("from") and verb.passive and arrives and self._received_later():
                state.incoming = source
            elif frame.get("from") and verb.passive and arrives:
                state.origin = source
                self._emit(source, self._me(frame), frame, verb, medium=self._medium(frame, carrier), sure=False)
                self._taken = [] if state.spoken or not self.hops else [len(self.hops) - 1]
                state.chained = state.chained and not self.of_system
            elif frame.get("from"):
                state.holder, state.held = source, True
                if verb.passive and state.spoken and state.subject and not self.of_system and self._hands_on(frame):
                    self._emit(source, state.subject, frame, verb, sure=False)
                    state.holder = state.subject
            if verb.form == "adnominal" and frame.media:
                state.medium = frame.media[-1]
            return
        if asked and not targets and not (frame.get("via") or state.via):
            return
        if self._stored_at_once(verb, frame, targets):
            return
        medium = self._medium(frame, carrier)
        if verb.passive and not sure and relays and targets and not self.of_system:
            sources, source, relays = [], relays[0], relays[1:]  # who gave it to the first relay is not told
        self._arrive(frame, source, verb)
        for one in sources or [source]:
            self._chain(one, relays, targets, frame, verb, medium, sure)
        ends = [source, *relays, *targets[:1]]
        state.way = state.way + ends[1:] if asked and state.way and state.way[-1].name == source.name else ends
        state.asked, state.taken, state.beside = asked, False, list(targets[1:]) if asked else []
        state.chained = bool(frame.get("from")) and verb.form != "adnominal"
        state.holder, state.held, state.medium = ends[-1], verb.form == "adnominal", None

    def _arrive(self, frame: Frame, source: End, verb: Verb) -> None:
        """Before a terminal hands data on, it got it: from where the data lay, or from who acts."""
        state = self.state
        if source not in frame.get("at") or frame.get("from"):
            if state.held and state.holder and frame.get("from") and state.holder.name != source.name:
                self._emit(state.holder, source, frame, verb, medium=state.medium, sure=False)
            return
        before = state.holder if state.held or state.medium else None
        if before is None and state.spoken and self._terminal(source):
            before = state.subject
        if before is not None and before.name != source.name:
            self._emit(before, source, frame, verb, medium=state.medium or self._stored(frame), sure=False)
            frame.media = []

    def _chain(
        self,
        source: End,
        relays: Sequence[End],
        targets: Sequence[End],
        frame: Frame,
        verb: Verb,
        medium: str | None,
        sure: bool,
    ) -> None:
        own = self.state.actor
        here: End | None = source
        if not sure and any(target.name == own.name for target in targets):
            here = None
        medium = medium or self.state.medium
        for relay in relays:
            self._emit(here, relay, frame, verb, medium=medium, sure=sure)
            here = relay
        for target in targets:
            self._emit(here, target, frame, verb, medium=medium, sure=sure)

    def _take(self, verb: Verb, frame: Frame) -> None:
        state = self.state
        if frame.get("to") and not frame.get("from") and not verb.received:
            self._give(verb, frame, asked=False)
            return
        if frame.data and all(name.split("の")[-1] in self.lex.vocabulary.services for name in frame.data):
            return
        receiver = frame.get("to")[-1] if frame.get("to") and not verb.received else self._receiver(frame)
        if verb.received and verb.form == "adnominal" and self._later:
            after = self._later[0]  # 「Xからの照会には、Yが回答する」
            if isinstance(after, Role) and after.kind == "subject" and after.marker == "が":
                receiver = self._end(after.places[-1])
        known = state.incoming or state.owner
        aside = self.sentence.startswith("後", verb.end)
        if self.of_system and frame.get("subject") and not frame.get("from") and not verb.received and not aside:
            self._fetched(verb, frame)
            return
        sources = frame.get("from") or frame.get("inside") or self._looked_up(verb, frame) or ([known] if known else [])
        sources = sources or self._lately(verb, frame)
        relays, carrier = self._relays(frame, with_ends=bool(sources))
        medium = self._medium(frame, carrier)
        asked = state.asked and len(state.way) > 1 and not frame.get("via")
        answered = self._is_answer(frame) or (verb.received and verb.stem in self.lex.vocabulary.back)
        if not sources and (not relays or (asked and answered)):
            self._back(verb, frame, medium)
            return
        if not sources and state.held and state.holder and all(self._carries(relay) for relay in relays):
            sources, medium, relays = [state.holder], medium or relays[-1].name, []
        if not sources:
            sources, relays = [relays[-1]], relays[:-1][::-1]
        self._ask_by_key(verb, frame, sources, receiver)
        first = len(self.hops)
        state.incoming = None
        for source in sources:
            self._chain(source, relays, [receiver], frame, verb, medium, True)
        self._taken = [] if state.spoken else list(range(first, len(self.hops)))
        if sources[-1].kind == "person":
            state.client = sources[-1]
        state.origin = sources[-1]
        if self._is_request(frame) or (verb.received and (verb.form == "adnominal" or verb.kind == "ask")):
            state.aim, state.holder, state.held = list(sources), None, False
            return
        there = bool(frame.get("at")) and self.of_system
        state.holder, state.held, state.medium = receiver, verb.form == "adnominal" or there, None
        state.chained = bool(frame.get("to")) and not verb.received
        state.way = [sources[-1], receiver]
        state.asked, state.taken = False, True

    def _lately(self, verb: Verb, frame: Frame) -> list[End]:
        """「Xに送られた後、Yがこれを受け取る」: what it took last is taken from where it went last."""
        it = re.search(r"(?:これ|それ)を$", self.sentence[: verb.at])
        last = self.hops[-1].target if self.hops else None
        return [last] if it and last is not None and frame.get("subject") and last.kind in ("system", "body") else []

    def _ask_by_key(self, verb: Verb, frame: Frame, sources: Sequence[End], receiver: End) -> None:
        """「Xを基に、Aから取得する」: X goes to A first."""
        request = verb.kind == "ask" or self._is_request(frame)
        if frame.keys and frame.get("from") and verb.form != "adnominal" and not request:
            keyed = replace(frame, data=frame.keys)
            for source in sources:
                self._emit(receiver, source, keyed, verb, sure=False)
