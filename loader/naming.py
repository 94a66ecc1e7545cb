"""Decisions about names: kept in the store, put into force on every edition of their assessment, taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bangolin.graph.decisions import Decision, decisions, record_within
from bangolin.graph.loading import editions, facts_json, rebuild_editions
from bangolin.graph.rows import EditionGraph
from bangolin.graph.stores.store import Store
from bangolin.loader.facts import Facts, facts_from_json
from bangolin.loader.graph.build import build_edition
from bangolin.loader.names.decided import NameDecision, in_force, name_decision
from bangolin.loader.names.plain import plain
from bangolin.loader.names.resolve import resolve


class NoNamesError(ValueError):
    """A decision about names that the assessment does not write, or about one name twice (exit code 3)."""

    def __init__(self, japanese: str, english: str) -> None:
        super().__init__(f"{japanese} / {english}")
        self.japanese = japanese
        self.english = english


@dataclass(frozen=True)
class Joined:
    """Two names and why they are one place (``rule``), or are not (``rule`` is officer-parted): the key of the place of
    the first, the line where the document says so, who decided it and why.
    """

    first: str
    second: str
    place: str
    rule: str
    line: int | None
    who: str | None
    why: str | None


def name_decisions(store: Store, assessment: str) -> list[NameDecision]:
    """All that officers decided about the names of an assessment, the oldest first."""
    rows = decisions(store, "NameDecision", assessment)
    return [name_decision(row.content, row.who, row.when, row.why) for row in rows]


def joined_names(facts: Facts, assessment: str, decided: Iterable[NameDecision]) -> list[Joined]:
    """Every merge of the names of a document with its rule, then the pairs that officers keep apart."""
    officers = in_force(decided)
    names = resolve(facts, assessment, officers)
    whose = {one.pair: one.who for one in officers}
    found = []
    for place, merge in names.all_merges():
        one, two = sorted((plain(merge.joined), plain(merge.name)))
        who = whose.get((one, two)) if merge.rule == "officer" else None
        found.append(Joined(merge.joined, merge.name, place.key, merge.rule, merge.line, who, merge.why))
    parted = [one for one in officers if one.action == "part"]
    return found + [
        Joined(one.first, one.second, names.place(one.first).key, "officer-parted", None, one.who, one.why)
        for one in parted
    ]


def decide_names(store: Store, assessment: str, decision: NameDecision) -> int:
    """Keep a decision and build all editions of its assessment again with it, in one transaction or not at all.

    Returns the number of editions of the assessment. Raises NoNamesError where the assessment does not write the names,
    or a decision to withdraw is not there.
    """
    known = name_decisions(store, assessment)
    if decision.action == "withdraw":
        _require_decision(known, decision)
    else:
        _require_names(store, assessment, decision)
    content = {"action": decision.action, "names": [decision.first, decision.second]}
    keep_decisions(store, [Decision("NameDecision", assessment, decision.who, decision.when, decision.why, content)])
    return len(_editions(store, assessment))


def keep_decisions(store: Store, given: Iterable[Decision]) -> int:
    """Keep decisions of any kind; the loaded assessments whose names they are about are built again with them, all in
    one transaction or not at all. Returns how many were given. Raises ValueError where one about names is malformed.
    """
    kept = list(given)
    graphs: list[EditionGraph] = []
    for assessment in sorted({one.about for one in kept if one.kind == "NameDecision"}):
        new = [one for one in kept if one.kind == "NameDecision" and one.about == assessment]
        decided = [name_decision(one.content, one.who, one.when, one.why) for one in new]
        graphs += built_editions(store, assessment, [*name_decisions(store, assessment), *decided])
    rebuild_editions(store, graphs, lambda transaction: record_within(transaction, kept))
    return len(kept)


def built_editions(store: Store, assessment: str, decided: list[NameDecision]) -> list[EditionGraph]:
    """The rows of all loaded editions of an assessment, built from their facts as this version builds them."""
    facts = [facts_from_json(facts_json(store, key), origin=key) for key in _editions(store, assessment)]
    return [build_edition(one, assessment, decided) for one in facts]


def _editions(store: Store, assessment: str) -> list[str]:
    return [str(row["key"]) for row in editions(store) if row["assessment"] == assessment]


def _require_names(store: Store, assessment: str, decision: NameDecision) -> None:
    if decision.pair[0] == decision.pair[1] or not decision.pair[0]:
        raise NoNamesError("二つの異なる名称を指定してください。", "name two different names.")
    rows = store.read(
        "MATCH (:Edition)-[n:NAMES]->(:Place) WHERE n.assessment = $assessment RETURN n.name AS name, n.names AS names",
        {"assessment": assessment},
    )
    written = {plain(name) for row in rows for name in (row["name"], *(row["names"] or ()))}
    for name in (decision.first, decision.second):
        if plain(name) not in written:
            raise NoNamesError(
                f"「{name}」という名称は {assessment} の評価書にありません。", f"{assessment} does not write {name!r}."
            )


def _require_decision(known: list[NameDecision], decision: NameDecision) -> None:
    if decision.pair not in {one.pair for one in in_force(known)}:
        raise NoNamesError(
            f"「{decision.first}」と「{decision.second}」についての判断はありません。",
            f"nothing is decided about {decision.first!r} and {decision.second!r}.",
        )
