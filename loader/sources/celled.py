"""Which documents have cells, and their rows."""

from __future__ import annotations

from bangolin.loader.sources.detect import Kind
from bangolin.loader.sources.markup import rows_of_markup
from bangolin.loader.sources.pdf import rows_of_pdf, share_in_frames
from bangolin.loader.sources.rows import Row
from bangolin.loader.sources.tables import has_cells, rows_of_text
from bangolin.loader.sources.text import Document, read_text
from bangolin.loader.sources.xlsx import rows_of_workbook

_LEAST_IN_FRAMES = 0.3


def rows_of_document(data: bytes, kind: Kind, title: str) -> tuple[Row, ...] | None:
    """The rows of a document with cells; None for a text whose cells are lost (see ``bangolin.loader.torn``), and for
    a PDF without ruled lines (see ``bangolin.loader.sources.unruled``).

    Args:
        data: the bytes of the file.
        kind: what it is, as ``kind_of`` tells.
        title: its name, for messages.
    """
    if kind == "pdf":
        rows = rows_of_pdf(data)
        return rows if share_in_frames(rows) >= _LEAST_IN_FRAMES else None
    if kind == "xlsx":
        return rows_of_workbook(data)
    return rows_of_lines(read_text(data, title), whole_page=kind == "html")


def rows_of_lines(document: Document, whole_page: bool = False) -> tuple[Row, ...] | None:
    """The rows of a text with cells, numbered as its lines are; None where the text has none.

    Args:
        whole_page: the text is an HTML page, not a text with fragments of HTML.
    """
    text = "\n".join(line.text for line in document.lines)
    if whole_page:
        return tuple(rows_of_markup(text))
    return rows_of_text(text) if has_cells(text) else None
