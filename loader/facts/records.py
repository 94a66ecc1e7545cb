"""What one assessment states, as typed records (the facts contract).

Every record is a frozen data class. A field's type is its whole declaration: the codec derives reading, checking and
writing from it. Keys that the contract does not name are kept in ``extra`` and written back unchanged.
``None`` means that the document does not say; an empty tuple means that it says none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Confidence = Literal["certain", "derived", "uncertain"]


@dataclass(frozen=True)
class Evidence:
    """Where one value stands in the document, and how sure the reading is.

    ``line`` is 1-based in the source text; ``page`` 1-based in a PDF, with ``box`` (x0, top, x1, bottom) in points;
    ``cell`` an address such as ``様式４ (2)!B12`` in a workbook.
    """

    item: str | None = None
    line: int | None = None
    page: int | None = None
    box: tuple[float, ...] | None = None
    cell: str | None = None
    text: str | None = None
    confidence: Confidence | None = None
    reason: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """What every record has: the line where the fact starts, evidence by value path, and what stays unsure."""

    line: int | None = None
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    uncertain: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class SourceText:
    """The text that was read: file name without folder, SHA-256 of its bytes, and whether a person went
    through the facts.
    """

    title: str | None = None
    digest: str | None = None
    lines: int | None = None
    checked: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Head(Record):
    """The cover and I-1: which body assessed which business, in which edition."""

    title: str | None = None
    number: str | None = None
    assessor: str | None = None
    form: str | None = None
    form_edition: str | None = None
    published: str | None = None
    business: str | None = None
    subject_scale: str | None = None
    source: SourceText | None = None


@dataclass(frozen=True)
class System(Record):
    """One システムN of I-2."""

    ordinal: int | None = None
    name: str | None = None
    aliases: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    other_connections: tuple[str, ...] = ()


@dataclass(frozen=True)
class File(Record):
    """One 特定個人情報ファイル (II-1, II-2)."""

    name: str | None = None
    kind: str | None = None
    subject_count: str | None = None
    subjects: str | None = None
    item_count: str | None = None
    main_items: tuple[str, ...] = ()
    other_items: tuple[str, ...] = ()
    held_in: tuple[str, ...] = ()
    held_since: str | None = None
    department: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecordItem(Record):
    """One 記録項目 of the annex that lists what a file holds."""

    file: str | None = None
    group: str | None = None
    no: str | None = None
    name: str | None = None
    # here ``uncertain`` may be a plain truth value: the whole item is unsure


@dataclass(frozen=True)
class Source(Record):
    """One ticked 入手元 with the bodies named in its brackets."""

    category: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Acquisition(Record):
    """II-3 ①②: where a file's information comes from, and how."""

    file: str | None = None
    sources: tuple[Source, ...] = ()
    methods: tuple[str, ...] = ()
    other_methods: tuple[str, ...] = ()


@dataclass(frozen=True)
class Use(Record):
    """II-3: who uses a file inside the body."""

    file: str | None = None
    departments: tuple[str, ...] = ()
    user_count: str | None = None
    started: str | None = None


@dataclass(frozen=True)
class Redelegate(Record):
    """A sub-contractor; ``name`` is None where it is not named. ``by`` says who gives the work on."""

    name: str | None = None
    tier: int = 2
    by: str | None = None


@dataclass(frozen=True)
class Delegation(Record):
    """One 委託事項N of II-4."""

    file: str | None = None
    ordinal: int | None = None
    title: str | None = None
    content: str | None = None
    scope: str | None = None
    handlers: str | None = None
    methods: tuple[str, ...] | None = None
    other_methods: tuple[str, ...] = ()
    contractors: tuple[str, ...] = ()
    redelegated: bool | None = None
    redelegation_matter: str | None = None
    redelegates: tuple[str | Redelegate, ...] = ()
    consent: str | None = None
    subject_count: str | None = None
    subjects: str | None = None


@dataclass(frozen=True)
class Disclosure(Record):
    """One 提供先N or 移転先N of II-5. ``from_annex`` names the annex of rows that stand only there."""

    file: str | None = None
    ordinal: int | None = None
    recipient: str | None = None
    legal_basis: str | None = None
    purpose: str | None = None
    information: str | None = None
    subject_count: str | None = None
    subjects: str | None = None
    methods: tuple[str, ...] | None = None
    other_methods: tuple[str, ...] = ()
    timing: str | None = None
    recipients: tuple[str, ...] = ()
    from_annex: str | None = None


@dataclass(frozen=True)
class DisclosureCounts:
    """The numbers of 件 that II-4 and II-5 print; their evidence stands with the document's (``disclosure_counts.…``)."""

    delegations: int | None = None
    provisions: int | None = None
    transfers: int | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Storage(Record):
    """One heading of II-6 ①保管場所 and what it speaks of."""

    file: str | None = None
    place: str | None = None
    system_or_site: str | None = None


@dataclass(frozen=True)
class Retention(Record):
    """II-6 ②③: how long, and how it is erased."""

    file: str | None = None
    period: str | None = None
    erasure: str | None = None


@dataclass(frozen=True)
class InformationNetwork(Record):
    """I-6 (Form 4) / I-5 (Form 3): use of 情報提供ネットワークシステム and its legal bases."""

    information_network: str | None = None
    inquiry_basis: tuple[str, ...] = ()
    provision_basis: tuple[str, ...] = ()


@dataclass(frozen=True)
class Flow(Record):
    """One hop of one step: who sends what to whom. See the contract for the meaning of ``carries_my_number``."""

    step: str | None = None
    source: str | None = None
    target: str | None = None
    data: tuple[str, ...] = ()
    medium: str | None = None
    carries_my_number: bool | None = None
    mynumber_line: int | None = None
    bidirectional: bool | None = None
    section: str | None = None


@dataclass(frozen=True)
class SameAs(Record):
    """One thing under several names, where the document says so."""

    names: tuple[str, ...] = ()
    basis: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Part(Record):
    """A partition, sub-system, terminal or office that belongs to a whole."""

    part: str | None = None
    whole: str | None = None


@dataclass(frozen=True)
class Operator(Record):
    """Who runs or maintains a system, centre or site."""

    operator: str | None = None
    of: str | None = None


@dataclass(frozen=True)
class Denial(Record):
    """A statement that somebody does not get, see or contain something."""

    who: str | None = None
    what: str | None = None
    words: str | None = None
    unconditional: bool | None = None


@dataclass(frozen=True)
class Identifier(Record):
    """An identifier that the document links to others, and where the link is kept."""

    name: str | None = None
    linked_to: tuple[str, ...] = ()
    held_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class NetworkLink(Record):
    """A network between two ends, with the protection that is stated."""

    name: str | None = None
    between: tuple[str | None, ...] = ()
    protection: str | None = None


@dataclass(frozen=True)
class Statement(Record):
    """What running text says in so many words and a check holds against the rest (``data/reference/statements.yaml``).

    ``kind`` is the form of words; ``subject`` who or what it is about, ``objects`` what else it names, ``act`` what is
    done or used; ``words`` at most 80 characters of the sentence, kept as evidence only.
    """

    kind: str | None = None
    subject: str | None = None
    objects: tuple[str, ...] = ()
    act: str | None = None
    words: str | None = None


@dataclass(frozen=True)
class Measure(Record):
    """One risk of section III and its rating."""

    item: str | None = None
    rating: str | None = None


@dataclass(frozen=True)
class Incidents(Record):
    """III-7: serious incidents of the last three years."""

    occurred: bool | None = None
    department: str | None = None


@dataclass(frozen=True)
class Facts:
    """All facts of one assessment."""

    document: Head
    systems: tuple[System, ...] = ()
    files: tuple[File, ...] = ()
    record_items: tuple[RecordItem, ...] = ()
    acquisition: tuple[Acquisition, ...] = ()
    use: tuple[Use, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    provisions: tuple[Disclosure, ...] = ()
    transfers: tuple[Disclosure, ...] = ()
    disclosure_counts: DisclosureCounts = field(default_factory=DisclosureCounts)
    storage: tuple[Storage, ...] = ()
    retention: tuple[Retention, ...] = ()
    network: InformationNetwork | None = None
    flows: tuple[Flow, ...] = ()
    same_as: tuple[SameAs, ...] = ()
    parts: tuple[Part, ...] = ()
    operators: tuple[Operator, ...] = ()
    denials: tuple[Denial, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    networks: tuple[NetworkLink, ...] = ()
    statements: tuple[Statement, ...] = ()
    measures: tuple[Measure, ...] = ()
    incidents: Incidents | None = None
    changes_count: int | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
