"""A table as a small page of its own: sortable, with a filter, citations in full, a page of rows at a time; it loads nothing."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from bangolin.ui.exports.cells import plain
from bangolin.ui.table import Table
from bangolin.ui.texts import text
from jinja2 import Environment, FileSystemLoader, select_autoescape

KINDS = {
    **dict.fromkeys(("citation", "words", "message", "statement", "items"), "wide"),
    **dict.fromkeys(("name", "source", "target", "title"), "name"),
    **dict.fromkeys(
        ("assessment", "rule", "subject", "file", "answer", "legal_basis", "carries", "organization"), "middle"
    ),
    **dict.fromkeys(("protection", "consent"), "middle"),
    **dict.fromkeys(("people", "subjects", "kind", "tier"), "short"),
}


@cache
def _environment() -> Environment:
    folder = str(files(__package__))
    made = Environment(loader=FileSystemLoader(folder), autoescape=select_autoescape(), trim_blocks=True)
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return made


def table_page(table: Table, language: str) -> str:
    """The HTML page of a table; columns without a single cell are left out."""
    cells = [[plain(cell) for cell in row] for row in table.rows]
    used = [number for number in range(len(table.columns)) if any(row[number] != "" for row in cells)]
    heads = list(zip(table.columns, table.heads(language), strict=True))
    return (
        _environment()
        .get_template("table.html")
        .render(
            title=table.title,
            language=language,
            heads=[heads[number] for number in used],
            classes=[KINDS.get(table.columns[number], "") for number in used],
            rows=[[row[number] for number in used] for row in cells],
            filter=text(language, "label.filter"),
            none=text(language, "empty.filtered"),
            words={name: text(language, f"rows.{name}") for name in ("shown", "back", "on")},
        )
    )
