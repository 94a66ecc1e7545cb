"""Reading for one answer: every statement that runs is kept, so that the answer can show what ran."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar, runtime_checkable


class Reads(Protocol):
    """What questions need of a store."""

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Rows of a read statement."""


T = TypeVar("T")
Row = dict[str, Any]


@runtime_checkable
class Indexed(Reads, Protocol):
    """A store that can have a travel index beside it."""

    @property
    def beside(self) -> Path:
        """A folder beside the store."""

    def stream(self, text: str, parameters: Mapping[str, Any], take: Callable[[Iterator[dict[str, Any]]], T]) -> T:
        """What a function makes of rows while they come."""


@runtime_checkable
class OfEach(Reads, Protocol):
    """A store that keeps what it read of an edition."""

    def of_each(self, text: str, editions: Sequence[str], made: Callable[[Sequence[Row]], T]) -> list[T]:
        """What a function makes of the rows of each edition."""


@dataclass
class Reader:
    """A store, and the statements that were run on it for one answer, in their order."""

    store: Reads
    ran: list[dict[str, Any]] = field(default_factory=list)

    def run(self, purpose: str, text: str, **parameters: Any) -> list[dict[str, Any]]:
        """Run one statement and keep it."""
        self._ran(purpose, text, parameters)
        return self.store.read(text, parameters)

    def of_each(self, purpose: str, text: str, editions: Sequence[str], made: Callable[[Sequence[Row]], T]) -> list[T]:
        """What ``made`` makes of the rows of each edition: of a statement over ``$scope`` with a column ``edition``.

        A store that remembers what it read of an edition reads only the others.
        """
        self._ran(purpose, text, {"scope": list(editions)})
        if isinstance(self.store, OfEach):
            return self.store.of_each(text, editions, made)
        return read_of_each(self.store, text, editions, made)

    @property
    def remembers(self) -> bool:
        """Whether what was read of an edition before is at hand."""
        return isinstance(self.store, OfEach)

    def _ran(self, purpose: str, text: str, parameters: dict[str, Any]) -> None:
        self.ran.append({"purpose": purpose, "text": text, "parameters": parameters})


def read_of_each(store: Reads, text: str, editions: Sequence[str], made: Callable[[Sequence[Row]], T]) -> list[T]:
    """What a function makes of the rows of each edition, read from a store."""
    rows: dict[str, list[Row]] = {edition: [] for edition in editions}
    for row in store.read(text, {"scope": list(editions)}):
        rows[row["edition"]].append(row)
    return [made(rows[edition]) for edition in editions]
