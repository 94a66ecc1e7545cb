"""All tests with what they need: fetches missing programs where it may, runs pytest, and names what could not run.

Exit code: pytest's; with ``CI`` set also 1 where a part could not run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "build" / "tests.xml"


@dataclass(frozen=True)
class Program:
    """A program that tests need and the Debian packages that bring it."""

    command: str
    packages: tuple[str, ...]


PROGRAMS = (
    Program("chromium", ("chromium",)),
    Program("fc-list", ("fontconfig",)),
    Program("mvn", ("maven",)),
    Program("pdftotext", ("poppler-utils",)),
    Program("faketime", ("faketime",)),
)
FONT = Program("a Japanese font", ("fonts-ipaexfont",))


def main() -> int:
    """Prepare, run, report."""
    prepare()
    REPORT.parent.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "pytest", "-m", "not soak", f"--junitxml={REPORT}", *sys.argv[1:]]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    missing = report()
    if missing and os.environ.get("CI"):
        print("A part of the tests could not run (named above): with CI set that is a failure.")
        return code or 1
    return code


def prepare() -> None:
    """Install missing programs by apt, where we are root and apt is there; else the tests that need them skip."""
    missing = [program for program in PROGRAMS if shutil.which(program.command) is None]
    if not has_japanese_font():
        missing.append(FONT)
    if not missing or shutil.which("apt-get") is None or getattr(os, "geteuid", lambda: 1)() != 0:
        return
    packages = [package for program in missing for package in program.packages]
    print("Installing what the tests need:", ", ".join(packages), flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = {"stdout": subprocess.DEVNULL, "check": False, "env": environment}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)  # type: ignore[call-overload]
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], **quiet)  # type: ignore[call-overload]


def has_japanese_font() -> bool:
    """Whether fontconfig knows a font for Japanese."""
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", ":lang=ja"], capture_output=True, check=False).stdout.strip())


def report() -> list[str]:
    """Print how many tests ran on each store, and what was skipped and why; give the reasons."""
    if not REPORT.exists():
        return ["no report of the tests was written"]
    cases = list(ElementTree.parse(REPORT).getroot().iter("testcase"))
    stores: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for case in cases:
        skipped = case.find("skipped")
        if skipped is not None and skipped.get("type") == "pytest.skip":
            reasons[skipped.get("message") or "no reason given"] += 1
        elif store := re.search(r"\[(embedded|neo4j[^\]-]*)", case.get("name") or ""):
            stores[store[1]] += 1
    for name, count in sorted(stores.items()):
        print(f"store tests on {name}: {count}")
    for reason, count in sorted(reasons.items()):
        print(f"NOT RUN ({count}): {reason}")
    return sorted(reasons)


if __name__ == "__main__":
    sys.exit(main())
