"""Rule ``acquisition``: source → file. 本人又は本人の代理人 is one place of each assessment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bangolin.loader.facts.records import Acquisition, Source
from bangolin.loader.graph.cite import Citation
from bangolin.loader.graph.draft import Draft, settled
from bangolin.loader.graph.reading import Reading
from bangolin.loader.graph.statements import acquisition_key
from bangolin.loader.names.plain import plain
from bangolin.loader.names.resolve import PlaceName
from bangolin.loader.names.roles import INSIDE, PERSON

_BOXES = frozenset(
    map(plain, (PERSON, INSIDE, "行政機関・独立行政法人等", "地方公共団体・地方独立行政法人", "民間事業者", "その他"))
)


def acquisitions(reading: Reading, steps: Sequence[Draft]) -> list[Draft]:
    """Flows of II-3 ①."""
    found: list[Draft] = []
    for row in reading.facts.acquisition:
        file = reading.file(row.file)
        for index, source in enumerate(row.sources if file else ()):
            assert file is not None
            for name, where in _named(reading, row, source, index):
                found.append(_draft(reading, row, source, file, reading.place(name, where), where, steps))
        if file and _person_is_open(row):
            found.append(_open_person(reading, row, file, steps))
    return [settled(draft) for draft in found]


def _person_is_open(row: Acquisition) -> bool:
    """Whether the person's box alone could not be read: a row with several open boxes says nothing of any (a gap)."""
    known = {plain(source.category or "") for source in row.sources}
    open_ones = {plain(label) for label in row.uncertain} & _BOXES - known
    return open_ones == {plain(PERSON)}


def _open_person(reading: Reading, row: Acquisition, file: PlaceName, steps: Sequence[Draft]) -> Draft:
    """The flow of a box that may be ticked: uncertain, so that it says that data may come from there and no more."""
    where = {**reading.cited(row, "sources"), "text": PERSON}
    draft = _draft(reading, row, Source(category=PERSON), file, reading.place(PERSON, where), where, steps)
    return replace(draft, confidence="uncertain", statement="")


def _named(reading: Reading, row: Acquisition, source: Source, index: int) -> list[tuple[str, Citation]]:
    if plain(source.category or "") == plain(PERSON):
        where = reading.cited(row, f"sources[{index}]", f"sources[{index}].category")
        return [(PERSON, where if where["text"] else {**where, "text": PERSON})]
    rows = []
    for position, name in enumerate(source.names):
        where = reading.cited(row, f"sources[{index}].names[{position}]", f"sources[{index}]")
        rows.append((name, where if where["text"] else {**where, "text": name}))
    return rows


def _draft(
    reading: Reading,
    row: Acquisition,
    source: Source,
    file: PlaceName,
    place: PlaceName,
    where: Citation,
    steps: Sequence[Draft],
) -> Draft:
    person = plain(source.category or "") == plain(PERSON)
    strength = "named" if person and reading.items_of(file).has_number else "data"
    barring = () if person else _barring(reading, place, steps)
    cites = (where, *(citation for step in barring for citation in step.citations))
    return Draft(
        kind="acquisition",
        source=place,
        target=file,
        strength="barred" if barring else strength,
        citations=cites,
        my_number="no" if barring else "not stated",
        media=tuple(method for method in (*row.methods, *(row.other_methods or ())) if plain(method) != "その他"),
        confidence="uncertain" if source.category in row.uncertain else "certain",
        file=file.key,
        statement=acquisition_key(reading, row, source),
        label=source.category or "",
    )


def _barring(reading: Reading, place: PlaceName, steps: Sequence[Draft]) -> Sequence[Draft]:
    """The steps from a source to the body, its departments or its systems, where there are some and all are barred."""
    inside = reading.departments() | {reading.names.place(name.name).key for name in reading.facts.systems if name.name}
    coming = [
        step
        for step in steps
        if step.walked and step.source.key == place.key and (step.target.assessor or step.target.key in inside)
    ]
    return coming if all(step.strength == "barred" for step in coming) else ()
