"""Law references by date: numbering that a change of the 番号法 has moved.

On 2021-09-01 第19条第7号 became 第8号 (令和3年法律第37号); on 2024-05-27 別表第二 went and 別表第一 became 別表
(令和5年法律第48号). Old numbering in an edition published on or after the day is a finding, before it a note.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.rule import Checked, View, judges

BASES = {"inquiry_basis": "情報照会", "provision_basis": "情報提供", "other_basis": "その他"}
MOST_CITED = 4
ORDINANCE = re.compile(r"条例(?:(?!番号法|行政手続).)*$")


@dataclass(frozen=True)
class Change:
    """One change of numbering: the day, the old and the new way to cite."""

    day: datetime.date
    old: re.Pattern[str]
    new: re.Pattern[str]


ANNEX = Change(
    datetime.date(2024, 5, 27),
    re.compile(r"別表第?(?:[12]|一|二)(?!\d)(?=[^の]{0,3}|の)"),
    re.compile(r"命令第2条の表|命令の?表|主務省令(?:第2条の)?表|別表(?!第|[12一二])"),
)
ARTICLE = Change(datetime.date(2021, 9, 1), re.compile(r"第?19条第?7[号項]"), re.compile(r"第?19条第?8号"))


def references(facts: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], str, str]]:
    """All law references of an edition: (form item, record, path of the value, words)."""
    network = facts.get("network") or {}
    for key in ("inquiry_basis", "provision_basis", "other_basis"):
        for index, words in enumerate(network.get(key) or []):
            yield "情報連携の法令上の根拠", network, f"{key}[{index}]", words
    for category, word in (("provisions", "提供先"), ("transfers", "移転先")):
        for row in facts.get(category) or []:
            if row.get("legal_basis"):
                yield f"Ⅱ.5.{word}{row.get('ordinal')}.①", row, "legal_basis", row["legal_basis"]


def _plain(words: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words))


def _old(change: Change, words: str) -> str | None:
    """The old numbering in a reference; a table of an ordinance (条例 … 別表第2) is another law."""
    text = _plain(words)
    for found in change.old.finditer(text):
        if not ORDINANCE.search(text[: found.start()]):
            return found[0]
    return None


def _judge(view: View, change: Change, *, late: bool) -> Iterator[Checked]:
    if view.published is None or (view.published >= change.day) != late:
        return
    told: dict[str, list[tuple[dict[str, Any], str | None]]] = {}
    for item, record, path, words in references(view.facts):
        where = cite(view.assessment, item, record, path, words)
        told.setdefault(_subject(item, record, path), []).append((where, _old(change, words)))
    for subject, rows in told.items():
        old = [row for row in rows if row[1]]
        head = view.facts.get("document") or {}
        day = cite(view.assessment, "公表日", head, "published", head.get("published"))
        evidence = (*(where for where, _ in (old or rows)[:MOST_CITED]), day)
        found = "、".join(sorted({words for _, words in old if words}))
        fault = {"words": found, "day": change.day.isoformat(), "places": len(old)}
        yield Checked(subject, evidence, fault if old else None)


def _subject(item: str, record: Mapping[str, Any], path: str) -> str:
    """What is judged together: a row of the form, all rows of an annex, the basis of inquiring or of providing."""
    if record.get("from_annex"):
        return f"{record['from_annex']} {re.sub(r'[0-9]+.①$', '', item)}"
    basis = BASES.get(path.split("[", 1)[0])
    return f"{item} ({basis})" if basis else item


@judges("annex-numbering-old")
def annex_numbering_old(view: View) -> Iterator[Checked]:
    """別表第一 or 別表第二 in an edition published on or after 2024-05-27."""
    yield from _judge(view, ANNEX, late=True)


@judges("annex-numbering-then")
def annex_numbering_then(view: View) -> Iterator[Checked]:
    """別表第一 or 別表第二 in an earlier edition: right then, to be renewed with the next."""
    yield from _judge(view, ANNEX, late=False)


@judges("article-numbering-old")
def article_numbering_old(view: View) -> Iterator[Checked]:
    """第19条第7号 in an edition published on or after 2021-09-01."""
    yield from _judge(view, ARTICLE, late=True)


@judges("article-numbering-then")
def article_numbering_then(view: View) -> Iterator[Checked]:
    """第19条第7号 in an earlier edition: right then, to be renewed with the next."""
    yield from _judge(view, ARTICLE, late=False)


def _mixed(view: View, change: Change) -> Iterator[Checked]:
    old = [(item, record, path, words) for item, record, path, words in references(view.facts) if _old(change, words)]
    new = [
        (item, record, path, words)
        for item, record, path, words in references(view.facts)
        if change.new.search(_plain(words))
    ]
    if old or new:
        sides = (*old[:1], *new[:1])
        evidence = tuple(cite(view.assessment, item, record, path, words) for item, record, path, words in sides)
        fault = {"old": old[0][3][:40], "new": new[0][3][:40]} if old and new else None
        yield Checked("法令上の根拠", evidence, fault)


@judges("annex-numbering-mixed")
def annex_numbering_mixed(view: View) -> Iterator[Checked]:
    """Old and new numbering of the tables in one edition."""
    yield from _mixed(view, ANNEX)


@judges("article-numbering-mixed")
def article_numbering_mixed(view: View) -> Iterator[Checked]:
    """第19条第7号 and 第8号 in one edition."""
    yield from _mixed(view, ARTICLE)
