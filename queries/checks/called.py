"""Systems under short names: one short name of two systems, and names shortened without a word that says so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.names import plain
from bangolin.queries.checks.rule import Checked, View, judges
from bangolin.queries.checks.said import quoted, said
from bangolin.queries.checks.ways import flow_cited

KIND = re.compile(r"(?:システム|サーバ|端末|PC)$")
SHORTEST = 2
"""Signs before its kind that a short name has at least, and signs at the start that it shares with the long one."""
LEAST_LEFT_OUT = 2
LEAST_ALONE = 4
"""Signs of a part's name that tell it without the name of its system."""


@judges("one-name-two-systems")
def one_name_two_systems(view: View) -> Iterator[Checked]:
    """Measures of one system of I-2 call it by the name of another system of I-2."""
    rows = view.facts.get("systems") or []
    for one in said(view, "called-short"):
        short, long = plain((one.get("objects") or [""])[0]), plain(one.get("subject"))
        own = next((row for row in rows if long in _names(row)), None)
        other = next((row for row in rows if row is not own and short in _names(row)), None)
        sides = [_listed(view, row) for row in (other, own) if row]
        fault = {"short": (one.get("objects") or [""])[0], "long": one.get("subject")} if own and other else None
        yield Checked(f"{short}・{long}", (quoted(view, one), *sides), fault)


@judges("name-shortened")
def name_shortened(view: View) -> Iterator[Checked]:
    """Measures head a system by a name that leaves out words of a name in I-2, and nothing says that it does."""
    rows = view.facts.get("systems") or []
    listed = [(row, name) for row in rows for name in sorted(_names(row) | _members(row))]
    known = {name for _, name in listed} | _said_short(view.facts)
    for one in said(view, "measures-of"):
        short = plain(one.get("subject"))
        found = None if short in known else next((pair for pair in listed if _shortens(short, pair[1])), None)
        evidence = (quoted(view, one), *([_listed(view, found[0])] if found else []))
        fault = {"short": one.get("subject"), "long": found[1]} if found else None
        yield Checked(str(one.get("subject")), evidence, fault)
        yield from _apart(view, one, sorted({name for row in rows for name in _names(row)}))


def _apart(view: View, one: Mapping[str, Any], systems: list[str]) -> Iterator[Checked]:
    """A heading names a part of a system with the system's name before it; a step has the part's name alone."""
    whole = plain(one.get("subject"))
    rest = next((whole.removeprefix(name) for name in systems if whole.startswith(name) and whole != name), "")
    if len(rest) < LEAST_ALONE or not KIND.search(rest) or rest in _said_short(view.facts):
        return
    for row in view.facts.get("flows") or []:
        for end in (row.get("source"), row.get("target")):
            if plain(end).rsplit("の", 1)[-1] == rest:
                fault = {"short": rest, "long": one.get("subject")}
                yield Checked(rest, (flow_cited(view, row), quoted(view, one)), fault)
                return


def _names(row: Mapping[str, Any]) -> set[str]:
    """What I-2 calls a system."""
    return {plain(name) for name in (row.get("name"), *(row.get("aliases") or [])) if name}


def _members(row: Mapping[str, Any]) -> set[str]:
    """The systems that a name of I-2 lists together (XおよびY)."""
    whole = unicodedata.normalize("NFKC", str(row.get("name") or ""))
    return {plain(part) for part in re.split(r"及び|および|並びに|、", whole) if part}


def _said_short(facts: Mapping[str, Any]) -> set[str]:
    """Every name that the document says is another one's."""
    return {
        plain(name)
        for row in facts.get("same_as") or []
        if row.get("basis") != "alias"
        for name in row.get("names") or []
    }


def _shortens(short: str, long: str) -> bool:
    """Whether a name is another without some words in its middle or at its start, of the same kind."""
    kind = KIND.search(short)
    if kind is None or not long.endswith(kind[0]) or len(long) - len(short) < LEAST_LEFT_OUT:
        return False
    stem, whole = short[: kind.start()], long[: len(long) - len(kind[0])]
    return len(stem) >= SHORTEST * 2 and stem[:SHORTEST] == whole[:SHORTEST] and _runs(stem, whole)


def _runs(stem: str, whole: str) -> bool:
    """Whether a name is the beginning and the end of another with something left out between."""
    return any(whole.startswith(stem[:at]) and whole.endswith(stem[at:]) for at in range(SHORTEST, len(stem)))


def _listed(view: View, row: Mapping[str, Any]) -> dict[str, Any]:
    """Where I-2 names a system."""
    return cite(view.assessment, f"Ⅰ.2.システム{row.get('ordinal')}.①", row, "name", row.get("name"))
