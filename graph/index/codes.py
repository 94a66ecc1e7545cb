"""One small number a flow: its kind and its strength; and what each number costs a walk.

A *word* is one edge as the walk reads it: the vertex it leads to and its code, in 32 bits.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from bangolin.graph.schema.kinds import KINDS, STANDS, STRENGTHS
from numpy.typing import NDArray

CODE_BITS = 7
CODES = 1 << CODE_BITS
MOST_VERTICES = 1 << (32 - CODE_BITS)  # what a word can name

NAMES = tuple(kind.id for kind in KINDS)
NUMBERS = {name: number for number, name in enumerate(NAMES)}
BY_NAME = np.argsort(np.array([f"{name}-" for name in NAMES])).argsort()  # rank of each kind in the order of flow ids

BARS = STRENGTHS.index("barred")
UNWALKED = CODES // 2  # added to the code of a flow that is drawn and never walked
ENTER = 4 * NUMBERS["handover"] + STRENGTHS.index("link")  # from a place into its hub
LEAVE = UNWALKED + ENTER  # from the hub to the same place in another assessment: the hop was counted on entering

PLAIN, STILL, DATA, DATA_STILL, LINK, LINK_STILL, FREE = range(7)
"""What one hop adds: one hop; the next five also a no-move, data or link hop; FREE adds nothing."""
CLOSED, BARRED = -1, -2
"""Prices that are none: not walked at all; recorded and not walked."""


def code_of(kind: str, strength: str, walked: bool = True) -> int:
    """The code of a flow."""
    return 4 * NUMBERS[kind] + STRENGTHS.index(strength) + (0 if walked else UNWALKED)


def kind_of(code: int) -> str:
    """The kind that a code stands for."""
    return NAMES[code % UNWALKED // 4]


def strength_of(code: int) -> str:
    """The strength that a code stands for."""
    return STRENGTHS[code % 4]


def hop_of(code: int) -> int:
    """What a hop along a flow of this code adds (one of the constants above); what is not walked: PLAIN."""
    if code == LEAVE:
        return FREE
    if code >= 4 * len(NAMES) or code % 4 == BARS:
        return PLAIN
    return (PLAIN, DATA, LINK)[code % 4] + (kind_of(code) in STANDS)


HOPS: NDArray[np.uint8] = np.array([hop_of(code) for code in range(CODES)], np.uint8)


def prices(adds: NDArray[np.int64], kinds: Collection[str] | None = None) -> NDArray[np.int64]:
    """The price of every code: what its hop adds to a packed cost (``adds``, by the constants above), or CLOSED, or
    BARRED. ``kinds``: only these are walked, and handovers (None: all).
    """
    found = np.full(CODES, CLOSED, np.int64)
    for number, name in enumerate(NAMES):
        if kinds is None or name in kinds or name == "handover":
            for strength in range(3):
                found[4 * number + strength] = adds[HOPS[4 * number + strength]]
            found[4 * number + 3] = BARRED
    found[LEAVE] = adds[FREE]
    return found
