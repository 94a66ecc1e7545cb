"""GraphML, DOT and Mermaid: the drawn things and lines of one picture, for programs that draw graphs themselves."""

from __future__ import annotations

import networkx
from bangolin.ui.drawings.drawing import Drawing
from bangolin.ui.drawings.styles import kind_style, line_style
from bangolin.ui.exports.cells import CONTROL
from bangolin.ui.exports.pack import Pack
from bangolin.ui.texts import word


def graphml(pack: Pack) -> str:
    """Every picture of the pack in one GraphML graph; ids carry the number of the picture."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(disclaimer=pack.disclaimer, title=pack.title)
    for number, drawing in enumerate(_drawings(pack), start=1):
        ids = _ids(drawing, f"p{number}_")
        for thing in drawing.things:
            graph.add_node(
                ids[thing.id],
                label=_clean(thing.label),
                kind=thing.kind,
                zone=thing.zone,
                answer=thing.answer,
                start=thing.start,
                places=max(1, len(thing.members)),
                x=thing.x,
                y=thing.y,
            )
        for line in drawing.lines:
            edge = {"number": line.number, "style": line.style, "both": line.both, "flows": len(line.flows)}
            graph.add_edge(ids[line.source], ids[line.target], key=f"p{number}_{line.number}", **edge)
    return "\n".join(networkx.generate_graphml(graph)) + "\n"


def dot(drawing: Drawing, language: str, disclaimer: str) -> str:
    """One picture in the DOT language, left to right, one rank group a zone."""
    ids = _ids(drawing)
    lines = [
        "digraph bangolin {",
        f"  // {disclaimer}",
        f"  graph [rankdir=LR, labelloc=b, label={_quoted(disclaimer)}, fontname={_quoted('Noto Sans JP')}];",
        '  node [shape=box, style="filled,rounded", fontname="Noto Sans JP"];',
        '  edge [fontname="Noto Sans JP"];',
    ]
    for number, band in enumerate(drawing.bands):
        lines.append(f"  subgraph cluster_{number} {{ label={_quoted(band.title)};")
        for thing in drawing.things:
            if thing.zone == band.zone:
                look = kind_style(thing.kind)
                words = f"{thing.label}\n{word(language, 'answer_short', thing.answer)}"
                lines.append(
                    f"    {ids[thing.id]} [label={_quoted(words)}, fillcolor={_quoted(look['fill'])}, "
                    f"color={_quoted(look['border'])}{', penwidth=3' if thing.start else ''}];"
                )
        lines.append("  }")
    dash = {"reaches": "solid", "data": "dashed", "link": "dotted", "excluded": "dashed"}
    for line in drawing.lines:
        both = ", dir=both" if line.both else ", arrowhead=tee" if line.style == "excluded" else ""
        lines.append(
            f'  {ids[line.source]} -> {ids[line.target]} [label="{line.number}", style={dash[line.style]}, '
            f"color={_quoted(line_style(line.style)['colour'])}{both}];"
        )
    return "\n".join([*lines, "}", ""])


def mermaid(drawing: Drawing, language: str, disclaimer: str) -> str:
    """One picture as a Mermaid flowchart."""
    ids = _ids(drawing)
    lines = [f"%% {disclaimer}", "flowchart LR"]
    for number, band in enumerate(drawing.bands):
        lines.append(f'  subgraph z{number}["{_entity(band.title)}"]')
        for thing in drawing.things:
            if thing.zone == band.zone:
                lines.append(
                    f'    {ids[thing.id]}["{_entity(thing.label)}<br/>'
                    f'{_entity(word(language, "answer_short", thing.answer))}"]'
                )
        lines.append("  end")
    arrow = {"reaches": "==>", "data": "-->", "link": "-.->", "excluded": "--x"}
    both = {"reaches": "<==>", "data": "<-->", "link": "<-.->", "excluded": "x--x"}
    for line in drawing.lines:
        shape = (both if line.both else arrow)[line.style]
        lines.append(f'  {ids[line.source]} {shape}|"{line.number}"| {ids[line.target]}')
    return "\n".join([*lines, ""])


def _drawings(pack: Pack) -> list[Drawing]:
    return [drawing for sheet in pack.sheets for drawing in sheet.drawings]


def _ids(drawing: Drawing, prefix: str = "") -> dict[str, str]:
    return {thing.id: f"{prefix}n{number}" for number, thing in enumerate(drawing.things, start=1)}


def _clean(words: str) -> str:
    return CONTROL.sub("", words)


def _quoted(words: str) -> str:
    return '"' + _clean(words).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _entity(words: str) -> str:
    """Text that Mermaid takes for text: what it could read as markup becomes an entity code."""
    return "".join(
        f"#{ord(sign)};" if sign in "\"'<>&#`{}[]|\\;" else sign for sign in _clean(words).replace("\n", " ")
    )
