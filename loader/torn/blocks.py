"""Which block (システムN, 委託事項N, 提供先N, 移転先N) or file each label belongs to.

Torn text prints a page's blocks in any order, and a block may end on the next page. But pages follow each other, each
block prints each of its labels once, and a page prints all its blocks in one order. So the labels of one wording,
counted page by page, tell which blocks a page holds; the order within the page is the one in which the labels of
each block stand closest together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from bangolin.loader.torn.cells import Cell

_RANK = {"file": 0, "システム": 1, "委託事項": 2, "提供先": 3, "移転先": 4}
_LAST_PAGES = 2
_CLOSE = 0.15
_BETWEEN = -2


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
        file = file_of(cell.page, files)
        following = min(following, files[file] - 1) if file < len(files) else following
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
        key = (cell.name, cell.number, file_of(cell.page, files))
        if key not in seen:
            seen.add(key)
            kept.append(cell)
    return kept


def file_of(page: int, files: Sequence[int]) -> int:
    """The number of the file whose section a page is in, by the pages on which these sections start."""
    return max(1, sum(1 for start in files if start <= page))


Placed = dict[int, Wanted]


@dataclass(frozen=True)
class Group:
    """Labels of one wording, and the places in the document that print it; ``boxes``: they stand in rows of ticks."""

    cells: Sequence[Cell]
    wanted: Sequence[Wanted]
    boxes: bool = False


def place(groups: Sequence[Group], blocks: Sequence[Block]) -> list[Placed]:
    """For each group of equal labels: which label has which place, by the order of the label's cell.

    Args:
        groups: all labels of a section.
        blocks: all blocks, whose headings are witnesses of the order within a page.
    """
    sets = [_by_page(group.cells, group.wanted) for group in groups]
    turned = _orders(groups, sets, blocks)
    ties = _Ties()
    found: list[Placed] = [{} for _ in groups]
    for at in sorted(range(len(groups)), key=lambda at: groups[at].boxes):
        for page, (cells, wanted) in sets[at].items():
            if groups[at].boxes and len(wanted) > 1:
                continue
            ordered = list(reversed(wanted)) if turned.get(page) else wanted
            here = {cell.order: one for cell, one in zip(cells, ordered, strict=False)}
            found[at].update(here)
            ties.note(cells, here, groups[at].boxes)
    for at, pages in enumerate(sets):
        for page, (cells, wanted) in pages.items():
            if groups[at].boxes and len(wanted) > 1:
                here = ties.placed(cells, list(reversed(wanted)) if turned.get(page) else wanted)
                found[at].update(here)
                ties.note(cells, here, True)
    return found


class _Ties:
    """What was printed together has one place: boxes of one line or one run of lines, boxes right behind a label."""

    def __init__(self) -> None:
        self.labels: Placed = {}
        self.lines: Placed = {}
        self.chunks: dict[int, Wanted] = {}
        self.chunk_blocks: dict[int, set[Block]] = defaultdict(set)

    def note(self, cells: Sequence[Cell], here: Placed, boxes: bool) -> None:
        """Remember the places of these labels."""
        for cell in cells:
            one = here.get(cell.order)
            if one is None:
                continue
            if boxes:
                self.lines.setdefault(cell.order, one)
                self.chunks.setdefault(cell.chunk, one)
            else:
                self.labels[cell.order] = one
                if one.block.order >= 0:
                    self.chunk_blocks[cell.chunk].add(one.block)

    def placed(self, cells: Sequence[Cell], wanted: Sequence[Wanted]) -> Placed:
        """Labels tied to others share their place; the rest follows in order."""
        open_ones = list(wanted)
        found: Placed = {}
        for cell in cells:
            same = next((one for one in open_ones if self._tied(cell, one)), None)
            if same:
                found[cell.order] = same
                open_ones.remove(same)
        rest = [cell for cell in cells if cell.order not in found]
        found.update({cell.order: one for cell, one in zip(rest, open_ones, strict=False)})
        return found

    def _tied(self, cell: Cell, one: Wanted) -> bool:
        line = self.lines.get(cell.order)
        if line:
            return _same_grid(line, one)
        if len(self.chunk_blocks.get(cell.chunk, ())) == 1:
            return one.block in self.chunk_blocks[cell.chunk]
        if cell.label and cell.label.order in self.labels:
            return _same_grid(self.labels[cell.label.order], one)
        chunk = self.chunks.get(cell.chunk) if not self.chunk_blocks.get(cell.chunk) else None
        return bool(chunk and _same_grid(chunk, one))


def _same_grid(one: Wanted, other: Wanted) -> bool:
    same_block = (one.block.kind, one.block.number, one.block.file) == (
        other.block.kind,
        other.block.number,
        other.block.file,
    )
    return one.item == other.item and same_block


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


def _orders(groups: Sequence[Group], sets: Sequence[PageSet], blocks: Sequence[Block]) -> dict[int, bool]:
    """The pages that print their blocks last to first."""
    found: dict[int, bool] = {}
    for page in sorted({page for one in sets for page in one}):
        kinds = [
            [one[page] for group, one in zip(groups, sets, strict=True) if page in one and group.boxes == boxes]
            for boxes in (False, True)
        ]
        found[page] = _is_turned(kinds, page, blocks)
    return found


Labels = Sequence[tuple[list[Cell], list[Wanted]]]


def _is_turned(kinds: Sequence[Labels], page: int, blocks: Sequence[Block]) -> bool:
    if not any(len(wanted) > 1 for kind in kinds for _, wanted in kind):
        return False
    headings = [(one.order, (_index(blocks, one), 0)) for one in blocks if one.first == page and one.order >= 0]
    labels, turned = (_disorder(_heights(kinds[:1], way, headings, blocks))[0] for way in (list, _turned))
    if (labels == 0) != (turned == 0):
        return turned == 0
    found = [_disorder(_heights(kinds, way, headings, blocks)) for way in (list, _turned)]
    if _differ(found[0][0], found[1][0]):
        return found[1][0] < found[0][0]
    own, own_turned = (_own_disorder(_heights(kinds, way, headings, blocks, flat=True)) for way in (list, _turned))
    return own_turned < own if _differ(own, own_turned) else found[1][1] < found[0][1]


def _differ(one: int, other: int) -> bool:
    return abs(one - other) > _CLOSE * max(one, other)


def _turned(wanted: Sequence[Wanted]) -> list[Wanted]:
    return list(reversed(wanted))


def _index(blocks: Sequence[Block], block: Block) -> int:
    """The place of a block in the document; a file section stands before its blocks."""
    for at, one in enumerate(blocks):
        if one.order == block.order and block.order >= 0:
            return at
    return -1


Height = tuple[int, int]


def _heights(
    kinds: Sequence[Labels],
    way: Callable[[list[Wanted]], list[Wanted]],
    headings: list[tuple[int, Height]],
    blocks: Sequence[Block],
    flat: bool = False,
) -> list[list[Height]]:
    """How high on the page each label stands, by its block and its place in the form, in the order of the text.

    Labels and boxes apart; ``flat``: all boxes of a block alike, since rows of boxes are printed downwards anyway.
    """
    found = []
    for at, kind in enumerate(kinds):
        sequence = list(headings)
        for cells, wanted in kind:
            for cell, one in zip(cells, way(wanted), strict=False):
                sequence.append((cell.order, (_index(blocks, one.block), 1 if flat and at else one.rank)))
        found.append([height for _, height in sorted(sequence)])
    return found


def _disorder(kinds: Sequence[Sequence[Height]]) -> tuple[int, int]:
    """How far the page is from being printed in order, if its labels had these places: pairs that stand wrong.

    The blocks may be printed top to bottom or bottom to top, and so may the labels within them: each on its own
    (first number), or all in one direction (second number).
    """
    apart = whole = 0
    for heights in kinds:
        counts = {"down": 0, "up": 0, "in down": 0, "in up": 0}
        for height, other in combinations(heights, 2):
            inside = "in " if height[0] == other[0] else ""
            counts[inside + "down"] += height > other
            counts[inside + "up"] += height < other
        apart += min(counts["down"], counts["up"]) + min(counts["in down"], counts["in up"])
        whole += min(counts["down"] + counts["in down"], counts["up"] + counts["in up"])
    return apart, whole


def _own_disorder(kinds: Sequence[Sequence[Height]]) -> int:
    """The same where each block has a direction of its own: what the page before left over is printed in another."""
    wrong = 0
    for heights in kinds:
        counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        for height, other in combinations(heights, 2):
            block = height[0] if height[0] == other[0] else _BETWEEN
            counts[block][0] += height > other
            counts[block][1] += height < other
        wrong += sum(min(ways) for ways in counts.values())
    return wrong
