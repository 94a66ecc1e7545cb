"""Walking over the tokens of a statement."""

from __future__ import annotations

import re
from collections.abc import Callable

from bangolin.queries.console.refusal import QueryRefused
from bangolin.queries.console.tokens import Token, tokens

_WORDS = """
    ALL ALTER AND ANY AS ASC ASCENDING BEGIN BY CALL CASE COLLECT COMMIT CONTAINS COUNT CREATE CSV CYPHER DELETE DENY
    DESC DESCENDING DETACH DISTINCT DROP ELSE ENABLE END ENDS EXISTS EXPLAIN FALSE FIELDTERMINATOR FILTER FINISH FOR
    FOREACH FROM GRANT GROUP HEADERS IN INSERT IS LET LIMIT LOAD MATCH MERGE NEXT NODETACH NONE NOT NULL OF OFFSET ON
    OPTIONAL OR ORDER PERIODIC PROFILE REDUCE REMOVE RENAME RETURN REVOKE SET SHORTEST SHOW SINGLE SKIP START STARTS
    STOP TERMINATE THEN TRANSACTIONS TRUE UNION UNWIND USE USING WHEN WHERE WITH XOR YIELD
"""
KEYWORDS = frozenset(_WORDS.split())
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
        """A variable, label, type or property; in backticks unless it is a plain word that no clause begins with.

        The embedded engine does not find the variable of ``any(x IN …)`` again where it stands in backticks.
        """
        token = self.token
        if token.kind not in ("name", "quoted"):
            raise self.refused("ここには名前が来るはずです。", "a name was expected here.")
        self.take()
        word = token.word.strip("`")
        plain = re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", word) and word.upper() not in KEYWORDS
        return word if plain else f"`{word}`"

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
