"""Passages: the steps and paragraphs of running text, with the section, the system and the line of every character.

A passage is one printed step or one paragraph. Hard-wrapped lines are joined, blanks inside Japanese text are dropped,
and every character remembers the line of the source it stands on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bangolin.loader.form.items import Span
from bangolin.loader.narrative.segments import ARROW
from bangolin.loader.narrative.words import alternatives, declared, fold


@dataclass(frozen=True)
class Line:
    """One line of running text: where it is printed, its words, its part of the form, the system it tells of."""

    span: Span
    text: str
    section: str
    system: str | None = None
    opens: bool = False  # a label or a heading of the form stands before it


@dataclass(frozen=True)
class Passage:
    """One step or paragraph. ``at[i]`` is where ``text[i]`` is printed; ``folded`` has the same length as ``text``."""

    section: str
    system: str | None
    heading: str | None
    label: str | None
    text: str
    folded: str
    at: tuple[Span, ...]
    item: bool = False  # printed after a dot
    bullet: bool = False  # printed after any bullet
    opens: bool = False  # a label or a heading of the form stands before it
    labelled: bool = False  # the label is its own, not that of the step it goes on with

    @property
    def line(self) -> int | None:
        """The line where the passage starts."""
        return self.at[0].line

    def span(self, position: int) -> Span:
        """Where the character at ``position`` is printed."""
        return self.at[min(position, len(self.at) - 1)]


CIRCLED = "①-⑳㉑-㉟"
LABEL = re.compile(
    rf"(?:[・■●◆◇○◎▪-]\s*)?(?P<label>[0-9]{{1,2}}\s*[-ーー]\s*(?:\([ア-ンｱ-ﾝ0-9]{{1,2}}\)|[0-9]{{1,2}}['’”\"]*(?=\s))|(?:[ア-ンA-Z]\s*-?|[0-9]{{1,2}}\s*[-ーー])?[{CIRCLED}](?:-[0-9]+\.?)?['’”\"]*"
    r"|\((?:[0-9]{1,2}|[ア-ン]|[ⅰ-ⅹivx]{1,4}|[A-Za-z])\)|[0-9]{1,2}(?:[.)、]|\s+)(?![0-9])|[ア-コ](?:[.)、]\s*|\s+)|[#※][0-9]?)"
)
BULLET = re.compile(r"\s*[・■●◆◇○◎▪]\s*")
HEADING = re.compile(r"[<\[【〈《≪].{1,60}[>\]】〉》≫]$|[#※].?<.{1,60}>$")
TAG = re.compile(r"</?(?:p|br|table|tr|td|th|ol|ul|li|div|span|input|b|strong)\b[^<>]*>", re.I)
# A line that starts so goes on with the one before: no word of Japanese starts a sentence with these.
ONWARD = re.compile(
    r"(?!なお|また|ただ|この|その|これ|それ|ここ|そこ|さら|しか|あら|すべ|いず|おお|うち|もし|まず|つぎ|ほか|どの|かつ|あわ|よっ|したが)[ぁ-ん、。」)]"
)
CLAUSE = re.compile(r"[一-龥ァ-ヴー)](?:を|が|から)")
MOVE = re.compile(r"への|からの|に対する")
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9-]{2,}")
LONGEST_WORD = 40
LATIN_START, LATIN_END = re.compile(r"[A-Za-z0-9-]+"), re.compile(r"[A-Za-z0-9-]+$")
BLANK = re.compile(r"\s")
NEAR = 8  # lines around that tell how wide the printed column is


def passages(lines: Iterable[Line]) -> tuple[Passage, ...]:
    """The passages of the given lines, in their order."""
    out: list[Passage] = []
    printed = tuple(lines)
    words = frozenset(word for line in printed for word in LATIN.findall(fold(line.text)))
    for run in _runs(printed):
        out += _passages_of(run, words)
    return tuple(out)


def _runs(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that stand together: one section, one system."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and (runs[-1][-1].section, runs[-1][-1].system) == (line.section, line.system):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _passages_of(run: Sequence[Line], words: frozenset[str]) -> list[Passage]:
    pieces = [piece for line in run for piece in _pieces(line)]
    lengths = [len(piece.text.rstrip()) for piece in pieces]
    groups: list[list[Line]] = []
    for index, piece in enumerate(pieces):
        width = max(lengths[max(0, index - NEAR) : index + NEAR])
        if groups and not _starts(piece) and _goes_on(groups[-1][-1], piece, width):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return _with_headings([_joined(group, words) for group in groups])


def _pieces(line: Line) -> list[Line]:
    """A line taken apart where markup or a new label inside it starts another paragraph."""
    if len(line.text) <= 200 and STEPS_INSIDE.search(line.text):
        parts = STEPS_INSIDE.split(line.text)
        return [
            replace(line, text=part, opens=line.opens and index == 0)
            for index, part in enumerate(parts)
            if part.strip()
        ]
    if "<" not in line.text and "\t" not in line.text and "\n" not in line.text and len(line.text) <= 200:
        return [line] if line.text.strip() else []
    text = TAG.sub("\n", line.text).replace("\t", "\n").replace("<br>", "\n")
    if "\n" in text or len(text) > 200:
        text = _labels_apart(text)
    parts = [part for part in text.split("\n") if part.strip()]
    return [replace(line, text=part, opens=line.opens and index == 0) for index, part in enumerate(parts)]


STEPS_INSIDE = re.compile(rf"(?<=。)[ 　]+(?=[A-ZＡ-Ｚア-ン0-9０-９]{{1,2}}[ 　]?[-－ー―][ 　]?[{CIRCLED}])")
INNER = re.compile(
    rf"(?<=[\s。])(?=(?:[A-ZＡ-Ｚ][-－ー―])?[{CIRCLED}]|・(?=[^\s・])|\((?:[0-9]{{1,2}}|[ⅰ-ⅹivx]{{1,4}})\)|[0-9]{{1,2}}\.(?:\s|(?=[^\d\s]))|※[0-9]?\s|\*\s|なお、)"
)


def _labels_apart(text: str) -> str:
    return INNER.sub("\n", text)


def _starts(piece: Line) -> bool:
    if piece.opens:
        return True
    folded = fold(piece.text).strip()
    return bool(LABEL.match(folded) or BULLET.match(folded) or HEADING.match(folded))


def _goes_on(before: Line, after: Line, width: int) -> bool:
    """Whether the words of a line run on into the next: it is full, and does not end a sentence early."""
    text = before.text.rstrip()
    if ARROW.search(fold(text)) or ARROW.search(fold(after.text)):
        if _drawn_apart(fold(text), fold(after.text)):
            return False
        if _torn_at_an_arrow(fold(text), fold(after.text).strip()):
            return True
    if not text.endswith(("。", "」", "】", "＞", ">")) and ONWARD.match(fold(after.text).strip()):
        return True
    if HEADING.match(fold(text).strip()) or _heads(before, after):
        return False
    if text.endswith(("、", "，", "・", "及び", "又は", "の", "を", "に", "が", "は")):
        return True
    if text.count("（") + text.count("(") > text.count("）") + text.count(")"):
        return True
    short = len(text) < width * 0.72
    return not short if not text.endswith("。") else len(text) >= width * 0.6


DATA_BEHIND = re.compile(r"[^:]*[^:\s、]\s*:\s*\S|.*\)$")


def _drawn_apart(before: str, after: str) -> bool:
    """Whether two lines are chains of arrows of their own: both with their data, or the second starts where the first ends."""
    if not ARROW.search(before) or not ARROW.search(after):
        return False
    last, first = ARROW.split(before)[-1].strip(), ARROW.split(after)[0].strip(" ・")
    return (_drawn(before) and _drawn(after)) or (last == first != "")


def _torn_at_an_arrow(before: str, after: str) -> bool:
    """Whether a line ends with an arrow, or the next one starts with one that is no bullet."""
    ends = ARROW.search(before, max(0, len(before) - 3))
    starts = ARROW.match(after) and after[0] not in BULLET_ARROWS
    whole = before.endswith(("。", ")", "」", "】", ">")) or HEADING.match(before.strip())
    return bool(ends and ends.end() == len(before)) or bool(starts and not whole and len(before.strip()) > 1)


BULLET_ARROWS = "▶►▷⇒⇨"


def _drawn(line: str) -> bool:
    """Whether a line is a whole chain of arrows, with its data."""
    arrows = list(ARROW.finditer(line))
    opened = line.count("(") > line.count(")")
    return not opened and bool(DATA_BEHIND.match(line[arrows[-1].end() :]))


def _heads(before: Line, after: Line) -> bool:
    """Whether a line is the heading of what is printed further in below it."""
    folded = fold(before.text).strip()
    indent = [len(line.text) - len(line.text.lstrip()) for line in (before, after)]
    return (
        bool(LABEL.match(folded))
        and "。" not in folded
        and indent[1] > indent[0]
        and bool(headings_end().search(folded))
    )


def _joined(group: Sequence[Line], words: frozenset[str] = frozenset()) -> Passage:
    """One passage of lines. ``words``: the Latin words of the document, for those that a line end cuts in two."""
    characters: list[tuple[str, Span]] = []
    for line in group:
        stripped = line.text.strip()
        apart = not _one_word(characters, stripped, words)
        if apart and characters and characters[-1][0].isascii() and stripped[:1].isascii() and stripped[:1].isalnum():
            characters.append((" ", line.span))
        characters += [(character, line.span) for character in stripped]
    kept = _without_blanks(characters)
    text = "".join(character for character, _ in kept)
    first = group[0]
    places = tuple(span for _, span in kept)
    passage = Passage(first.section, first.system, None, None, text, fold(text), places, opens=first.opens)
    return _without_label(passage)


def _one_word(before: Sequence[tuple[str, Span]], after: str, words: frozenset[str]) -> bool:
    tail = LATIN_END.search(fold("".join(character for character, _ in before[-20:])))
    head = LATIN_START.match(fold(after[:LONGEST_WORD])) if tail else None
    return bool(tail and head and tail[0] + head[0] in words)


def _without_blanks(characters: Sequence[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """Without blanks, but those between two words of Latin letters and the first one after a label."""
    if not BLANK.search("".join(character for character, _ in characters)):
        return list(characters)
    out: list[tuple[str, Span]] = []
    for index, (character, span) in enumerate(characters):
        if character.isspace():
            before = out[-1][0] if out else ""
            after = characters[index + 1][0] if index + 1 < len(characters) else ""
            latin = before.isascii() and after.isascii() and before.isalpha() and after.isalpha()
            if not (latin or len(out) <= 40) or before == " ":
                continue
            character = " "
        out.append((character, span))
    return out


def _cut(passage: Passage, start: int, *, label: str | None = None) -> Passage:
    return replace(
        passage,
        text=passage.text[start:],
        folded=passage.folded[start:],
        at=passage.at[start:] or passage.at[-1:],
        label=label or passage.label,
    )


def _without_label(passage: Passage) -> Passage:
    bullet = BULLET.match(passage.folded)
    if bullet and bullet.end() < len(passage.text):
        passage = replace(_cut(passage, bullet.end()), item=bullet[0].strip() == "・", bullet=True)
    found = LABEL.match(passage.folded)
    if not found or found.end() >= len(passage.text):
        return passage
    printed = passage.text[found.start("label") : found.end("label")].strip()
    rest = passage.folded[found.end() :]
    return replace(_cut(passage, found.end() + len(rest) - len(rest.lstrip()), label=printed), labelled=True)


@cache
def headings_end() -> re.Pattern[str]:
    """What the last word of a heading is."""
    ends = alternatives(declared("narrative_sections")["heading_ends"])
    return re.compile(f"(?:{ends})(?:[(（][^()（）]*[)）])*$")


TITLE = re.compile(r"[一-龥ァ-ヴー・]{2,14}")


def _with_headings(found: Sequence[Passage]) -> list[Passage]:
    """Each passage under the last line that is a heading; a heading glued before its text is cut off."""
    out: list[Passage] = []
    heading: str | None = None
    label: str | None = None
    for passage in found:
        blank = passage.folded.find(" ")
        before = passage.folded[:blank]
        named = headings_end().search(before) or (passage.labelled and TITLE.fullmatch(before))
        if 0 < blank <= 60 and named and "。" not in before and not ARROW.match(passage.folded, blank + 1):
            heading, label = passage.text[:blank], passage.label or label
            passage = _cut(passage, blank + 1)
            passage = replace(passage, label=passage.label or label)
        elif _is_heading(passage):
            heading, label = passage.text.strip("＜＞<>【】[]［］"), passage.label
            out.append(replace(passage, heading=heading))
            continue
        label = passage.label or label
        out.append(_clean(replace(passage, heading=heading, label=label)))
    return out


def _is_heading(passage: Passage) -> bool:
    folded = passage.folded
    if HEADING.match(folded):
        return True
    told = (
        "。" in folded
        or ARROW.search(folded)
        or CLAUSE.search(folded)
        or (passage.section != "I-2" and MOVE.search(folded))
    )
    return not passage.item and not told and len(folded) <= 30 and bool(headings_end().search(folded))


def _clean(passage: Passage) -> Passage:
    """The passage without the blanks that are left."""
    if not BLANK.search(passage.text):
        return passage
    latin = re.compile(r"[A-Za-z]")
    keep = [
        index
        for index, character in enumerate(passage.text)
        if not character.isspace() or latin.match(passage.text[index - 1 : index])
    ]
    return replace(
        passage,
        text="".join(passage.text[index] for index in keep),
        folded="".join(passage.folded[index] for index in keep),
        at=tuple(passage.at[index] for index in keep) or passage.at[:1],
    )
