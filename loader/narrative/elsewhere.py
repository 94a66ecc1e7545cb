"""Moves that II-3, II-6 and III tell in passing, beside the steps of 別添1 and the functions of I-2.

These parts speak of measures, not of steps, so little of what a verb says there is a move. Read are hops whose sender is
printed beside the verb and whose ends the document names elsewhere too; every one is `uncertain`: it keeps a way from
being overlooked, and never says that the number goes along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bangolin.loader.facts.records import Evidence, Facts, Flow
from bangolin.loader.narrative.words import alternatives, declared, fold

SECTIONS = ("II-3", "II-6", "III")
REASON = "told outside the steps of 別添1 and I-2"


def told_in_passing(candidates: Iterable[Flow], steps: Sequence[Flow], facts: Facts) -> list[Flow]:
    """One flow for each pair of ends that the steps do not tell. ``candidates``: flows read from ``SECTIONS``."""
    named = _named(steps, facts)
    pairs = {_ends(flow) for flow in steps}
    acts = re.compile(f"(?:{alternatives(declared('narrative_sections')['acts'])})$")
    out: list[Flow] = []
    for flow in candidates:
        ends = _ends(flow)
        moved = [one for one in flow.data if not acts.search(fold(one))]
        if ends in pairs or not moved or not _stated(flow) or not named.issuperset(ends) or ends[0] == ends[1]:
            continue
        pairs.add(ends)
        out.append(replace(flow, evidence={path: _unsure(one) for path, one in flow.evidence.items()}))
    return out


def _ends(flow: Flow) -> tuple[str, str]:
    return fold(flow.source or ""), fold(flow.target or "")


def _stated(flow: Flow) -> bool:
    """Whether the sender is printed beside its verb."""
    source = flow.evidence.get("source")
    return source is not None and source.confidence == "certain"


def _unsure(one: Evidence) -> Evidence:
    return replace(one, confidence="uncertain", reason=REASON)


def _named(steps: Sequence[Flow], facts: Facts) -> set[str]:
    """Names that the form's items and the steps use."""
    names = [name for system in facts.systems for name in (system.name, *system.aliases)]
    names += [name for flow in steps for name in (flow.source, flow.target)]
    names += [name for entry in facts.acquisition for source in entry.sources for name in source.names]
    names += [name for delegation in facts.delegations for name in delegation.contractors]
    return {fold(name) for name in names if name}
