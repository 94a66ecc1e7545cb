"""The figures of a run as the page docs/benchmarks.md: what was aimed at, and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bench import compared


def page(
    results: Mapping[str, Any],
    sizes: Sequence[Mapping[str, Any]],
    stores: Sequence[Mapping[str, Any]] = (),
    paths: Sequence[Mapping[str, Any]] = (),
    pages: Sequence[Mapping[str, Any]] = (),
    grown: Mapping[str, Any] | None = None,
) -> str:
    """The page of the documentation."""
    where = results["machine"]
    lines = [
        "# How fast it is",
        "",
        "Made by `make bench`. The country is made up (`bench/national`), the figures are measured on",
        f"{where['cores']} cores of an {where['processor']}; {where['load'][0]:.1f} processes were at work when it began, so",
        "the processor's own time stands beside the time on the clock.",
        "",
        f"{results['questions']} random questions a size (slow ones fewer).{results.get('note', '')}",
        "",
        "NetworkX and rustworkx search by the same order of ways, up to 4,000 assessments.",
        "",
        "## What was aimed at",
        "",
        *aims(results, sizes, stores, paths),
        "",
        "## Over all assessments, by the index",
        "",
        "![Time of a question by the number of assessments](images/benchmark.svg)",
        "",
        *_table(_ROWS, sizes),
        *compared.section(paths),
        *_stores(stores),
        *_grown(grown or {}),
        *_pages(pages),
        *_documents(results["parts"]),
    ]
    return "\n".join([*lines, ""])


def aims(
    results: Mapping[str, Any],
    sizes: Sequence[Mapping[str, Any]],
    stores: Sequence[Mapping[str, Any]],
    paths: Sequence[Mapping[str, Any]] = (),
) -> list[str]:
    """A table of what was aimed at and what was measured; rows that this run did not measure are left out."""
    rows = ["| aim | where | measured | limit | |", "|---|---|---:|---:|---|"]
    for label, kind, size, cell, limit, at_least in _AIMS:
        among = {"across": sizes, "store": stores, "paths": paths}.get(kind, [results["parts"].get(kind, {})])
        chosen = [part for part in among if size is None or part.get("assessments") == size]
        for part in chosen:
            value = found(cell, part)
            if isinstance(value, int | float):
                met = value >= limit if at_least else value <= limit
                where = f"{part['assessments']:,} assessments" if "assessments" in part else "sample data"
                sign = "≥" if at_least else "≤"
                rows.append(f"| {label} | {where} | {value:,} | {sign} {limit:,} | {'met' if met else 'missed'} |")
    return rows


def _table(rows: Sequence[tuple[str, str]], parts: Sequence[Mapping[str, Any]]) -> list[str]:
    head = ["| | " + " | ".join(f"{part['assessments']:,}" for part in parts) + " |", "|---|" + "---:|" * len(parts)]
    cells = [(label, [_said(cell, part) for part in parts]) for label, cell in rows]
    return head + [f"| {label} | " + " | ".join(said) + " |" for label, said in cells if any(said)]


def _stores(parts: Sequence[Mapping[str, Any]]) -> list[str]:
    """What a real embedded store took, by the clock: loading it and asking it."""
    return ["", "## In an embedded store", "", *_table(_STORE_ROWS, parts)] if parts else []


def _grown(result: Mapping[str, Any]) -> list[str]:
    """An embedded store that was filled step by step, each loaded on top of the one before (``bench/growth.py``)."""
    if not result.get("steps"):
        return []
    where, steps = result["machine"], [one for one in result["steps"] if "failed" not in one]
    ended = result["ended"] or "it held all that was asked of it"
    return [
        "",
        "## Where an embedded store ends",
        "",
        f"`python -m bench.growth`: each column was loaded on top of the one before, the store closed and opened again, then asked"
        f" ({where['load'][0]:.1f} processes at work when it began). It stopped at {steps[-1]['assessments']:,}: {ended}.",
        "",
        *_table(_GROWN_ROWS, steps),
    ]


_GROWN_ROWS = (
    ("rows loaded in this step", "rows"),
    ("… s on the clock", "load_s"),
    ("… s of the processor, here and in the engine", "load_processor_s"),
    ("engine starts, s", "started_s"),
    ("index brought up to date, s", "index_s"),
    ("trace in one assessment (Cypher), p50, ms", "own_trace/p50_ms"),
    ("trace in one assessment (Cypher), p95, ms", "own_trace/p95_ms"),
    ("who in one assessment (Cypher), p50, ms", "own_who/p50_ms"),
    ("trace --across by the index, whole answer, p50, ms", "across/p50_ms"),
    ("sees, largest vendor, whole answer, p50, ms", "sees/p50_ms"),
    ("engine holds, MB", "engine_mb"),
    ("store on disk, MB", "disk_mb"),
    ("peak memory of the asking process, MB", "peak_mb"),
)


def _pages(parts: Sequence[Mapping[str, Any]]) -> list[str]:
    """From a click to the page drawn in full; the first click after a start beside the median of the later ones."""
    if not parts:
        return []
    head = [f"{part['assessments']:,} assessments" if part["assessments"] else "sample data" for part in parts]
    lines = [
        "",
        "## Pages",
        "",
        "From a click in the menu to the page drawn in full in Chromium, ms: later clicks (the first).",
        "",
    ]
    lines += ["| | " + " | ".join(head) + " |", "|---|" + "---:|" * len(parts)]
    for name in parts[0]["pages"]:
        cells = [part["pages"][name] for part in parts]
        lines.append(f"| {name} | " + " | ".join(f"{one['p50_ms']:,} ({one['first_ms']:,})" for one in cells) + " |")
    return lines


def _documents(parts: Mapping[str, Any]) -> list[str]:
    """Reading documents and loading the sample data, against the least that could be done."""
    lines = []
    loading = parts.get("loading", {})
    if "ratio" in loading:
        rates = f"{loading['load_rows_per_second']:,} rows a second, a bare loop of UNWIND {loading['bare_rows_per_second']:,}"
        lines.append(f"- Loading the sample data: {rates} ({loading['ratio']} of it).")
    for name, one in sorted(parts.get("parse", {}).get("documents", {}).items()):
        lines.append(
            f"- Reading `{name}` ({one['mb']} MB): {one['parse_s']} s; a scan of its lines is {one['times_scan']:,} times faster."
        )
    return ["", "## Documents and loading", "", *lines] if lines else []


def found(cell: str, part: Mapping[str, Any]) -> Any:
    """A figure by its path."""
    value: Any = part
    for name in cell.split("/"):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _said(cell: str, part: Mapping[str, Any]) -> str:
    value = found(cell, part)
    if isinstance(value, list):
        ends = [value[0], value[-1]] if value else []
        return " … ".join(" and ".join(map(str, one)) if isinstance(one, list) else str(one) for one in ends)
    return "" if value is None else f"{value:,}"


_AIMS = (  # label, part, size (None: every one), figure, limit, whether it is the least (else the most)
    ("across, largest reach, p95 on the clock, ms", "across", 40_000, "across/clock/p95_ms", 300, False),
    ("across, p95 of the processor, ms", "across", 40_000, "across/processor/p95_ms", 300, False),
    (
        "across, times a breadth-first search on the same arrays, p95",
        "across",
        40_000,
        "across_times_floor/processor_p95",
        4,
        False,
    ),
    (
        "`sees` of the largest vendor (number), p95 on the clock, ms",
        "across",
        40_000,
        "sees_largest_vendor/clock/p95_ms",
        300,
        False,
    ),
    ("one assessment by the index, p95 on the clock, ms", "across", None, "own_question/clock/p95_ms", 20, False),
    ("one assessment in Cypher, p95 on the clock, ms", "store", None, "own_trace_cypher/clock/p95_ms", 100, False),
    ("who in one assessment in Cypher, p95 on the clock, ms", "store", None, "own_who_cypher/clock/p95_ms", 100, False),
    ("one assessment by the index beside the store, p95, ms", "store", None, "own_index/p95_ms", 20, False),
    (
        "NetworkX (same order of ways), times the index",
        "across",
        4_000,
        "others/networkx_dijkstra/times_index",
        20,
        True,
    ),
    *compared.AIMS,
    ("answers that NetworkX gives too", "across", 100, "others/agreed_with_networkx", 500, True),
    ("index opens, s", "across", 40_000, "open_s", 0.5, False),
    ("index, MB", "across", 40_000, "on_disk_mb", 600, False),
    ("index built from arrays, s", "across", 40_000, "build_from_arrays_s", 60, False),
    ("one assessment exchanged in the index, s", "across", 40_000, "exchange_one_assessment_s/in_memory", 1, False),
    (
        "one assessment loaded anew and the index brought up to date, p95, ms",
        "store",
        None,
        "update_one_assessment/together/p95_ms",
        1_000,
        False,
    ),
    ("load, s", "store", 1_000, "load/seconds", 600, False),
    ("loading, of a bare loop of UNWIND", "loading", None, "ratio", 0.7, True),
)

_STORE_ROWS = (
    ("engine starts, s", "started_s"),
    ("rows loaded", "load/rows"),
    ("load, s", "load/seconds"),
    ("rows a second", "load/rows_a_second"),
    ("memory of the loader and of the engine, first … last tenth, MB", "load/memory_mb"),
    ("index read from the store and saved, s", "index_read_and_saved_s"),
    ("trace in one assessment: the search by the index, p95, ms", "own_index/p95_ms"),
    ("trace in one assessment (Cypher), p50, ms", "own_trace_cypher/clock/p50_ms"),
    ("trace in one assessment (Cypher), p95, ms", "own_trace_cypher/clock/p95_ms"),
    ("… of that this process, p95 of the processor, ms", "own_trace_cypher/processor/p95_ms"),
    ("who in one assessment (Cypher), p50, ms", "own_who_cypher/clock/p50_ms"),
    ("who in one assessment (Cypher), p95, ms", "own_who_cypher/clock/p95_ms"),
    ("trace --across: the search by the index, p50, ms", "across_index/p50_ms"),
    ("trace --across by the index, whole answer, p50, ms", "across_trace_by_index/p50_ms"),
    ("trace --across level by level (Cypher), whole answer, p50, ms", "across_level_by_level/p50_ms"),
    ("… times the whole answer by the index", "across_level_by_level/times_whole_answer_by_index"),
    ("… times the search by the index", "across_level_by_level/times_index"),
    *(
        row
        for label, name in (
            ("trace --across of another field (氏名), whole answer", "trace_field"),
            ("trace --across of linked identifiers, whole answer", "trace_linked"),
            ("who over all", "who"),
            ("who of another field (氏名)", "who_field"),
            ("who of one file (国民健康保険)", "who_file"),
            ("sees, largest vendor", "sees"),
            ("breach, largest vendor", "breach"),
            ("delegations, all chains", "chains"),
            ("delegations, those of the largest vendor", "chains_of_vendor"),
        )
        for row in (
            (f"{label}: by the index, p50, ms", f"{name}_over_all/index/p50_ms"),
            ("… of the processor, here and in the engine, ms", f"{name}_over_all/index/processor_ms"),
            ("… all in Cypher, of the processor, ms", f"{name}_over_all/cypher/processor_ms"),
            ("… times the index", f"{name}_over_all/times_processor"),
        )
    ),
    ("check, all assessments, s", "check/all/s"),
    ("… an assessment, of the processor here and in the engine, ms", "check/all/processor_ms_each"),
    ("… an assessment, where a quarter of them is checked, ms", "check/quarter/processor_ms_each"),
    ("one assessment loaded anew, p50, ms", "update_one_assessment/load/p50_ms"),
    ("… and the index brought up to date, p50, ms", "update_one_assessment/index/p50_ms"),
    ("peak memory of the asking process, MB", "peak_mb"),
)

_ROWS = (
    ("places in assessments", "vertices"),
    ("flows", "flows"),
    ("joints between assessments", "joints"),
    ("build from arrays, s", "build_from_arrays_s"),
    ("open, s", "open_s"),
    ("on disk, MB", "on_disk_mb"),
    ("exchange one assessment, s", "exchange_one_assessment_s/in_memory"),
    ("… and write it, s", "exchange_one_assessment_s/save"),
    ("largest reach across", "reach_across/largest"),
    ("across, p50 clock, ms", "across/clock/p50_ms"),
    ("across, p95 clock, ms", "across/clock/p95_ms"),
    ("across, p50 processor, ms", "across/processor/p50_ms"),
    ("across, p95 processor, ms", "across/processor/p95_ms"),
    ("floor (SciPy), p50 processor, ms", "across_floor_scipy_bfs/processor/p50_ms"),
    ("times the floor, p50 processor", "across_times_floor/processor_p50"),
    ("times the floor, p95 processor", "across_times_floor/processor_p95"),
    ("own question, p95 clock, ms", "own_question/clock/p95_ms"),
    ("sees, largest vendor: assessments", "sees_largest_vendor/assessments"),
    ("sees, p95 clock, ms", "sees_largest_vendor/clock/p95_ms"),
    ("sees, p95 processor, ms", "sees_largest_vendor/processor/p95_ms"),
    ("who, all files, p95 processor, ms", "who_everywhere/processor/p95_ms"),
    ("sees, counted (number, any item, persons), p95 processor, ms", "sees_counted/processor/p95_ms"),
    ("who, counted: viewers", "who_counted/viewers"),
    ("who, counted (by kind and answer, people), p95 processor, ms", "who_counted/processor/p95_ms"),
    ("delegations, counted: chains", "chains_counted/chains"),
    ("delegations, counted (all bodies, persons), p95 processor, ms", "chains_counted/processor/p95_ms"),
    ("… those of the largest vendor: chains", "chains_of_largest_vendor/chains"),
    ("… p95 processor, ms", "chains_of_largest_vendor/processor/p95_ms"),
    ("across, any item about the person, p95 processor, ms", "across_any_item/processor/p95_ms"),
    ("across, another field (氏名), p95 processor, ms", "across_field/processor/p95_ms"),
    ("… its codes looked up, s", "codes_of_a_field_s"),
    ("across, linked identifiers, all layers, p95 processor, ms", "across_linked/processor/p95_ms"),
    ("across, via 情報提供ネットワークシステム, p95 processor, ms", "across_via_network/processor/p95_ms"),
    ("one way, p95 processor, ms", "way_on_demand/processor/p95_ms"),
    ("NetworkX Dijkstra, times the index", "others/networkx_dijkstra/times_index"),
    ("NetworkX breadth first, times the index", "others/networkx_bfs/times_index"),
    ("rustworkx Dijkstra, times the index", "others/rustworkx_dijkstra/times_index"),
    ("rustworkx descendants, times the index", "others/rustworkx_bfs/times_index"),
    ("questions in which NetworkX agrees", "others/agreed_with_networkx"),
    ("peak memory of the run, MB", "peak_mb"),
)
