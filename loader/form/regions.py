"""The cells of a document as regions: a label of the form and the cells that are printed behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bangolin.loader.form.collapsed import parted_rows
from bangolin.loader.form.definition import Form, plain
from bangolin.loader.form.folding import Folded, folded
from bangolin.loader.form.labels import (
    Label,
    Place,
    block_mark,
    find_label,
    find_label_ahead,
    moved,
    resembling,
    section_heading,
    subsection_heading,
)
from bangolin.loader.sources.rows import Cell, Row

_BLOCK_OF_SECTION = {"I": "システム"}
_READ = ("cover", "I", "II", "III")
_CONTENTS = "項目一覧"
_LONGEST_LABEL = 200
_BLOCKS = re.compile(r"(?:システム|委託事項|提供先|移転先)\d{1,2}[~〜ー・]\d{1,2}")
_RISK = re.compile(r"リスク\d?[:.、]|リスク\d")


@dataclass
class Region:
    """A label (None: words under no label of the form) with the cells up to the next one.

    ``place`` is the context of the label, ``at`` the label's cell; ``cells`` hold the rest of the label's own cell too.
    """

    label: Label | None
    place: Place
    at: Cell | None = None
    cells: list[Cell] = field(default_factory=list)


def find_regions(rows: Iterable[Row], form: Form) -> list[Region]:
    """All regions of a document, in reading order. Rows of annexes (事務の内容, 記録項目, 変更箇所) make none."""
    walk = _Walk(form)
    for row in rows:
        walk.read(row)
    return walk.regions


class _Walk:
    """Reads rows one by one; knows the place it is at and the region that is open."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.place = Place()
        self.regions: list[Region] = [Region(None, self.place)]
        self.above: list[tuple[Cell, Region]] = []
        self.ordinals: dict[tuple[int | None, str], int] = {}
        self.begun_files: set[int | None] = set()
        self.first_items: set[tuple[str, int | None, int | None]] = set()

    def read(self, row: Row) -> None:
        if not row.cells or self._heading(row):
            return
        for part in parted_rows(row, self.form, self.place):
            self._read_part(part)

    def _read_part(self, row: Row) -> None:
        labels = self._labels(row)
        if not any(labels) and self._below(row):
            return
        self.above = []
        self._note_risk(row)
        if not any(labels) and self._unknown_label(row):
            self._open(None, row.cells[0], "")
            labels, row = labels[1:], Row(row.cells[1:], row.line)
        for index, (cell, label) in enumerate(zip(row.cells, labels, strict=True)):
            if label:
                self._open_label(label, cell)
            elif not self._names_group(cell, labels[index + 1 :]):
                self.regions[-1].cells.append(cell)
        if len(row.cells) > 1 and all(labels):
            self.above = list(zip(row.cells, self.regions[-len(row.cells) :], strict=True))

    def _heading(self, row: Row) -> bool:
        """Opens a section or one of its numbered headings; whether the row holds nothing else to read."""
        words = folded(row.cells[0].text[:_LONGEST_LABEL])
        section = section_heading(words, self.form)
        if words.text == plain(_CONTENTS):
            section = "contents"
        if section:
            self.place = Place(section, file=self.place.file)
            self._open(None, row.cells[0], "")
            return True
        if len(row.cells) > 1 and self.place.section != "changes":
            self._jump(row.cells[0], words)
        if self.place.section not in _READ:
            return True
        if _BLOCKS.fullmatch(words.text):
            self._open(None, row.cells[0], "")
            return True
        number = subsection_heading(words, self.form, self.place.section)
        if number is not None:
            self.place = Place(self.place.section, number, file=self.place.file, heading=row.cells[0])
            if self.place.section == "II" and number == 1:
                self._next_file()
            self._open(None, row.cells[0], "")
        return False

    def _jump(self, cell: Cell, words: Folded) -> None:
        """Goes to a later section whose heading is lost but whose label stands here."""
        if find_label(cell, words, self.form, self.place, whole_only=True):
            return
        ahead = find_label_ahead(cell, words, self.form, self.place)
        if ahead:
            self.place = Place(ahead[0], file=self.place.file)
            if ahead[0] == "II" and self.place.file is None:
                self._next_file()

    def _next_file(self) -> None:
        """Counts a file section, unless the present one has no item yet."""
        file = self.place.file
        if file is None or file in self.begun_files:
            self.place = replace(self.place, file=(file or 0) + 1)

    def _labels(self, row: Row) -> list[Label | None]:
        return [self._label(cell, index) for index, cell in enumerate(row.cells)]

    def _label(self, cell: Cell, index: int) -> Label | None:
        words = folded(cell.text[:_LONGEST_LABEL])
        block = _BLOCK_OF_SECTION.get(self.place.section)
        ordinal = block_mark(words, block) if block else None
        if ordinal is not None:
            self.place = replace(self.place, number=2, block=block, ordinal=ordinal)
            self._open(None, cell, "")
        found = find_label(cell, words, self.form, self.place, whole_only=index > 1)
        return found or (resembling(cell, words, self.form, self.place) if index == 0 else None)

    def _open_label(self, label: Label, cell: Cell) -> None:
        self.place = self._next_block(moved(self.place, label), label)
        if label.item.id == "file.name":
            self._next_file()
        self._open(label, cell, cell.text[label.end :])

    def _next_block(self, place: Place, label: Label) -> Place:
        """Where the mark of a block is lost, the first item of the next block opens it."""
        block = label.item.block
        if block is None or label.ordinal is not None:
            return place
        if place.block is None:
            return replace(place, block=block, ordinal=self.ordinals.get((place.file, block), 0) + 1)
        if label.item.number == 1 and (label.item.id, place.file, place.ordinal) in self.first_items:
            return replace(place, ordinal=(place.ordinal or 0) + 1)
        return place

    def _open(self, label: Label | None, cell: Cell, rest: str) -> None:
        region = Region(label, self.place, cell)
        if rest.strip(" \t\n　※:："):
            region.cells.append(replace(cell, text=rest.strip(" \t\n　※:：")))
        self.regions.append(region)
        self._remember(region)

    def _remember(self, region: Region) -> None:
        """What the walk must know of a region later: blocks and files that have begun."""
        place, label = region.place, region.label
        if place.block and place.ordinal:
            known = self.ordinals.get((place.file, place.block), 0)
            self.ordinals[(place.file, place.block)] = max(known, place.ordinal)
        if label and place.section == "II":
            self.begun_files.add(place.file)
        if label and label.item.number == 1 and label.item.block:
            self.first_items.add((label.item.id, place.file, place.ordinal))

    def _names_group(self, cell: Cell, behind: list[Label | None]) -> bool:
        """Whether a cell only names the group of the labels behind it (再委託 | ⑦再委託の有無)."""
        label = behind[0] if behind else None
        return label is not None and any(plain(cell.text) in plain(one) for one in label.item.labels)

    def _below(self, row: Row) -> bool:
        """Gives the cells of a row under a row of labels to the labels above them."""
        if not self.above:
            return False
        for cell in row.cells:
            _, region = min(self.above, key=lambda pair: (abs(_left(pair[0]) - _left(cell)), _left(pair[0])))
            region.cells.append(cell)
        self.above = []
        return True

    def _unknown_label(self, row: Row) -> bool:
        """Whether a row starts with a label that the definition does not name."""
        label = self.regions[-1].at
        first = row.cells[0]
        if len(row.cells) < 2 or label is None or self.regions[-1].label is None:
            return False
        words: Folded = folded(first.text)
        return _left(first) <= _left(label) and len(words.text) <= 60 and not words.text.startswith(("[", "<", "・"))

    def _note_risk(self, row: Row) -> None:
        if self.place.section == "III" and _RISK.match(folded(row.cells[0].text[:_LONGEST_LABEL]).text):
            self.place = replace(self.place, heading=row.cells[0])
            self._open(None, row.cells[0], "")


def _left(cell: Cell) -> float:
    return cell.box[0] if cell.box else float(cell.column)
