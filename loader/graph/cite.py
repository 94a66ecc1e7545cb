"""Where a value stands, as the graph stores it: item of the form, page, line, cell and the words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bangolin.loader.facts import Facts
from bangolin.loader.facts.records import (
    Acquisition,
    Delegation,
    Disclosure,
    Evidence,
    File,
    Flow,
    Record,
    Storage,
    System,
    Use,
)
from bangolin.loader.form.definition import read_form

Citation = dict[str, str | int | tuple[float, ...] | None]

_ITEMS: dict[type[Record], tuple[tuple[str, str], ...]] = {
    System: (("name", "system.name"), ("aliases", "system.name"), ("", "system.connections")),
    File: (
        ("name", "file.name"),
        ("department", "file.department"),
        ("held_in", "storage.place"),
        ("main_items", "file.main_items"),
        ("", "file.name"),
    ),
    Acquisition: (("methods", "acquisition.methods"), ("", "acquisition.sources")),
    Use: (("user_count", "use.user_count"), ("", "use.departments")),
    Delegation: (
        ("contractors", "delegation.contractor"),
        ("redelegates", "delegation.matter"),
        ("redelegated", "delegation.redelegated"),
        ("scope", "delegation.scope"),
        ("handlers", "delegation.handlers"),
        ("consent", "delegation.consent"),
        ("methods", "delegation.methods"),
        ("", "delegation.title"),
    ),
    Storage: (("", "storage.place"),),
}
_DISCLOSED = (("information", "information"), ("methods", "methods"), ("", "recipient"))
_SECTIONS = {"I-1": "Ⅰ.1", "I-2": "Ⅰ.2", "II-3": "Ⅱ.3", "II-6": "Ⅱ.6", "III": "Ⅲ"}


@dataclass(frozen=True)
class Citer:
    """Cites values of one edition. ``form`` is 全項目 or 重点項目; ``lines``: items of lines that a form row or a step
    is known to stand on, for statements out of running text that say only their line.
    """

    assessment: str
    form: str | None
    lines: Mapping[int, str] = field(default_factory=dict)

    def value(self, record: Record, *paths: str, item: str | None = None) -> Citation:
        """The place of the first of ``paths`` that has evidence of its own, else the record's line."""
        for path in paths:
            if found := record.evidence.get(path):
                return self._citation(found, record, path, item)
        return self._citation(Evidence(), record, paths[0] if paths else "", item)

    def _citation(self, found: Evidence, record: Record, path: str, otherwise: str | None) -> Citation:
        nowhere = found.line is None and found.page is None and found.cell is None
        line = record.line if nowhere else found.line
        said = _SECTIONS.get(found.item or "", found.item)
        if isinstance(record, Flow) and found.item in (None, record.section):
            said = section_item(record.section, record.step)
        by_line = self.lines.get(line) if line is not None and otherwise else None
        citation: Citation = {
            "assessment": self.assessment,
            "item": said or by_line or otherwise or self.item(record, path),
            "page": found.page,
            "line": line,
            "cell": found.cell,
            "text": " ".join(found.text.split()) if found.text else None,
        }
        return citation if found.box is None else citation | {"box": found.box}

    def line(self, line: int | None, item: str | None, text: str | None) -> Citation:
        """A citation of a line."""
        return {"assessment": self.assessment, "item": item, "page": None, "line": line, "cell": None, "text": text}

    def item(self, record: Record, path: str) -> str | None:
        """The form's item of a value: by the form definition, or the section a step stands in."""
        if isinstance(record, Flow):
            return section_item(record.section, record.step)
        if isinstance(record, Disclosure):
            return self._form_item(record, path, tuple((p, i) for p, i in _DISCLOSED))
        return self._form_item(record, path, _ITEMS.get(type(record), ()))

    def _form_item(self, record: Record, path: str, table: Sequence[tuple[str, str]]) -> str | None:
        found = next((item for start, item in table if path.startswith(start)), None)
        if found is None:
            return None
        form = read_form("form3-r06-10" if self.form == "重点項目" else "form4-r06-10")
        if isinstance(record, Disclosure):
            found = f"{record.extra.get('_kind', 'provision')}.{found}"
        ordinal = getattr(record, "ordinal", None)
        return form.item(found).citation(ordinal) if form.has(found) else None


def items_by_line(facts: Facts, citer: Citer) -> dict[int, str]:
    """The item of every line that a form row, a value of one, or a step is known to stand on; form rows first."""
    found: dict[int, str] = {}
    rows: list[Record] = [*facts.systems, *facts.files, *facts.acquisition, *facts.use, *facts.delegations]
    rows += [replace(row, extra={**row.extra, "_kind": "provision"}) for row in facts.provisions]
    rows += [replace(row, extra={**row.extra, "_kind": "transfer"}) for row in facts.transfers]
    for record in (*rows, *facts.storage, *facts.flows):
        for path in (*record.evidence, ""):
            cited = citer.value(record, path)
            if isinstance(cited["line"], int) and cited["item"]:
                found.setdefault(cited["line"], str(cited["item"]))
    return found


def section_item(section: str | None, step: str | None) -> str | None:
    """How a step is cited: the section it stands in, and its label."""
    if section is None:
        return step
    start = re.split(r"[ (（]", section)[0]
    name = _SECTIONS.get(start, section)
    return f"{name} {step}" if step else name


def evidence_json(citations: Iterable[Citation]) -> str:
    """Citations as one JSON text, each once, in the order given."""
    unique: dict[str, Citation] = {}
    for citation in citations:
        unique.setdefault(json.dumps(citation, ensure_ascii=False, sort_keys=True), citation)
    return json.dumps(list(unique.values()), ensure_ascii=False)


def confidence(record: Record, *paths: str) -> str:
    """The weakest confidence among values: certain, derived or uncertain. A value named in ``uncertain`` of its record
    is uncertain.
    """
    found = {record.evidence[path].confidence for path in paths if path in record.evidence}
    if "uncertain" in found or "*" in record.uncertain or any(path in record.uncertain for path in paths):
        return "uncertain"
    return "derived" if "derived" in found else "certain"
