"""Made-up assessments as OCR models write them, whole and damaged, read back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bangolin.loader.facts.records import SourceText
from bangolin.loader.form.assemble import assemble
from bangolin.loader.form.reading import read_rows
from bangolin.loader.parse import parse_bytes
from bangolin.loader.sources.tables import has_cells, rows_of_text
from generator import forms
from generator.compare import Outcome, added, compare
from generator.habits import WHOLE, Damage, habitual_text, html_page
from generator.sources import printed

SEEDS = range(8)
SOAK_SEEDS = range(8, 120)
every_range = pytest.mark.parametrize(
    "seeds", [SEEDS, pytest.param(SOAK_SEEDS, marks=pytest.mark.soak)], ids=["few", "many"]
)
every_form = pytest.mark.parametrize("form", [forms.FULL, forms.SHORT])


def _outcomes(seeds: range, form: str, damage: Damage) -> Iterator[Outcome]:
    for seed in seeds:
        facts, sheets = printed(seed, form)
        text = habitual_text(sheets, seed, damage)
        assert has_cells(text)
        found, reading = read_rows(rows_of_text(text))
        yield compare(facts, assemble(found, SourceText(title="made.txt", digest="0" * 64), reading))


@every_range
@every_form
def test_whole_text_is_read_without_fault(seeds: range, form: str) -> None:
    result = added(_outcomes(seeds, form, WHOLE))
    assert not result.wrong, result
    assert result.f1 >= 0.999, result


@every_range
@every_form
def test_a_lost_label_loses_nothing(seeds: range, form: str) -> None:
    result = added(_outcomes(seeds, form, Damage(lost_label="対象となる本人の数")))
    assert not result.wrong, result
    assert result.f1 >= 0.999, result


@every_range
@every_form
def test_a_page_of_a_web_site_is_read_without_fault(seeds: range, form: str) -> None:
    result = added(_of_pages(seeds, form))
    assert not result.wrong, result
    assert result.f1 >= 0.999, result


def _of_pages(seeds: range, form: str) -> Iterator[Outcome]:
    for seed in seeds:
        facts, sheets = printed(seed, form)
        yield compare(facts, parse_bytes(html_page(sheets, seed).encode(), "made.html"))


@every_range
def test_values_that_slid_down_are_missed_at_most_where_they_are_gone(seeds: range) -> None:
    result = added(_outcomes(seeds, forms.FULL, Damage(slid=True)))
    assert not result.wrong, result
    assert {statement[-2] for statement in result.missing} <= {"redelegated"}, result
