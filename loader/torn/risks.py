"""Section III: each risk with the rating of its measures, and whether an incident occurred."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import yaml
from bangolin.loader.form.definition import Form, plain
from bangolin.loader.form.items import ItemValue, Span
from bangolin.loader.sources.text import Page
from bangolin.loader.torn.blocks import Block, Group, Wanted, place
from bangolin.loader.torn.cells import Cell, cells
from bangolin.loader.torn.options import Chosen, give_options
from bangolin.loader.torn.values import give_values

_OCCURRED = "発生あり"
_NAME_OF_FILE = "1.特定個人情報ファイル名"


@dataclass(frozen=True)
class Risk:
    """One risk of the form: number and words of its section's heading, its own number (None: one a section), words."""

    section: int
    number: int | None
    words: str


@functools.cache
def risks(form: str) -> tuple[Risk, ...]:
    """The risks that a form prints, in its order."""
    text = resources.files("bangolin.data.forms").joinpath("risks.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)[form]
    return tuple(Risk(section, number, words) for section, found in data.items() for number, words in found)


def read_risks(pages: Sequence[Page], form: Form) -> list[ItemValue]:
    """The ratings in the form's order (``block`` None, the risk's heading first in ``spans``), and the incident.

    A document of several files may print section III for each of them.
    """
    found = [value for part in _parts(pages) for value in _of_file(part, form)]
    incidents = [value for value in found if value.item.startswith("incidents.")]
    occurred = sorted(
        (value for value in incidents if value.item == "incidents.occurred"),
        key=lambda value: value.option != _OCCURRED,
    )
    return [
        *(value for value in found if value not in incidents),
        *occurred[:1],
        *(i for i in incidents if i not in occurred),
    ]


def _parts(pages: Sequence[Page]) -> list[list[Page]]:
    """The pages of each file: one starts where 「１．特定個人情報ファイル名」 is printed again."""
    parts: list[list[Page]] = [[]]
    named = False
    for page in pages:
        names = any(plain(line.text).startswith(_NAME_OF_FILE) for line in page.lines)
        if names and named:
            parts.append([])
        named = named or names
        parts[-1].append(page)
    return parts


def _of_file(pages: Sequence[Page], form: Form) -> list[ItemValue]:
    """The ratings and the incident of one file's pages."""
    pieces = cells(pages, form, "III")
    options = give_options(pieces, form)
    given = give_values(pieces, form)
    headings = _headings(pieces, form)
    blocks = [
        Block("risk", at, 1, cell.page, following, cell.order)
        for at, (cell, following) in enumerate(zip(headings, _ends(headings), strict=True))
    ]
    labels = [cell for cell in pieces if "measure.rating" in cell.items]
    placed = place([Group(labels, [Wanted("measure.rating", block, 1) for block in blocks])], blocks)[0]
    by_block = {wanted.block: order for order, wanted in placed.items()}
    found = [_rating(cell, options.get(by_block.get(block, -1))) for cell, block in zip(headings, blocks, strict=True)]
    return [*found, *_incident(pieces, options, bool(given))]


def _rating(heading: Cell, chosen: Chosen | None) -> ItemValue:
    spans = tuple(heading.spans[:1])
    if not chosen:
        return ItemValue("measure.rating", spans=spans)
    return ItemValue("measure.rating", spans=(*spans, chosen.span), option=chosen.option, confidence="derived")


def _headings(pieces: Sequence[Cell], form: Form) -> list[Cell]:
    """The headings of the risks, in the form's order: those of one page by section and number."""
    known = risks(form.form)
    left = list(known)
    found: list[tuple[int, int, Cell]] = []
    candidates = [cell for cell in pieces if cell.kind in ("risk", "heading")]
    for cell in candidates:
        match = next((risk for risk in left if _is(cell, risk)), None)
        if match:
            left.remove(match)
            found.append((cell.page, known.index(match), cell))
    return [cell for _, _, cell in sorted(found, key=lambda one: (one[0], one[1]))]


def _is(cell: Cell, risk: Risk) -> bool:
    words = plain(risk.words)
    if cell.kind == "heading":
        return risk.number == 0 and cell.name.startswith(words)
    return risk.number != 0 and words[:12] in cell.name


def _ends(headings: Sequence[Cell]) -> list[int]:
    """The last page on which the rating of each risk may stand: where the next but one starts."""
    return [
        max(cell.page, headings[at + 1].page) if at + 1 < len(headings) else cell.page + 4
        for at, cell in enumerate(headings)
    ]


def _incident(pieces: Sequence[Cell], options: dict[int, Chosen], _given: bool) -> list[ItemValue]:
    found: list[ItemValue] = []
    for cell in pieces:
        chosen = options.get(cell.order)
        if "incidents.occurred" in cell.items and chosen:
            at = Span(chosen.span.text, chosen.span.line)
            found.append(ItemValue("incidents.occurred", spans=(at,), option=chosen.option))
        if "incidents.content" in cell.items and cell.spans:
            found.append(ItemValue("incidents.content", spans=tuple(cell.spans)))
    return found
