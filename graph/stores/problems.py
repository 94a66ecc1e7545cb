"""Problems with a store, each one clear sentence in both languages (exit code 4)."""

from __future__ import annotations


class StoreError(RuntimeError):
    """The store cannot be used; its message is the sentence that the user sees (exit code 4)."""

    exit_code = 4

    def __init__(self, japanese: str, english: str) -> None:
        super().__init__(f"{japanese} / {english}")
        self.japanese = japanese
        self.english = english


class StoreTimeoutError(StoreError):
    """A statement ran longer than its limit and was stopped in the store too."""


class StatementError(StoreError):
    """The store understood us but refuses the statement: wrong syntax, or a right that its user does not have."""
