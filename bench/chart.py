"""The figures of one run as a chart (docs/images/benchmark.svg) and a table (docs/benchmarks.md).

Run: ``python -m bench.chart [NAME of results …]``
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.page import found, page

ROOT = Path(__file__).parent.parent
LINES = (  # figure in the results, label, colour, dashes
    ("across/processor/p50_ms", "trace --across (index)", "#1f5fa8", ""),
    ("across_floor_scipy_bfs/processor/p50_ms", "breadth-first search, SciPy (floor)", "#8a8a8a", "6 4"),
    ("who_everywhere/processor/p50_ms", "who, all assessments (index)", "#c2571a", ""),
    ("sees_largest_vendor/processor/p50_ms", "sees, largest vendor (index)", "#2e8b57", ""),
    ("own_question/processor/p50_ms", "one assessment (index)", "#7d3c98", ""),
    ("others/networkx_dijkstra/p50_ms", "across, NetworkX", "#b8860b", "3 3"),
    ("others/rustworkx_dijkstra/p50_ms", "across, rustworkx", "#5f6a72", "3 3"),
    ("embedded/level_by_level/p50_ms", "reach, level by level, embedded", "#a3123a", "3 3"),
    ("neo4j/level_by_level/p50_ms", "reach, level by level, Neo4j", "#a3123a", "8 3"),
    ("embedded/variable_length_reached/p50_ms", "reach, variable length, embedded", "#d98cb3", "3 3"),
    ("neo4j/variable_length_reached/p50_ms", "reach, variable length, Neo4j", "#d98cb3", "8 3"),
    ("own_trace_cypher/clock/p50_ms", "one assessment in Cypher", "#7d3c98", "3 3"),
)
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 860, 460, 70, 30, 270, 50


def main() -> None:
    """Draw and write."""
    write(sys.argv[1:] or ["latest"])


def write(names: Sequence[str]) -> None:
    """The page and the chart from files of results; of all but the first only what was asked of stores is shown."""
    read = [json.loads((ROOT / "bench" / "results" / f"{name}.json").read_text(encoding="utf-8")) for name in names]
    results, *more = [one for one in read if "parts" in one]
    grown = next((one for one in read if "steps" in one), {})
    sizes = sorted(
        (part for key, part in results["parts"].items() if key.startswith("across/") and "across" in part),
        key=lambda part: part["assessments"],
    )
    stores = [part for one in (results, *more) for key, part in one["parts"].items() if key.startswith("store/")]
    stores = sorted((part for part in stores if "load" in part), key=lambda part: part["assessments"])
    paths = [part for one in (results, *more) for key, part in one["parts"].items() if key.startswith("paths/")]
    paths = sorted(
        ({**part, **part["stores"]} for part in paths if "stores" in part), key=lambda part: part["assessments"]
    )
    pages = [part for one in (results, *more) for key, part in one["parts"].items() if key.startswith("pages/")]
    pages = sorted((part for part in pages if "pages" in part), key=lambda part: part["assessments"])
    (ROOT / "docs" / "images").mkdir(parents=True, exist_ok=True)
    (ROOT / "docs" / "images" / "benchmark.svg").write_text(chart(sizes, [*stores, *paths]), encoding="utf-8")
    (ROOT / "docs" / "benchmarks.md").write_text(page(results, sizes, stores, paths, pages, grown), encoding="utf-8")


def chart(sizes: Sequence[Mapping[str, Any]], stores: Sequence[Mapping[str, Any]] = ()) -> str:
    """Medians by size, both axes logarithmic: the processor's time of the index and its floor, the clock of the others."""
    points = {name: _points(name, [*sizes, *stores]) for name, *_ in LINES}
    xs = [part["assessments"] for part in sizes]
    ys = [value for row in points.values() for _, value in row]
    low, high = math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys)))

    def x(value: float) -> float:
        span = math.log10(max(xs) / min(xs)) or 1
        return LEFT + (WIDTH - LEFT - RIGHT) * math.log10(value / min(xs)) / span

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (math.log10(value) - low) / (high - low)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="18">milliseconds (median)</text>',
        f'<text x="{LEFT}" y="{HEIGHT - 10}">assessments loaded</text>',
    ]
    for power in range(low, high + 1):
        out.append(f'<path d="M{LEFT} {y(10**power):.1f}H{WIDTH - RIGHT}" stroke="#dddddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y(10**power) + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    out += [f'<text x="{x(one):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{one:,}</text>' for one in xs]
    drawn = [line for line in LINES if any(min(xs) <= one <= max(xs) for one, _ in points[line[0]])]
    for place, (name, label, colour, dashes) in enumerate(drawn):
        row = [(x(one), y(value)) for one, value in points[name] if min(xs) <= one <= max(xs)]
        out += _line(row, colour, dashes)
        height, start = TOP + 20 + 22 * place, WIDTH - RIGHT + 14
        stroke = f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"'
        out.append(f'<path d="M{start} {height - 4}h24" {stroke}/>')
        out.append(f'<text x="{start + 30}" y="{height}">{label}</text>')
    return "\n".join([*out, "</svg>"]) + "\n"


def _points(name: str, parts: Sequence[Mapping[str, Any]]) -> list[tuple[int, float]]:
    values = [(int(part["assessments"]), found(name, part)) for part in parts]
    return sorted((size, float(value)) for size, value in values if isinstance(value, int | float))


def _line(row: Sequence[tuple[float, float]], colour: str, dashes: str) -> list[str]:
    path = " ".join(f"{one:.1f},{other:.1f}" for one, other in row)
    stroke = f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"'
    dots = [f'<circle cx="{one:.1f}" cy="{other:.1f}" r="4" fill="{colour}"/>' for one, other in row]
    return [f'<polyline points="{path}" fill="none" {stroke}/>', *dots]


if __name__ == "__main__":
    main()
