"""Whether a text keeps the columns of its pages, and the labels of a form as columns print them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bangolin.loader.form.definition import Form, plain
from bangolin.loader.sources.text import Page

_INDENT = re.compile(r"^ {8,40}(?=\S)")
_FEWEST_INDENTED = 3
_SHARE = 0.15


def keeps_columns(pages: Sequence[Page]) -> bool:
    """Whether a text keeps the columns of its pages by runs of blanks."""
    counts = [
        (sum(1 for line in page.lines if line.text.strip()), sum(1 for line in page.lines if _INDENT.match(line.text)))
        for page in pages
    ]
    counts = [(filled, indented) for filled, indented in counts if indented >= _FEWEST_INDENTED]
    filled, indented = sum(filled for filled, _ in counts), sum(indented for _, indented in counts)
    return filled > 20 and indented >= _SHARE * filled


def label_keys(form: Form) -> frozenset[str]:
    """All labels of a form in the spelling of comparison, with and without their numbers."""
    found: set[str] = set()
    for item in form.items:
        for label in item.labels:
            if "{n}" not in label:
                found |= {plain(label), f"{item.number or ''}{plain(label)}"}
    return frozenset(found)
