"""The figures of one run as a chart (docs/images/benchmark.svg) and a table (docs/benchmarks.md).

Run: ``python -m bench.chart [NAME of results]``
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LINES = (  # name in the results, label, colour, dashes
    ("across", "trace --across (index)", "#1f5fa8", ""),
    ("across_floor_scipy_bfs", "breadth-first search, SciPy (floor)", "#8a8a8a", "6 4"),
    ("who_everywhere", "who, all assessments (index)", "#c2571a", ""),
    ("sees_largest_vendor", "sees, largest vendor (index)", "#2e8b57", ""),
    ("own_question", "one assessment (index)", "#7d3c98", ""),
)
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 860, 460, 70, 30, 270, 50


def main() -> None:
    """Draw and write."""
    name = sys.argv[1] if len(sys.argv) > 1 else "latest"
    results = json.loads((ROOT / "bench" / "results" / f"{name}.json").read_text(encoding="utf-8"))
    sizes = sorted(
        (part for key, part in results["parts"].items() if key.startswith("across/") and "across" in part),
        key=lambda part: part["assessments"],
    )
    (ROOT / "docs" / "images").mkdir(parents=True, exist_ok=True)
    (ROOT / "docs" / "images" / "benchmark.svg").write_text(chart(sizes), encoding="utf-8")
    (ROOT / "docs" / "benchmarks.md").write_text(page(results, sizes), encoding="utf-8")


def chart(sizes: Sequence[Mapping[str, Any]]) -> str:
    """Median of the processor's time by size, both axes logarithmic."""
    points = {name: [(part["assessments"], part[name]["processor"]["p50_ms"]) for part in sizes] for name, *_ in LINES}
    xs = [part["assessments"] for part in sizes]
    ys = [value for row in points.values() for _, value in row]
    low, high = math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys)))

    def x(value: float) -> float:
        span = math.log10(xs[-1] / xs[0]) or 1
        return LEFT + (WIDTH - LEFT - RIGHT) * math.log10(value / xs[0]) / span

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (math.log10(value) - low) / (high - low)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="18">milliseconds (median, processor)</text>',
        f'<text x="{LEFT}" y="{HEIGHT - 10}">assessments loaded</text>',
    ]
    for power in range(low, high + 1):
        out.append(f'<path d="M{LEFT} {y(10**power):.1f}H{WIDTH - RIGHT}" stroke="#dddddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y(10**power) + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    out += [f'<text x="{x(one):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{one:,}</text>' for one in xs]
    for place, (name, label, colour, dashes) in enumerate(LINES):
        path = " ".join(f"{x(one):.1f},{y(value):.1f}" for one, value in points[name])
        out.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'
        )
        out += [f'<circle cx="{x(one):.1f}" cy="{y(value):.1f}" r="4" fill="{colour}"/>' for one, value in points[name]]
        height = TOP + 20 + 22 * place
        start = WIDTH - RIGHT + 14
        out.append(
            f'<path d="M{start} {height - 4}h24" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'
        )
        out.append(f'<text x="{start + 30}" y="{height}">{label}</text>')
    return "\n".join([*out, "</svg>"]) + "\n"


def page(results: Mapping[str, Any], sizes: Sequence[Mapping[str, Any]]) -> str:
    """The page of the documentation."""
    where = results["machine"]
    lines = [
        "# How fast it is",
        "",
        "Made by `make bench` and `python -m bench.chart`. The country is made up (`bench/national`), the figures are measured",
        f"on {where['cores']} cores of an {where['processor']}; {where['load'][0]:.0f} other processes waited for them when it",
        "began, so the processor's own time stands beside the time on the clock.",
        "",
        results.get("note", ""),
        "",
        "![Time of a question by the number of assessments](images/benchmark.svg)",
        "",
        "| | " + " | ".join(f"{part['assessments']:,}" for part in sizes) + " |",
        "|---|" + "---:|" * len(sizes),
    ]
    for label, cell in _ROWS:
        lines.append(f"| {label} | " + " | ".join(_said(cell, part) for part in sizes) + " |")
    lines += _stores([part for key, part in sorted(results["parts"].items()) if key.startswith("store/")])
    return "\n".join([*lines, ""])


def _stores(parts: Sequence[Mapping[str, Any]]) -> list[str]:
    """What a real embedded store took, by the clock: loading it and asking it."""
    measured = [part for part in parts if "load" in part]
    if not measured:
        return []
    sizes = " | ".join(f"{part['assessments']:,} assessments" for part in measured)
    head = ["", "In an embedded store, by the clock:", "", f"| | {sizes} |", "|---|" + "---:|" * len(measured)]
    return head + [
        f"| {label} | " + " | ".join(_said(cell, part) for part in measured) + " |" for label, cell in _STORE_ROWS
    ]


def _said(cell: str, part: Mapping[str, Any]) -> str:
    value: Any = part
    for name in cell.split("/"):
        value = value.get(name) if isinstance(value, Mapping) else None
    return "" if value is None else f"{value:,}"


_STORE_ROWS = (
    ("rows loaded", "load/rows"),
    ("load, s", "load/seconds"),
    ("rows a second", "load/rows_a_second"),
    ("index read from the store and saved, s", "index_read_and_saved_s"),
    ("trace in one assessment (Cypher), p50, ms", "own_trace_cypher/p50_ms"),
    ("trace in one assessment (Cypher), p95, ms", "own_trace_cypher/p95_ms"),
    ("who in one assessment (Cypher), p50, ms", "own_who_cypher/p50_ms"),
    ("who in one assessment (Cypher), p95, ms", "own_who_cypher/p95_ms"),
    ("trace --across by the index, whole answer, p50, ms", "across_trace_by_index/p50_ms"),
    ("trace --across level by level (Cypher), whole answer, p50, ms", "across_level_by_level/p50_ms"),
    ("… times that by the index", "across_level_by_level/times_whole_answer_by_index"),
    ("variable-length Cypher to 8 hops: asked", "variable_length/asked"),
    ("… ended within the limit", "variable_length/ended"),
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
    ("one way, p95 processor, ms", "way_on_demand/processor/p95_ms"),
    ("NetworkX Dijkstra, times the index", "others/networkx_dijkstra/times_index"),
    ("NetworkX breadth first, times the index", "others/networkx_bfs/times_index"),
    ("rustworkx Dijkstra, times the index", "others/rustworkx_dijkstra/times_index"),
    ("rustworkx descendants, times the index", "others/rustworkx_bfs/times_index"),
    ("peak memory of the run, MB", "peak_mb"),
)


if __name__ == "__main__":
    main()
