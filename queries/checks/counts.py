"""What is printed as a number against what is listed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from bangolin.queries.bands import band
from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.rule import Checked, View, judges

COUNTED = (("delegations", "Ⅱ.4", "委託"), ("provisions", "Ⅱ.5", "提供"), ("transfers", "Ⅱ.5", "移転"))


@judges("printed-count")
def printed_count(view: View) -> Iterator[Checked]:
    """The number of 件 of II-4 and II-5 is that of the rows listed in the form.

    The form prints a number a file, the facts keep one: of several files it has to be that of one of them, or of all.
    """
    counts = view.facts.get("disclosure_counts") or {}
    for category, item, word in COUNTED:
        printed = counts.get(category)
        if printed is None:
            continue
        rows = view.facts.get(category) or []
        in_form = [row.get("file") for row in rows if not row.get("from_annex")]
        each = [in_form.count(file) for file in dict.fromkeys(in_form)]
        listed = printed if len(each) > 1 and printed in each else len(in_form)
        annexed = len(rows) - listed
        evidence = (
            _printed(view, category, item, word),
            *(cite(view.assessment, f"{item} {word}", row, "", f"{word} {row.get('ordinal')}") for row in rows[-1:]),
        )
        fault = {"printed": printed, "listed": listed, "annexed": annexed, "what": word}
        yield Checked(word, evidence, None if printed == listed else fault)


@judges("item-count")
def item_count(view: View) -> Iterator[Checked]:
    """The option of ④記録される項目 fits the number of record items that are listed."""
    items = view.facts.get("record_items") or []
    for file in view.facts.get("files") or []:
        own = [item for item in items if item.get("file") in (None, file.get("name"))] or (
            items if len(view.facts.get("files") or []) == 1 else []
        )
        wanted = band(file.get("item_count"))
        if wanted is None or not own:
            continue
        fits = wanted.min <= len(own) and (wanted.max is None or len(own) <= wanted.max)
        evidence = (
            cite(view.assessment, "Ⅱ.2.④", file, "item_count", file.get("item_count")),
            cite(view.assessment, "別添 特定個人情報ファイル記録項目", own[0], "", own[0].get("name")),
        )
        fault = {"file": file.get("name"), "option": file.get("item_count"), "listed": len(own)}
        yield Checked(str(file.get("name")), evidence, None if fits else fault)


@judges("ordinal-gap")
def ordinal_gap(view: View) -> Iterator[Checked]:
    """The numbers of 委託事項, 提供先 and 移転先 run on without a hole and without a double."""
    for category, item, word in COUNTED:
        for name, rows in _by_file(view.facts.get(category) or []).items():
            numbers = sorted(row["ordinal"] for row in rows)
            missing = sorted(set(range(1, numbers[-1] + 1)) - set(numbers))
            double = sorted({number for number in numbers if numbers.count(number) > 1})
            fault = {"what": word, "missing": _words(missing), "double": _words(double)}
            rows = sorted(rows, key=lambda row: int(row["ordinal"]))
            sides = _around(rows) or [*rows[:1], *rows[1:][-1:]]
            cited = [
                cite(view.assessment, f"{item} {word}{row['ordinal']}", row, "", f"{word}{row['ordinal']}")
                for row in sides
            ]
            evidence = (*cited, _printed(view, category, item, word)) if len(cited) == 1 else tuple(cited)
            yield Checked(f"{word} {name}".strip(), evidence, fault if missing or double else None)


def _printed(view: View, category: str, item: str, word: str) -> dict[str, Any]:
    """Where the number of 件 is printed."""
    number = (view.facts.get("disclosure_counts") or {}).get(category)
    where = cite(view.assessment, item, view.facts.get("document") or {}, f"disclosure_counts.{category}")
    return {**where, "text": f"{word} {'' if number is None else number} 件"}


def _around(rows: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows on both sides of the first hole or double; a hole before the first row has one side only."""
    for before, after in itertools.pairwise(rows):
        if after["ordinal"] - before["ordinal"] != 1:
            return [before, after]
    return []


def _by_file(rows: list[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        if row.get("ordinal") is not None and not row.get("from_annex"):
            groups.setdefault(row.get("file") or "", []).append(row)
    return groups


def _words(numbers: list[int]) -> str:
    return "、".join(map(str, numbers)) or "-"
