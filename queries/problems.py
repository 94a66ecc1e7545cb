"""Problems with a question, each one clear sentence in both languages."""

from __future__ import annotations

from collections.abc import Sequence


class QuestionError(ValueError):
    """A question cannot be asked as it stands; ``nearest`` are names that exist and look like the one asked for.
    Exit code 3 for a name that nobody has, 2 for a wrong use (``usage``).
    """

    def __init__(self, japanese: str, english: str, nearest: Sequence[str] = (), *, usage: bool = False) -> None:
        hint = f"（近い名称: {'、'.join(nearest)}）" if nearest else ""
        super().__init__(f"{japanese}{hint} / {english}")
        self.japanese = japanese + hint
        self.english = english + (f" (nearest: {', '.join(nearest)})" if nearest else "")
        self.nearest = tuple(nearest)
        self.usage = usage


def unknown(what: str, english: str, name: str, nearest: Sequence[str]) -> QuestionError:
    """Nobody has a place, field or assessment of this name."""
    return QuestionError(f"{what}「{name}」は見つかりません", f"no {english} is called {name!r}", nearest)
