"""Who is asking, and what each role may do; checked where things are done, below pages and commands."""

from __future__ import annotations

import getpass
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Role = Literal["viewer", "analyst", "administrator"]
ROLES: tuple[Role, ...] = ("viewer", "analyst", "administrator")
"""Each role may do what those before it may."""

RIGHTS: Mapping[str, Role] = {
    "ask": "viewer",
    "query": "analyst",
    "export": "analyst",
    "decide": "analyst",
    "load": "administrator",
    "remove": "administrator",
    "keep": "administrator",
}
"""The least role that may ask questions, type queries, take files away, decide (correct, accept), load and read
documents, remove editions, and keep the store (backup, restore, decisions in and out)."""


@dataclass(frozen=True)
class Person:
    """Somebody who asks: a name for the record, a role, and until when that is good (seconds of ``time.time``)."""

    name: str
    role: Role
    until: float | None = None

    def may(self, right: str) -> bool:
        """Whether the role has a right of ``RIGHTS``. KeyError for a right that nobody declared."""
        return ROLES.index(self.role) >= ROLES.index(RIGHTS[right])


class NotAllowedError(ValueError):
    """A person may not do that; the message is the sentence that the user sees (exit code 2)."""

    def __init__(self, japanese: str, english: str) -> None:
        super().__init__(f"{japanese} / {english}")
        self.japanese = japanese
        self.english = english


def require(person: Person, right: str) -> None:
    """Raise NotAllowedError where a person's role lacks a right, or the sign-in is no longer good."""
    if person.until is not None and time.time() >= person.until:
        raise NotAllowedError(
            "サインインの有効期限が切れました。もう一度サインインしてください。",
            "the sign-in has expired: sign in again.",
        )
    if not person.may(right):
        raise NotAllowedError(
            f"この操作（{right}）には {RIGHTS[right]} の役割が必要です。今の役割は {person.role} です。",
            f"this ({right}) takes the role {RIGHTS[right]}; yours is {person.role}.",
        )


def local_person() -> Person:
    """The user of this machine's account, who owns the store's folder and may do everything with it."""
    return Person(getpass.getuser(), "administrator")
