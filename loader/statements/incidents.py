"""The department of a serious incident that is told in an annexe (III-7, その内容: 別紙を参照)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bangolin.loader.facts.records import Evidence, Incidents
from bangolin.loader.form.incidents import departments
from bangolin.loader.form.items import Span
from bangolin.loader.narrative.words import fold

REFERRED = re.compile(
    r"(?P<annex>別紙[0-9]*)(?:[(「『](?P<title>[^()「」『』]{4,40})[)」』])?(?:を|の|に)?(?:参照|記載|とおり)"
)
ABOUT = re.compile(r"事故|事案|漏えい|紛失|インシデント")
LONGEST_ACCOUNT = 80
"""Lines of an annexe that are looked at."""


def told_in_annexe(printed: Sequence[Span], incidents: Incidents | None) -> Incidents | None:
    """The incident with its department, where the document refers to an annexe for it and the annexe names one."""
    if incidents is None or not incidents.occurred or incidents.department:
        return incidents
    lines = [re.sub(r"\s+", "", fold(span.text)) for span in printed]
    start = _annexe(lines)
    if start is None:
        return incidents
    found = next(departments(printed[start + 1 : start + 1 + LONGEST_ACCOUNT]), None)
    if found is None:
        return incidents
    span = found.span
    where = Evidence(
        item="別紙", line=span.line, page=span.page, box=span.box, cell=span.cell, text=found.text, confidence="derived"
    )
    return replace(incidents, department=found.text, evidence={**incidents.evidence, "department": where})


def _annexe(lines: Sequence[str]) -> int | None:
    """The line of the annexe's heading: the last line that is the title, or the number, that a reference names."""
    titles = {
        match["title"] or match["annex"]
        for line in lines
        for match in REFERRED.finditer(line)
        if ABOUT.search(match["title"] or line)
    }
    heads = [index for index, line in enumerate(lines) if re.sub(r"^\(?別紙[0-9]*\)?(?=.)", "", line) in titles]
    return heads[-1] if heads else None
