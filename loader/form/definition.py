"""The form definitions of ``data/forms`` as typed records: which items a form has, under which labels, with which
options and rows of ticks.

A definition file names the one it builds on (``uses``); lists of items are joined, everything else is overlaid.
Source: 特定個人情報保護評価書 様式3 and 様式4 of the Personal Information Protection Commission.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal

import yaml

Kind = Literal["text", "names", "date", "option", "ticks", "heading"]
EDITIONS = ("form4-h30-05", "form4-r06-10", "form3-h30-05", "form3-r06-10")
_COMMA = re.compile(r"(?<![0-9０-９])，|，(?![0-9０-９])")
_SIGNS = str.maketrans({"−": "ー", "―": "ー", "－": "ー", "-": "ー", "‐": "ー", "–": "ー", "—": "ー", "･": "・"})


@functools.lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """The one spelling in which labels and options are compared: NFKC, no blanks, no ※, one sign for all dashes and
    one for commas between words (some bodies print ，).
    """
    text = unicodedata.normalize("NFKC", _COMMA.sub("、", text))
    return re.sub(r"[\s※]+", "", text).translate(_SIGNS)


@dataclass(frozen=True)
class Box:
    """One box of a tick row. ``also``: other wordings of its label; ``brackets``: words of the assessor may follow
    in （ ）, ``looks`` a pattern that they usually hold; ``count``: a number of 件 follows in （ ）.
    """

    label: str
    also: tuple[str, ...] = ()
    brackets: bool = False
    count: bool = False
    looks: str | None = None


@dataclass(frozen=True)
class Item:
    """One item of the form.

    ``place`` names its section for citations, ``{n}`` is the number of its block; ``block`` the kind of block
    (システム, 委託事項, 提供先, 移転先) or None; ``number`` the circled number in front; ``long``: usually many lines;
    ``read``: whether facts are made of its value; ``count``: a number of 件 is printed beside;
    ``repeats``: the form prints it many times; ``looks``: a pattern that the plain words of its value usually hold.
    """

    id: str
    place: str
    labels: tuple[str, ...]
    kind: Kind
    number: int | None = None
    block: str | None = None
    options: tuple[str, ...] = ()
    grid: tuple[tuple[Box, ...], ...] = ()
    long: bool = False
    read: bool = True
    count: bool = False
    repeats: bool = False
    looks: str | None = None

    def citation(self, block: int | None) -> str:
        """How evidence names the item, e.g. ``Ⅱ.4.委託事項6.⑥``."""
        place = self.place.replace("{n}", "" if block is None else str(block))
        return f"{place}.{circled(self.number)}" if self.number else place

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All boxes in the form's order."""
        return tuple(box for row in self.grid for box in row)


@dataclass(frozen=True)
class SectionHeading:
    """A section of the form and the headings that open it."""

    id: str
    headings: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """One edition of one form."""

    id: str
    form: str
    number: int
    edition: str
    printed: tuple[str, ...]
    sections: tuple[SectionHeading, ...]
    items: tuple[Item, ...]

    def __hash__(self) -> int:
        """By its name: what is kept for a form is looked up for every line."""
        return hash(self.id)

    def item(self, item_id: str) -> Item:
        """The item of that id; KeyError where the form has none."""
        return _by_id(self)[item_id]

    def has(self, item_id: str) -> bool:
        """Whether the form has that item."""
        return any(item.id == item_id for item in self.items)


@functools.cache
def _by_id(form: Form) -> dict[str, Item]:
    return {item.id: item for item in form.items}


def circled(number: int) -> str:
    """①…⑳ for 1…20."""
    return chr(0x245F + number)


@functools.cache
def read_form(name: str) -> Form:
    """The definition ``data/forms/NAME.yaml`` with everything it builds on."""
    data = _overlaid(name)
    options, grids = data["options"], {key: _grid(rows) for key, rows in data["grids"].items()}
    return Form(
        id=name,
        form=data["form"],
        number=data["number"],
        edition=data["edition"],
        printed=tuple(data["printed"]),
        sections=tuple(SectionHeading(one["id"], tuple(one["headings"])) for one in data["sections"]),
        items=tuple(_item(one, options, grids) for one in data["items"]),
    )


def forms() -> tuple[Form, ...]:
    """All editions that can be read."""
    return tuple(read_form(name) for name in EDITIONS)


def _overlaid(name: str) -> dict[str, Any]:
    text = resources.files("bangolin.data.forms").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    base = _overlaid(data["uses"]) if "uses" in data else {}
    return {**base, **data, "items": [*base.get("items", []), *data.get("items", [])]}


def _grid(rows: list[list[dict[str, Any]]]) -> tuple[tuple[Box, ...], ...]:
    return tuple(tuple(Box(**{**box, "also": tuple(box.get("also", ()))}) for box in row) for row in rows)


def _item(data: dict[str, Any], options: dict[str, list[str]], grids: dict[str, tuple[tuple[Box, ...], ...]]) -> Item:
    plain_data = {key: value for key, value in data.items() if key not in ("options", "grid", "labels")}
    return Item(
        labels=tuple(data["labels"]),
        options=tuple(options[data["options"]]) if "options" in data else (),
        grid=grids[data["grid"]] if "grid" in data else (),
        **plain_data,
    )
