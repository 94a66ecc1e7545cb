"""What running text says in so many words (``statements`` of the facts) against the items of the form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.names import longest_common, one_thing, plain
from bangolin.queries.checks.rule import Checked, View, judges

LEAST_SHARED = 5
"""Characters that the title of a delegation and a sentence about a delegation share at least."""
HEADS = {"transfers": ("移転", "移転先"), "provisions": ("提供", "提供先")}


def said(view: View, *kinds: str) -> list[Mapping[str, Any]]:
    """The statements of some kinds, in printed order."""
    return [row for row in view.facts.get("statements") or [] if row.get("kind") in kinds]


def quoted(view: View, row: Mapping[str, Any]) -> dict[str, Any]:
    """Where a statement stands."""
    return cite(view.assessment, "本文", row, "words", row.get("words"))


@judges("redelegated-though-forbidden")
def redelegated_though_forbidden(view: View) -> Iterator[Checked]:
    """The rules of contracts forbid 再委託 without an exception, yet 再委託する is chosen."""
    rows = [row for row in view.facts.get("delegations") or [] if row.get("redelegated")]
    for one in said(view, "redelegation-forbidden"):
        items = [f"委託事項{row.get('ordinal')}" for row in rows]
        evidence = (
            quoted(view, one),
            *(
                cite(view.assessment, f"Ⅱ.4.{item}.再委託の有無", row, "redelegated", "再委託する")
                for item, row in zip(items, rows, strict=True)
            ),
        )
        fault = {"words": one.get("words"), "items": "、".join(items)}
        yield Checked("委託契約の規定", evidence, fault if rows else None)


@judges("basis-beyond-rule")
def basis_beyond_rule(view: View) -> Iterator[Checked]:
    """Measures say that only what an ordinance lists is moved, yet a basis names no ordinance."""
    for one in said(view, "basis-only"):
        category = "transfers" if one.get("act") == "移転" else "provisions"
        for row in view.facts.get(category) or []:
            if row.get("from_annex") or not row.get("legal_basis"):
                continue
            subject = f"{HEADS[category][1]}{row.get('ordinal')}"
            evidence = (
                quoted(view, one),
                cite(view.assessment, f"Ⅱ.5.{subject}.①", row, "legal_basis", row["legal_basis"]),
            )
            fault = {"words": one.get("words"), "subject": subject, "name": row.get("recipient")}
            yield Checked(subject, evidence, None if "条例" in row["legal_basis"] else fault)


@judges("entrusted-not-listed")
def entrusted_not_listed(view: View) -> Iterator[Checked]:
    """A body is said to be entrusted by the assessor itself, but is no contractor of II-4."""
    rows = view.facts.get("delegations") or []
    listed = {plain(name) for row in rows for name in row.get("contractors") or []}
    for one in said(view, "entrusted"):
        names = one_thing(view.facts, one.get("subject"))
        found = any(name == other or other.endswith(name) for name in names for other in listed)
        evidence = (quoted(view, one), *(cite(view.assessment, "Ⅱ.4", row, "contractors[0]") for row in rows[:1]))
        yield Checked(str(one.get("subject")), evidence, None if found else {"name": one.get("subject")})


@judges("provision-not-listed")
def provision_not_listed(view: View) -> Iterator[Checked]:
    """A step speaks of a 提供 between bodies to a recipient that II-5 does not list."""
    rows = view.facts.get("provisions") or []
    listed = {plain(name) for row in rows for name in (*(row.get("recipients") or []), row.get("recipient")) if name}
    for one in said(view, "provided-between-bodies"):
        names = one_thing(view.facts, one.get("subject"))
        names |= {plain(row.get("part")) for row in view.facts.get("parts") or [] if plain(row.get("whole")) in names}
        found = any(name in other for name in names for other in listed)
        evidence = (quoted(view, one), *(cite(view.assessment, "Ⅱ.5", row, "recipient") for row in rows[:1]))
        yield Checked(str(one.get("subject")), evidence, None if found else {"name": one.get("subject")})


@judges("handed-over-against-text")
def handed_over_against_text(view: View) -> Iterator[Checked]:
    """The description of the business says that nothing is given to contractors of a work; a way of giving is ticked."""
    for one in said(view, "nothing-handed"):
        words = plain(one.get("words"))
        for row in view.facts.get("delegations") or []:
            if longest_common(plain(row.get("title")), words) < LEAST_SHARED:
                continue
            ticked = [method for method in row.get("methods") or [] if method != "その他"]
            subject = f"委託事項{row.get('ordinal')} {row.get('title') or ''}".strip()
            item = f"Ⅱ.4.委託事項{row.get('ordinal')}.④"
            evidence = (quoted(view, one), cite(view.assessment, item, row, "methods", "、".join(ticked)))
            fault = {"words": one.get("words"), "ticked": "、".join(ticked)}
            yield Checked(subject, evidence, fault if ticked else None)


@judges("defined-twice")
def defined_twice(view: View) -> Iterator[Checked]:
    """A term is defined by one list here and by another list there."""
    terms: dict[str, list[Mapping[str, Any]]] = {}
    for one in said(view, "definition"):
        if len(one.get("objects") or []) > 1:
            terms.setdefault(plain(one.get("subject")), []).append(one)
    for rows in terms.values():
        lists: dict[frozenset[str], Mapping[str, Any]] = {}
        for row in rows:
            lists.setdefault(frozenset(plain(name) for name in row["objects"]), row)
        first, *others = lists.values()
        fault = {
            "term": first.get("subject"),
            "one": "、".join(first["objects"]),
            "other": " / ".join("、".join(row["objects"]) for row in others),
        }
        evidence = tuple(quoted(view, row) for row in (first, *others))
        yield Checked(str(first.get("subject")), evidence, fault if others else None)


@judges("provision-items-differ")
def provision_items_differ(view: View) -> Iterator[Checked]:
    """The items of the table that I-6 lists for providing against the rows of II-5 or its annexe."""
    rows = view.facts.get("provisions") or []
    rows = [row for row in rows if row.get("from_annex")] or rows
    cited = [_items(row) for row in rows]
    for one in said(view, "provision-items"):
        listed = [unicodedata.normalize("NFKC", item) for item in one.get("objects") or []]
        if len(rows) < 2 or not all(cited):
            continue
        own = [item for items in cited for item in items]
        same = len(set(own) & set(listed)) * 2 >= min(len(set(own)), len(listed))
        differs = set(own) != set(listed) if same else len(own) != len(listed)
        evidence = (quoted(view, one), cite(view.assessment, "Ⅱ.5", rows[-1], "legal_basis", rows[-1]["legal_basis"]))
        missing = sorted(set(listed) ^ set(own), key=_by_number) if same else []
        fault = {"listed": len(listed), "rows": len(own), "items": "、".join(missing) or "-"}
        yield Checked("提供", evidence, fault if differs else None)


def _items(row: Mapping[str, Any]) -> list[str]:
    """The items of the law's table that a basis cites; articles of laws and ordinances are none."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(row.get("legal_basis") or "")))
    return re.findall(r"(?:別表第?[12一二]?|表)[のは]?第?([0-9]{1,3}(?:の[0-9]{1,2})?)(?:の)?項", text)


def _by_number(item: str) -> tuple[int, ...]:
    return tuple(int(part) for part in item.split("の"))
