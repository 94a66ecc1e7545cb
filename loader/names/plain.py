"""Plain spelling of names, and names without the bracket at their end."""

from __future__ import annotations

import re

from bangolin.graph.spelling import plain

_BRACKETS_AT_END = re.compile(r"\([^()]*\)$")


def without_brackets(name: str) -> str:
    """The plain name without a bracket at its end."""
    return _BRACKETS_AT_END.sub("", plain(name))


__all__ = ["plain", "without_brackets"]
