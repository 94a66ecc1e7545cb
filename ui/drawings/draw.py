"""From an answer to a finished picture: fold, put into columns, order, settle, route. Nothing here is random."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from bangolin.ui.drawings.columns import Link, columns_of
from bangolin.ui.drawings.drawing import INSET, LETTER, Drawing, Line, Point, Thing
from bangolin.ui.drawings.fold import Group, fold
from bangolin.ui.drawings.lettering import wrap
from bangolin.ui.drawings.placing import HEAD, MARGIN, WIDTH, bands, placed, tallness
from bangolin.ui.drawings.routes import Box, Marked, markers
from bangolin.ui.drawings.scene import Record, Scene, scene_of, source_id, target_id
from bangolin.ui.drawings.styles import strength_style, styles
from bangolin.ui.texts import text

LIMIT, LINES = 150, 7
RANK = {"reaches": 0, "data": 1, "link": 2, "excluded": 3}


def draw(
    answer: Record,
    *,
    language: str = "ja",
    title: str = "",
    assessment: str | None = None,
    folded: bool = True,
    unfolded: frozenset[str] = frozenset(),
    everything: bool = False,
    limit: int = LIMIT,
) -> Drawing:
    """Draw a `trace`, `who` or `delegations` answer.

    `assessment` keeps one assessment's part; `folded` puts departments, parts and connection-only ways into counts;
    `unfolded` takes single folded boxes apart again; `everything` draws all flows between the drawn places instead of
    the cited ways only; `limit` bounds the things.
    """
    scene = scene_of(answer, assessment)
    groups, left_out = fold(scene, folded, limit, unfolded)
    if not groups:
        return Drawing(title, 2 * MARGIN + WIDTH, 2 * MARGIN + HEAD, legend=legend_of(()))
    links = _links(scene, groups, everything)
    return _placed(title, groups, links, left_out, len(scene.places), language, _parents(groups))


def _home(groups: Mapping[str, Group]) -> dict[str, str]:
    return {place.id: group.id for group in groups.values() for place in group.places}


def _parents(groups: Mapping[str, Group]) -> dict[str, str | None]:
    home = _home(groups)
    return {
        id: next(
            (home[place.parent] for place in group.places if place.parent in home and home[place.parent] != id), None
        )
        for id, group in groups.items()
    }


def _links(scene: Scene, groups: Mapping[str, Group], everything: bool) -> dict[Link, tuple[list[Record], bool]]:
    """Flows between the same two boxes become one line; a pair that runs both ways becomes one with two heads."""
    home = _home(groups)
    wanted = scene.flows if everything else scene.ways | scene.blocked
    between: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for id in sorted(wanted):
        flow = scene.flows.get(id)
        if flow is None:
            continue
        ends = home.get(source_id(flow)), home.get(target_id(flow))
        if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            between[ends[0], ends[1]].append(flow)
    links: dict[Link, tuple[list[Record], bool]] = {}
    for (source, target), flows in sorted(between.items()):
        if Link(target, source) in links:
            links[Link(target, source)] = (links[Link(target, source)][0] + flows, True)
        else:
            links[Link(source, target)] = (flows, False)
    return links


def _placed(
    title: str,
    groups: Mapping[str, Group],
    links: Mapping[Link, tuple[list[Record], bool]],
    left_out: int,
    count: int,
    language: str,
    parents: Mapping[str, str | None],
) -> Drawing:
    labels = {id: _label(group, language) for id, group in groups.items()}
    lines = {id: wrap(label, LETTER, WIDTH - INSET - 11, LINES) for id, label in labels.items()}
    column = columns_of({id: group.first.zone for id, group in groups.items()}, parents)
    found = placed(column, {id: tallness(len(lines[id])) for id in groups}, list(links))
    order = sorted(groups, key=_reading(found.boxes))
    things = tuple(_thing(groups[id], labels[id], lines[id], found.boxes[id]) for id in order)
    return Drawing(
        title=title,
        width=found.width,
        height=found.height,
        bands=bands({column[id]: group.first.zone for id, group in groups.items()}, found.left, language),
        things=things,
        lines=_lines(links, found.points, found.boxes),
        left_out=left_out,
        shown=count - left_out,
        legend=legend_of(things),
    )


def _reading(boxes: Mapping[str, Box]) -> Any:
    return lambda id: (boxes[id].x, boxes[id].y, id)


def _label(group: Group, language: str) -> str:
    if group.fold is None:
        return group.first.name
    return text(language, f"fold.{group.fold}", count=len(group.places))


def _thing(group: Group, label: str, lines: tuple[str, ...], box: Box) -> Thing:
    first = group.first
    return Thing(
        id=group.id,
        label=label,
        lines=lines,
        kind=first.kind,
        zone=first.zone,
        answer=first.answer,
        start=first.start,
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        members=tuple(place.record for place in group.places),
    )


def _lines(
    links: Mapping[Link, tuple[list[Record], bool]],
    found: Mapping[Link, tuple[Point, ...]],
    boxes: Mapping[str, Box],
) -> tuple[Line, ...]:
    order = sorted(links, key=lambda link: (found[link][0], found[link][-1], link.source, link.target))
    styled = [
        min((strength_style(flow["strength"]) for flow in links[link][0]), key=RANK.__getitem__) for link in order
    ]
    marked = [Marked(found[link], style == "excluded") for link, style in zip(order, styled, strict=True)]
    spots = markers(marked, boxes.values())
    return tuple(
        Line(
            number=number,
            source=link.source,
            target=link.target,
            style=style,
            both=links[link][1],
            points=found[link],
            marker=spot,
            flows=tuple(flow["id"] for flow in links[link][0]),
        )
        for number, (link, style, spot) in enumerate(zip(order, styled, spots, strict=True), start=1)
    )


def legend_of(things: Sequence[Thing]) -> tuple[tuple[str, str, str], ...]:
    """Entries (group, id, text key): the kinds that are drawn, then every line style."""
    kinds = [kind for kind in styles()["kinds"] if any(thing.kind == kind for thing in things)]
    return (
        *(("kind", kind, f"kind.{kind}") for kind in kinds),
        *(("line", style, f"answer.{style}") for style in styles()["lines"]),
    )
