"""A drawing as one HTML page that loads nothing: pyvis with our own template, vis-network read from the pyvis package.

Positions and lines are ours; vis-network moves the picture, finds what was clicked and never lays anything out.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyvis
from bangolin.ui.drawings.cards import flow_cards, place_cards
from bangolin.ui.drawings.draw import LIMIT, draw
from bangolin.ui.drawings.drawing import BASELINE, INSET, LEADING, LETTER, Drawing, Line, Thing
from bangolin.ui.drawings.scene import Record, place_id, scene_of
from bangolin.ui.drawings.shapes import arrow_head, outline
from bangolin.ui.drawings.styles import kind_style, line_style, styles
from bangolin.ui.drawings.svg import legend_svg, path
from bangolin.ui.texts import disclaimer, texts, word
from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup
from pyvis.network import Network

OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"hierarchical": {"enabled": False}, "improvedLayout": False},
    "interaction": {
        "hover": True,
        "dragNodes": False,
        "multiselect": False,
        "tooltipDelay": 150,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
    "nodes": {"shape": "custom", "chosen": False},
    "edges": {"hidden": True, "smooth": False, "chosen": False},
}
MOST_VARIANTS = 10


def page(answer: Record, **options: Any) -> str:
    """The interactive picture of an answer, with the options of `page_and_drawing`."""
    return page_and_drawing(answer, **options)[0]


def page_and_drawing(
    answer: Record,
    *,
    language: str = "ja",
    title: str = "",
    assessment: str | None = None,
    everything: bool = False,
    folded: bool = True,
    actions: bool = False,
    backward: bool = False,
    limit: int = LIMIT,
) -> tuple[str, Drawing]:
    """The interactive picture of an answer, and the drawing that it shows first. `actions` adds buttons that ask anew in
    the app around it; `backward` tells them that the ways lead to the start.
    """
    options: dict[str, Any] = {"language": language, "title": title, "assessment": assessment}
    options |= {"everything": everything, "limit": limit}
    first = draw(answer, folded=folded, **options)
    variants = {"": first}
    groups = [thing.id for thing in first.things if thing.folded]
    for id in groups[:MOST_VARIANTS]:
        variants[id] = draw(answer, unfolded=frozenset({id}), **options)
    if groups:
        variants["*"] = draw(answer, folded=False, **options)
    scene = scene_of(answer, assessment)
    data = {
        "variants": {id: _drawing(drawing, language) for id, drawing in variants.items()},
        "places": place_cards(scene, language),
        "flows": flow_cards(scene, language),
        "styles": styles(),
        "letters": [LETTER, LEADING, BASELINE, INSET],
        "actions": actions,
        "body": (assessment or "").split("/", 1)[0],
        "backward": backward,
        "texts": {
            key: value
            for key, value in texts(language).items()
            if key.startswith(("drawing.", "card.", "answer.", "kind."))
        },
    }
    return _render(first, data, language), first


@cache
def vis_network() -> str:
    """The source of vis-network that the pyvis package carries."""
    folder = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2"
    return (folder / "vis-network.min.js").read_text(encoding="utf-8").replace("</script", "<\\/script")


@cache
def _environment() -> Environment:
    folder = str(files(__package__))
    return Environment(loader=FileSystemLoader(folder), autoescape=select_autoescape(), trim_blocks=True)


def _render(drawing: Drawing, data: dict[str, Any], language: str) -> str:
    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    for number, thing in enumerate(drawing.things):
        network.add_node(number, label=" ", x=thing.x + thing.width / 2, y=thing.y + thing.height / 2, fixed=True)
    numbers = {thing.id: number for number, thing in enumerate(drawing.things)}
    for line in drawing.lines:
        network.add_edge(numbers[line.source], numbers[line.target], id=line.number)
    network.set_options(json.dumps(OPTIONS))
    network.path = "network.html"
    network.templateEnv = _environment().overlay()
    network.templateEnv.globals = {
        "data": data,
        "vis_network": Markup(vis_network()),
        "language": language,
        "title": drawing.title,
        "legend": Markup(legend_svg(drawing, language)),
        "disclaimer": disclaimer(language),
        "words": data["texts"],
    }
    return str(network.generate_html())


def _drawing(drawing: Drawing, language: str) -> dict[str, Any]:
    numbers = {thing.id: number for number, thing in enumerate(drawing.things)}
    flows = {flow: line.number for line in drawing.lines for flow in line.flows}
    return {
        "width": drawing.width,
        "height": drawing.height,
        "bands": [[band.title, band.x, min(band.width, drawing.width - band.x)] for band in drawing.bands],
        "things": [_thing(thing, flows, language) for thing in drawing.things],
        "lines": [_line(line, numbers) for line in drawing.lines],
    }


def _thing(thing: Thing, flows: dict[str, int], language: str) -> dict[str, Any]:
    form, detail = outline(thing)
    way = {flows[flow] for record in thing.members for flow in _way(record) if flow in flows}
    return {
        "id": thing.id,
        "label": thing.label,
        "lines": thing.lines,
        "kind": word(language, "kind", thing.kind),
        "fill": kind_style(thing.kind)["fill"],
        "border": kind_style(thing.kind)["border"],
        "form": form,
        "detail": detail,
        "answer": thing.answer,
        "start": thing.start,
        "folded": thing.folded,
        "box": [thing.x, thing.y, thing.width, thing.height],
        "places": [place_id(record["assessment"], record["key"]) for record in thing.members],
        "way": sorted(way),
    }


def _way(record: Record) -> list[str]:
    return [*record.get("way", ()), *(record.get("blocked_by", ()) if record.get("answer") == "excluded" else ())]


def _line(line: Line, numbers: dict[str, int]) -> dict[str, Any]:
    heads = [arrow_head(line.points[-1], line.points[-2])]
    if line.both:
        heads.append(arrow_head(line.points[0], line.points[1]))
    return {
        "number": line.number,
        "from": numbers[line.source],
        "to": numbers[line.target],
        "style": line.style,
        "look": dict(line_style(line.style)),
        "path": path(line.points),
        "heads": heads,
        "end": [line.points[-2], line.points[-1]],
        "marker": line.marker,
        "flows": line.flows,
    }
