"""The same three doors as in test_fuzz.py, tried by inputs that search for new paths through the code."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

GUIDED = Path(__file__).parent / "guided.py"
pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None, reason="guided fuzzing: atheris is for Linux only"
)
SEEDS = {
    "document": [
        "特定個人情報保護評価書（全項目評価書）\n評価書番号\n1\n",
        "<html><table><tr><td>Ⅱ</td></tr></table></html>",
        files("bangolin.data.fictional").joinpath("kakuu-kenpo.txt").read_text("utf-8")[:3000],
    ],
    "statement": [
        "MATCH p = (a:System)-[r:FLOWS_TO*1..3]->(b) WHERE all(f IN r WHERE '氏名' IN f.carries) RETURN p LIMIT 5",
        "MATCH (a) CALL (a) { MATCH (a)-->(b) RETURN count(b) AS n } RETURN CASE WHEN n > 1 THEN [x IN [1] | x] END AS y",
        "CREATE (n) SET n.x = 1 // y",
    ],
    "number": ["番号 1234-5678-9018 号", "１２３４５６７８９０１８", "1 2 3 4\n5678 9018"],
}


def fuzzed(target: str, folder: Path, *options: str) -> None:
    for number, seed in enumerate(SEEDS[target]):
        (folder / str(number)).write_text(seed, encoding="utf-8")
    command = [sys.executable, str(GUIDED), target, *options, "-seed=7", f"-artifact_prefix={folder}/", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace")
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Done " in done.stderr


@pytest.mark.parametrize("target", ["statement"])
def test_no_path_leads_astray(target: str, tmp_path: Path) -> None:
    fuzzed(target, tmp_path, "-runs=3000")


@pytest.mark.soak
@pytest.mark.parametrize("target", SEEDS)
def test_no_path_leads_astray_for_a_minute(target: str, tmp_path: Path) -> None:
    fuzzed(target, tmp_path, "-max_total_time=60")
