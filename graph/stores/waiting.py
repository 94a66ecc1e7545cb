"""Waiting for a statement no longer than it may run: one that does not end is left to itself in a thread of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from bangolin.graph.stores.problems import StoreTimeoutError

T = TypeVar("T")
GRACE = 0.7
"""Seconds after its limit in which the store may still say that it stopped a statement."""


class Waiting(Generic[T]):
    """One statement that may run ``seconds``; ``begin`` is called when it is sent, again where it is sent again."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._begun: float | None = None
        self._left = False
        self._done = threading.Event()
        self._value: list[T] = []
        self._error: BaseException | None = None

    def begin(self) -> None:
        """Its time counts from now. Raises StoreTimeoutError where nobody waits for it any more."""
        if self._left:
            raise too_long()
        self._begun = time.monotonic()

    def is_spent(self) -> bool:
        """Whether its time is over."""
        return self._begun is not None and time.monotonic() - self._begun >= self._seconds

    def wait(self, work: Callable[[], T], stop: Callable[[], None]) -> T:
        """What ``work`` returns or raises; StoreTimeoutError where it goes on after its time.

        ``stop`` is called once when its time is over, to stop it where it runs.
        """
        threading.Thread(target=self._run, args=(work,), daemon=True).start()
        stopped = False
        while not self._done.wait(self._remaining(0.0 if not stopped else GRACE)):
            if self.is_spent() and not stopped:
                stopped = True
                threading.Thread(target=stop, daemon=True).start()
            elif stopped and self._remaining(GRACE) <= 0:
                self._left = True
                raise too_long()
        if self._error is not None:
            raise self._error
        return self._value[0]

    def _remaining(self, more: float) -> float:
        if self._begun is None:
            return 0.05
        return max(0.0, self._begun + self._seconds + more - time.monotonic())

    def _run(self, work: Callable[[], T]) -> None:
        try:
            self._value.append(work())
        except BaseException as error:
            self._error = error
        finally:
            self._done.set()


def too_long() -> StoreTimeoutError:
    """The sentence for a statement that ran longer than its limit."""
    return StoreTimeoutError(
        "問い合わせが制限時間を超えたため止めました。対象を絞ってください。",
        "The statement ran longer than its limit and was stopped; ask for less.",
    )
