"""Several officers at the running app while an import runs: nobody meets an error. The long form: python -m bench.officers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench.officers import figures, measure


def test_officers_at_once_meet_no_error(tmp_path: Path) -> None:
    found = figures(measure(tmp_path, officers=3, seconds=6, pace=120, pause=1, least=1))
    assert found["errors"] == {}
    assert found["imported"] > 0
    assert all(found["requests"][kind]["count"] > 0 for kind in ("trace", "who", "export"))
    assert found["memory_mb"]["app"]["late"] > 0


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("pause", "growth"), [(5, 1.6), (None, 1.25)], ids=["while an import runs", "without an import"]
)
def test_thirty_officers_for_five_minutes(tmp_path: Path, pause: float | None, growth: float) -> None:
    """On a quiet machine within the aim of two seconds; among other programs, the clock measures those."""
    quiet = os.getloadavg()[0] < 1
    found = figures(measure(tmp_path, officers=30, seconds=300, pace=1, pause=pause))
    assert found["errors"] == {}
    assert found["requests"]["all"]["p95"] <= (2 if quiet else 20)
    assert found["memory_mb"]["app"]["late"] < growth * found["memory_mb"]["app"]["early"]
