"""Connections of ③ against steps and measures: systems that only measures name, and ways that ③ does not name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.listed import last_listed
from bangolin.queries.checks.names import covered, like_system, one_thing, online, plain, stands_for, within
from bangolin.queries.checks.rule import Checked, View, judges
from bangolin.queries.checks.said import quoted, said
from bangolin.queries.checks.ways import flow_cited

BOXES = ("情報提供ネットワークシステム", "住民基本台帳ネットワークシステム")
STEPS = ("I-1", "I-2", "別添1", "別添１")


@judges("system-only-in-measures")
def system_only_in_measures(view: View) -> Iterator[Checked]:
    """A system whose connections the measures bound, but that no list, step or file of the document names."""
    known = {plain(end) for flow in view.facts.get("flows") or [] for end in (flow.get("source"), flow.get("target"))}
    for row in view.facts.get("systems") or []:
        known |= {
            plain(name)
            for name in (row.get("name"), *(row.get("aliases") or []), *(row.get("other_connections") or []))
        }
    known |= {plain(name) for row in view.facts.get("files") or [] for name in row.get("held_in") or []}
    seen: set[str] = set()
    for one in said(view, "connects-only"):
        name = plain(one.get("subject"))
        if not like_system(name) or len(name) < 5 or name in seen:
            continue
        seen.add(name)
        own = one_thing(view.facts, name)
        named = any(mine == other or other.endswith(mine) for mine in own for other in known)
        evidence = (quoted(view, one), *last_listed(view))
        yield Checked(str(one.get("subject")), evidence, None if named else {"name": one.get("subject")})


@judges("step-without-connection")
def step_without_connection(view: View) -> Iterator[Checked]:
    """Data goes between systems of I-2, or between one and a system that a box of ③ stands for, and ③ does not say so.

    A flow to any other system counts only for a system of which ③ names nothing at all.
    """
    rows = {name: row for row in view.facts.get("systems") or [] for name in one_thing(view.facts, row.get("name"))}
    pairs: dict[tuple[str, ...], tuple[Mapping[str, Any], list[Mapping[str, Any]]]] = {}
    for flow in view.facts.get("flows") or []:
        if flow.get("section") in STEPS and (online(flow.get("medium")) or not flow.get("medium")):
            for names, known in _joined(view, rows, flow):
                pairs.setdefault(names, (flow, known))
    for names, (flow, known) in sorted(pairs.items()):
        named = any(names_other(view, row, other) for row in known for other in names if other != row.get("name"))
        unsure = any(row.get("uncertain") for row in known)
        sides = (cite(view.assessment, f"Ⅰ.2.システム{row.get('ordinal')}.③", row, "connections") for row in known)
        yield Checked(
            "・".join(names), (flow_cited(view, flow), *sides), None if named or unsure else {"ends": "・".join(names)}
        )


Joined = Iterator[tuple[tuple[str, ...], list[Mapping[str, Any]]]]


def _joined(view: View, rows: Mapping[str, Mapping[str, Any]], flow: Mapping[str, Any]) -> Joined:
    """The two systems that a flow joins, with their rows of I-2; none where no box of ③ could say so."""
    ends = [flow.get("source"), flow.get("target")]
    own = [row_of(view, rows, end) for end in ends]
    for at, end in enumerate(ends):
        if plain(end) in BOXES and own[1 - at] is None and flow.get("section") == "I-2":
            own[1 - at] = _of_step(view, flow)
    if not all(like_system(end) or plain(end) in BOXES or row for end, row in zip(ends, own, strict=True)):
        return
    same = own[0] is not None and own[0] is own[1]
    names = {_called(view, row, end, own=same) for row, end in zip(own, ends, strict=True)}
    known = [row for row in own if row is not None][: 1 if same else 2]
    if len(names) == 2 and known and (len(known) == 2 or _asked(known[0], names)):
        yield tuple(sorted(names)), known


def _called(view: View, row: Mapping[str, Any] | None, end: object, *, own: bool) -> str:
    """What a pair calls an end: its row of I-2; where both ends are of one row, a part of it by its own name."""
    if row is None or (own and not any(plain(end).endswith(name) for name in one_thing(view.facts, row.get("name")))):
        return str(end)
    return str(row.get("name"))


def _of_step(view: View, flow: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The system whose function a step of I-2 tells, by its label."""
    label = plain(flow.get("step"))
    for row in view.facts.get("systems") or []:
        if re.match(rf"システム{row.get('ordinal')}(?![0-9])", label) or label.startswith(plain(row.get("name"))):
            found: Mapping[str, Any] = row
            return found
    return None


def row_of(view: View, rows: Mapping[str, Mapping[str, Any]], end: object) -> Mapping[str, Any] | None:
    """The row of I-2 that an end of a flow is, is a part of, or is named after (Xの標準システム)."""
    exact = sorted(within(view.facts, end) & set(rows))
    if exact:
        return rows[exact[0]]
    longer = sorted((name for name in rows if len(name) > 4 and plain(end).endswith(f"の{name}")), key=len)
    return rows[longer[-1]] if longer else None


def _asked(row: Mapping[str, Any], names: Iterable[str]) -> bool:
    """Whether ③ of a row should name the other end: a box stands for it, or the row names nothing at all."""
    other = next(name for name in sorted(names) if name != row.get("name"))
    silent = not row.get("connections") and not row.get("other_connections")
    return silent or other in BOXES or stands_for(other) is not None


def names_other(view: View, row: Mapping[str, Any], other: str) -> bool:
    """Whether ③ of a row names the other, in its brackets or by a box of the form that stands for it."""
    ticked = [str(box) for box in row.get("connections") or []]
    if other in ticked or covered(view.facts, other, row.get("other_connections") or []):
        return True
    inside = "庁内連携システム" in ticked and other not in BOXES
    return inside or stands_for(other) in ticked
