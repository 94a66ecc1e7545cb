"""How much work one expression may ask for: engines look at the clock between rows, not inside an expression.

``[x IN list WHERE …]``, ``any(x IN list WHERE …)`` and ``x IN list`` go through a whole list. One in another multiplies
their work: a statement of one row ran for minutes on every engine, beyond any time limit. So what stands inside such a
loop may go through small lists only: written out, given as a parameter, cut to a length, the labels or keys of
something, the parts of a way, and what a part of a way carries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

SMALL = 100
"""Most items of a list that is gone through again and again."""
NESTED = 2
"""How many loops may stand in each other."""
_NAME = r"(?:`[^`]+`|[^\W\d]\w*)"
_PARTS = re.compile(rf"(?:nodes|relationships)\({_NAME}\)")
_FEW = re.compile(rf"(?:labels|keys|nodes|relationships)\({_NAME}\)|\$\w+")
_LISTED = re.compile(r"\[[^\[\]]*\]")
_CUT = re.compile(rf"{_NAME}(?:\.{_NAME})?\[(\d*)\.\.(\d+)\]")
_PROPERTY = re.compile(rf"({_NAME})\.{_NAME}")


class Loops:
    """The loops that are open while a statement is read."""

    def __init__(self) -> None:
        self.open: list[tuple[str, bool]] = []
        """Of each loop the variable, and whether it goes over the parts of a way."""
        self.ways: set[str] = set()
        """Variables that hold the relationships of a way of variable length."""

    def allows(self, values: str) -> bool:
        """Whether a list, as it is written anew, may be gone through here."""
        return not self.open or self._is_few(values)

    def _is_few(self, values: str) -> bool:
        if _FEW.fullmatch(values) or values in self.ways:
            return True
        if _LISTED.fullmatch(values):
            return values.count(",") < SMALL
        cut = _CUT.fullmatch(values)
        if cut:
            return int(cut[2]) - int(cut[1] or 0) <= SMALL
        taken = _PROPERTY.fullmatch(values)
        return bool(taken) and any(name == taken[1] and part for name, part in self.open)  # type: ignore[index]

    @contextmanager
    def inside(self, name: str, values: str) -> Iterator[None]:
        """While the body of a loop is read."""
        self.open.append((name, bool(_PARTS.fullmatch(values)) or values in self.ways))
        yield
        self.open.pop()
