"""``python guided.py TARGET [libFuzzer's options]``: inputs that are changed towards new paths through our code (atheris).

Ends with exit code 0 after ``-runs=N`` or ``-max_total_time=SECONDS``; any exception that is not ours ends it at once.
"""

from __future__ import annotations

import sys
from contextlib import suppress

import atheris

with atheris.instrument_imports(include=["bangolin"]):
    from bangolin.loader.guard import contains_my_number, mask_my_numbers
    from bangolin.loader.parse import parse_bytes
    from bangolin.loader.problems import DocumentError
    from bangolin.queries.console.grammar import checked
    from bangolin.queries.console.refusal import QueryRefused


def document(data: bytes) -> None:
    """Bytes as a document: facts, or a refusal of ours."""
    with suppress(DocumentError):
        parse_bytes(data, "x")


def statement(data: bytes) -> None:
    """Text as a statement: what was let through once is let through as it was written anew, and then stays as it is."""
    try:
        allowed = checked(data.decode("utf-8", "replace"))
    except QueryRefused:
        return
    again = checked(allowed)
    assert checked(again) == again


def number(data: bytes) -> None:
    """Text with digits: what was masked holds no number any more."""
    assert not contains_my_number(mask_my_numbers(data.decode("utf-8", "replace")))


def main() -> None:
    target = {"document": document, "statement": statement, "number": number}[sys.argv[1]]
    atheris.Setup([sys.argv[0], "-max_len=4096", "-timeout=20", "-rss_limit_mb=2048", *sys.argv[2:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
