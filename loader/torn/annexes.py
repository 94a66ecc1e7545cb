"""What stands behind the form: lists of recipients in a 別紙, and the rows of the change history."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bangolin.loader.facts.records import Disclosure, Evidence
from bangolin.loader.form.definition import plain
from bangolin.loader.form.entries import Entry, bodies, joined
from bangolin.loader.form.items import Span
from bangolin.loader.form.sections import Section
from bangolin.loader.sources.text import Line, Page
from bangolin.loader.torn.cells import chunks

_HEAD = re.compile(r"(提供|移転)先")
_NUMBER = re.compile(r"^[\s　]*(\d{1,3})(?:[\s　.．]+(\S.*))?$")
_LAW = re.compile(r"法(?!人)|別表|条例|規則|第[0-9一二三四五六七八九十]+[条項号]|の項$")
_TITLE = re.compile(r"(別紙[0-9０-９一二三四五六七八九十]*)")
_DATE = re.compile(
    r"^[\s　]*(?:(?:令和|平成)\s*(?:元|\d{1,2})|(?:19|20)\d\d)\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|^[\s　]*(?:19|20)\d\d([./-])\d{1,2}\1\d{1,2}(?!\d)"
)
_WHEN = re.compile(r"(?:^|[\s　])(?:事前|事後)(?=$|[\s　])")
_WORDS = 80


def count_changes(section: Section | None) -> int | None:
    """The rows of the change history: each has a date and 事前 or 事後, which may be torn away."""
    if section is None:
        return None
    return sum(
        max(
            sum(1 for line in page.lines if _DATE.match(line.text)),
            sum(1 for line in page.lines if _WHEN.search(line.text)),
        )
        for page in section.pages
    )


def listed_recipients(sections: Sequence[Section]) -> tuple[tuple[str, Disclosure], ...]:
    """The rows of tables of 提供先 or 移転先 in annexes, as (``provision`` or ``transfer``, record)."""
    pages = [page for section in sections if section.id == "annex" for page in section.pages]
    names = [name for page in pages if (name := _name(page))]
    name = names[0] if names else "別紙"
    return tuple(row for page in pages if (kind := _kind(page)) for row in _rows(page, kind, _name(page) or name))


def _kind(page: Page) -> str | None:
    """What a page lists, told by the head of its table."""
    for line in page.lines[:15]:
        text = plain(line.text)
        found = _HEAD.search(text)
        if found and "法令上の根拠" in text:
            return "provision" if found[1] == "提供" else "transfer"
    return None


def _name(page: Page) -> str | None:
    for line in page.lines:
        found = _TITLE.match(line.text.strip(" 　(（"))
        if found:
            return found[1]
    return None


def _rows(page: Page, kind: str, name: str) -> Iterator[tuple[str, Disclosure]]:
    current: list[list[Line]] = []
    number = 0
    for chunk in chunks(page):
        found = _NUMBER.match(chunk[0].text)
        if found and (not number or int(found[1]) == number + 1):
            if number:
                yield kind, _row(number, current, name)
            number, current = int(found[1]), [_without_number(chunk, found)]
        elif number and not _TITLE.match(chunk[0].text.strip(" 　(（")):
            current.append(chunk)
        elif number:
            break
    if number:
        yield kind, _row(number, current, name)


def _without_number(chunk: list[Line], found: re.Match[str]) -> list[Line]:
    first = [Line(chunk[0].number, found[2])] if found[2] else []
    return [*first, *chunk[1:]]


def _row(number: int, found: list[list[Line]], name: str) -> Disclosure:
    """Name and law stand in the first pieces, then the purpose and the information."""
    named: list[Line] = []
    law: list[Line] = []
    rest = [list(chunk) for chunk in found]
    while rest and not law:
        chunk = rest.pop(0)
        at = next((at for at, line in enumerate(chunk) if _LAW.search(plain(line.text))), len(chunk))
        named += chunk[:at]
        law += chunk[at:]
    recipient = _text(named)
    line = named[0].number if named else None
    evidence = {"recipient": Evidence(item=name, line=line, text=(recipient or "")[:_WORDS], confidence="derived")}
    whole = Span(recipient or "", line)
    several = [one.text for one in bodies((Entry(whole.text, whole),))] or [whole.text]
    cited = {f"recipients[{at}]": replace(evidence["recipient"], text=text[:_WORDS]) for at, text in enumerate(several)}
    return Disclosure(
        ordinal=number,
        recipient=recipient,
        recipients=tuple(several) if recipient else (),
        legal_basis=_text(law),
        purpose=_text(rest[0]) if rest else None,
        information=_text(rest[1]) if len(rest) > 1 else None,
        from_annex=name,
        line=line,
        evidence={**evidence, **cited} if recipient else {},
    )


def _text(lines: Sequence[Line]) -> str | None:
    return joined([Span(line.text, line.number) for line in lines])
