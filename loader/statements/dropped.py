"""Systems that a row of the history puts beside another in a measure, and that the measure in force leaves out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from bangolin.loader.facts.records import Evidence, Statement
from bangolin.loader.form.history import Change
from bangolin.loader.form.items import Span
from bangolin.loader.statements.body import Body, pressed

NAME = r"[一-龥々ヶァ-ヴーA-Za-z0-9]{1,20}?(?:システム|サーバー?|端末|PC)"
BESIDE = re.compile(rf"(?P<first>{NAME})(?P<more>(?:及び|並びに|、|と)(?P<second>{NAME}))(?=[はにをがので】>〉])")
CLAUSES = re.compile(r"[^。・;]+")
LEAST = 20
LONGEST = 80
LONGEST_CLAUSE = 400
MOST = 500
"""Pairs of names that one document is asked about."""


def dropped(body: Body, changes: Sequence[Change]) -> tuple[Statement, ...]:
    """One ``dropped`` statement for each system (``subject``) that stands beside another (``objects``) in the words after a
    change, where the body has the same words of the other alone, and nowhere those of both.
    """
    out: dict[str, Statement] = {}
    pairs = ((change, clause, match) for change in changes for clause, match in _pairs(change))
    for change, clause, match in itertools.islice(pairs, MOST):
        for one in _of_pair(body, change, clause, match):
            out.setdefault(str(one.subject), one)
    return tuple(out.values())


def _pairs(change: Change) -> Iterator[tuple[str, re.Match[str]]]:
    """Each place of the words after where two names stand side by side, with its clause."""
    for clause in CLAUSES.findall(pressed(change.after)):
        if LEAST <= len(clause) <= LONGEST_CLAUSE:
            yield from ((clause, match) for match in BESIDE.finditer(clause))


def _of_pair(body: Body, change: Change, clause: str, match: re.Match[str]) -> Iterator[Statement]:
    for subject, kept, old in _without(clause, match):
        at = body.text.find(old) if len(old) >= LEAST else -1
        if at >= 0 and clause not in body.text:
            yield _statement(change, subject, kept, clause, old, body.span(at))


def _without(clause: str, match: re.Match[str]) -> Iterator[tuple[str, str, str]]:
    """(name left out, name kept, the clause without it) for each of the two names."""
    first, second = match["first"], match["second"]
    yield second, first, clause[: match.start("more")] + clause[match.end("more") :]
    yield first, second, clause[: match.start()] + clause[match.start("second") :]


def _statement(change: Change, subject: str, kept: str, clause: str, old: str, span: Span) -> Statement:
    own = _cited(change.span, clause, "変更箇所")
    return Statement(
        kind="dropped",
        subject=subject,
        objects=(kept,),
        words=own.text,
        line=change.span.line,
        evidence={"words": own, "objects[0]": _cited(span, old, "本文")},
    )


def _cited(span: Span, words: str, item: str) -> Evidence:
    return Evidence(item=item, line=span.line, page=span.page, box=span.box, cell=span.cell, text=words[:LONGEST])
