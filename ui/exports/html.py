"""HTML: one page that works offline, with the interactive pictures, the tables and the words of the documents."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from bangolin.ui.drawings.network import page
from bangolin.ui.drawings.scene import assessments_of
from bangolin.ui.drawings.svg import svg
from bangolin.ui.exports.cells import plain
from bangolin.ui.exports.facts import about
from bangolin.ui.exports.pack import Pack, Sheet
from bangolin.ui.exports.story import GAPS
from bangolin.ui.texts import text
from jinja2 import Environment, FileSystemLoader, select_autoescape


def html_text(pack: Pack) -> str:
    """The pack as one HTML page. Pictures stand in frames of their own that may run only our script."""
    sheets = [_sheet(sheet, pack) for sheet in pack.sheets]
    template = _environment().get_template("page.html")
    return template.render(pack=pack, about=about(pack), sheets=sheets, none=text(pack.language, "export.none"),
                           contents=text(pack.language, "export.contents"),
                           cypher=text(pack.language, "label.cypher"))  # fmt: skip


@cache
def _environment() -> Environment:
    folder = str(files(__package__))
    return Environment(loader=FileSystemLoader(folder), autoescape=select_autoescape(), trim_blocks=True)


def _sheet(sheet: Sheet, pack: Pack) -> dict[str, Any]:
    among = assessments_of(sheet.asked.answer)
    pictures = [
        {
            "title": drawing.title,
            "svg": svg(drawing, pack.language),
            "frame": page(sheet.asked.answer, language=pack.language, title=drawing.title, assessment=assessment),
        }
        for assessment, drawing in zip(among, sheet.drawings, strict=False)
    ]
    tables = [
        {
            "title": table.title,
            "heads": table.heads(pack.language),
            "rows": [[plain(cell) for cell in row] for row in table.rows],
        }
        for table in sorted(sheet.tables, key=lambda table: table.id != GAPS)
    ]
    statements = sheet.asked.answer.get("cypher", ())
    return {"sheet": sheet, "pictures": pictures, "tables": tables, "cypher": statements}
