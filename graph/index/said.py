"""What flows and files say, as texts that are searched as one: which of them name a field.

A text has sections, a section has words; the same text is kept once, whoever says it. A flow says what it carries
(concepts) and its data; a file says whether its list is known, the concepts and the items of it, and its ticked main items.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
from bangolin.graph.index.texts import Texts
from bangolin.graph.spelling import plain
from numpy.typing import NDArray

BETWEEN_SECTIONS, BETWEEN_WORDS = "\x1e", "\x1f"
CARRIES, DATA = 1, 2
"""Of a flow: what it carries names the field (as a concept); its data do (the field is a part of one)."""
KNOWN, LISTS, TICKED = 1, 2, 4
"""Of a file: its list is in the text; the list names the field; a ticked main item does."""
Bits = NDArray[np.uint8]
Item = tuple[str, str, bool, str]


def said_by_flow(carries: Iterable[str], data: Iterable[str]) -> str:
    """The text of a flow; blank where it carries nothing and names no data."""
    return _text(map(_clean, carries), map(plain, data))


def said_by_file(items: Iterable[Item]) -> str:
    """The text of a file from its items: (name, ``list`` or ``main``, uncertain, concept) of each; blank without any."""
    rows = list(items)
    listed = [(name, concept) for name, source, uncertain, concept in rows if source == "list" and not uncertain]
    main = [(name, concept) for name, source, uncertain, concept in rows if source == "main" and not uncertain]
    return _text(
        ["known"] if any(source == "list" for _, source, _, _ in rows) else [],
        (_clean(concept) for _, concept in listed),
        (plain(name) for name, _ in listed),
        (word for name, concept in main for word in (plain(name), _clean(concept))),
    )


def named_by_flows(said: Texts, name: str) -> Bits:
    """Of each text of flows the bits above."""
    found = np.zeros(len(said), np.uint8)
    found[_texts_with(said, _word(name), 0)] |= CARRIES
    found[_texts_with(said, plain(name), 1)] |= DATA
    return found


def recorded_by_files(items: Texts, name: str) -> Bits:
    """Of each text of files the bits above."""
    found = np.zeros(len(items), np.uint8)
    found[_texts_with(items, _word("known"), 0)] |= KNOWN
    found[_texts_with(items, _word(name), 1)] |= LISTS
    found[_texts_with(items, plain(name), 2)] |= LISTS
    for word in {_word(name), _word(plain(name))}:
        found[_texts_with(items, word, 3)] |= TICKED
    return found


def sections(text: str) -> tuple[frozenset[str], ...]:
    """The words of each section of a text of a file: whether its list is known, concepts, items, ticked main items."""
    if not text:
        return (frozenset(),) * 4
    return tuple(frozenset(part.split(BETWEEN_WORDS)) - {""} for part in text.split(BETWEEN_SECTIONS))


def _text(*sections: Iterable[str]) -> str:
    words = [sorted(set(section)) for section in sections]
    if not any(words):
        return ""
    return BETWEEN_SECTIONS.join("".join(map(_word, section)) for section in words)


def _word(text: str) -> str:
    """A word with its bounds, so that a search for it finds no longer one."""
    return f"{BETWEEN_WORDS}{_clean(text)}{BETWEEN_WORDS}"


def _clean(text: str) -> str:
    """A text without the signs that part words."""
    return text.replace(BETWEEN_SECTIONS, " ").replace(BETWEEN_WORDS, " ")


def _texts_with(texts: Texts, part: str, section: int) -> Any:
    """Numbers of the texts that have a part in one of their sections."""
    if not len(texts.letters):
        return np.empty(0, np.int64)
    letters: Any = texts.letters
    found = [one.start() for one in re.finditer(re.escape(part.encode()), memoryview(letters))]
    at = np.array(found, np.int64)
    bounds = np.flatnonzero(texts.letters == ord(BETWEEN_SECTIONS))
    number = np.searchsorted(texts.first, at, side="right") - 1
    before = np.searchsorted(bounds, at) - np.searchsorted(bounds, texts.first[number])
    return np.unique(number[before == section])
