"""Which block (システムN, 委託事項N, 提供先N, 移転先N) or file each label belongs to.

Torn text prints a page's blocks in any order, and a block may end on the next page. But pages follow each other, each
block prints each of its labels once, and a page prints all its blocks in one order. So the labels of one wording,
counted page by page, tell which blocks a page holds; the order within the page is the one in which the labels of
each block stand closest together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bangolin.loader.torn.cells import Cell

_RANK = {"file": 0, "システム": 1, "委託事項": 2, "提供先": 3, "移転先": 4}
_LAST_PAGES = 2


@dataclass(frozen=True)
class Block:
    """A block or (``kind`` file) a file section: its ordinals and the pages on which its labels may stand."""

    kind: str
    number: int | None
    file: int
    first: int
    last: int
    order: int


@dataclass(frozen=True)
class Wanted:
    """One place a label may have: the item in a block; ``rank`` is the item's place in the form."""

    item: str
    block: Block
    rank: int = 0


def find_blocks(cells: Sequence[Cell], files: Sequence[int]) -> list[Block]:
    """All blocks in the form's order.

    Args:
        cells: the pieces of a section.
        files: the pages on which a file section starts, in order; empty for section I.
    """
    headings = [cell for cell in cells if cell.kind == "block"]
    pages = sorted({cell.page for cell in cells})
    end = pages[-1] if pages else 0
    ordered = sorted(headings, key=lambda cell: (cell.page, _RANK[cell.name], cell.number))
    ordered = _once(ordered, files)
    found: list[Block] = []
    for at, cell in enumerate(ordered):
        following = ordered[at + 1].page if at + 1 < len(ordered) else min(end, cell.page + _LAST_PAGES)
        file = _file_of(cell.page, files)
        found.append(Block(cell.name, cell.number, file, cell.page, max(following, cell.page), cell.order))
    for number, page in enumerate(files, start=1):
        following = files[number] - 1 if number < len(files) else end
        found.append(Block("file", None, number, page, following, -1))
    return sorted(found, key=lambda one: (one.file, one.first, _RANK[one.kind], one.number or 0))


def _once(headings: list[Cell], files: Sequence[int]) -> list[Cell]:
    """Each block once: a heading that is printed again is a reference to it."""
    seen: set[tuple[str, int | None, int]] = set()
    kept = []
    for cell in headings:
        key = (cell.name, cell.number, _file_of(cell.page, files))
        if key not in seen:
            seen.add(key)
            kept.append(cell)
    return kept


def _file_of(page: int, files: Sequence[int]) -> int:
    return max(1, sum(1 for start in files if start <= page))


Placed = dict[int, Wanted]


def place(groups: Iterable[tuple[Sequence[Cell], Sequence[Wanted]]], blocks: Sequence[Block]) -> list[Placed]:
    """For each group of equal labels: which label has which place, by the order of the label's cell.

    Args:
        groups: labels of one wording, and the places in the document that print it; a group whose labels stand in
            rows of ticks comes after the others.
        blocks: all blocks, whose headings are witnesses of the order within a page.
    """
    sets = [_by_page(cells, wanted) for cells, wanted in groups]
    turned = _orders(sets, blocks)
    by_chunk: dict[int, Block] = {}
    by_line: dict[int, Block] = {}
    found: list[Placed] = []
    for pages in sets:
        placed: Placed = {}
        for page, (cells, wanted) in pages.items():
            ordered = list(reversed(wanted)) if turned.get(page) else wanted
            here = _tied(cells, ordered, by_chunk, by_line)
            placed.update(here)
            for cell in cells:
                if cell.order in here and here[cell.order].block.order >= 0:
                    if cell.number is None:
                        by_chunk.setdefault(cell.chunk, here[cell.order].block)
                    else:
                        by_line.setdefault(cell.order, here[cell.order].block)
        found.append(placed)
    return found


def _tied(
    cells: Sequence[Cell], wanted: Sequence[Wanted], by_chunk: dict[int, Block], by_line: dict[int, Block]
) -> Placed:
    """Labels in order, but boxes that were printed together with a label, or in one line, share its block."""
    open_ones = list(wanted)
    placed: Placed = {}
    for cell in cells:
        block = by_line.get(cell.order) or by_chunk.get(cell.chunk) if cell.number is not None else None
        same = next((one for one in open_ones if one.block == block), None)
        if same and len(wanted) > 1:
            placed[cell.order] = same
            open_ones.remove(same)
    rest = [cell for cell in cells if cell.order not in placed]
    placed.update({cell.order: one for cell, one in zip(rest, open_ones, strict=False)})
    return placed


PageSet = dict[int, tuple[list[Cell], list[Wanted]]]


def _by_page(cells: Sequence[Cell], wanted: Sequence[Wanted]) -> PageSet:
    """The labels of each page and the places they have together, the earliest open ones first."""
    pages: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        pages[cell.page].append(cell)
    open_ones = list(wanted)
    found: PageSet = {}
    for page in sorted(pages):
        here = sorted(pages[page], key=lambda cell: cell.order)
        fitting = [one for one in open_ones if one.block.first <= page <= one.block.last]
        chosen = _chosen(fitting, len(here), page)
        open_ones = [one for one in open_ones if one not in chosen]
        found[page] = (here, chosen)
    return found


def _chosen(fitting: list[Wanted], count: int, page: int) -> list[Wanted]:
    """As many places as there are labels: those first that can stand on no later page."""
    due = [one for one in fitting if one.block.last == page or one.block.first == page]
    if len(fitting) <= count:
        return fitting
    if len(due) >= count:
        return sorted(fitting, key=fitting.index)[:count]
    return fitting[:count]


def _orders(sets: Sequence[PageSet], blocks: Sequence[Block]) -> dict[int, bool]:
    """The pages that print their blocks last to first."""
    pages = sorted({page for one in sets for page in one})
    return {page: _is_turned([one[page] for one in sets if page in one], page, blocks) for page in pages}


def _is_turned(groups: Sequence[tuple[list[Cell], list[Wanted]]], page: int, blocks: Sequence[Block]) -> bool:
    headings = [
        (block.order, (_index(blocks, block), 0)) for block in blocks if block.first == page and block.order >= 0
    ]
    if not any(len(wanted) > 1 for _, wanted in groups):
        return False
    kinds = [[group for group in groups if (group[0][0].number is None) == labels] for labels in (True, False)]
    straight = sum(_disorder(kind, headings, blocks, lambda wanted: wanted) for kind in kinds)
    turned = sum(_disorder(kind, headings, blocks, lambda wanted: list(reversed(wanted))) for kind in kinds)
    return turned < straight


def _index(blocks: Sequence[Block], block: Block) -> int:
    """The place of a block in the document; a file section stands before its blocks."""
    for at, one in enumerate(blocks):
        if one.order == block.order and block.order >= 0:
            return at
    return -1


def _disorder(
    groups: Sequence[tuple[list[Cell], list[Wanted]]],
    headings: list[tuple[int, tuple[int, int]]],
    blocks: Sequence[Block],
    order: Callable[[list[Wanted]], list[Wanted]],
) -> int:
    """How far the page is from being printed top to bottom, or bottom to top, if its labels had these places.

    The height of a label on the page is known by its block and by its place in the form.
    """
    sequence = list(headings)
    for cells, wanted in groups:
        for cell, one in zip(cells, order(wanted), strict=False):
            sequence.append((cell.order, (_index(blocks, one.block), one.rank)))
    heights = [height for _, height in sorted(sequence)]
    down = sum(1 for at, one in enumerate(heights) for other in heights[at + 1 :] if one > other)
    up = sum(1 for at, one in enumerate(heights) for other in heights[at + 1 :] if one < other)
    return min(down, up)
