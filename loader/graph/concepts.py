"""Concepts: what several fields name, and which of them are identifiers of one person."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

import yaml
from bangolin.loader.names.plain import plain

MY_NUMBER = "個人番号"
LAW_CODE = "符号"


@dataclass(frozen=True)
class Concept:
    """One concept of ``data/reference/concepts.yaml``; ``rank`` is how close it is to the number (0: the number)."""

    name: str
    identifier: bool
    rank: int
    names: tuple[str, ...]
    contains: tuple[str, ...]
    without: tuple[str, ...]

    def is_named_by(self, text: str) -> bool:
        """Whether a plain text is this concept or names it among others."""
        if text == plain(self.name) or text in self.names:
            return True
        left = text
        for word in self.without:
            left = left.replace(word, "")
        return any(word in left for word in self.contains)


@functools.cache
def concepts() -> tuple[Concept, ...]:
    """All concepts, in the order of the list."""
    rows = yaml.safe_load((resources.files("bangolin.data.reference") / "concepts.yaml").read_text(encoding="utf-8"))
    return tuple(
        Concept(
            row["name"],
            row["identifier"],
            row["rank"],
            tuple(map(plain, row["names"])),
            tuple(map(plain, row["contains"])),
            tuple(map(plain, row.get("not", ()))),
        )
        for row in rows
    )


def concept_listed(name: str) -> Concept | None:
    """The listed concept of that name."""
    return next((concept for concept in concepts() if concept.name == name), None)


def concept_named(name: str) -> str:
    """The concept that a name is, in full; a name on no list is a concept of its own."""
    text = plain(name)
    for concept in concepts():
        if text == plain(concept.name) or text in concept.names:
            return concept.name
    return text


def concepts_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Concepts that texts name, in the order of the list, each once."""
    words = [plain(text) for text in texts if text]
    return tuple(concept.name for concept in concepts() if any(concept.is_named_by(word) for word in words))


def are_identifiers(texts: Iterable[str]) -> bool:
    """Whether all of the texts are identifiers in full, and there is one."""
    listed = [concept_listed(concept_named(text)) for text in texts]
    return bool(listed) and all(concept is not None and concept.identifier for concept in listed)


def names_my_number(texts: Iterable[str]) -> bool:
    """Whether some text names the 個人番号 as what is there."""
    return MY_NUMBER in concepts_in(texts)
