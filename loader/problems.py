"""Problems with an input, each one clear sentence: what, where, and what to do."""

from __future__ import annotations


class DocumentError(ValueError):
    """A document cannot be read; its message is the sentence that the user sees (exit code 3)."""

    def __init__(self, japanese: str, english: str) -> None:
        super().__init__(f"{japanese} / {english}")
        self.japanese = japanese
        self.english = english
