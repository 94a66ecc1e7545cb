"""Rules ``provision`` and ``transfer``: file → each recipient."""

from __future__ import annotations

from bangolin.loader.facts.records import Disclosure
from bangolin.loader.graph.cite import confidence
from bangolin.loader.graph.concepts import concepts_in, names_my_number
from bangolin.loader.graph.draft import Draft, settled
from bangolin.loader.graph.reading import Reading, methods, with_kind
from bangolin.loader.graph.rules.delegation import leaves_number_out
from bangolin.loader.graph.statements import disclosure_key
from bangolin.loader.names.roles import recipients


def disclosures(reading: Reading) -> list[Draft]:
    """Flows of all 提供先 and 移転先, those of annexes too."""
    found: list[Draft] = []
    for kind, rows in (("provision", reading.facts.provisions), ("transfer", reading.facts.transfers)):
        for position, row in enumerate(rows, start=1):
            found += _row(reading, kind, with_kind(row, kind), position)
    return found


def _row(reading: Reading, kind: str, row: Disclosure, position: int) -> list[Draft]:
    file = reading.file(row.file)
    if file is None:
        return []
    barred = leaves_number_out(row.information, *(row.other_methods or ()))
    named = not barred and names_my_number([row.information or ""])
    statement = disclosure_key(reading, kind, row, position)
    drafts = []
    for index, name in enumerate(recipients(row)):
        path = f"recipients[{index}]"
        where = reading.cited(row, path, "recipient")
        where = where if where["text"] else {**where, "text": name}
        drafts.append(
            Draft(
                kind=kind,
                source=file,
                target=reading.place(name, where),
                strength="barred" if barred else "named" if named else "data",
                citations=(where, reading.cited(row, "information")) if barred or named else (where,),
                my_number="no" if barred else "yes" if named else "not stated",
                carries=concepts_in([row.information or ""]),
                data=(row.information,) if row.information else (),
                media=methods(row),
                legal_basis=row.legal_basis or "",
                confidence=confidence(row, path, "recipient"),
                file=file.key,
                statement=statement,
                label=("提供先" if kind == "provision" else "移転先") + str(row.ordinal or position),
            )
        )
    return [settled(draft) for draft in drafts]
