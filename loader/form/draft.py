"""The items found, by id, block and file, and the record that is being made of them with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bangolin.loader.facts.records import Evidence
from bangolin.loader.form.definition import Form
from bangolin.loader.form.entries import Entry, entries, joined
from bangolin.loader.form.items import ItemValue, Span, Tick

_WORDS = 80


@dataclass(frozen=True)
class Cells:
    """The items found, by id, block and file."""

    form: Form
    values: tuple[ItemValue, ...]

    def all(self, item: str) -> tuple[ItemValue, ...]:
        """All values of an item."""
        return tuple(value for value in self.values if value.item == item)

    def get(self, item: str, block: int | None = None, file: int | None = None) -> ItemValue | None:
        """The value of an item in a block and a file section."""
        for value in self.values:
            if value.item == item and value.block == block and (value.file or 1) == (file or 1):
                return value
        return None

    def text(self, item: str, block: int | None = None, file: int | None = None) -> str | None:
        """The words of an item."""
        value = self.get(item, block, file)
        return joined(value.spans) if value else None

    def option(self, item: str, block: int | None = None, file: int | None = None) -> str | None:
        """The chosen option of an item."""
        value = self.get(item, block, file)
        return value.option if value else None

    def any(self, prefix: str, file: int) -> bool:
        """Whether a file section has any item whose id begins so."""
        return any(value.item.startswith(prefix) and (value.file or 1) == file for value in self.values)

    def files(self) -> list[int]:
        """The ordinals of the file sections."""
        found = {value.file or 1 for value in self.values if value.item.startswith(("file.", "acquisition.", "use."))}
        return sorted(found)

    def blocks(self, items: Sequence[str], file: int = 1, least: int = 1) -> list[int]:
        """The blocks of which the first of these items has words, or as many of the others as ``least``."""
        said: dict[int, list[str]] = {}
        for value in self.values:
            if value.item in items and value.block is not None and (value.file or 1) == file and _says(value):
                said.setdefault(value.block, []).append(value.item)
        return sorted(block for block, found in said.items() if items[0] in found or len(found) >= least)

    def evidence(self, value: ItemValue, span: Span | None, words: str | None = None) -> Evidence:
        """The evidence of a value: the item's citation, the place of the span, at most 80 characters of words."""
        at = span or Span("")
        text = (words if words is not None else at.text).strip()
        place = self.form.item(value.item).citation(value.block) if self.form.has(value.item) else None
        return Evidence(
            item=place,
            line=at.line,
            page=at.page,
            box=at.box,
            cell=at.cell,
            text=text[:_WORDS] or None,
            confidence=value.confidence,
            reason=value.reason,
        )


@dataclass
class Draft:
    """The common keys of a record while it is put together: line, evidence, what stays unsure."""

    cells: Cells
    line: int | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)
    uncertain: list[str] = field(default_factory=list)

    def starts(self, *values: ItemValue | None) -> None:
        """Take the record's line from the first of these that has one."""
        for value in values:
            line = _line(value)
            if line is not None:
                self.line = line
                return

    def text(self, path: str, value: ItemValue | None) -> str | None:
        """The words of a text item, with evidence under ``path``."""
        text = joined(value.spans) if value else None
        if value and text:
            self.evidence[path] = self.cells.evidence(value, value.spans[0], text)
            self.doubt(path, value)
        return text

    def option(self, path: str, value: ItemValue | None) -> str | None:
        """The chosen option, with evidence under ``path``."""
        if not value or not value.option:
            return None
        self.evidence[path] = self.cells.evidence(value, value.spans[0] if value.spans else None)
        self.doubt(path, value)
        return value.option

    def names(self, path: str, value: ItemValue | None, *, offices: bool) -> tuple[str, ...]:
        """The single names of a cell, each with evidence of its own."""
        if not value:
            return ()
        return self.listed(path, value, entries(value.spans, offices=offices))

    def listed(self, path: str, value: ItemValue, found: Sequence[Entry]) -> tuple[str, ...]:
        """These entries, each with evidence under ``path[i]``."""
        for index, entry in enumerate(found):
            self.evidence[f"{path}[{index}]"] = self.cells.evidence(value, entry.span, entry.text)
        if found:
            self.doubt(path, value)
        return tuple(entry.text for entry in found)

    def ticks(self, path: str, value: ItemValue | None) -> tuple[str, ...]:
        """The ticked labels; those that cannot be told go to ``uncertain``."""
        if not value:
            return ()
        for tick in value.ticks:
            if tick.ticked is None:
                self.uncertain.append(tick.label)
        chosen = [tick for tick in value.ticks if tick.ticked]
        for index, tick in enumerate(chosen):
            self.evidence[f"{path}[{index}]"] = self.cells.evidence(value, tick.at, tick.label)
        return tuple(tick.label for tick in chosen)

    def words(self, path: str, value: ItemValue | None, label: str = "その他", *, offices: bool) -> tuple[str, ...]:
        """The names in the brackets of a ticked box."""
        tick = tick_of(value, label)
        if not value or not tick or tick.ticked is False:
            return ()
        return self.listed(path, value, entries(tick.words, offices=offices))

    def doubt(self, path: str, value: ItemValue) -> None:
        """Note a value that is not sure."""
        if value.confidence == "uncertain":
            self.uncertain.append(path)

    @property
    def common(self) -> dict[str, Any]:
        """Line, evidence and uncertain, as keyword arguments of a record."""
        return {"line": self.line, "evidence": self.evidence, "uncertain": tuple(dict.fromkeys(self.uncertain))}


def _says(value: ItemValue) -> bool:
    return bool(value.option or joined(value.spans))


def _line(value: ItemValue | None) -> int | None:
    if value is None:
        return None
    spans = (*value.spans, *(tick.at for tick in value.ticks if tick.at))
    return next((span.line for span in spans if span.line is not None), None)


def tick_of(value: ItemValue | None, label: str) -> Tick | None:
    """The box of that label."""
    return next((tick for tick in value.ticks if tick.label == label), None) if value else None
