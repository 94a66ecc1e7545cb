"""The import page: a document that a number stopped, the form that says it is no 個人番号, and its load."""

import json
import os
from importlib.resources import files

import pytest
from bangolin.ui.audit import AuditLog
from bangolin.ui.texts import text
from streamlit.testing.v1 import AppTest

APP = str(files("bangolin.ui.web").joinpath("app.py"))
NUMBER = "123456789018"  # made up; its last digit is the right check digit
MADE_UP = files("bangolin.data.fictional").joinpath("kakuu-kaigo.txt").read_text(encoding="utf-8")
POSITION = f"text:{MADE_UP.count(chr(10)) + 2}:6"


@pytest.fixture
def app(tmp_path, monkeypatch):
    """The app on an empty store."""
    import streamlit as st

    monkeypatch.setitem(os.environ, "BANGOLIN_STORE", str(tmp_path / "store"))
    st.cache_resource.clear()
    st.cache_data.clear()
    yield AppTest.from_file(APP, default_timeout=120).run().switch_page("screens/take_in.py").run()
    from bangolin.ui.web.session import store

    store().close()
    st.cache_resource.clear()


def document():
    return f"{MADE_UP}\n管理番号 {NUMBER} 号\n".encode()


def uploaded(run):
    return run.get("file_uploader")[0].upload("kakuu.txt", document(), "text/plain").run()


def press(run, label):
    return next(one for one in run.button if one.label == text("ja", label)).click().run()


def words(run):
    return " ".join(str(one.value) for kind in ("markdown", "error", "success", "info") for one in run.get(kind))


def test_a_number_that_is_none_is_confirmed_with_a_reason_and_the_document_is_loaded(app):
    from bangolin.ui.web.session import store

    run = uploaded(app)
    assert text("ja", "label.accept_import") not in [one.label for one in run.button]
    assert "管理番号 " + r"\*" * 12 in words(run)
    assert NUMBER not in words(run)
    refused = press(run, "label.not_a_number")
    assert text("ja", "problem.positions") in words(refused)
    refused.multiselect(key="import 0 positions").set_value([POSITION])
    refused.text_input(key="import 0 why").input("管理用の番号")
    run = press(refused, "label.not_a_number")
    assert [error.value for error in run.exception] == []
    assert text("ja", "label.number_confirmed") in words(run)
    entries = list(AuditLog(store().beside).entries())
    assert [one["action"] for one in entries].count("confirm-number") == 1
    assert NUMBER not in json.dumps(entries, default=str)
    run = press(run, "label.accept_import")
    assert len(store().read("MATCH (e:Edition) RETURN e.key AS key", {})) == 1


def test_a_number_in_the_reason_confirms_nothing(app):
    from bangolin.graph.decisions import decisions
    from bangolin.ui.web.session import store

    run = uploaded(app)
    run.multiselect(key="import 0 positions").set_value([POSITION])
    run.text_input(key="import 0 why").input(f"{NUMBER} は管理番号")
    run = press(run, "label.not_a_number")
    assert text("ja", "problem.number") in words(run)
    assert decisions(store(), "GuardDecision") == []
