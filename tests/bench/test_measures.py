"""The measurements run, and what they compare gives the same answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import across, chart, compared, page, parse, paths, store
from bench.measure import machine


def test_a_small_country_is_measured_and_drawn(tmp_path: Path) -> None:
    found = across.measure(60, 10, 1)
    assert found["reach_across"]["largest"] > 1_000
    assert found["across"]["clock"]["questions"] == 10
    assert found["others"]["networkx_dijkstra"]["times_index"] > 0
    assert found["others"]["agreed_with_networkx"] == 1
    assert found["who_counted"]["viewers"] > found["sees_counted"]["files"] > 10
    assert found["chains_counted"]["chains"] > found["chains_of_largest_vendor"]["chains"] > 10
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


def test_pages_are_told_by_what_they_were_measured_on() -> None:
    clicks = {"who": {"first_ms": 1_548, "p50_ms": 236}}
    told = "\n".join(page._pages([{"assessments": size, "pages": clicks} for size in (0, 100)]))
    assert "| | sample data | 100 assessments |" in told
    assert "| who | 236 (1,548) | 236 (1,548) |" in told


def test_what_does_not_end_is_told_as_such() -> None:
    spread = {"p50_ms": 8_093.2, "limit_s": 8.0, "times_index": 405, "times_arrays": 900}
    asked = {"asked": 1, "ended": 0, **spread}
    index = {name: {"p50_ms": 1.5} for name in ("across", "own", "reach")}
    one = {"load": {"seconds": 2}, "index": index, **dict.fromkeys(compared.QUESTIONS, asked)}
    one["variable_length_reached"] = {**asked, "ended": 1}
    stores = {"embedded": one, "neo4j": {"failed": "no Java"}}
    told = "\n".join(compared.section([{"assessments": 100, "stores": stores}]))
    assert "not ended in 8 s" in told
    assert "| … times the index | > 405 |" in told
    assert "| … times the index | 405 |" in told
    assert "At 100 it was not measured: no Java." in told


@pytest.mark.soak
def test_cypher_and_the_walk_from_the_client_are_measured_on_real_stores() -> None:
    found = paths.measure(20)["stores"]
    assert found["embedded"]["level_by_level"]["ended"]
    assert found["embedded"]["variable_length_reached"]["ended"] == 4
    assert "failed" in found["neo4j"] or found["neo4j"]["level_by_level"]["ended"]


@pytest.mark.soak
def test_a_small_store_is_measured() -> None:
    found = store.measure(6, 4)
    assert found["load"]["rows"] > 3_000
    assert found["across_level_by_level"]["questions"] == 2
    assert found["update_one_assessment"]["together"]["p95_ms"] > 0
    assert found["who_over_all"]["index"]["questions"] == 3
    assert found["chains_over_all"]["cypher"]["processor_ms"] > 0
    assert found["check"]["all"]["assessments"] == 6


def test_parsing_is_measured_against_a_scan_of_lines() -> None:
    documents = parse.measure()["documents"]
    assert documents
    assert all(one["parse_mb_a_second"] > 0 for one in documents.values())
