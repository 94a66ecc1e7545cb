"""Rule ``step``: source → target of a stated step, both ways where the step says so."""

from __future__ import annotations

from dataclasses import replace

from bangolin.loader.facts.records import Flow
from bangolin.loader.graph.cite import Citation, confidence, section_item
from bangolin.loader.graph.concepts import MY_NUMBER, are_identifiers, concepts_in
from bangolin.loader.graph.draft import Draft, settled
from bangolin.loader.graph.reading import Reading, moves_money, split_media
from bangolin.loader.graph.statements import step_key

_NUMBER = {True: "yes", False: "no", None: "not stated"}


def steps(reading: Reading) -> list[Draft]:
    """Flows of every step that names both ends."""
    found: list[Draft] = []
    for flow in reading.facts.flows:
        if flow.source and flow.target:
            draft = _draft(reading, flow)
            found.append(settled(draft))
            if flow.bidirectional:
                back = replace(draft, source=draft.target, target=draft.source)
                found.append(settled(replace(back, strength=_strength(reading, flow, flow.target))))
    return found


def _draft(reading: Reading, flow: Flow) -> Draft:
    source = reading.place(flow.source or "", reading.cited(flow, "source"))
    target = reading.place(flow.target or "", reading.cited(flow, "target"))
    carried = concepts_in(flow.data)
    if flow.carries_my_number is False:
        carried = tuple(name for name in carried if name != MY_NUMBER)
    elif flow.carries_my_number and MY_NUMBER not in carried:
        carried = (MY_NUMBER, *carried)
    return Draft(
        kind="step",
        source=source,
        target=target,
        strength=_strength(reading, flow, flow.source or ""),
        citations=_citations(reading, flow),
        my_number=_NUMBER[flow.carries_my_number],
        carries=carried,
        data=flow.data,
        media=split_media(flow.medium),
        confidence=confidence(flow, "source", "target", "carries_my_number"),
        walked=not moves_money(flow),
        exact=are_identifiers(flow.data),
        label=flow.step or "",
        statement=step_key(reading, flow),
    )


def _strength(reading: Reading, flow: Flow, source: str) -> str:
    if flow.carries_my_number is not None:
        return "named" if flow.carries_my_number else "barred"
    return "data" if flow.data and not reading.names.is_assessor(source) else "link"


def _citations(reading: Reading, flow: Flow) -> tuple[Citation, ...]:
    words = " → ".join(part for part in (flow.source, flow.target) if part)
    named = next((path for path in ("data[0]", "target", "source", "medium") if path in flow.evidence), None)
    where = reading.cited(flow, named) if named else reading.cited(flow)
    if not where["text"]:
        where = {**where, "text": f"{words}: {'、'.join(flow.data)}"[:80] if flow.data else words}
    if "carries_my_number" in flow.evidence:
        return (where, reading.cited(flow, "carries_my_number"))
    if flow.mynumber_line and flow.mynumber_line != where["line"]:
        item = section_item(flow.section, flow.step)
        return (where, reading.citer.line(flow.mynumber_line, item, None))
    return (where,)
