"""Names of uploaded files: written by a stranger, so that nothing of them but a plain name is used."""

from __future__ import annotations

import re
import unicodedata

MOST = 80


def file_name(name: str) -> str:
    """A name that is safe to write under: no folders, no control or direction signs, its ending kept.

    ``../../x.txt`` becomes ``x.txt``; a name of which nothing is left becomes ``document``.
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    stem, dot, ending = re.sub(r'[<>:"|?*]', "_", plain).strip(". ").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    while len(f"{stem}{dot}{ending[:10]}".encode()) > 2 * MOST:
        stem = stem[:-1] if len(stem) < MOST else stem[: MOST - 1]
    return f"{stem}{dot}{ending[:10]}" if stem else "document" + (f".{ending[:10]}" if ending else "")
