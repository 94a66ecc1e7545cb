"""Colours, shapes and line styles, as declared in styles.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

KIND_WORDS = {
    "persongroup": "person",
    "person": "person",
    "department": "department",
    "organization": "organization",
    "organisation": "organization",
    "system": "system",
    "terminal": "system",
    "file": "file",
    "site": "site",
    "network": "network",
    "contractor": "organization",
    "subcontractor": "organization",
    "recipient": "organization",
    "operator": "organization",
    "source": "organization",
}


@cache
def styles() -> Mapping[str, Any]:
    """The whole declaration."""
    loaded: Mapping[str, Any] = yaml.safe_load(files(__package__).joinpath("styles.yaml").read_text(encoding="utf-8"))
    return loaded


def kind_of(label: str | None) -> str:
    """The drawn kind of a place's kind or label; `other` for one that nobody declared."""
    return KIND_WORDS.get((label or "").replace("_", "").lower(), "other")


def kind_style(kind: str) -> Mapping[str, str]:
    """Fill, border and shape of a kind."""
    style: Mapping[str, str] = styles()["kinds"][kind]
    return style


def line_style(style: str) -> Mapping[str, Any]:
    """Colour, dash (drawn, blank, in points; empty for a full line) and width of an answer's line."""
    declared: Mapping[str, Any] = styles()["lines"][style]
    return declared


def zones() -> tuple[str, ...]:
    """Trust zones from left to right."""
    return tuple(styles()["zones"])


def answer_style(answer: str, because: str | None) -> str:
    """The line style of an answer: `reaches`, `data`, `link`, `excluded`, or `none` (which is never drawn)."""
    if answer == "no way stated":
        return "none"
    if answer in ("reaches", "excluded"):
        return answer
    return because if because in ("data", "link") else "link"


def strength_style(strength: str) -> str:
    """The line style of one hop's strength."""
    return {"named": "reaches", "data": "data", "link": "link", "barred": "excluded"}.get(strength, "link")
