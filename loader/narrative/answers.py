"""What comes back: answers over the way of the question, and where data lie between two verbs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from bangolin.loader.narrative.clauses import Data, Role, Verb
from bangolin.loader.narrative.frames import End, Frame, Gatherer

ANSWER = re.compile(r"(?:結果|回答|返答|応答|照会した[^、。]*情報)$")
REQUEST = re.compile(r"(?:照会|要求|依頼|求め|問合せ|リクエスト)$")


class Answers(Gatherer):
    """Reads what is handed in or back, taken without a named sender, kept on a medium, or looked at."""

    def _comes_back(self, verb: Verb, frame: Frame) -> bool:
        """「Xから回答されたDを」, where X was asked: D comes back on the way of the question."""
        state, given = self.state, frame.get("from")
        asked = len(state.way) > 1 and bool(given) and state.way[-1].name == given[-1].name and not state.taken
        if not (asked and verb.passive and verb.form == "adnominal" and verb.stem in self.lex.vocabulary.back):
            return False
        if frame.get("to"):
            return False
        frame.data = frame.data or [one.name for one in self._later if isinstance(one, Data)][:1]
        self._return(verb, frame, self._medium(frame, None), state.way[0])
        return True

    def _came_back(self, verb: Verb, frame: Frame) -> bool:
        """「Xへ回し、返ってきた結果を」, among the functions of a system: it has what X answered."""
        words, state = self.lex.vocabulary, self.state
        back = verb.stem in words.arriving or (verb.passive and verb.stem in words.back)
        if not (self.of_system and back and verb.form == "adnominal" and len(state.way) > 1) or frame.roles:
            return False
        self._return(verb, frame, None, state.way[0])
        state.chained = False
        return True

    def _named_hop(self, verb: Verb, frame: Frame, targets: Sequence[End]) -> bool:
        """「AからBに回答されたDは」 is a hop of its own; 「返却されたDを」 lies where it was handed to."""
        state, given = self.state, frame.get("from")
        if not (verb.passive and verb.form == "adnominal"):
            return False
        if given and frame.get("to") and not frame.get("via"):
            frame.data = frame.data or [one.name for one in self._later if isinstance(one, Data)][:1]
            for source in given:
                self._emit(source, targets[-1], frame, verb, medium=self._medium(frame, None), sure=True)
            state.holder, state.held, state.way = targets[-1], True, []
            return True
        if not given and not targets and not frame.get("via") and state.holder and state.last == verb.stem:
            state.held = True
            return True
        return False

    def _is_answer(self, frame: Frame) -> bool:
        return any(ANSWER.search(name) for name in frame.data)

    def _is_request(self, frame: Frame) -> bool:
        return any(REQUEST.search(name) for name in frame.data)

    def _back(self, verb: Verb, frame: Frame, medium: str | None) -> None:
        """What is taken without a named sender comes back on the way the request went, or from where it lies."""
        state = self.state
        at = frame.get("at") or frame.get("device")
        if at and state.held and state.holder and state.holder.name != at[-1].name:
            self._emit(state.holder, at[-1], frame, verb, medium=medium or self._carrier(), sure=False)
            state.holder = at[-1]
        elif not at and (made := self._made_elsewhere(verb)):
            self._emit(*made, frame, verb, medium=medium, sure=False)
            state.holder, state.held = made[1], False
        elif len(state.way) > 1 and not state.taken and verb.form != "adnominal" and self._comes(verb, frame):
            self._return(verb, frame, medium, state.way[0])
        if at:
            state.holder, state.held = at[-1], True

    def _made_elsewhere(self, verb: Verb) -> tuple[End, End] | None:
        """「Sは、Xで作成したDを受け取り」: D comes from X to S."""
        state = self.state
        if not (state.spoken and state.held and verb.kind == "take" and state.holder and state.subject):
            return None
        systems = state.holder.kind == state.subject.kind == "system" and state.holder.name != state.subject.name
        return (state.holder, state.subject) if systems else None

    def _comes(self, verb: Verb, frame: Frame) -> bool:
        """Whether something is said to come: what, that it is received, or that it is got by asking (照会して入手する)."""
        asked = self.state.asked and bool(self.hops) and verb.kind == "take" and not frame.roles
        return bool(frame.data) or verb.received or asked

    def _carrier(self) -> str | None:
        return next((end.name for end in self.state.via if self._carries(end)), None)

    def _return(self, verb: Verb, frame: Frame, medium: str | None, until: End) -> None:
        state = self.state
        way = list(reversed(state.way))
        names = [end.name for end in way]
        last = names.index(until.name) if until.name in names else len(way) - 1
        for source, target in itertools.pairwise(way[: last + 1]):
            self._emit(source, target, frame, verb, medium=medium if target is way[last] else None, sure=False)
        for source in state.beside if last else []:
            self._emit(source, way[1], frame, verb, medium=medium if last == 1 else None, sure=False)
        state.holder, state.held, state.way, state.beside = way[last], True, [], []
        state.asked = False

    def _look(self, verb: Verb, frame: Frame) -> None:
        state = self.state
        at = frame.get("at") or frame.get("device")
        if not at:
            return
        medium = self._medium(frame, self._relays(frame, with_ends=True)[1])
        if state.asked and len(state.way) > 1:
            self._return(verb, frame, medium, at[-1])
            if state.holder and state.holder.name != at[-1].name:
                self._emit(state.holder, at[-1], frame, verb, medium=None, sure=False)
        elif state.held and state.holder and state.holder.name != at[-1].name:
            self._emit(state.holder, at[-1], frame, verb, medium=medium, sure=False)
        state.holder, state.held = at[-1], True

    def _keep(self, verb: Verb, frame: Frame) -> None:
        state = self.state
        at = frame.get("from") or frame.get("at") or frame.get("device")
        before = state.holder if state.held and not frame.get("from") else None
        if at and before and before.kind == at[-1].kind == "system" and before.name != at[-1].name:
            self._emit(before, at[-1], frame, verb, sure=False)
        if at:
            state.holder, state.held = at[-1], True
        elif frame.get("subject") and not frame.media:
            state.holder, state.held = None, False  # who takes out or makes the data has them
        if frame.media:
            state.medium = frame.media[-1]

    def _handed_in(self, verb: Verb, frame: Frame) -> bool:
        """「XがYから提出したDを受信する」, 「Xが送信したDを受け付ける」: who sent it, and over what it comes."""
        giver = frame.get("subject")
        plain = verb.kind == "give" and verb.form == "adnominal" and not verb.passive and not verb.received
        if not plain or not giver or frame.get("to") or not self._stranger(giver[-1]):
            return False
        named = self._named_sender()
        if named is not None and not frame.get("from") and not frame.get("at"):
            self._emit(giver[-1], named, frame, verb, sure=True)
            return True
        if not self._received_later():
            return self._put_in(giver[-1], verb, frame)
        over = [end for end in (*frame.get("at"), *frame.get("from")) if end.kind in ("system", "network")]
        for end in over[-1:]:
            self._emit(giver[-1], end, frame, verb, sure=True)
        self.state.incoming = (over or giver)[-1]
        return True

    def _put_in(self, giver: End, verb: Verb, frame: Frame) -> bool:
        """「Xが登録したDは」: under the functions of a system X hands D to it; 「XがSから送ったDは、Yに届けられる」: to S."""
        state = self.state
        over = [end for end in frame.get("from") if end.kind == "system"]
        if over and giver.kind == "person":
            self._emit(giver, over[-1], frame, verb, sure=True)
            state.holder, state.held = over[-1], True
            return True
        if frame.roles.keys() - {"subject"}:
            return False
        if self.of_system and verb.stem in ("登録", "入力", "送信"):
            frame.data = frame.data or [one.name for one in self._later if isinstance(one, Data)][:1]
            after = [event for event in self._later if isinstance(event, Role) and event.kind == "to"]
            parts = [place for event in after for place in event.places if place.kind in ("partition", "file")]
            self._emit(giver, self._end(parts[0]) if parts else state.actor, frame, verb, sure=bool(parts))
            return True
        verbs = [event for event in self._later if isinstance(event, Verb)]
        if verbs and verbs[0].passive and verbs[0].kind == "give":
            state.holder, state.held = giver, True
            return True
        return False

    def _named_sender(self) -> End | None:
        """The system that what is told of is received from, where the next verb names it: 「Xが送るDを、Sから受け取る」."""
        roles: list[Role] = []
        for event in self._later:
            if isinstance(event, Verb):
                systems = [place for role in roles for place in role.places if place.kind == "system"]
                plain = len(roles) == len(systems) == 1 and self._is_take(event) and not event.received
                return self._end(systems[0]) if plain else None
            roles += [event] if isinstance(event, Role) and event.kind in ("from", "to") else []
        return None

    def _received_later(self) -> bool:
        """Whether a verb that follows tells who receives what is sent here."""
        verbs = [event for event in self._later if isinstance(event, Verb)]
        while verbs and verbs[0].kind == "give" and verbs[0].form == "adnominal" and not verbs[0].passive:
            verbs = verbs[1:]  # 送信した画像及び入力した番号を
        roles = [event for event in self._later if isinstance(event, Role) and event.kind in ("from", "to")]
        return bool(verbs) and self._is_take(verbs[0]) and not roles

    def _fetched(self, verb: Verb, frame: Frame) -> None:
        """「Xから送られたDをYが取り出す」, among the functions of a system: to the system, and out of it to Y."""
        state, taker = self.state, frame.get("subject")[-1]
        if state.incoming is not None:
            self._emit(state.incoming, state.actor, frame, verb, sure=False)
        if taker.kind in ("body", "office", "person"):
            self._emit(state.actor, taker, frame, verb, sure=False)
        elif state.incoming is None:
            self._back(verb, frame, None)
        state.incoming, state.holder, state.held = None, taker, False

    def _looked_up(self, verb: Verb, frame: Frame) -> list[End]:
        """「Xを参照する」: what is seen comes from X."""
        if verb.stem != "参照" or not self._objects:
            return []
        frame.data = []
        return [self._objects[-1]]

    def _is_take(self, verb: Verb) -> bool:
        return verb.received or verb.kind == "take"
