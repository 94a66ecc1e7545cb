"""``python .ci/supply/licences.py``: the licences of all that is installed with the tool; fails on one that nobody allowed.

What counts is what runs: the package's dependencies with their own, extras of ours included, development tools not.
A licence is read from ``License-Expression``, else from the classifiers, else from the field ``License``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PACKAGE = "bangolin"
ALLOWED = (
    r"0BSD|Apache(?:[- ]2\.0| Software License| License(?:,? Version)? 2\.0)?|Apache-2\.0|BSD(?:-[23]-Clause)?(?: License)?"
    r"|BSD 3-Clause License|3-Clause BSD License|BSD-3-Clause, Apache-2\.0, dependency licenses|CC0-1\.0|HPND|ISC(?: License ISCL)?|MIT(?:-0|-CMU)?(?: License)?|MPL-2\.0"
    r"|Mozilla Public License 2\.0 MPL 2\.0|OFL-1\.1|SIL Open Font License 1\.1 OFL-1\.1|PSF-2\.0|Python Software Foundation License|Python-2\.0|The Unlicense.*|Unlicense|Zlib"
)
"""Licences under which what runs may be, as packages spell them: permissive ones, and MPL 2.0."""
REFUSED = re.compile(r"\b(?:A?GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)


def needed(package: str = PACKAGE) -> list[metadata.Distribution]:
    """What is installed with a package, itself not, in the order of names."""
    found: dict[str, metadata.Distribution] = {}
    waiting = [*_requirements(metadata.distribution(package), every_extra=True)]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in found or name == canonicalize_name(package):
            continue
        try:
            found[name] = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system, or an extra that is not installed
        waiting += _requirements(found[name], extras=requirement.extras)
    return [found[name] for name in sorted(found)]


def _requirements(
    package: metadata.Distribution, *, extras: set[str] | None = None, every_extra: bool = False
) -> Iterator[Requirement]:
    chosen = {"", *(extras or ()), *(package.metadata.get_all("Provides-Extra") or () if every_extra else ())}
    for text in package.requires or ():
        requirement = Requirement(text)
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in chosen):
            yield requirement


def licence(package: metadata.Distribution) -> str:
    """The licence of a package, as it spells it; empty where it says nothing."""
    said = package.metadata
    if said.get("License-Expression"):
        return str(said["License-Expression"])
    classified = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License ::")
    ]
    named = [one for one in classified if one != "OSI Approved"]
    return " OR ".join(named) if named else str(said.get("License") or "").strip().split("\n")[0]


def is_allowed(text: str) -> bool:
    """Whether at least one of the alternatives of a licence is allowed in all its parts."""
    plain = re.sub(r"\s+WITH\s+\S+|[()]", "", text)
    alternatives = re.split(r"\s+OR\s+|\s*;\s*", plain, flags=re.IGNORECASE)
    return any(
        all(re.fullmatch(ALLOWED, part.strip()) for part in re.split(r"\s+AND\s+", one, flags=re.IGNORECASE))
        and not REFUSED.search(one)
        for one in alternatives
    )


def main() -> int:
    """Print the list; exit code 1 where a licence is not allowed."""
    rows = [(one.metadata["Name"], one.version, licence(one)) for one in needed()]
    for name, version, said in rows:
        print(f"{name} {version}: {said or 'says no licence'}")
    wrong = [row for row in rows if not is_allowed(row[2])]
    for name, version, said in wrong:
        print(f"NOT ALLOWED at run time: {name} {version} ({said or 'says no licence'})", file=sys.stderr)
    print(f"{len(rows)} packages run with the tool, {len(wrong)} under a licence that is not allowed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
