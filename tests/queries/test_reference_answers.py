"""Traces of the reference facts answer what the reference answers say (design, sections 3 and 4).

A place that we list and the file does not counts against us. The one place that differs is the rest of a name
before its bracket, which no fact names (see docs/limitations.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from bangolin.graph.stores.store import Store
from bangolin.loader.facts import read_facts
from bangolin.queries import trace
from bangolin.queries.names import plain, without_form
from corpus import shared

DOCUMENTS = ("kantoits", "kawasaki", "sagamihara")
LEAST = 0.98


def agreement(
    answer: Mapping[str, Any], wanted: Mapping[str, str], aliases: Mapping[str, set[str]]
) -> tuple[float, list[Any]]:
    """Share of places with the same answer, and what differs; places match by key, name or alias."""
    ours = {row["key"]: _said(row) for row in answer["places"]}
    keys: dict[str, set[str]] = {}
    for key, known in aliases.items():
        for name in known:
            keys.setdefault(plain(name), set()).add(key)
            keys.setdefault(without_form(name), set()).add(key)
    meant = {place: keys.get(plain(place)) or keys.get(without_form(place)) or set() for place in wanted}
    different = [
        (place, said, sorted(str(ours.get(key)) for key in meant[place]))
        for place, said in wanted.items()
        if said not in {ours.get(key) for key in meant[place]}
    ]
    listed = set().union(*meant.values())
    beyond = [(key, None, [said]) for key, said in ours.items() if key not in listed]
    return (len(wanted) - len(different)) / (len(wanted) + len(beyond)), [*different, *beyond]


def _said(row: Mapping[str, Any]) -> str:
    return f"{row['answer']} ({row['because']})" if row["because"] else str(row["answer"])


def _aliases(store: Store) -> dict[str, set[str]]:
    rows = store.read("MATCH (e:Edition)-[n:NAMES]->(p:Place) RETURN p.key AS key, n.name AS name, n.names AS names")
    return {row["key"]: {row["name"], *row["names"]} for row in rows}


@pytest.mark.corpus
@pytest.mark.parametrize("document", DOCUMENTS)
def test_traces_agree_with_the_reference(document: str, store_with: Any) -> None:
    wanted = json.loads(shared("reference-answers", f"{document}.json").read_text(encoding="utf-8"))
    store = store_with(read_facts(shared("reference-facts", f"{document}.json")))
    aliases = _aliases(store)
    shares = {}
    for start, answers in wanted.items():
        place = start.removeprefix("backward:")
        answer = trace.ask(store, {"place": place, "backward": place != start})
        share, different = agreement(answer, answers, aliases)
        shares[start] = (share, different)
    low = {start: found for start, found in shares.items() if found[0] < LEAST}
    assert not low
