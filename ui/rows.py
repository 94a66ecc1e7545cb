"""The tables of an answer, once, for the screen and for every export: the same rows, the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bangolin.ui.asking import Asked
from bangolin.ui.drawings.cards import citation
from bangolin.ui.drawings.draw import draw
from bangolin.ui.drawings.scene import assessments_of, name_of, place_id, source_id, target_id
from bangolin.ui.drawings.styles import answer_style, kind_of
from bangolin.ui.texts import text, texts, word

Record = Mapping[str, Any]
Cell = str | int | float | bool | None


@dataclass(frozen=True)
class Table:
    """A titled table; `columns` are keys of the texts (`column.…`), rows hold plain cells."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def heads(self, language: str) -> tuple[str, ...]:
        """Column heads as words."""
        return tuple(texts(language).get(f"column.{column}", column) for column in self.columns)


def tables(asked: Asked, language: str) -> tuple[Table, ...]:
    """All tables of an answer; empty ones are kept, so that nothing missing is silently absent."""
    maker = MAKERS.get(asked.question, _any)
    names = short_names(asked.answer)
    return tuple(_shortened(table, names) for table in maker(asked.answer, language))


def _shortened(table: Table, names: Mapping[str, str]) -> Table:
    if "assessment" not in table.columns:
        return table
    at = table.columns.index("assessment")
    rows = tuple((*row[:at], names.get(str(row[at]), row[at]), *row[at + 1 :]) for row in table.rows)
    return replace(table, rows=rows)


def cited(evidence: Sequence[Record] | None, language: str) -> str:
    """Evidence as one line: item, place in the document, words."""
    parts = []
    for piece in evidence or ():
        found = citation(piece, language)
        words = f"「{found['words']}」" if found["words"] else ""
        part = " ".join(part for part in (found["item"], found["where"], words) if part)
        if part not in parts:
            parts.append(part)
    return " ／ ".join(parts)


def flow_numbers(answer: Record) -> dict[str, int]:
    """The number that each drawn flow has in the picture of its assessment."""
    return {
        flow: line.number
        for assessment in assessments_of(answer)
        for line in draw(answer, assessment=assessment).lines
        for flow in line.flows
    }


def short_names(answer: Record) -> dict[str, str]:
    """Assessments as people call them: by their body alone, unless the answer speaks of two of one body."""
    lists = ("places", "viewers", "chains", "flows", "bodies", "findings", "exposed")
    records = [record for name in lists if isinstance(answer.get(name), list) for record in answer[name]]
    keys = {record["assessment"] for record in records if record.get("assessment")}
    bodies = [key.split("/", 1)[0] for key in sorted(keys)]
    return {key: body if bodies.count(body) == 1 else key for key, body in zip(sorted(keys), bodies, strict=True)}


def _answer(record: Record, language: str) -> str:
    return text(language, f"answer.{answer_style(record['answer'], record.get('because'))}")


def _yes(value: object, language: str) -> str:
    return text(language, "label.yes_" if value else "label.no_")


def _list(value: object, language: str) -> str:
    if isinstance(value, list | tuple):
        return ("、" if language == "ja" else ", ").join(map(str, value))
    return "" if value in (None, "not stated") else str(value)


def _trace(answer: Record, language: str) -> tuple[Table, ...]:
    places = place_table("places", answer["places"], answer["flows"], language)
    return (places, *_common(answer, language))


def place_table(id: str, places: Sequence[Record], stated: Sequence[Record], language: str) -> Table:
    """Places with their answers, each with the evidence of the hop that reaches or bars it."""
    columns = ("name", "kind", "organization", "answer", "hops", "outside", "identifier", "assessment", "citation")
    flows = {flow["id"]: flow for flow in stated}
    rows = tuple(
        (
            place["name"],
            word(language, "kind", kind_of(place["kind"])),
            place.get("organization"),
            _answer(place, language),
            place["hops"],
            _yes(place["outside"], language),
            place.get("identifier"),
            place["assessment"],
            cited(_last(place, flows), language),
        )
        for place in places
    )
    return Table(id, text(language, f"label.{id}"), columns, rows)


def _last(record: Record, flows: Mapping[str, Record]) -> Sequence[Record]:
    """Evidence of the hop that reaches a place, or of the one that bars it."""
    ids = record["way"][-1:] or record["blocked_by"]
    return [piece for id in ids if id in flows for piece in flows[id]["evidence"]]


def _who(answer: Record, language: str) -> tuple[Table, ...]:
    columns = ("name", "kind", "organization", "answer", "tier", "scope", "outside", "people", "assessment", "citation")
    bands = {group["id"]: _band(group, language) for group in answer.get("groups", ())}
    rows = tuple(
        (
            viewer["name"],
            word(language, "kind", viewer["kind"]),
            viewer.get("organization"),
            _answer(viewer, language),
            viewer.get("tier"),
            viewer.get("scope"),
            _yes(viewer["outside"], language),
            bands.get(viewer.get("group") or ""),
            viewer["assessment"],
            cited(viewer["evidence"], language),
        )
        for viewer in answer["viewers"]
    )
    groups = tuple((group.get("of"), _band(group, language), cited(group["evidence"], language)) for group in
                   answer.get("groups", ()))  # fmt: skip
    return (
        Table("viewers", text(language, "label.viewers"), columns, rows),
        Table("groups", text(language, "label.groups"), ("title", "people", "citation"), groups),
        *_common(answer, language),
    )


def _band(group: Record, language: str) -> str:
    people = group.get("people") or {}
    least, most = people.get("min"), people.get("max")
    if least is None and most is None:
        return text(language, "card.not_stated")
    ends = ["" if end is None else f"{end:,}" for end in (least, most)]
    return "–".join(ends)


def _common(answer: Record, language: str) -> tuple[Table, ...]:
    return flow_table(answer, language), gap_table(answer, language)


def flow_table(answer: Record, language: str) -> Table:
    """All flows of an answer, with the number that they have in the picture."""
    columns = ("number", "source", "target", "kind", "strength", "my_number", "carries", "media", "network",
               "protection", "legal_basis", "assessment", "citation")  # fmt: skip
    numbers = flow_numbers(answer) if "places" in answer or "viewers" in answer else {}
    names = {
        place_id(record["assessment"], record["key"]): record["name"]
        for record in [*answer.get("places", ()), *answer.get("viewers", ())]
    }
    rows = [
        (
            numbers.get(flow["id"]),
            names.get(source_id(flow)) or name_of(flow["source"]),
            names.get(target_id(flow)) or name_of(flow["target"]),
            word(language, "flow", flow["kind"]),
            word(language, "strength", flow["strength"]),
            word(language, "my_number", flow.get("my_number")),
            _list(flow.get("carries"), language),
            _list(flow.get("media"), language),
            _list(flow.get("network"), language),
            _list(flow.get("protection"), language),
            _list(flow.get("legal_basis"), language),
            flow["assessment"],
            cited(flow["evidence"], language),
        )
        for flow in answer.get("flows", ())
    ]
    rows.sort(key=lambda row: (row[11], row[0] is None, row[0] or 0, row[1], row[2], row[3], row[12]))
    return Table("flows", text(language, "label.flows"), columns, tuple(rows))


def gap_table(answer: Record, language: str) -> Table:
    """What the documents leave open."""
    message = "message" if language == "ja" else "message_en"
    rows = tuple(
        (word(language, "gap", gap["kind"]), gap.get(message) or gap["message"], cited(gap.get("evidence"), language))
        for gap in answer.get("gaps", ())
    )
    return Table("gaps", text(language, "gap.title"), ("kind", "message", "citation"), rows)


def _delegations(answer: Record, language: str) -> tuple[Table, ...]:
    columns = ("assessment", "file", "number", "title", "tier", "name", "redelegated", "scope", "media", "consent",
               "citation")  # fmt: skip
    rows = tuple(
        (
            chain["assessment"],
            chain["file"],
            chain["ordinal"],
            chain["title"],
            link["tier"],
            link["name"] if link["named"] else link["name"] or text(language, "label.not_named"),
            redelegated(link["redelegated"], language),
            link.get("scope"),
            _list(link.get("media"), language),
            chain.get("consent"),
            cited(link["evidence"], language),
        )
        for chain in answer["chains"]
        for link in chain["links"]
    )
    gaps = {"gaps": [gap for chain in answer["chains"] for gap in chain.get("gaps", ())]}
    return Table("chains", text(language, "label.chains"), columns, rows), gap_table(gaps, language)


def redelegated(value: object, language: str) -> str:
    """再委託の有無 as words."""
    name = {True: "yes", False: "no"}.get(value, "unknown") if isinstance(value, bool) else "unknown"
    return text(language, f"tree.redelegated_{name}")


def _sees(answer: Record, language: str) -> tuple[Table, ...]:
    columns = ("assessment", "name", "kind", "file", "answer", "subjects", "items", "citation")
    flows = {flow["id"]: flow for flow in answer["flows"]}
    rows = tuple(
        (
            seen["assessment"],
            seen["name"],
            _kinds(file["as"], language),
            file["name"],
            _answer(file, language),
            _band({"people": file["subjects"]}, language),
            _items(file["fields"], language),
            cited(_way_end(file["way"], flows), language),
        )
        for seen in answer["bodies"]
        for file in seen["files"]
    )
    return (Table("bodies", text(language, "label.seen"), columns, rows), *_common(answer, language))


def _breach(answer: Record, language: str) -> tuple[Table, ...]:
    columns = ("assessment", "name", "kind", "file", "answer", "subjects", "items", "citation")
    flows = {flow["id"]: flow for flow in answer["flows"]}
    rows = tuple(
        (
            one["assessment"],
            one["name"],
            _kinds(one["as"], language),
            one["file"],
            _answer(one, language),
            _band({"people": one["subjects"]}, language),
            _items(one["fields"], language),
            cited(_way_end(one["way"], flows), language),
        )
        for one in answer["exposed"]
    )
    exposed = Table("exposed", text(language, "label.exposed"), columns, rows)
    onward = place_table("onward", answer["onward"], answer["flows"], language)
    return (exposed, onward, *_common(answer, language))


def _kinds(kinds: Sequence[str], language: str) -> str:
    return _list([word(language, "flow", kind) for kind in kinds], language)


def _items(fields: Sequence[Record], language: str) -> str:
    """Items as words: all names where they are few, else how many and the first ones."""
    names = list(dict.fromkeys(str(field["name"]) for field in fields))
    words = _list(names[:12], language)
    return words if len(names) <= 12 else text(language, "label.and_more", words=words, count=len(names))


def _way_end(way: Sequence[str], flows: Mapping[str, Record]) -> list[Record]:
    return [piece for id in way[-1:] if id in flows for piece in flows[id]["evidence"]]


def _compare(answer: Record, language: str) -> tuple[Table, ...]:
    flows = {flow["id"]: flow for flow in answer.get("flows", ())}
    columns = ("name", "kind", "before", "after", "hops", "citation")
    changes = tuple(
        Table(
            name, text(language, f"label.{name}"), columns, tuple(_change(row, flows, language) for row in answer[name])
        )
        for name in ("appeared", "vanished", "shorter")
    )
    sets = tuple(
        (text(language, f"label.{name}"), text(language, f"label.{change}"), item)
        for name in ("recipients", "contractors", "fields")
        for change in ("appeared", "vanished")
        for item in answer.get(name, {}).get(change, ())
    )
    return (*changes, Table("sets", text(language, "label.sets"), ("kind", "change", "name"), sets))


def _change(row: Record, flows: Mapping[str, Record], language: str) -> tuple[Cell, ...]:
    before, after = row["a"], row["b"]
    none = text(language, "answer.none")
    return (
        row["name"],
        word(language, "kind", kind_of(row["kind"])),
        _answer(before, language) if before else none,
        _answer(after, language) if after else none,
        " → ".join(str(side["hops"]) if side else "—" for side in (before, after)),
        cited(_way_end((after or before)["way"], flows), language),
    )


def _cut(answer: Record, language: str) -> tuple[Table, ...]:
    kept = flow_table({"flows": answer["kept"]}, language)
    return (
        flow_table({"flows": answer["flows"]}, language),
        Table("kept", text(language, "label.kept"), kept.columns, kept.rows),
        gap_table(answer, language),
    )


def _check(answer: Record, language: str) -> tuple[Table, ...]:
    titles = {rule["id"]: _title(rule["title"], language) for rule in answer["rules"]}
    findings = tuple(
        (
            finding["id"],
            word(language, "severity", finding["severity"]),
            titles.get(finding["rule"], finding["rule"]),
            finding["message"],
            _plain(finding["subject"]),
            _accepted(finding.get("accepted")),
            finding["assessment"],
            cited(finding["evidence"], language),
        )
        for finding in answer["findings"]
    )
    rules = tuple((rule["id"], titles[rule["id"]], rule["checked"], rule["found"]) for rule in answer["rules"])
    columns = ("id", "severity", "rule", "message", "subject", "accepted", "assessment", "citation")
    return (
        Table("findings", text(language, "label.findings"), columns, findings),
        Table("rules", text(language, "label.rules"), ("rule", "title", "checked", "found"), rules),
    )


def _title(title: Any, language: str) -> str:
    return str(title.get(language) or title.get("ja")) if isinstance(title, Mapping) else str(title)


def _accepted(accepted: Any) -> str:
    if not accepted:
        return ""
    parts = [accepted.get(name) for name in ("reason", "why", "who", "until")] if isinstance(accepted, Mapping) else []
    return "　".join(str(part) for part in parts if part) or "○"


def _query(answer: Record, language: str) -> tuple[Table, ...]:
    rows = tuple(tuple(_plain(cell) for cell in row) for row in answer["rows"])
    return (Table("rows", text(language, "label.table"), tuple(answer["columns"]), rows),)


def _any(answer: Record, language: str) -> tuple[Table, ...]:
    """Tables of an answer whose shape has no words of its own here: one for each list of records in it."""
    return tuple(
        flow_table(answer, language) if name == "flows" else _records(name, value, language)
        for name, value in answer.items()
        if name != "cypher" and isinstance(value, list) and all(isinstance(record, Mapping) for record in value)
    )


def _records(name: str, records: Sequence[Record], language: str) -> Table:
    columns = tuple(dict.fromkeys(column for record in records for column in record))
    rows = tuple(
        tuple(
            cited(record.get(column), language) if column == "evidence" else _plain(record.get(column))
            for column in columns
        )
        for record in records
    )
    named = tuple("citation" if column == "evidence" else column for column in columns)
    return Table(name, texts(language).get(f"label.{name}", name), named, rows)


def _plain(value: Any) -> Cell:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Mapping):
        if "name" in value:
            return str(value["name"])
        if "ja" in value:
            return str(value["ja"])
        return "、".join(f"{key}: {_plain(inner)}" for key, inner in value.items() if inner not in (None, [], ""))
    if isinstance(value, list | tuple):
        return "、".join(str(_plain(inner)) for inner in value)
    return str(value)


MAKERS: Mapping[str, Callable[[Record, str], tuple[Table, ...]]] = {
    "trace": _trace,
    "who": _who,
    "delegations": _delegations,
    "sees": _sees,
    "breach": _breach,
    "compare": _compare,
    "cut": _cut,
    "check": _check,
    "query": _query,
}
