"""Data that goes between systems on media: an exchange that ③他のシステムとの接続 of neither system names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.names import TERMINAL, like_system, one_thing, online, plain
from bangolin.queries.checks.rule import Checked, View, judges
from bangolin.queries.checks.steps import STEPS, names_other, row_of
from bangolin.queries.checks.ways import flow_cited

CARRIED = re.compile(r"媒体|メモリ|USB|ＵＳＢ|CD|DVD|MO|テープ")
"""What data is carried on from system to system; paper is typed in by people."""
Systems = Mapping[str, Mapping[str, Any]]


@judges("exchange-without-connection")
def exchange_without_connection(view: View) -> Iterator[Checked]:
    """Data is carried on media between a system of I-2 and another system, and ③ of none of them names the other.

    Both ends are of I-2, or the other is named as a system; of a terminal that no system has nothing is asked.
    """
    rows = {name: row for row in view.facts.get("systems") or [] for name in one_thing(view.facts, row.get("name"))}
    pairs: dict[tuple[str, ...], tuple[Mapping[str, Any], list[Mapping[str, Any]]]] = {}
    for flow in view.facts.get("flows") or []:
        medium = str(flow.get("medium") or "")
        if flow.get("section") in STEPS and CARRIED.search(medium) and not online(medium):
            for names, known in _pair(view, rows, flow):
                pairs.setdefault(names, (flow, known))
    for names, (flow, known) in sorted(pairs.items()):
        named = any(names_other(view, row, other) for row in known for other in names if other != row.get("name"))
        unsure = any(row.get("uncertain") for row in known)
        sides = (cite(view.assessment, f"Ⅰ.2.システム{row.get('ordinal')}.③", row, "connections") for row in known)
        fault = {"ends": "・".join(names), "medium": flow["medium"]}
        yield Checked("・".join(names), (flow_cited(view, flow), *sides), None if named or unsure else fault)


def _pair(
    view: View, rows: Systems, flow: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, ...], list[Mapping[str, Any]]]]:
    """The two systems that a flow on media joins, with their rows of I-2."""
    ends = [flow.get("source"), flow.get("target")]
    own = [_row(view, rows, end) for end in ends]
    for end, row in zip(ends, own, strict=True):
        if row is None and (not like_system(end) or TERMINAL.search(plain(end))):
            return
    names = {str(row.get("name") if row else end) for row, end in zip(own, ends, strict=True)}
    known = [row for row in own if row is not None]
    if len(names) == 2 and known:
        yield tuple(sorted(names)), known


def _row(view: View, rows: Systems, end: object) -> Mapping[str, Any] | None:
    """The row of I-2 that an end is or is part of, also as somebody's (市区町村の国保総合PC)."""
    own = row_of(view, rows, end)
    return own or (row_of(view, rows, str(end).rsplit("の", 1)[1]) if "の" in str(end) else None)
