"""Terms that a note between the record items explains: 「X」 at the end of a line, its parts on the lines below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bangolin.loader.facts.records import Evidence, Statement
from bangolin.loader.form.items import Span
from bangolin.loader.narrative.words import fold

TERM = re.compile(r"「(?P<term>[^「」]{2,20})」(?:は|とは|:)?$")
LISTED = re.compile(r"[^\s、。「」]{2,20}(?:、[^\s、。「」]{2,20})*、?$")
FURTHEST = 6
"""Printed lines below the term that are looked at; blank ones count too."""
LEAST = 3
"""Parts of a list that is taken for what the term is made of."""


def defined_beside(body: Sequence[Span], known: Sequence[Statement]) -> tuple[Statement, ...]:
    """One ``definition`` for each such note of a term that a sentence defines elsewhere (``known``).

    Columns that were run together stand apart by blanks: only the last words of a line are the note's.
    """
    terms = {fold(one.subject) for one in known if one.kind == "definition" and one.subject}
    return tuple(_told(body, terms)) if terms else ()


def _told(body: Sequence[Span], terms: set[str]) -> Iterator[Statement]:
    for at, span in enumerate(body):
        match = TERM.search(fold(span.text).strip())
        if match is None or match["term"] not in terms:
            continue
        names = _listed(body[at + 1 : at + 1 + FURTHEST])
        if len(names) >= LEAST:
            words = match[0]
            own = Evidence(item="本文", line=span.line, page=span.page, box=span.box, cell=span.cell, text=words)
            yield Statement(
                kind="definition",
                subject=match["term"],
                objects=names,
                words=words,
                line=span.line,
                evidence={"words": own},
            )


def _listed(lines: Sequence[Span]) -> tuple[str, ...]:
    """The names of a list that goes on from line to line as long as a line ends in a comma."""
    names: list[str] = []
    for span in lines:
        words = fold(span.text).strip().split()
        last = words[-1] if words else ""
        if not last:
            continue
        if "、" not in last or not LISTED.fullmatch(last):
            break
        names += [name for name in last.split("、") if name]
        if not last.endswith("、"):
            break
    return tuple(names)
