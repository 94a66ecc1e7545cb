"""Who sends and who receives where the verb does not say it: by the step so far, by where the data lie, by what is usual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bangolin.loader.narrative.answers import Answers
from bangolin.loader.narrative.clauses import Verb
from bangolin.loader.narrative.frames import End, Frame


class Senders(Answers):
    """Fills in the ends that a clause leaves unsaid."""

    def _source(self, verb: Verb, frame: Frame) -> tuple[End, bool]:
        """Who sends, and whether it is printed."""
        state = self.state
        if frame.get("device") and all(end.kind == "body" for end in frame.get("from")):
            return frame.get("device")[-1], True
        for kind in ("from", "inside", "device", "at"):
            if frame.get(kind):
                return frame.get(kind)[-1], True
        to_person = state.subject is not None and state.spoken and any(end.kind == "person" for end in frame.get("to"))
        printed = frame.get("subject") and frame.get("subject")[-1].kind in ("office", "body") and frame.data
        if state.held and state.holder is not None and not to_person and not printed:
            return state.holder, True
        if self._onward(frame):
            return self.hops[-1].target, True
        arrives = verb.passive or verb.stem in self.lex.vocabulary.arriving
        if self._lying and self._lying.kind != "system" and arrives and not state.spoken and "逆" not in self.sentence:
            return self._lying, True
        if arrives and not state.spoken and (self._lying or state.way):
            return state.way[-1] if self.hops and state.way else self._lying or state.way[-1], False
        if frame.get("subject"):
            return frame.get("subject")[-1], True
        if self._drawn_from and frame.get("to") and not state.spoken and not self.of_system:
            return self._drawn_from, True
        carried = any(self._carries(end) for end in frame.get("via"))
        lies = (
            state.holder is not None
            and state.holder.kind == "system"
            and verb.passive
            and bool(frame.done or frame.data)
        )
        onward = (carried or (lies and bool(frame.media))) and (
            lies or (bool(state.way) and state.way[-1].kind == "system")
        )
        if state.holder and not state.spoken and frame.get("to") and (state.chained or onward):
            return state.holder, True
        if state.subject:
            return state.subject, True
        loaded = bool(self.hops) and self._terminal(self.hops[-1].target) and not frame.data and not self.of_system
        if loaded and frame.get("to") and verb.kind == "give":
            return self.hops[-1].target, True  # 「PCに取り込み、Xへ送る」
        return state.actor, False

    def _onward(self, frame: Frame) -> bool:
        """「AからBにダウンロードし、Cに取り込む」: what a person hands on lies where the hop before brought it."""
        state, targets = self.state, frame.get("to")
        if not self.hops or not targets or frame.data or not state.spoken or state.subject is None:
            return False
        machines = all(end.kind in ("system", "partition") for end in (self.hops[-1].target, *targets))
        return machines and state.subject.kind in ("office", "body", "person")

    def _stored_at_once(self, verb: Verb, frame: Frame, targets: Sequence[End]) -> bool:
        """「Xから受け、Yに登録する」 without an actor: one hop from X to Y."""
        taken, self._taken = self._taken, []
        plain = len(targets) == 1 and targets[0].kind in ("system", "file", "partition") and not frame.get("from")
        plain = plain and (not self.of_system or targets[0].kind == "file")
        if (
            not taken
            or not plain
            or verb.stem not in self.lex.vocabulary.storing
            or frame.get("at")
            or frame.get("via")
        ):
            return False
        last = self.hops[taken[-1]]
        for at in taken:
            if self.hops[at].target == last.target:
                self.hops[at] = replace(self.hops[at], target=targets[0], sure=True)
        self.state.holder = targets[0]
        return True

    def _unsaid_targets(self, verb: Verb, frame: Frame) -> list[End]:
        """Whom a step means that names no receiver: the keeper that is asked, the assessor, who applied."""
        state, words = self.state, self.lex.vocabulary
        if verb.kind == "ask":
            lies = [end for end in frame.roles.pop("inside", []) if end.kind == "system"]
            asks_us = state.spoken and not self.of_system and state.subject is not None and state.subject.kind == "body"
            home = [state.actor] if asks_us and self._stranger(state.subject) and not frame.get("from") else []
            return [state.owner] if state.owner else lies or home
        if verb.form == "adnominal" or verb.passive or frame.get("via") or frame.get("from"):
            return []
        said = any(hop.source == state.subject for hop in self.hops)
        if self.of_system and state.spoken and not said and state.subject and state.subject.kind == "person":
            return [state.actor] if frame.data and verb.stem in ("送信", "入力", "登録", "申請", "届出") else []
        if state.spoken and not said and verb.stem in words.homeward and self._stranger(state.subject):
            return [state.actor]
        machine = state.spoken and state.subject is not None and state.subject.kind == "system"
        if verb.stem in words.back and state.origin and (machine or not state.spoken):
            return [state.origin]
        if verb.stem in words.outward and state.client and (frame.data or state.data) and not state.spoken:
            return [state.client]
        return []

    def _hands_on(self, frame: Frame) -> bool:
        """「Yは、Xから渡されたDをZに渡す」: D lies with Y, who hands it on."""
        subject, verbs = self.state.subject, [event for event in self._later if isinstance(event, Verb)]
        people = subject is not None and subject.kind in ("body", "office") and not frame.get("subject")
        return people and bool(verbs) and verbs[0].kind == "give" and not verbs[0].passive

    def _receiver(self, frame: Frame) -> End:
        for kind in ("at", "device"):
            if frame.get(kind):
                return frame.get(kind)[-1]
        before = self.hops[-1] if self.hops else None
        given = frame.get("from")
        if before and before.source and given and before.target.name == given[-1].name and not self.of_system:
            return before.source
        return self._me(frame)
