"""Where the entries of the legend stand under a picture: one row of line styles, one of kinds, one of signs."""

from __future__ import annotations

from dataclasses import dataclass

from bangolin.ui.drawings.drawing import Drawing
from bangolin.ui.drawings.lettering import text_width
from bangolin.ui.texts import text

LEGEND_HEIGHT = 88.0


@dataclass(frozen=True)
class Entry:
    """One entry: its sample begins at `x`, its words `indent` further; `y` is the baseline below the picture."""

    group: str
    id: str
    words: str
    x: float
    y: float
    indent: float


def legend_entries(drawing: Drawing, language: str) -> tuple[Entry, ...]:
    """Entries of the drawing's legend, in rows below the picture."""
    entries = []
    for row, (group, indent) in enumerate((("line", 64.0), ("kind", 34.0), ("note", 0.0))):
        x = 22.0
        for id, words in _row(drawing, group, language):
            entries.append(Entry(group, id, words, x, 24.0 + 24.0 * row, indent))
            x += indent + text_width(words, 11) + 22
    return tuple(entries)


def _row(drawing: Drawing, group: str, language: str) -> list[tuple[str, str]]:
    if group == "note":
        notes = [text(language, "drawing.number")]
        if drawing.left_out:
            notes.append(text(language, "drawing.left_out", shown=drawing.shown, left_out=drawing.left_out))
        notes += [text(language, "drawing.gathered")] if drawing.gathered else []
        notes += [text(language, "drawing.followed")] if any(thing.note for thing in drawing.things) else []
        return [("note", note) for note in notes]
    return [(id, text(language, key)) for kind, id, key in drawing.legend if kind == group]
