"""Blocks of one page whose values of one kind stand in another order than the rest: told by the words they share.

The purpose of a provision or transfer, and the information, speak of the matter of their recipient. Where the order of
the page leaves nothing in common and the other order does, that kind of value was printed in the other order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from bangolin.loader.torn.blocks import Placed, Wanted
from bangolin.loader.torn.cells import Cell

_SURPLUS = 2
_KANJI = re.compile(r"[一-龥々]{2,}|[ァ-ヴー]{3,}")
_SPEAKING = (".purpose", ".information")


def reordered(cells: Sequence[Cell], placed: Placed) -> Placed:
    """The places of labels, with values of one kind on one page turned round where their words say so."""
    texts: dict[int, str] = {cell.order: cell.text for cell in cells if cell.kind == "block"}
    labels = {cell.order: cell for cell in cells if cell.order in placed and cell.spans}
    groups: dict[tuple[int, str], list[Cell]] = defaultdict(list)
    for cell in labels.values():
        wanted = placed[cell.order]
        if wanted.block.order >= 0 and wanted.item.endswith(_SPEAKING):
            groups[(cell.page, wanted.item)].append(cell)
    result = dict(placed)
    for found in groups.values():
        places = [placed[cell.order] for cell in found]
        if len({place.block for place in places}) > 1 and len({cell.text for cell in found}) > 1:
            best = _better(found, places, texts)
            for cell, place in zip(found, best, strict=True):
                result[cell.order] = place
    return result


def _better(found: Sequence[Cell], places: list[Wanted], texts: dict[int, str]) -> list[Wanted]:
    """The places as they are, or turned round where only that shares words with the recipients."""
    turned = list(reversed(places))
    if _each_under_its_heading(found, places):
        return places
    if _shared(found, places, texts) == 0 and _shared(found, turned, texts) >= _SURPLUS:
        return turned
    return places


def _each_under_its_heading(found: Sequence[Cell], places: Sequence[Wanted]) -> bool:
    """Whether every value is printed behind the heading of its own block and before the next value of its kind."""
    before = [-1, *(cell.order for cell in found)]
    return all(last < place.block.order < cell.order for last, cell, place in zip(before, found, places, strict=False))


def _shared(found: Sequence[Cell], places: Sequence[Wanted], texts: dict[int, str]) -> int:
    """How many pairs of signs the values share with their recipients, without those that all values have."""
    common = set.intersection(*(_pairs(cell.text) for cell in found))
    return sum(
        len((_pairs(cell.text) & _pairs(texts.get(place.block.order, ""))) - common)
        for cell, place in zip(found, places, strict=True)
    )


def _pairs(text: str) -> set[str]:
    """All pairs of neighbouring signs inside words of kanji or katakana."""
    return {word[at : at + 2] for word in _KANJI.findall(text) for at in range(len(word) - 1)}
