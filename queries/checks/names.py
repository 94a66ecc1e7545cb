"""Names in checks: what a name is compared as, which names are one thing, and what a name tells of its kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

ENDS_LIKE_SYSTEM = re.compile(r"(?:システム|サーバー?|端末|データベース|ＤＢ|DB|プラットフォーム|PC)(?:等)?$")
ENDS_LIKE_NETWORK = re.compile(r"(?:ネットワーク|NW|網|回線|LAN|専用線|VPN)(?:等)?$")
TERMINAL = re.compile(r"(?:端末|PC|クライアント)(?:等)?$")
PORTABLE = re.compile(r"フラッシュ|USB|媒体|紙|書面|郵送|手渡|持参|窓口|帳票|CD|DVD|MO")
STANDS_FOR = {
    "宛名": "宛名システム等",
    "税": "税務システム",
    "住民基本台帳": "既存住民基本台帳システム",
    "住基システム": "既存住民基本台帳システム",
    "住民記録": "既存住民基本台帳システム",
}
"""The boxes of ③ that stand for a system by a word of its name."""


def stands_for(name: object) -> str | None:
    """The box of ③他のシステムとの接続 that stands for a system by a word of its name."""
    return next((box for word, box in STANDS_FOR.items() if word in plain(name)), None)


def plain(name: object) -> str:
    """A name for comparing: NFKC, no blanks, no brackets, no 等 and no long-vowel mark at its end."""
    return _plain(str(name or ""))


@lru_cache(maxsize=50_000)
def _plain(name: str) -> str:
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))
    bare = re.sub(r"\([^()]*\)", "", folded) or folded
    return bare.removesuffix("等").removesuffix("ー")


def one_thing(facts: Mapping[str, Any], name: object) -> set[str]:
    """A name with all that the document calls the same thing (same_as, aliases of I-2)."""
    known = {plain(name)}
    groups = [list(row.get("names") or []) for row in facts.get("same_as") or []]
    groups += [[row.get("name"), *(row.get("aliases") or [])] for row in facts.get("systems") or []]
    for _ in range(2):
        for group in groups:
            names = {plain(one) for one in group if one}
            if names & known:
                known |= names
    return {one for one in known if one}


def within(facts: Mapping[str, Any], name: object) -> set[str]:
    """A name with its other names and with all that it is part of."""
    known = one_thing(facts, name)
    for _ in range(2):
        for row in facts.get("parts") or []:
            if plain(row.get("part")) in known:
                known |= one_thing(facts, row.get("whole"))
    return known


def covered(facts: Mapping[str, Any], name: object, listed: Iterable[object]) -> bool:
    """Whether a name is one of the listed, a part of one, or begins or ends with one (基幹システム, 基幹システム専用端末)."""
    return agrees(within(facts, name), {one for each in listed for one in one_thing(facts, each)})


def agrees(own: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of the names is, or begins or ends with, one of the others, or ends one of them (compared as plain)."""
    known = tuple(others)
    return any(a == b or a.startswith(b) or a.endswith(b) or b.endswith(a) for a in own for b in known)


def like_system(name: object) -> bool:
    """Whether a name ends like that of a system, server or terminal."""
    return bool(ENDS_LIKE_SYSTEM.search(plain(name)) or ENDS_LIKE_SYSTEM.search(plain(name) + "ー"))


def like_network(name: object) -> bool:
    """Whether a name ends like that of a network or line."""
    return bool(ENDS_LIKE_NETWORK.search(plain(name)))


def online(medium: object) -> bool:
    """Whether a medium is stated and is no paper and nothing that is carried."""
    return bool(medium) and not PORTABLE.search(unicodedata.normalize("NFKC", str(medium)))


def longest_common(one: str, other: str) -> int:
    """The length of the longest run of characters that both have."""
    best, row = 0, [0] * (len(other) + 1)
    for sign in one:
        before = 0
        for at, character in enumerate(other, start=1):
            before, row[at] = row[at], before + 1 if sign == character else 0
            best = max(best, row[at])
    return best
