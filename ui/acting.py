"""What people do with a store, each deed allowed to the person and put on record, whichever way it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bangolin.graph.stores.problems import StoreError
from bangolin.loader.guard import contains_my_number, mask_my_numbers
from bangolin.ui.audit import AuditLog
from bangolin.ui.people import NotAllowedError, Person, require
from filelock import Timeout

CHANGING = frozenset({"decide", "load", "remove", "keep"})
"""Rights to deeds that leave something behind: these are on record before they are done, too."""


class NumberTypedError(ValueError):
    """Something that was typed holds a 個人番号; the message does not repeat it (exit code 3)."""

    def __init__(self) -> None:
        self.japanese = "入力に個人番号と見られる12桁の数字があります。取り除いてください。"
        self.english = "what was typed holds what looks like a personal number; take it out."
        super().__init__(f"{self.japanese} / {self.english}")


@dataclass
class Deed:
    """One deed while it is done; ``rows`` and ``more`` parameters are filled in by who does it."""

    rows: int | None = None
    more: Mapping[str, Any] | None = None


@contextmanager
def on_record(
    store: Any, person: Person, right: str, action: str, parameters: Mapping[str, Any], *, typed: bool = True
) -> Iterator[Deed]:
    """Do something inside: only if the person has the right, and with one line in the audit log, whatever comes of it.

    A deed that changes something has a line ``begin`` before it, so that one which was killed is on record, and one
    that could not be put on record is not done. ``typed``: the parameters were typed, so they are searched for a
    個人番号. Raises NotAllowedError, NumberTypedError, and StoreError where the log cannot be written.
    """
    if typed and holds_my_number(parameters):
        write_down(store, person, action, {"refused": "NumberTypedError"})
        raise NumberTypedError
    try:
        require(person, right)
    except NotAllowedError as error:
        write_down(store, person, action, {**parameters, "refused": type(error).__name__})
        raise
    if right in CHANGING:
        write_down(store, person, "begin", {"of": action, **parameters})
    deed = Deed()
    try:
        yield deed
    except BaseException as error:
        write_down(store, person, action, {**parameters, **(deed.more or {}), "refused": type(error).__name__})
        raise
    write_down(store, person, action, {**parameters, **(deed.more or {})}, deed.rows)


def write_down(store: Any, person: Person, action: str, parameters: Mapping[str, Any], rows: int | None = None) -> None:
    """One line in the store's audit log. Raises StoreError where it cannot be written."""
    try:
        AuditLog(store.beside).append(action, parameters, rows, user=mask_my_numbers(person.name))
    except (OSError, Timeout) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise StoreError(
            f"操作記録に書き込めないため、実行しません（{reason}）。空き容量と権限を確かめてください。",
            f"The audit log cannot be written ({reason}), so this is not done: check space and rights.",
        ) from error


def holds_my_number(value: Any) -> bool:
    """Whether any text in a value, a list or a map holds a 個人番号."""
    if isinstance(value, str):
        return contains_my_number(value)
    if isinstance(value, Mapping):
        return any(map(holds_my_number, value.values()))
    return isinstance(value, list | tuple | set | frozenset) and any(map(holds_my_number, value))


def load(store: Any, facts: Any, person: Person, name: str, *, replace: bool = False) -> Any:
    """Load the facts of one edition, from the file ``name``; returns and raises as ``loader.load.load_facts``."""
    from bangolin.loader.load import load_facts

    with on_record(store, person, "load", "load", {"file": name, "replace": replace}) as deed:
        loaded = load_facts(store, facts, replace=replace)
        deed.rows = 1
        deed.more = {"edition": loaded.report.edition, "outcome": loaded.report.outcome}
    return loaded


def bring_up(store: Any, person: Person) -> int:
    """Build what an earlier version loaded again as this one builds it; how many editions, 0 where nothing was to do."""
    from bangolin.graph.set_up import GRAPH, graph_format
    from bangolin.loader.migrating import migrate

    before = graph_format(store)
    if before == GRAPH:
        return 0
    with on_record(store, person, "keep", "migrate", {"from": before, "to": GRAPH}) as deed:
        deed.rows = migrate(store)
    return deed.rows


def index(store: Any) -> bool:
    """Bring the travel index of a store up to what is loaded, where questions over all of it use one; whether they do.

    Else the first question after many documents were loaded waits for it.
    """
    from bangolin.queries import many
    from bangolin.queries.reader import Reader
    from bangolin.queries.scope import scope

    indexed = many.by_index(store, scope(Reader(store)))
    if indexed is None:
        return False
    from bangolin.graph.index.from_store import travel_index

    travel_index(indexed)
    return True


def remove(store: Any, edition: str, person: Person) -> None:
    """Take one edition out. Raises StoreError where it is not loaded."""
    from bangolin.graph.loading import remove_edition

    with on_record(store, person, "remove", "remove", {"edition": edition}) as deed:
        remove_edition(store, edition)
        deed.rows = 1


def accept(store: Any, finding: Mapping[str, Any], person: Person, reason: str, until: str | None) -> None:
    """Accept a finding of ``check`` for a reason, until a day (ISO) or for good."""
    from bangolin.graph.decisions import Decision, moment, record

    content = {"until": until, **{name: finding[name] for name in ("rule", "assessment", "subject")}}
    parameters = {"finding": finding["id"], "reason": reason, "until": until}
    with on_record(store, person, "decide", "accept", parameters) as deed:
        when = moment(store, "Acceptance", finding["id"])
        record(store, [Decision("Acceptance", finding["id"], person.name, when, reason, content)])
        deed.rows = 1


def correct(store: Any, facts: Any, person: Person, decided: Mapping[str, Any], why: str) -> Any:
    """Record what a person decided about one value (path, words, action, value), and load the facts with it."""
    from bangolin.graph.decisions import Decision, moment, record
    from bangolin.loader.graph.keys import edition_keys
    from bangolin.loader.load import joined_assessment, load_facts

    about = joined_assessment(store, facts) or edition_keys(facts, "").assessment
    with on_record(store, person, "decide", "correct", {"assessment": about, **decided, "why": why}) as deed:
        when = moment(store, "Correction", about)
        record(store, [Decision("Correction", about, person.name, when, why, dict(decided))])
        loaded = load_facts(store, facts, replace=True)
        deed.rows = 1
    return loaded


def decide_names(store: Any, assessment: str, person: Person, action: str, first: str, second: str, why: str) -> None:
    """Say of two names of an assessment that they are one place (join), are two (part), or take that back (withdraw).

    Raises NoNamesError where the assessment does not write them.
    """
    from bangolin.graph.decisions import moment
    from bangolin.loader.names.decided import NameDecision
    from bangolin.loader.naming import decide_names as decide

    decided = {"assessment": assessment, "action": action, "names": [first, second], "why": why}
    with on_record(store, person, "decide", "names", decided) as deed:
        when = moment(store, "NameDecision", assessment)
        decision = NameDecision(action, first, second, person.name, when, why)  # type: ignore[arg-type]
        deed.rows = decide(store, assessment, decision)
