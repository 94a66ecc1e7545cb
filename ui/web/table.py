"""A table as a small page of its own: sortable, with a filter, citations in full; it loads nothing."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from bangolin.ui.exports.cells import plain
from bangolin.ui.rows import Table
from bangolin.ui.texts import text
from jinja2 import Environment, FileSystemLoader, select_autoescape

WIDE = frozenset({"citation", "words", "message", "statement"})


@cache
def _environment() -> Environment:
    folder = str(files(__package__))
    return Environment(loader=FileSystemLoader(folder), autoescape=select_autoescape(), trim_blocks=True)


def table_page(table: Table, language: str) -> str:
    """The HTML page of a table."""
    return (
        _environment()
        .get_template("table.html")
        .render(
            title=table.title,
            language=language,
            heads=list(zip(table.columns, table.heads(language), strict=True)),
            wide=WIDE,
            rows=[[plain(cell) for cell in row] for row in table.rows],
            filter=text(language, "label.filter"),
            none=text(language, "empty.filtered"),
        )
    )
