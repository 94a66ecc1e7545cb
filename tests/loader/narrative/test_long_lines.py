"""Text without an end: brackets that never close and words that repeat cost no more than their length."""

from __future__ import annotations

import time

import pytest
from told import facts_of

SECONDS = 5.0


@pytest.mark.parametrize(
    "words",
    [
        "（" * 20000,
        "県はアクセスできない" * 1500,
        "県から市に送信し、" * 1500,
        "県の" * 5000 + "市に送信する",
        "委託区画の" * 3000,
        "県（以下「" * 3000,
    ],
)
def test_reading_takes_no_longer_than_the_text(words: str) -> None:
    started = time.process_time()
    facts_of(steps="①" + words, measures=words)
    assert time.process_time() - started < SECONDS
