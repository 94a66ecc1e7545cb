"""Rights are checked where things are done, and whatever is done or refused stands in the log with its user."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from bangolin.graph.stores import Store, StoreError, open_store
from bangolin.loader.facts import Facts, read_facts
from bangolin.queries import check
from bangolin.ui import acting
from bangolin.ui.asking import BusyError, ask
from bangolin.ui.audit import AuditLog
from bangolin.ui.people import NotAllowedError, Person

FICTIONAL = Path(str(files("bangolin.data.fictional"))) / "kakuu-kaigo.facts.json"
NUMBER = "123456789018"  # made up; its last digit is the right check digit
VIEWER, ANALYST, HEAD = Person("mita", "viewer"), Person("baba", "analyst"), Person("kanri", "administrator")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("rights") / "store") as opened:
        acting.load(opened, read_facts(FICTIONAL), HEAD, FICTIONAL.name)
        yield opened


def last(store: Store) -> dict[str, Any]:
    *_, entry = AuditLog(store.beside).entries()
    return entry


def facts() -> Facts:
    return read_facts(FICTIONAL)


def finding(store: Store) -> dict[str, Any]:
    found: dict[str, Any] = check.ask(store, {"as_of": "2026-01-01"})["findings"][0]
    return found


def assessment(store: Store) -> str:
    return str(store.read("MATCH (e:Edition) RETURN e.assessment AS a")[0]["a"])


NAMES = ("株式会社架空電算", "架空保守サービス株式会社")
DEEDS: dict[str, tuple[Person, Person, Callable[[Store, Person], Any]]] = {
    "query": (VIEWER, ANALYST, lambda s, p: ask(s, "query", {"cypher": "MATCH (n:System) RETURN n.name"}, p)),
    "accept": (VIEWER, ANALYST, lambda s, p: acting.accept(s, finding(s), p, "確認済み", None)),
    "correct": (
        VIEWER,
        ANALYST,
        lambda s, p: acting.correct(
            s, facts(), p, {"path": "systems[0].name", "words": "x", "action": "accept", "value": None}, "原本"
        ),
    ),
    "names": (VIEWER, ANALYST, lambda s, p: acting.decide_names(s, assessment(s), p, "join", *NAMES, "合併")),
    "load": (ANALYST, HEAD, lambda s, p: acting.load(s, facts(), p, FICTIONAL.name, replace=True)),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_takes_its_role_and_is_on_record(store: Store, deed: str) -> None:
    without, holder, do = DEEDS[deed]
    with pytest.raises(NotAllowedError, match=without.role):
        do(store, without)
    assert last(store)["user"] == without.name
    assert last(store)["action"] == deed
    assert last(store)["parameters"]["refused"] == "NotAllowedError"
    do(store, holder)
    assert (last(store)["user"], last(store)["action"]) == (holder.name, deed)
    assert "refused" not in last(store)["parameters"]
    assert last(store)["rows"] >= 1
    assert last(store)["time"].startswith("20")


def test_removing_takes_an_administrator(store: Store) -> None:
    [edition] = [row["e"] for row in store.read("MATCH (e:Edition) RETURN e.key AS e")]
    with pytest.raises(NotAllowedError):
        acting.remove(store, edition, ANALYST)
    assert store.read("MATCH (e:Edition) RETURN count(e) AS n") == [{"n": 1}]


def test_a_question_that_fails_is_on_record(store: Store) -> None:
    with pytest.raises(ValueError, match="どこにもない"):
        ask(store, "trace", {"place": "どこにもない"}, VIEWER)
    assert last(store)["parameters"]["refused"] == "UnknownNameError"


@pytest.mark.parametrize(
    "parameters", [{"field": NUMBER}, {"field": "氏名", "via": ["x", f"番号 {NUMBER}"]}, {"field": "1234\n56789018"}]
)
def test_a_number_reaches_neither_query_nor_log(store: Store, parameters: dict[str, Any]) -> None:
    with pytest.raises(acting.NumberTypedError):
        ask(store, "who", parameters, VIEWER)
    assert last(store)["parameters"] == {"refused": "NumberTypedError"}
    assert NUMBER not in AuditLog(store.beside).path.read_text(encoding="utf-8")


def test_a_number_in_place_of_a_name_is_masked_in_the_log(store: Store) -> None:
    ask(store, "who", {"field": "個人番号"}, Person(NUMBER, "viewer"))
    assert last(store)["user"] == "*" * 12


def test_what_cannot_be_put_on_record_is_not_done(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(AuditLog, "append", full)
    with pytest.raises(StoreError, match="No space left"):
        ask(store, "who", {"field": "個人番号"}, VIEWER)


def test_a_change_is_on_record_before_it_is_done(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    [edition] = [row["e"] for row in store.read("MATCH (e:Edition) RETURN e.key AS e")]
    monkeypatch.setattr("bangolin.graph.loading.remove_edition", killed)
    with pytest.raises(KeyboardInterrupt):
        acting.remove(store, edition, HEAD)
    *_, begun, ended = AuditLog(store.beside).entries()
    assert (begun["action"], begun["parameters"]) == ("begin", {"of": "remove", "edition": edition})
    assert (ended["action"], ended["parameters"]["refused"]) == ("remove", "KeyboardInterrupt")


def test_one_heavy_question_of_a_person_runs_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bangolin.ui.asking.WAIT_SECONDS", 0.2)
    heavy = {"cypher": "MATCH (a), (b), (c), (d), (e) RETURN count(a.key + b.key + c.key + d.key + e.key) AS n"}
    first = threading.Thread(target=lambda: ask(store, "query", heavy, ANALYST))
    first.start()
    time.sleep(0.4)
    with pytest.raises(BusyError, match="still running"):
        ask(store, "query", {"cypher": "RETURN 1 AS x"}, ANALYST)
    assert ask(store, "query", {"cypher": "RETURN 1 AS x"}, HEAD).answer["rows"] == [[1]]
    assert ask(store, "who", {"field": "氏名"}, ANALYST).answer["viewers"]
    first.join(30)
    assert ask(store, "query", {"cypher": "RETURN 1 AS x"}, ANALYST).answer["rows"] == [[1]]


def test_the_log_of_all_this_is_sound(store: Store) -> None:
    log = AuditLog(store.beside)
    verdict = log.verify()
    assert verdict.fault is None
    assert log.verify((verdict.lines, verdict.last)).fault is None
