"""What goes into a file for a meeting: questions with answers, pictures and tables, and where all of it is from."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from bangolin.ui.asking import Asked
from bangolin.ui.drawings.draw import draw
from bangolin.ui.drawings.drawing import Drawing
from bangolin.ui.drawings.scene import assessments_of
from bangolin.ui.drawings.split import pages
from bangolin.ui.exports.printable import printable
from bangolin.ui.rows import tables
from bangolin.ui.sentences import question_title, sentence
from bangolin.ui.table import Table
from bangolin.ui.texts import disclaimer, text

DRAWN = ("trace", "who", "delegations")
DIGEST = re.compile(r"[0-9a-f]{64}")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Sheet:
    """One question: its heading, sentence, pictures (one an assessment), tables and the digest of its answer."""

    asked: Asked
    title: str
    sentence: str
    drawings: tuple[Drawing, ...]
    tables: tuple[Table, ...]
    digest: str


@dataclass(frozen=True)
class Pack:
    """A set of sheets with what stands on every page. `editions` are records with assessment, edition and digest."""

    title: str
    date: str
    mark: str
    language: str
    version: str
    disclaimer: str
    editions: tuple[Mapping[str, Any], ...]
    sheets: tuple[Sheet, ...]


def pack_of(
    answers: Sequence[Asked],
    *,
    date: str | None = None,
    mark: str | None = None,
    language: str = "ja",
    editions: Sequence[Mapping[str, Any]] = (),
    title: str | None = None,
) -> Pack:
    """Put answers into a pack. The date is the one given, else the newest 公表日 among the answers, never the clock."""
    answers = [printable(asked) for asked in answers]
    concerned = {assessment for asked in answers for assessment in _concerned(asked.answer)}
    kept = tuple(edition for edition in editions if not concerned or edition["assessment"] in concerned)
    return Pack(
        title=title or text(language, "export.board_pack"),
        date=date or newest_date(answers, kept),
        mark=mark or "",
        language=language,
        version=version("bangolin"),
        disclaimer=disclaimer(language),
        editions=kept or _editions(answers),
        sheets=tuple(_sheet(asked, language) for asked in answers),
    )


def figures(sheet: Sheet, language: str) -> tuple[Drawing, ...]:
    """The pictures of a sheet as they are printed: each whole, or split by zone where it has more than 60 places."""
    return tuple(page for drawing in sheet.drawings for page in pages(drawing, language))


def _concerned(answer: Mapping[str, Any]) -> set[str]:
    """Assessments that an answer speaks of."""
    lists = [value for value in answer.values() if isinstance(value, list)]
    records = [record for value in lists for record in value if isinstance(record, Mapping)]
    return {str(record["assessment"]) for record in records if record.get("assessment")}


def digest(answer: Mapping[str, Any]) -> str:
    """SHA-256 of an answer in canonical JSON."""
    return hashlib.sha256(json.dumps(answer, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def digests(pack: Pack) -> str:
    """What editions and which result a page is from, in 16 digits each: stands on every page."""
    stated = sorted(str(edition.get("digest") or edition.get("edition")) for edition in pack.editions)
    results = [sheet.digest for sheet in pack.sheets]
    return text(pack.language, "export.digests", editions=_short(stated), result=_short(results))


def _short(words: Sequence[str]) -> str:
    """The first digits of the one digest, or of the digest of several."""
    if len(words) == 1 and DIGEST.fullmatch(words[0]):
        return words[0][:16]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def newest_date(answers: Sequence[Asked], editions: Sequence[Mapping[str, Any]] = ()) -> str:
    """The newest 公表日 of the editions, else of the editions that the flows name; empty where all are undated."""
    stated = [str(edition.get("published") or "") for edition in editions]
    stated += [str(flow.get("edition") or "") for asked in answers for flow in asked.answer.get("flows", ())]
    return max((date for words in stated for date in DATE.findall(words)), default="")


def _editions(answers: Sequence[Asked]) -> tuple[Mapping[str, Any], ...]:
    found = {
        (flow["assessment"], flow["edition"])
        for asked in answers
        for flow in asked.answer.get("flows", ())
        if flow.get("assessment") and flow.get("edition")
    }
    return tuple({"assessment": assessment, "edition": edition} for assessment, edition in sorted(found))


def _sheet(asked: Asked, language: str) -> Sheet:
    heading = question_title(asked, language)
    return Sheet(
        asked=asked,
        title=heading,
        sentence=sentence(asked, language),
        drawings=pictures(asked, heading, language),
        tables=tables(asked, language),
        digest=digest(asked.answer),
    )


def pictures(asked: Asked, heading: str, language: str) -> tuple[Drawing, ...]:
    """One picture an assessment of the answer."""
    if asked.question not in DRAWN:
        return ()
    among = assessments_of(asked.answer)
    return tuple(
        draw(asked.answer, language=language, assessment=assessment, title=_picture_title(heading, assessment, among))
        for assessment in among
    )


def _picture_title(heading: str, assessment: str, among: tuple[str, ...]) -> str:
    return heading if len(among) == 1 else f"{heading}（{assessment}）"
