"""Connections, inquiries and lines: what running text allows as the only way, against the other ways it tells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bangolin.queries.checks.cite import cite
from bangolin.queries.checks.names import (
    TERMINAL,
    covered,
    like_network,
    like_system,
    one_thing,
    online,
    plain,
)
from bangolin.queries.checks.rule import Checked, View, judges
from bangolin.queries.checks.said import quoted, said

ASSESSOR = re.compile(r"^(?:(?:当|本)(?:市|町|村|区|都|道|府|県|組合|会|機構|機関)|団体|医療保険者)$")
TUNNEL = re.compile(r"IP-?VPN|IPSEC|SSL-?VPN|インターネットVPN")
MOST_CITED = 4


def flow_cited(view: View, row: Mapping[str, Any]) -> dict[str, Any]:
    """Where a flow stands, with its two ends as words."""
    words = f"{row.get('source') or '-'} → {row.get('target') or '-'}"
    return cite(view.assessment, f"{row.get('section') or ''} {row.get('step') or ''}".strip(), row, "source", words)


@judges("inquiry-another-way")
def inquiry_another_way(view: View) -> Iterator[Checked]:
    """Inquiries are made from one place only, yet another place makes them too."""
    for one in said(view, "done-only-by"):
        act, only = str(one.get("act")), one_thing(view.facts, one.get("subject"))
        barred = {plain(name) for name in one.get("objects") or []}
        against: list[tuple[str, dict[str, Any]]] = []
        for other in said(view, "done-by"):
            name = plain(other.get("subject"))
            if other.get("act") == act and name not in only and (name in barred or TERMINAL.search(name)):
                against.append((str(other.get("subject")), quoted(view, other)))
        for flow in view.facts.get("flows") or []:
            if asking := _asking(flow, act, only, barred):
                against.append((asking, flow_cited(view, flow)))
        names = "、".join(dict.fromkeys(name for name, _ in against))
        evidence = (quoted(view, one), *_each_once(against))
        fault = {"act": act, "only": one.get("subject"), "names": names}
        yield Checked(f"{act} {one.get('subject')}", evidence, fault if against else None)


def _each_once(against: Sequence[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    """The first citations, one a line."""
    places = {(where["line"], where["page"], where["cell"]): where for _, where in reversed(against)}
    return list(reversed(places.values()))[:MOST_CITED]


def _asking(flow: Mapping[str, Any], act: str, only: set[str], barred: set[str]) -> str | None:
    """The end of a flow that makes the inquiry against the statement."""
    if not any(str(name).endswith((act, f"{act}の依頼", f"{act}依頼")) for name in flow.get("data") or []):
        return None
    source, target = flow.get("source"), flow.get("target")
    for name in (source, target):
        if plain(name) in barred:
            return str(name)
    own = plain(source)
    alone = bool(TERMINAL.search(own)) and own not in only and plain(target) not in only
    return str(source) if alone else None


@judges("connected-elsewhere")
def connected_elsewhere(view: View) -> Iterator[Checked]:
    """A system is connected to one thing only, yet a step, ③ or another sentence connects it to something else."""
    for one in said(view, "connects-only"):
        objects = one.get("objects") or []
        if not all(like_system(name) or like_network(name) for name in objects):
            continue
        networks = all(like_network(name) for name in objects)
        against = [
            pair
            for pair in (
                *_by_words(view, one, networks),
                *_by_step(view, one, networks),
                *_by_item(view, one, networks),
            )
            if not covered(view.facts, pair[0], objects)
        ]
        names = "、".join(dict.fromkeys(name for name, _ in against))
        evidence = (quoted(view, one), *_each_once(against))
        fault = {"name": one.get("subject"), "only": "、".join(objects), "others": names}
        yield Checked(f"{one.get('subject')} ({'、'.join(objects)})", evidence, fault if against else None)


Others = Iterator[tuple[str, dict[str, Any]]]


def _by_words(view: View, one: Mapping[str, Any], networks: bool) -> Others:
    """Other sentences: what it can be connected to; a direct connection of what the server is named after."""
    own = plain(one.get("subject"))
    for other in said(view, "connects-to"):
        if plain(other.get("subject")) == own and not networks:
            for name in other.get("objects") or []:
                yield str(name), quoted(view, other)
    for other in said(view, "direct-connection"):
        named = plain(other.get("subject"))
        if own.startswith(named) and own != named:
            for name in other.get("objects") or []:
                yield str(name), quoted(view, other)


def _by_step(view: View, one: Mapping[str, Any], networks: bool) -> Others:
    own = one_thing(view.facts, one.get("subject"))
    for flow in view.facts.get("flows") or []:
        ends = [flow.get("source"), flow.get("target")]
        if not any(plain(end) in own for end in ends) or not online(flow.get("medium")):
            continue
        others = [str(end) for end in ends if end and plain(end) not in own]
        others += [str(flow["medium"])] if like_network(flow.get("medium")) else []
        for name in others:
            if like_network(name) if networks else like_system(name):
                yield name, flow_cited(view, flow)


def _by_item(view: View, one: Mapping[str, Any], networks: bool) -> Others:
    """③ of I-2: its own row, and the rows of others that name it."""
    if networks:
        return
    own = one_thing(view.facts, one.get("subject"))
    for row in view.facts.get("systems") or []:
        item = f"Ⅰ.2.システム{row.get('ordinal')}.③"
        mine = plain(row.get("name")) in own
        for index, name in enumerate(row.get("other_connections") or []):
            where = cite(view.assessment, item, row, f"other_connections[{index}]", name)
            if mine:
                yield str(name), where
            elif plain(name) in own:
                yield str(row.get("name")), where


@judges("tunnel-differs")
def tunnel_differs(view: View) -> Iterator[Checked]:
    """The line to one place is protected by one kind of tunnel here and by another kind there."""
    lines, reported = list(_tunnels(view)), set[tuple[str, ...]]()
    for at, (near, far, kind, where) in enumerate(lines):
        others = [line for line in lines[at + 1 :] if line[2] != kind and _same_stretch(view, (near, far), line[:2])]
        first = next((line for line in others if tuple(sorted((kind, line[2]))) not in reported), None)
        fault = {"ends": f"{near}・{far}", "one": kind, "other": first[2]} if first else None
        reported |= {tuple(sorted((kind, first[2])))} if first else set()
        yield Checked(f"{near}・{far} {kind}", (where, *((first[3],) if first else ())), fault)


def _tunnels(view: View) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """(end, end, kind of tunnel, where) of each line that is said to run in a tunnel, each once."""
    seen: set[tuple[object, ...]] = set()
    rows = [(*_pair(row.get("between")), str(row.get("name")), row, "name") for row in view.facts.get("networks") or []]
    rows += [
        (str(row.get("subject")), str((row.get("objects") or [""])[0]), str(row.get("act")), row, "words")
        for row in said(view, "tunnel")
    ]
    for near, far, name, row, path in rows:
        found = TUNNEL.search(unicodedata.normalize("NFKC", name).upper())
        kind = re.sub("-?VPN", "-VPN", found[0]) if found else ""
        key = (frozenset((plain(near), plain(far))), kind)
        if kind and near and far and key not in seen:
            seen.add(key)
            yield near, far, kind, cite(view.assessment, "通信の記載", row, path, row.get("words") or name)


def _pair(between: object) -> tuple[str, str]:
    ends = [str(end) for end in between or []] if isinstance(between, list | tuple) else []
    return (ends[0], ends[1]) if len(ends) == 2 else ("", "")


def _same_stretch(view: View, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two pairs of ends are the same: both agree, or one agrees and the other is the assessor as a whole here
    and a thing of it there.
    """
    sides = [one_thing(view.facts, end) for end in (*one, *other)]
    for mine, theirs in (((0, 1), (2, 3)), ((0, 1), (3, 2)), ((1, 0), (2, 3)), ((1, 0), (3, 2))):
        same, rest = sides[mine[0]] & sides[theirs[0]], (sides[mine[1]], sides[theirs[1]])
        whole = [any(ASSESSOR.match(name) for name in side) for side in rest]
        if same and (rest[0] & rest[1] or whole[0] != whole[1]):
            return True
    return False
