"""Titled tables of plain cells, and those that several questions have: places, flows, and what is not stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bangolin.ui.drawings.draw import draw
from bangolin.ui.drawings.scene import assessments_of, name_of, place_id, source_id, target_id
from bangolin.ui.drawings.styles import kind_of
from bangolin.ui.reading import Cell, Record, answer_words, cited, identifiers_words, listed, noted, yes_or_no
from bangolin.ui.texts import text, texts, word


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


def place_table(id: str, places: Sequence[Record], stated: Sequence[Record], language: str) -> Table:
    """Places with their answers, each with the evidence of the hop that reaches or bars it."""
    columns = ("name", "kind", "organization", "answer", "hops", "outside", "identifier", "assessment", "citation")
    flows = {flow["id"]: flow for flow in stated}
    rows = tuple(
        (
            place["name"],
            word(language, "kind", kind_of(place["kind"])),
            place.get("organization"),
            answer_words(place, language),
            place["hops"],
            yes_or_no(place["outside"], language),
            identifiers_words(place, flows, language),
            place["assessment"],
            _with_note(cited(_last(place, flows), language), place, flows, language),
        )
        for place in places
    )
    return Table(id, text(language, f"label.{id}"), columns, rows)


def _with_note(words: str, place: Record, flows: Mapping[str, Record], language: str) -> str:
    """The citation of a place, and what is to be said beside the hop that leads there."""
    last = flows.get((place["way"] or [""])[-1], {})
    return " ※".join(part for part in (words, noted(last, language)) if part)


def _last(record: Record, flows: Mapping[str, Record]) -> Sequence[Record]:
    """Evidence of the hop that reaches a place, or of the one that bars it."""
    ids = record["way"][-1:] or record["blocked_by"]
    return [piece for id in ids if id in flows for piece in flows[id]["evidence"]]


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
            listed(flow.get("carries"), language),
            listed(flow.get("media"), language),
            listed(flow.get("network"), language),
            listed(flow.get("protection"), language),
            listed(flow.get("legal_basis"), language),
            flow["assessment"],
            " ※".join(part for part in (cited(flow["evidence"], language), noted(flow, language)) if part),
        )
        for flow in answer.get("flows", ())
    ]
    rows.sort(key=lambda row: (row[11], row[0] is None, row[0] or 0, row[1], row[2], row[3], row[12]))
    return Table("flows", text(language, "label.flows"), columns, tuple(rows))


def gap_table(answer: Record, language: str) -> Table:
    """What the documents leave open."""
    message = "message" if language == "ja" else "message_en"
    rows = tuple(
        (
            word(language, "gap", gap["kind"]),
            gap.get("weight", 1),
            gap.get(message) or gap["message"],
            cited(gap.get("evidence"), language),
        )
        for gap in answer.get("gaps", ())
    )
    return Table("gaps", text(language, "gap.title"), ("kind", "weight", "message", "citation"), rows)


def flow_numbers(answer: Record) -> dict[str, int]:
    """The number that each drawn flow has in the picture of its assessment."""
    return {
        flow: line.number
        for assessment in assessments_of(answer)
        for line in draw(answer, assessment=assessment).lines
        for flow in line.flows
    }
