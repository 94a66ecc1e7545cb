"""What steps, connections and denials say against each other."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.rule import Checked, View, judges

REMOVABLE = re.compile(r"フラッシュメモリ|USB|ＵＳＢ")
COVERING = {"宛名": "宛名システム等", "税": "税務システム", "住民基本台帳": "既存住民基本台帳システム"}
"""The boxes of ③ that stand for a system by a word of its name."""
CLOSED_WAY = re.compile(
    r"専用線|専用回線|VPN|ＶＰＮ|LGWAN|ＬＧＷＡＮ|閉域|住民基本台帳ネットワーク|総合行政ネットワーク"
)


def plain(name: object) -> str:
    """A name for comparing: NFKC, no blanks, no long-vowel mark at its end."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(name or ""))).removesuffix("ー")


def _evidence(flow: Mapping[str, Any]) -> list[dict[str, Any]]:
    said = flow.get("evidence") or []
    return list(json.loads(said) if isinstance(said, str) else said)


def _label(view: View, key: str) -> str:
    return str((view.names.get(key) or {}).get("name") or key.rsplit("/", 1)[-1])


@judges("denied-but-stated")
def denied_but_stated(view: View) -> Iterator[Checked]:
    """An unconditional denial about a place against a stated flow into it that names the number."""
    flows = {flow["id"]: flow for flow in view.flows}
    for denial in view.denials:
        if not denial.get("unconditional"):
            continue
        against = [flows[one] for one in denial.get("contradicted") or [] if one in flows]
        evidence = (*_evidence(denial)[:1], *(one for flow in against[:2] for one in _evidence(flow)[:1]))
        fault = {"who": denial.get("who"), "words": denial.get("words"), "flows": len(against)}
        yield Checked(f"{denial.get('who')} {denial.get('what')}", evidence, fault if against else None)


@judges("connection-one-sided")
def connection_one_sided(view: View) -> Iterator[Checked]:
    """System A names system B of I-2 in ③, and B names nobody like A."""
    systems = view.facts.get("systems") or []
    by_name = {plain(name): row for row in systems for name in (row.get("name"), *(row.get("aliases") or []))}
    for row in systems:
        for index, name in enumerate(row.get("other_connections") or []):
            other = by_name.get(plain(name))
            if other is None or other is row:
                continue
            own = {plain(one) for one in (row.get("name"), *(row.get("aliases") or []))}
            back = {plain(one) for one in other.get("other_connections") or []}
            covered = any(
                word in mine and label in (other.get("connections") or [])
                for word, label in COVERING.items()
                for mine in own
            )
            named = any(mine in one or one in mine for mine in own for one in back if one)
            answered = named or covered or bool(other.get("uncertain"))
            evidence = (
                cite(view.assessment, f"Ⅰ.2.システム{row.get('ordinal')}.③", row, f"other_connections[{index}]", name),
                cite(view.assessment, f"Ⅰ.2.システム{other.get('ordinal')}.③", other, "connections", other.get("name")),
            )
            yield Checked(
                f"{row.get('name')} → {other.get('name')}",
                evidence,
                None if answered else {"a": row.get("name"), "b": other.get("name")},
            )


@judges("number-on-removable-media")
def number_on_removable_media(view: View) -> Iterator[Checked]:
    """The number goes over flash memory: a step says so, or a tick for a contractor or recipient."""
    for flow in view.facts.get("flows") or []:
        medium = flow.get("medium") or ""
        if medium:
            hit = bool(REMOVABLE.search(medium)) and flow.get("carries_my_number") is True
            label = flow.get("step") or flow.get("section") or ""
            subject = f"{flow.get('source') or '-'} → {flow.get('target') or '-'} ({label})"
            section = str(flow.get("section") or "")
            data = cite(view.assessment, f"{section} {label}".strip(), flow, "carries_my_number", _data(flow))
            data["line"] = flow.get("mynumber_line") or data["line"]
            evidence = (cite(view.assessment, section, flow, "medium", medium), data)
            yield Checked(subject, evidence, {"medium": medium, "way": subject} if hit else None)
    for category, word, item in (
        ("delegations", "委託事項", "Ⅱ.4"),
        ("provisions", "提供先", "Ⅱ.5"),
        ("transfers", "移転先", "Ⅱ.5"),
    ):
        for row in view.facts.get(category) or []:
            if row.get("methods"):
                hit = "フラッシュメモリ" in row["methods"]
                subject = f"{word}{row.get('ordinal')}"
                whom = row.get("recipient") or "、".join(row.get("contractors") or [])
                path = "contractors[0]" if category == "delegations" else "recipient"
                evidence = (
                    cite(view.assessment, f"{item}.{subject}", row, "methods", "フラッシュメモリ"),
                    cite(view.assessment, f"{item}.{subject}", row, path, whom),
                )
                yield Checked(subject, evidence, {"medium": "フラッシュメモリ", "way": subject} if hit else None)


def _data(flow: Mapping[str, Any]) -> str:
    """What a step carries, as words."""
    return "、".join(str(one) for one in flow.get("data") or []) or "個人番号"


@judges("unprotected-hop")
def unprotected_hop(view: View) -> Iterator[Checked]:
    """A step out of the body that carries the number without a stated protection; persons are not the body."""
    for flow in sorted(view.flows, key=lambda one: str(one["id"])):
        leaves = not _outside(view, flow["source"]) and _outside(view, flow["target"])
        person = (view.names.get(flow["source"]) or {}).get("kind") == "PersonGroup"
        if flow.get("kind") != "step" or not leaves or person or flow.get("my_number") != "yes":
            continue
        bare = (flow.get("protection") or "not stated") == "not stated" and not _closed(flow)
        subject = f"{_label(view, flow['source'])} → {_label(view, flow['target'])} ({flow.get('label') or ''})"
        yield Checked(subject, tuple(_evidence(flow)[:1]), {"way": subject} if bare else None)


def _closed(flow: Mapping[str, Any]) -> bool:
    """Whether the way itself is one that nobody else is on: a line or a network of its own."""
    return any(CLOSED_WAY.search(str(way)) for way in (*(flow.get("media") or []), flow.get("network") or ""))


def _outside(view: View, key: str) -> bool:
    return bool((view.names.get(key) or {}).get("outside"))
