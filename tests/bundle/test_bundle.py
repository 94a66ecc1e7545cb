"""The bundle for machines without internet: what goes in, the same bytes each time, and an installation with no network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUNDLE = ROOT / ".ci" / "bundle"
sys.path.insert(0, str(BUNDLE))

import make  # noqa: E402
from targets import targets  # noqa: E402

PYTHON = "{}.{}".format(*sys.version_info[:2])


def stage_in(folder: Path) -> Path:
    """A small folder in the shape of a bundle."""
    stage = folder / "bangolin-bundle"
    (stage / "wheels").mkdir(parents=True)
    (stage / "wheels" / "a-1-py3-none-any.whl").write_bytes(b"wheel")
    (stage / "install.sh").write_text("echo", encoding="utf-8")
    make.write_sums(stage)
    return stage


def test_both_systems_and_all_three_pythons_have_packages() -> None:
    names = [target.name for target in targets([], [])]
    assert names == [f"{system}-3.{minor}" for system in ("linux", "windows") for minor in (11, 12, 13)]
    with pytest.raises(ValueError, match=r"3\.9"):
        targets([], ["3.9"])


def test_the_same_files_give_the_same_archive_and_scripts_can_run(tmp_path: Path) -> None:
    archives = []
    for name in ("one", "two"):
        make.pack(stage_in(tmp_path / name), tmp_path / f"{name}.zip")
        archives.append((tmp_path / f"{name}.zip").read_bytes())
    assert archives[0] == archives[1]
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        modes = {member.filename: member.external_attr >> 16 for member in archive.infolist()}
    assert modes["bangolin-bundle/install.sh"] == 0o755


def test_the_sums_are_those_that_sha256sum_checks(tmp_path: Path) -> None:
    stage = stage_in(tmp_path)
    command = ["sha256sum", "--quiet", "-c", "SHA256SUMS"]
    assert subprocess.run(command, cwd=stage, capture_output=True, check=False).returncode == 0
    (stage / "wheels" / "a-1-py3-none-any.whl").write_bytes(b"other")
    assert subprocess.run(command, cwd=stage, capture_output=True, check=False).returncode == 1


def test_the_script_stops_where_a_file_was_changed(tmp_path: Path) -> None:
    stage = stage_in(tmp_path)
    shutil.copy(BUNDLE / "install.sh", stage / "install.sh")
    (stage / "requirements").mkdir()
    (stage / "requirements" / f"linux-{PYTHON}.txt").write_text("", encoding="utf-8")
    result = subprocess.run(
        ["sh", "install.sh", str(tmp_path / "there")], cwd=stage, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHON": sys.executable},
    )  # fmt: skip
    assert result.returncode == 1
    assert "照合" in result.stderr
    assert not (tmp_path / "there").exists()


@pytest.mark.parametrize("script", ["install.sh", "install.ps1", "install.cmd"])
def test_scripts_take_nothing_from_the_network(script: str) -> None:
    words = (BUNDLE / script).read_text(encoding="utf-8")
    assert "http" not in words
    assert script == "install.cmd" or ("--no-index" in words and "--require-hashes" in words)


def cut_off(script: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script in a namespace that has a loopback and no other network."""
    inside = f"ip link set lo up; {script}"
    command = ["unshare", "--net", "--map-root-user", "sh", "-ec", inside]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


@pytest.mark.soak
@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("unshare"), reason="needs namespaces of Linux")
def test_an_installation_without_network_loads_and_answers(tmp_path: Path) -> None:
    archive = tmp_path / "bundle.zip"
    make_it = [sys.executable, str(BUNDLE / "make.py"), "--system", "linux", "--python", PYTHON, "--output"]
    subprocess.run([*make_it, str(archive)], check=True)
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
        "PYTHON": sys.executable,
        "LANG": "C.UTF-8",
    }
    probe = cut_off(
        f"{sys.executable} -c \"import socket; socket.create_connection(('192.0.2.1', 80), 3)\"", environment
    )
    assert "unreachable" in probe.stderr
    tool = tmp_path / "there" / "bin" / "bangolin"
    run = cut_off(
        f"sh {tmp_path}/bangolin-bundle/install.sh {tmp_path}/there >&2; {tool} load >&2; "
        f"{tool} who 個人番号 --json; {tool} export pdf --output {tmp_path}/pack.pdf >&2",
        environment,
    )
    assert run.returncode == 0, run.stderr
    viewers = json.loads(run.stdout)["viewers"]
    assert len({viewer["assessment"] for viewer in viewers}) == 4
    assert (tmp_path / "pack.pdf").read_bytes().startswith(b"%PDF")
