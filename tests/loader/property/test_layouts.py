"""Made-up assessments whose text was laid out anew by a viewer, a web site or an editor, and read back.

Two seeds a form and layout in the ordinary run, fifty marked ``soak``.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bangolin.loader.parse import parse_bytes
from generator import forms
from generator.compare import added, compare
from generator.layouts import OF_ANY_ORDER, OF_THE_FORMS_ORDER, run_together
from generator.sources import SOURCES, printed

SEEDS, SOAK_SEEDS = range(2), range(12, 62)
LAYOUTS = [("torn text", *one) for one in OF_ANY_ORDER.items()]
LAYOUTS += [("clean text", *one) for one in OF_THE_FORMS_ORDER.items()]
LEAST_F1 = 0.95
# Torn text may print what a page starts with before the first label that tells which page it is.
LEAST_F1_WITHOUT_PAGES = 0.85
# Without 、 and 。 names that stand side by side cannot be told apart.
LEAST_F1_OF = {"flattened": 0.85}


@pytest.mark.parametrize("seeds", [SEEDS, pytest.param(SOAK_SEEDS, marks=pytest.mark.soak)], ids=["few", "many"])
@pytest.mark.parametrize("form", [forms.FULL, forms.SHORT])
@pytest.mark.parametrize(("base", "name", "laid_out"), LAYOUTS, ids=[name for _, name, _ in LAYOUTS])
def test_text_laid_out_anew_is_read_back(
    base: str, name: str, laid_out: Callable[[str], str], form: str, seeds: range
) -> None:
    outcomes = []
    for seed in seeds:
        facts, sheets = printed(seed, form)
        text = laid_out(SOURCES[base](sheets, seed, form).decode())
        outcomes.append(compare(facts, parse_bytes(text.encode(), "laid-out.txt")))
    result = added(outcomes)
    assert result.f1 >= LEAST_F1_OF.get(name, LEAST_F1), result


@pytest.mark.parametrize("form", [forms.FULL, forms.SHORT])
def test_text_without_the_ends_of_its_pages_keeps_its_sections_apart(form: str) -> None:
    clean, torn = (
        added(
            compare(facts, parse_bytes(run_together(SOURCES[base](sheets, seed, form).decode()).encode(), "run.txt"))
            for seed in (1, 5)
            for facts, sheets in [printed(seed, form)]
        )
        for base in ("clean text", "torn text")
    )
    assert clean.f1 >= LEAST_F1, clean
    assert torn.f1 >= LEAST_F1_WITHOUT_PAGES, torn
