"""What a document with cells says, as one ``Reading``: the items, the annex of record items, the change history."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bangolin.loader.facts.records import RecordItem
from bangolin.loader.form.assemble import Reading
from bangolin.loader.form.cells import read_cells
from bangolin.loader.form.definition import EDITIONS, Form, plain, read_form
from bangolin.loader.form.entries import joined
from bangolin.loader.form.folding import folded
from bangolin.loader.form.items import ItemValue
from bangolin.loader.form.labels import section_heading, subsection_heading
from bangolin.loader.form.record_table import count_changes, record_items
from bangolin.loader.sources.rows import Row

_EDITION = re.compile(r"(?:平成|令和)(?:\d{1,2}|元)年\d{1,2}月\s*様式[34]")
_CONTENTS = 3
_SHEET = re.compile(r"\(?別紙\d*\)?")


@dataclass(frozen=True)
class SectionRows:
    """The rows of one section, its heading first; ``file`` counts the sections II up to there (those of a list of
    contents not).
    """

    id: str
    file: int
    rows: tuple[Row, ...]


def read_rows(rows: Sequence[Row]) -> tuple[Form, Reading]:
    """Read a whole document that was taken apart into rows of cells."""
    form = form_of(rows)
    parts = sections_of(rows, form)
    body = [row for part in parts if part.id not in ("record items", "changes", "annex") for row in part.rows]
    values = _with_stated_redelegation(read_cells(body, form))
    changes = [part for part in parts if part.id == "changes"]
    return form, Reading(
        values=values,
        record_items=_record_items(parts, values),
        edition=_edition(rows),
        changes_count=sum(count_changes(part.rows[1:]) for part in changes) if changes else None,
    )


def form_of(rows: Sequence[Row]) -> Form:
    """The edition that the cover prints; where it prints none, the newest of the form whose name it prints."""
    words = [folded(cell.text[:400]).text for row in rows for cell in row.cells]
    for name in EDITIONS:
        form = read_form(name)
        if any(plain(printed) in text for text in words for printed in form.printed):
            return form
    third = sum("重点項目評価書" in text for text in words)
    fourth = sum("全項目評価書" in text for text in words)
    if third == fourth:
        fourth += any(text.endswith("(別添1)事務の内容") for text in words)
    return read_form("form3-r06-10" if third > fourth else "form4-r06-10")


def sections_of(rows: Sequence[Row], form: Form) -> list[SectionRows]:
    """The rows by section, in reading order; what stands before the first heading is the cover."""
    parts: list[tuple[str, list[Row]]] = [("cover", [])]
    for row in rows:
        words = folded(row.cells[0].text[:200]) if row.cells else folded("")
        section = section_heading(words, form)
        if parts[-1][0] == "changes" and section in ("I", "II", "III", "IV", "V", "VI") and len(row.cells) > 1:
            section = None
        if section is None and parts[-1][0] in ("changes", "annex") and _SHEET.fullmatch(words.text[:6].rstrip("「『")):
            section = "annex"
        if section:
            parts.append((section, []))
        parts[-1][1].append(row)
    files = itertools.accumulate(_files_of(name, kept, form) for name, kept in parts)
    return [SectionRows(name, file, tuple(kept)) for (name, kept), file in zip(parts, files, strict=True) if kept]


def _files_of(section: str, rows: Sequence[Row], form: Form) -> int:
    """How many files a section II describes: one for each heading of its first item (none: a list of contents)."""
    if section != "II" or len(rows) <= _CONTENTS:
        return 0
    first = (folded(row.cells[0].text[:200]) for row in rows if row.cells)
    return max(1, sum(subsection_heading(words, form, "II") == 1 for words in first))


def _edition(rows: Sequence[Row]) -> str | None:
    for row in rows[:200]:
        for cell in row.cells:
            found = _EDITION.search(_ascii_digits(cell.text))
            if found:
                return re.sub(r"\s+", " ", found[0])
    return None


def _ascii_digits(text: str) -> str:
    return text.translate(str.maketrans("０１２３４５６７８９　", "0123456789 "))


def _record_items(parts: Sequence[SectionRows], values: Sequence[ItemValue]) -> tuple[RecordItem, ...]:
    """The items of all annexes; one annex for all files names them in its headings."""
    names = {value.file or 1: joined(value.spans) for value in values if value.item == "file.name"}
    annexes = [part for part in parts if part.id == "record items" and len(part.rows) > 1]
    known = [name for _, name in sorted(names.items()) if name] if len(names) > 1 else []
    items: list[RecordItem] = []
    for part in annexes:
        file = names.get(part.file) if len(annexes) > 1 else None
        items += record_items(part.rows[1:], file, known)
    return tuple(items)


def _with_stated_redelegation(values: tuple[ItemValue, ...]) -> tuple[ItemValue, ...]:
    """Where 再委託の有無 is lost, the contractor's cell may say that it gives the work on."""
    contractors = {(v.file, v.block): v for v in values if v.item == "delegation.contractor"}
    found: list[ItemValue] = []
    for value in values:
        contractor = contractors.get((value.file, value.block))
        lost = value.item == "delegation.redelegated" and not value.option and not value.spans
        said = [span for span in contractor.spans if "再委託する" in span.text] if contractor else []
        if lost and said:
            reason = "the option is lost; the contractor's cell says it"
            value = replace(value, spans=tuple(said), option="再委託する", confidence="derived", reason=reason)
        found.append(value)
    return tuple(found)
