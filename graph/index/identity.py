"""Ids of flows as numbers: ``kind-`` and 14 hexadecimal digits fit into 64 bits, in the same order as the texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from bangolin.graph.index.codes import BY_NAME, NAMES
from numpy.typing import NDArray

DIGITS = 14
_BITS = np.uint64(4 * DIGITS)
_RANKS = {name: int(rank) for name, rank in zip(NAMES, BY_NAME, strict=True)}
_RANKED = {rank: name for name, rank in _RANKS.items()}


def number_of(flow_id: str) -> int:
    """The number of a flow's id. Raises ValueError where it is not written as rules write it."""
    kind, _, digits = flow_id.rpartition("-")
    if kind not in _RANKS or len(digits) != DIGITS:
        raise ValueError(f"not the id of a flow: {flow_id!r}")
    return _RANKS[kind] << int(_BITS) | int(digits, 16)


def id_of(number: int) -> str:
    """The id of a flow from its number."""
    return f"{_RANKED[number >> int(_BITS)]}-{number & ((1 << int(_BITS)) - 1):0{DIGITS}x}"


def numbers_of(ids: Sequence[str]) -> NDArray[np.uint64]:
    """The numbers of many ids."""
    return np.fromiter((number_of(one) for one in ids), np.uint64, len(ids))
