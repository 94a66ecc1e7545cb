"""The vocabulary of running text, read once from ``data/reference/narrative.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

_FOLDED = str.maketrans(
    {chr(0xFF01 + offset): chr(0x21 + offset) for offset in range(94)}
    | {
        "　": " ",
        "｢": "「",
        "｣": "」",
        "､": "、",
        "｡": "。",
        "･": "・",
        "，": "、",
        "．": ".",
        "–": "-",
        "−": "-",
        "―": "-",
    }
)

# How functions of a system call the system that they are functions of.
THIS_SYSTEM = ("本システム", "当システム")


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """The text with full-width signs as ASCII, character by character: positions stay."""
    return text.translate(_FOLDED)


@dataclass(frozen=True)
class Words:
    """Endings and words by what they mean, folded; see the data file for each."""

    kinds: Mapping[str, str]  # ending -> kind of place
    heads: re.Pattern[str]
    not_places: frozenset[str]
    alone: frozenset[str]
    assessor_words: frozenset[str]
    inside_names: tuple[str, ...]
    carriers: tuple[str, ...]
    ways: tuple[str, ...]
    terminals: tuple[str, ...]
    homeward: frozenset[str]
    outward: frozenset[str]
    back: frozenset[str]
    services: frozenset[str]
    arriving: frozenset[str]
    storing: frozenset[str]
    placing: frozenset[str]
    native: frozenset[str]  # stems that need no する
    media: re.Pattern[str]
    verbs: Mapping[str, str]  # stem -> what it does
    stems: str  # the stems as one alternative of a pattern, longest first


def alternatives(words: Iterable[str]) -> str:
    """The words as alternatives of a pattern, longest first, each quoted."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def folded(words: Iterable[str]) -> tuple[str, ...]:
    """The words folded, in their order."""
    return tuple(fold(word) for word in words)


@cache
def declared(name: str) -> Mapping[str, Any]:
    """A vocabulary file of ``data/reference`` as plain values."""
    text = (files("bangolin.data") / "reference" / f"{name}.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    assert isinstance(data, dict)
    return data


@cache
def words() -> Words:
    """The vocabulary that flows are read by."""
    data = declared("narrative")
    kinds = {fold(ending): kind for kind, endings in data["places"].items() for ending in endings}
    verbs = {fold(stem): kind for kind, stems in data["verbs"].items() for stem in stems}
    return Words(
        kinds=kinds,
        heads=re.compile(f"(?:{alternatives(kinds)})$"),
        not_places=frozenset(folded(data["not_places"])),
        alone=frozenset(folded(data["alone"])),
        assessor_words=frozenset(folded(data["assessor_words"])),
        inside_names=folded(data["inside_names"]),
        carriers=folded(data["carriers"]),
        ways=folded(data["ways"]),
        terminals=folded(data["terminals"]),
        homeward=frozenset(folded(data["homeward"])),
        outward=frozenset(folded(data["outward"])),
        back=frozenset(folded(data["back"])),
        services=frozenset(folded(data["services"])),
        arriving=frozenset(folded(data["arriving"])),
        storing=frozenset(folded(data["storing"])),
        placing=frozenset(folded(data["placing"])),
        native=frozenset(folded(data["native"])),
        media=re.compile(f"(?:{alternatives(folded(data['media']))})(?!局)"),
        verbs=verbs,
        stems=alternatives(verbs),
    )
