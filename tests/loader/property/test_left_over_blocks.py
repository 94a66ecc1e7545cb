"""A page begins with what the page before left over of a block, and prints its own blocks in another direction.

Seeds whose torn text has such a page, and in which two blocks once changed places.
"""

from __future__ import annotations

import pytest
from bangolin.loader.parse import parse_bytes
from generator import forms
from generator.compare import compare
from generator.sources import SOURCES, printed
from generator.torn import torn_text


@pytest.mark.parametrize(("form", "seed"), [(forms.FULL, 80), (forms.FULL, 210), (forms.SHORT, 42), (forms.SHORT, 197)])
def test_each_block_keeps_its_values(form: str, seed: int) -> None:
    facts, sheets = printed(seed, form)
    result = compare(facts, parse_bytes(torn_text(sheets, seed).encode(), "torn.txt"))
    assert not result.wrong, result


def test_labels_in_perfect_order_are_believed_before_rows_of_boxes() -> None:
    facts, sheets = printed(106, forms.FULL)
    text = SOURCES["pdfminer"](sheets, 106, forms.FULL)
    result = compare(facts, parse_bytes(text, "mined.txt"))
    assert not [statement for statement in result.wrong if statement[0] == "systems"], result
