"""Reading for one answer: every statement that runs is kept, so that the answer can show what ran."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar, runtime_checkable


class Reads(Protocol):
    """What questions need of a store."""

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Rows of a read statement."""


T = TypeVar("T")


@runtime_checkable
class Indexed(Reads, Protocol):
    """A store that can have a travel index beside it."""

    @property
    def beside(self) -> Path:
        """A folder beside the store."""

    def stream(self, text: str, parameters: Mapping[str, Any], take: Callable[[Iterator[dict[str, Any]]], T]) -> T:
        """What a function makes of rows while they come."""


@dataclass
class Reader:
    """A store, and the statements that were run on it for one answer, in their order."""

    store: Reads
    ran: list[dict[str, Any]] = field(default_factory=list)

    def run(self, purpose: str, text: str, **parameters: Any) -> list[dict[str, Any]]:
        """Run one statement and keep it."""
        self.ran.append({"purpose": purpose, "text": text, "parameters": parameters})
        return self.store.read(text, parameters)
