"""What stands in a printed pack, in the order in which a board reads: answers, pictures, reasons, gaps, then the annexe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bangolin.ui.drawings.drawing import Drawing
from bangolin.ui.drawings.styles import styles
from bangolin.ui.exports.condensing import condensed
from bangolin.ui.exports.deciding import counted, deciding
from bangolin.ui.exports.facts import about
from bangolin.ui.exports.pack import Pack, Sheet, figures
from bangolin.ui.sentences import reviewed
from bangolin.ui.table import Table
from bangolin.ui.texts import text

GAPS = "gaps"


@dataclass(frozen=True)
class Part:
    """A piece of the pack under a heading. `fresh` begins a page; `level` 0 stands in the contents, 1 below it.

    Either a picture, or a table with a note above it; `words` is a sentence under the heading.
    """

    heading: str
    level: int
    fresh: bool
    words: str = ""
    picture: Drawing | None = None
    table: Table | None = None
    note: str = ""


def parts(pack: Pack) -> tuple[Part, ...]:
    """All parts of a pack after its cover."""
    found: list[Part] = []
    for sheet in pack.sheets:
        found += _told(sheet, pack.language)
    annexe = [part for sheet in pack.sheets for part in _annexe(sheet, pack.language)]
    annexe.append(_about(pack))
    return (*found, replace(annexe[0], fresh=True), *annexe[1:])


def answers(pack: Pack) -> Iterator[tuple[str, str, Table | None]]:
    """For the cover: each question with its sentence and its numbers."""
    for sheet in pack.sheets:
        yield sheet.title, sheet.sentence, counted(sheet.asked, pack.language)


def how_to_read(language: str) -> tuple[tuple[str, str], ...]:
    """Each answer with what it means."""
    kinds = (*styles()["lines"], "none")
    return tuple((text(language, f"answer.{kind}"), text(language, f"answer_help.{kind}")) for kind in kinds)


def _told(sheet: Sheet, language: str) -> Iterator[Part]:
    """Pictures, the rows that decide, and what is not stated."""
    for drawing in figures(sheet, language):
        yield Part(drawing.title, 0, True, words=sheet.sentence, picture=drawing)
    decisive = [table for table in sheet.tables if table.id != GAPS]
    if decisive:
        table, left = deciding(decisive, language)
        short = condensed(table, language)
        more = text(language, "export.more", count=left) if left else ""
        words = "" if sheet.drawings else sheet.sentence
        heading = f"{sheet.title}　{table.title}"
        yield Part(heading, 0, True, words=words, table=short.table, note=_joined(short.note, more))
    for table in (table for table in sheet.tables if table.id == GAPS):
        short = condensed(table, language)
        words = reviewed(sheet.asked, language)
        yield Part(f"{sheet.title}　{table.title}", 0, False, words=words, table=short.table, note=short.note)


def _annexe(sheet: Sheet, language: str) -> Iterator[Part]:
    """Every table in full, but for the gaps, which the first part has in full."""
    tables = [table for table in sheet.tables if table.id != GAPS]
    for number, table in enumerate(tables):
        if number == 0 and deciding(tables, language)[1] == 0:
            continue
        short = condensed(table, language)
        heading = text(language, "export.annexe_of", question=sheet.title, table=table.title)
        yield Part(heading, 1, False, table=short.table, note=short.note)


def _about(pack: Pack) -> Part:
    rows = tuple(about(pack))
    heading = text(pack.language, "export.about")
    return Part(heading, 1, False, words=pack.disclaimer, table=Table("about", heading, ("name", "value"), rows))


def _joined(*notes: str) -> str:
    return " ".join(note for note in notes if note)
