"""Walking over the tokens of a statement."""

from __future__ import annotations

from collections.abc import Callable

from bangolin.queries.console.refusal import QueryRefused
from bangolin.queries.console.tokens import Token, tokens

DEPTH = 60
"""How deep expressions and sub-queries may be nested."""


class Reading:
    """A statement and the place up to which it was read."""

    def __init__(self, statement: str) -> None:
        self.statement = statement
        self.tokens = tokens(statement)
        self.at = 0
        self.last_end = 0
        self.depth = 0
        self.pluses = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def ahead(self, steps: int) -> Token:
        return self.tokens[min(self.at + steps, len(self.tokens) - 1)]

    def take(self) -> Token:
        token = self.token
        self.last_end = token.end
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def sees(self, word: str) -> bool:
        return self.token.upper == word

    def word(self, word: str) -> bool:
        """Take a keyword if it comes next."""
        if self.token.kind == "name" and self.token.upper == word:
            self.take()
            return True
        return False

    def sign(self, sign: str) -> bool:
        """Take a sign if it comes next."""
        if self.token.kind == "sign" and self.token.word == sign:
            self.take()
            return True
        return False

    def need(self, word: str) -> None:
        if not self.sees(word):
            raise self.refused(f"ここには {word} が来るはずです。", f"{word} was expected here.")
        self.take()

    def name(self) -> str:
        """A variable, label, type or property, always in backticks: so it can never be read as a keyword."""
        token = self.token
        if token.kind not in ("name", "quoted"):
            raise self.refused("ここには名前が来るはずです。", "a name was expected here.")
        self.take()
        return f"`{token.word.strip('`')}`"

    def joined(self, words: tuple[str, ...], part: Callable[[], str]) -> str:
        text = part()
        while self.token.kind == "name" and self.token.upper in words:
            text += f" {self.take().upper} {part()}"
        return text

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            raise self.refused(f"入れ子は {DEPTH} 段までです。", f"nesting goes {DEPTH} deep at most.")

    def refused(self, japanese: str, english: str, *, word: str | None = None) -> QueryRefused:
        return QueryRefused(word or self.token.word or "(end)", japanese, english)
