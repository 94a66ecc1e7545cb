"""Rows of statements, fields, concepts and names: everything of an edition but its flows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bangolin.graph.rows import EdgeRow, NodeRow, Value
from bangolin.loader.facts.records import Disclosure, Identifier
from bangolin.loader.graph.cite import Citation, evidence_json
from bangolin.loader.graph.concepts import concept_listed, concept_named, concepts_in
from bangolin.loader.graph.draft import Draft
from bangolin.loader.graph.reading import Reading, methods, moves_money, whole_or_part, with_kind
from bangolin.loader.graph.rules.delegation import chain
from bangolin.loader.graph.rules.denial import about, barriers, contradicting
from bangolin.loader.graph.statements import (
    acquisition_key,
    delegation_key,
    denial_key,
    digest,
    disclosure_key,
    step_key,
)
from bangolin.loader.names.roles import recipients

Row = NodeRow | EdgeRow
_BAND = {True: "再委託する", False: "再委託しない", None: ""}


def node(label: str, key: str, **properties: Value | None) -> NodeRow:
    """A node row; blank stands for what is not stated."""
    return NodeRow(label, key, {"key": key, **_filled(properties)}, place=False)


def _filled(properties: Mapping[str, Value | None]) -> dict[str, Value]:
    return {name: "" if value is None else value for name, value in properties.items()}


def edge(
    reading: Reading, type_: str, source: tuple[str, str], target: tuple[str, str], **properties: Value | None
) -> EdgeRow:
    """An edge row of this edition; its id is made from its type, ends and edition."""
    name = f"{type_}-{digest(reading.keys.edition, *source, *target)}"
    return EdgeRow(type_, name, source, target, {"id": name, "edition": reading.keys.edition, **_filled(properties)})


def _statement(
    reading: Reading, label: str, key: str, evidence: Iterable[Citation], places: Sequence[str], **props: Value | None
) -> Iterator[Row]:
    edition = reading.keys.edition
    yield node(label, key, edition=edition, evidence=evidence_json(evidence), **props)
    yield edge(reading, "STATES", ("Edition", edition), (label, key))
    for name in dict.fromkeys(places):
        place = reading.place(name)
        yield edge(reading, "ABOUT", (label, key), (place.kind, place.key))


def delegation_rows(reading: Reading) -> Iterator[Row]:
    """One ``Delegation`` a 委託事項, with its chain as JSON."""
    for position, row in enumerate(reading.facts.delegations, start=1):
        links = [
            {
                "tier": link.tier,
                "name": link.name if link.named else None,
                "place": link.place.key,
                "by": link.giver.key if link.giver else None,
                "named": link.named,
                "evidence": [link.citation],
            }
            for link in chain(reading, row, position)
        ]
        file = reading.file(row.file)
        yield from _statement(
            reading,
            "Delegation",
            delegation_key(reading, row, position),
            [reading.cited(row, "title")],
            row.contractors,
            file=file.name if file else "",
            ordinal=row.ordinal or position,
            title=row.title,
            scope=whole_or_part(row.scope),
            handlers=row.handlers,
            methods=list(methods(row)),
            contractors=list(row.contractors),
            redelegated=_BAND[row.redelegated],
            consent=row.consent,
            chain=json.dumps(links, ensure_ascii=False),
            subject_count=row.subject_count,
        )


def disclosure_rows(reading: Reading) -> Iterator[Row]:
    """``Provision`` and ``Transfer``, with their legal bases."""
    facts = reading.facts
    for kind, label, rows in (("provision", "Provision", facts.provisions), ("transfer", "Transfer", facts.transfers)):
        for position, row in enumerate(rows, start=1):
            yield from _disclosure(reading, kind, label, with_kind(row, kind), position)


def _disclosure(reading: Reading, kind: str, label: str, row: Disclosure, position: int) -> Iterator[Row]:
    key = disclosure_key(reading, kind, row, position)
    file = reading.file(row.file)
    yield from _statement(
        reading,
        label,
        key,
        [reading.cited(row, "recipient")],
        recipients(row),
        file=file.name if file else "",
        ordinal=row.ordinal or position,
        recipient=row.recipient,
        recipients=list(recipients(row)),
        legal_basis=row.legal_basis,
        purpose=row.purpose,
        information=row.information,
        subject_count=row.subject_count,
        methods=list(methods(row)),
        timing=row.timing,
        from_annex=row.from_annex,
    )
    if row.legal_basis:
        law = f"law/{digest(row.legal_basis)}"
        yield node("LegalBasis", law, name=row.legal_basis)
        yield edge(reading, "BASED_ON", (label, key), ("LegalBasis", law))


def acquisition_rows(reading: Reading) -> Iterator[Row]:
    """One ``Acquisition`` a category of sources."""
    for row in reading.facts.acquisition:
        file = reading.file(row.file)
        for source in row.sources:
            yield from _statement(
                reading,
                "Acquisition",
                acquisition_key(reading, row, source),
                [reading.cited(row, "sources[0]")],
                source.names,
                file=file.name if file else "",
                category=source.category,
                names=list(source.names),
                methods=[*row.methods, *(row.other_methods or ())],
            )


def step_rows(reading: Reading) -> Iterator[Row]:
    """One ``Step`` a hop, also of steps that name one end only."""
    number = {True: "yes", False: "no", None: "not stated"}
    for flow in reading.facts.flows:
        yield from _statement(
            reading,
            "Step",
            step_key(reading, flow),
            [reading.cited(flow)],
            [name for name in (flow.source, flow.target) if name],
            step=flow.step,
            section=flow.section,
            source=flow.source,
            target=flow.target,
            data=list(flow.data),
            medium=flow.medium,
            my_number=number[flow.carries_my_number],
            money=moves_money(flow),
        )


def denial_rows(reading: Reading, drafts: Sequence[Draft], flow_ids: Mapping[int, str]) -> Iterator[Row]:
    """One ``Denial`` each, with the ids of stated flows that say otherwise."""
    by_denial = {id(barrier.denial): barrier for barrier in barriers(reading)}
    names = {place.key: place.name for place in reading.met.values()}
    for denial in reading.facts.denials:
        barrier = by_denial.get(id(denial))
        against = [flow_ids[id(draft)] for draft in drafts if barrier and contradicting(draft, barrier)]
        places = sorted(about(reading, denial.who or ""))
        where = reading.cited(denial, "words", "who", item="否定の記載")
        yield from _statement(
            reading,
            "Denial",
            denial_key(reading, denial),
            [{**where, "text": denial.words or where["text"]}],
            [names[key] for key in places if key in names],
            who=denial.who,
            what=denial.what,
            words=denial.words,
            unconditional=bool(denial.unconditional),
            contradicted=sorted(set(against)),
        )


def measure_rows(reading: Reading) -> Iterator[Row]:
    """One ``Measure`` a risk of section III."""
    for row in reading.facts.measures:
        key = f"{reading.keys.edition}/対策/{digest(row.item)}"
        where = reading.cited(row, item="Ⅲ")
        yield from _statement(reading, "Measure", key, [where], (), item=row.item, rating=row.rating)


def said_rows(reading: Reading) -> Iterator[Row]:
    """One ``Statement`` for each statement of running text."""
    for row in reading.facts.statements:
        key = f"{reading.keys.edition}/記述/{digest(row.kind, row.subject, *row.objects, row.act, row.line, row.words)}"
        where = reading.cited(row, "words", item="本文")
        props: dict[str, Value | None] = {"kind": row.kind, "subject": row.subject, "objects": list(row.objects)}
        cites = [{**where, "text": where["text"] or row.words}]
        yield from _statement(reading, "Statement", key, cites, (), act=row.act, words=row.words, **props)


def field_rows(reading: Reading) -> Iterator[Row]:
    """``Field`` nodes of the record lists and of ticked main items, with the concepts they name."""
    seen: dict[str, int] = {}
    for item in reading.facts.record_items:
        file = reading.file(item.file)
        if file and item.name:
            where = reading.cited(item, "name", item="記録項目")
            extra = {"group": item.group, "number": item.no, "source": "list", "uncertain": "*" in item.uncertain}
            yield from _field(reading, seen, file.kind, file.key, file.name, item.name, [where], extra)
    for one in reading.facts.files:
        if one.name:
            place = reading.place(one.name)
            for index, name in enumerate((*one.main_items, *one.other_items)):
                where = reading.cited(one, f"main_items[{index}]")
                extra = {"group": "", "number": "", "source": "main", "uncertain": name in one.uncertain}
                yield from _field(reading, seen, place.kind, place.key, place.name, name, [where], extra)


def _field(
    reading: Reading,
    seen: dict[str, int],
    kind: str,
    file_key: str,
    file_name: str,
    name: str,
    cites: list[Citation],
    extra: Mapping[str, Value | None],
) -> Iterator[Row]:
    base = f"{reading.keys.edition}/項目/{digest(file_key, extra['source'], extra['group'], name)}"
    seen[base] = seen.get(base, 0) + 1
    key = base if seen[base] == 1 else f"{base}-{seen[base]}"
    evidence = evidence_json([{**where, "text": where["text"] or name} for where in cites])
    yield node("Field", key, name=name, edition=reading.keys.edition, file=file_name, evidence=evidence, **extra)
    yield edge(reading, "RECORDS", (kind, file_key), ("Field", key), evidence=evidence)
    group = str(extra["group"] or "")
    named = (concept_named(name), *concepts_in([name]), *([concept_named(group)] if group else []))
    for concept in dict.fromkeys(named):
        yield _concept(concept)
        yield edge(reading, "MEANS", ("Field", key), ("Concept", f"concept/{concept}"))


def _concept(name: str) -> NodeRow:
    listed = concept_listed(name)
    names = [name, *listed.names] if listed else [name]
    return node("Concept", f"concept/{name}", name=name, names=names, identifier=bool(listed and listed.identifier))


def structure_rows(reading: Reading) -> Iterator[Row]:
    """PART_OF, OPERATES and LINKED_TO."""
    for part in reading.facts.parts:
        if part.part and part.whole:
            one, whole = reading.place(part.part), reading.place(part.whole)
            where = evidence_json([reading.cited(part, "part", item="部分")])
            if one.key != whole.key:
                yield edge(reading, "PART_OF", (one.kind, one.key), (whole.kind, whole.key), evidence=where)
    for row in reading.facts.operators:
        if row.operator and row.of:
            who, of = reading.place(row.operator), reading.place(row.of)
            where = evidence_json([reading.cited(row, "operator", item="運用・保守")])
            yield edge(reading, "OPERATES", (who.kind, who.key), (of.kind, of.key), evidence=where)
    for identifier in reading.facts.identifiers:
        yield from _linked(reading, identifier)


def _linked(reading: Reading, row: Identifier) -> Iterator[Row]:
    if not row.name:
        return
    where = evidence_json([reading.cited(row, "name", item="識別子")])
    one = concept_named(row.name)
    for other in dict.fromkeys(concept_named(text) for text in row.linked_to):
        if other != one:
            for concept in (one, other):
                yield _concept(concept)
            held = sorted({reading.place(place).key for place in row.held_in})
            ends = ("Concept", f"concept/{one}"), ("Concept", f"concept/{other}")
            yield edge(reading, "LINKED_TO", *ends, held_in=held, evidence=where)
