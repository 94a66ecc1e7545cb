"""What a member of a board reads first: how many of which kind, and the rows that decide, before the long tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bangolin.ui.asking import Asked
from bangolin.ui.drawings.styles import answer_style, kind_of
from bangolin.ui.sentences import counted_records
from bangolin.ui.table import Table
from bangolin.ui.texts import text, texts, word

STYLES = ("reaches", "data", "link", "excluded")
DECISIVE = ("reaches", "excluded")
MOST_ROWS = 40


def counted(asked: Asked, language: str) -> Table | None:
    """How many places or viewers of each kind have each answer: the numbers of the sentence; None without answers."""
    records = [] if asked.answer.get("to") else counted_records(asked.answer)
    if not records:
        return None
    counts = Counter((_kind(asked, record), _style(record)) for record in records)
    kinds = sorted({kind for kind, _ in counts}, key=_order(language))
    rows = [
        (word(language, "kind", kind), *(counts[kind, style] or None for style in STYLES), _sum(counts, kind))
        for kind in kinds
    ]
    totals = [sum(counts[kind, style] for kind in kinds) for style in STYLES]
    rows.append((text(language, "export.total"), *totals, sum(totals)))
    columns = ("kind", *(f"answer_{style}" for style in STYLES), "total")
    return Table("counted", text(language, "export.counted"), columns, tuple(rows))


def _order(language: str) -> Any:
    names = [key for key in texts(language) if key.startswith("kind.")]
    return lambda kind: names.index(f"kind.{kind}")


def _sum(counts: Mapping[tuple[str, str], int], kind: str) -> int:
    return sum(counts.get((kind, style), 0) for style in STYLES)


def _kind(asked: Asked, record: Mapping[str, Any]) -> str:
    return str(record["kind"]) if "viewers" in asked.answer else kind_of(record["kind"])


def _style(record: Mapping[str, Any]) -> str:
    return answer_style(record["answer"], record.get("because"))


def deciding(tables: Sequence[Table], language: str) -> tuple[Table, int]:
    """The first table's rows that decide (certain and excluded ones where it has answers), and how many it leaves out."""
    table = tables[0]
    rows, title = list(table.rows), table.title
    if "answer" in table.columns:
        at = table.columns.index("answer")
        words = {text(language, f"answer.{style}") for style in DECISIVE}
        rows = [row for row in rows if row[at] in words]
        title = text(language, "export.reasons", table=table.title)
    shown = tuple(rows[:MOST_ROWS])
    return Table(table.id, title, table.columns, shown), len(table.rows) - len(shown)
