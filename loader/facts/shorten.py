"""Facts short enough to be given away: names and short phrases stay, paragraphs do not.

The facts of a published assessment travel with the product as sample data; the long words of the document do not.
Every text longer than the limit is cut at it, so that equal texts stay equal and names still join.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import sys
from pathlib import Path
from typing import Any

from bangolin.loader.facts.codec import facts_from_dict, facts_to_dict, facts_to_json, read_facts
from bangolin.loader.facts.records import Facts, SourceText

LIMIT = 80
ELLIPSIS = "…"
REMARKS = frozenset({"note", "notes", "soft"})


def shorten(facts: Facts, limit: int = LIMIT) -> Facts:
    """The same facts with every text at most ``limit`` characters long and without remarks of who wrote them down."""
    return facts_from_dict(_short(facts_to_dict(facts), limit))


def with_source(facts: Facts, text: Path, *, checked: bool) -> Facts:
    """The facts with the source text they were read from: name, digest of its bytes, number of lines."""
    content = text.read_bytes()
    source = SourceText(
        title=text.name, digest=hashlib.sha256(content).hexdigest(), lines=content.count(b"\n") + 1, checked=checked
    )
    return dataclasses.replace(facts, document=dataclasses.replace(facts.document, source=source))


def _short(value: Any, limit: int) -> Any:
    if isinstance(value, dict):
        return {key: _short(item, limit) for key, item in value.items() if key not in REMARKS}
    if isinstance(value, list):
        return [_short(item, limit) for item in value]
    if isinstance(value, str) and len(value) > limit:
        return value[: limit - 1] + ELLIPSIS
    return value


def main(arguments: list[str] | None = None) -> int:
    """Shorten a facts file for the sample data: FACTS OUTPUT --text DOCUMENT [--checked]."""
    parser = argparse.ArgumentParser(prog="python -m bangolin.loader.facts.shorten", description=main.__doc__)
    parser.add_argument("facts", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--text", type=Path, required=True, help="the document that the facts were read from")
    parser.add_argument("--checked", action="store_true", help="a person went through these facts")
    given = parser.parse_args(arguments)
    facts = with_source(shorten(read_facts(given.facts)), given.text, checked=given.checked)
    given.output.write_text(facts_to_json(facts), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
