"""What runs with the tool: under which licences, with which known weaknesses, in which list."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

SUPPLY = Path(__file__).parents[2] / ".ci" / "supply"


def module(name: str):  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location(name, SUPPLY / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def run(name: str, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SUPPLY / f"{name}.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **settings})


def test_everything_that_runs_is_under_an_allowed_licence() -> None:
    done = run("licences")
    assert done.returncode == 0, done.stderr
    assert "neo4j 6" in done.stdout
    assert "arcadedb-embedded" in done.stdout
    assert "hypothesis" not in done.stdout


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("BSD-2-Clause AND Apache-2.0 WITH LLVM-exception", True),
        ("GPL-3.0-only OR MIT", True),
        ("GPL-3.0-or-later", False),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
        ("MIT AND GPL-2.0-only", False),
        ("GNU General Public License v3 (GPLv3)", False),
        ("GNU Affero General Public License v3", False),
        ("LGPL-3.0-only", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_a_licence_nobody_allowed_is_refused(licence: str, allowed: bool) -> None:
    assert module("licences").is_allowed(licence) is allowed


def test_a_database_that_does_not_answer_is_said_and_is_no_failure(tmp_path: Path) -> None:
    lock = tmp_path / "one.lock"
    lock.write_text("six==1.17.0 --hash=sha256:" + "0" * 64 + "\n")
    done = run("vulnerabilities", str(lock), HTTPS_PROXY="http://127.0.0.1:9", HTTP_PROXY="http://127.0.0.1:9")
    assert done.returncode == 0
    assert "NOT AUDITED" in done.stdout


class OwnDatabase(BaseHTTPRequestHandler):
    """A database of weaknesses that knows one, asked and answering as OSV does."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        known = {"id": "MADE-UP-1", "summary": "x", "details": "x", "affected": []}
        found = {"vulns": [known]} if asked["version"] == "1.16.0" else {}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(found).encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(("version", "code", "said"), [("1.16.0", 1, "MADE-UP-1"), ("1.17.0", 0, "0 known weaknesses")])
def test_a_database_of_ones_own_is_asked(tmp_path: Path, version: str, code: int, said: str) -> None:
    lock = tmp_path / "one.lock"
    lock.write_text(f"six=={version} --hash=sha256:{'0' * 64}\n")
    with ThreadingHTTPServer(("127.0.0.1", 0), OwnDatabase) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        done = run("vulnerabilities", str(lock), BANGOLIN_OSV_URL=f"http://127.0.0.1:{server.server_port}/v1/query")
        server.shutdown()
    assert done.returncode == code, done.stdout
    assert said in done.stdout
    assert "NOT AUDITED" not in done.stdout


def test_the_bill_names_what_runs_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run("bill", str(tmp_path / name)).returncode == 0
    text = (tmp_path / "one").read_text(encoding="utf-8")
    assert text == (tmp_path / "two").read_text(encoding="utf-8")
    bill = json.loads(text)
    names = {one["name"] for one in bill["components"]}
    assert {"neo4j", "streamlit", "reportlab"} <= names
    assert not {"pytest", "hypothesis", "pip-audit"} & names
    assert str(SUPPLY.parent) not in text
    assert {"ref", "dependsOn"} <= set().union(*bill["dependencies"])
