"""Concentration: what stands behind each named body of some chains of delegation.

`queries/chained.py` counts the same in the columns of the travel index; tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bangolin.queries.bands import Band, band


def contractors_of(chains: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Concentration: by named body, behind how many assessments it stands, at which tiers, with how many whole files;
    subjects are counted once a file, by the largest band of its chains.
    """
    found: dict[str, list[tuple[Mapping[str, Any], Mapping[str, Any]]]] = {}
    for chain in chains:
        for link in chain["links"]:
            if link["named"]:
                found.setdefault(link["key"], []).append((chain, link))
    rows = [_concentration(key, pairs) for key, pairs in found.items()]
    return sorted(rows, key=lambda row: (-row["assessments"], -row["chains"], row["key"]))


def _concentration(key: str, pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> dict[str, Any]:
    bands: dict[tuple[str, str], Band] = {}
    for chain, _ in pairs:
        known = band(chain["subject_count"])
        file = (chain["assessment"], chain["file"])
        if known and (file not in bands or known.min > bands[file].min):
            bands[file] = known
    tops = [one.max for one in bands.values()]
    files = {(chain["assessment"], chain["file"]) for chain, _ in pairs}
    open_above = len(bands) < len(files) or any(top is None for top in tops)
    return {
        "key": key,
        "name": pairs[0][1]["name"],
        "assessments": len({chain["assessment"] for chain, _ in pairs}),
        "chains": len(pairs),
        "tiers": sorted({link["tier"] for _, link in pairs}),
        "whole_files": len({(c["assessment"], c["file"]) for c, link in pairs if link["scope"] == "全体"}),
        "subjects": {
            "min": sum(one.min for one in bands.values()),
            "max": None if open_above else sum(filter(None, tops)),
        },
    }
