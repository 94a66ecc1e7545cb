"""Moves that II-3, II-6 and III tell in passing, beside the steps of 別添1 and the functions of I-2.

These parts speak of measures, not of steps, so little of what a verb says there is a move. Read are hops whose sender is
printed beside the verb or in the heading (〇〇における措置) and whose ends the document or the law names elsewhere too. They
are `uncertain`: they keep a way from being overlooked, and do not say that the number goes along; only where the number
itself is what is moved are they `derived`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bangolin.loader.facts.records import Confidence, Evidence, Facts, Flow
from bangolin.loader.names.reference import national
from bangolin.loader.narrative.passages import Passage
from bangolin.loader.narrative.words import alternatives, declared, fold, words

SECTIONS = ("II", "II-3", "II-6", "III")
REASON = "told outside the steps of 別添1 and I-2"
# Who asks and who answers over 情報提供ネットワークシステム (番号法第2条第14項, 第19条第8号), and whose number it is.
NUMBER = re.compile(r"(?:個人番号|マイナンバー)(?!カード|利用事務|関係事務)")
OWNED = re.compile(r"[^の]{2,}の[^の]{4,}$")
LAW_ROLES = ("情報照会者", "情報提供者", "本人", "代理人")


def told_beside(found: Iterable[Passage]) -> list[Passage]:
    """The passages of ``SECTIONS``. A torn page prints the values of II-3 before its heading: II-1 and 2 tell no moves."""
    return [
        replace(one, section="II-3" if one.section == "II" else one.section) for one in found if one.section in SECTIONS
    ]


def told_in_passing(candidates: Iterable[Flow], steps: Sequence[Flow], facts: Facts) -> list[Flow]:
    """One flow for each pair of ends that the steps do not tell, or tell without the number. ``candidates``: flows read
    from ``SECTIONS``.
    """
    named = _named(steps, facts)
    pairs = {(_ends(flow), bool(flow.carries_my_number)) for flow in steps}
    pairs |= {(ends, False) for ends, _ in tuple(pairs)}
    acts = re.compile(f"(?:{alternatives(declared('narrative_sections')['acts'])})$")
    out: list[Flow] = []
    for flow in candidates:
        ends, number = _ends(flow), _moves_number(flow)
        moved = [one for one in flow.data if not acts.search(fold(one))]
        said = _stated(flow) or (number and flow.section == "II-3")
        if (ends, number) in pairs or not moved or not said or not named.issuperset(ends) or ends[0] == ends[1]:
            continue
        pairs |= {(ends, number), (ends, False)}
        sure: Confidence = "derived" if number else "uncertain"
        out.append(replace(flow, evidence={path: _unsure(one, sure) for path, one in flow.evidence.items()}))
    return out


def _moves_number(flow: Flow) -> bool:
    """Whether the number itself is what is moved, or asked for (個人番号の確認)."""
    return flow.carries_my_number is True and any(NUMBER.search(fold(name)) for name in flow.data)


def _ends(flow: Flow) -> tuple[str, str]:
    return fold(flow.source or ""), fold(flow.target or "")


def _stated(flow: Flow) -> bool:
    """Whether the sender is printed beside its verb."""
    source = flow.evidence.get("source")
    return source is not None and source.confidence == "certain"


def _unsure(one: Evidence, confidence: Confidence) -> Evidence:
    return replace(one, confidence=confidence, reason=REASON)


def _named(steps: Sequence[Flow], facts: Facts) -> set[str]:
    """Names that the form's items, the steps and the law use."""
    names: list[str | None] = [
        *LAW_ROLES,
        *(name for name, one in national().items() if one.kind in ("System", "Network")),
    ]
    for system in facts.systems:
        names += [system.name, *system.aliases, *system.other_connections]
    names += [*words().assessor_words, *(end for flow in steps for end in (flow.source, flow.target))]
    names += [name.split("の", 1)[1] for name in tuple(names) if name and OWNED.match(name)]
    names += [name for entry in facts.acquisition for source in entry.sources for name in source.names]
    names += [name for delegation in facts.delegations for name in delegation.contractors]
    return {fold(name) for name in names if name}
