"""The pages of the app, run by Streamlit's own test driver on a real store with the made-up assessment."""

from importlib.resources import files
from pathlib import Path

import pytest
from bangolin.graph.stores import open_store
from bangolin.loader.facts import read_facts
from bangolin.loader.load import load_facts
from bangolin.ui.acting import accept
from bangolin.ui.audit import AuditLog
from bangolin.ui.people import Person
from bangolin.ui.texts import disclaimer, text

FICTIONAL = Path(str(files("bangolin.data.fictional"))) / "kakuu-kaigo.facts.json"
PAGES = ("overview", "who", "trace", "sees", "delegations", "cut", "check", "compare", "documents", "review", "take_in",
         "pack", "query", "settings")  # fmt: skip
NUMBER = "123456789018"  # made up; its last digit is the right check digit


@pytest.fixture(scope="module")
def app(tmp_path_factory, pages_on):
    """The app on a store that holds the made-up assessment."""
    folder = tmp_path_factory.mktemp("app") / "store"
    with open_store(folder) as store:
        load_facts(store, read_facts(FICTIONAL))
        with pages_on(folder) as opened:
            yield opened


def opened(app, page, **query):
    """One page, with what the address says."""
    run = app()
    for name, value in query.items():
        run.query_params[name] = value
    return run.switch_page(f"screens/{page}.py").run()


def words(run):
    """All text that the page shows outside its frames."""
    return " ".join(str(element.value) for kind in ("markdown", "html", "error", "info", "caption", "success")
                    for element in run.get(kind) if hasattr(element, "value")) + " ".join(
        element.proto.body for element in run.get("html"))  # fmt: skip


def frames(run):
    """The pages inside the page: pictures and tables."""
    return " ".join(str(element.proto) for element in run.get("iframe"))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_without_an_error_and_carries_the_sentence(app, page):
    run = opened(app, page)
    assert [error.value for error in run.exception] == []
    assert [error.value for error in run.error] == []
    assert disclaimer("ja") in words(run)


FILE, CONTRACTOR = "介護保険情報ファイル", "国保連合会"
ASKED = {
    "trace": {"start": FILE},
    "who": {},
    "sees": {"name": CONTRACTOR},
    "breach": {"name": CONTRACTOR, "breach": "1"},
    "delegations": {},
    "cut": {"start": FILE, "end": CONTRACTOR},
    "check": {},
    "compare": {},
}


@pytest.mark.parametrize("question", ASKED)
def test_every_question_shows_what_nobody_reviewed_and_the_weight_of_what_is_not_stated(app, question):
    page = "sees" if question == "breach" else question
    run = opened(app, page, **ASKED[question], view="gap")
    if question == "compare":
        edition = run.selectbox(key="compare a").options[0]
        run.selectbox(key="compare a").select(edition)
        run.selectbox(key="compare b").select(edition).run()
    assert [error.value for error in (*run.exception, *run.error)] == []
    assert "この回答の流れ" in words(run)
    nothing = text("ja", "gap.none") in words(run)
    assert text("ja", "column.weight") in frames(run) or (nothing and question in ("sees", "breach", "compare"))


def test_who_says_in_one_sentence_how_many_see_it(app):
    shown = words(opened(app, "who"))
    assert "「個人番号」は" in shown
    assert "届くと書かれています" in shown


def test_the_address_holds_the_question(app):
    run = opened(app, "who", assessment=[body(app)])
    assert run.multiselect(key="who assessment").value == [body(app)]
    run.multiselect(key="who kind").select("contractor").run()
    assert "contractor" in run.query_params["kind"]


def body(app):
    """The made-up assessing body."""
    return opened(app, "who").multiselect(key="who assessment").options[0]


def test_an_unknown_name_gets_near_ones_and_what_to_do_next(app):
    run = opened(app, "trace", start="そんな名前のシステムはない")
    assert "見つかりません" in run.error[0].value
    assert text("ja", "problem.next_input") in run.error[0].value


def test_a_number_typed_into_a_box_is_refused_and_stays_out_of_the_address(app):
    run = opened(app, "delegations")
    run.text_input(key="delegations contractor").input(NUMBER).run()
    assert run.error[0].value == text("ja", "problem.number")
    assert NUMBER not in str(dict(run.query_params))


def test_a_number_in_the_address_is_refused_and_taken_out(app):
    run = opened(app, "trace", start=NUMBER)
    assert run.error[0].value == text("ja", "problem.number")
    assert NUMBER not in str(dict(run.query_params))


def test_the_switch_turns_the_page_to_english(app):
    run = opened(app, "documents", lang="en")
    assert "assessments are loaded" in words(run)
    assert disclaimer("en") in words(run)


def test_a_query_outside_the_grammar_is_refused_in_one_sentence(app):
    run = opened(app, "query", cypher="MATCH (n) DETACH DELETE n")
    assert "「DETACH」は実行できません" in run.error[0].value


def test_the_pack_is_made_of_the_questions_in_the_box(app):
    run = opened(app, "pack")
    run.multiselect[1].set_value(["json", "csv"])
    run.button[0].click().run()
    assert [error.value for error in run.exception] == []
    assert sorted(run.session_state["pack files"]) == ["bangolin.csv", "bangolin.json"]


def test_cut_says_which_flows_have_to_be_stopped(app):
    run = opened(app, "cut", start="介護保険システム", end="株式会社架空電算")
    assert [error.value for error in run.error] == []
    assert "「株式会社架空電算」" in words(run)


def test_a_correction_made_on_the_page_shows_in_who_and_survives_loading_again(app):
    run = opened(app, "review", view="decide")
    choice = run.selectbox[-1]
    wanted = next(option for option in choice.options if "架空印刷株式会社" in option)
    choice.select(wanted)
    run.radio[0].set_value("correct")
    value, why = run.text_input[-2:]
    value.input("架空製本株式会社")
    why.input("原本で確認")
    run.button[-1].click().run()
    assert [error.value for error in run.error] == []
    assert "架空製本株式会社" in seen()
    from bangolin.ui.web.session import store as opened_store

    load_facts(opened_store(), read_facts(FICTIONAL))
    assert "架空製本株式会社" in seen()


def test_names_are_joined_and_the_decision_is_taken_back_on_the_page(app):
    run = opened(app, "review", view="names")
    run.selectbox(key="names join first").select("株式会社架空電算")
    run.selectbox(key="names join second").select("架空保守サービス株式会社")
    run.button[-1].click().run()
    assert [error.value for error in run.error] == [text("ja", "problem.names")]
    run.text_input(key="names join why").input("合併")
    run.button[-1].click().run()
    assert [error.value for error in run.error] == []
    assert text("ja", "label.names_decided") in words(run)
    assert text("ja", "name_rule.officer") in frames(run)
    assert "架空保守サービス株式会社" not in seen()
    run.radio(key="names action").set_value("withdraw").run()
    choice = run.selectbox(key="names withdraw pair")
    choice.select(choice.options[0])
    run.text_input(key="names withdraw why").input("誤り")
    run.button[-1].click().run()
    assert [error.value for error in run.error] == []
    assert "架空保守サービス株式会社" in seen()


def seen():
    """Everyone who can see the number, as the store answers now."""
    from bangolin.queries import who
    from bangolin.ui.web.session import store as opened_store

    return {viewer["name"] for viewer in who.ask(opened_store(), {"field": "口座番号"})["viewers"]} | {
        viewer["name"] for viewer in who.ask(opened_store(), {"field": "個人番号"})["viewers"]
    }


def test_checks_asked_again_come_from_memory_are_logged_and_know_what_was_accepted(app, monkeypatch):
    from bangolin.queries import check
    from bangolin.ui.web.session import store as opened_store

    worked, real = [], check.ask
    monkeypatch.setattr(check, "ask", lambda *given: (worked.append(1), real(*given))[1])
    run = opened(app, "check", assessment=[body(app)])
    assert "うち受容済みは 0 件" in words(run)
    worked.clear()
    before = len(asked_of(opened_store(), "check"))
    run = opened(app, "check", assessment=[body(app)])
    assert (worked, len(asked_of(opened_store(), "check"))) == ([], before + 1)
    finding = real(opened_store(), {"assessment": [body(app)]})["findings"][0]
    worked.clear()
    accept(opened_store(), finding, Person("検査", "administrator"), "別紙で確認済み", None)
    assert "うち受容済みは 1 件" in words(opened(app, "check", assessment=[body(app)]))
    assert worked


def asked_of(store, question):
    """The lines of the audit log about one question, where it was asked of one assessment."""
    return [
        line
        for line in AuditLog(store.beside).entries()
        if line["action"] == question and "assessment" in line["parameters"]
    ]


def test_of_many_editions_there_is_a_table_and_nothing_is_checked_until_some_are_chosen(app, monkeypatch):
    from bangolin.ui.web import contents

    monkeypatch.setattr(contents, "MOST_CARDS", 0)
    for page in ("overview", "documents"):
        run = opened(app, page)
        assert [error.value for error in run.exception] == []
        assert text("ja", "page.documents") in frames(run)
        assert "bangolin-card" not in " ".join(element.proto.body for element in run.get("html") if "<style>" not in element.proto.body)  # fmt: skip
    assert text("ja", "empty.many") in words(opened(app, "overview"))
    assert text("ja", "empty.check_many") in words(opened(app, "check"))
    assert "件を点検し" in words(opened(app, "check", assessment=[body(app)]))


def test_of_many_editions_the_page_of_chains_says_how_many_are_not_listed(app, monkeypatch):
    from bangolin.queries import many

    monkeypatch.setattr(many, "FROM_EDITIONS", 1)
    monkeypatch.setattr("bangolin.queries.chained.ASSESSMENTS", 0)
    run = opened(app, "delegations", lang="en", contractor="株式会社架空電算")
    assert "0 of 1 assessments are listed; over all of them: 1 delegations to 1 contractors" in words(run)
    assert [error.value for error in run.exception] == []
