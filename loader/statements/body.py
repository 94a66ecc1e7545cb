"""The text in force as one run of signs, in which words of the change history are looked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from bangolin.loader.form.items import Span
from bangolin.loader.narrative.words import fold


@dataclass(frozen=True)
class Body:
    """The text in force as one run of folded signs without blanks; ``starts[i]`` is where ``spans[i]`` begins."""

    text: str
    starts: tuple[int, ...]
    spans: tuple[Span, ...]

    def span(self, at: int) -> Span:
        """Where the sign at a position is printed."""
        return self.spans[bisect_right(self.starts, at) - 1]


def body_of(spans: Iterable[Span]) -> Body:
    """The body of printed lines; history and annexes left out by the caller."""
    starts, kept, parts, at = [], [], [], 0
    for span in spans:
        words = pressed(span.text)
        if words:
            starts.append(at)
            kept.append(span)
            parts.append(words)
            at += len(words)
    return Body("".join(parts), tuple(starts), tuple(kept))


_MARKUP, _CIRCLES = re.compile(r"</?[a-z][^<>]*>"), str.maketrans("〇◯", "○○")


def pressed(text: str) -> str:
    """Text for comparing: half width, no blanks, no markup, one kind of circle."""
    plain = fold(_MARKUP.sub("", text)) if "<" in text else fold(text)
    return "".join(plain.translate(_CIRCLES).split())
