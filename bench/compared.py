"""The part of the page that compares the index with Cypher's own paths, on the embedded engine and on Neo4j."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

STORES = {"embedded": "embedded engine", "neo4j": "Neo4j server"}
QUESTIONS = {
    "level_by_level": "level by level from the client, reach only",
    "variable_length_ordered": "variable length, the best way to each place, to 6 hops (or its limit)",
    "variable_length_own": "variable length, the same in one assessment, to 4 hops",
    "variable_length_reached": "variable length, reach only, to 8 hops: an easier question",
}
AIMS = tuple(
    (f"{label} ({name}), times the index", "paths", None, f"{store}/{question}/times_index", least, True)
    for store, name in STORES.items()
    for (question, label), least in zip(QUESTIONS.items(), (20, 100, 100, 100), strict=True)
) + tuple(
    (
        f"variable length, reach only, to 8 hops ({name}), times the same question on the arrays",
        "paths",
        None,
        cell,
        100,
        True,
    )
    for name, cell in ((name, f"{store}/variable_length_reached/times_arrays") for store, name in STORES.items())
)
TOLD = """The same places and flows stand in real stores (`bench/paths.py`), without evidence and statements. The index
searches by its order of ways, stays with each assessment and goes over where a handover may. The walk level by level reaches the
same (it is compared), in no order, and is told the handovers. Variable-length paths to 8 hops look at no strength and no
assessment, which is an easier question; asked for the best ways they have to make every way. A question that does not end
within its limit counts with the limit: the true ratio is larger."""


def section(parts: Sequence[Mapping[str, Any]]) -> list[str]:
    """A table a store."""
    if not parts:
        return []
    lines = ["", "## Against Cypher's own paths, and a walk from the client", "", *TOLD.split("\n")]
    for store, name in STORES.items():
        found = [(part["assessments"], part["stores"].get(store, {})) for part in parts]
        lines += ["", f"### {name[0].upper()}{name[1:]}", "", *_table(found)]
        lines += [f"\nAt {size:,} it was not measured: {one['failed']}." for size, one in found if "failed" in one]
    return lines


def _table(found: Sequence[tuple[int, Mapping[str, Any]]]) -> list[str]:
    kept = [(size, one) for size, one in found if "failed" not in one]
    head = ["| | " + " | ".join(f"{size:,}" for size, _ in kept) + " |", "|---|" + "---:|" * len(kept)]
    rows = [("filled, s", [f"{one['load']['seconds']:,}" for _, one in kept])]
    rows.append(("index: across, p50, ms", [f"{one['index']['across']['p50_ms']:,}" for _, one in kept]))
    rows.append(("index: one assessment, p50, ms", [f"{one['index']['own']['p50_ms']:,}" for _, one in kept]))
    rows.append(
        (
            "places within 8 hops, on the same arrays, p50, ms",
            [f"{one['index']['reach']['p50_ms']:,}" for _, one in kept],
        )
    )
    for question, label in QUESTIONS.items():
        rows.append((f"{label}: ms", [_time(one[question]) for _, one in kept]))
        rows.append(("… times the index", [_times(one[question]) for _, one in kept]))
    rows.append(
        (
            "… times the same question on the arrays",
            [f"{one['variable_length_reached']['times_arrays']:,}" for _, one in kept],
        )
    )
    return head + [f"| {label} | " + " | ".join(cells) + " |" for label, cells in rows] if kept else []


def _ended(one: Mapping[str, Any]) -> bool:
    return one["ended"] is True or one["ended"] == one.get("asked")


def _time(one: Mapping[str, Any]) -> str:
    return f"{one['p50_ms']:,.0f}" if _ended(one) else f"not ended in {one['limit_s']:.0f} s"


def _times(one: Mapping[str, Any]) -> str:
    return f"{one['times_index']:,}" if _ended(one) else f"> {one['times_index']:,}"
