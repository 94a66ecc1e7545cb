"""Whose functions running text of I-2 tells, where torn text prints a system's labels before, between or after it.

A page of I-2 holds whole boxes of systems; each box prints its three labels once, in any order. So the lines of a page
fall into boxes: a label that the open box already has, or a new 「システムN」, starts another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bangolin.loader.form.items import Span
from bangolin.loader.narrative.words import declared, fold

NAME = re.compile(r"[①1]?システムの名称")
FUNCTIONS = re.compile(r"[②2]?システムの機能")
CONNECTIONS = re.compile(r"[③3]?他のシステムとの接続")
BOX = re.compile(r"システム[0-9]{1,2}")
BOXES = re.compile(r"システム[0-9]{1,2}[~-][0-9]{1,2}")
OTHER = re.compile(r"[\])○]*その他\((?P<rest>.*)")
TICKS = re.compile(r"[\[\]].*[○\[\]]|\]|[\])○]{1,3}$")
HEADING = re.compile(r"2.?特定個人情報ファイルを取り扱う事務において使用するシステム")
BLANKS = re.compile(r"\s+")
IN_BRACKETS = re.compile(r"\([^()]*\)?")
PAGE_END = "\f"
LONGEST_NAME = 60


@dataclass
class _Box:
    """One system's box while it is gathered: the labels it has, its words, and the line of its name."""

    labels: set[str] = field(default_factory=set)
    words: list[Span] = field(default_factory=list)
    after: list[Span] = field(default_factory=list)  # words behind all its labels, where it has words already
    name: tuple[Span, str] | None = None
    waits: bool = False  # the label of the name stands there without a name


@dataclass(frozen=True)
class Owned:
    """What a line of I-2 is: words of the functions of ``system``, or the line that names it."""

    system: str
    names: bool = False
    opens: bool = False  # the first words of a box


def owners(printed: Iterable[tuple[Span, str | None]], systems: Sequence[str]) -> dict[Span, Owned]:
    """The system of each line of functions, for pages that print the label of a name. ``systems``: names of I-2."""
    names = {BLANKS.sub("", fold(name)): name for name in sorted(systems, key=len, reverse=True)}
    out: dict[Span, Owned] = {}
    for index, page in enumerate(_pages(printed)):
        for box in _boxes(_behind_the_task(page) if index == 0 else page, names):
            name = box.name[1] if box.name else None
            if name is None:
                continue
            if box.name:
                out[box.name[0]] = Owned(name, names=True)
            for at, span in enumerate(box.words):
                out.setdefault(span, Owned(name, opens=not at))
    return out


def _pages(printed: Iterable[tuple[Span, str | None]]) -> Iterator[list[tuple[Span, str]]]:
    """Pages of part I that print the label of a system's name: their lines with the folded words."""
    page: list[tuple[Span, str]] = []
    for span, top in printed:
        if span.text == PAGE_END:
            if any(NAME.match(folded) for _, folded in page):
                yield page
            page = []
        elif top == "I":
            page.append((span, BLANKS.sub("", fold(span.text))))
    if any(NAME.match(folded) for _, folded in page):
        yield page


def _behind_the_task(page: Sequence[tuple[Span, str]]) -> Sequence[tuple[Span, str]]:
    """The first page of I-2 without the end of ②事務の内容, which torn text prints above it: all but the last paragraph."""
    first = next((at for at, (_, folded) in enumerate(page) if _label(folded)), len(page))
    heads = [at for at, (_, folded) in enumerate(page[:first]) if HEADING.match(folded)]
    gaps = [at for at in range(1, first) if page[at][1] and not page[at - 1][1]]
    return page[heads[0] if heads else gaps[-1] if gaps else 0 :]


def _boxes(page: Sequence[tuple[Span, str]], names: Mapping[str, str]) -> list[_Box]:
    labels = re.compile(declared("narrative_sections")["labels"])
    noise = re.compile(declared("narrative_sections")["noise"])
    boxes = [_Box()]
    listing = other = False  # inside 「その他(…)」; in another item of I
    for span, folded in page:
        if not folded or BOXES.fullmatch(folded):
            continue
        listed = OTHER.search(folded)
        if listed or listing:
            listing = (listed["rest"] if listed else folded).count(")") <= (listed["rest"] if listed else "").count("(")
            continue
        kind = _label(folded)
        if kind:
            other = False
            _open(boxes, kind, span, folded, names)
        elif labels.match(folded):
            other = not HEADING.match(folded)
        elif not other and not TICKS.match(folded) and not noise.fullmatch(folded):
            _words(boxes, span, folded, names)
    return _settled(boxes)


def _label(folded: str) -> str | None:
    for kind, pattern in (("name", NAME), ("functions", FUNCTIONS), ("connections", CONNECTIONS)):
        if pattern.match(folded):
            return kind
    return "box" if BOX.fullmatch(folded) else None


def _open(boxes: list[_Box], kind: str, span: Span, folded: str, names: Mapping[str, str]) -> None:
    box = boxes[-1]
    if kind in box.labels or (kind == "box" and "name" in box.labels):
        box = _Box()
        boxes.append(box)
    box.labels.add(kind)
    if kind == "name":
        rest = folded[NAME.match(folded).end() :]  # type: ignore[union-attr]
        if rest:
            box.name = (span, _named(rest, names))
        else:
            box.waits = True
    elif kind == "functions" and len(folded) > len("②システムの機能") + 1:
        box.words.append(span)


def _named(printed: str, names: Mapping[str, str]) -> str:
    fitting = [name for start, name in names.items() if printed.startswith(start)]
    return fitting[0] if fitting else re.split(r"[(「※]", printed)[0]


def _words(boxes: list[_Box], span: Span, folded: str, names: Mapping[str, str]) -> None:
    box = boxes[-1]
    if box.waits and box.name is None and len(folded) <= LONGEST_NAME and "。" not in IN_BRACKETS.sub("", folded):
        box.name = (span, _named(folded, names))
        return
    whole = {"name", "functions", "connections"} <= box.labels
    (box.after if whole and _tells(box) else box.words).append(span)


def _tells(box: _Box) -> bool:
    """Whether a box has running text: a whole sentence."""
    return any("。" in span.text for span in box.words)


def _settled(boxes: list[_Box]) -> list[_Box]:
    """Words behind a whole box are those of the next box, where that has none of its own."""
    for box, following in zip(boxes, [*boxes[1:], None], strict=True):
        taker = box if following is None or _tells(following) else following
        taker.words += box.after
    return boxes
