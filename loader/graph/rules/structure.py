"""Rules ``part`` (part ↔ whole), ``office`` (department → assessor) and ``operation`` (system → operator)."""

from __future__ import annotations

from bangolin.loader.facts.records import Part, Record
from bangolin.loader.graph.cite import Citation, confidence
from bangolin.loader.graph.draft import Draft, settled
from bangolin.loader.graph.reading import Reading, with_kind
from bangolin.loader.names.reference import is_department_name, is_group_of_departments
from bangolin.loader.names.resolve import PlaceName
from bangolin.loader.names.roles import recipients


def _worded(where: Citation, words: str) -> Citation:
    return where if where["text"] else {**where, "text": words}


def _is_office(place: PlaceName) -> bool:
    if place.kind == "Department":
        return True
    return place.kind == "Organization" and (is_department_name(place.name) or is_group_of_departments(place.name))


def parts(reading: Reading) -> list[Draft]:
    """``part`` between systems, files, sites and groups; offices are joined to the assessor only, by ``office``."""
    found: list[Draft] = []
    for row in reading.facts.parts:
        if not (row.part and row.whole):
            continue
        where = _worded(reading.cited(row, "part", item="部分"), f"{row.part}（{row.whole}）")
        part, whole = reading.place(row.part, where), reading.place(row.whole, where)
        if whole.assessor or _is_office(part) or _is_office(whole):
            continue
        sure = confidence(row, "part", "whole")
        found.append(Draft("part", part, whole, "named", (where,), confidence=sure, discriminator=("up",)))
        found.append(Draft("part", whole, part, "data", (where,), confidence=sure, discriminator=("down",)))
    return [settled(draft) for draft in found]


def offices(reading: Reading) -> list[Draft]:
    """``office``: each department of the assessor → the assessor."""
    facts = reading.facts
    if not facts.document.assessor:
        return []
    rows: list[tuple[Record, str, str]] = []
    for use in facts.use:
        rows += [(use, f"departments[{index}]", name) for index, name in enumerate(use.departments)]
    for file in facts.files:
        rows += [(file, f"department[{index}]", name) for index, name in enumerate(file.department)]
    for transfer in facts.transfers:
        row = with_kind(transfer, "transfer")
        named = [(f"recipients[{index}]", name) for index, name in enumerate(recipients(row))]
        rows += [(row, path, name) for path, name in named if is_department_name(name)]
    for part in facts.parts:
        if part.part and part.whole and reading.names.is_assessor(part.whole):
            rows.append((part, "part", part.part))
    return [_office(reading, *row) for row in rows]


def _office(reading: Reading, record: Record, path: str, name: str) -> Draft:
    otherwise = "部分" if isinstance(record, Part) else None
    where = _worded(reading.cited(record, path, "recipient", item=otherwise), name)
    assessor = reading.place(reading.facts.document.assessor or "", reading.cited(reading.facts.document, "assessor"))
    return settled(Draft("office", reading.place(name, where), assessor, "named", (where,)))


def operations(reading: Reading) -> list[Draft]:
    """``operation``: system, centre or site → who runs or maintains it."""
    found: list[Draft] = []
    for row in reading.facts.operators:
        if row.operator and row.of:
            where = _worded(reading.cited(row, "operator", item="運用・保守"), f"{row.operator}（{row.of}）")
            source, target = reading.place(row.of, where), reading.place(row.operator, where)
            sure = confidence(row, "operator", "of")
            found.append(Draft("operation", source, target, "link", (where,), confidence=sure))
    return found
