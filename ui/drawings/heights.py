"""Where the things of a column stand vertically: as near to their neighbours as the room between them allows."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

ROUNDS = 10


def settle(
    layers: Sequence[Sequence[str]],
    height: Mapping[str, float],
    beside: Mapping[str, Sequence[str]],
    gap: float,
) -> dict[str, float]:
    """Vertical centre of every thing and bend, in points; order and distances inside a column are kept."""
    centre: dict[str, float] = {}
    for layer in layers:
        at = 0.0
        for id in layer:
            centre[id] = at + height[id] / 2
            at += height[id] + gap
    for turn in range(ROUNDS):
        for layer in layers if turn % 2 == 0 else reversed(layers):
            wished = [_mean([centre[other] for other in beside.get(id, ())], centre[id]) for id in layer]
            centre.update(zip(layer, apart(wished, [height[id] for id in layer], gap), strict=True))
    top = min((centre[id] - height[id] / 2 for layer in layers for id in layer), default=0.0)
    return {id: round(value - top, 2) for id, value in centre.items()}


def apart(wished: Sequence[float], heights: Sequence[float], gap: float) -> list[float]:
    """Centres nearest to the wished ones that keep order and distance: least squares by pooling adjacent violators."""
    offsets = [0.0]
    for one, other in itertools.pairwise(heights):
        offsets.append(offsets[-1] + (one + other) / 2 + gap)
    pools: list[list[float]] = []
    for wish, offset in zip(wished, offsets, strict=False):
        pools.append([wish - offset, 1.0])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            mean, count = pools.pop()
            pools[-1] = [(pools[-1][0] * pools[-1][1] + mean * count) / (pools[-1][1] + count), pools[-1][1] + count]
    flat = [mean for mean, count in pools for _ in range(int(count))]
    return [value + offset for value, offset in zip(flat, offsets, strict=False)]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
