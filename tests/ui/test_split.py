"""Pictures of more than 60 places: split by zone, every line once or twice under its own number, nothing overlapping."""

import answers_made_up as made_up
import pytest
from bangolin.ui.drawings.draw import draw
from bangolin.ui.drawings.routes import cross_of
from bangolin.ui.drawings.shapes import marker_width
from bangolin.ui.drawings.split import MOST_PLACES, ROOM, pages
from bangolin.ui.drawings.svg import svg

WHOLE = draw(made_up.large(), title="大きな図")
PAGES = pages(WHOLE)
page_of = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)


def test_a_picture_of_up_to_sixty_places_stays_whole():
    small = draw(made_up.wide(MOST_PLACES - 1))
    assert pages(small) == (small,)


def test_beyond_sixty_places_there_is_an_overview_and_every_zone_has_its_page():
    assert len(pages(draw(made_up.wide(MOST_PLACES)))) > 1
    assert "概観" in PAGES[0].title
    shown = {thing.zone for page in PAGES[1:] for thing in page.things if not thing.note}
    assert shown == {thing.zone for thing in WHOLE.things}


def test_every_box_is_shown_in_full_once():
    shown = [thing.id for page in PAGES[1:] for thing in page.things if not thing.note]
    assert sorted(shown) == sorted(thing.id for thing in WHOLE.things)


def test_every_line_keeps_its_number_and_flows():
    single = [
        line for page in PAGES[1:] for line in page.lines if not line.label and "aside" not in line.source + line.target
    ]
    drawn = {(line.number, line.source, line.target, line.flows) for line in single}
    assert drawn == {(line.number, line.source, line.target, line.flows) for line in WHOLE.lines}


def test_the_overview_counts_every_place():
    assert sum(len(thing.members) for thing in PAGES[0].things) == sum(len(thing.members) for thing in WHOLE.things)


def test_a_box_of_another_page_names_that_page():
    home = {thing.id: number for number, page in enumerate(PAGES, 1) for thing in page.things if not thing.note}
    aside = [thing for page in PAGES[1:] for thing in page.things if thing.note]
    assert aside
    assert all(thing.note == f"図{home[thing.id]}を参照" for thing in aside if thing.id in home)


def test_what_leads_on_from_a_hub_stands_in_counts_that_lose_none():
    whole = draw(made_up.wide(149))
    hub, *later = pages(whole)[1:]
    assert len(hub.things) <= 2 * ROOM
    assert {f"図{number}を参照" for number in range(3, 3 + len(later))} == {thing.note for thing in hub.things} - {""}
    assert sum(len(thing.members) for thing in hub.things) == 150
    assert (
        sum(len(line.flows) for line in hub.lines)
        == len(whole.lines)
        == sum(len(page.lines) for page in later) + len([line for line in hub.lines if not line.label])
    )


def test_no_page_holds_more_than_its_room():
    assert all(len([thing for thing in page.things if not thing.note]) <= ROOM for page in PAGES[1:])


@page_of
def test_no_two_boxes_overlap(page):
    for number, one in enumerate(page.things):
        for other in page.things[number + 1 :]:
            apart_across = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert apart_across or one.y + one.height <= other.y or other.y + other.height <= one.y


@page_of
def test_no_number_covers_another_nor_a_cross_nor_a_box(page):
    spots = [(*line.marker, marker_width(line.marked)) for line in page.lines]
    crosses = [(*cross_of(line.points), 9.0) for line in page.lines if line.style == "excluded"]
    for number, (x, y, wide) in enumerate(spots):
        for left, top, other in spots[number + 1 :] + crosses:
            assert abs(x - left) >= (wide + other) / 2 or abs(y - top) >= 13
        assert not any(
            thing.x - wide / 2 < x < thing.x + thing.width + wide / 2 and thing.y < y < thing.y + thing.height
            for thing in page.things
        )


@page_of
def test_everything_lies_inside_the_page(page):
    assert all(thing.x >= 0 and thing.x + thing.width <= page.width for thing in page.things)
    assert all(thing.y >= 0 and thing.y + thing.height <= page.height for thing in page.things)
    assert all(0 <= x <= page.width and 0 <= y <= page.height for line in page.lines for x, y in line.points)


def test_the_same_picture_gives_the_same_pages():
    assert [svg(page) for page in pages(WHOLE)] == [svg(page) for page in PAGES]
