"""Problems with a question, each one clear sentence in both languages."""

from __future__ import annotations

from collections.abc import Sequence


class QuestionError(ValueError):
    """A question cannot be answered as it stands."""

    def __init__(self, japanese: str, english: str) -> None:
        super().__init__(f"{japanese} / {english}")
        self.japanese = japanese
        self.english = english


class UsageError(QuestionError):
    """The options of a question do not go together (exit code 2)."""


class UnknownNameError(QuestionError):
    """Nobody has a place, field or assessment of this name (exit code 3); ``nearest`` are names that look like it."""

    def __init__(self, what: str, english: str, name: str, nearest: Sequence[str] = ()) -> None:
        near = f"（近い名称: {'、'.join(nearest)}）" if nearest else ""
        also = f" (nearest: {', '.join(nearest)})" if nearest else ""
        super().__init__(f"{what}「{name}」は見つかりません{near}", f"no {english} is called {name!r}{also}")
        self.nearest = tuple(nearest)
