"""The measurements run, and what they compare gives the same answers."""

from __future__ import annotations

import json
from pathlib import Path

from bench import across, chart, parse
from bench.measure import machine


def test_a_small_country_is_measured_and_drawn(tmp_path: Path) -> None:
    found = across.measure(60, 10, 1)
    assert found["reach_across"]["largest"] > 1_000
    assert found["across"]["clock"]["questions"] == 10
    assert found["others"]["networkx_dijkstra"]["times_index"] > 0
    results = {"machine": machine(), "parts": {"across/60": found}}
    written = tmp_path / "results.json"
    written.write_text(json.dumps(results), encoding="utf-8")
    assert "<svg" in chart.chart([found, {**found, "assessments": 600}])
    assert "| 60 |" in chart.page(json.loads(written.read_text(encoding="utf-8")), [found])


def test_parsing_is_measured_against_a_scan_of_lines() -> None:
    documents = parse.measure()["documents"]
    assert documents
    assert all(one["parse_mb_a_second"] > 0 for one in documents.values())
