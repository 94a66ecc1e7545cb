"""From the items that a reader found to the facts of the contract (without the narrative).

Readers of torn text, tables, workbooks and PDFs all end here, so that one item becomes one fact in one way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bangolin.loader.facts.records import (
    Acquisition,
    Delegation,
    Disclosure,
    DisclosureCounts,
    Evidence,
    Facts,
    File,
    Head,
    Incidents,
    InformationNetwork,
    Measure,
    RecordItem,
    Retention,
    Source,
    SourceText,
    Storage,
    System,
    Use,
)
from bangolin.loader.form.definition import Form
from bangolin.loader.form.draft import Cells, Draft, tick_of
from bangolin.loader.form.entries import Entry, bodies, entries, joined
from bangolin.loader.form.headings import function_headings, main_name, names_below, storage_headings
from bangolin.loader.form.incidents import departments
from bangolin.loader.form.items import ItemValue, Span
from bangolin.loader.form.laws import bases
from bangolin.loader.form.redelegation import Further, further, redelegates, without_notes
from bangolin.loader.form.unnamed import unnamed

_DELEGATION = ("delegation.title", "delegation.contractor", "delegation.content")
_PROVISION = ("provision.recipient", "provision.legal_basis", "provision.purpose", "provision.information")
_TRANSFER = ("transfer.recipient", "transfer.legal_basis", "transfer.purpose", "transfer.information")


@dataclass(frozen=True)
class Reading:
    """What a reader found: the items, and what has no item of its own.

    ``edition`` is the edition as the cover prints it; ``record_items`` name their file by name or not at all;
    ``listed`` are rows of annexes, as (``provision`` or ``transfer``, record).
    """

    values: tuple[ItemValue, ...]
    record_items: tuple[RecordItem, ...] = ()
    edition: str | None = None
    changes_count: int | None = None
    listed: tuple[tuple[str, Disclosure], ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


def assemble(form: Form, source: SourceText, reading: Reading) -> Facts:
    """Make facts of what was read.

    Args:
        form: the edition of the form that was read.
        source: the document's text.
        reading: the items found in it.
    """
    cells = Cells(form, reading.values)
    names = [cells.text("file.name", file=file) for file in cells.files()]
    listed = [
        (kind, row if row.file else replace(row, file=names[0] if names else None)) for kind, row in reading.listed
    ]
    single = next((name for name in names if name), None)
    head, (counts, counted) = _head(form, source, cells, reading.edition), _counts(cells)
    return Facts(
        document=replace(head, evidence={**head.evidence, **counted}),
        systems=tuple(_system(cells, n) for n in cells.blocks(["system.name"])),
        files=tuple(_file(cells, file) for file in cells.files()),
        record_items=tuple(item if item.file else replace(item, file=single) for item in reading.record_items),
        acquisition=tuple(_acquisition(cells, file) for file in cells.files() if cells.any("acquisition.", file)),
        use=tuple(_use(cells, file) for file in cells.files() if cells.any("use.", file)),
        delegations=_blocks(cells, _DELEGATION, _delegation),
        provisions=(
            *_blocks(cells, _PROVISION, _disclosure("provision"), 2),
            *(row for kind, row in listed if kind == "provision"),
        ),
        transfers=(
            *_blocks(cells, _TRANSFER, _disclosure("transfer"), 2),
            *(row for kind, row in listed if kind == "transfer"),
        ),
        disclosure_counts=counts,
        storage=tuple(one for file in cells.files() for one in _storage(cells, file)),
        retention=tuple(_retention(cells, file) for file in cells.files() if cells.any("retention.", file)),
        network=_network(cells),
        measures=tuple(_measure(cells, value) for value in cells.all("measure.rating")),
        incidents=_incidents(cells),
        changes_count=reading.changes_count,
        extra=reading.extra,
    )


def _blocks(
    cells: Cells, items: Sequence[str], make: Callable[[Cells, int, int], Any], least: int = 1
) -> tuple[Any, ...]:
    """One record for each block that says something; blocks that the form prints empty are left out."""
    return tuple(make(cells, n, file) for file in cells.files() or [1] for n in cells.blocks(items, file, least))


def _head(form: Form, source: SourceText, cells: Cells, edition: str | None) -> Head:
    record = Draft(cells)
    record.starts(cells.get("cover.title"), cells.get("business.name"))
    business = record.text("business", cells.get("business.name"))
    published = record.text("published", cells.get("cover.published"))
    return Head(
        title=record.text("title", cells.get("cover.title")) or business,
        number=record.text("number", cells.get("cover.number")),
        assessor=record.text("assessor", cells.get("cover.assessor")),
        form=form.form,
        form_edition=edition,
        published=published,
        business=business,
        subject_scale=record.option("subject_scale", cells.get("business.scale")),
        source=source,
        **record.common,
    )


def _system(cells: Cells, n: int) -> System:
    record = Draft(cells)
    name, ticks = cells.get("system.name", n), cells.get("system.connections", n)
    record.starts(name)
    text = record.text("name", name)
    short, aliases = main_name(text or "")
    functions = cells.get("system.functions", n)
    return System(
        ordinal=n,
        name=short or None,
        aliases=tuple(dict.fromkeys([*aliases, *(names_below(functions.spans) if functions else ())])),
        functions=function_headings(functions.spans) if functions else (),
        connections=record.ticks("connections", ticks),
        other_connections=record.words("other_connections", ticks, offices=False),
        **record.common,
    )


def _file(cells: Cells, file: int) -> File:
    record = Draft(cells)
    name, items = cells.get("file.name", file=file), cells.get("file.main_items", file=file)
    record.starts(name)
    kind = record.option("kind", cells.get("file.kind", file=file))
    return File(
        name=record.text("name", name),
        kind=re.sub(r"[（(].*", "", kind) if kind else None,
        subject_count=record.option("subject_count", cells.get("file.subject_count", file=file)),
        subjects=record.text("subjects", cells.get("file.subjects", file=file)),
        item_count=record.option("item_count", cells.get("file.item_count", file=file)),
        main_items=record.ticks("main_items", items),
        other_items=record.words("other_items", items, offices=False),
        held_since=record.text("held_since", cells.get("file.held_since", file=file)),
        department=record.names("department", cells.get("file.department", file=file), offices=True),
        **record.common,
    )


def _acquisition(cells: Cells, file: int) -> Acquisition:
    record = Draft(cells)
    sources, methods = cells.get("acquisition.sources", file=file), cells.get("acquisition.methods", file=file)
    record.starts(sources, methods)
    found: list[Source] = []
    for tick in sources.ticks if sources else ():
        if tick.ticked is None:
            record.uncertain.append(f"入手元の{tick.label}" if tick_of(methods, tick.label) else tick.label)
        if not sources or not tick.ticked:
            continue
        inside = entries(tick.words, offices=tick.label == "評価実施機関内の他部署")
        names = record.listed(f"sources[{len(found)}].names", sources, inside)
        found.append(Source(category=tick.label, names=names))
    return Acquisition(
        file=cells.text("file.name", file=file),
        sources=tuple(found),
        methods=record.ticks("methods", methods),
        other_methods=record.words("other_methods", methods, offices=False),
        **record.common,
    )


def _use(cells: Cells, file: int) -> Use:
    record = Draft(cells)
    departments = cells.get("use.departments", file=file)
    record.starts(departments, cells.get("use.started", file=file))
    return Use(
        file=cells.text("file.name", file=file),
        departments=record.names("departments", departments, offices=True),
        user_count=record.option("user_count", cells.get("use.user_count", file=file)),
        started=record.text("started", cells.get("use.started", file=file)),
        **record.common,
    )


def _delegation(cells: Cells, n: int, file: int) -> Delegation:
    record = Draft(cells)
    title, contractor = cells.get("delegation.title", n, file), cells.get("delegation.contractor", n, file)
    methods = cells.get("delegation.methods", n, file)
    record.starts(title)
    scope = record.option("scope", cells.get("delegation.scope", n, file))
    redelegated = record.option("redelegated", cells.get("delegation.redelegated", n, file))
    matter = cells.get("delegation.matter", n, file)
    consent = cells.get("delegation.consent", n, file)
    named = without_notes(contractor.spans) if contractor else None
    own = tuple(Further(entry) for entry in named.redelegates) if named else ()
    elsewhere = further(matter, consent) if redelegated == "再委託する" else ()
    namer, subs = (contractor, own) if own else (matter or consent, elsewhere)
    deeper = unnamed(record, matter, subs) if redelegated == "再委託する" else ()
    return Delegation(
        file=cells.text("file.name", file=file),
        ordinal=n,
        title=record.text("title", title),
        content=record.text("content", cells.get("delegation.content", n, file)),
        scope=("全体" if scope.endswith("全体") else "一部") if scope else None,
        handlers=record.option("handlers", cells.get("delegation.handlers", n, file)),
        methods=record.ticks("methods", methods) if cells.form.has("delegation.methods") else None,
        other_methods=_words(record, methods),
        contractors=record.listed("contractors", contractor, entries(named.spans, offices=False))
        if contractor and named
        else (),
        redelegated=None if redelegated is None else redelegated == "再委託する",
        redelegation_matter=record.text("redelegation_matter", matter) if redelegated != "再委託しない" else None,
        redelegates=(*(redelegates(record, namer, subs) if namer else ()), *deeper),
        consent=record.text("consent", consent),
        subject_count=record.option("subject_count", cells.get("delegation.subject_count", n, file)),
        subjects=record.text("subjects", cells.get("delegation.subjects", n, file)),
        **record.common,
    )


def _words(record: Draft, value: ItemValue | None) -> tuple[str, ...]:
    """What stands in the brackets of a ticked その他 of a method: one text."""
    tick = tick_of(value, "その他")
    text = joined(tick.words) if tick and tick.ticked is not False else None
    if not value or not tick or not text:
        return ()
    record.evidence["other_methods[0]"] = record.cells.evidence(value, tick.words[0], text)
    return (text,)


def _disclosure(kind: str) -> Callable[[Cells, int, int], Disclosure]:
    def make(cells: Cells, n: int, file: int) -> Disclosure:
        record = Draft(cells)

        def cell(item: str) -> ItemValue | None:
            return cells.get(f"{kind}.{item}", n, file)

        recipient = cell("recipient")
        record.starts(recipient)
        whole = record.text("recipient", recipient)
        several: tuple[str, ...] = ()
        if recipient and whole:
            found = bodies(entries(recipient.spans, offices=True)) or (Entry(whole, recipient.spans[0]),)
            several = record.listed("recipients", recipient, found)
        return Disclosure(
            file=cells.text("file.name", file=file),
            ordinal=n,
            recipient=whole,
            legal_basis=record.text("legal_basis", cell("legal_basis")),
            purpose=record.text("purpose", cell("purpose")),
            information=record.text("information", cell("information")),
            subject_count=record.option("subject_count", cell("subject_count")),
            subjects=record.text("subjects", cell("subjects")),
            methods=record.ticks("methods", cell("methods")),
            other_methods=_words(record, cell("methods")),
            timing=record.text("timing", cell("timing")),
            recipients=several,
            **record.common,
        )

    return make


_GIVEN = (("provisions", "提供を行っている"), ("transfers", "移転を行っている"))


def _counts(cells: Cells) -> tuple[DisclosureCounts, dict[str, Evidence]]:
    """The printed numbers, and their evidence under paths of the document."""
    printed = {name: (value, spans) for name, value, spans in reversed(list(_printed(cells)))}
    numbers = {name: _number(spans) for name, (_, spans) in printed.items()}
    kept = {name: numbers.get(name) for name in ("delegations", "provisions", "transfers")}
    evidence = {
        f"disclosure_counts.{name}": _count_evidence(cells, *printed[name])
        for name, number in kept.items()
        if number is not None
    }
    counts = DisclosureCounts(
        delegations=kept["delegations"], provisions=kept["provisions"], transfers=kept["transfers"]
    )
    return counts, evidence


def _printed(cells: Cells) -> Iterable[tuple[str, ItemValue, Sequence[Span]]]:
    """The words in the brackets of 件, by what is counted; the first of a name is the one that counts."""
    for value in cells.all("delegation.count"):
        if _number(value.spans) is not None:
            yield "delegations", value, value.spans
    for name, label in _GIVEN:
        for value in cells.all("disclosure.counts"):
            tick = tick_of(value, label)
            if tick and tick.ticked is not False:
                yield name, value, tick.words


def _number(spans: Sequence[Span]) -> int | None:
    found = re.search(r"\d+", unicodedata.normalize("NFKC", "".join(span.text for span in spans)))
    return int(found[0]) if found else None


def _count_evidence(cells: Cells, value: ItemValue, spans: Sequence[Span]) -> Evidence:
    """Where the number itself stands: its digits may be torn from the brackets around them."""
    own = next((span for span in spans if re.search(r"\d", span.text)), spans[0])
    return cells.evidence(value, own)


def _storage(cells: Cells, file: int) -> Iterable[Storage]:
    value = cells.get("storage.place", file=file)
    for heading in storage_headings(value.spans) if value else ():
        evidence = {"place": cells.evidence(value, heading.span, heading.text)} if value else {}
        yield Storage(
            file=cells.text("file.name", file=file),
            place=heading.text,
            system_or_site=re.sub(r"(?:における|の|に関する)措置.*$", "", heading.text) or None,
            line=heading.span.line,
            evidence=evidence,
        )


def _retention(cells: Cells, file: int) -> Retention:
    record = Draft(cells)
    period = cells.get("retention.period", file=file)
    record.starts(period, cells.get("retention.erasure", file=file))
    return Retention(
        file=cells.text("file.name", file=file),
        period=record.option("period", period),
        erasure=record.text("erasure", cells.get("retention.erasure", file=file)),
        **record.common,
    )


def _network(cells: Cells) -> InformationNetwork | None:
    use, basis = cells.get("network.use"), cells.get("network.basis")
    if not use and not basis:
        return None
    record = Draft(cells)
    record.starts(use, basis)
    found = bases(basis.spans) if basis else None
    return InformationNetwork(
        information_network=record.option("information_network", use),
        inquiry_basis=record.listed("inquiry_basis", basis, found.inquiry) if basis and found else (),
        provision_basis=record.listed("provision_basis", basis, found.provision) if basis and found else (),
        **record.common,
    )


def _measure(cells: Cells, value: ItemValue) -> Measure:
    record = Draft(cells)
    heading = next(iter(value.spans), None)
    record.line = heading.line if heading else None
    if value.option:
        record.evidence["rating"] = cells.evidence(value, value.spans[-1] if value.spans else None)
        record.doubt("rating", value)
    return Measure(item=heading.text.strip() if heading else None, rating=value.option, **record.common)


def _incidents(cells: Cells) -> Incidents | None:
    value = cells.get("incidents.occurred")
    if not value or not value.option:
        return None
    record = Draft(cells)
    record.starts(value)
    occurred = record.option("occurred", value) == "発生あり"
    content = cells.get("incidents.content")
    first = next(departments(content.spans), None) if content and occurred else None
    if content and first:
        record.evidence["department"] = cells.evidence(content, first.span, first.text)
    return Incidents(occurred=occurred, department=first.text if first else None, **record.common)
