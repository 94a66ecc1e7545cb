"""The tables of an answer, once, for the screen and for every export: the same rows, the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bangolin.ui.asking import Asked
from bangolin.ui.drawings.styles import kind_of
from bangolin.ui.reading import (
    Cell,
    Record,
    acceptance,
    answer_words,
    cited,
    head_count,
    item_names,
    kinds_of_flow,
    listed,
    plain,
    redelegated,
    rule_title,
    yes_or_no,
)
from bangolin.ui.table import Table, flow_table, gap_table, place_table
from bangolin.ui.texts import text, texts, word


def tables(asked: Asked, language: str, wanted: Sequence[str] = ()) -> tuple[Table, ...]:
    """All tables of an answer, or those of some ids; empty ones are kept, so that nothing missing is silently absent.

    Where each is made by itself, only what is wanted is made: flows have the numbers of every picture beside them.
    """
    names = short_names(asked.answer)
    if asked.question in PARTED:
        parts = PARTED[asked.question].items()
        made = tuple(make(asked.answer, language) for id, make in parts if not wanted or id in wanted)
    else:
        made = MAKERS.get(asked.question, _any)(asked.answer, language)
    return tuple(_shortened(table, names) for table in made if not wanted or table.id in wanted)


def _shortened(table: Table, names: Mapping[str, str]) -> Table:
    if "assessment" not in table.columns:
        return table
    at = table.columns.index("assessment")
    rows = tuple((*row[:at], names.get(str(row[at]), row[at]), *row[at + 1 :]) for row in table.rows)
    return replace(table, rows=rows)


def short_names(answer: Record) -> dict[str, str]:
    """Assessments as people call them: by their body alone, unless the answer speaks of two of one body."""
    lists = ("places", "viewers", "chains", "flows", "bodies", "findings", "exposed")
    records = [record for name in lists if isinstance(answer.get(name), list) for record in answer[name]]
    keys = {record["assessment"] for record in records if record.get("assessment")}
    bodies = [key.split("/", 1)[0] for key in sorted(keys)]
    return {key: body if bodies.count(body) == 1 else key for key, body in zip(sorted(keys), bodies, strict=True)}


def _places(answer: Record, language: str) -> Table:
    return place_table("places", answer["places"], answer["flows"], language)


def _viewers(answer: Record, language: str) -> Table:
    columns = ("name", "kind", "organization", "answer", "tier", "scope", "outside", "people", "assessment", "citation")
    bands = {group["id"]: head_count(group, language) for group in answer.get("groups", ())}
    rows = tuple(
        (
            viewer["name"],
            word(language, "kind", viewer["kind"]),
            viewer.get("organization"),
            answer_words(viewer, language),
            viewer.get("tier"),
            viewer.get("scope"),
            yes_or_no(viewer["outside"], language),
            bands.get(viewer.get("group") or ""),
            viewer["assessment"],
            cited(viewer["evidence"], language),
        )
        for viewer in answer["viewers"]
    )
    return Table("viewers", text(language, "label.viewers"), columns, rows)


def _groups(answer: Record, language: str) -> Table:
    groups = tuple((group.get("of"), head_count(group, language), cited(group["evidence"], language)) for group in
                   answer.get("groups", ()))  # fmt: skip
    return Table("groups", text(language, "label.groups"), ("title", "people", "citation"), groups)


def _common(answer: Record, language: str) -> tuple[Table, ...]:
    return flow_table(answer, language), gap_table(answer, language)


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
            listed(link.get("media"), language),
            chain.get("consent"),
            cited(link["evidence"], language),
        )
        for chain in answer["chains"]
        for link in chain["links"]
    )
    chains = Table("chains", text(language, "label.chains"), columns, rows)
    return chains, _concentration(answer, language), gap_table(answer, language)


def _concentration(answer: Record, language: str) -> Table:
    """How much stands behind each named contractor: assessments, matters, whole files, subjects."""
    columns = ("name", "assessments", "delegations", "tier", "whole_files", "delegated_subjects")
    rows = tuple(
        (
            one["name"],
            one["assessments"],
            one["chains"],
            listed(one["tiers"], language),
            one["whole_files"],
            head_count({"people": one["subjects"] if one["subjects"]["min"] else {}}, language),
        )
        for one in answer.get("contractors", ())
    )
    return Table("concentration", text(language, "label.concentration"), columns, rows)


def _sees(answer: Record, language: str) -> tuple[Table, ...]:
    seen = [(one, one["name"], file["name"], file) for one in answer["bodies"] for file in one["files"]]
    return (_contents("bodies", "label.seen", seen, answer, language), *_common(answer, language))


def _breach(answer: Record, language: str) -> tuple[Table, ...]:
    exposed = [(one, one["name"], one["file"], one) for one in answer["exposed"]]
    onward = place_table("onward", answer["onward"], answer["flows"], language)
    return (_contents("exposed", "label.exposed", exposed, answer, language), onward, *_common(answer, language))


def _contents(
    id: str, title: str, found: Sequence[tuple[Record, str, str, Record]], answer: Record, language: str
) -> Table:
    """What of whom somebody gets: one row an assessment, name and file, with what the answer says of the file."""
    columns = ("assessment", "name", "kind", "file", "answer", "subjects", "items", "citation")
    flows = {flow["id"]: flow for flow in answer["flows"]}
    rows = tuple(
        (
            of["assessment"],
            name,
            kinds_of_flow(file["as"], language),
            file_name,
            answer_words(file, language),
            head_count({"people": file["subjects"]}, language),
            item_names(file["fields"], language),
            cited(_way_end(file["way"], flows), language),
        )
        for of, name, file_name, file in found
    )
    return Table(id, text(language, title), columns, rows)


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
    named = Table("sets", text(language, "label.sets"), ("kind", "change", "name"), sets)
    return (*changes, named, gap_table(answer, language))


def _change(row: Record, flows: Mapping[str, Record], language: str) -> tuple[Cell, ...]:
    before, after = row["a"], row["b"]
    none = text(language, "answer.none")
    return (
        row["name"],
        word(language, "kind", kind_of(row["kind"])),
        answer_words(before, language) if before else none,
        answer_words(after, language) if after else none,
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
    titles = {rule["id"]: rule_title(rule["title"], language) for rule in answer["rules"]}
    findings = tuple(
        (
            finding["id"],
            word(language, "severity", finding["severity"]),
            titles.get(finding["rule"], finding["rule"]),
            finding["message"],
            plain(finding["subject"]),
            acceptance(finding.get("accepted")),
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
        gap_table(answer, language),
    )


def _query(answer: Record, language: str) -> tuple[Table, ...]:
    rows = tuple(tuple(plain(cell) for cell in row) for row in answer["rows"])
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
            cited(record.get(column), language) if column == "evidence" else plain(record.get(column))
            for column in columns
        )
        for record in records
    )
    named = tuple("citation" if column == "evidence" else column for column in columns)
    return Table(name, texts(language).get(f"label.{name}", name), named, rows)


PARTED: Mapping[str, Mapping[str, Callable[[Record, str], Table]]] = {
    "trace": {"places": _places, "flows": flow_table, "gaps": gap_table},
    "who": {"viewers": _viewers, "groups": _groups, "flows": flow_table, "gaps": gap_table},
}
MAKERS: Mapping[str, Callable[[Record, str], tuple[Table, ...]]] = {
    "delegations": _delegations,
    "sees": _sees,
    "breach": _breach,
    "compare": _compare,
    "cut": _cut,
    "check": _check,
    "query": _query,
}
