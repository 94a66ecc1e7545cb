"""Duties that the numbers and dates of an assessment bring with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from bangolin.queries.bands import band
from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.rule import Checked, View, judges
from bangolin.queries.checks.said import quoted, said

UNBOUNDED = 999
FOREVER = re.compile(r"恒久|永久|永年")
YEARS = re.compile(r"(\d{1,2})年間?(?!\d*月)(?!法律|度|以)")


@judges("retention-contradiction")
def retention_contradiction(view: View) -> Iterator[Checked]:
    """The option of ②保管期間 against years or "for ever" in the words about keeping and erasing, here or elsewhere."""
    for row in view.facts.get("retention") or []:
        if not row.get("period"):
            continue
        yield from _kept_otherwise(view, row)
        said = _said_of_keeping(row)
        against = [words for words in said if _contradicts(row["period"], words)]
        evidence = (
            cite(view.assessment, "Ⅱ.6.②", row, "period", row["period"]),
            cite(view.assessment, "Ⅱ.6.③", row, "erasure", against[0] if against else row.get("erasure")),
        )
        yield Checked(
            str(row.get("file") or "Ⅱ.6"), evidence, {"period": row["period"], "words": against[0]} if against else None
        )


def _kept_otherwise(view: View, row: Mapping[str, Any]) -> Iterator[Checked]:
    """Sentences that keep for ever or for other years than the option; years of a part count where none fits it."""
    allowed = _years(row["period"])
    years = said(view, "kept-years")
    told = [int(one) for each in years for one in each.get("objects") or [] if one.isdigit()]
    for one in (*said(view, "kept-forever"), *years[:1]):
        forever = one.get("kind") == "kept-forever"
        fits = allowed is None or (
            allowed[1] >= UNBOUNDED if forever else any(allowed[0] <= year <= allowed[1] for year in told)
        )
        evidence = (cite(view.assessment, "Ⅱ.6.②", row, "period", row["period"]), quoted(view, one))
        subject = f"{row.get('file') or 'Ⅱ.6'}: {one.get('subject') or one.get('words')}"
        yield Checked(subject, evidence, None if fits else {"period": row["period"], "words": one.get("words")})


def _said_of_keeping(row: Mapping[str, Any]) -> list[str]:
    more = [one.get("text") for one in row.get("erasure_items") or [] if isinstance(one, Mapping)]
    return [words for words in (row.get("erasure"), *more) if words]


def _contradicts(period: str, words: str) -> bool:
    allowed = _years(period)
    if allowed is None:
        return False
    if FOREVER.search(words) and "定め" not in period:
        return True
    low, high = allowed
    plain = unicodedata.normalize("NFKC", words)
    return any(not low <= int(found) <= high for found in YEARS.findall(plain))


def _years(period: str) -> tuple[int, int] | None:
    plain = unicodedata.normalize("NFKC", period)
    low, high = re.search(r"(\d+)年以上", plain), re.search(r"(\d+)年未満", plain)
    exact = re.fullmatch(r"(\d+)年", plain)
    if exact:
        return int(exact[1]), int(exact[1])
    if not low and not high:
        return None
    return (int(low[1]) if low else 0), (int(high[1]) - 1 if high else UNBOUNDED)


@judges("erasure-missing")
def erasure_missing(view: View) -> Iterator[Checked]:
    """Form 4 asks how the file is erased (Ⅱ.6.③)."""
    if (view.facts.get("document") or {}).get("form") != "全項目":
        return
    for row in view.facts.get("retention") or []:
        evidence = (
            cite(view.assessment, "Ⅱ.6.②", row, "period", row.get("period")),
            cite(view.assessment, "Ⅱ.6.③", row, "erasure", row.get("erasure")),
        )
        yield Checked(
            str(row.get("file") or "Ⅱ.6"),
            evidence,
            None if row.get("erasure") else {"period": row.get("period") or "-"},
        )


@judges("incident-in-using-department")
def incident_in_using_department(view: View) -> Iterator[Checked]:
    """A serious incident happened in a department that uses the file."""
    incidents = view.facts.get("incidents") or {}
    if incidents.get("occurred") is None:
        return
    where = incidents.get("department") or ""
    users = [
        (row, index, name)
        for row in view.facts.get("use") or []
        for index, name in enumerate(row.get("departments") or [])
    ]
    hit = next(((row, index, name) for row, index, name in users if where and _same_section(where, name)), None)
    evidence: tuple[dict[str, Any], ...] = (
        cite(view.assessment, "Ⅲ.7.⑨", incidents, "department", where or "発生なし"),
    )
    if hit:
        evidence += (cite(view.assessment, "Ⅱ.3 使用部署", hit[0], f"departments[{hit[1]}]", hit[2]),)
    yield Checked("Ⅲ.7.⑨", evidence, {"department": where, "user": hit[2]} if hit else None)


def _same_section(where: str, name: str) -> bool:
    def last(text: str) -> str:
        parts = re.findall(r"[^部局所室区市町村]+(?:課|係|室|センター|署)", text)
        return parts[-1] if parts else text

    return last(where) == last(name) or where == name


@judges("measure-left-open")
def measure_left_open(view: View) -> Iterator[Checked]:
    """A risk whose measure is rated 課題が残されている."""
    for row in view.facts.get("measures") or []:
        item = str(row.get("item") or "Ⅲ")
        evidence = (
            cite(view.assessment, item, row, "item", row.get("item")),
            cite(view.assessment, f"{item} リスクへの対策は十分か", row, "rating", row.get("rating")),
        )
        yield Checked(
            str(row.get("item") or ""),
            evidence,
            {"item": row.get("item")} if row.get("rating") == "課題が残されている" else None,
        )


FORMS = ("基礎項目", "重点項目", "全項目")


@judges("form-asked-for")
def form_asked_for(view: View) -> Iterator[Checked]:
    """しきい値判断: the form that 対象人数, 取扱者数 (500) and a serious incident within a year ask for."""
    head = view.facts.get("document") or {}
    scale = band(head.get("subject_scale"))
    if scale is None or head.get("form") not in FORMS:
        return
    many = any((band(row.get("user_count")) or band("1人未満")).min >= 500 for row in view.facts.get("use") or [])  # type: ignore[union-attr]
    incident = bool((view.facts.get("incidents") or {}).get("occurred"))
    wanted = _form_for(scale.min, many or incident)
    lower = FORMS.index(str(head["form"])) < FORMS.index(wanted)
    evidence = (
        cite(view.assessment, "Ⅰ.1.③", head, "subject_scale", head.get("subject_scale")),
        cite(view.assessment, "Ⅲ.7.⑨", view.facts.get("incidents"), "occurred", "発生あり" if incident else "発生なし"),
    )
    yield Checked(
        str(head["form"]),
        evidence,
        {"form": head["form"], "wanted": wanted, "scale": head.get("subject_scale")} if lower else None,
    )


def _form_for(subjects: int, more_risk: bool) -> str:
    if subjects >= 300_000:
        return "全項目"
    if subjects >= 100_000:
        return "全項目" if more_risk else "重点項目"
    if subjects >= 10_000:
        return "重点項目" if more_risk else "基礎項目"
    return "基礎項目"


@judges("older-than-five-years")
def older_than_five_years(view: View) -> Iterator[Checked]:
    """An assessment is to be done again within five years (規則第15条)."""
    if view.published is None:
        return
    head = view.facts.get("document") or {}
    evidence = (cite(view.assessment, "公表日", head, "published", head.get("published")),)
    due = view.published.replace(year=view.published.year + 5, day=min(view.published.day, 28))
    yield Checked("公表日", evidence, {"published": head.get("published")} if due < view.as_of else None)
