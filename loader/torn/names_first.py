"""A name with the text of the next item right behind it: 「①システムの名称 / name / text / ②システムの機能 / text」.

A tall cell prints its label in the middle, so the text that stands above the label seems to be part of the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bangolin.loader.form.definition import Form, Item
from bangolin.loader.form.items import Span
from bangolin.loader.torn.cells import Cell
from bangolin.loader.torn.widths import full_width, is_full

_RUNNING = re.compile(r"。|^(?:[・○●■◆]|[(（]?[0-9０-９]{1,2}[)）.．　 ]|[①-⑳]|[＜<【《〈])")
_NOTE = re.compile(r"^[（(](?![0-9０-９]{1,2}[)）])")


def with_names_cut(cells: Sequence[Cell], form: Form) -> None:
    """Move what stands behind a name to the label of the next item of its block, where that comes next; else it goes.

    Words of ``cells`` are moved.
    """
    width = full_width(span.text for cell in cells for span in cell.spans)
    following = {item.id: other for item, other in zip(form.items, form.items[1:], strict=False)}
    for at, cell in enumerate(cells):
        items = [following[one] for one in cell.items if one.endswith(".name") and one in following]
        end = _end(cell.spans, width)
        if cell.kind == "label" and items and _is_text(cell.spans[end:]):
            owner = _owner(cells, at, items)
            if owner:
                owner.spans[:0] = cell.spans[end:]
            del cell.spans[end:]


def _end(spans: Sequence[Span], width: int) -> int:
    """Where the name ends: behind the first line that is not full, leaves no bracket open, and has no note below."""
    depth = 0
    for at, span in enumerate(spans):
        depth += sum(span.text.count(sign) for sign in "（(「") - sum(span.text.count(sign) for sign in "）)」")
        noted = at + 1 < len(spans) and bool(_NOTE.match(spans[at + 1].text.strip()))
        if depth <= 0 and not noted and not is_full(span.text, width):
            return at + 1
    return len(spans)


def _is_text(spans: Sequence[Span]) -> bool:
    return any(_RUNNING.search(span.text.strip()) for span in spans)


def _owner(cells: Sequence[Cell], at: int, items: Sequence[Item]) -> Cell | None:
    """The label of the next item: the next label of the page, with nothing but that name above it."""
    wanted = {item.id for item in items if item.long}
    for cell in cells[at + 1 :]:
        if cell.kind in ("label", "block", "heading"):
            return cell if cell.page == cells[at].page and wanted & set(cell.items) else None
    return None
