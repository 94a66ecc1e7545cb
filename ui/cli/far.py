"""How far a long question is, as a bar on standard error; one that is over at once shows none."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bangolin.ui.asking import Progress


@contextmanager
def far(title: str, *, quiet: bool) -> Iterator[Progress]:
    """A function that is told how many of how many are done. ``quiet``: show nothing."""
    bars: list[Any] = []

    def told(done: int, every: int) -> None:
        if not bars and not quiet and done < every:
            from tqdm import tqdm

            bars.append(tqdm(total=every, unit="件", desc=title, file=sys.stderr))
        for bar in bars:
            bar.update(done - bar.n)

    try:
        yield told
    finally:
        for bar in bars:
            bar.close()
