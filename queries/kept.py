"""What questions read of an edition, kept while its rows stay the same: an import makes one edition to read, not all.

A process that answers many people (the app) asks through ``Remembering``; others read the store as it is. The statements
of an answer are the same either way, and so is the answer: what is kept was read by the statement that is shown.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

from bangolin.graph.set_up import BOOK, FACTS
from bangolin.queries.reader import Indexed, Row, read_of_each

T = TypeVar("T")
MOST = 200
"""So many editions are kept at once, those asked for last; each takes about half a megabyte."""
DIGESTS = f"MATCH (f:{FACTS}) WHERE f.key IN $scope RETURN f.key AS edition, f.rows AS rows"
VERSION = f"MATCH (g:{BOOK} {{key: 'graph'}}) RETURN g.version AS version"


class Remembering:
    """A store, and what was made of the rows of its editions, by the digest of those rows. For many threads.

    What is made must not be changed by who gets it.
    """

    def __init__(self, store: Indexed, most: int = MOST) -> None:
        self._store, self._most = store, most
        self._kept: OrderedDict[tuple[str, str], dict[str, Any]] = OrderedDict()
        self._lock = Lock()

    @property
    def beside(self) -> Path:
        """A folder beside the store."""
        return self._store.beside

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of a statement, of which nothing is kept."""
        return self._store.read(text, parameters)

    def stream(self, text: str, parameters: Mapping[str, Any], take: Callable[[Iterator[Row]], T]) -> T:
        """What a function makes of rows while they come, of which nothing is kept."""
        return self._store.stream(text, parameters, take)

    def of_each(self, text: str, editions: Sequence[str], made: Callable[[Sequence[Row]], T]) -> list[T]:
        """What ``made`` makes of the rows of each edition (column ``edition``); one function a statement.

        The version is read around everything else: where a load fell between, what was read is not kept.
        """
        version = self.read(VERSION)
        digests = {row["edition"]: row["rows"] for row in self.read(DIGESTS, {"scope": list(editions)})}
        idents = {one: (one, str(digests.get(one) or "")) for one in editions}
        found = {one: part[text] for one in editions if text in (part := self._part(idents[one]))}
        missing = [one for one in editions if one not in found]
        if missing:
            fresh = dict(zip(missing, read_of_each(self._store, text, missing, made), strict=True))
            if self.read(VERSION) == version:
                for one, made_of_it in fresh.items():
                    self._keep(idents[one], text, made_of_it)
            found |= fresh
        return [cast(T, found[one]) for one in editions]

    def _part(self, ident: tuple[str, str]) -> Mapping[str, Any]:
        with self._lock:
            if ident not in self._kept:
                return {}
            self._kept.move_to_end(ident)
            return dict(self._kept[ident])

    def _keep(self, ident: tuple[str, str], text: str, part: object) -> None:
        if not ident[1]:
            return  # nothing tells when the rows of such an edition change
        with self._lock:
            self._kept.setdefault(ident, {})[text] = part
            self._kept.move_to_end(ident)
            for older in [other for other in self._kept if other[0] == ident[0] and other != ident]:
                del self._kept[older]
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
