"""The package is whole: every folder is listed, and an installed wheel has its data."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("loader", "graph", "queries", "ui", "data")


def listed() -> set[str]:
    return set(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"])


def test_every_folder_with_code_or_data_is_listed() -> None:
    folders = {"bangolin"}
    for top in FOLDERS:
        for init in (ROOT / top).rglob("__init__.py"):
            folders.add("bangolin." + ".".join(init.parent.relative_to(ROOT).parts))
    assert folders == listed()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "uv",
        "build",
        "--wheel",
        "--no-build-isolation",
        "-q",
        "-o",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


def test_wheel_holds_what_git_holds(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(["git", "ls-files", *FOLDERS], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    missing = {name for name in tracked.splitlines() if f"bangolin/{name}" not in inside}
    assert missing == set()


def test_installed_wheel_finds_its_sample_data(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    script = (
        "from bangolin.loader.intake import sample_paths; print(len(sample_paths())); "
        "import bangolin; print(bangolin.__file__)"
    )
    result = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(target)!r}); {script}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    count, origin = result.stdout.split()
    assert int(count) == 4
    assert origin.startswith(str(target))
