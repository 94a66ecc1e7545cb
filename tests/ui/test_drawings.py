"""Pictures: the same answer gives the same picture, nothing overlaps, nothing is silently left out."""

import random

import answers_made_up as made_up
import pytest
from bangolin.ui.drawings.draw import draw
from bangolin.ui.drawings.heights import apart
from bangolin.ui.drawings.routes import curve
from bangolin.ui.drawings.scene import scene_of
from bangolin.ui.drawings.styles import styles, zones
from bangolin.ui.drawings.svg import svg

DRAWN = {
    "folded": draw(made_up.trace()),
    "unfolded": draw(made_up.trace(), folded=False),
    "everything": draw(made_up.trace(), everything=True),
    "chains": draw(made_up.chains()),
    "wide": draw(made_up.wide(40)),
}
drawn = pytest.mark.parametrize("picture", DRAWN.values(), ids=DRAWN)


def shuffled(answer):
    """The same answer with its places and flows in another order."""
    mixed = random.Random(7)
    return answer | {name: mixed.sample(answer[name], len(answer[name])) for name in ("places", "flows")}


def test_the_order_of_the_answer_does_not_change_the_picture():
    assert svg(draw(shuffled(made_up.trace()))) == svg(draw(made_up.trace()))


@drawn
def test_no_two_things_overlap(picture):
    for number, one in enumerate(picture.things):
        for other in picture.things[number + 1 :]:
            apart_across = one.x + one.width <= other.x or other.x + other.width <= one.x
            apart_down = one.y + one.height <= other.y or other.y + other.height <= one.y
            assert apart_across or apart_down, (one.label, other.label)


@drawn
def test_no_two_numbers_overlap(picture):
    spots = [line.marker for line in picture.lines]
    for number, (x, y) in enumerate(spots):
        assert all(abs(x - left) > 17 or abs(y - top) > 17 for left, top in spots[number + 1 :])


@drawn
def test_no_line_runs_through_a_thing_that_is_not_its_end(picture):
    for line in picture.lines:
        others = [thing for thing in picture.things if thing.id not in (line.source, line.target)]
        for start, end in zip(line.points, line.points[1:], strict=False):
            for share in range(21):
                x, y = curve(start, end, share / 20)
                assert not any(
                    thing.x < x < thing.x + thing.width and thing.y < y < thing.y + thing.height for thing in others
                )


@drawn
def test_everything_lies_inside_the_picture(picture):
    assert all(thing.x >= 0 and thing.x + thing.width <= picture.width for thing in picture.things)
    assert all(thing.y >= 0 and thing.y + thing.height <= picture.height for thing in picture.things)
    assert all(0 <= x <= picture.width and 0 <= y <= picture.height for line in picture.lines for x, y in line.points)


@drawn
def test_zones_stand_from_left_to_right(picture):
    order = [zones().index(thing.zone) for thing in sorted(picture.things, key=lambda thing: thing.x)]
    assert order == sorted(order)


def test_departments_and_connection_only_ways_fold_into_counts():
    folded = {thing.label: len(thing.members) for thing in DRAWN["folded"].things if thing.folded}
    assert folded == {"部署 5件": 5, "接続のみの先 4件": 4}


def test_folding_loses_no_place():
    for name in ("folded", "unfolded", "everything"):
        assert sum(len(thing.members) for thing in DRAWN[name].things) == len(made_up.trace()["places"])


def test_one_group_unfolds_and_the_others_stay():
    group = next(thing for thing in DRAWN["folded"].things if thing.label == "部署 5件")
    picture = draw(made_up.trace(), unfolded=frozenset({group.id}))
    labels = {thing.label for thing in picture.things}
    assert "第1窓口課" in labels
    assert "接続のみの先 4件" in labels


def test_at_most_the_limit_is_drawn_and_the_rest_is_counted():
    picture = draw(made_up.wide(400))
    assert len(picture.things) == 150
    assert picture.left_out == 401 - 150
    assert "251件を省いています" in svg(picture)


def test_a_barred_hop_looks_barred():
    line = next(line for line in DRAWN["folded"].lines if "b0" in line.flows)
    assert line.style == "excluded"


def test_with_an_end_only_its_way_is_drawn():
    answer = made_up.trace()
    answer["to"] = next(place for place in answer["places"] if place["name"] == "架空印刷株式会社")
    labels = [thing.label for thing in draw(answer).things]
    assert sorted(labels) == sorted(["介護保険システム", "介護保険ファイル", made_up.HOSTILE, "架空印刷株式会社"])


def test_a_trace_backward_begins_at_its_start():
    answer = made_up.trace()
    answer["flows"] = [flow | {"source": flow["target"], "target": flow["source"]} for flow in answer["flows"]]
    places = scene_of(answer).places.values()
    assert [place.name for place in places if place.depth == 0] == ["介護保険システム"]


def test_names_are_escaped_in_svg():
    drawing = svg(draw(made_up.trace(), folded=False))
    assert "<script>" not in drawing
    assert "&lt;b&gt;" in drawing


def test_line_styles_differ_by_more_than_colour():
    dashes = [tuple(style["dash"]) for style in styles()["lines"].values()]
    assert len(set(dashes)) == len(dashes)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("kind", styles()["kinds"])
def test_names_and_kinds_are_readable_on_their_fill(kind):
    look = styles()["kinds"][kind]
    assert contrast(styles()["ink"], look["fill"]) >= 7
    assert contrast(look["border"], look["fill"]) >= 4.5


@pytest.mark.parametrize("style", styles()["lines"])
def test_lines_stand_out_from_every_band(style):
    assert all(contrast(styles()["lines"][style]["colour"], band) >= 4.5 for band in styles()["band"])


def test_things_keep_order_and_distance_when_they_settle():
    centres = apart([50.0, 10.0, 10.0], [20.0, 20.0, 40.0], 5.0)
    assert centres[1] - centres[0] >= 25
    assert centres[2] - centres[1] >= 35
