"""Assessments printed with labels in the middle of tall cells, narrow label columns and 再委託 sign below sign, and
with words at the top of cells.

They are read from the PDF, from what ``pdftotext -layout`` makes of it, and from text whose columns stand by the width
of signs. Two seeds a form in the ordinary run, fifty marked ``soak``.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bangolin.loader.parse import parse_bytes
from generator import forms
from generator.columns import text_in_columns
from generator.compare import Outcome, added, compare
from generator.layout import ON_TOP, TALL, Style
from generator.paper import Sheet
from generator.pdf import print_pdf
from generator.sources import printed

SEEDS, SOAK_SEEDS = (1, 3), range(12, 62)
LEAST_F1 = 0.99


def _with_layout(sheets: tuple[Sheet, ...], style: Style) -> bytes:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is missing (package poppler-utils)")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.pdf"
        path.write_bytes(print_pdf(sheets, style))
        command = [program, "-layout", "-enc", "UTF-8", str(path), "-"]
        return subprocess.run(command, check=True, capture_output=True).stdout


SOURCES: dict[str, Callable[[tuple[Sheet, ...]], bytes]] = {
    "pdf": lambda sheets: print_pdf(sheets, TALL),
    "pdftotext -layout": lambda sheets: _with_layout(sheets, TALL),
    "pdftotext -layout, on top": lambda sheets: _with_layout(sheets, ON_TOP),
    "columns by width": lambda sheets: text_in_columns(sheets, TALL).encode(),
}


@functools.cache
def outcome(source: str, form: str, seed: int) -> Outcome:
    """Print one assessment, read it, and hold both against each other."""
    facts, sheets = printed(seed, form)
    return compare(facts, parse_bytes(SOURCES[source](sheets), "made"))


@pytest.mark.parametrize("seeds", [SEEDS, pytest.param(SOAK_SEEDS, marks=pytest.mark.soak)], ids=["few", "many"])
@pytest.mark.parametrize("form", [forms.FULL, forms.SHORT])
@pytest.mark.parametrize("source", SOURCES)
def test_tall_cells_are_read_back(source: str, form: str, seeds: range) -> None:
    result = added(outcome(source, form, seed) for seed in seeds)
    assert result.f1 >= LEAST_F1, result
    if source == "pdf":
        assert not result.wrong, result
