"""Where chains of arrows stand in a sentence: outside and inside brackets, and their parts: label, ends, data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

RIGHT = "→⇒➡⇨➔➜➝➞⟶⟹▶►▷⇢"
LEFT = "←⇐⬅⇦⟵◀◄◁⇠"
BOTH = "⇔↔⇄⇆⟷⬌⇌"
ARROW = re.compile(
    rf"[-=─━…]{{0,6}}(?P<sign>[{RIGHT}{BOTH}])|(?P<back>[{LEFT}])[-=─━…]{{0,6}}"
    r"|(?P<two><[-=]{1,6}>)|(?P<one>[-=]{1,6}>)|(?P<other><-{1,6})"
)
OPENED, CLOSED = "(「『[【<〔{", ")」』]】>〕}"
ORDER = re.compile(
    r"(?:の(?:順(?:番|序)?|流れ)(?:に|で|、|$)|へ(?=[一-龥]))、?(?:(?P<data>[^、。をがは]{2,30})[をがは])?"
)
INTRODUCED = re.compile(r"\((?:.*[、。]|.*をいう。?)?(?:以下|以後)、?(?:単に)?「(?P<short>[^」]{1,20})」[^()]*\)$")
MARK = re.compile(r"^(?:[・■●◆◇○◎*※]|[①-⑳]|\((?:[0-9]{1,2}|[ア-ン])\)|[0-9]{1,2}[.)、]|(?:また|なお|さらに|次に)、)+")
NOTE = re.compile(r"[※*#][0-9]{0,2}$")
LISTED = re.compile(r"、|及び|並びに|又は")


@dataclass(frozen=True)
class Segment:
    """A stretch of a sentence with arrows of one depth: the sentence itself or the inside of brackets."""

    start: int
    end: int
    arrows: tuple[tuple[int, int, str], ...]

    def label(self, sentence: str) -> str:
        """What stands in front of the chain, up to its first arrow."""
        return sentence[max(0, self.start - 12) : self.arrows[0][0]].rpartition(":")[0]


@dataclass(frozen=True)
class Link:
    """One arrow: the spans of the ends on its two sides, its data, and the stretch that tells them."""

    sides: tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]
    arrow: str
    data: str
    start: int
    end: int


@dataclass(frozen=True)
class Part:
    """What stands between two arrows: the chain's end, its data behind a colon, the start of another chain."""

    ends: tuple[tuple[int, int], ...]
    data: tuple[int, int] | None = None
    opens: tuple[tuple[int, int], ...] | None = None  # behind 「、」 another chain starts
    between: bool = False  # only brackets: what goes along the arrow


def segments(sentence: str) -> list[Segment]:
    """The stretches with arrows, outer ones first."""
    found = list(ARROW.finditer(sentence))
    if not found:
        return []
    spans = _bracket_spans(sentence, found)
    inside: dict[tuple[int, int], list[tuple[int, int, str]]] = {}
    for match in found:
        fitting = [span for span in spans if span[0] <= match.start() < span[1]]
        span = max(fitting, key=lambda one: one[0], default=(0, len(sentence)))
        inside.setdefault(span, []).append((match.start(), match.end(), _sign(match)))
    return [Segment(*span, tuple(arrows)) for span, arrows in sorted(inside.items())]


def _sign(match: re.Match[str]) -> str:
    if match["two"]:
        return BOTH[0]
    if match["one"]:
        return RIGHT[0]
    return match["sign"] or match["back"] or LEFT[0]


def _bracket_spans(sentence: str, arrows: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    """The insides of brackets; signs that belong to an arrow are none."""
    taken = {at for match in arrows for at in range(match.start(), match.end())}
    out, open_at = [], []
    for at, character in enumerate(sentence):
        if at in taken:
            continue
        if character in OPENED:
            open_at.append(at)
        elif character in CLOSED and open_at:
            out.append((open_at.pop() + 1, at))
    return out


def links(sentence: str, segment: Segment, sort: Callable[[int, int], str]) -> list[list[Link]]:
    """The chains of a stretch, each as its arrows in printed order. ``sort``: whether a known end is printed there
    (``end``), a medium (``medium``) or neither.
    """
    cuts = [segment.start, *(at for start, end, _ in segment.arrows for at in (start, end)), segment.end]
    spans = list(zip(cuts[::2], cuts[1::2], strict=True))
    parts = [_part(sentence, *span, place, sort) for span, place in zip(spans, _places(len(spans)), strict=True)]
    if not parts[0].ends:
        return []
    chains: list[list[Link]] = [[]]
    here, along = parts[0].ends, None
    for (_, end, sign), part in zip(segment.arrows, parts[1:], strict=True):
        if part.between:
            along = part.data
            continue
        data = part.data or along
        words = "、".join(without_brackets(sentence[slice(*one)]) for one in (along, part.data) if one)
        stop = part.data[1] if part.data else _shut(sentence, part.ends[-1][1] if part.ends else end, segment.end)
        start = part.ends[0][0] if part.data and part.ends else (data or here[0])[0]
        chains[-1].append(Link((here, part.ends), sign, words, start, stop))
        here, along = part.opens or part.ends, None
        if part.opens:
            chains.append([])
    return [_shared(chain) for chain in chains if chain and all(side for link in chain for side in link.sides)]


def _places(count: int) -> Iterator[str]:
    yield "first"
    yield from ("inner" for _ in range(count - 2))
    yield "last"


def _shared(chain: Sequence[Link]) -> list[Link]:
    """Data behind the last end are those of every arrow before it that names none."""
    out: list[Link] = []
    after: Link | None = None
    for link in reversed(chain):
        after = link if link.data else after
        told = link if link.data or after is None else Link(link.sides, link.arrow, after.data, after.start, after.end)
        out.append(told)
    return out[::-1]


def _shut(sentence: str, at: int, end: int) -> int:
    """Behind the brackets that follow an end."""
    while at < end and sentence[at] in "( ":
        closing = sentence.find(")", at)
        if closing < 0:
            return at
        at = closing + 1
    return at


def _part(sentence: str, start: int, end: int, place: str, sort: Callable[[int, int], str]) -> Part:
    outer = [at for at in range(start, end) if _outside(sentence, start, at)]
    colons = [at for at in outer if sentence[at] == ":"]
    if place == "first":
        first = colons[-1] + 1 if colons else start
        return Part(_list(sentence, first, end))
    words = sentence[start:end]
    if re.fullmatch(r"\s*[(「\[].*[)」\]]\s*", words) and place == "inner":
        return Part((), (start + 1, end - 1), between=True)
    if place == "inner" and sort(start, end) == "medium":
        return Part((), (start, end), between=True)
    if colons:
        ends = _list(sentence, start, colons[0])
        comma = [at for at in outer if sentence[at] in "、;" and at > colons[0] and place == "inner"]
        if comma and sort(comma[-1] + 1, end) == "end":
            return Part(ends, (colons[0] + 1, comma[-1]), ((comma[-1] + 1, end),))
        return Part(ends, (colons[0] + 1, end))
    if place == "inner":
        comma = [at for at in outer if sentence[at] == "、"]
        if comma:
            return Part(((start, comma[0]),), None, ((comma[-1] + 1, end),))
        return Part(((start, end),))
    order = next((match for at in outer if (match := ORDER.match(sentence, at, end))), None)
    if order:
        data = (order.start("data"), order.end("data")) if order["data"] else None
        return Part(((start, order.start()),), data)
    stop = next((at for at in outer if sentence[at] in "、。;"), end)
    return Part(((start, stop),))


def _list(sentence: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The members of a list of ends (A、B及びC)."""
    cuts = [match.span() for match in LISTED.finditer(sentence, start, end) if _outside(sentence, start, match.start())]
    bounds = [start, *(at for cut in cuts for at in cut), end]
    return tuple(span for span in zip(bounds[::2], bounds[1::2], strict=True) if sentence[slice(*span)].strip())


def _outside(sentence: str, start: int, at: int) -> bool:
    before = sentence[start:at]
    return sum(map(before.count, "(「[【")) <= sum(map(before.count, ")」]】"))


def bare(sentence: str, start: int, end: int) -> tuple[str | None, int, int]:
    """The short name that brackets behind a name give it, if any, and where the name stands without them and marks."""
    first, last, short = start, end, None
    while first < last and sentence[first] == " ":
        first += 1
    mark = MARK.match(sentence[first:last])
    first += mark.end() if mark else 0
    while last > first and sentence[last - 1] in " )":
        said = INTRODUCED.search(sentence[first:last]) if short is None else None
        short = said["short"] if said else short
        opened = _opening(sentence, first, last) if sentence[last - 1] == ")" else last - 1
        if opened <= first:
            break
        last = opened
    note = NOTE.search(sentence[first:last])
    return short, first, first + note.start() if note else last


def _opening(sentence: str, first: int, last: int) -> int:
    depth = 0
    for at in range(last - 1, first - 1, -1):
        depth += (sentence[at] == ")") - (sentence[at] == "(")
        if depth == 0:
            return at
    return first


def without_brackets(words: str) -> str:
    """The words without what stands in brackets."""
    before = None
    while before != words:
        before, words = words, re.sub(r"\([^()]*\)", "", words)
    return words.partition("(")[0]


def bracketed(words: str) -> list[str]:
    """What stands in brackets."""
    return re.findall(r"\(([^()]*)\)?", words)


def pieces(words: str) -> list[str]:
    """The members of a list of data."""
    return [piece for piece in re.split(rf"{LISTED.pattern}|[①-⑳+/]", words) if piece]
