"""Conditions inside a walk, as other codes and closed vertices: the rows themselves stay as they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from bangolin.graph.index.arrays import FlowArrays, Int32, UInt8, UInt32
from bangolin.graph.index.codes import CODES, NAMES, UNWALKED
from bangolin.graph.schema.kinds import STANDS

_CODE = np.uint32(CODES - 1)
_STILL = np.array([code < 4 * len(NAMES) and NAMES[code // 4] in STANDS for code in range(CODES)])


@dataclass(frozen=True)
class Conditions:
    """Conditions inside a walk. ``kinds``: only flows of these (None: all); ``media``: 1 for each number of media
    that is open (None: all); hops that are no move have no medium. ``avoid``: vertices that are not entered.
    ``codes``: what each flow is for another field than the number (uint8, in the order of the forward rows).
    """

    backward: bool = False
    across: bool = False
    kinds: Collection[str] | None = None
    media: UInt8 | None = None
    avoid: Int32 | None = None
    codes: UInt8 | None = None


def flow_positions(arrays: FlowArrays, positions: Int32, backward: bool) -> Int32:
    """Positions of flows in the forward rows, from positions in the rows that were walked."""
    return arrays.position[positions] if backward else positions


def words_for(arrays: FlowArrays, conditions: Conditions) -> UInt32:
    """The words to walk over: those of the index, or with other codes where a condition looks at flows one by one."""
    side = arrays.backward if conditions.backward else arrays.forward
    if conditions.media is None and conditions.codes is None:
        return side.words
    flows = arrays.flows
    changed = side.words.copy()
    own = changed[:flows]
    if conditions.codes is not None:
        codes = conditions.codes[arrays.position] if conditions.backward else conditions.codes
        np.bitwise_or(own & ~_CODE, codes, out=own)
    if conditions.media is not None:
        medium = arrays.medium[arrays.position] if conditions.backward else arrays.medium
        still = _STILL[own & _CODE]
        own[(conditions.media[medium] == 0) & ~still] |= np.uint32(UNWALKED)
    return changed
