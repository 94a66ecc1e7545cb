"""One document in, its facts out: the kind of the source is told by its content, then its reader is called."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from bangolin.loader.facts.records import Facts, SourceText
from bangolin.loader.form.assemble import assemble
from bangolin.loader.form.history import changes_of_rows
from bangolin.loader.form.items import Span
from bangolin.loader.form.reading import read_rows, sections_of
from bangolin.loader.form.sections import sections
from bangolin.loader.guard import Passage, refuse_my_numbers
from bangolin.loader.narrative.reader import printed_lines, printed_rows, read_narrative
from bangolin.loader.sources.celled import rows_of_document, rows_of_lines
from bangolin.loader.sources.detect import kind_of, refuse_other_documents, refuse_pictures
from bangolin.loader.sources.rows import Row
from bangolin.loader.sources.text import Document, read_text
from bangolin.loader.sources.unruled import cited_by_page, text_of_pdf
from bangolin.loader.statements.history import with_history
from bangolin.loader.torn.history import changes_of_section
from bangolin.loader.torn.reader import form_of_text, read_torn
from bangolin.loader.torn.unfolding import unfolded

NOTHING_CONFIRMED: frozenset[tuple[str, str]] = frozenset()


def parse_file(path: Path, confirmed: Collection[tuple[str, str]] = NOTHING_CONFIRMED) -> Facts:
    """The facts of one document.

    Args:
        path: a text, PDF, workbook or HTML page.
        confirmed: (digest of the file, position) of numbers that an officer confirmed to be no 個人番号.

    Raises DocumentError where it cannot be read or holds a 個人番号, OSError where it cannot be opened.
    """
    return parse_bytes(path.read_bytes(), path.name, confirmed)


def parse_bytes(data: bytes, title: str, confirmed: Collection[tuple[str, str]] = NOTHING_CONFIRMED) -> Facts:
    """The facts of a document that is already in memory; ``title`` is its file name without folder."""
    kind = kind_of(data)
    digest = hashlib.sha256(data).hexdigest()
    if kind == "pdf":
        refuse_pictures(data)
    if kind in ("text", "html"):
        return _of_text(read_text(data, title), kind == "html", confirmed)
    rows = rows_of_document(data, kind, title)
    if rows is None:
        document = replace(text_of_pdf(data, title), digest=digest)
        return cited_by_page(_of_text(document, False, confirmed), document)
    refuse_my_numbers(_passages(rows), digest, confirmed)
    refuse_other_documents("\n".join(cell.text for row in rows for cell in row.cells))
    return _of_rows(rows, SourceText(title=title, digest=digest))


def _of_text(document: Document, whole_page: bool, confirmed: Collection[tuple[str, str]]) -> Facts:
    text = "\n".join(line.text for line in document.lines)
    refuse_my_numbers([Passage(text)], document.digest, confirmed)
    refuse_other_documents(text)
    source = SourceText(title=document.title, digest=document.digest, lines=document.lines[-1].number)
    rows = rows_of_lines(document, whole_page)
    if rows is not None:
        return _of_rows(rows, source)
    form = form_of_text(document)
    document = unfolded(document, form)
    facts = read_narrative(printed_lines(document, form), assemble(form, source, read_torn(document, form)))
    cut = sections(document, form)
    body = [Span(line.text, line=line.number) for part in cut if part.id != "changes" for line in part.lines]
    return with_history(facts, body, [one for part in cut if part.id == "changes" for one in changes_of_section(part)])


def _of_rows(rows: Iterable[Row], source: SourceText) -> Facts:
    kept = tuple(rows)
    form, reading = read_rows(kept)
    facts = read_narrative(printed_rows(kept), assemble(form, source, reading))
    cut = sections_of(kept, form)
    body = [span for part in cut if part.id != "changes" for span, _ in printed_rows(part.rows)]
    return with_history(
        facts, body, [one for part in cut if part.id == "changes" for one in changes_of_rows(part.rows)]
    )


def _passages(rows: Iterable[Row]) -> Iterator[Passage]:
    """The text of a document with cells: one passage a page or a cell, so that positions can be told."""
    cells = [cell for row in rows for cell in row.cells]
    for page, group in groupby(cells, key=lambda cell: cell.page):
        if page is not None:
            yield Passage("\n".join(cell.text for cell in group), "page", str(page))
            continue
        for cell in group:
            yield Passage(cell.text, "cell", cell.address or "")
