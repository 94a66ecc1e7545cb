"""Which lines are running text: the parts of I-1, I-2, 別添1, II and III, with the system that a function is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from bangolin.loader.form.definition import forms
from bangolin.loader.form.items import Span
from bangolin.loader.narrative.passages import TAG, Line
from bangolin.loader.narrative.whose import Owned, owners
from bangolin.loader.narrative.words import declared, fold

# Parts of the form that hold no running text of the body in force.
SKIPPED = frozenset({"changes", "annex", "items", "record items"})
SYSTEM_NAME = re.compile(r"[①1]?システムの名称")
FUNCTIONS = re.compile(r"[②2]?システムの機能")
BLANKS = re.compile(r"\s+")
LONGEST_HEADING = 60
LONGEST_NOISE = 160
NEXT_ITEM = ("③他のシステム", "他のシステムとの接続")


@dataclass(frozen=True)
class Mark:
    """A heading of the form that opens a part."""

    section: str
    pattern: re.Pattern[str]
    after: tuple[str, ...]


@cache
def marks() -> tuple[Mark, ...]:
    """The headings that open parts, as declared."""
    rows = declared("narrative_sections")["sections"]
    return tuple(Mark(row["section"], re.compile(row["heading"]), tuple(row.get("after", ()))) for row in rows)


def narrative_lines(printed: Iterable[tuple[Span, str | None]], systems: Sequence[str]) -> list[Line]:
    """The lines of running text of a document.

    ``printed`` are the document's lines in order, each with the section it is known to stand in (None: to be told by
    the headings); ``systems`` the names of I-2.
    """
    labels = re.compile(declared("narrative_sections")["labels"])
    noise = re.compile(declared("narrative_sections")["noise"])
    told = tuple(printed)
    state = _Functions(tuple(systems), owners(told, systems))
    return list(_lines(_in_parts(told), state, labels, noise))


def _in_parts(printed: Iterable[tuple[Span, str | None]]) -> Iterator[tuple[Span, str, str]]:
    """Every line with its part (``I-1``, ``II-6`` …) and its folded words without blanks."""
    part, broken = "cover", ""
    held: str | None = None
    for span, top in printed:
        if top in SKIPPED:
            continue
        folded = BLANKS.sub("", fold(TAG.sub("", span.text) if "<" in span.text else span.text))
        held = _held(held, folded, part, top)
        part = held or _entered(part, top)
        opened = _opened(folded, part, "II" if held else top) or (
            _opened(broken + folded, part, top) if broken and folded else None
        )
        if folded:
            broken = folded if BARE_NUMBER.fullmatch(folded) else ""
        if opened:
            part, held = opened, opened if held and opened != top and top == "I" else None
        elif part not in SKIPPED and folded:
            yield span, part, folded


def _held(held: str | None, folded: str, part: str, top: str | None) -> str | None:
    """The part that an annex of steps opens where the form has none (Form 3): it, then II that a torn page prints behind it."""
    steps = next(mark for mark in marks() if mark.section == "別添1")
    if top in ("I", "II") and part in steps.after and len(folded) <= LONGEST_HEADING and steps.pattern.match(folded):
        return steps.section
    if held == steps.section and _is_item(folded):
        held = "II"
    return None if top not in ("I", "II") or (held, top) == ("II", "II") else held


TICK = re.compile(r"\[[○〇◯●×レ✓]?(?:\]|$)|\]")


def _is_item(folded: str) -> bool:
    """A tick box or a label of the form: what a torn page of II prints before its heading."""
    return bool(TICK.match(folded)) or folded in form_labels()


# The number of a heading whose words stand on the next line.
BARE_NUMBER = re.compile(r"[ⅠⅡⅢⅣⅤⅥ]|\(?別添[123]\)?|[1-9]\.")


def _opened(folded: str, part: str, top: str | None) -> str | None:
    """The part that a heading opens, where it may follow the current one."""
    if not 0 < len(folded) <= LONGEST_HEADING:
        return None
    for mark in marks():
        if part in mark.after and (top is None or mark.section.split("-")[0] == top) and mark.pattern.match(folded):
            return mark.section
    return None


def _entered(part: str, top: str | None) -> str:
    if top is None or part == top or part.split("-")[0] == top:
        return part
    return "I-1" if top == "I" else top


def _lines(
    rows: Iterable[tuple[Span, str, str]], state: _Functions, labels: re.Pattern[str], noise: re.Pattern[str]
) -> Iterator[Line]:
    before, opens = "", False
    for span, part, folded in rows:
        opens |= part != before or folded in form_labels()
        before = part
        owned = state.owners.get(span) if part.startswith("I-") else None
        kept = state.owned(owned, span.text) if owned else _kept(span.text, part, folded, state, labels)
        if (
            kept is None
            or not folded
            or folded in form_labels()
            or (len(folded) <= LONGEST_NOISE and noise.fullmatch(folded))
        ):
            continue
        inside = owned or part in ("I-2", "I-3")
        yield Line(
            span, kept[0], kept[1], state.system if inside else None, opens or (owned is not None and owned.opens)
        )
        opens = False


def _kept(words: str, part: str, folded: str, state: _Functions, labels: re.Pattern[str]) -> tuple[str, str] | None:
    """The words of a line with the part they tell of, or None."""
    if part not in ("I-2", "I-3"):
        return words, part
    told = state.take(folded, words, labels)
    if told is not None:
        return told, "I-2" if state.open else "I-2①"
    return (words, "I-7" if state.offices else "I") if state.rest else None


@cache
def form_labels() -> frozenset[str]:
    """The labels of all items of all editions of the form, folded and without blanks: no running text."""
    labels = (label for form in forms() for item in form.items for label in item.labels)
    return frozenset(re.sub(r"[\s※]+", "", fold(label)) for label in labels)


@dataclass
class _Functions:
    """Where a reader of I-2 stands: the open system, and whether its functions are being told."""

    systems: tuple[str, ...]
    owners: Mapping[Span, Owned] = field(default_factory=dict)
    system: str | None = None
    open: bool = False
    naming: bool = False
    named: bool = False
    offices: bool = False

    @property
    def rest(self) -> bool:
        """Whether other items of I are being told."""
        return not (self.open or self.named or self.naming)

    def owned(self, owned: Owned, words: str) -> tuple[str, str]:
        """The words of a line of a known box with their part: its functions, or the line of its name."""
        self.system, self.open, self.named, self.naming = owned.system, not owned.names, owned.names, False
        if owned.names:
            return re.split(r"システムの名称", words, maxsplit=1)[-1], "I-2①"
        return re.split(r"^[\s　]*[②2]?システムの機能", words, maxsplit=1)[-1], "I-2"

    def take(self, folded: str, words: str, labels: re.Pattern[str]) -> str | None:
        """The words of this line that tell functions, or None."""
        name = SYSTEM_NAME.search(folded)
        if name:
            self._start(folded[name.end() :])
            return re.split(r"システムの名称", words, maxsplit=1)[-1]
        if FUNCTIONS.match(folded):
            self.open, self.named = True, False
            rest = re.split(r"システムの機能", words, maxsplit=1)[-1]
            return rest if rest.strip() else None
        if self.naming and folded:
            self._start(folded)
            return words
        if labels.match(folded):
            self.offices = folded.startswith("①部署")
            self.open &= folded.startswith(NEXT_ITEM)
            self.named = False
            return None
        return words if (self.open or self.named) and folded else None

    def _start(self, printed: str) -> None:
        self.naming, self.open, self.named = not printed, False, True
        if printed:
            fitting = [name for name in self.systems if printed.startswith(re.sub(r"\s+", "", fold(name)))]
            self.system = max(fitting, key=len) if fitting else re.split(r"[(「※]", printed)[0]
