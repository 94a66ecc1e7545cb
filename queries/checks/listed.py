"""Systems of the steps that I-2 does not list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.names import agrees, one_thing, plain, stands_for, within
from bangolin.queries.checks.rule import Checked, View, judges

NOBODY_IN_PARTICULAR = re.compile(
    r"^(?:既存|各|他|当該|全国|市区町村|市町村|区市町村|団体|業務システム$|情報システム$|(?:業務|専用|受信|送信|管理)?サーバー?$)|の"
)
LISTABLE = re.compile(r"(?P<kind>システム|サーバー?|プラットフォーム)(?:等)?$")
"""What I-2 lists: systems and servers; terminals, by which one is used, it does not ask for."""
NATIONAL = re.compile(
    r"^(?:附票)?(?:全国|都道府県)サーバー?$|個人番号カード(?:管理|交付)|証明書交付センター|サービス検索・電子申請|マイナポータル"
    r"|口座(?:情報)?登録システム|住民基本台帳ネットワーク"
)
OTHER_BODY = re.compile(r"[(（][^()（）]*(?:庁|省|機構|連合会|広域連合|基金|会社)[)）]$")
BRACKETED = re.compile(r"(?P<before>.*)[(（](?P<inside>[^()（）]+)[)）](?P<behind>.*)")
SHARED_SCOPES = ("jp/", "pref:", "org/")
STEM = 4
"""Signs before its kind that two systems share to count as one under two names."""


@judges("system-not-listed")
def system_not_listed(view: View) -> Iterator[Checked]:
    """A system of the assessor that sends or receives data by a step, but is not listed in I-2.

    Not asked of terminals, of national and shared systems, of other bodies' systems, of what a box of ③ stands for, of nobody's in
    particular, and of the inner servers of a system that only its own functions name.
    """
    ends: dict[str, list[tuple[Mapping[str, Any], str]]] = {}
    for flow in view.facts.get("flows") or []:
        for end in ("source", "target"):
            if LISTABLE.search(plain(flow.get(end))) and not NOBODY_IN_PARTICULAR.search(plain(flow.get(end))):
                ends.setdefault(plain(flow[end]), []).append((flow, end))
    known = sorted({one for name in _known(view.facts) for one in one_thing(view.facts, name)})
    foreign = _foreign(view)
    for key, told in ends.items():
        flow, end = told[0]
        names = within(view.facts, flow[end])
        other = names & foreign or OTHER_BODY.search(str(flow[end])) or NATIONAL.search(key)
        expected = not (other or stands_for(key) or _inner(view.facts, key, told))
        side = cite(view.assessment, str(flow.get("section") or ""), flow, end, flow[end])
        evidence = (side, *last_listed(view))
        fault = {"name": flow[end]}
        listed = any(_listed(view.facts, name, known) for name in _written(str(flow[end])))
        yield Checked(str(flow[end]), evidence, fault if expected and not listed else None)


def last_listed(view: View) -> tuple[dict[str, Any], ...]:
    """The last system of the list in I-2, behind which one that is missing would stand; none where nothing is listed."""
    rows = (view.facts.get("systems") or [])[-1:]
    return tuple(
        cite(view.assessment, f"Ⅰ.2.システム{row.get('ordinal')}", row, "name", row.get("name")) for row in rows
    )


def _written(name: str) -> tuple[str, ...]:
    """A name, and what it is with the words in its brackets in place of those before: A(B)システム, Bシステム."""
    found = BRACKETED.fullmatch(name)
    return (plain(name), plain(found["inside"] + found["behind"])) if found and found["behind"] else (plain(name),)


def _known(facts: Mapping[str, Any]) -> list[str]:
    """All that I-2 names: systems, their other names, and what ③ connects them to."""
    keys = ("aliases", "other_connections", "connections")
    rows = facts.get("systems") or []
    return [
        str(name)
        for row in rows
        for name in (row.get("name"), *(n for key in keys for n in row.get(key) or []))
        if name
    ]


def _listed(facts: Mapping[str, Any], key: str, known: list[str]) -> bool:
    """Whether I-2 names it: as it is, by part of its name, as a part, or with a word more in the middle."""
    if agrees(within(facts, key), known):
        return True
    kind = LISTABLE.search(key)
    stem = len(kind["kind"]) if kind else 0
    for name in known:
        same = kind and name.endswith(kind["kind"]) and len(name) - stem >= STEM
        if same and key.startswith(name[: len(name) - stem]):
            return True
    return False


def _foreign(view: View) -> set[str]:
    """The names of places that are national, shared or another body's."""
    rows = view.names.items()
    return {plain(row.get("name")) for key, row in rows if row.get("outside") or key.startswith(SHARED_SCOPES)}


def _inner(facts: Mapping[str, Any], key: str, told: list[tuple[Mapping[str, Any], str]]) -> bool:
    """Whether only functions of one listed system name it, as what that system hands to: a server inside of it."""
    listed = {name for row in facts.get("systems") or [] for name in one_thing(facts, row.get("name"))}
    others = {plain(flow.get("target" if end == "source" else "source")) for flow, end in told}
    inside = all(flow.get("section") == "I-2" for flow, _ in told)
    return inside and "サーバ" in key and len(others) == 1 and others <= listed
