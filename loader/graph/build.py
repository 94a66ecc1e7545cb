"""Facts of one document to the rows of one edition: all rules in their order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bangolin.graph.rows import EdgeRow, EditionGraph, NodeRow
from bangolin.loader.facts import Facts, facts_to_json
from bangolin.loader.graph.cite import Citer, items_by_line
from bangolin.loader.graph.concepts import LAW_CODE
from bangolin.loader.graph.contents import with_contents
from bangolin.loader.graph.draft import NOT_STATED, Draft, flow_rows
from bangolin.loader.graph.gaps import gaps, printed_and_listed
from bangolin.loader.graph.keys import edition_keys
from bangolin.loader.graph.places import place_rows
from bangolin.loader.graph.reading import Reading, file_items
from bangolin.loader.graph.rows import (
    acquisition_rows,
    delegation_rows,
    denial_rows,
    disclosure_rows,
    edge,
    field_rows,
    measure_rows,
    node,
    said_rows,
    step_rows,
    structure_rows,
)
from bangolin.loader.graph.rules.acquisition import acquisitions
from bangolin.loader.graph.rules.connection import connections
from bangolin.loader.graph.rules.delegation import delegations, meet_unnamed
from bangolin.loader.graph.rules.denial import barred, barriers
from bangolin.loader.graph.rules.disclosure import disclosures
from bangolin.loader.graph.rules.holding import holdings, uses
from bangolin.loader.graph.rules.over import overs
from bangolin.loader.graph.rules.step import steps
from bangolin.loader.graph.rules.structure import offices, operations, parts
from bangolin.loader.names.decided import NameDecision
from bangolin.loader.names.resolve import resolve

_INFORMATION_NETWORK = "jp/情報提供ネットワークシステム"
_OVER_LAW = frozenset({"step", "over", "provision", "connection"})


def build_edition(facts: Facts, joined: str | None = None, decided: Iterable[NameDecision] = ()) -> EditionGraph:
    """The rows of one edition: same facts, same rows. ``joined``: the loaded assessment that it is an edition of;
    ``decided``: what officers decided about its names.
    """
    text = facts_to_json(facts)
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = facts.document.source
    keys = edition_keys(facts, (source.digest if source else None) or digest, joined)
    citer = Citer(keys.assessment, facts.document.form)
    citer = replace(citer, lines=items_by_line(facts, citer))
    reading = Reading(facts, keys, resolve(facts, keys.assessment, decided), citer)
    reading.items = file_items(reading)
    drafts = derive(reading)
    flows = flow_rows(drafts, keys.assessment, keys.edition)
    ids = {id(draft): flow_rows([draft], keys.assessment, keys.edition) for draft in drafts}
    rows: list[NodeRow | EdgeRow] = [*_edition(reading), *_structure(reading)]
    rows += denial_rows(reading, drafts, {key: row[0].id for key, row in ids.items() if row})
    rows += place_rows(reading)
    edges = _edges([*rows, *flows])
    return EditionGraph(
        assessment=keys.assessment,
        edition=keys.edition,
        published=keys.published,
        facts_json=text,
        facts_digest=digest,
        checked=bool(source and source.checked),
        nodes=with_contents(_nodes(rows), edges),
        edges=edges,
    )


def derive(reading: Reading) -> list[Draft]:
    """All flows of an edition, by the rules in their order; denials bar the derived ones last."""
    meet_unnamed(reading)
    stepped = steps(reading)
    stated = [*stepped, *delegations(reading), *disclosures(reading)]
    derived = [
        *stated,
        *connections(reading, stated),
        *holdings(reading),
        *parts(reading),
        *offices(reading),
        *uses(reading),
        *acquisitions(reading, stepped),
        *operations(reading),
    ]
    protected = [_protected(reading, draft) for draft in derived]
    everything = [*protected, *overs(reading, protected)]
    return [_by_law(draft) for draft in barred(everything, barriers(reading))]


def _protected(reading: Reading, draft: Draft) -> Draft:
    """The flow with the network and protection that are stated between its two ends."""
    ends = {draft.source.key, draft.target.key}
    for link in reading.facts.networks:
        between = {reading.names.place(end).key for end in link.between if end}
        if len(between) == 2 and between == ends:
            return replace(draft, network=link.name or "", protection=link.protection or NOT_STATED)
    return draft


def _by_law(draft: Draft) -> Draft:
    """Over 情報提供ネットワークシステム the law uses 符号 instead of the number: noted, strength kept."""
    at_network = _INFORMATION_NETWORK in (draft.source.key, draft.target.key)
    if draft.kind not in _OVER_LAW or not at_network:
        return draft
    carries = draft.carries if LAW_CODE in draft.carries else (*draft.carries, LAW_CODE)
    return replace(draft, note="law-code", carries=carries)


def _edition(reading: Reading) -> Iterator[NodeRow | EdgeRow]:
    head, keys = reading.facts.document, reading.keys
    title = head.title or head.business or keys.assessment
    yield node(
        "Assessment", keys.assessment, name=title, body=keys.body, number=head.number, business=head.business or title
    )
    network = reading.facts.network
    yield node(
        "Edition",
        keys.edition,
        name=title,
        edition=keys.edition,
        assessment=keys.assessment,
        body=keys.body,
        business=head.business or title,
        form=head.form,
        form_edition=head.form_edition,
        published=keys.published,
        source=head.source.title if head.source else None,
        digest=head.source.digest if head.source else None,
        checked=bool(head.source and head.source.checked),
        information_network=network.information_network if network else None,
        subject_scale=head.subject_scale,
        counts=json.dumps(printed_and_listed(reading), ensure_ascii=False, sort_keys=True),
        files=json.dumps(_files(reading), ensure_ascii=False),
        gaps=json.dumps([gap.as_dict() for gap in gaps(reading)], ensure_ascii=False),
    )
    yield edge(reading, "EDITION_OF", ("Edition", keys.edition), ("Assessment", keys.assessment))
    if head.assessor:
        body = reading.place(head.assessor, reading.cited(head, "assessor", item="表紙"))
        yield edge(reading, "ASSESSED_BY", ("Edition", keys.edition), (body.kind, body.key))


def _files(reading: Reading) -> list[dict[str, object]]:
    """Files with the bands that the form asks, for head counts of subjects."""
    return [
        {
            "key": reading.place(file.name).key,
            "name": file.name,
            "subject_count": file.subject_count,
            "item_count": file.item_count,
            "evidence": [reading.cited(file, "name")],
        }
        for file in reading.facts.files
        if file.name
    ]


def _structure(reading: Reading) -> Iterator[NodeRow | EdgeRow]:
    yield from delegation_rows(reading)
    yield from disclosure_rows(reading)
    yield from acquisition_rows(reading)
    yield from step_rows(reading)
    yield from measure_rows(reading)
    yield from said_rows(reading)
    yield from field_rows(reading)
    yield from structure_rows(reading)


def _nodes(rows: Iterable[NodeRow | EdgeRow]) -> tuple[NodeRow, ...]:
    found = {(row.label, row.key): row for row in rows if isinstance(row, NodeRow)}
    return tuple(found[name] for name in sorted(found))


def _edges(rows: Sequence[NodeRow | EdgeRow]) -> tuple[EdgeRow, ...]:
    found = {(row.type, row.id): row for row in rows if isinstance(row, EdgeRow)}
    return tuple(found[name] for name in sorted(found))
