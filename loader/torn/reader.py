"""Reads a form out of torn text: sections, pieces, blocks, then ticks, options and words for every item."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from bangolin.loader.facts.records import Confidence
from bangolin.loader.form.assemble import Reading
from bangolin.loader.form.definition import EDITIONS, Form, Item, plain, read_form
from bangolin.loader.form.entries import joined
from bangolin.loader.form.items import ItemValue, Span
from bangolin.loader.form.sections import Section, sections
from bangolin.loader.sources.text import Document, Line
from bangolin.loader.torn.affinity import reordered
from bangolin.loader.torn.annexes import count_changes, listed_recipients
from bangolin.loader.torn.blocks import Block, Group, Wanted, file_of, find_blocks, place
from bangolin.loader.torn.boxes import BoxPiece, Pieces, read_pieces
from bangolin.loader.torn.cells import Cell, cells
from bangolin.loader.torn.counts import delegation_count, disclosure_counts
from bangolin.loader.torn.cover import read_cover, read_edition
from bangolin.loader.torn.mending import mended
from bangolin.loader.torn.names_first import with_names_cut
from bangolin.loader.torn.options import Chosen, give_options, options_without_label
from bangolin.loader.torn.record_items import read_record_items
from bangolin.loader.torn.risks import read_risks
from bangolin.loader.torn.rows import join_rows
from bangolin.loader.torn.signs import alphabet
from bangolin.loader.torn.stacks import unstacked
from bangolin.loader.torn.ticks import decide
from bangolin.loader.torn.values import Given, give_values

_ANCHORS = {
    "file.main_items": "主な記録項目",
    "acquisition.sources": "入手元",
    "acquisition.methods": "入手方法",
    "disclosure.counts": "提供・移転の有無",
}
_KINDS = {"system": "システム", "delegation": "委託事項", "provision": "提供先", "transfer": "移転先"}


def read_torn(document: Document, form: Form) -> Reading:
    """The items of a torn text, in the form's order, and its record items."""
    document = mended(document, form)
    cut = sections(document, form)
    front = [line for section in cut if section.id in ("cover", "I") for line in section.lines]
    values = [
        *read_cover(_before_first_item(front), form),
        *_part(_of(cut, "I"), form, "I"),
        *_part(_of(cut, "II"), form, "II"),
        *read_risks([page for section in _of(cut, "III") for page in section.pages], form),
    ]
    files = [name for value in values if value.item == "file.name" and (name := joined(value.spans))]
    annex = [page for section in _of(cut, "record items") for page in section.pages]
    return Reading(
        values=tuple(_doubted(value, document.doubtful) for value in values),
        record_items=read_record_items(annex, form, files),
        edition=read_edition(front[:400], form),
        changes_count=count_changes(next(iter(_of(cut, "changes")), None)),
        listed=listed_recipients(cut),
    )


def _doubted(value: ItemValue, doubtful: frozenset[int]) -> ItemValue:
    """A value some of whose lines may belong to the cell above or below is not sure."""
    if value.option or value.ticks or not any(span.line in doubtful for span in value.spans):
        return value
    return replace(value, confidence="uncertain", reason="its lines may belong to the cell above or below")


def _before_first_item(lines: list[Line]) -> list[Line]:
    """The lines before ①事務の名称: the cover, or what is left of it."""
    for at, line in enumerate(lines):
        if "事務の名称" in plain(line.text)[:8]:
            return lines[:at]
    return lines[:200]


def form_of_text(document: Document) -> Form:
    """The form and edition that a text prints: by the cover, else by which form's labels it holds.

    Where no edition is printed, the newest of the form is taken: editions differ in the wording of one box only.
    """
    text = plain("\n".join(line.text for line in document.lines))
    for name in EDITIONS:
        form = read_form(name)
        if any(plain(printed) in text for printed in form.printed):
            return form
    counts = {name: _own_labels(read_form(name), text) for name in ("form4-r06-10", "form3-r06-10")}
    return read_form(max(counts, key=lambda name: counts[name]))


def _own_labels(form: Form, text: str) -> int:
    """How often a form's headings, and its labels with their circled numbers, stand in a text."""
    headings = [plain(heading) for section in form.sections for heading in section.headings if section.id != "cover"]
    numbered = [f"{item.number}{plain(item.labels[0])}" for item in form.items if item.number and item.labels]
    return sum(text.count(words) for words in [*headings, *numbered])


def _of(cut: Sequence[Section], name: str) -> list[Section]:
    return [section for section in cut if section.id == name]


def _part(found: list[Section], form: Form, name: str) -> list[ItemValue]:
    """All items of one section."""
    pages = [page for section in found for page in section.pages]
    pieces = cells(pages, form, name)
    join_rows(pieces)
    with_names_cut(pieces, form)
    given = {**unstacked(pieces, form), **give_values(pieces, form)}
    options = give_options(pieces, form)
    blocks = find_blocks(pieces, _files(pieces))
    shown = read_pieces(pieces, alphabet(form).labels)
    placed, boxes = _placed(pieces, shown, blocks, form)
    placed = reordered(pieces, placed)
    values = [*_label_values(pieces, placed, form, given, options), *_block_values(pieces, blocks, given)]
    values += _lone_options(options_without_label(pieces, form, name, options), values, _files(pieces))
    ticks = decide(form, shown, boxes, _stated(values, form))
    counted = [disclosure_counts(value, pieces) if value.item == "disclosure.counts" else value for value in ticks]
    count = delegation_count(pieces, options)
    kept = [value for value in values if value.item != "delegation.count"]
    return [*kept, *([count] if count else []), *counted]


def _files(pieces: Sequence[Cell]) -> list[int]:
    """The pages on which a file section starts."""
    return sorted({cell.page for cell in pieces if cell.kind == "label" and "file.name" in cell.items})


def _placed(
    pieces: Sequence[Cell], shown: Pieces, blocks: Sequence[Block], form: Form
) -> tuple[dict[int, Wanted], dict[int, Wanted]]:
    """The place of each label by its order, and of each label of a box by its index."""
    labels: dict[tuple[str, ...], list[Cell]] = defaultdict(list)
    for cell in pieces:
        if cell.kind == "label":
            labels[(cell.name, *cell.items)].append(cell)
    boxes: dict[str, list[Cell]] = defaultdict(list)
    for index, piece in enumerate(shown.boxes):
        boxes[piece.label].append(_stand_in(piece, index, pieces, form))
    groups = [Group(found, _wanted(found[0].items, blocks, form)) for found in labels.values()]
    groups += [Group(found, _wanted_boxes(label, pieces, blocks, form), True) for label, found in boxes.items()]
    placed: dict[int, Wanted] = {}
    ticks: dict[int, Wanted] = {}
    for group, one in zip(groups, place(groups, blocks), strict=True):
        for cell in group.cells:
            if cell.order in one and cell.number is not None:
                ticks[cell.number] = one[cell.order]
            elif cell.order in one:
                placed[cell.order] = one[cell.order]
    return placed, ticks


def _wanted(items: Iterable[str], blocks: Sequence[Block], form: Form) -> list[Wanted]:
    """Everywhere in the document that a label of these items is printed, in the form's order."""
    found: list[Wanted] = []
    whole = Block("file", None, 1, 0, 10**6, -1)
    rank = ranks(form)
    kinds: dict[str | None, str] = {}
    for item in items:
        kinds.setdefault(form.item(item).block, item)
    single = kinds.pop(None, None)
    files = [block for block in blocks if block.kind == "file"]
    if single:
        found += [Wanted(single, block, rank[single]) for block in files or [whole]]
    found += [Wanted(kinds[block.kind], block, rank[kinds[block.kind]]) for block in blocks if block.kind in kinds]
    return sorted(found, key=lambda one: (one.block.file, one.block.first, one.block.kind != "file"))


@cache
def ranks(form: Form) -> dict[str, int]:
    """The place of each item in the form; rows of ticks lie between two items."""
    return {item.id: 10 * at for at, item in enumerate(form.items, start=1)}


def _label_values(
    pieces: Sequence[Cell], placed: dict[int, Wanted], form: Form, given: dict[int, Given], options: dict[int, Chosen]
) -> list[ItemValue]:
    found: dict[tuple[str, int | None, int | None], ItemValue] = {}
    for cell in pieces:
        wanted = placed.get(cell.order)
        if cell.kind != "label" or wanted is None:
            continue
        item = form.item(wanted.item)
        value = _value(cell, item, wanted, given.get(cell.order), options.get(cell.order))
        if value:
            found.setdefault((value.item, value.block, value.file), value)
    return list(found.values())


def _value(cell: Cell, item: Item, wanted: Wanted, given: Given | None, chosen: Chosen | None) -> ItemValue | None:
    block, file = wanted.block.number, wanted.block.file
    if item.kind == "option":
        if not chosen:
            return None
        sure: Confidence = "certain" if chosen.sure else "uncertain"
        return ItemValue(
            item.id, block, file, (chosen.span,), chosen.option, confidence=sure, reason=_doubt(chosen.sure)
        )
    if not cell.spans or item.kind in ("ticks", "heading"):
        return None
    if given is None:
        return ItemValue(item.id, block, file, tuple(cell.spans))
    return ItemValue(
        item.id,
        block,
        file,
        tuple(cell.spans),
        confidence="derived" if given.sure else "uncertain",
        reason=None if given.beside else "the words stand away from their label",
    )


def _lone_options(
    found: Sequence[tuple[str, int, Chosen]], values: Sequence[ItemValue], files: Sequence[int]
) -> list[ItemValue]:
    """Options whose label is not printed, for the file of their page; none where it has one, or two would."""
    known = {(value.item, value.file or 1) for value in values}
    places = [(item, file_of(page, files)) for item, page, _ in found]
    why = "no label is printed; no other item offers this option"
    return [
        ItemValue(item, None, file, (chosen.span,), chosen.option, confidence="derived", reason=why)
        for (item, file), (_, _, chosen) in zip(places, found, strict=True)
        if (item, file) not in known and places.count((item, file)) == 1
    ]


def _doubt(sure: bool) -> str | None:
    return None if sure else "another label of the page offers the same options"


def _block_values(pieces: Sequence[Cell], blocks: Sequence[Block], given: dict[int, Given]) -> list[ItemValue]:
    """Titles of 委託事項 and recipients, printed on the headings of their blocks."""
    items = {"委託事項": "delegation.title", "提供先": "provision.recipient", "移転先": "transfer.recipient"}
    by_order = {cell.order: cell for cell in pieces}
    found: list[ItemValue] = []
    for block in blocks:
        cell = by_order.get(block.order)
        if cell is None or block.kind not in items or not cell.spans:
            continue
        taken = given.get(cell.order)
        confidence: Confidence = "certain" if taken is None else "derived" if taken.sure else "uncertain"
        reason = None if taken is None else "the words stand away from their label"
        spans = tuple(cell.spans)
        found.append(
            ItemValue(items[block.kind], block.number, block.file, spans, confidence=confidence, reason=reason)
        )
    return found


def _stand_in(piece: BoxPiece, index: int, pieces: Sequence[Cell], form: Form) -> Cell:
    """A cell for a label inside a line of signs: it has the index of its piece as number, and the label of the tick
    row that stands right before it, if it is one of its boxes.
    """
    cell = piece.cell
    label = _label_before(cell, piece.label, pieces, form)
    return Cell("label", cell.page, cell.order, cell.chunk, cell.line, number=index, label=label)


def _label_before(cell: Cell, box: str, pieces: Sequence[Cell], form: Form) -> Cell | None:
    """The label of the row that a line of boxes follows: in its run of lines, or right before that."""
    if cell.label and _has_box(cell.label, box, form):
        return cell.label
    for before in reversed(pieces[: cell.order]):
        if before.page != cell.page:
            return None
        if before.kind in ("label", "block", "heading"):
            return before if _has_box(before, box, form) else None
        if before.chunk != cell.chunk:
            return None
    return None


def _has_box(cell: Cell, label: str, form: Form) -> bool:
    return any(box.label == label for item in cell.items for box in form.item(item).boxes)


def _wanted_boxes(label: str, pieces: Sequence[Cell], blocks: Sequence[Block], form: Form) -> list[Wanted]:
    """Every grid of the document that has a box of this label."""
    found: list[Wanted] = []
    for item in form.items:
        row = next((at for at, boxes in enumerate(item.grid) if any(box.label == label for box in boxes)), None)
        if row is None:
            continue
        if item.block:
            rank = ranks(form)[item.id] + row
            found += [Wanted(item.id, block, rank) for block in blocks if block.kind == item.block]
        else:
            found += _anchored(item, pieces, blocks, ranks(form)[item.id] + row)
    return sorted(found, key=lambda one: (one.block.file, one.block.first, one.block.kind != "file"))


def _anchored(item: Item, pieces: Sequence[Cell], blocks: Sequence[Block], rank: int) -> list[Wanted]:
    """The grids of file sections stand on the pages of their labels, or the pages beside."""
    files = [block for block in blocks if block.kind == "file"]
    anchors = [cell for cell in pieces if cell.kind == "label" and item.id in cell.items]
    found = []
    for block in files:
        here = [cell.page for cell in anchors if block.first <= cell.page <= block.last]
        if here:
            found.append(Wanted(item.id, Block("file", None, block.file, here[0], here[0] + 1, -1), rank))
    return found


def _stated(values: Sequence[ItemValue], form: Form) -> dict[tuple[str, int], set[str]]:
    """Labels of main items that その妥当性 gives a reason for: 「・個人番号及びその他識別情報：…」."""
    found: dict[tuple[str, int], set[str]] = {}
    boxes = form.item("file.main_items").boxes
    for value in values:
        if value.item == "file.reason":
            heads = [_head(span) for span in value.spans]
            named = {box.label for box in boxes if box.label != "その他" and any(_names(box.label, h) for h in heads)}
            found[("file.main_items", value.file or 1)] = named
    return found


def _head(span: Span) -> str:
    """The words of a line up to the first sign that ends a subject."""
    text = plain(span.text).lstrip("・○●◯ー")
    return re.split(r":|\.\.\.|…|ー{2,}|は、|については|は(?=.{4})", text)[0]


def _names(label: str, head: str) -> bool:
    short = plain(label).split("(")[0]
    short = re.sub(r"^[45](?=情報)", "", short)
    return short in head
