"""What one document leaves open, as stored beside its edition; questions show those that touch their answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bangolin.loader.facts.records import Delegation, Disclosure
from bangolin.loader.graph.cite import Citation
from bangolin.loader.graph.reading import Reading, methods, with_kind
from bangolin.loader.graph.rules.delegation import chain
from bangolin.loader.graph.statements import delegation_key
from bangolin.loader.names.plain import plain

_ANNEX = re.compile(r"別[紙添](?:\d+|[一二三四五六七八九十]+)?")
_NOTHING_GIVEN = re.compile(r"提供(?:は|を|も)?(?:して|行って|行わ|し)(?:い)?な")


@dataclass(frozen=True)
class Gap:
    """One thing left open: kind, a sentence in both languages, evidence, keys of the places it could hide ways at
    (none: the whole edition), the key of the statement it is about, and how many
    things it leaves open.
    """

    kind: str
    message: str
    english: str
    evidence: tuple[Citation, ...]
    about: tuple[str, ...] = ()
    statement: str = ""
    weight: int = 1

    def as_dict(self) -> dict[str, object]:
        """The gap as it is stored."""
        return {
            "kind": self.kind,
            "message": self.message,
            "message_en": self.english,
            "evidence": list(self.evidence),
            "about": list(self.about),
            "statement": self.statement,
            "weight": self.weight,
        }


def gaps(reading: Reading) -> list[Gap]:
    """All gaps of one edition, in the order of the form."""
    found = [*_items(reading), *_delegations(reading), *_annexes(reading), *_counts(reading), *_uncertain(reading)]
    return list(found)


def printed_and_listed(reading: Reading) -> dict[str, tuple[int | None, int]]:
    """Printed 件 and how many rows are listed, by delegations, provisions, transfers."""
    counts, facts = reading.facts.disclosure_counts, reading.facts
    return {
        "delegations": (counts.delegations, _of_a_file(counts.delegations, facts.delegations, len(facts.delegations))),
        "provisions": (counts.provisions, _of_a_file(counts.provisions, facts.provisions, _listed(facts.provisions))),
        "transfers": (counts.transfers, _of_a_file(counts.transfers, facts.transfers, _listed(facts.transfers))),
    }


def _of_a_file(printed: int | None, rows: Sequence[Delegation | Disclosure], listed: int) -> int:
    """How many rows stand against the printed number: the form prints one a file, so of several files it may be one's."""
    files = [row.file for row in rows]
    each = {files.count(file) for file in files}
    return printed if printed is not None and len(set(files)) > 1 and printed in each else listed


def _listed(rows: Sequence[Disclosure]) -> int:
    annex = [row for row in rows if row.from_annex]
    form = [row for row in rows if not row.from_annex]
    pointing = [row for row in form if _ANNEX.search(plain(row.recipient or ""))]
    return len(form) - len(pointing) + len(annex) if annex else len(form)


def _items(reading: Reading) -> Iterator[Gap]:
    for file in reading.facts.files:
        if file.name:
            place = reading.place(file.name)
            if not reading.items_of(place).known:
                yield Gap(
                    "items-unknown",
                    f"「{file.name}」の記録項目の一覧が本文にない",
                    f"the list of record items of {file.name} is not in the text",
                    (reading.cited(file, "name"),),
                    (place.key,),
                )


def _delegations(reading: Reading) -> Iterator[Gap]:
    for position, row in enumerate(reading.facts.delegations, start=1):
        label, statement = f"委託事項{row.ordinal or position}", delegation_key(reading, row, position)
        links = chain(reading, row, position)
        places = tuple(link.place.key for link in links)
        for link in links:
            if not link.named:
                yield Gap(
                    "unnamed-sub-contractor",
                    f"{label}の再委託先（{link.name}）",
                    f"sub-contractor without a name in {label}",
                    (link.citation,),
                    (link.place.key,),
                    statement,
                )
        if any(_NOTHING_GIVEN.search(plain(text)) for text in methods(row)):
            yield Gap(
                "handed-nothing-over",
                f"{label}は、取り扱うが提供はしないと記載されている",
                f"{label}: the contractor handles the file although nothing is handed over",
                (reading.cited(row, "other_methods[0]", "methods[0]", item=None),),
                places,
                statement,
            )
        if reading.facts.document.form == "重点項目":
            yield Gap(
                "not-asked",
                f"重点項目評価書は{label}の範囲（全体・一部）を問わない",
                f"Form 3 does not ask the scope of {label}",
                (reading.cited(row, "contractors[0]"),),
                places,
                statement,
            )


def _annexes(reading: Reading) -> Iterator[Gap]:
    listed = (("提供先", "provision", reading.facts.provisions), ("移転先", "transfer", reading.facts.transfers))
    for label, kind, rows in listed:
        if any(row.from_annex for row in rows):
            continue
        for row in rows:
            annex = _ANNEX.search(plain(row.recipient or ""))
            if annex:
                yield Gap(
                    "annex-absent",
                    f"{label}{row.ordinal or ''}の{annex.group()}が本文にない",
                    f"{annex.group()}, named in {label}{row.ordinal or ''}, is not in the text",
                    (reading.cited(with_kind(row, kind), "recipient"),),
                )


_COUNTED = {"delegations": "委託", "provisions": "提供", "transfers": "移転"}


def _counts(reading: Reading) -> Iterator[Gap]:
    evidence = reading.facts.document.evidence
    for name, (printed, listed) in printed_and_listed(reading).items():
        if printed is not None and printed != listed:
            path = f"disclosure_counts.{name}"
            line = evidence[path].line if path in evidence else None
            where = reading.citer.line(line, "Ⅱ.4" if name == "delegations" else "Ⅱ.5", f"{printed} 件")
            apart = abs(printed - listed)
            what, word = ("不明", "unknown") if printed > listed else ("記載が多い", "more than printed")
            yield Gap(
                "count-mismatch",
                f"{_COUNTED[name]} {printed} 件と印字、記載は {listed} 件（{what} {apart} 件）",
                f"{printed} {name} printed, {listed} listed: {apart} {word}",
                (where,),
                weight=apart,
            )


def _uncertain(reading: Reading) -> Iterator[Gap]:
    facts = reading.facts
    rows = [("主な記録項目", file.uncertain, reading.cited(file, "main_items[0]")) for file in facts.files]
    rows += [("入手元・入手方法", row.uncertain, reading.cited(row)) for row in facts.acquisition]
    rows += [("他のシステムとの接続", row.uncertain, reading.cited(row, "connections[0]")) for row in facts.systems]
    for what, labels, where in rows:
        if labels:
            yield Gap(
                "uncertain",
                f"{what}のうち {len(labels)} 件は印の有無を読み取れない",
                f"{len(labels)} boxes of {what} cannot be told ticked or not",
                (where,),
                weight=len(labels),
            )
