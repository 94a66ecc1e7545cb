"""Rule ``connection``: system ↔ what is ticked or named in ③他のシステムとの接続."""

from __future__ import annotations

from collections.abc import Sequence

from bangolin.loader.facts.records import System
from bangolin.loader.graph.cite import Citation
from bangolin.loader.graph.draft import Draft
from bangolin.loader.graph.reading import Reading
from bangolin.loader.names.plain import plain
from bangolin.loader.names.resolve import PlaceName

_STATED = frozenset({"step", "delegation", "provision", "transfer"})


def connections(reading: Reading, stated: Sequence[Draft]) -> list[Draft]:
    """Both ways a ``link``; barred where all that is stated into the place is barred."""
    found: list[Draft] = []
    for system in reading.facts.systems:
        if system.name:
            place = reading.place(system.name, reading.cited(system, "name"))
            for other, where in _named(reading, system):
                found.append(_flow(place, other, where, stated))
                found.append(_flow(other, place, where, stated))
    return found


def _named(reading: Reading, system: System) -> list[tuple[PlaceName, Citation]]:
    rows: list[tuple[PlaceName, Citation]] = []
    for path, names in (("connections", system.connections), ("other_connections", system.other_connections)):
        for index, name in enumerate(names):
            if plain(name) and plain(name) != "その他" and name not in system.uncertain:
                where = reading.cited(system, f"{path}[{index}]")
                where = where if where["text"] else {**where, "text": name}
                rows.append((reading.place(name, where), where))
    return rows


def _flow(source: PlaceName, target: PlaceName, where: Citation, stated: Sequence[Draft]) -> Draft:
    into = [draft for draft in stated if draft.kind in _STATED and draft.walked and draft.target.key == target.key]
    if into and all(draft.strength == "barred" for draft in into):
        cites = tuple(citation for draft in into for citation in draft.citations)
        carried = tuple(dict.fromkeys(name for draft in into for name in draft.carries))
        exact = all(draft.exact for draft in into)
        return Draft(
            "connection", source, target, "barred", (*cites, where), my_number="no", carries=carried, exact=exact
        )
    return Draft("connection", source, target, "link", (where,))
