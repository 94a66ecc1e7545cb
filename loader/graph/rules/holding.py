"""Rules ``hold`` (file → what holds it), ``held`` (holder → file), ``same_business`` (file ↔ systems of I-2 that no
held_in names) and ``use`` (file → department in use).
"""

from __future__ import annotations

from bangolin.loader.facts.records import File
from bangolin.loader.graph.cite import Citation, confidence
from bangolin.loader.graph.draft import Draft, settled
from bangolin.loader.graph.reading import Reading
from bangolin.loader.names.plain import plain
from bangolin.loader.names.resolve import PlaceName


def _by_items(reading: Reading, file: PlaceName) -> str:
    """Strength of a flow that takes the file as it is: named, data (items not known) or barred (known, without it)."""
    items = reading.items_of(file)
    if items.has_number:
        return "named"
    return "barred" if items.known else "data"


def _with_items(reading: Reading, file: PlaceName, where: Citation) -> tuple[Citation, ...]:
    barred = _by_items(reading, file) == "barred"
    return (where, *reading.items_of(file).citations) if barred else (where,)


def holdings(reading: Reading) -> list[Draft]:
    """``hold``, ``held`` and ``same_business``."""
    found: list[Draft] = []
    holders: set[str] = set()
    for file in reading.facts.files:
        if file.name:
            for index, name in enumerate(file.held_in):
                where = reading.cited(file, f"held_in[{index}]")
                holder = reading.place(name, where)
                holders.add(holder.key)
                found += _hold(reading, file, holder, where, f"held_in[{index}]")
    for file in reading.facts.files:
        if file.name:
            found += _same_business(reading, file, holders)
    return [settled(draft) for draft in found]


def _hold(reading: Reading, file: File, holder: PlaceName, where: Citation, path: str) -> list[Draft]:
    place = reading.place(file.name or "", reading.cited(file, "name"))
    sure = confidence(file, path)
    strength = _by_items(reading, place)
    cites = _with_items(reading, place, where)
    return [
        Draft("hold", place, holder, strength, cites, confidence=sure, file=place.key),
        Draft("held", holder, place, "data", (where,), confidence=sure, file=place.key),
    ]


def _same_business(reading: Reading, file: File, holders: set[str]) -> list[Draft]:
    place = reading.place(file.name or "", reading.cited(file, "name"))
    found: list[Draft] = []
    for system in reading.facts.systems:
        if system.name and plain(system.name):
            where = reading.cited(system, "name")
            other = reading.place(system.name, where)
            if other.key not in holders:
                cites = (where, reading.cited(file, "name"))
                found.append(Draft("same_business", place, other, "link", cites, file=place.key))
                found.append(Draft("same_business", other, place, "link", cites, file=place.key))
    return found


def uses(reading: Reading) -> list[Draft]:
    """``use``: one flow a department, one group of people a file."""
    found: list[Draft] = []
    for use in reading.facts.use:
        file = reading.file(use.file)
        for index, name in enumerate(use.departments if file else ()):
            assert file is not None
            path = f"departments[{index}]"
            where = reading.cited(use, path)
            where = where if where["text"] else {**where, "text": name}
            found.append(
                Draft(
                    kind="use",
                    source=file,
                    target=reading.place(name, where),
                    strength=_by_items(reading, file),
                    citations=_with_items(reading, file, where),
                    confidence=confidence(use, path),
                    file=file.key,
                    group=f"{reading.keys.edition}/使用者/{plain(use.file or file.name)}",
                    people=use.user_count or "",
                )
            )
    return [settled(draft) for draft in found]
