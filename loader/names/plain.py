"""Plain spelling of names, and names without the bracket at their end."""

from __future__ import annotations

import re

from bangolin.graph.spelling import plain

_BRACKETS_AT_END = re.compile(r"\([^()]*\)$")


def without_brackets(name: str) -> str:
    """The plain name without brackets at its end; a name that is nothing else stays."""
    text = plain(name)
    while (shorter := _BRACKETS_AT_END.sub("", text)) and shorter != text:
        text = shorter
    return text


__all__ = ["plain", "without_brackets"]
