"""What the change history says of the body in force: words that it says were changed, and values of single items."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from bangolin.loader.facts.records import Evidence, Facts, Statement
from bangolin.loader.form.history import Change
from bangolin.loader.form.items import Span
from bangolin.loader.narrative.words import declared, fold
from bangolin.loader.statements.beside import defined_beside
from bangolin.loader.statements.body import Body, body_of, pressed
from bangolin.loader.statements.dropped import dropped

LONGEST = 80
AROUND = 12
"""Signs on each side of changed words that are looked for with them."""
SHORTEST = 20
"""Signs that changed words and what stands around them have at least, so that they are told from other places."""
CLAUSES = re.compile(r"[^。、・;]*[。、・;]|[^。、・;]+$")
MOST_CLAUSES = 80
"""Clauses of one cell that are compared; of longer ones nothing is told."""
TELLING = re.compile(r"[一-龥ァ-ヴーA-Za-z0-9]{2}")
TICKED = re.compile(r"^\[(?P<sign>○?)\](?P<label>[^\[\]()]{3,20})$")
THROUGHOUT = (
    re.compile(r"^(?:記載)?文中の(?P<words>[^。]{4,40})$|^(?P<spelling>[^。]{4,40})の表記$"),
    re.compile(
        r"^(?:記載)?文中の(?P<words>[^。]{2,40})$|^(?P<spelling>[^。]{2,40}?)(?:の表記)?に(?:修正|変更|統一|改め).*$"
    ),
)
"""How a row says that a word was changed wherever it stands."""
NOT_CONNECTED = re.compile(r"\[(?P<sign>○?)\]接続しない\((?P<act>入手|提供)\)")
LEAST_OFFICES = 5


def with_history(facts: Facts, body: Sequence[Span], changes: Sequence[Change]) -> Facts:
    """The facts with what the change history, and notes between the record items, say of the body.

    ``body`` are the lines outside of the history.
    """
    told = (*facts.statements, *defined_beside(body, facts.statements), *told_by_history(body, changes))
    return replace(facts, statements=told)


def told_by_history(body: Sequence[Span], changes: Sequence[Change]) -> tuple[Statement, ...]:
    """Statements out of the history, in printed order: ``changed`` (the value of an item, before and after),
    ``changed-not-in-force`` (the body has the words before), ``changed-twice``, ``annexe-lists``, ``no-connection`` and
    ``dropped``.
    """
    whole = body_of(body)
    told = (_left(whole, changes), _values(changes), _twice(changes), _annexes(changes), _not_connected(whole, changes))
    return (*(one for each in told for one in each), *dropped(whole, changes))


def _statement(kind: str, change: Change, objects: Sequence[str], act: str | None, **more: Evidence) -> Statement:
    words = change.span.text[:LONGEST]
    own = _evidence(change.span, words)
    subject = pressed(change.item or "")[:LONGEST] or None
    return Statement(
        kind=kind,
        subject=subject,
        objects=tuple(one[:LONGEST] for one in objects),
        act=act,
        words=words,
        line=change.span.line,
        evidence={"words": own, **more},
    )


def _evidence(span: Span, words: str, item: str = "変更箇所") -> Evidence:
    return Evidence(item=item, line=span.line, page=span.page, box=span.box, cell=span.cell, text=words[:LONGEST])


def _left(body: Body, changes: Sequence[Change]) -> Iterator[Statement]:
    """Words before a change that the body still has: anywhere, where the change is said to be made everywhere; else
    where the body has nowhere the words after and no other row puts the words before in.
    """
    after = [pressed(change.after) for change in changes]
    nothing = re.compile(declared("changes")["nothing"])
    seen: set[str] = set()
    for at, change in enumerate(changes):
        if nothing.match(after[at]):
            continue
        others = [words for other, words in enumerate(after) if other != at]
        pairs = [*_windows(pressed(change.before), after[at]), *_tick(body, change)]
        left = [(old, new) for old, new in pairs if new not in body.text and not any(old in words for words in others)]
        left += [(old, new) for old, new in _throughout(change) if not any(old in words for words in after[at + 1 :])]
        old, new = next(((old, new) for old, new in left if old in body.text and old not in seen), ("", ""))
        if old:
            seen.add(old)
            where = _evidence(body.span(body.text.find(old)), old, "本文")
            yield _statement("changed-not-in-force", change, (old, new), None, **{"objects[0]": where})


def _windows(before: str, after: str) -> Iterator[tuple[str, str]]:
    """(old, new) words of each place where two texts differ, with what both have in common around it.

    Texts are compared clause by clause; of clauses that differ one for one, the signs that differ are the place.
    """
    one, other = (CLAUSES.findall(text) for text in (before, after))
    if max(len(one), len(other)) > MOST_CLAUSES:
        return
    ends, others = _ends(one), _ends(other)
    for tag, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        for at, to in zip(range(i, j), range(k, m), strict=True) if tag == "replace" and j - i == m - k else ():
            old, new = one[at], other[to]
            start = _common(old, new)
            end = _common(old[start:][::-1], new[start:][::-1])
            changed = old[start : len(old) - end], new[start : len(new) - end]
            if all(map(TELLING.search, changed)):
                sides = (before, ends[at] + start, changed[0]), (after, others[to] + start, changed[1])
                yield from _around(*sides)


def _around(*sides: tuple[str, int, str]) -> Iterator[tuple[str, str]]:
    """Both sides of a change with the signs before and behind it that both texts have."""
    left = _common(*(text[:at][::-1][:AROUND] for text, at, _ in sides))
    right = _common(*(text[at + len(words) :][:AROUND] for text, at, words in sides))
    old, new = (text[at - left : at + len(words) + right] for text, at, words in sides)
    if SHORTEST <= len(old) <= LONGEST and len(new) <= LONGEST:
        yield old, new


def _ends(clauses: Sequence[str]) -> list[int]:
    """Where each clause begins."""
    return [0, *itertools.accumulate(map(len, clauses))]


def _common(one: str, other: str) -> int:
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )


def _tick(body: Body, change: Change) -> Iterator[tuple[str, str]]:
    """A box that the history ticks or empties, where the form has one of its label only."""
    one, other = TICKED.match(pressed(change.before)), TICKED.match(pressed(change.after))
    changed = one and other and one["label"] == other["label"] and one["sign"] != other["sign"]
    if one and other and changed and body.text.count(f"]{one['label']}") == 1:
        yield one[0], other[0]


def _throughout(change: Change) -> Iterator[tuple[str, str]]:
    """A word that a row says was changed everywhere."""
    found = [form.match(pressed(words)) for form, words in zip(THROUGHOUT, (change.before, change.after), strict=True)]
    old, new = ((one["words"] or one["spelling"]) if one else "" for one in found)
    if old and new and old not in new:
        yield old, new


def _not_connected(body: Body, changes: Sequence[Change]) -> Iterator[Statement]:
    """接続しない (III-6) where its box is ticked: as printed, else as the last change of it says."""
    ticked: dict[str, Statement] = {}
    for change in changes:
        found = NOT_CONNECTED.fullmatch(pressed(change.after))
        if found:
            ticked.pop(found["act"], None)
            if found["sign"]:
                ticked[found["act"]] = _statement("no-connection", change, (), found["act"])
    for found in NOT_CONNECTED.finditer(body.text):
        if found["sign"]:
            where = _evidence(body.span(found.start()), found[0], "III-6")
            printed = Change("III-6", "", found[0], body.span(found.start()))
            ticked[found["act"]] = replace(
                _statement("no-connection", printed, (), found["act"]), words=found[0], evidence={"words": where}
            )
    yield from (ticked[act] for act in sorted(ticked))


def _values(changes: Sequence[Change]) -> Iterator[Statement]:
    """The changes of items whose value is one of the facts."""
    nothing = re.compile(declared("changes")["nothing"])
    for change in changes:
        short = max(len(pressed(change.before)), len(pressed(change.after))) <= LONGEST
        path = _path(pressed(change.item or "")) if short else None
        values = [pressed(words).strip("[]") for words in (change.before, change.after)]
        if path and all(values) and not any(map(nothing.match, values)):
            yield _statement("changed", change, values, path)


def _path(item: str) -> str | None:
    for row in declared("changes")["items"]:
        found = re.search(row["item"], item)
        if found:
            return str(row["path"]).format(**found.groupdict())
    return None


def _twice(changes: Sequence[Change]) -> Iterator[Statement]:
    """Rows that say the same of the same item on the same day."""
    first: dict[tuple[str | None, str, str, str], Change] = {}
    for change in changes:
        if not change.item or not change.day:
            continue
        key = (change.day, pressed(change.item), pressed(change.before), pressed(change.after))
        known = first.setdefault(key, change)
        if known is not change:
            where = _evidence(known.span, known.span.text)
            yield _statement("changed-twice", change, (), pressed(change.day)[:LONGEST], **{"objects[0]": where})


def _annexes(changes: Sequence[Change]) -> Iterator[Statement]:
    """The offices that the last row of an annexe lists after the change."""
    office, annexe = re.compile(declared("changes")["office"]), re.compile(declared("changes")["annexe"])
    latest: dict[str, Statement] = {}
    for change in changes:
        named = annexe.match(pressed(change.item or ""))
        names = _offices(change.after, office) if named else ()
        if named and len(names) >= LEAST_OFFICES:
            latest[named["annexe"]] = _statement("annexe-lists", change, names, named["annexe"])
    yield from latest.values()


def _offices(words: str, office: re.Pattern[str]) -> tuple[str, ...]:
    """The offices of a list: the last word of each run of words that ends in an office's kind of the lowest rank."""
    parts = [part for part in re.split(r"[\s、,]+", fold(words)) if part]
    low = [part for part in parts if office.search(part) and not re.search(r"(?:局|部)$", part)]
    return tuple(dict.fromkeys(low))
