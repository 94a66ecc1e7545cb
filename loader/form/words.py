"""The words of neighbouring cells as one run, with the way back to the cell, and the printed line, of each part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bangolin.loader.form.folding import Folded, folded
from bangolin.loader.form.items import Span
from bangolin.loader.sources.rows import Cell

_EDGES = " \t　"


@dataclass(frozen=True)
class Words:
    """``text`` is the cells' text joined; ``cells`` the cells with the offsets where they start in it."""

    text: str
    folded: Folded
    cells: tuple[tuple[int, Cell], ...]

    def spans(self, intervals: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        """Parts of the folded text as evidence: one span for each printed line of each cell they touch."""
        found: list[Span] = []
        for start, end in intervals:
            if end > start:
                found += self._between(self.folded.at[start], self._behind(end))
        return tuple(found)

    def _behind(self, end: int) -> int:
        """Signs that comparison drops belong to the words before them."""
        if end >= len(self.folded.at):
            return len(self.text)
        return self.folded.at[end]

    def _between(self, start: int, end: int) -> list[Span]:
        found: list[Span] = []
        for at, cell in self.cells:
            inside = slice(max(start - at, 0), max(min(end - at, len(cell.text)), 0))
            first_line = cell.text[: inside.start].count("\n")
            for number, line in enumerate(cell.text[inside].split("\n")):
                if line.strip(_EDGES):
                    found.append(cell.span(line.strip(_EDGES), first_line + number))
        return found


def words_of(cells: Sequence[Cell]) -> Words:
    """The cells' words, in their order."""
    starts: list[tuple[int, Cell]] = []
    length = 0
    for cell in cells:
        starts.append((length, cell))
        length += len(cell.text) + 1
    text = "\t".join(cell.text for cell in cells)
    return Words(text, folded(text), tuple(starts))
