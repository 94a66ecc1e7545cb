"""The measurements run, and what they compare gives the same answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import across, chart, page, parse, store
from bench.measure import machine


def test_a_small_country_is_measured_and_drawn(tmp_path: Path) -> None:
    found = across.measure(60, 10, 1)
    assert found["reach_across"]["largest"] > 1_000
    assert found["across"]["clock"]["questions"] == 10
    assert found["others"]["networkx_dijkstra"]["times_index"] > 0
    assert found["others"]["agreed_with_networkx"] == 1
    assert found["who_counted"]["viewers"] > found["sees_counted"]["files"] > 10
    results = {"machine": machine(), "questions": 10, "parts": {"across/60": found}}
    written = tmp_path / "results.json"
    written.write_text(json.dumps(results), encoding="utf-8")
    assert "<svg" in chart.chart([found, {**found, "assessments": 600}])
    told = page.page(json.loads(written.read_text(encoding="utf-8")), [found])
    assert "| 60 |" in told
    assert "| one assessment by the index, p95 on the clock, ms | 60 assessments |" in told


def test_aims_that_are_missed_are_told_as_missed() -> None:
    loads = [{"assessments": 1_000, "load": {"seconds": seconds}} for seconds in (287.0, 601.0)]
    told = page.aims({"parts": {}}, [], loads)[2:]
    assert [row.rsplit("| ", 1)[1] for row in told] == ["met |", "missed |"]


@pytest.mark.soak
def test_a_small_store_is_measured() -> None:
    found = store.measure(6, 4)
    assert found["load"]["rows"] > 3_000
    assert found["across_level_by_level"]["questions"] == 2
    assert found["update_one_assessment"]["together"]["p95_ms"] > 0
    assert found["who_over_all"]["index"]["questions"] == 3


def test_parsing_is_measured_against_a_scan_of_lines() -> None:
    documents = parse.measure()["documents"]
    assert documents
    assert all(one["parse_mb_a_second"] > 0 for one in documents.values())
