"""What one part of the document leaves out and another keeps: functions out of scope, dropped systems, one-ended ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.names import one_thing, plain
from bangolin.queries.checks.rule import Checked, View, judges
from bangolin.queries.checks.said import quoted, said
from bangolin.queries.checks.ways import flow_cited

INSIDE_WAY = "庁内連携システム"
MOST_CITED = 3


@judges("out-of-scope-mixed")
def out_of_scope_mixed(view: View) -> Iterator[Checked]:
    """A group of functions is not done (実施しない), yet one of them is only outside of the assessment."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for one in said(view, "out-of-scope"):
        for group in one.get("objects") or []:
            groups.setdefault(str(group), []).append(one)
    for group, rows in groups.items():
        bare = [row for row in rows if row.get("act") != "not-done"]
        first = (bare or rows)[0]
        head = cite(view.assessment, "Ⅰ.2.②", first, "objects[0]", group)
        fault = {"group": group, "names": "、".join(str(row.get("subject")) for row in bare)}
        evidence = (head, *(quoted(view, row) for row in (bare or rows)[:MOST_CITED]))
        yield Checked(group, evidence, fault if bare else None)


@judges("dropped-but-used")
def dropped_but_used(view: View) -> Iterator[Checked]:
    """The measure in force leaves out a system that the history put in, and a step still sends data through it."""
    for one in said(view, "dropped"):
        own = one_thing(view.facts, one.get("subject"))
        ends = ("source", "target")
        steps = [row for row in view.facts.get("flows") or [] if any(plain(row.get(end)) in own for end in ends)]
        kept = (one.get("objects") or [""])[0]
        measure = cite(view.assessment, "本文", one, "objects[0]", kept)
        fault = {"name": one.get("subject"), "kept": kept, "steps": len(steps)}
        evidence = (quoted(view, one), measure, *(flow_cited(view, row) for row in steps[:1]))
        yield Checked(str(one.get("subject")), evidence, fault if steps else None)


@judges("inside-way-one-ended")
def inside_way_one_ended(view: View) -> Iterator[Checked]:
    """All that is 移転 goes by 庁内連携システム and nothing else, which one system alone ticks and none of I-2 is called."""
    systems = view.facts.get("systems") or []
    rows = [row for row in view.facts.get("transfers") or [] if row.get("methods") and not row.get("from_annex")]
    ticking = [row for row in systems if INSIDE_WAY in (row.get("connections") or [])]
    if (
        not any(INSIDE_WAY in row["methods"] for row in rows)
        or not systems
        or any(row.get("uncertain") for row in systems)
    ):
        return
    named = any("庁内連携" in plain(name) for row in systems for name in _told(row))
    alone = all(row["methods"] == [INSIDE_WAY] for row in rows)
    first = next(row for row in rows if INSIDE_WAY in row["methods"])
    ends = [_ticked(view, row) for row in (ticking or systems)[:MOST_CITED]]
    way = cite(view.assessment, f"Ⅱ.5.移転先{first.get('ordinal')}.⑥", first, "methods", INSIDE_WAY)
    fault = {"places": len(rows), "name": ticking[0].get("name")} if alone and len(ticking) == 1 and not named else None
    yield Checked(INSIDE_WAY, (way, *ends), fault)


def _told(row: Mapping[str, Any]) -> Iterator[object]:
    """The names and functions of a system."""
    yield from (row.get("name"), *(row.get("aliases") or []), *(row.get("functions") or []))
    yield from row.get("other_connections") or []


def _ticked(view: View, row: Mapping[str, Any]) -> dict[str, Any]:
    """Where ③ of a system stands."""
    item = f"Ⅰ.2.システム{row.get('ordinal')}.③"
    return cite(view.assessment, item, row, "connections", "、".join(row.get("connections") or []))
