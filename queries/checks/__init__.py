"""The checks of assessments: contradictions, open questions and duties, as declared rules with judges."""

from bangolin.queries.checks import (
    contractors,
    counts,
    disclosures,
    duties,
    law,
    listed,
    rows,
    said,
    steps,
    travel,
    ways,
    wording,
)
from bangolin.queries.checks.rule import Checked, Rule, View, finding_id, rules

__all__ = [
    "Checked",
    "Rule",
    "View",
    "contractors",
    "counts",
    "disclosures",
    "duties",
    "finding_id",
    "law",
    "listed",
    "rows",
    "rules",
    "said",
    "steps",
    "travel",
    "ways",
    "wording",
]
