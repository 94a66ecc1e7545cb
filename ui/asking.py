"""Asking a question by its name: which module answers it, and what screen and exports keep of the asking."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bangolin.ui.audit import AuditLog

MODULES = {"query": "console.question"}
"""Where a question's module has another name than the question."""


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


def ask(store: Any, question: str, parameters: Mapping[str, Any]) -> Asked:
    """Ask one question of a store, and put it on record. Raises what the question raises."""
    module = importlib.import_module(f"bangolin.queries.{MODULES.get(question, question)}")
    given = {name: value for name, value in parameters.items() if value not in (None, "", [], (), False)}
    log = AuditLog(store.beside)
    try:
        answer = module.ask(store, given)
    except Exception as error:
        log.append(question, {**given, "refused": type(error).__name__}, None)
        raise
    log.append(question, given, _rows(answer))
    return Asked(question, given, answer)


def _rows(answer: Mapping[str, Any]) -> int:
    """How many rows an answer has: those of its longest list beside the statements that ran."""
    return max(
        (len(value) for name, value in answer.items() if isinstance(value, list) and name != "cypher"), default=0
    )


EDITIONS = (
    "MATCH (e:Edition) RETURN e.key AS edition, e.assessment AS assessment, e.name AS title, e.body AS body, "
    "e.form AS form, e.published AS published, e.source AS source, e.digest AS digest, e.checked AS checked, "
    "e.in_force AS in_force, e.counts AS counts, e.gaps AS gaps ORDER BY body, edition"
)


def loaded_editions(store: Any) -> list[dict[str, Any]]:
    """Every loaded edition with what the store says of it, its digest included."""
    rows: list[dict[str, Any]] = store.read(EDITIONS, {})
    return rows
