"""What a pack says about itself: date, mark, editions with digests, results with digests, the tool's version."""

from __future__ import annotations

from bangolin.ui.exports.pack import Pack, Sheet
from bangolin.ui.texts import text


def about(pack: Pack) -> list[tuple[str, str]]:
    """Rows of name and value for a cover."""
    rows = [(text(pack.language, "label.date"), pack.date or text(pack.language, "document.undated"))]
    if pack.mark:
        rows.append((text(pack.language, "label.mark"), pack.mark))
    rows.append((text(pack.language, "label.version"), f"Bangolin {pack.version}"))
    for edition in pack.editions:
        rows.append((text(pack.language, "column.edition"), _edition(edition)))
    for sheet in pack.sheets:
        rows.append((text(pack.language, "label.question"), sheet.title))
        rows.append((text(pack.language, "label.parameters"), parameters(sheet)))
        rows.append((text(pack.language, "label.result_digest"), sheet.digest))
    return rows


def parameters(sheet: Sheet) -> str:
    """The parameters of a question on one line."""
    return ", ".join(f"{name}={value}" for name, value in sorted(sheet.asked.parameters.items())) or "—"


def _edition(edition: object) -> str:
    assert hasattr(edition, "get")
    parts = [edition.get("edition") or edition.get("assessment"), edition.get("published")]
    digest = edition.get("digest") or edition.get("facts_digest")
    if digest:
        parts.append(f"SHA-256 {digest}")
    return "　".join(str(part) for part in parts if part)
