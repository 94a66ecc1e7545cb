"""Steps of made-up assessments, printed in every way the reader meets: each flow comes back, and none beside them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bangolin.loader.facts.records import Flow
from bangolin.loader.parse import parse_file
from generator import forms
from generator.compare import plain
from generator.sources import SOURCES, write

SEEDS = (3,)


def told(flow: Flow) -> tuple[str, str, str, bool | None]:
    """What a flow says, whatever signs the source prints it with."""
    return plain(flow.source), plain(flow.target), plain(flow.medium), flow.carries_my_number


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("source", SOURCES)
def test_flows_come_back_from_every_source(source: str, seed: int, tmp_path: Path) -> None:
    if source.startswith("pdftotext") and shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is missing (package poppler-utils)")
    printed, path = write(source, seed, forms.FULL, tmp_path)
    assert sorted(map(told, parse_file(path).flows), key=repr) == sorted(map(told, printed.flows), key=repr)
