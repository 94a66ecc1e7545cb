"""All words that people read, in Japanese and English, as data: `text('ja', 'answer.reaches')`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("ja", "en")


@cache
def texts(language: str) -> Mapping[str, str]:
    """All texts of a language by dotted key."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}; there are {', '.join(LANGUAGES)}")
    loaded = yaml.safe_load(files(__package__).joinpath(f"{language}.yaml").read_text(encoding="utf-8"))
    return dict(_flat(loaded, ""))


def text(language: str, key: str, **values: object) -> str:
    """One text with its values put in. Raises KeyError for a key that nobody wrote."""
    return texts(language)[key].format_map(values) if values else texts(language)[key]


def word(language: str, group: str, value: str | None) -> str:
    """The word for a value from a closed list (`word('ja', 'kind', 'delegation')`); the value itself where unknown."""
    return texts(language).get(f"{group}.{value}", value or "")


def disclaimer(language: str) -> str:
    """The sentence that every screen and every export carries."""
    return text(language, "disclaimer")


def _flat(value: Any, prefix: str) -> list[tuple[str, str]]:
    if not isinstance(value, dict):
        return [(prefix, str(value))]
    return [pair for key, inner in value.items() for pair in _flat(inner, f"{prefix}.{key}" if prefix else str(key))]
