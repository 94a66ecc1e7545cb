"""``python .ci/supply/vulnerabilities.py``: known weaknesses of what the lock file names, by pip-audit.

Exit code 1 where one is known. Where the database does not answer, that is said, package by package counted, and the exit
code is 0: a machine without internet must be able to check its work, and must not take silence for a clean answer.
``BANGOLIN_OSV_URL`` names a database of one's own that answers as OSV does (``http://…/v1/query``), for such machines.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[2] / "requirements.lock"
SECONDS = 180


def main() -> int:
    """Audit the lock file, or the one that is named."""
    lock = Path(sys.argv[1]) if len(sys.argv) > 1 else LOCK
    found, problem = audited(lock)
    if found is None:
        print(f"NOT AUDITED: {problem}")
        return 0
    skipped = [one["name"] for one in found if "skip_reason" in one]
    known = [(one["name"], one["version"], bug) for one in found for bug in one.get("vulns", ())]
    for name, version, bug in known:
        print(f"{name} {version}: {bug['id']}, mended in {', '.join(bug['fix_versions']) or 'no version yet'}")
    if len(skipped) < len(found):
        print(f"{len(found) - len(skipped)} packages audited, {len(known)} known weaknesses")
    if skipped:
        print(f"NOT AUDITED ({len(skipped)} of {len(found)}): the database does not answer for them")
    return 1 if known else 0


def audited(lock: Path) -> tuple[list[dict[str, Any]] | None, str]:
    """What pip-audit says of each package; None and why where it could not ask."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(lock), "--disable-pip", "--require-hashes", "-f", "json"]
    command += ["--progress-spinner", "off", "--timeout", "10"]
    if address := os.environ.get("BANGOLIN_OSV_URL"):
        command += ["--vulnerability-service", "osv", "--osv-url", address]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
        return json.loads(done.stdout)["dependencies"], ""
    except subprocess.TimeoutExpired:
        return None, f"the database did not answer within {SECONDS} s"
    except (json.JSONDecodeError, KeyError):
        return None, (done.stderr.strip().splitlines() or ["pip-audit says nothing"])[-1][:200]


if __name__ == "__main__":
    sys.exit(main())
