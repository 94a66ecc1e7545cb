"""The command line as a user runs it, on a real store of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from bangolin.graph.stores.store import open_store
from bangolin.ui.cli import main

Run = Callable[..., "Result"]
NUMBER = "123456789018"


def fictional(name: str) -> Path:
    return Path(str(resources.files("bangolin.data.fictional").joinpath(name)))


@dataclass(frozen=True)
class Result:
    """What one command printed and how it ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Runs commands in this process, on a store whose engine stays for all tests of the module."""
    store = tmp_path_factory.mktemp("command") / "store"

    def command(*words: str) -> Result:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            try:
                code = main(words)
            except SystemExit as ended:
                code = int(str(ended.code))
        return Result(code, out.getvalue(), err.getvalue())

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BANGOLIN_STORE", str(store))
        with open_store(store):
            first = command("load", str(fictional("kakuu-kaigo.txt")))
            assert first.returncode == 0, first.stderr
            yield command


def answer(run: Run, *words: str) -> Any:
    result = run(*words, "--json")
    assert result.returncode in (0, 1), result.stderr
    return json.loads(result.stdout)


def test_loading_again_changes_nothing(run: Run) -> None:
    [report] = answer(run, "load", str(fictional("kakuu-kaigo.txt")))
    assert report["outcome"] == "unchanged"


def test_who_names_a_contractor_with_the_line_of_its_name(run: Run) -> None:
    viewers = {viewer["name"]: viewer for viewer in answer(run, "who", "個人番号")["viewers"]}
    evidence = viewers["株式会社架空電算"]["evidence"][0]
    lines = fictional("kakuu-kaigo.txt").read_text(encoding="utf-8").splitlines()
    assert "株式会社架空電算" in lines[evidence["line"] - 1]
    assert evidence["item"].startswith("Ⅱ.4.委託事項1")


def test_text_and_json_tell_the_same(run: Run) -> None:
    names = {viewer["name"] for viewer in answer(run, "who", "個人番号")["viewers"]}
    text = run("who", "個人番号").stdout
    assert all(name[:10] in text for name in names)
    assert "実際の通信・アクセス権限を示すものではありません" in text


@pytest.mark.parametrize(
    "words",
    [
        ("trace", "介護保険システム"), ("who", "個人番号"), ("sees", "国保連合会"), ("breach", "国保連合会"),
        ("delegations",), ("cut", "介護保険システム", "国保連合会"), ("check",),
    ],
)  # fmt: skip
def test_a_plain_sentence_in_both_languages_stands_above(run: Run, words: tuple[str, ...]) -> None:
    first, second, empty, *rest = run(*words).stdout.splitlines()
    assert first.endswith("。")
    assert second.endswith(".")
    assert not empty
    assert rest


def test_kinds_and_weights_are_in_japanese(run: Run) -> None:
    assert "システム" in run("trace", "介護保険システム").stdout
    assert not {"System", "Department", "department"} & set(run("trace", "介護保険システム").stdout.split())
    assert "[要確認 warning]" in run("check").stdout


def test_same_question_same_bytes(run: Run) -> None:
    assert run("trace", "介護保険システム", "--json").stdout == run("trace", "介護保険システム", "--json").stdout


def test_trace_to_a_place_always_answers_for_it(run: Run) -> None:
    to = answer(run, "trace", "介護保険システム", "--to", "認定審査支援システム")["to"]
    assert to["name"] == "認定審査支援システム"
    assert to["answer"] in ("reaches", "may reach", "excluded", "no way stated")


def test_delegations_name_the_sub_contractor(run: Run) -> None:
    chains = answer(run, "delegations")["chains"]
    assert "架空保守サービス株式会社" in [
        link["name"] for chain in chains for link in chain["links"] if link["tier"] == 2
    ]


def test_check_ends_with_one_until_all_findings_are_accepted(run: Run) -> None:
    first = run("check", "--json")
    findings = json.loads(first.stdout)["findings"]
    assert first.returncode == 1
    for finding in findings:
        assert run("findings", "accept", finding["id"], "--reason", "確認済み").returncode == 0
    last = run("check", "--json")
    assert last.returncode == 0
    assert {finding["accepted"]["reason"] for finding in json.loads(last.stdout)["findings"]} == {"確認済み"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("trace",), 2),
        (("nonsense",), 2),
        (("query", "CREATE (n:Place)"), 2),
        (("who", "個人番号", "--assessment", "ない市"), 3),
        (("trace", "どこにもないシステム"), 3),
        (("who", NUMBER), 3),
        (("parse", "absent.txt"), 3),
        (("remove", "ない版"), 4),
    ],
)
def test_exit_codes(run: Run, words: tuple[str, ...], code: int) -> None:
    result = run(*words)
    assert result.returncode == code, result.stderr
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr


def test_a_number_is_not_repeated(run: Run) -> None:
    result = run("who", NUMBER)
    assert NUMBER not in result.stdout + result.stderr


def test_bad_file_is_named_and_the_others_are_loaded(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    result = run("load", str(empty), str(fictional("kakuu-kaigo.txt")), "--json")
    assert result.returncode == 3
    assert "空.txt" in result.stderr
    assert [report["outcome"] for report in json.loads(result.stdout)] == [None, "unchanged"]


def test_query_answers_with_columns_and_rows(run: Run) -> None:
    found = answer(run, "query", "MATCH (s:System) RETURN s.name AS name ORDER BY name LIMIT 3")
    assert found["columns"] == ["name"]
    assert len(found["rows"]) == 3


def test_decisions_travel_between_stores(run: Run, tmp_path: Path) -> None:
    assert run("check", "--json").returncode in (0, 1)
    finding = answer(run, "check")["findings"][0]["id"]
    run("findings", "accept", finding, "--reason", "引き継ぐ")
    assert run("review", "--export", str(tmp_path / "decisions.yaml")).returncode == 0
    other = str(tmp_path / "other")
    assert run("load", str(fictional("kakuu-kaigo.txt")), "--store", other).returncode == 0
    assert run("review", "--import", str(tmp_path / "decisions.yaml"), "--store", other).returncode == 0
    accepted = {one["id"]: one["accepted"] for one in answer(run, "check", "--store", other)["findings"]}
    assert accepted[finding]["reason"] == "引き継ぐ"


def test_names_are_joined_carried_and_taken_back(run: Run, tmp_path: Path) -> None:
    document, pair = str(fictional("kakuu-kaigo.txt")), ("株式会社架空電算", "架空印刷株式会社")
    other, carried = str(tmp_path / "names"), str(tmp_path / "names.yaml")
    assert run("review", document, "--join", *pair).returncode == 2
    assert run("review", document, "--join", "株式会社架空電算", "どこにもない名称", "--reason", "誤り").returncode == 3
    joined = answer(run, "review", document, "--join", *pair, "--reason", "合併")
    mine = [row for row in joined if row["rule"] == "officer"]
    assert [(row["first"], row["second"], row["why"]) for row in mine] == [(*pair, "合併")]
    assert "架空印刷株式会社" not in viewers(run)
    assert run("review", "--export", carried).returncode == 0
    assert run("load", document, "--store", other).returncode == 0
    assert "架空印刷株式会社" in viewers(run, "--store", other)
    assert run("review", "--import", carried, "--store", other).returncode == 0
    assert "架空印刷株式会社" not in viewers(run, "--store", other)
    left = answer(run, "review", document, "--withdraw", *pair, "--reason", "誤り")
    assert not [row for row in left if row["rule"] == "officer"]
    assert "架空印刷株式会社" in viewers(run)


def test_values_are_corrected_rejected_and_taken_back_with_a_reason(run: Run) -> None:
    document, given, right = str(fictional("kakuu-kaigo.txt")), "架空印刷株式会社", "架空製本株式会社"
    contractor = path_of(answer(run, "review", document), given)
    review = ("review", document, "--reason", "原本で確認")
    assert run("review", document, "--correct", contractor, right).returncode == 2
    assert run(*review, "--accept", "delegations/x").returncode == 2
    assert run(*review, "--accept", contractor, "--reject", contractor).returncode == 2
    [after] = [row for row in answer(run, *review, "--correct", contractor, right) if row["path"] == contractor]
    assert (after["value"], after["confidence"]) == (right, "certain")
    assert right in viewers(run)
    answer(run, *review, "--reject", contractor)
    assert run("load", document).returncode == 0
    assert not {given, right} & viewers(run)
    answer(run, *review, "--accept", contractor)
    assert given in viewers(run)


def path_of(values: list[dict[str, Any]], value: str) -> str:
    """The path of the one value that reads so."""
    [path] = [row["path"] for row in values if row["value"] == value]
    return str(path)


def viewers(run: Run, *more: str) -> set[str]:
    """Everyone who can see any of the items that the made-up document gives away."""
    fields = ("個人番号", "口座番号")
    return {viewer["name"] for field in fields for viewer in answer(run, "who", field, *more)["viewers"]}


def test_export_writes_the_answer_as_it_is(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "who.json"
    assert run("export", "json", "--output", str(output), "--question", "who 個人番号").returncode == 0
    written = json.dumps(json.loads(output.read_text(encoding="utf-8")), ensure_ascii=False)
    assert "株式会社架空電算" in written


def test_every_question_is_on_record_and_a_changed_record_is_found(tmp_path: Path, run: Run) -> None:
    store = tmp_path / "store"
    assert run("load", str(fictional("kakuu-kaigo.facts.json")), "--store", str(store)).returncode == 0
    assert run("who", "口座番号", "--store", str(store)).returncode == 0
    assert run("trace", "ない場所", "--store", str(store)).returncode == 3
    first = answer(run, "audit", "verify", "--store", str(store))
    assert (first["lines"], first["fault"]) == (4, None)  # the load began and ended, who, the refused trace
    [log] = store.rglob("audit.jsonl")
    log.write_text(log.read_text(encoding="utf-8").replace("口座番号", "個人番号"), encoding="utf-8")
    assert run("audit", "verify", "--store", str(store)).returncode == 4


def test_installed_command_answers_in_a_process_of_its_own(tmp_path: Path) -> None:
    environment = {**os.environ, "BANGOLIN_STORE": str(tmp_path / "store")}
    command = [str(Path(sys.executable).with_name("bangolin"))]
    for words in (["load", str(fictional("kakuu-kaigo.facts.json"))], ["who", "個人番号", "--json"]):
        result = subprocess.run(
            command + words, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stderr
    assert "株式会社架空電算" in result.stdout
