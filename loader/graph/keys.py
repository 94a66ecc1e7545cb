"""Keys of assessments and editions, and the dates they are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bangolin.loader.facts import Facts
from bangolin.loader.names.assessor import body_name
from bangolin.loader.names.plain import plain

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_DATE = re.compile(r"(?:(明治|大正|昭和|平成|令和)(\d{1,2}|元)|(\d{4}))[年./-](\d{1,2})[月./-](\d{1,2})日?")


@dataclass(frozen=True)
class EditionKeys:
    """Keys of one edition: ``assessment`` is body / number (or business), ``edition`` that and date or digest."""

    assessment: str
    edition: str
    body: str
    published: str | None


def iso_date(text: str | None) -> str | None:
    """A Japanese or plain date as ISO text; None where it is none."""
    found = _DATE.search(plain(text)) if text else None
    if not found:
        return None
    era, in_era, year, month, day = found.groups()
    full = _ERAS[era] + (1 if in_era == "元" else int(in_era)) if era else int(year)
    return f"{full:04d}-{int(month):02d}-{int(day):02d}"


def edition_keys(facts: Facts, digest: str, joined: str | None = None) -> EditionKeys:
    """The keys of an edition.

    ``digest`` is the SHA-256 of its source's text, or of its facts; ``joined`` the key of a loaded assessment that it
    is an edition of, where its own number or business would name another.
    """
    head = facts.document
    body = body_name(head.assessor or "評価実施機関不明")
    name = plain(head.number or "") or plain(head.business or head.title or "")
    assessment = joined or f"{body}/{name}"
    published = iso_date(head.published)
    return EditionKeys(assessment, f"{assessment}/{published or digest[:12]}", body, published)
