"""A full disk, a folder that cannot be written, two commands at once, a clock set back: a sentence, and nothing lost."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from bangolin.graph.loading import load_edition
from bangolin.graph.stores import StoreError, embedded, open_store
from bangolin.graph.stores.backup import backup, verify
from bangolin.graph.stores.embedded import Membership
from bangolin.graph.stores.folder import StoreFolder
from bangolin.graph.stores.locks import FileLock
from bangolin.loader.facts import read_facts
from bangolin.queries import check
from bangolin.ui.acting import accept, load
from bangolin.ui.audit import AuditLog
from bangolin.ui.cli import main
from bangolin.ui.people import local_person
from stores.made import edition

FICTIONAL = Path(str(files("bangolin.data.fictional")))
CARE, HEALTH = (str(FICTIONAL / f"kakuu-{name}.facts.json") for name in ("kaigo", "kenpo"))
PAGE = 1 << 16
COMMAND = [sys.executable, "-c", "from bangolin.ui.cli import main; raise SystemExit(main())"]


class Disk:
    """A small disk of memory: it can be filled but for a rest, emptied, and made read-only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.filler = path / "filler"

    def fill(self, rest: int) -> None:
        """Fill all but `rest` bytes; page by page, since the store beside may take some of the room while we write."""
        with open(self.filler, "wb", buffering=0) as file, contextlib.suppress(OSError):
            while (free := shutil.disk_usage(self.path).free - rest) > 0:
                file.write(bytes(min(free, PAGE)))

    def empty(self) -> None:
        self.filler.unlink()

    def mount(self, *options: str) -> bool:
        command = ["mount", *options, str(self.path)]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    made = Disk(tmp_path / "disk")
    made.path.mkdir()
    if not sys.platform.startswith("linux") or not made.mount("-t", "tmpfs", "-o", "size=64m", "tmpfs"):
        pytest.skip("a small disk: mounting one takes Linux and its root")
    yield made
    subprocess.run(["umount", "-l", str(made.path)], check=False)


def test_a_full_disk_is_one_sentence_and_nothing_loaded_is_lost(disk: Disk, capsys: pytest.CaptureFixture[str]) -> None:
    with open_store(disk.path / "store") as store:
        load_edition(store, edition(1, size=20))
        disk.fill(12_000)
        with pytest.raises(StoreError, match="has only 0 MB left") as refusal:
            load_edition(store, edition(2, size=200))
        assert "空きを増やして" in refusal.value.japanese
        assert verify(store) == {"editions": 1, "faults": []}
        with pytest.raises(StoreError, match=r"cannot be written .*No space left"):
            backup(store, disk.path / "copy.zip")
        assert not (disk.path / "copy.zip").exists()
        disk.empty()
        disk.fill(0)
        assert main(["load", CARE, "--store", store.address]) == 4
        said = capsys.readouterr().err.strip()
        assert "空き" in said
        assert "No space left" in said or "MB left" in said
        assert len(said.splitlines()) <= 3
        disk.empty()
        load_edition(store, edition(2, size=200))
    with open_store(disk.path / "store") as store:
        assert verify(store) == {"editions": 2, "faults": []}


def test_a_folder_that_cannot_be_written_is_one_sentence(disk: Disk, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(disk.path / "store")
    with open_store(folder) as store:
        load_edition(store, edition(1))
    assert disk.mount("-o", "remount,ro")
    assert main(["load", CARE, "--store", folder]) == 4
    said = capsys.readouterr().err.strip()
    assert "Read-only file system" in said
    assert "--store" in said
    assert main(["who", "個人番号", "--store", folder]) == 4
    assert main(["parse", CARE, "--output", str(disk.path / "out.json")]) == 4
    assert "読み書きできません" in capsys.readouterr().err
    assert disk.mount("-o", "remount,rw")
    with open_store(folder) as store:
        assert verify(store) == {"editions": 1, "faults": []}


def test_commands_that_load_at_once_wait_for_each_other(tmp_path: Path) -> None:
    folder = str(tmp_path / "store")
    with open_store(folder) as store:
        words = [*COMMAND, "load", CARE, "--json", "--store", folder]
        commands = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        said = [json.loads(command.communicate(timeout=200)[0])[0]["outcome"] for command in commands]
        assert [command.returncode for command in commands] == [0, 0]
        assert "added" in said
        assert verify(store) == {"editions": 1, "faults": []}
        assert AuditLog(store.beside).verify().fault is None
        assert [line["action"] for line in AuditLog(store.beside).entries()].count("load") == 2


def test_one_that_writes_for_too_long_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "WRITE_SECONDS", 0.1)
    folder = StoreFolder(tmp_path)
    other = FileLock(folder.writing)
    assert other.try_acquire()
    with (
        pytest.raises(StoreError, match="Another command is starting, stopping or writing"),
        Membership(folder, FileLock(tmp_path / "x.lock"), 0.0).writing(),
    ):
        raise AssertionError
    other.release()


def test_a_clock_set_back_is_one_sentence(tmp_path: Path) -> None:
    if shutil.which("faketime") is None:
        pytest.skip("a clock set back: needs faketime (Debian: apt-get install faketime)")
    folder = str(tmp_path / "store")
    with open_store(folder) as store:
        load(store, read_facts(Path(CARE)), local_person(), "x.json")
        finding = check.ask(store, {"as_of": "2026-01-01"})["findings"][0]
        accept(store, finding, local_person(), "確認済み", None)
        earlier = ["faketime", "2020-01-31", *COMMAND]
        words = [*earlier, "findings", "accept", finding["id"], "--reason", "前の時計", "--store", folder]
        refused = subprocess.run(words, capture_output=True, text=True, check=False)
        assert refused.returncode == 4
        assert "時計" in refused.stderr
        assert "clock (2020-01-31" in refused.stderr
        done = subprocess.run([*earlier, "load", HEALTH, "--store", folder], capture_output=True, check=False)
        assert done.returncode == 0
        verdict = AuditLog(store.beside).verify()
        assert verdict.fault is None
        assert len(verdict.set_back) == 1
        assert verify(store) == {"editions": 2, "faults": []}
