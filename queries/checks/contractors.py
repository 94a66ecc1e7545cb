"""Delegation and sub-delegation: what is handed over, to whom, on whose consent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bangolin.queries.bands import band
from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.rule import Checked, View, judges

NOTHING_HANDED = re.compile(r"提供.{0,6}(?:しない|していない|行わない|行っていない|行われない|なし|無し)")
AS_A_RULE_NOT = re.compile(
    r"(?:原則|基本的に).{0,12}再委託.{0,8}(?:しない|行わない|認めない|禁止|不可)|再委託.{0,6}(?:原則|基本的に).{0,8}(?:禁止|認めない|しない|行わない)"
)


def _subject(row: Mapping[str, Any]) -> str:
    return f"委託事項{row.get('ordinal')} {row.get('title') or ''}".strip()


def _delegations(view: View) -> Iterator[tuple[Mapping[str, Any], str, str]]:
    for row in view.facts.get("delegations") or []:
        yield row, _subject(row), f"Ⅱ.4.委託事項{row.get('ordinal')}"


@judges("handed-nothing-over")
def handed_nothing_over(view: View) -> Iterator[Checked]:
    """A contractor handles the whole file although the form says that nothing is handed over."""
    for row, subject, item in _delegations(view):
        said = [words for words in row.get("other_methods") or [] if NOTHING_HANDED.search(words)]
        evidence = (
            cite(
                view.assessment, f"{item}.④", row, "methods", said[0] if said else "、".join(row.get("methods") or [])
            ),
            cite(view.assessment, f"{item}.②", row, "scope", row.get("scope")),
        )
        fault = {"words": said[0] if said else "", "contractors": "、".join(row.get("contractors") or [])}
        yield Checked(subject, evidence, fault if said and row.get("scope") == "全体" else None)


@judges("handed-over-and-not")
def handed_over_and_not(view: View) -> Iterator[Checked]:
    """A way of handing over is ticked beside words that nothing is handed over."""
    for row, subject, item in _delegations(view):
        ticked = [method for method in row.get("methods") or [] if method != "その他"]
        said = [words for words in row.get("other_methods") or [] if NOTHING_HANDED.search(words)]
        if not ticked and not said:
            continue
        evidence = (
            cite(view.assessment, f"{item}.④", row, "methods", "、".join(ticked)),
            cite(view.assessment, f"{item}.④", row, "other_methods[0]", said[0] if said else ""),
        )
        fault = {"ticked": "、".join(ticked), "words": said[0] if said else ""}
        yield Checked(subject, evidence, fault if ticked and said else None)


@judges("consent-missing")
def consent_missing(view: View) -> Iterator[Checked]:
    """再委託する without a way of consent (番号法第10条)."""
    for row, subject, item in _delegations(view):
        if row.get("redelegated"):
            evidence = (
                cite(view.assessment, f"{item}.再委託の有無", row, "redelegated", "再委託する"),
                cite(view.assessment, f"{item}.再委託の許諾方法", row, "consent", row.get("consent")),
            )
            yield Checked(subject, evidence, None if row.get("consent") else {})


@judges("redelegated-against-rule")
def redelegated_against_rule(view: View) -> Iterator[Checked]:
    """再委託 "as a rule not", yet 再委託する is chosen."""
    for row, subject, item in _delegations(view):
        if row.get("redelegated"):
            consent = row.get("consent") or ""
            found = AS_A_RULE_NOT.search(consent)
            evidence = (
                cite(view.assessment, f"{item}.再委託の許諾方法", row, "consent", consent),
                cite(view.assessment, f"{item}.再委託の有無", row, "redelegated", "再委託する"),
            )
            yield Checked(subject, evidence, {"words": found[0]} if found else None)


@judges("redelegate-without-tick")
def redelegate_without_tick(view: View) -> Iterator[Checked]:
    """A sub-contractor is named or a matter is stated although 再委託しない is chosen."""
    for row, subject, item in _delegations(view):
        if row.get("redelegated") is None:
            continue
        named = [one.get("name") if isinstance(one, Mapping) else one for one in row.get("redelegates") or []]
        said = "、".join(name for name in named if name) or row.get("redelegation_matter") or ""
        evidence = (
            cite(view.assessment, f"{item}.再委託の有無", row, "redelegated", "再委託しない"),
            cite(view.assessment, f"{item}.再委託事項", row, "redelegates[0]", said),
        )
        yield Checked(subject, evidence, {"words": said} if said and row["redelegated"] is False else None)


@judges("unnamed-sub-contractor")
def unnamed_sub_contractor(view: View) -> Iterator[Checked]:
    """再委託する, but no sub-contractor is named anywhere."""
    for row, subject, item in _delegations(view):
        if row.get("redelegated"):
            named = [one.get("name") if isinstance(one, Mapping) else one for one in row.get("redelegates") or []]
            evidence = (
                cite(view.assessment, f"{item}.再委託の有無", row, "redelegated", "再委託する"),
                cite(
                    view.assessment, f"{item}.委託先名", row, "contractors[0]", "、".join(row.get("contractors") or [])
                ),
            )
            fault = {"contractors": "、".join(row.get("contractors") or [])}
            yield Checked(subject, evidence, None if any(named) else fault)


@judges("contractor-missing")
def contractor_missing(view: View) -> Iterator[Checked]:
    """A 委託事項 without the name of a contractor."""
    for row, subject, item in _delegations(view):
        evidence = (
            cite(view.assessment, item, row, "title", row.get("title")),
            cite(view.assessment, f"{item}.委託先名", row, "contractors[0]"),
        )
        yield Checked(subject, evidence, None if row.get("contractors") else {})


@judges("subjects-beyond-file")
def subjects_beyond_file(view: View) -> Iterator[Checked]:
    """More persons are delegated, provided or transferred than the file has."""
    files = {file.get("name"): file for file in view.facts.get("files") or []}
    only = next(iter(files.values())) if len(files) == 1 else None
    for category, item, word in (
        ("delegations", "Ⅱ.4", "委託事項"),
        ("provisions", "Ⅱ.5", "提供先"),
        ("transfers", "Ⅱ.5", "移転先"),
    ):
        for row in view.facts.get(category) or []:
            file = files.get(row.get("file")) or only
            given, held = band(row.get("subject_count")), band((file or {}).get("subject_count"))
            if file is None or given is None or held is None:
                continue
            evidence = (
                cite(
                    view.assessment,
                    f"{item}.{word}{row.get('ordinal')}",
                    row,
                    "subject_count",
                    row.get("subject_count"),
                ),
                cite(view.assessment, "Ⅱ.2.②", file, "subject_count", file.get("subject_count")),
            )
            fault = {"given": row.get("subject_count"), "held": file.get("subject_count")}
            yield Checked(f"{word}{row.get('ordinal')}", evidence, fault if given.beyond(held) else None)
