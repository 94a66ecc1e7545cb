"""``python .ci/supply/bill.py FILE``: what runs with the tool, as a CycloneDX bill of materials (JSON), the same bytes each time.

Made by cyclonedx-bom from what is installed, without what only development needs.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from licences import needed
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Write the bill."""
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    bill = runtime(everything())
    target.write_text(json.dumps(bill, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{target}: {len(bill['components'])} packages")
    return 0


def everything() -> dict[str, Any]:
    """The bill of all that is installed."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--no-validate"]
    command += ["--output-format", "JSON", "--pyproject", str(ROOT / "pyproject.toml"), sys.executable]
    made: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return made


def runtime(bill: dict[str, Any]) -> dict[str, Any]:
    """A bill without what does not run with the tool, and without where on this machine things stand."""
    kept = {canonicalize_name(one.metadata["Name"]) for one in needed()}
    components = [one for one in bill["components"] if canonicalize_name(one["name"]) in kept]
    for one in components:
        one.pop("externalReferences", None)  # may name paths of this machine
    references = {one["bom-ref"] for one in components} | {bill["metadata"]["component"]["bom-ref"]}
    depends = [
        {**one, "dependsOn": [other for other in one["dependsOn"] if other in references]}
        if "dependsOn" in one
        else one
        for one in bill["dependencies"]
        if one["ref"] in references
    ]
    return {**bill, "components": components, "dependencies": depends}


if __name__ == "__main__":
    sys.exit(main())
