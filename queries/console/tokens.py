"""Cutting a Cypher statement into tokens; what cannot be one is refused, so nothing unread reaches a store."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from bangolin.queries.console.refusal import QueryRefused

Kind = Literal["name", "quoted", "text", "number", "parameter", "sign", "end"]
LENGTH = 10_000
"""Longest statement in characters."""

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<comment>//[^\r\n]*|/\*.*?\*/)
  | (?P<text>'[^'\\]*'|"[^"\\]*")
  | (?P<quoted>`[^`\\]+`)
  | (?P<number>\d+\.\d+(?:[eE][+-]?\d+)?|\d+(?![\w]))
  | (?P<parameter>\$[^\W\d]\w*)
  | (?P<name>[^\W\d]\w*)
  | (?P<sign><>|<=|>=|=~|\.\.|\|\||->|<-|[-+*/%^=<>()\[\]{},.:;|&!$])
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    """One token: ``word`` as it was written, ``upper`` for comparing keywords, ``start`` its place in the statement."""

    kind: Kind
    word: str
    start: int
    end: int

    @property
    def upper(self) -> str:
        return self.word.upper() if self.kind in ("name", "sign") else ""


def tokens(statement: str) -> list[Token]:
    """The tokens of a statement, comments and blanks left out, one of kind ``end`` last.

    Raises QueryRefused for anything that is no token, for escapes, which engines read in different ways, and for a
    statement that is too long.
    """
    if len(statement) > LENGTH:
        raise QueryRefused(
            f"{statement[:20]}…",
            f"{LENGTH} 文字までです。値はパラメーターで渡してください。",
            f"a statement has at most {LENGTH} characters; give values as parameters.",
        )
    if "\\" in statement:
        raise QueryRefused(
            "\\",
            "文字をそのまま書き、引用符は別の種類で囲んでください。",
            "write characters as they are, and a quote inside the other kind of quotes.",
        )
    hidden = next(
        (sign for sign in statement if unicodedata.category(sign) in ("Cf", "Cc") and sign not in "\t\r\n"), None
    )
    if hidden is not None:
        raise QueryRefused(
            f"U+{ord(hidden):04X}", "見えない文字を取り除いてください。", "take the invisible character out."
        )
    return _cut(statement)


def _cut(statement: str) -> list[Token]:
    found: list[Token] = []
    at = 0
    while at < len(statement):
        match = _TOKEN.match(statement, at)
        if match is None:
            raise QueryRefused(
                statement[at : at + 10],
                "ここから読めません。引用符やコメントの終わりを確かめてください。",
                "the statement cannot be read from here; check where quotes and comments end.",
            )
        kind = match.lastgroup
        if kind not in ("space", "comment"):
            found.append(Token(kind, match[0], at, match.end()))  # type: ignore[arg-type]
        at = match.end()
    return [*found, Token("end", "", at, at)]
