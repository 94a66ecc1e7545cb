"""The department of a serious incident (III-7, その内容): the office that the account of the incident names first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bangolin.loader.form.entries import Entry
from bangolin.loader.form.items import Span

_OFFICE = re.compile(r"[一-龥々ァ-ヶー]*[一-龥々ァ-ヶー]{2}(?:課|室|係)(?=[にでのがはをへ、。（(]|$)")
_AFTER = re.compile(r"^\s*再発防止")


def departments(spans: Sequence[Span]) -> Iterator[Entry]:
    """Offices named in the account, in reading order; what follows under 再発防止策 is no account."""
    for span in spans:
        if _AFTER.match(span.text):
            return
        for found in _OFFICE.finditer(span.text):
            yield Entry(found[0], span)
