"""Keys of the statements that justify edges, made from content."""

from __future__ import annotations

import hashlib

from bangolin.loader.facts.records import Acquisition, Delegation, Denial, Disclosure, Flow, Source
from bangolin.loader.graph.reading import Reading, first
from bangolin.loader.names.plain import plain


def digest(*parts: object) -> str:
    """Twelve hex digits of the parts."""
    text = chr(31).join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _file(reading: Reading, name: str | None) -> str:
    listed = [file.name for file in reading.facts.files]
    return plain(first((name, *listed)))


def delegation_key(reading: Reading, row: Delegation, position: int) -> str:
    """Edition / file / 委託事項N."""
    return f"{reading.keys.edition}/{_file(reading, row.file)}/委託事項{row.ordinal or position}"


def disclosure_key(reading: Reading, kind: str, row: Disclosure, position: int) -> str:
    """Edition / file / 提供先N or 移転先N, with the annex where the row stands only there."""
    label = "提供先" if kind == "provision" else "移転先"
    annex = f"{plain(row.from_annex)}/" if row.from_annex else ""
    return f"{reading.keys.edition}/{_file(reading, row.file)}/{annex}{label}{row.ordinal or position}"


def acquisition_key(reading: Reading, row: Acquisition, source: Source) -> str:
    """Edition / file / 入手元 and its category."""
    return f"{reading.keys.edition}/{_file(reading, row.file)}/入手元/{plain(source.category or '')}"


def step_key(reading: Reading, flow: Flow) -> str:
    """Edition / 手順 / digest of the step."""
    parts = (flow.section, flow.step, flow.source, flow.target, *flow.data, flow.medium, flow.carries_my_number)
    return f"{reading.keys.edition}/手順/{digest(*parts)}"


def denial_key(reading: Reading, denial: Denial) -> str:
    """Edition / 否定 / digest of the denial."""
    parts = (denial.who, denial.what, denial.words, denial.unconditional)
    return f"{reading.keys.edition}/否定/{digest(*parts)}"
