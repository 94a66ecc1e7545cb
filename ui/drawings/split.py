"""A picture of more places than a sheet of paper can show: an overview of the trust zones, then one page a zone.

Everything comes from the whole picture: the same boxes, the same lines under the same numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bangolin.ui.drawings.columns import Link
from bangolin.ui.drawings.draw import RANK, legend_of
from bangolin.ui.drawings.drawing import Drawing, Line, Thing
from bangolin.ui.drawings.placing import bands, placed, tallness
from bangolin.ui.drawings.routes import Marked, markers
from bangolin.ui.drawings.shapes import marker_width
from bangolin.ui.drawings.styles import zones
from bangolin.ui.texts import text

MOST_PLACES = 60
"""Places that one printed picture holds."""
ROOM, FEW = 26, 6
"""Boxes of one page at most, and of a zone too small for a page of its own."""
ALONE = 24
"""Places with the answer *reaches* that the overview still names one by one."""


def pages(drawing: Drawing, language: str = "ja") -> tuple[Drawing, ...]:
    """The pictures to print: the drawing itself up to 60 places, else the overview and a page for each zone."""
    if sum(max(1, len(thing.members)) for thing in drawing.things) <= MOST_PLACES:
        return (drawing,)
    parts = _parts(drawing.things)
    figure = {thing.id: number for number, part in enumerate(parts, start=2) for thing in part}
    heads = [text(language, "drawing.overview"), *(_zones_of(part, language) for part in parts)]
    titles = [
        text(language, "drawing.figure", title=drawing.title, number=number, count=len(heads), part=head)
        for number, head in enumerate(heads, start=1)
    ]
    shown = [_page(drawing, part, figure, language) for part in parts]
    named = zip([_overview(drawing, figure, language), *shown], titles, strict=True)
    return tuple(replace(page, title=title) for page, title in named)


def _zones_of(part: Sequence[Thing], language: str) -> str:
    return text(language, "drawing.and").join(
        text(language, f"zone.{zone}") for zone in zones() if any(thing.zone == zone for thing in part)
    )


def _parts(things: Sequence[Thing]) -> list[list[Thing]]:
    """Boxes of each page: a zone, a small one together with the next, one of too many boxes in several parts."""
    parts: list[list[Thing]] = []
    for zone in zones():
        here = [thing for thing in things if thing.zone == zone]
        for part in _pieces(here):
            before = parts[-1] if parts else []
            if before and min(len(before), len(part)) < FEW and len(before) + len(part) <= ROOM:
                before.extend(part)
            else:
                parts.append(part)
    return parts


def _pieces(things: Sequence[Thing]) -> list[list[Thing]]:
    """Boxes of one zone in as few parts as possible, of about the same size, cut from top to bottom: lines run across."""
    count = -(-len(things) // ROOM)
    down = sorted(things, key=lambda thing: (thing.y + thing.height / 2, thing.x, thing.id))
    return [down[len(down) * number // count : len(down) * (number + 1) // count] for number in range(count)]


def _page(drawing: Drawing, part: Sequence[Thing], figure: Mapping[str, int], language: str) -> Drawing:
    """The boxes of a part with all lines among them, and what leads in and out, each with the figure that shows it.

    Where much leads on to later figures it stands together in counts: those figures draw its lines one by one.
    """
    here = {thing.id for thing in part}
    own = figure[part[0].id]
    lines = [line for line in drawing.lines if line.source in here or line.target in here]
    ends = {end for line in lines for end in (line.source, line.target)} | here
    many = len(ends) - len(here) > ROOM
    home = {
        thing.id: "\n".join(("aside", str(figure[thing.id]), thing.zone, thing.kind, thing.answer))
        if many and figure[thing.id] > own
        else thing.id
        for thing in drawing.things
        if thing.id in ends
    }
    shown = {
        id: things[0]
        if things[0].id in here
        else replace(_counted(id, things, language), note=_note(figure[things[0].id], language))
        for id, things in _together(drawing.things, home).items()
    }
    return _laid(drawing, shown, _joined(lines, home, language), {thing.zone for thing in part}, language)


def _note(number: int, language: str) -> str:
    return text(language, "drawing.aside", number=number)


def _together(things: Iterable[Thing], home: Mapping[str, str]) -> dict[str, list[Thing]]:
    """The boxes that have a home, by it."""
    together: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        if thing.id in home:
            together[home[thing.id]].append(thing)
    return together


def _overview(drawing: Drawing, figure: Mapping[str, int], language: str) -> Drawing:
    """Starts and certain places by name while they are few, all others as counts by zone, kind and answer."""
    named = sum(thing.answer == "reaches" for thing in drawing.things) <= ALONE
    home = {
        thing.id: thing.id
        if thing.start or (named and thing.answer == "reaches" and not thing.folded)
        else "\n".join(("zone", thing.zone, thing.kind, thing.answer))
        for thing in drawing.things
    }
    shown = {id: _counted(id, things, language) for id, things in _together(drawing.things, home).items()}
    laid = _laid(drawing, shown, _joined(drawing.lines, home, language), set(zones()), language)
    where: dict[str, set[int]] = defaultdict(set)
    for thing in drawing.things:
        where[thing.zone].add(figure[thing.id])
    told = [
        replace(
            band, title=text(language, "drawing.band", zone=band.title, numbers="・".join(map(str, sorted(numbers))))
        )
        for band in laid.bands
        for numbers in [where[band.zone]]
    ]
    return replace(laid, bands=tuple(told))


def _counted(id: str, things: Sequence[Thing], language: str) -> Thing:
    """One box for boxes that stand together."""
    if len(things) == 1:
        return replace(things[0], id=id)
    middle = sorted(thing.x for thing in things)[len(things) // 2]
    members = tuple(member for thing in things for member in thing.members)
    label = text(language, "drawing.places", count=max(len(members), len(things)))
    return replace(things[0], id=id, label=label, lines=(label,), members=members, start=False, x=middle)


def _joined(lines: Iterable[Line], home: Mapping[str, str], language: str) -> list[Line]:
    """Lines between the boxes of the overview; one that stands for several says how many instead of a number."""
    between: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        source, target = home[line.source], home[line.target]
        if source != target:
            between[(target, source) if (target, source) in between else (source, target)].append(line)
    joined = []
    for (source, target), several in between.items():
        both = any(line.both or home[line.source] != source for line in several)
        strongest = min(several, key=lambda line: RANK[line.style])
        label = text(language, "drawing.lines", count=len(several)) if len(several) > 1 else ""
        flows = tuple(flow for line in several for flow in line.flows)
        joined.append(replace(strongest, source=source, target=target, both=both, flows=flows, label=label))
    return joined


def _laid(
    drawing: Drawing, things: Mapping[str, Thing], lines: Sequence[Line], full: set[str], language: str
) -> Drawing:
    """Boxes and lines in columns again: `full` zones keep their columns, the others take one each."""
    level = {id: (zones().index(thing.zone), thing.x if thing.zone in full else 0.0) for id, thing in things.items()}
    used = sorted(set(level.values()))
    column = {id: used.index(level[id]) for id in things}
    links = [Link(line.source, line.target) for line in lines]
    found = placed(column, {id: tallness(len(thing.lines)) for id, thing in things.items()}, links)
    moved = [
        replace(thing, x=found.boxes[id].x, y=found.boxes[id].y, height=found.boxes[id].height)
        for id, thing in things.items()
    ]
    routed = [
        Marked(found.points[link], line.style == "excluded", marker_width(line.marked))
        for link, line in zip(links, lines, strict=True)
    ]
    spots = markers(routed, found.boxes.values())
    drawn = [
        replace(line, points=way.points, marker=spot) for line, way, spot in zip(lines, routed, spots, strict=True)
    ]
    return replace(
        drawing,
        width=found.width,
        height=found.height,
        bands=bands({column[id]: thing.zone for id, thing in things.items()}, found.left, language),
        things=tuple(sorted(moved, key=lambda thing: (thing.x, thing.y, thing.id))),
        lines=tuple(drawn),
        legend=legend_of(moved),
        gathered=any(line.label for line in drawn),
    )
