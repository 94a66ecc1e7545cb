"""Numbers that a person confirmed to be none: kept by digest and position, used on every later load."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from bangolin.graph.decisions import decisions
from bangolin.graph.stores.store import Store, open_store
from bangolin.loader.confirmations import Confirmation, admitted, confirm
from bangolin.loader.intake import take
from bangolin.loader.problems import DocumentError
from bangolin.loader.worker import Limits
from bangolin.ui.audit import AuditLog
from bangolin.ui.cli import main
from bangolin.ui.people import Person

NUMBER = "123456789018"  # made up; its last digit is the right check digit
WHEN = "2026-04-01T09:00:00+00:00"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("confirming")) as opened:
        yield opened


def document(folder: Path, times: int = 1, note: str = "") -> Path:
    """The made-up assessment with a number below it, so often."""
    text = (resources.files("bangolin.data.fictional") / "kakuu-kaigo.txt").read_text(encoding="utf-8")
    path = folder / "kakuu.txt"
    path.write_text(text + "".join(f"\n管理番号{note} {NUMBER} 号\n" for _ in range(times)), encoding="utf-8")
    return path


def test_confirmed_number_lets_the_document_in_on_every_later_load(store: Store, tmp_path: Path) -> None:
    path = document(tmp_path)
    taken = take(path, Limits())
    assert taken.facts is None
    assert taken.numbers is not None
    [position] = taken.numbers.positions
    assert position.words == "管理番号 ************ 号"
    assert confirm(store, taken, Confirmation((str(position),), "officer", WHEN, "管理用の番号")).facts is not None
    assert admitted(store, take(path, Limits())).facts is not None


def test_kept_are_digest_and_position_and_nothing_of_the_digits(store: Store, tmp_path: Path) -> None:
    path = document(tmp_path, note="乙")
    taken = take(path, Limits())
    assert taken.numbers is not None
    confirm(store, taken, Confirmation((str(taken.numbers.positions[0]),), "officer", WHEN, "管理用の番号"))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    [kept] = decisions(store, "GuardDecision", digest)
    assert set(kept.content) == {"position"}
    assert NUMBER not in json.dumps(vars(kept), default=str)
    assert hashlib.sha256(NUMBER.encode()).hexdigest() not in json.dumps(vars(kept), default=str)


def test_other_numbers_of_the_file_and_other_bytes_still_stop_it(store: Store, tmp_path: Path) -> None:
    path = document(tmp_path, times=2, note="丙")
    taken = take(path, Limits())
    assert taken.numbers is not None
    first, second = map(str, taken.numbers.positions)
    again = confirm(store, taken, Confirmation((first,), "officer", WHEN, "管理用の番号"))
    assert again.numbers is not None
    assert [str(position) for position in again.numbers.positions] == [second]
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    changed = admitted(store, take(path, Limits()))
    assert changed.numbers is not None
    assert len(changed.numbers.positions) == 2


@pytest.mark.parametrize(("position", "why"), [("text:1:1", "理由"), (None, " "), (None, f"{NUMBER} は管理番号")])
def test_wrong_position_or_reason_is_refused_and_nothing_kept(
    store: Store, tmp_path: Path, position: str | None, why: str
) -> None:
    path = document(tmp_path, note="丁")
    taken = take(path, Limits())
    assert taken.numbers is not None
    chosen = position or str(taken.numbers.positions[0])
    with pytest.raises(DocumentError) as error:
        confirm(store, taken, Confirmation((chosen,), "officer", WHEN, why))
    assert NUMBER not in str(error.value)
    assert decisions(store, "GuardDecision", taken.numbers.digest) == []


def test_facts_file_names_the_value_and_can_be_confirmed(store: Store, tmp_path: Path) -> None:
    facts = json.loads((resources.files("bangolin.data.fictional") / "kakuu-kaigo.facts.json").read_text("utf-8"))
    facts["document"]["title"] += " １２３４５６７８９０１８"
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(facts), encoding="utf-8")
    taken = take(path, Limits())
    assert taken.numbers is not None
    [position] = taken.numbers.positions
    assert position.name == "document.title"
    assert confirm(store, taken, Confirmation((str(position),), "officer", WHEN, "版の番号")).facts is not None


def test_command_line_refuses_lists_confirms_and_loads(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, address = str(document(tmp_path, note="戊")), ("--store", store.address)
    assert main(["load", path, *address]) == 3
    assert last_line(store)["parameters"] == {"file": Path(path).name, "refused": "DocumentError"}
    refused = capsys.readouterr().err
    assert "--not-a-number" in refused
    assert main(["review", path, *address, "--json"]) == 3
    listed = json.loads(capsys.readouterr().out)
    [position] = [one["position"] for one in listed["numbers"]]
    assert main(["review", path, *address, "--not-a-number", position]) == 2
    assert main(["review", path, *address, "--not-a-number", position, "--reason", "管理用の番号"]) == 0
    assert main(["load", path, *address]) == 0
    output = capsys.readouterr()
    log = (store.beside / "audit.jsonl").read_text(encoding="utf-8")
    assert '"confirm-number"' in log
    assert position in log
    assert NUMBER not in refused + str(listed) + output.out + output.err + log


def test_the_command_confirms_only_on_record_and_with_the_right(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = document(tmp_path, note="己")
    taken = take(path, Limits())
    assert taken.numbers is not None
    words = ["review", str(path), "--store", store.address, "--reason", "管理用の番号", "--not-a-number"]
    position = str(taken.numbers.positions[0])
    assert main([*words, "text:99:1"]) == 3
    assert last_line(store)["parameters"]["refused"] == "DocumentError"
    with monkeypatch.context() as patched:
        patched.setattr("bangolin.ui.people.local_person", lambda: Person("mita", "viewer"))
        assert main([*words, position]) == 2
    assert (last_line(store)["user"], last_line(store)["parameters"]["refused"]) == ("mita", "NotAllowedError")
    with monkeypatch.context() as patched:
        patched.setattr(AuditLog, "append", full)
        assert main([*words, position]) == 4
    assert "No space left" in capsys.readouterr().err
    assert admitted(store, take(path, Limits())).facts is None
    assert main([*words, position]) == 0
    assert (last_line(store)["action"], last_line(store)["rows"]) == ("confirm-number", 1)
    assert admitted(store, take(path, Limits())).facts is not None


def last_line(store: Store) -> dict[str, Any]:
    *_, entry = AuditLog(store.beside).entries()
    return entry


def full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")
