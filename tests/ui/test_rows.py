"""Tables and sentences say what the answer says, with its own numbers."""

import answers_made_up as made_up
import pytest
from bangolin.ui.asking import Asked
from bangolin.ui.rows import short_names, tables
from bangolin.ui.sentences import sentence

TRACE = Asked("trace", {"place": "介護保険システム"}, made_up.trace())
CHAINS = Asked("delegations", {}, made_up.chains())


def table(asked, id, language="ja"):
    return next(table for table in tables(asked, language) if table.id == id)


def column(found, name):
    return [row[found.columns.index(name)] for row in found.rows]


def test_every_place_has_a_row_with_its_citation():
    found = table(TRACE, "places")
    assert len(found.rows) == len(TRACE.answer["places"])
    assert all(words for words, hops in zip(column(found, "citation"), column(found, "hops"), strict=True) if hops)


def test_an_excluded_place_cites_what_bars_it():
    found = table(TRACE, "places")
    row = column(found, "name").index("資格確認システム")
    assert column(found, "answer")[row] == "除外"
    assert "Ⅱ.4.b0" in column(found, "citation")[row]


def test_each_identifier_of_a_place_stands_with_its_answer_and_what_stops_it():
    answer = made_up.trace()
    barred = next(one for one in answer["places"] if one["name"] == "資格確認システム")
    stops = {"name": "個人番号", "answer": "excluded", "blocked_by": barred["blocked_by"]}
    barred |= {"identifiers": [stops, {"name": "符号", "answer": "may reach"}], "identifier": "符号"}
    found = table(Asked("trace", {}, answer), "places")
    shown = column(found, "identifier")[column(found, "name").index("資格確認システム")]
    assert shown == "符号（届きうる）、個人番号（除外 Ⅱ.4.b0 行 102）"
    assert set(column(table(TRACE, "places"), "identifier")) == {"個人番号"}


def test_codes_that_the_law_uses_are_said_beside_the_hop():
    answer = made_up.trace()
    last = next(one for one in answer["places"] if one["way"])
    next(flow for flow in answer["flows"] if flow["id"] == last["way"][-1])["note"] = "law-code"
    asked = Asked("trace", {}, answer)
    noted = [
        name for name in ("places", "flows") if any("符号" in words for words in column(table(asked, name), "citation"))
    ]
    assert noted == ["places", "flows"]


@pytest.mark.parametrize(
    ("identifier", "words"), [("linked", "結び付く識別子"), ("any", "本人に関する"), ("number", "個人番号は")]
)
def test_the_sentence_says_what_was_followed(identifier, words):
    assert words in sentence(
        Asked("trace", {"place": "介護保険システム", "identifier": identifier}, TRACE.answer), "ja"
    )


def test_the_sentence_of_a_breach_adds_up_the_persons():
    answer = {"bodies": 1, "exposed": [], "subjects": {"min": 1000, "max": 9999}}
    assert "1,000 人から 9,999 人" in sentence(Asked("breach", {"name": "甲"}, answer), "ja")
    opened = answer | {"subjects": {"min": 1000, "max": None}}
    assert "at least 1,000 persons" in sentence(Asked("breach", {"name": "甲"}, opened), "en")


def test_flows_carry_the_number_of_their_line_in_the_picture():
    found = table(TRACE, "flows")
    assert None not in column(found, "number")
    assert column(found, "number") == sorted(column(found, "number"))


def test_assessments_are_called_by_their_body_where_that_is_enough():
    assert short_names({"places": [{"assessment": "架空市/1"}]}) == {"架空市/1": "架空市"}
    two = {"places": [{"assessment": "架空市/1"}, {"assessment": "架空市/2"}]}
    assert short_names(two) == {"架空市/1": "架空市/1", "架空市/2": "架空市/2"}


def test_the_sentence_of_a_trace_counts_its_places():
    assert "10 か所に届く" in sentence(TRACE, "ja")
    assert "5 か所に届きうる" in sentence(TRACE, "ja")
    assert "1 か所は除外" in sentence(TRACE, "ja")


@pytest.mark.parametrize(
    ("answer", "because", "words"),
    [
        ("reaches", None, "届くと書かれています"),
        ("may reach", "data", "明記されていない区間"),
        ("may reach", "link", "接続だけが書かれた区間"),
        ("excluded", None, "渡らないと明記"),
        ("no way stated", None, "安全であることを意味しません"),
    ],
)
def test_the_sentence_of_a_way_is_never_just_yes_or_no(answer, because, words):
    to = {"name": "終点", "key": "x", "answer": answer, "because": because, "hops": 2, "way": [], "blocked_by": []}
    asked = Asked("trace", {"place": "介護保険システム", "to": "終点"}, made_up.trace() | {"to": to})
    assert words in sentence(asked, "ja")


def test_the_sentence_of_a_part_says_first_what_is_not_listed():
    gap = {"kind": "left-out", "message": "100件のうち25件だけを載せている", "message_en": "25 of 100 are listed"}
    asked = Asked("trace", {"place": "介護保険システム"}, {**made_up.trace(), "gaps": [gap]})
    assert sentence(asked, "ja") == f"{gap['message']}。載せたものについては、{sentence(TRACE, 'ja')}"
    assert sentence(asked, "en").startswith(gap["message_en"])


def test_the_sentence_of_delegations_counts_those_without_a_name():
    assert "再委託先は 2 者" in sentence(CHAINS, "ja")
    assert "名称の記載なし 1" in sentence(CHAINS, "ja")


def test_the_sentence_of_delegations_counts_a_body_once_under_all_its_names():
    chain = made_up.chains()["chains"][0]
    links = [{**chain["links"][0], "name": name, "key": "org/ 甲"} for name in ("甲社", "甲株式会社")]
    assert "委託先は 1 者" in sentence(Asked("delegations", {}, {"chains": [{**chain, "links": links}]}), "ja")


def test_what_stands_behind_each_contractor_is_a_table():
    one = {"name": "甲社", "assessments": 2, "chains": 3, "tiers": [1, 2], "whole_files": 1}
    known, unknown = {"min": 1000, "max": None}, {"min": 0, "max": None}
    answer = made_up.chains() | {"contractors": [one | {"subjects": known}, one | {"subjects": unknown}]}
    found = table(Asked("delegations", {}, answer), "concentration")
    assert found.rows[0] == ("甲社", 2, 3, "1、2", 1, "1,000–")
    assert column(found, "delegated_subjects")[1] == "記載なし"


def test_chains_have_a_row_for_every_link():
    assert column(table(CHAINS, "chains"), "tier") == [1, 2, 3]


def test_the_tree_nests_tiers_and_escapes_names():
    from bangolin.ui.web.tree import tree_of_chains

    answer = made_up.chains()
    answer["chains"][0]["links"][0]["name"] = made_up.HOSTILE
    tree = tree_of_chains(answer, "ja")
    assert "<script>" not in tree
    assert tree.count("<ul>") == 4
