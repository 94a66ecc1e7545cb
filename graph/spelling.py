"""The one spelling in which names are compared, where they are loaded and where they are asked for."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from importlib import resources

import yaml

_DASHES = str.maketrans({"−": "-", "―": "-", "‐": "-", "–": "-", "—": "-", "･": "・"})


@functools.lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """NFKC, no blanks, one sign for dashes and middle dots, サーバ written サーバー."""
    squeezed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(_DASHES)
    return re.sub(r"サーバ(?!ー)", "サーバー", squeezed)


@functools.cache
def company_forms() -> tuple[str, ...]:
    """Company forms (``data/reference/bodies.yaml``), plain, the longest first."""
    text = (resources.files("bangolin.data.reference") / "bodies.yaml").read_text(encoding="utf-8")
    forms = map(plain, yaml.safe_load(text)["company_forms"])
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def without_form(name: str) -> str:
    """The plain name of a legal body without its company form in front or at the end."""
    text = plain(name)
    for form in company_forms():
        if text.startswith(form) and len(text) > len(form):
            return text[len(form) :]
        if text.endswith(form) and len(text) > len(form):
            return text[: -len(form)]
    return text


def spellings(names: Iterable[str], body: str = "") -> frozenset[str]:
    """All spellings under which a place is found: plain, without company form, and without the assessing body's own
    name in front; without regard to case.
    """
    found: set[str] = set()
    own = plain(body).casefold()
    for name in names:
        both = {plain(name).casefold(), without_form(name).casefold()}
        found |= both
        if own:
            found |= {one.removeprefix(own).removeprefix("の") for one in both if one.startswith(own)}
    return frozenset(one for one in found if one)
