"""One archive for machines without internet: wheels for each system and Python, hashes, install scripts, a README.

    python .ci/bundle/make.py [--system linux|windows]… [--python 3.11]… [--output FILE]

It downloads the packages that `requirements.lock` names, once, from the index that pip is set up for; nothing else is taken
from the network, and nothing at all is when the archive is installed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from targets import PYTHONS, SYSTEMS, Target, targets

ROOT = Path(__file__).resolve().parents[2]
CARRIED = ("install.sh", "install.cmd", "install.ps1", "README.md", "README.ja.md")
STAMP = (1980, 1, 1, 0, 0, 0)
SUMS = "SHA256SUMS"


def main() -> int:
    """Read the command line, make the archive, say where it is and how large."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--system", action="append", default=[], choices=[system.name for system in SYSTEMS])
    parser.add_argument("--python", action="append", default=[], choices=PYTHONS)
    parser.add_argument("--output", type=Path, default=ROOT / "dist" / "bangolin-bundle.zip")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        stage = Path(folder) / "bangolin-bundle"
        fill(stage, targets(given.system, given.python))
        pack(stage, given.output)
    print(f"{given.output}  {given.output.stat().st_size / 1e6:.0f} MB")
    return 0


def fill(stage: Path, wanted: list[Target]) -> None:
    """Put everything into the folder that is packed."""
    (stage / "requirements").mkdir(parents=True)
    wheel = build(stage / "wheels")
    for target in wanted:
        listed = stage / "requirements" / f"{target.name}.txt"
        resolve(target, listed)
        download(target, listed, stage / "wheels")
        with listed.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"bangolin=={wheel.name.split('-')[1]} \\\n    --hash=sha256:{digest(wheel)}\n")
        print(target.name, flush=True)
    for name in CARRIED:
        shutil.copy(ROOT / ".ci" / "bundle" / name, stage / name)
    shutil.copy(ROOT / "LICENSE", stage / "LICENSE")
    write_sums(stage)


def build(folder: Path) -> Path:
    """Build the wheel of this tool; the same sources give the same bytes."""
    command = [sys.executable, "-m", "uv", "build", "--wheel", "-q", "-o", str(folder), str(ROOT)]
    subprocess.run(command, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": "315532800"})
    (folder / ".gitignore").unlink(missing_ok=True)
    [wheel] = folder.glob("bangolin-*.whl")
    return wheel


def resolve(target: Target, listed: Path) -> None:
    """Write which packages the target needs, in the versions of the lock file, each with its hashes."""
    command = [
        sys.executable, "-m", "uv", "pip", "compile", str(ROOT / "pyproject.toml"), "-q",
        "--constraint", str(ROOT / "requirements.lock"), "--generate-hashes", "--no-header", "--no-annotate",
        "--no-emit-index-url", "--python-version", target.python, "--python-platform", target.system.uv,
        "-o", str(listed),
    ]  # fmt: skip
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def download(target: Target, listed: Path, folder: Path) -> None:
    """Fetch the wheels of a target; those that another one brought already are kept."""
    tag = "cp" + target.python.replace(".", "")
    command = [
        sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps", "--require-hashes",
        "--only-binary", ":all:", "--implementation", "cp", "--python-version", target.python,
        "--abi", tag, "--abi", "abi3", "--abi", "none", "-d", str(folder), "-r", str(listed),
    ]  # fmt: skip
    for platform in target.system.tags:
        command += ["--platform", platform]
    subprocess.run(command, check=True)


def digest(path: Path) -> str:
    """SHA-256 of a file in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_in(folder: Path) -> Iterator[Path]:
    """All files below a folder, in the order of their names."""
    yield from sorted((path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.as_posix())


def write_sums(stage: Path) -> None:
    """The hash of every file, in the form that sha256sum checks."""
    lines = [f"{digest(path)}  {path.relative_to(stage).as_posix()}\n" for path in files_in(stage)]
    (stage / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def pack(stage: Path, output: Path) -> None:
    """The folder as one archive: wheels as they are, since they are compressed; the same files give the same bytes."""
    output.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(output, "w", allowZip64=True) as archive:
        for path in files_in(stage):
            member = zipfile.ZipInfo(f"{stage.name}/{path.relative_to(stage).as_posix()}", STAMP)
            member.create_system = 3
            member.external_attr = (0o755 if path.suffix == ".sh" else 0o644) << 16
            member.compress_type = zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED
            member.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(member, "w") as sink:
                shutil.copyfileobj(source, sink, 1 << 20)


if __name__ == "__main__":
    sys.exit(main())
