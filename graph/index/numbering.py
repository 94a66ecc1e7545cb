"""Numbers of places, texts, media, bands and identifiers while blocks are taken; what is known keeps its number."""

from __future__ import annotations

from dataclasses import dataclass, field

from bangolin.graph.index.texts import Texts, extended, texts

Media = tuple[str, ...]
MOST_NAMES = 65_535


@dataclass
class Growing:
    """Texts with numbers, and fresh ones behind them."""

    known: Texts = field(default_factory=lambda: texts(()))
    fresh: dict[str, int] = field(default_factory=dict)

    def number(self, text: str) -> int:
        """The number of a text."""
        if text in self.fresh:
            return self.fresh[text]
        found = self.known.number(text) if len(self.known) else None
        if found is None:
            found = self.fresh[text] = len(self.known) + len(self.fresh)
        return found

    def finished(self) -> Texts:
        """All texts by number."""
        return extended(self.known, list(self.fresh))


def _blank() -> Growing:
    return Growing(fresh={"": 0})


@dataclass
class Numbering:
    """What is numbered so far. Of media, texts and bands number 0 stands for none. ``said``, ``items``: texts of flows and
    of files (graph/index/said.py); ``names``: of files and of those who have a part in chains, as printed.
    """

    places: Growing = field(default_factory=Growing)
    said: Growing = field(default_factory=_blank)
    items: Growing = field(default_factory=_blank)
    names: Growing = field(default_factory=_blank)
    media: dict[Media, int] = field(default_factory=lambda: {(): 0})
    bands: dict[str, int] = field(default_factory=lambda: {"": 0})
    identifiers: dict[str, int] = field(default_factory=dict)

    def place(self, key: str) -> int:
        """The number of a place."""
        return self.places.number(key)

    def medium(self, media: Media) -> int:
        """The number of media and network."""
        return self.media.setdefault(media, len(self.media))

    def band(self, text: str) -> int:
        """The number of a band of people. Raises OverflowError where there are more than the form can have."""
        return _small(self.bands, text, "bands of people")

    def identifier(self, name: str) -> int:
        """The number of an identifier. Raises OverflowError where there are more than a column can hold."""
        return _small(self.identifiers, name, "identifiers")


def _small(numbers: dict[str, int], text: str, what: str) -> int:
    number = numbers.setdefault(text, len(numbers))
    if number > MOST_NAMES:
        raise OverflowError(f"more than {MOST_NAMES} {what}")
    return number
