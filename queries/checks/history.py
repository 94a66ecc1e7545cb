"""The change history (変更箇所) against the body in force: changes that were not made, and rows that do not fit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.rule import Checked, View, judges
from bangolin.queries.checks.said import said

HISTORY = "変更箇所"
EMPTY_BOX = "[　]"
ITEMS = {"provisions": "Ⅱ.5.提供先", "transfers": "Ⅱ.5.移転先", "delegations": "Ⅱ.4.委託事項"}
OPTIONS = {True: "再委託する", False: "再委託しない"}


def _pressed(words: object) -> str:
    """Words for comparing: NFKC, without blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(words or "")))


def _row(view: View, one: Mapping[str, Any]) -> dict[str, Any]:
    """Where a row of the history stands."""
    return cite(view.assessment, HISTORY, one, "words", one.get("words"))


@judges("change-not-in-force")
def change_not_in_force(view: View) -> Iterator[Checked]:
    """The history says that words or a value were changed; the body has them as before."""
    for one in said(view, "changed-not-in-force"):
        old, new = (words.replace("[]", EMPTY_BOX) for words in one["objects"])
        evidence = (cite(view.assessment, "本文", one, "objects[0]", old), _row(view, one))
        subject = f"{one.get('subject') or HISTORY} {old}"
        yield Checked(subject, evidence, {"item": one.get("subject") or "-", "old": old, "new": new})
    latest = {str(one.get("act")): one for one in said(view, "changed")}
    for path, one in latest.items():
        value, where = _value(view, path)
        before, after = map(_pressed, one["objects"])
        if value is None or where is None:
            continue
        kept = before in _pressed(value) and after not in _pressed(value)
        fault = {"item": one.get("subject"), "old": one["objects"][0], "new": one["objects"][1]}
        yield Checked(str(one.get("subject")), (where, _row(view, one)), fault if kept else None)


def _value(view: View, path: str) -> tuple[str | None, dict[str, Any] | None]:
    """The value in force of an item, and where it stands."""
    parts = path.split(".")
    kind, field = parts[0], parts[-1]
    if len(parts) == 2:
        record = view.facts.get(kind) or {}
        stated = cite(view.assessment, kind, record, field, record.get(field))
        stated["line"] = record.get("value_line") or stated["line"]
        return record.get(field), {**stated, "item": "Ⅰ"}
    rows = _numbered(view, kind, int(parts[1]))
    if len(rows) != 1:
        return None, None
    value = rows[0].get(field)
    words = OPTIONS.get(value) if isinstance(value, bool) else "、".join(value) if isinstance(value, list) else value
    key = f"{field}[0]" if isinstance(value, list) else field
    return words, cite(view.assessment, f"{ITEMS[kind]}{parts[1]}", rows[0], key, words)


def _numbered(view: View, kind: str, ordinal: int) -> Sequence[Mapping[str, Any]]:
    """The rows of the form with a number; of several files several have it."""
    rows = view.facts.get(kind) or []
    return [row for row in rows if row.get("ordinal") == ordinal and not row.get("from_annex")]


@judges("change-under-another-number")
def change_under_another_number(view: View) -> Iterator[Checked]:
    """A row renames the recipient of one number to what stands under another one, and no later row goes on from it."""
    rows = [one for one in said(view, "changed") if str(one.get("act")).endswith(".recipient")]
    for at, one in enumerate(rows):
        kind, ordinal, _ = str(one["act"]).split(".")
        named = _pressed(one["objects"][1])
        later = [_pressed(other["objects"][0]) for other in rows[at + 1 :] if other["act"] == one["act"]]
        own = {_pressed(row.get("recipient")) for row in _numbered(view, kind, int(ordinal))}
        if named in later or not own:
            continue
        others = [row for row in view.facts.get(kind) or [] if _pressed(row.get("recipient")) == named]
        other = others[0] if others and named not in own else None
        number = other.get("ordinal") if other else ordinal
        shown = cite(view.assessment, f"{ITEMS[kind]}{number}", other or {}, "recipient", one["objects"][1])
        evidence = (_row(view, one), *((shown,) if other else ()))
        label = ITEMS[kind][-3:]
        fault = {"name": one["objects"][1], "said": f"{label}{ordinal}", "stands": f"{label}{number}"}
        yield Checked(f"{label}{ordinal} {one['objects'][1]}", evidence, fault if other else None)


@judges("change-listed-twice")
def change_listed_twice(view: View) -> Iterator[Checked]:
    """Two rows of the history say the same of the same item on the same day."""
    count = view.facts.get("changes_count")
    twice = said(view, "changed-twice")
    if count and not twice:
        yield Checked(HISTORY, ({**cite(view.assessment, HISTORY, {}, ""), "text": f"{count}行"},))
    for one in twice:
        evidence = (cite(view.assessment, HISTORY, one, "objects[0]", one.get("words")), _row(view, one))
        yield Checked(
            f"{one.get('act')} {one.get('subject')}", evidence, {"item": one.get("subject"), "day": one.get("act")}
        )


@judges("annex-lists-more")
def annex_lists_more(view: View) -> Iterator[Checked]:
    """The history lists more recipients of an annexe than the form prints."""
    counts = view.facts.get("disclosure_counts") or {}
    for one in said(view, "annexe-lists"):
        for kind, word in (("provisions", "提供"), ("transfers", "移転")):
            rows = [row for row in view.facts.get(kind) or [] if _refers(row, str(one.get("act")))]
            printed = counts.get(kind)
            if not rows or printed is None:
                continue
            head = cite(view.assessment, "Ⅱ.5", view.facts.get("document") or {}, f"disclosure_counts.{kind}")
            evidence = ({**head, "text": f"{word} {printed} 件"}, _row(view, one))
            listed = len(one.get("objects") or [])
            fault = {"annex": one.get("act"), "listed": listed, "what": word, "printed": printed}
            yield Checked(f"{word} {one.get('act')}", evidence, fault if listed > printed else None)


def _refers(row: Mapping[str, Any], annexe: str) -> bool:
    """Whether a row of the form refers to an annexe for its recipients (別紙2; not 別紙21)."""
    return bool(re.search(rf"{re.escape(_pressed(annexe))}(?!\d)", _pressed(row.get("recipient"))))
