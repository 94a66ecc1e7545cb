"""What lies in the folder of an embedded store: names of files, the connection file, who may read them."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import stat
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from bangolin.graph.stores.problems import StoreError

SPACE = 32 * 1024**2
"""Bytes that the engine needs to take in one large edition; with less, what fails fails for want of space."""
FORMAT = 1
"""Version of what the folder holds and of the connection file; a store of another format is not opened."""


@dataclass(frozen=True)
class Connection:
    """How to reach the running store process: written by the process itself, read by every opener."""

    format: int
    pid: int
    started: float
    port: int
    engine: str
    owner_password: str
    reader_password: str
    console_password: str


@dataclass(frozen=True)
class StoreFolder:
    """Paths inside one store folder."""

    path: Path

    @property
    def gate(self) -> Path:
        """Held while somebody starts or stops the process."""
        return self.path / "gate.lock"

    @property
    def alive(self) -> Path:
        """Held by the store process as long as it lives."""
        return self.path / "process.lock"

    @property
    def writing(self) -> Path:
        """Held by the one opener that writes: the engine lets writers run into each other, so they queue here."""
        return self.path / "write.lock"

    @property
    def openers(self) -> Path:
        """One lock file for each opener."""
        return self.path / "openers"

    @property
    def connection(self) -> Path:
        return self.path / "connection.json"

    @property
    def format_file(self) -> Path:
        return self.path / "format.json"

    @property
    def engine_root(self) -> Path:
        """What the engine calls its server root: databases, config, logs."""
        return self.path / "engine"

    @property
    def log(self) -> Path:
        return self.path / "store.log"


def prepare(path: Path) -> StoreFolder:
    """Make the folder, for this user only, and check that it is a store of this format.

    Raises StoreError where the folder cannot be made or written, or belongs to another user or format.
    """
    folder = StoreFolder(path.expanduser().absolute())
    try:
        fresh = not folder.path.exists()
        folder.openers.mkdir(parents=True, exist_ok=True)
        if fresh:
            only_mine(folder.path)
        _check_user(folder)
        _check_format(folder)
    except (NotADirectoryError, FileExistsError) as error:
        raise StoreError(
            f"ストア {folder.path} はフォルダーではありません。", f"The store {folder.path} is not a folder."
        ) from error
    except OSError as error:
        raise unusable(folder, error) from error
    return folder


def unusable(folder: StoreFolder, error: OSError) -> StoreError:
    """The sentence for a folder that the operating system does not let us use."""
    reason = error.strerror or type(error).__name__
    return StoreError(
        f"ストア {folder.path} を使えません({reason})。--store か BANGOLIN_STORE で別のフォルダーを指定してください。",
        f"The store {folder.path} cannot be used ({reason}); "
        "name a folder you can write to with --store or BANGOLIN_STORE.",
    )


def full(folder: StoreFolder) -> StoreError | None:
    """The sentence for a disk on which hardly anything is left; None where that cannot be why something failed."""
    with suppress(OSError):
        left = shutil.disk_usage(folder.path).free
        if left < SPACE:
            return StoreError(
                f"ストア {folder.path} のディスクの空きが {left // 1024**2} MB しかなく、書き込めません。空きを増やして"
                "再実行してください。取り込み済みのものはそのままです。",
                f"The disk of the store {folder.path} has only {left // 1024**2} MB left, so it cannot be written: make "
                "room and try again. What was loaded stays.",
            )
    return None


def only_mine(path: Path) -> None:
    """Take every right on a file or folder from everybody but this user."""
    if sys.platform == "win32":
        rights = f"{getpass.getuser()}:(OI)(CI)F" if path.is_dir() else f"{getpass.getuser()}:F"
        command = ["icacls", str(path), "/inheritance:r", "/grant:r", rights]
        subprocess.run(command, check=True, capture_output=True)
    else:
        path.chmod(stat.S_IRWXU if path.is_dir() else stat.S_IRUSR | stat.S_IWUSR)


def write_mine(path: Path, text: str) -> None:
    """Write a file that only this user can read, in one step: readers see the old text or the new."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if sys.platform == "win32":
        only_mine(draft)
    os.replace(draft, path)


def write_connection(folder: StoreFolder, connection: Connection) -> None:
    write_mine(folder.connection, json.dumps(asdict(connection)))


def read_connection(folder: StoreFolder) -> Connection | None:
    """The connection file, or None where there is none yet or it is torn.

    Raises StoreError where it is of another format or another user.
    """
    try:
        plain = json.loads(folder.connection.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    except PermissionError as error:
        raise _other_user(folder) from error
    if plain.get("format") != FORMAT:
        raise _other_format(folder, plain.get("format"))
    return Connection(**plain)


def _check_user(folder: StoreFolder) -> None:
    if sys.platform == "win32":
        return
    if folder.path.stat().st_uid != os.geteuid():
        raise _other_user(folder)


def _check_format(folder: StoreFolder) -> None:
    if not folder.format_file.exists():
        write_mine(folder.format_file, json.dumps({"format": FORMAT}))
        return
    try:
        found = json.loads(folder.format_file.read_text(encoding="utf-8")).get("format")
    except (json.JSONDecodeError, AttributeError):
        found = None
    if found != FORMAT:
        raise _other_format(folder, found)


def _other_user(folder: StoreFolder) -> StoreError:
    return StoreError(
        f"ストア {folder.path} は別の利用者のものです。自分のフォルダーを --store で指定してください。",
        f"The store {folder.path} belongs to another user; name a folder of your own with --store.",
    )


def _other_format(folder: StoreFolder, found: object) -> StoreError:
    return StoreError(
        f"ストア {folder.path} の形式は {found} ですが、この bangolin が扱うのは形式 {FORMAT} です。"
        "その版の bangolin で開くか、そちらで bangolin backup、こちらで bangolin restore として移してください。",
        f"The store {folder.path} has format {found}, this bangolin works with format {FORMAT}; "
        "open it with the bangolin that made it, or carry it over: bangolin backup there, bangolin restore here.",
    )
