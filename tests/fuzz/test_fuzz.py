"""Whatever comes in, in bytes or typed, is read or refused by an error of ours: no crash, no other exception."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import bangolin.data
import pytest
from bangolin.loader.facts.records import Facts
from bangolin.loader.guard import contains_my_number, mask_my_numbers
from bangolin.loader.parse import parse_bytes
from bangolin.loader.problems import DocumentError
from bangolin.queries.console.grammar import checked
from bangolin.queries.console.refusal import QueryRefused
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

MADE_UP = (Path(bangolin.data.__file__).parent / "fictional" / "kakuu-kenpo.txt").read_text(encoding="utf-8")
LINES = MADE_UP.splitlines()
STARTS = st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html><body>", b"\xff\xfe", b"\xef\xbb\xbf", b"\x00"])
WORDS = st.sampled_from(
    [
        "MATCH",
        "OPTIONAL",
        "WHERE",
        "RETURN",
        "WITH",
        "UNWIND",
        "AS",
        "LIMIT",
        "ORDER",
        "BY",
        "CREATE",
        "SET",
        "CALL",
        "n",
        "r",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "->",
        "<-",
        "-",
        ":",
        "*",
        "1..3",
        "|",
        "=",
        "<>",
        "'a",
        "\\u0041",
        "'",
        '"',
        "`",
        "//",
        "/*",
        "*/",
        ";",
        ",",
        ".",
        "$p",
        "1e999",
        "count(n)",
        "EXISTS",
        "null",
        "\x00",
        "あ",
    ]
)
SIGNS = st.sampled_from(["", "　", "□", "■", "[", "]", "○", "1", "①", "）", "\u202e", "\ud800", "あ" * 500])


def reads_or_refuses(data: bytes) -> None:
    with suppress(DocumentError):
        assert isinstance(parse_bytes(data, "x.txt"), Facts)


def guards(text: str) -> None:
    assert not contains_my_number(mask_my_numbers(text))


def judges(words: list[str]) -> None:
    with suppress(QueryRefused):
        assert checked(" ".join(words))


@st.composite
def torn_texts(draw: st.DrawFn) -> bytes:
    """The made-up text without a stretch of it, with lines lost, swapped or repeated, and signs put in."""
    start = draw(st.integers(0, len(LINES) - 1))
    lines = LINES[:20] + LINES[start:] if draw(st.booleans()) else LINES[:start] + LINES[start + 20 :]
    for at, sign, kind in draw(
        st.lists(
            st.tuples(st.integers(0, len(LINES)), SIGNS, st.sampled_from(["lose", "swap", "repeat", "cut"])),
            max_size=12,
        )
    ):
        i = at % len(lines)
        if kind == "cut":
            lines[i] = lines[i][: at % 17] + sign + lines[i][at % 17 :]
        elif kind == "repeat":
            lines.insert(i, lines[i])
        elif kind == "swap":
            lines[i], lines[-1] = lines[-1], lines[i]
        elif len(lines) > 1:
            del lines[i]
    return "\n".join(lines).encode(draw(st.sampled_from(["utf-8", "cp932", "utf-16"])), "replace")


BYTES = st.builds(bytes.__add__, STARTS, st.binary(max_size=2000))
NUMBERS = st.text(st.sampled_from("0123456789０１２３ -－\u200b\n年番あ①"), max_size=120)
STATEMENTS = st.lists(WORDS, max_size=40)
CASES = [(reads_or_refuses, BYTES, 40), (reads_or_refuses, torn_texts(), 12), (guards, NUMBERS, 150), (judges, STATEMENTS, 300)]  # fmt: skip
NAMES = ["bytes", "torn text", "numbers", "statements"]


def tried(case: tuple[object, object, int], times: int) -> None:
    check, strategy, examples = case
    kept = settings(
        max_examples=examples * times,
        derandomize=times == 1,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    kept(given(strategy)(lambda value: check(value)))()  # type: ignore[arg-type,operator]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_whatever_comes_in(case: tuple[object, object, int]) -> None:
    tried(case, 1)


@pytest.mark.soak
@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_whatever_comes_in_for_long(case: tuple[object, object, int]) -> None:
    tried(case, 50)
