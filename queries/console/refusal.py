"""How the console refuses a statement: which word, and how to ask instead."""

from __future__ import annotations


class QueryRefused(ValueError):  # noqa: N818 - the name of the contract: it is an answer, not a failure
    """The console does not run this statement (exit code 2); ``word`` is the word that stopped it."""

    def __init__(self, word: str, japanese: str, english: str) -> None:
        super().__init__(f"「{word}」は使えません。{japanese} / {word!r} is refused: {english}")
        self.word = word
        self.japanese = japanese
        self.english = english
