"""The pieces that the text of a page is torn into: labels of the form with the words printed on them, headings of
blocks, lines of signs, and words without a label.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Literal

import yaml
from bangolin.loader.form.definition import Form, Item, plain
from bangolin.loader.form.items import Span
from bangolin.loader.form.sections import section_of_heading
from bangolin.loader.sources.text import Line, Page
from bangolin.loader.torn.signs import Sign, is_line_of_signs, signs

CellKind = Literal["label", "block", "heading", "risk", "signs", "text"]
_BLOCK = re.compile(
    r"^[\s　]*(システム|委託事項|提供先|移転先)[\s　]*([0-9０-９]{1,3})(?:[\s　]+(?P<rest>\S.*))?[\s　]*$"
)
_RANGE = re.compile(r"^(?:システム|委託事項|提供先|移転先)\d{1,3}[~〜ー\-]\d{1,3}$")
_NUMBERED = re.compile(r"^[\s　]*[0-9０-９]{1,2}[\s　]*[．.][\s　]*(\S.*)$")
_RISK = re.compile(r"^[\s　]*リスク[\s　]*([0-9０-９]{0,2})[\s　]*[：:]")
_NOISE = frozenset(
    plain(word)
    for word in (
        "再",
        "委",
        "託",
        "再委託",
        "※",
        "・識別情報",
        "・連絡先等情報",
        "・業務関係情報",
        "具体的な方法",
        "、",
    )
)
_ENTRY = re.compile(r"(?:[<＜]?選択肢[>＞]?)?\d{1,2}\)")
_WRAPPED = 4
_FEWEST_SIGNS = 4
_INDENTED = re.compile(r"^[ 　]+[①-⑳]\S")


@dataclass
class Cell:
    """One piece.

    ``order`` counts the pieces of the text; ``name`` is the plain label, the kind of the block, the heading's words;
    ``number`` the N of a block; ``items`` the ids that the label may stand for; ``spans`` its words;
    ``signs`` the signs of a line; ``label`` the label in whose lines the signs stand; ``bracketed``: the words were
    torn out of the brackets behind a box, which close or open in them.
    """

    kind: CellKind
    page: int
    order: int
    chunk: int
    line: int
    name: str = ""
    number: int | None = None
    items: tuple[str, ...] = ()
    spans: list[Span] = field(default_factory=list)
    signs: tuple[Sign, ...] = ()
    label: Cell | None = None
    bracketed: bool = False

    @property
    def text(self) -> str:
        """The words in the spelling of comparison."""
        return plain("".join(span.text for span in self.spans))


@dataclass(frozen=True)
class Labels:
    """The labels of a form in one section: plain spelling -> items."""

    items: dict[str, tuple[Item, ...]]
    starts: frozenset[str]
    headings: tuple[str, ...]


@functools.cache
def labels(form: Form, section: str) -> Labels:
    """All labels that a section prints, with and without the circled number."""
    romans = {"I": ("Ⅰ", "表紙"), "II": ("Ⅱ",), "III": ("Ⅲ",), "cover": ("表紙",)}
    found: dict[str, tuple[Item, ...]] = {}
    for item in form.items:
        if item.place.split(".")[0] not in romans.get(section, ()):
            continue
        for label in item.labels:
            spelling = plain(label)
            for key in (spelling, f"{item.number}{spelling}") if item.number else (spelling,):
                if "{n}" not in key:
                    found[key] = (*found.get(key, ()), item)
    found = {key: _as_printed(key, items) for key, items in found.items()}
    return Labels(found, frozenset(key[:2] for key in found), _subsections(form.form, section))


def _as_printed(key: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items that print a label so: without a number those that have none, if there are any."""
    bare = tuple(item for item in items if item.number is None)
    return bare if bare and not key[0].isdigit() else items


def _subsections(form: str, section: str) -> tuple[str, ...]:
    """The words of the headings 「N．…」 of a section."""
    text = resources.files("bangolin.data.forms").joinpath("subsections.yaml").read_text(encoding="utf-8")
    data: dict[str, dict[str, dict[int, str]]] = yaml.safe_load(text)
    return tuple(plain(words) for words in data[form].get(section, {}).values())


def cells(pages: Iterable[Page], form: Form, section: str) -> list[Cell]:
    """The pieces of some pages, in the text's order."""
    known = labels(form, section)
    pages = list(pages)
    reader = _Reader(form, known, _labels_stand_apart(pages))
    repeated = [key for key, items in known.items.items() if any(item.repeats for item in items)]
    for page in pages:
        reader.page = page.number
        for chunk in chunks(page):
            reader.chunk(_parted(chunk, repeated))
    for cell in reader.cells:
        cell.bracketed = cell.kind == "text" and _out_of_brackets(cell)
    return reader.cells


def _out_of_brackets(cell: Cell) -> bool:
    """Words that close a bracket which they do not open, or begin with one that they do not close; sentences are too
    long for brackets.
    """
    text = cell.text
    depth, lowest = 0, 0
    for char in text:
        depth += (char == "(") - (char == ")")
        lowest = min(lowest, depth)
    left_open = depth > 0 and text[:1] == "(" and len(text) > 1
    return (lowest < 0 or left_open) and len(text) <= 200 and "。" not in text and not re.match(r"\d{1,2}\)", text)


def chunks(page: Page) -> Iterator[list[Line]]:
    """Runs of lines that stand together: what one cell, or a piece of it, printed."""
    current: list[Line] = []
    for line in page.lines:
        if line.text.strip():
            current.append(line)
        elif current:
            yield current
            current = []
    if current:
        yield current


def _parted(lines: list[Line], labels: list[str]) -> list[Line]:
    """Lines cut before a label that the form repeats, where other words were printed in front of it."""
    found: list[Line] = []
    for line in lines:
        at = next((at for label in labels if (at := line.text.find(label)) > 0), 0)
        if at and line.text[:at].strip():
            found += [Line(line.number, line.text[:at]), Line(line.number, " " + line.text[at:])]
        else:
            found.append(line)
    return found


class _Reader:
    def __init__(self, form: Form, known: Labels, apart: bool) -> None:
        self.form, self.known, self.apart = form, known, apart
        self.cells: list[Cell] = []
        self.page = self.chunks = 0

    def chunk(self, lines: list[Line]) -> None:
        """Read one run of lines."""
        self.chunks += 1
        open_cell: Cell | None = None
        at = 0
        while at < len(lines):
            taken = self._heading(lines, at)
            if taken and not self.cells:
                at += taken
                continue
            if taken:
                open_cell, at = self.cells[-1], at + taken
                open_cell = open_cell.label if open_cell.signs else open_cell
                continue
            open_cell = self._words(lines[at], open_cell)
            at += 1

    def _heading(self, lines: list[Line], at: int) -> int:
        """Take a label, a heading of a block or of a section, with the words on it; how many lines it took."""
        line = lines[at]
        block = _BLOCK.match(line.text)
        if block and not _RANGE.match(plain(line.text)):
            rest = [Span(block["rest"].strip(), line.number)] if block["rest"] else []
            self._add("block", line.number, name=block[1], number=int(plain(block[2])), spans=rest)
            return 1
        if _RANGE.match(plain(line.text)):
            return 1
        if _RISK.match(line.text):
            self._add("risk", line.number, name=plain(line.text), spans=[Span(line.text.strip(), line.number)])
            return 1
        return self._label(lines, at)

    def _label(self, lines: list[Line], at: int) -> int:
        raw = lines[at].text
        numbered = _NUMBERED.match(raw)
        start = plain(numbered[1] if numbered else raw)
        if start[:2] not in self.known.starts:
            return self._section(lines[at], numbered)
        for taken in range(1, _WRAPPED + 1):
            if at + taken > len(lines):
                break
            joined = plain("".join(line.text for line in lines[at : at + taken]))
            joined = plain(_NUMBERED.sub(r"\1", joined)) if numbered else joined
            key = self._key(joined, lines, at, taken, bool(numbered))
            if key:
                last = lines[at + taken - 1]
                self._labelled(key, lines[at].number, last, self._rest(key, lines, at, taken, bool(numbered)))
                return taken
        return self._section(lines[at], numbered)

    def _key(self, joined: str, lines: list[Line], at: int, taken: int, numbered: bool) -> str | None:
        """The label that these lines begin with, if it stands there as a label, not inside running words."""
        for length in range(min(len(joined), 60), 1, -1):
            key = joined[:length]
            if key not in self.known.items:
                continue
            before = sum(len(plain(line.text)) for line in lines[at : at + taken - 1])
            if taken > 1 and length <= before:
                return None
            rest = self._rest(key, lines, at, taken, numbered)
            return key if _is_label(key, lines[at].text, rest, self.apart) else None
        return None

    def _rest(self, key: str, lines: list[Line], at: int, taken: int, numbered: bool) -> str:
        """What stands behind the label on its last line, with the blank before it."""
        last = lines[at + taken - 1].text
        before = "".join(line.text for line in lines[at : at + taken - 1])
        needed = len(key) - len(plain(_NUMBERED.sub(r"\1", before) if numbered and before else before))
        if numbered and taken == 1:
            match = _NUMBERED.match(last)
            last = match[1] if match else last
        seen = 0
        for index, char in enumerate(last):
            if seen >= needed and plain(char):
                return last[index - 1 if index and not last[index - 1].strip() else index :]
            seen += len(plain(char))
        return ""

    def _labelled(self, key: str, number: int, last: Line, rest: str) -> None:
        items = tuple(item.id for item in self.known.items[key])
        inner = self._inner(key, rest)
        if inner:
            self._labelled(inner[0], number, last, inner[1])
            return
        cell = self._add("label", number, name=re.sub(r"^\d+", "", key), items=items)
        if not rest.strip(" 　※"):
            return
        found = signs(rest, last.number, self.form)
        if is_line_of_signs(found):
            self._add("signs", last.number, signs=found, label=cell)
        else:
            cell.spans.append(Span(rest.strip(" 　※"), last.number))

    def _inner(self, key: str, rest: str) -> tuple[str, str] | None:
        """The label printed behind a heading that has no value of its own (②保管期間　期間), and what is behind it."""
        words = rest.lstrip(" 　")
        if any(item.kind != "heading" for item in self.known.items[key]) or not words:
            return None
        for length in range(min(len(words), 30), 1, -1):
            label = plain(words[:length])
            if (
                label in self.known.items
                and label != key
                and words[length : length + 1] in ("", " ", "　", "※", "[", "［")
            ):
                return label, words[length:]
        return None

    def _section(self, line: Line, numbered: re.Match[str] | None) -> int:
        """A heading 「N．…」 of the form, or of a section."""
        if line.text[:1] in "　 ⅠⅡⅢⅣⅤⅥ" and section_of_heading(line.text, self.form):
            self._add("heading", line.number, name=plain(line.text))
            return 1
        words = plain(numbered[1]) if numbered else ""
        if numbered and any(words.startswith(heading) for heading in self.known.headings):
            self._add("heading", line.number, name=plain(numbered[1]), spans=[Span(line.text.strip(), line.number)])
            return 1
        return 0

    def _words(self, line: Line, open_cell: Cell | None) -> Cell | None:
        """Take a line without label: signs, or words of the cell that is open; the cell that is open then."""
        spelled = plain(line.text)
        if spelled in _NOISE or not spelled:
            return open_cell
        found = signs(line.text, line.number, self.form) if _may_be_signs(spelled) else ()
        if found and is_line_of_signs(found):
            label = open_cell if open_cell and open_cell.kind in ("label", "block") else None
            cell = self._add("signs", line.number, signs=found, label=label)
            return cell if _leaves_open(found) else label
        span = Span(line.text.strip(), line.number)
        if open_cell and open_cell.kind in ("label", "block", "text", "signs") and not self._wants_none(open_cell):
            open_cell.spans.append(span)
            return open_cell
        if open_cell and open_cell.kind == "heading":
            return open_cell
        return self._add("text", line.number, spans=[span])

    def _wants_none(self, cell: Cell) -> bool:
        """Whether a label takes an option or boxes only: words behind these are those of a label further on."""
        last = self.cells[-1]
        behind = last.kind == "signs" and last.label is cell
        return (
            behind and all(self.form.item(item).kind in ("option", "ticks") for item in cell.items) and bool(cell.items)
        )

    def _add(self, kind: CellKind, line: int, **rest: object) -> Cell:
        cell = Cell(kind, self.page, len(self.cells), self.chunks, line, **rest)  # type: ignore[arg-type]
        self.cells.append(cell)
        return cell


def _labels_stand_apart(pages: Sequence[Page]) -> bool:
    """Whether labels are printed with a blank in front, as the official form has them."""
    return any(_INDENTED.match(line.text) for page in pages for line in page.lines)


def _is_label(key: str, raw: str, rest: str, apart: bool) -> bool:
    """Whether a label stands there as one: alone, before a box, or with a blank behind it, and in front where labels have one."""
    if not plain(rest) or rest.lstrip(" 　※")[:1] in ("[", "［"):
        return True
    behind = rest[:1] in " 　" or rest[:1] in "※[［（("
    return behind and (raw[:1] in " 　" or key[:1].isdigit() or (not apart and len(key) >= _FEWEST_SIGNS))


def _leaves_open(found: tuple[Sign, ...]) -> bool:
    """Whether brackets for words of the assessor are open at the end of the line."""
    kinds = [sign.kind for sign in found]
    return kinds.count("(") > kinds.count(")") and kinds[-1] in ("(", "text")


def _may_be_signs(spelled: str) -> bool:
    return "[" in spelled or "]" in spelled or len(spelled) <= 24 or bool(_ENTRY.match(spelled))
