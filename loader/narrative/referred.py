"""What a step takes over from words that stand elsewhere: its heading, the sentence before, another step, a range of steps.

Each tells whether the 個人番号 goes along where the step itself does not; what the step says itself stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bangolin.loader.facts.records import Evidence, Flow
from bangolin.loader.narrative.cited import cited
from bangolin.loader.narrative.clauses import sentences
from bangolin.loader.narrative.flows import Told
from bangolin.loader.narrative.number import LEFT_OUT, NAMED, Known, holds
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.signs import SIGN, Sign, sign
from bangolin.loader.narrative.words import fold

RANGE = re.compile(
    rf"^(?:なお、?|また、?|ただし、?)?(?:上記|前記|以上)?の?(?P<first>{SIGN})(?:から|[~〜-]|乃至|ないし)(?P<last>{SIGN})(?:まで)?"
    r"(?:の[^、。]{0,12}?)?(?:では|において|について|には|に|は|で|の)"
)
LIKE = re.compile(rf"(?:上記|前記)?の?(?P<sign>{SIGN})と同(?:様|じ|一)")
EXCEPT = re.compile(r"除き|除く。|以外|場合|原則")
USES = re.compile(r"(?:個人番号|マイナンバー)(?:を|が|も)(?:内容に)?(?:含|付|記載|伴|送|渡)")
TOPIC = re.compile(r"(?:なお、?|また、?)?(?:この|その|当該)?(?P<verb>[一-龥]{2})(?:は|に当たっては|に際しては)、?")
GETTING = re.compile(r".{2,40}から(?:の)?(?:個人番号|マイナンバー)の(?:入手|取得)$")
HEADED = re.compile(r"(?P<data>.{2,60}?)の(?P<verb>[一-龥]{2})(?:\([^()]*\))?$")


def referred(told: Sequence[Told], records: Sequence[Flow], found: Sequence[Passage], known: Known) -> list[Flow]:
    """The flows with what their headings, the sentence before and other steps say of the number."""
    flows = list(records)
    own, notes = _own_headings(found), _notes(found)
    for index, one in enumerate(told):
        verdict = _of_heading(one, own, known) or _of_topic(index, told, flows) or _of_like(one, told, flows, found)
        verdict = verdict or _of_note(one, notes)
        flows[index] = _with(flows[index], verdict)
    for first, last, passage, verdict in _ranges(found):
        meant = {id(step) for step in _steps(found, passage, first, last, own=not passage.labelled or _tells(passage))}
        for index, one in enumerate(told):
            if id(one.passage) in meant:
                flows[index] = _with(flows[index], verdict)
    return flows


def _with(flow: Flow, verdict: tuple[bool, Evidence] | None) -> Flow:
    if verdict is None or flow.carries_my_number is not None:
        return flow
    carries, evidence = verdict
    line = evidence.line if evidence.line != flow.line else None
    said = {**flow.evidence, "carries_my_number": evidence}
    return replace(flow, carries_my_number=carries, mynumber_line=line, evidence=said)


def _own_headings(found: Sequence[Passage]) -> set[int]:
    """Passages that stand first under their heading: the heading tells what they move."""
    before: str | None = None
    out: set[int] = set()
    for passage in found:
        title = fold(passage.heading or "") in passage.folded and len(passage.folded) <= len(passage.heading or "") + 4
        if passage.heading and passage.heading != before and not title:
            out.add(id(passage))
        before = before if title else passage.heading
    return out


NOTE = re.compile(r"[※#][0-9]{1,2}")
Notes = dict[tuple[str, str], tuple[bool, Evidence]]


def _notes(found: Sequence[Passage]) -> Notes:
    """Numbered notes (※3) that deny the number, by their section and sign; a sign that is used twice says nothing."""
    out: Notes = {}
    twice: set[tuple[str, str]] = set()
    for passage in found:
        mark = NOTE.fullmatch(fold(passage.label or "").strip()) if passage.labelled else None
        key = (passage.section, mark[0]) if mark else None
        if key is None:
            continue
        if key in out:
            twice.add(key)
        for start, end in sentences(passage.folded):
            words = passage.folded[start:end]
            if LEFT_OUT.search(words) and not EXCEPT.search(words):
                out.setdefault(key, (False, cited(passage, start, end, "derived", "said in the note of this step")))
    return {key: verdict for key, verdict in out.items() if key not in twice}


def _of_note(one: Told, notes: Notes) -> tuple[bool, Evidence] | None:
    """「…持ち込む(※3)」: what note ※3 says."""
    words = one.passage.folded[one.start : one.end]
    marks = [mark[0] for mark in NOTE.finditer(words)]
    return next((notes[one.passage.section, mark] for mark in marks if (one.passage.section, mark) in notes), None)


def _of_heading(one: Told, own: set[int], known: Known) -> tuple[bool, Evidence] | None:
    """「Dの送信」 over a step that sends: D is what it sends."""
    heading = fold(one.passage.heading or "") if id(one.passage) in own else ""
    headed = HEADED.match(heading)
    if GETTING.match(heading) and one.hop.verb in ("入手", "取得"):
        words = replace(cited(one.passage, one.start, one.end), text=one.passage.heading)
        return True, replace(words, confidence="derived", reason="the heading names the number")
    if headed is None or headed["verb"] != one.hop.verb or one.hop.keyed:
        return None
    names = [name for name in re.split(r"[、()]|及び|並びに|又は", headed["data"]) if name]
    evidence = holds(names, known)
    return (True, evidence) if evidence else None


def _of_topic(index: int, told: Sequence[Told], flows: Sequence[Flow]) -> tuple[bool, Evidence] | None:
    """「…に照会する。照会は、…」: the second sentence tells how the first one's data go."""
    one = told[index]
    topic = TOPIC.match(one.passage.folded[one.start : one.end])
    before = [at for at in range(index) if told[at].passage is one.passage and told[at].end <= one.start]
    if not topic or not before or told[before[-1]].hop.verb != topic["verb"]:
        return None
    return _taken_over(flows[before[-1]], "said of what the sentence before moves")


def _of_like(
    one: Told, told: Sequence[Told], flows: Sequence[Flow], found: Sequence[Passage]
) -> tuple[bool, Evidence] | None:
    """「①と同様に」: what step ① says of the same data, or of all its data where this step names none."""
    like = LIKE.search(one.passage.folded, one.start, one.end)
    meant = sign(like["sign"]) if like else None
    steps = _steps(found, one.passage, meant, meant) if meant else []
    there = [flows[at] for at, other in enumerate(told) if steps and other.passage is steps[-1]]
    names = {fold(name) for name in one.hop.data}
    same = [flow for flow in there if not names or names & {fold(name) for name in flow.data}]
    if not same or len({flow.carries_my_number for flow in same}) != 1:
        return None
    return _taken_over(same[0], "said of the step that this one follows")


def _taken_over(flow: Flow, reason: str) -> tuple[bool, Evidence] | None:
    evidence = flow.evidence.get("carries_my_number")
    if flow.carries_my_number is None or evidence is None:
        return None
    return flow.carries_my_number, replace(evidence, confidence="derived", reason=reason)


def _ranges(found: Iterable[Passage]) -> Iterator[tuple[Sign, Sign, Passage, tuple[bool, Evidence]]]:
    """Sentences about a range of steps: 「アからエまでの処理では個人番号を用いない」."""
    for passage in found:
        for start, end in sentences(passage.folded):
            labelled = fold(passage.label or "") if start == 0 and passage.labelled else ""
            sentence = labelled + passage.folded[start:end]
            about = RANGE.match(sentence) if "番号" in sentence or "マイナンバー" in sentence else None
            first, last = (sign(about["first"]), sign(about["last"])) if about else (None, None)
            if not (about and first and last and first.style == last.style):
                continue
            rest = sentence[about.end() :]
            if LEFT_OUT.search(rest) and not EXCEPT.search(rest):
                yield first, last, passage, (False, cited(passage, start, end))
            elif USES.search(rest) and NAMED.search(rest) and not LEFT_OUT.search(rest):
                yield first, last, passage, (True, cited(passage, start, end, "derived", "said of these steps"))


def _tells(passage: Passage) -> bool:
    """Whether a labelled passage is a step, and its label not the first sign of a range (①から②まで)."""
    return not RANGE.match(fold(passage.label or "") + passage.folded)


def _steps(
    found: Sequence[Passage], here: Passage, first: Sign | None, last: Sign | None, *, own: bool = False
) -> list[Passage]:
    """The steps of one count from ``first`` to ``last``: the count that leads up to ``here`` (with it, where ``own``),
    else the one behind.
    """
    if first is None or last is None:
        return []
    at = next(index for index, passage in enumerate(found) if passage is here)
    before = _count(reversed(found[: at + own]), here, first.style, -1)
    meant = [passage for passage, where in before if first.at <= where <= last.at]
    if meant or first == last:
        return meant[::-1]
    behind = _count(found[at + 1 :], here, first.style, 1)
    return [passage for passage, where in behind if first.at <= where <= last.at]


def _count(rows: Iterable[Passage], here: Passage, style: str, step: int) -> list[tuple[Passage, int]]:
    """The passages of one style of signs, until its count starts again or the part ends."""
    out: list[tuple[Passage, int]] = []
    for passage in rows:
        if (passage.section, passage.system) != (here.section, here.system):
            break
        mark = sign(passage.label)
        if mark is None or mark.style != style:
            continue
        if out and (mark.at - out[-1][1]) * step < 0:
            break
        out.append((passage, mark.at))
    return out
