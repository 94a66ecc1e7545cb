"""What a person should look at in the facts of a document, and what they decided, applied on every later load.

A decision is bound to the assessment, to a path and to the cited words, never to a line number: ``path`` is
``category/identity/value`` where the identity of a record is made of the fields declared in ``IDENTITY``.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bangolin.loader.facts import Facts, facts_from_dict, facts_to_dict

Action = Literal["accept", "correct", "reject"]
ORDER = {"uncertain": 0, "derived": 1, "certain": 2}
UNSURE_LABEL = "the box could not be told"
FIELD = re.compile(r"[a-z_]+")  # a field of a record, no label of the form
UNSURE_FIELD = "the value could not be told"

IDENTITY: Mapping[str, tuple[str, ...]] = {
    "systems": ("name",),
    "files": ("name",),
    "acquisition": ("file",),
    "use": ("file",),
    "delegations": ("file", "ordinal"),
    "provisions": ("file", "ordinal", "recipient"),
    "transfers": ("file", "ordinal", "recipient"),
    "storage": ("file", "place"),
    "retention": ("file",),
    "flows": ("step", "source", "target"),
    "same_as": ("names",),
    "parts": ("part", "whole"),
    "operators": ("operator", "of"),
    "denials": ("who", "what"),
    "identifiers": ("name",),
    "networks": ("name", "between"),
}


@dataclass(frozen=True)
class Item:
    """One value to look at: where it belongs, what was read, the words of the document, how sure the reading is."""

    path: str
    value: Any
    words: str
    form_item: str | None
    line: int | None
    page: int | None
    confidence: str
    reason: str | None
    cell: str | None = None
    box: tuple[float, ...] | None = None


@dataclass(frozen=True)
class Correction:
    """What a person decided about one value. ``who`` a user name, ``when`` an ISO time, ``why`` a reason."""

    path: str
    words: str
    action: Action
    value: Any
    who: str
    when: str
    why: str


@dataclass(frozen=True)
class Outcome:
    """Facts after the decisions, with those that were applied and those whose words are no longer there."""

    facts: Facts
    applied: tuple[Correction, ...]
    stale: tuple[Correction, ...]


def items(facts: Facts) -> list[Item]:
    """All values that have evidence or an unsure box, the least sure first, then in the order of the document."""
    found = [
        item
        for category, identity, record in _records(facts_to_dict(facts))
        for item in _of(category, identity, record)
    ]
    return sorted(found, key=lambda item: (ORDER.get(item.confidence, 2), item.line or 0, item.path))


def apply(facts: Facts, corrections: Iterable[Correction]) -> Outcome:
    """Apply decisions to freshly read facts, the oldest first, each on what those before it left.

    One whose record or words are gone changes nothing and is reported.
    """
    data = facts_to_dict(facts)
    applied, stale = [], []
    for correction in sorted(corrections, key=lambda one: (one.when, one.path)):
        head, _, value_path = correction.path.rpartition("/")
        record = next((one for category, identity, one in _records(data) if f"{category}/{identity}" == head), None)
        if record is not None and _decide(record, value_path, correction):
            applied.append(correction)
            _sweep(data)
        else:
            stale.append(correction)
    return Outcome(facts_from_dict(data), tuple(applied), tuple(stale))


# ---------------------------------------------------------------- records and their identity
def _records(data: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield "document", "", data["document"]
    for category, fields in IDENTITY.items():
        seen: dict[str, int] = {}
        for record in data.get(category) or []:
            identity = "|".join(_squeeze(record.get(name)) for name in fields)
            seen[identity] = seen.get(identity, 0) + 1
            yield category, identity if seen[identity] == 1 else f"{identity}#{seen[identity]}", record


def _squeeze(value: object) -> str:
    if isinstance(value, list):
        return "+".join(_squeeze(item) for item in value)
    text = "" if value is None else unicodedata.normalize("NFKC", str(value))
    return re.sub(r"[\s/|#]+", "", text)


def _of(category: str, identity: str, record: Mapping[str, Any]) -> Iterator[Item]:
    head = f"{category}/{identity}"
    told = record.get("evidence") or {}
    for path, evidence in told.items():
        if category == "document" and path.startswith("disclosure_counts."):
            continue  # said of the counts, which are no record
        yield Item(
            f"{head}/{path}",
            _get(record, path),
            evidence.get("text") or "",
            evidence.get("item"),
            evidence.get("line") or record.get("line"),
            evidence.get("page"),
            evidence.get("confidence") or "certain",
            evidence.get("reason"),
            evidence.get("cell"),
            tuple(evidence["box"]) if evidence.get("box") else None,
        )
    unsure = record.get("uncertain")
    for label in unsure if isinstance(unsure, list) else []:
        if FIELD.fullmatch(label):
            if label not in told:
                value, line = record.get(label), record.get("line")
                yield Item(f"{head}/{label}", value, "", None, line, None, "uncertain", UNSURE_FIELD)
            continue
        field = _list_of(category, label)
        yield Item(f"{head}/{field}[{label}]", label, label, None, record.get("line"), None, "uncertain", UNSURE_LABEL)


def _list_of(category: str, label: str) -> str:
    lists = {"systems": "connections", "files": "main_items", "acquisition": "methods"}
    if category == "acquisition" and not _is_method(label):
        return "sources"
    return lists.get(category, "methods")


def _is_method(label: str) -> bool:
    methods = (
        "紙",
        "電子記録媒体",
        "フラッシュメモリ",
        "電子メール",
        "専用線",
        "庁内連携システム",
        "情報提供ネットワークシステム",
        "その他",
    )
    return label.startswith(methods)


# ---------------------------------------------------------------- deciding
def _get(record: Any, path: str) -> Any:
    value = record
    for name in re.findall(r"[^.\[\]]+", path):
        if isinstance(value, list) and name.isdigit():
            value = value[int(name)] if int(name) < len(value) else None
        elif isinstance(value, Mapping):
            value = value.get(name)
        else:
            return None
    return value


def _decide(record: dict[str, Any], path: str, correction: Correction) -> bool:
    label = re.fullmatch(r"(\w+)\[(\D[^\]]*)\]", path)
    if label:
        return _decide_box(record, label[1], label[2], correction)
    evidence = (record.get("evidence") or {}).get(path)
    if evidence is None and FIELD.fullmatch(path) and path in (record.get("uncertain") or []):
        evidence = {}  # a field whose value could not be told, and that cites nothing
    if evidence is None or _squeeze(evidence.get("text")) != _squeeze(correction.words):
        return False
    if correction.action != "accept":
        _set(record, path, correction.value if correction.action == "correct" else None)
    evidence.update(confidence="certain", reason=f"{correction.who}: {correction.why}")
    unsure = record.get("uncertain")
    if isinstance(unsure, list):
        record["uncertain"] = [name for name in unsure if name != path]
    return True


def _decide_box(record: dict[str, Any], field: str, label: str, correction: Correction) -> bool:
    if label not in (record.get("uncertain") or []):
        return False
    record["uncertain"] = [name for name in record["uncertain"] if name != label]
    if correction.action == "accept":
        entry: Any = {"category": label, "names": []} if field == "sources" else label
        record[field] = [*(record.get(field) or []), entry]
    return True


def _set(record: dict[str, Any], path: str, value: Any) -> None:
    names = re.findall(r"[^.\[\]]+", path)
    holder = _get(record, ".".join(names[:-1])) if len(names) > 1 else record
    if isinstance(holder, list) and names[-1].isdigit() and int(names[-1]) < len(holder):
        holder[int(names[-1])] = value
    elif isinstance(holder, dict):
        holder[names[-1]] = value


def _sweep(data: dict[str, Any]) -> None:
    """Take rejected values out: emptied entries of lists, with the evidence paths behind them renumbered."""
    for _category, _identity, record in list(_records(data)):
        for name, entries in list(record.items()):
            if isinstance(entries, list) and any(entry is None for entry in entries) and name != "between":
                _close_gaps(record, name, entries)
    data["flows"] = [flow for flow in data.get("flows") or [] if flow.get("source") or flow.get("target")]


def _close_gaps(record: dict[str, Any], name: str, entries: list[Any]) -> None:
    kept = [index for index, entry in enumerate(entries) if entry is not None]
    new = {old: position for position, old in enumerate(kept)}
    record[name] = [entries[index] for index in kept]
    evidence = record.get("evidence") or {}
    renamed: dict[str, Any] = {}
    for path, one in evidence.items():
        found = re.match(rf"{re.escape(name)}\[(\d+)\]", path)
        if not found:
            renamed[path] = one
        elif int(found[1]) in new:
            renamed[f"{name}[{new[int(found[1])]}]{path[found.end() :]}"] = one
    if evidence:
        record["evidence"] = renamed


def correction_from_dict(data: Mapping[str, Any]) -> Correction:
    """A decision from a plain dictionary (YAML, store)."""
    names = {field.name for field in dataclasses.fields(Correction)}
    return Correction(**{"value": None, **{key: value for key, value in data.items() if key in names}})
