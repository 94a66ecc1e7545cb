"""The interactive picture: one page that loads nothing and runs nothing that came with data."""

import json
import re

import answers_made_up as made_up
import pytest
from bangolin.ui.drawings.draw import draw
from bangolin.ui.drawings.network import page, vis_network


@pytest.fixture(scope="module")
def html():
    return page(made_up.trace(), title="<i>試し</i>")


def without_vis(html):
    return html.replace(vis_network(), "")


def data(html):
    return json.loads(re.search(r"^const data = (.*);$", html, re.MULTILINE).group(1))


def test_nothing_points_outside(html):
    outside = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?\s*(?:https?:)?//[^"')\s]+""", without_vis(html))
    assert outside == []
    assert "default-src 'none'" in html


def test_names_are_data_and_never_markup(html):
    assert "<script>alert" not in html
    assert "<i>試し" not in html
    assert any(card["title"] == made_up.HOSTILE for card in data(html)["places"].values())


def test_physics_is_off_and_positions_are_ours(html):
    assert '"physics": {"enabled": false}' in html
    folded = data(html)["variants"][""]
    assert [thing["box"][:2] for thing in folded["things"]] == [[t.x, t.y] for t in draw(made_up.trace()).things]


def test_every_folded_thing_can_be_unfolded_without_asking_again(html):
    variants = data(html)["variants"]
    folded = [thing["id"] for thing in variants[""]["things"] if thing["folded"]]
    assert folded
    assert set(variants) == {"", "*", *folded}


def test_every_line_has_a_card_with_a_citation(html):
    shown = data(html)
    flows = [id for line in shown["variants"]["*"]["lines"] for id in line["flows"]]
    assert flows
    assert all(shown["flows"][id]["evidence"][0]["item"] for id in flows)


def test_the_same_answer_gives_the_same_page(html):
    assert page(made_up.trace(), title="<i>試し</i>") == html


def test_a_card_knows_the_ends_of_its_flow_and_the_body_it_is_about():
    shown = data(page(made_up.trace(), assessment=made_up.CITY, actions=True))
    assert shown["body"] == made_up.CITY.split("/")[0]
    names = {card["title"] for card in shown["places"].values()}
    assert {end for card in shown["flows"].values() for end in card["ends"]} <= names
