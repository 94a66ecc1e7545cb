"""How a document speaks of the body that assesses: its name, its office (〇〇市長), 本市, 当組合 …"""

from __future__ import annotations

from bangolin.graph.spelling import without_form
from bangolin.loader.facts import Facts
from bangolin.loader.names.plain import plain
from bangolin.loader.names.reference import bodies, prefectures


def body_name(assessor: str) -> str:
    """The plain name of the body: an office (〇〇市長) gives its body, a company form is dropped."""
    text = plain(assessor)
    for ending, offices in bodies().offices.items():
        for office in offices:
            if office in text and len(text) > len(office) and not text.startswith(office):
                return text[: text.index(office)] + ending
    return without_form(text)


def self_names(assessor: str) -> tuple[str, ...]:
    """The words by which a body of this name speaks of itself, its offices first."""
    body = body_name(assessor)
    lists = bodies()
    offices = tuple(
        body[: -len(ending)] + office
        for ending, names in lists.offices.items()
        if body.endswith(ending)
        for office in names
    )
    selves = tuple(name for ending, names in lists.selves.items() if body.endswith(ending) for name in names)
    return (body, *offices, *selves, *lists.anybody)


def prefecture_of(facts: Facts, names: tuple[str, ...]) -> str | None:
    """The prefecture of a document: in the assessor's name, by the list of cities, or the only one in front of a
    body that each prefecture has. None where it is not told.
    """
    lists = prefectures()
    body = body_name(facts.document.assessor or "")
    for prefecture in lists.names:
        if body.startswith(prefecture):
            return prefecture
    if body in lists.of_city:
        return lists.of_city[body]
    variants = tuple(variant for row in lists.bodies for variant in row.variants)
    found = {
        prefecture
        for name in names
        for prefecture in lists.names
        if plain(name).startswith(prefecture) and plain(name)[len(prefecture) :] in variants
    }
    return found.pop() if len(found) == 1 else None
