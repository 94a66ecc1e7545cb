"""Which item of the form a cell names: labels, headings of sections, and the marks of blocks, in their context."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib import resources

import yaml
from bangolin.loader.form.definition import Form, Item, plain
from bangolin.loader.form.folding import Folded
from bangolin.loader.sources.rows import Cell

_ROMAN = {"表紙": "cover", "Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "Ⅴ": "V", "Ⅵ": "VI"}
_SECTIONS = ("cover", "I", "II", "III")
_NUMBER = r"[ー・*]?(?:再委託|使用の主体|保管期間)?(?:\(?(\d{1,2})\)?[.)、]?(?:使用の主体|保管期間)?)?"
_COLON = re.compile(r"\s*[:：]")
_RANGE = re.compile(r"[~〜ー・、,]\d")
_ALIKE = 0.75
_LONGEST_HEADING, _TELLING_TITLE = 90, 12


@dataclass(frozen=True)
class Place:
    """Where in the form the walk is: section, number of the heading in it, block and its ordinal, ordinal of the
    file section, and the cell of the last heading (「N. …」 or 「リスクN」).
    """

    section: str = "cover"
    number: int | None = None
    block: str | None = None
    ordinal: int | None = None
    file: int | None = None
    heading: Cell | None = None


@dataclass(frozen=True)
class Label:
    """The label of an item: its block's ordinal where the label prints it, and where in the cell the label ends."""

    item: Item
    ordinal: int | None
    end: int


def section_heading(words: Folded, form: Form) -> str | None:
    """The section that a cell opens, or None. A long heading may have lost its Roman number."""
    if not words.text or len(words.text) > _LONGEST_HEADING:
        return None
    for section in form.sections:
        for heading in section.headings:
            found = _heading_pattern(plain(heading)).match(words.text)
            if found and len(words.text) <= found.end() + 30:
                return section.id
    return None


@functools.cache
def _heading_pattern(heading: str) -> re.Pattern[str]:
    numbered = re.match(r"([IV]+|\(別添\d\))(.*)", heading)
    if not numbered:
        return re.compile(re.escape(heading))
    number, title = numbered[1], re.escape(numbered[2])
    if number.startswith("("):  # its title tells an annex: documents number them by another form's rule too
        return re.compile(rf"[(〔【]?別添\d[)〕】]?[.:]?{title}")
    lost = "?" if len(numbered[2]) >= _TELLING_TITLE else ""
    return re.compile(rf"(?:{number}[.、:]?){lost}{title}(?=$|[(※\[<])")


def subsection_heading(words: Folded, form: Form, section: str) -> int | None:
    """The number of the heading 「N. …」 that a cell prints in a section, or None."""
    found = re.match(r"(\d{1,2})[.、)]?(.+)", words.text)
    for number, title in _subsections(form.form).get(section, {}).items():
        if not found or int(found[1]) != number:
            continue
        spelling, said = plain(title), found[2]
        exact = said.startswith(spelling) and (said == spelling or said[len(spelling)] in "([<「")
        if exact or difflib.SequenceMatcher(None, spelling, said.split("(")[0], autojunk=False).ratio() >= 0.85:
            return number
    return None


def block_mark(words: Folded, block: str) -> int | None:
    """N where a cell is 「(block)N」."""
    found = re.fullmatch(rf"{block}(\d{{1,2}})", words.text)
    return int(found[1]) if found else None


def find_label(cell: Cell, words: Folded, form: Form, place: Place, whole_only: bool) -> Label | None:
    """The label with which a cell starts, in the context of a place.

    Args:
        whole_only: only a cell that holds nothing else counts (cells far from the left edge of their row).
    """
    found = [label for item in _items(form, place.section) if (label := _match(item, cell, words, whole_only))]
    if not found:
        return None
    longest = max(label.end for label in found)
    return min((label for label in found if label.end == longest), key=lambda label: _distance(label.item, place))


def find_label_ahead(cell: Cell, words: Folded, form: Form, place: Place) -> tuple[str, Label] | None:
    """A later section, and the item of it, whose label is all that a cell holds: the heading between is lost.

    Only labels with their printed number, or long ones, that no other section has.
    """
    found = [
        (section, label)
        for section in _SECTIONS
        for item in _items(form, section)
        if (label := _match(item, cell, words, whole_only=True))
    ]
    if len({section for section, _ in found}) != 1:
        return None
    section, label = found[0]
    numbered = label.item.number is not None and re.match(r"\d", words.text)
    if _order(section) <= _order(place.section) or not (numbered or len(words.text) >= _TELLING_TITLE):
        return None
    return section, min((one for _, one in found), key=lambda one: one.item.number or 0)


def _order(section: str) -> int:
    return _SECTIONS.index(section) if section in _SECTIONS else {"別添1": 1, "record items": 2}.get(section, 0)


def resembling(cell: Cell, words: Folded, form: Form, place: Place) -> Label | None:
    """The item of the place whose number a cell prints and whose label it nearly spells (a slip of OCR)."""
    found = re.match(r"(\d{1,2})[.)、]?(.{3,40})$", words.text)
    if not found or _RANGE.match(found[2]):
        return None
    for item in _items(form, place.section):
        ratios = (difflib.SequenceMatcher(None, plain(one), found[2], autojunk=False).ratio() for one in item.labels)
        alike = max(ratios, default=0.0)
        if item.number == int(found[1]) and _distance(item, place) == (0, 0) and alike >= _ALIKE:
            return Label(item, None, len(cell.text))
    return None


def moved(place: Place, label: Label) -> Place:
    """The place after a label: its heading's number, and its block where the label prints one."""
    number = _heading_number(label.item.place)
    if number is not None and number != place.number:
        place = replace(place, number=number, block=None, ordinal=None)
    if label.ordinal is not None:
        return replace(place, block=label.item.block, ordinal=label.ordinal)
    if label.item.block != place.block:
        return replace(place, block=None, ordinal=None)
    return place


def _match(item: Item, cell: Cell, words: Folded, whole_only: bool) -> Label | None:
    for pattern in _patterns(item.labels):
        found = pattern.match(words.text)
        if not found or _RANGE.match(words.text, found.end()):
            continue
        ordinal = int(found["n"]) if "n" in pattern.groupindex else None
        rest = found.end() < len(words.text)
        if not rest:
            return Label(item, ordinal, len(cell.text))
        if (
            not whole_only
            and _parted(cell.text, words, found.end())
            and (found[1] or ordinal or _telling(cell, words, found))
        ):
            return Label(item, ordinal, words.end(found.end()))
    return None


def _telling(cell: Cell, words: Folded, found: re.Match[str]) -> bool:
    """Whether a label without number is surely one: long, before a bracket, or on a printed line of its own."""
    behind = cell.text[words.end(found.end()) : words.start(found.end(), len(cell.text))]
    if _COLON.match(cell.text, words.end(found.end())):
        return True
    return "\n" in behind or words.text.startswith("[", found.end()) or found.end() >= 8


def _parted(text: str, words: Folded, end: int) -> bool:
    """Whether something parts a label from what follows it in its cell."""
    behind = text[words.end(end) : words.start(end, len(text)) + 1]
    return bool(re.match(r"[\s※:：\[［<＜]", behind))


@functools.cache
def _patterns(labels: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    spelled = (re.escape(plain(label)).replace(re.escape("{n}"), r"(?P<n>\d{1,2})") for label in labels)
    return tuple(re.compile(_NUMBER + spelling) for spelling in spelled)


def _items(form: Form, section: str) -> Iterable[Item]:
    return (item for item in form.items if _section(item.place) == section)


@functools.cache
def _section(place: str) -> str:
    return _ROMAN.get(place.split(".")[0], "")


@functools.cache
def _heading_number(place: str) -> int | None:
    found = re.match(r"[Ⅰ-Ⅵ]\.(\d+)", place)
    return int(found[1]) if found else None


def _distance(item: Item, place: Place) -> tuple[int, int]:
    """How far an item of the same section is from a place: headings, then block."""
    number = _heading_number(item.place)
    headings = abs(number - place.number) if number is not None and place.number is not None else 0
    return headings, int(item.block != place.block)


@functools.cache
def _subsections(form: str) -> dict[str, dict[int, str]]:
    text = resources.files("bangolin.data.forms").joinpath("subsections.yaml").read_text(encoding="utf-8")
    data: dict[str, dict[str, dict[int, str]]] = yaml.safe_load(text)
    return data[form]
