"""One thing under two spellings or two names: what readers take for two things, and a search finds once only."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.names import like_system, plain
from bangolin.queries.checks.rule import Checked, View, judges
from bangolin.queries.checks.said import quoted, said
from bangolin.queries.checks.ways import flow_cited

MEDIUM = re.compile(r"紙|書面|電子(?:的)?(?:記録)?媒体|磁気媒体|記録媒体|フラッシュメモリ|USBメモリ|CD|DVD")
PAPER = re.compile(r"届出書|届書|届|申請書|申告書|申出書|請求書|報告書|通知書|調書|証明書|名簿")
SAME_END = 3
"""Signs at the end that the names of two papers share to be of one kind (届出書)."""
SAME_START = 2
LONGEST_PARTY = 6
MOST_CITED = 4


@judges("spelled-two-ways")
def spelled_two_ways(view: View) -> Iterator[Checked]:
    """Two names differ in one sign, or in the order of two; a record item is an identifier's name short of a sign."""
    for one in said(view, "spelled"):
        other = (one.get("objects") or [""])[0]
        evidence = (quoted(view, one), cite(view.assessment, "本文", one, "objects[0]", other))
        yield Checked(f"{one.get('subject')}・{other}", evidence, {"one": one.get("subject"), "other": other})
    items = {plain(row.get("name")): row for row in view.facts.get("record_items") or []}
    for row in view.facts.get("identifiers") or []:
        name = plain(row.get("name"))
        short = next((one for one in _shorter(name) if one in items and name not in items), None)
        sides = [cite(view.assessment, "識別子", row, "name", row.get("name"))]
        if short:
            sides.append(cite(view.assessment, "別添 特定個人情報ファイル記録項目", items[short], "name", short))
        fault = {"one": short, "other": row.get("name")} if short else None
        yield Checked(f"{name}・{short or name}", tuple(sides), fault)


def _shorter(name: str) -> list[str]:
    """A name of four signs or more without one of its inner signs."""
    return [name[:at] + name[at + 1 :] for at in range(1, len(name) - 1)] if len(name) > SAME_END else []


@judges("media-differ")
def media_differ(view: View) -> Iterator[Checked]:
    """The media on which papers of one kind are handed in are listed in two ways."""
    kinds: dict[str, list[tuple[frozenset[str], Mapping[str, Any]]]] = {}
    for one in said(view, "handed-on"):
        words = "、".join(re.sub(r"\([^()]*\)", "", str(name)) for name in one.get("objects") or [])
        media = frozenset(MEDIUM.findall(words))
        if len(media) > 1:
            kinds.setdefault(plain(one.get("subject"))[-SAME_END:], []).append((media, one))
    for kind, told in sorted(kinds.items()):
        first = told[0][0]
        others = [media for media, _ in told if media != first and len(media & first) > 1]
        evidence = tuple(quoted(view, one) for _, one in told[:MOST_CITED])
        more = sorted(set().union(*others) ^ first) if others else []
        yield Checked(kind, evidence, {"what": kind, "media": "、".join(more)} if more else None)


@judges("party-under-two-names")
def party_under_two_names(view: View) -> Iterator[Checked]:
    """Two senders of nearly one name hand the same kind of paper to the same place, and nothing says they are one."""
    told: dict[tuple[str, str], dict[str, Mapping[str, Any]]] = {}
    for flow in view.facts.get("flows") or []:
        source = plain(flow.get("source"))
        if not 1 < len(source) <= LONGEST_PARTY or like_system(source):
            continue
        for name in flow.get("data") or []:
            for paper in PAPER.findall(plain(name)):
                told.setdefault((plain(flow.get("target")), paper), {}).setdefault(source, flow)
    seen: set[tuple[str, str]] = set()
    for (target, paper), senders in sorted(told.items()):
        for one, other in itertools.combinations(sorted(senders), 2):
            if (one, other) in seen or one[:SAME_START] != other[:SAME_START]:
                continue
            seen.add((one, other))
            apart = one not in other and other not in one and not _said_to_be_one(view.facts, one, other)
            evidence = (flow_cited(view, senders[one]), flow_cited(view, senders[other]))
            fault = {"one": one, "other": other, "paper": paper, "target": target}
            yield Checked(f"{one}・{other}", evidence, fault if apart else None)


@judges("contractor-under-several-names")
def contractor_under_several_names(view: View) -> Iterator[Checked]:
    """One body stands in II-4 as contractor under several names."""
    known = {
        plain(name): key for key, row in view.names.items() for name in (row.get("name"), *(row.get("names") or []))
    }
    bodies: dict[str, dict[str, tuple[str, dict[str, Any]]]] = {}
    for row in view.facts.get("delegations") or []:
        for index, name in enumerate(row.get("contractors") or []):
            item = f"Ⅱ.4.委託事項{row.get('ordinal')}.委託先名"
            where = cite(view.assessment, item, row, f"contractors[{index}]", name)
            bodies.setdefault(known.get(plain(name), plain(name)), {}).setdefault(plain(name), (str(name), where))
    for names in bodies.values():
        ordered = sorted(names)
        fault = {"names": "、".join(names[one][0] for one in ordered)}
        evidence = tuple(names[one][1] for one in ordered[:MOST_CITED])
        yield Checked("・".join(ordered), evidence, fault if len(ordered) > 1 else None)


def _said_to_be_one(facts: Mapping[str, Any], one: str, other: str) -> bool:
    """Whether the document says in so many words that two names are one; that they are used alike says nothing."""
    groups = [row.get("names") or [] for row in facts.get("same_as") or [] if row.get("basis") != "alias"]
    return any({one, other} <= {plain(name) for name in names} for names in groups)
