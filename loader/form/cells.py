"""Item values of a document with cells: OCR text, HTML, workbooks, pages with ruled lines.

The walk over the rows finds the labels of the form with the cells behind them (``regions``); the words of a region
are taken apart into options, ticks and free words; the values of a block are given to its items (``alignment``).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import replace

from bangolin.loader.facts.records import Confidence
from bangolin.loader.form.alignment import Piece, PieceKind, Slot, assign, takes
from bangolin.loader.form.boxes import state
from bangolin.loader.form.definition import Form, Item
from bangolin.loader.form.items import ItemValue, Span, Tick
from bangolin.loader.form.labels import Place
from bangolin.loader.form.pieces import COUNT, Found, grid_name, looks_of, pieces_of
from bangolin.loader.form.regions import Region, find_regions
from bangolin.loader.sources.rows import Row

_MAY_BE_EMPTY = frozenset({"system.connections"})
_TWO_OPTIONS: tuple[Confidence, str] = ("uncertain", "two options stand in brackets")
_DATE = re.compile(r"(?:令和|平成|20\d\d年?|[RHrh])[^日\[\]()]{0,12}?日|20\d\d[/.]\d{1,2}[/.]\d{1,2}")
_LIST_MARK = re.compile(r"^(?:[(（]\d{1,2}[)）]|[①-⑳]|\d{1,2}[.．、])[\s　]*(?=\S)")
_KINDS: dict[str, PieceKind | None] = {"option": "option", "ticks": "ticks", "heading": None}


def read_cells(rows: Iterable[Row], form: Form) -> tuple[ItemValue, ...]:
    """The values of all items of a form in rows of cells, in reading order.

    A printed label without a value gives an ``ItemValue`` without words. What had to be moved to its item is
    ``derived`` where an option or a row of ticks moved with it, else ``uncertain``.
    """
    values: list[ItemValue] = []
    for _, group in itertools.groupby(find_regions(rows, form), key=lambda region: _block(region.place)):
        values += _read_block([region for region in group if region.label], form)
    return tuple(values)


def _block(place: Place) -> tuple[object, ...]:
    return place.section, place.number, place.block, place.ordinal, place.file


def _read_block(regions: list[Region], form: Form) -> list[ItemValue]:
    items = _items(regions, form)
    looks = looks_of((item for item, _ in items), form)
    found = [(piece, value) for at, region in enumerate(regions) for piece, value in pieces_of(at, region, looks)]
    slots = [_slot(item, at) for item, at in items]
    given = assign(slots, [piece for piece, _ in found])
    moved = {
        piece.region - at
        for (piece, _), index in zip(found, given, strict=True)
        if piece.kind != "text" and (at := items[index][1]) is not None and takes(slots[index], piece)
    }
    by_slot: dict[int, list[tuple[Piece, Found]]] = {}
    for one, slot in zip(found, given, strict=True):
        by_slot.setdefault(slot, []).append(one)
    values: list[ItemValue] = []
    for index, (item, at) in enumerate(items):
        own = by_slot.get(index, [])
        if own or at is not None:
            values.append(_value(item, regions[at or 0].place, slots[index], own, moved))
    return values


def _items(regions: list[Region], form: Form) -> list[tuple[Item, int | None]]:
    """The items whose labels are printed, with the index of their region, and those of the block whose are not."""
    printed: list[tuple[Item, int | None]] = [
        (region.label.item, at) for at, region in enumerate(regions) if region.label
    ]
    if not printed or regions[0].place.section not in ("I", "II"):
        return printed
    known = {item.id for item, _ in printed}
    places = {item.place for item, _ in printed if regions[0].place.block is None or item.block}
    orders = {item.id: order for order, item in enumerate(form.items)}
    for order, item in enumerate(form.items):
        if item.id in known or item.place not in places or item.kind == "heading":
            continue
        before = [at for at, (other, _) in enumerate(printed) if orders[other.id] < order]
        printed.insert(max(before, default=-1) + 1, (item, None))
    return printed


def _slot(item: Item, at: int | None) -> Slot:
    accepts = frozenset({"/".join(item.options)} if item.options else {grid_name(item.boxes)} if item.grid else ())
    return Slot(_KINDS.get(item.kind, "text"), accepts, at)


def _value(item: Item, place: Place, slot: Slot, own: list[tuple[Piece, Found]], moved: set[int]) -> ItemValue:
    right = [(piece, value) for piece, value in own if takes(slot, piece)]
    slides = {piece.region - slot.region for piece, _ in right if slot.region is not None} - {0}
    confidence, reason = _confidence(slot, right, slides, moved)
    ordinal, file = place.ordinal if item.block else None, place.file if place.section == "II" else None
    if not right and own:
        spans = tuple(span for _, value in own for span in value.words.spans(value.intervals))
        return ItemValue(
            item.id, ordinal, place.file, spans, confidence="uncertain", reason="none of the form's options"
        )
    spans = tuple(span for _, value in right for span in _spans(item, value))
    if item.repeats and place.heading:
        spans = (place.heading.span(place.heading.text.split("\n")[0]), *spans)
    if item.id == "file.name" and spans:
        spans = (replace(spans[0], text=_LIST_MARK.sub("", spans[0].text)), *spans[1:])
    choice = next((value.choice for _, value in right if value.choice), None)
    if choice and confidence == "certain" and (choice.slip or choice.option is None):
        confidence, reason = ("derived", "letters differ from the form's option") if choice.slip else _TWO_OPTIONS
    ticks, told_by = next((_ticks(item, value) for _, value in right if value.ticks), ((), None))
    if confidence == "certain" and told_by:
        confidence, reason = "derived", told_by
    return ItemValue(item.id, ordinal, file, spans, choice.option if choice else None, ticks, confidence, reason)


def _spans(item: Item, value: Found) -> tuple[Span, ...]:
    """The words of a value, with the number of 件 that is printed beside it."""
    if item.kind == "date":
        dates = [found.span() for found in _DATE.finditer(value.words.folded.text)]
        return value.words.spans(dates[:1] or value.intervals)
    counts = [found.span() for found in COUNT.finditer(value.words.folded.text)] if item.count else []
    return value.words.spans((*value.intervals, *counts))


def _confidence(
    slot: Slot, own: list[tuple[Piece, Found]], slides: set[int], moved: set[int]
) -> tuple[Confidence, str | None]:
    if own and slot.region is None:
        return ("derived" if own[0][0].kind != "text" else "uncertain"), "the label is not in the text"
    if not slides:
        return "certain", None
    proven = any(piece.kind != "text" for piece, _ in own) or slides <= moved
    return ("derived" if proven else "uncertain"), "the values of this block stand in the rows of other labels"


def _ticks(item: Item, found: Found) -> tuple[tuple[Tick, ...], str | None]:
    """The boxes of an item and, where a tick is told by more than its own sign, by what."""
    row = found.ticks
    assert row is not None
    read = {box.box.label: box for box in row.boxes}
    ticks: list[Tick] = []
    told_by: str | None = None
    for box in item.boxes:
        one = read.get(box.label)
        if one is None:
            ticks.append(Tick(box.label, None))
            continue
        ticked, reason = state(one, row, found.words.folded, item.id in _MAY_BE_EMPTY)
        told_by = told_by or (reason if ticked else None)
        words = found.words.spans((one.words,)) if one.words else ()
        at = next(iter(found.words.spans(((one.start, one.end),))), None)
        ticks.append(Tick(one.label, ticked, words, at))
    return tuple(ticks), told_by
