"""What a row of the form says against another row: times, purposes, persons, ways and lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.disclosures import KINDS, OTHER_BODY
from bangolin.queries.checks.rule import Checked, View, judges

FORMER = re.compile(r"過去に|であった者|喪失者|喪失した者|元被保険者")
INSIDE_WAY = "庁内連携システム"
LEAST_TO_COMPARE = 10
CUT = "…"
"""How a text ends that was shortened: what it does not say is not known."""


def _plain(words: object) -> str:
    """Words for comparing: NFKC, no blanks, no brackets."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(words or "")))
    return re.sub(r"\([^()]*\)", "", folded)


def _rows(view: View) -> Iterator[tuple[Mapping[str, Any], str, str]]:
    for category, word in KINDS:
        for row in view.facts.get(category) or []:
            if not row.get("from_annex"):
                yield row, f"{word}{row.get('ordinal')}", f"Ⅱ.5.{word}{row.get('ordinal')}"


@judges("timing-missing")
def timing_missing(view: View) -> Iterator[Checked]:
    """Every 提供 and 移転 says when and how often (⑦)."""
    for row, subject, item in _rows(view):
        evidence = (
            cite(view.assessment, item, row, "recipient", row.get("recipient")),
            cite(view.assessment, f"{item}.⑦", row, "timing", row.get("timing")),
        )
        yield Checked(subject, evidence, None if row.get("timing") else {"name": row.get("recipient")})


@judges("purpose-is-information")
def purpose_is_information(view: View) -> Iterator[Checked]:
    """②用途 repeats ③情報 word for word, so that no use is stated."""
    for row, subject, item in _rows(view):
        purpose, information = _plain(row.get("purpose")), _plain(row.get("information"))
        if len(purpose) < LEAST_TO_COMPARE or not information:
            continue
        evidence = (
            cite(view.assessment, f"{item}.②", row, "purpose", row.get("purpose")),
            cite(view.assessment, f"{item}.③", row, "information", row.get("information")),
        )
        yield Checked(subject, evidence, {"name": row.get("recipient")} if purpose == information else None)


@judges("former-persons-beyond-file")
def former_persons_beyond_file(view: View) -> Iterator[Checked]:
    """Former persons are handed over although ③対象となる本人の範囲 of the file names none; one finding a file."""
    for file in view.facts.get("files") or []:
        held = str(file.get("subjects") or "")
        if not held or held.endswith(CUT):
            continue
        own = [one for one in _rows(view) if one[0].get("file") in (None, file.get("name")) and one[0].get("subjects")]
        former = [one for one in own if _names_former(str(one[0]["subjects"]), held)]
        if not own:
            continue
        sides = (former or own)[:3]
        evidence = (
            cite(view.assessment, "Ⅱ.2.③", file, "subjects", held),
            *(cite(view.assessment, f"{item}.⑤", row, "subjects", row["subjects"]) for row, _, item in sides),
        )
        fault = {"words": "、".join(subject for _, subject, _ in former)}
        yield Checked(str(file.get("name")), evidence, fault if former and not FORMER.search(held) else None)


def _names_former(given: str, held: str) -> bool:
    """Former persons are named; not where the file's own words go on in them (facts may keep its first sentence only)."""
    return bool(FORMER.search(given)) and not _plain(given).startswith(_plain(held))


@judges("inside-way-to-outside")
def inside_way_to_outside(view: View) -> Iterator[Checked]:
    """庁内連携システム is ticked as the way to another legal body."""
    for row, subject, item in _rows(view):
        if INSIDE_WAY not in (row.get("methods") or []):
            continue
        outside = [name for name in row.get("recipients") or [row.get("recipient")] if name and OTHER_BODY.search(name)]
        evidence = (
            cite(view.assessment, f"{item}.⑥", row, "methods", INSIDE_WAY),
            cite(view.assessment, item, row, "recipient", outside[0] if outside else row.get("recipient")),
        )
        yield Checked(subject, evidence, {"name": outside[0]} if outside else None)


@judges("line-differs")
def line_differs(view: View) -> Iterator[Checked]:
    """The line between the same two ends is called one thing here and another there."""
    pairs: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in view.facts.get("networks") or []:
        ends = tuple(sorted({_plain(end) for end in row.get("between") or [] if end}))
        if len(ends) == 2 and row.get("name"):
            pairs.setdefault(ends, []).append(row)
    for ends, rows in sorted(pairs.items()):
        first = rows[0]
        other = next((row for row in rows if _plain(row["name"]) != _plain(first["name"])), None)
        sides = (first, other) if other else (first,)
        evidence = tuple(cite(view.assessment, "通信の記載", row, "name", row["name"]) for row in sides if row)
        fault = {"ends": "・".join(ends), "one": first["name"], "other": other["name"]} if other else None
        yield Checked("・".join(ends), evidence, fault)


@judges("group-half-contracted")
def group_half_contracted(view: View) -> Iterator[Checked]:
    """Of a group of bodies that the text defines some work as contractors and others stand in no delegation."""
    working = {_plain(name): row for row, name in _working(view.facts)}
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for part in view.facts.get("parts") or []:
        groups.setdefault(str(part.get("whole") or ""), []).append(part)
    for whole, members in sorted(groups.items()):
        known = [working[_plain(one.get("part"))] for one in members if _plain(one.get("part")) in working]
        absent = [one for one in members if not _names(view.facts, one.get("part")) & set(working)]
        if not known:
            continue
        evidence = (
            cite(view.assessment, "部分", (absent or members)[0], "part", (absent or members)[0].get("part")),
            cite(view.assessment, f"Ⅱ.4.委託事項{known[0].get('ordinal')}", known[0], "contractors[0]"),
        )
        fault = {"group": whole, "absent": "、".join(str(one.get("part")) for one in absent)}
        yield Checked(whole, evidence, fault if absent else None)


def _working(facts: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """All contractors and named sub-contractors, each with its 委託事項."""
    for row in facts.get("delegations") or []:
        for one in (*(row.get("contractors") or []), *(row.get("redelegates") or [])):
            name = one.get("name") if isinstance(one, Mapping) else one
            if name:
                yield row, str(name)


def _names(facts: Mapping[str, Any], name: object) -> set[str]:
    """A body's name with all that the document calls it."""
    own = {_plain(name)}
    for same in facts.get("same_as") or []:
        names = {_plain(one) for one in same.get("names") or []}
        if names & own:
            own |= names
    return own
