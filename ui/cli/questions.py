"""Verbs that ask: each hands its options to one question and prints the answer as JSON or as text."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bangolin.ui.asking import Asked, Progress
from bangolin.ui.cli import renderings
from bangolin.ui.cli.exits import FINDINGS, OK
from bangolin.ui.cli.far import far
from bangolin.ui.cli.output import print_json, say

Render = Callable[[Asked], Iterable[str]]
NOT_PARAMETERS = frozenset({"verb", "store", "json"})


def trace(given: argparse.Namespace) -> int:
    """Where can it travel."""
    return _ask(given, "trace", renderings.trace)


def who(given: argparse.Namespace) -> int:
    """Who can see a field."""
    return _ask(given, "who", renderings.who)


def sees(given: argparse.Namespace) -> int:
    """What a body, department or system can see."""
    return _ask(given, "sees", renderings.tabled)


def delegations(given: argparse.Namespace) -> int:
    """Chains of delegation."""
    return _ask(given, "delegations", renderings.delegations)


def breach(given: argparse.Namespace) -> int:
    """What is at stake if one place is breached."""
    return _ask(given, "breach", renderings.tabled)


def cut(given: argparse.Namespace) -> int:
    """The fewest flows whose removal cuts one place from another."""
    return _ask(given, "cut", renderings.cut)


def compare(given: argparse.Namespace) -> int:
    """Two editions."""
    return _ask(given, "compare", renderings.tabled)


def query(given: argparse.Namespace) -> int:
    """A free read-only query."""
    return _ask(given, "query", renderings.query)


def check(given: argparse.Namespace) -> int:
    """Contradictions; exit code 1 where a finding is not accepted."""
    given.as_of = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    answers: list[Mapping[str, Any]] = []
    with far("点検 / check", quiet=given.json) as progress:
        _ask(given, "check", renderings.check, answers.append, progress)
    return FINDINGS if any(not finding["accepted"] for finding in answers[0]["findings"]) else OK


def _ask(
    given: argparse.Namespace,
    question: str,
    render: Render,
    keep: Callable[[Mapping[str, Any]], None] | None = None,
    progress: Progress | None = None,
) -> int:
    from bangolin.graph.set_up import set_up
    from bangolin.graph.stores.store import open_store
    from bangolin.ui.asking import ask
    from bangolin.ui.people import local_person

    parameters = {name: value for name, value in vars(given).items() if name not in NOT_PARAMETERS}
    with open_store(given.store) as store:
        set_up(store)
        asked = ask(store, question, parameters, local_person(), progress)
    if keep:
        keep(asked.answer)
    if given.json:
        print_json(asked.answer)
    else:
        say(*renderings.headed(asked), *render(asked))
    return OK
