"""Asking a question by its name: which module answers it, and what screen and exports keep of the asking."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bangolin.ui.acting import Deed, on_record
from bangolin.ui.people import NotAllowedError, Person
from filelock import FileLock, Timeout

MODULES = {"query": "console.question"}
"""Where a question's module has another name than the question."""
HEAVY = frozenset({"query"})
"""Questions whose work nobody can foresee; with ``across`` any other is heavy too."""
NOT_ROWS = frozenset({"cypher", "columns"})
WAIT_SECONDS = 6.0
Progress = Callable[[int, int], None]
"""Told how many of how many editions are done."""


class BusyError(NotAllowedError):
    """Not now: a heavy question of the same person is still running."""


@dataclass(frozen=True)
class Asked:
    """One question with its parameters and its answer, as the queries gave it."""

    question: str
    parameters: Mapping[str, Any]
    answer: Mapping[str, Any]

    @property
    def subject(self) -> str:
        """What the question is about: the start, the field, the name."""
        for name in ("place", "start", "field", "name", "contractor", "a", "cypher"):
            if self.parameters.get(name):
                return str(self.parameters[name])
        return ""


def available(question: str) -> bool:
    """Whether this version can answer a question."""
    return importlib.util.find_spec(f"bangolin.queries.{MODULES.get(question, question)}") is not None


def ask(
    store: Any, question: str, parameters: Mapping[str, Any], person: Person, progress: Progress | None = None
) -> Asked:
    """Ask one question of a store for a person, and put it on record. ``progress``: for questions that tell how far they are.

    Raises NotAllowedError, NumberTypedError, StoreError, and what the question raises.
    """
    given = stated(parameters)
    with asking(store, question, given, person) as deed:
        asked = answered(store, question, given, person, progress)
        deed.rows = rows_of(asked)
    return asked


def asking(store: Any, question: str, given: Mapping[str, Any], person: Person) -> AbstractContextManager[Deed]:
    """The record of one asking, for those who hold the answer already: to be used around it."""
    return on_record(store, person, "query" if question == "query" else "ask", question, given)


def answered(
    store: Any, question: str, given: Mapping[str, Any], person: Person, progress: Progress | None = None
) -> Asked:
    """The answer to one question, without rights and record; heavy ones of one person one after the other."""
    module = importlib.import_module(f"bangolin.queries.{MODULES.get(question, question)}")
    with _one_at_a_time(store, question, given, person):
        told = {"progress": progress} if progress else {}
        return Asked(question, given, module.ask(store, dict(given), **told))


def stated(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters that say something."""
    return {name: value for name, value in parameters.items() if value not in (None, "", [], (), False)}


@contextmanager
def _one_at_a_time(store: Any, question: str, given: Mapping[str, Any], person: Person) -> Iterator[None]:
    """Let one heavy question of a person run at a time: the next waits as long as a typed query may run."""
    if not (question in HEAVY or given.get("across")):
        yield
        return
    folder = store.beside / "busy"
    folder.mkdir(exist_ok=True)
    lock = FileLock(str(folder / f"{sha256(person.name.encode()).hexdigest()[:24]}.lock"))
    try:
        lock.acquire(timeout=WAIT_SECONDS)
    except Timeout as error:
        raise BusyError(
            "前の重い問いがまだ動いています。終わってから、もう一度実行してください。",
            "a heavy question of yours is still running: ask again when it has ended.",
        ) from error
    try:
        yield
    finally:
        lock.release()


def rows_of(asked: Asked) -> int:
    """How many rows an answer has: those of its longest list beside the statements that ran."""
    lists = (value for name, value in asked.answer.items() if isinstance(value, list) and name not in NOT_ROWS)
    return max(map(len, lists), default=0)


EDITIONS = (
    "MATCH (e:Edition) RETURN e.key AS edition, e.assessment AS assessment, e.name AS title, e.body AS body, "
    "e.form AS form, e.published AS published, e.source AS source, e.digest AS digest, e.checked AS checked, "
    "e.in_force AS in_force, e.counts AS counts, e.contents AS contents, e.gaps AS gaps ORDER BY body, edition"
)


def loaded_editions(store: Any) -> list[dict[str, Any]]:
    """Every loaded edition with what the store says of it, its digest included."""
    rows: list[dict[str, Any]] = store.read(EDITIONS, {})
    return rows
